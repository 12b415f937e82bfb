"""Which posts come in, and what is said of those that stay out."""

from __future__ import annotations

import pytest

from dinobook.importers.wordpress.choice import Choice, choose, unknown_names
from dinobook.importers.wordpress.export import Export
from dinobook.importers.wordpress.reading.files import read_export
from wxr import Item, export

THUIS = ("category", "thuis", "Thuis &amp; tuin")
WERK = ("category", "werk", "Werk")

BLOG = (
    Item("1", "De ladder", categories=(THUIS,), date="2015-03-01 10:00:00"),
    Item("2", "De emmer", slug="e", categories=(WERK, ("post_tag", "lek", "Lek")), creator="bo"),
    Item("3", "Over mij", type="page", slug="over"),
    Item("4", "Privé", status="private"),
    Item("5", "Straks", status="future"),
    Item("6", "Half", status="draft"),
    Item("7", "Wacht", status="pending"),
    Item("8", "Weg", status="trash"),
    Item("9", "Slot", password="x"),  # noqa: S106
    Item("10", "Leeg", "<!-- wp:paragraph -->\n<p>&nbsp;</p>\n<!-- /wp:paragraph -->"),
    Item("11", "Soep", type="recept"),
    Item("12", "Menu", type="nav_menu_item"),
    Item("13", "Frans", "Une échelle.", categories=(("language", "fr-be", "Français"),)),
    Item("14", "Beeld", '<img src="a.jpg">', slug="beeld"),
)


@pytest.fixture(scope="module")
def blog() -> Export:
    return read_export([("blog.xml", export(*BLOG))])


def keys(blog: Export, **asked: object) -> list[str]:
    return [post.key for post in choose(blog, Choice(**asked))[0]]  # type: ignore[arg-type]


def test_published_posts_and_pages_come_in_by_their_dates(blog: Export) -> None:
    assert keys(blog) == ["1", "2", "13", "14", "3"]


def test_each_of_the_others_says_why_it_stays_out(blog: Export) -> None:
    reasons = {one.post.key: one.reason for one in choose(blog, Choice())[1]}
    assert reasons == {
        "4": "private",
        "5": "scheduled, not published yet",
        "6": "a draft",
        "7": "waiting for review",
        "8": "in the bin",
        "9": "protected by a password",
        "10": "empty",
        "11": "of the type “recept”",
        "12": "an entry of a menu",
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"categories": ("thuis & TUIN",)}, ["1"]),
        ({"categories": ("werk",)}, ["2"]),
        ({"tags": ("lek",)}, ["2"]),
        ({"authors": ("bo",)}, ["2"]),
        ({"authors": ("an proef",), "types": ("page",)}, ["3"]),
        ({"since": "2016"}, ["2", "13", "14", "3"]),
        ({"until": "2015-03"}, ["1"]),
        ({"languages": ("fr",)}, ["13"]),
        ({"languages": ("nl",)}, ["1", "2", "14", "3"]),
        ({"search": "ÉCHELLE"}, ["13"]),
        ({"statuses": ("private",)}, ["4"]),
        ({"protected": True, "types": ("post",)}, ["1", "2", "9", "13", "14"]),
        ({"types": ("recept",)}, ["11"]),
    ],
)
def test_a_choice(blog: Export, asked: dict[str, object], found: list[str]) -> None:
    assert keys(blog, **asked) == found


def test_a_name_that_no_post_has_gets_the_nearest_one(blog: Export) -> None:
    choice = Choice(categories=("Werkk",), tags=("lek",), authors=("niemand",))
    assert unknown_names(blog, choice) == (("category", "Werkk", "Werk"), ("author", "niemand", ""))
