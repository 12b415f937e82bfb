"""Whatever a file or a post holds, an import ends with chapters or with messages."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinobook.importers.html import vocabulary_faults
from dinobook.importers.wordpress import Wordpress
from dinobook.importers.wordpress.export import Export
from dinobook.importers.wordpress.reading.archive import Limits
from dinobook.importers.wordpress.reading.files import read_export
from dinobook.problems import has_errors
from posts import bring_in
from wxr import Item, export, zipped

PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<em>",
            "</em>",
            "<ul>",
            "<li>",
            "</ul>",
            "<pre>",
            "</pre>",
            "<div>",
            "</div>",
        ),
        *(
            "<blockquote>",
            "<cite>",
            "</cite>",
            "</blockquote>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
        ),
        *("<figure>", "<img src='a.jpg'>", "<figcaption>", "</figcaption>", "</figure>", "<br>"),
        *(
            '<a href="/x">',
            "</a>",
            "<h2>",
            "</h2>",
            "<!-- wp:paragraph -->",
            "<!-- /wp:paragraph -->",
        ),
        *(
            '<!-- wp:quote {"a":1} -->',
            "<!-- /wp:quote -->",
            "<!-- wp:query -->",
            "<!-- /wp:query -->",
        ),
        *(
            "[caption]",
            "[/caption]",
            "[mfn]",
            "[/mfn]",
            "[gallery]",
            "[[",
            "]]",
            "[code]",
            "[/code]",
        ),
        *(
            "\n",
            "\n\n",
            "woord ",
            "zin. ",
            " ",
            "&amp;",
            "&#0;",
            "&nbsp;",
            "<",
            ">",
            "<!--",
            "-->",
            '"',
        ),
        *(
            "((",
            "))",
            "$latex x^2$",
            "https://x.be/a\n",
            "\x0b",
            "\u202e",
            "é",
            "<script>",
            "</script>",
        ),
    ]
)
SOUP = st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(SOUP, st.booleans())
def test_any_post_becomes_a_chapter(content: str, brackets: bool) -> None:
    made = bring_in(content, bracket_notes=brackets)
    assert not vocabulary_faults(made.chapter.tree)
    assert not [one for one in made.problems if one.code.startswith("project")]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for recover in (False, True):
        found = read_export([("x", data)], recover=recover)
        assert not found.posts
        assert has_errors(found.problems)


EXPORT = export(Item("1", "Één", "Tekst."), Item("2", "Twee", "Meer.", comments=1))


@settings(max_examples=200)
@given(st.integers(0, len(EXPORT) - 1), st.binary(min_size=1, max_size=4), st.booleans())
def test_an_export_with_a_hole_gives_posts_or_a_message(at: int, put: bytes, recover: bool) -> None:
    damaged = EXPORT[:at] + put + EXPORT[at + len(put) :]
    found = read_export([("x", damaged)], recover=recover)
    assert found.posts or found.problems
    assert all(problem.message and problem.place.path == "x" for problem in found.problems)


@given(st.integers(0, 200), st.binary(min_size=1, max_size=6))
def test_a_zip_with_a_hole_gives_posts_or_a_message(at: int, put: bytes) -> None:
    data = zipped({"a.xml": EXPORT})
    damaged = data[:at] + put + data[at + len(put) :]
    found = read_export([("x", damaged)], limits=Limits(ratio=1000))
    assert found.posts or has_errors(found.problems)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(SOUP, SOUP, st.sampled_from(["publish", "private"])), max_size=4))
def test_any_blog_has_a_plan_without_its_secrets(posts: list[tuple[str, str, str]]) -> None:
    """What is no XML in a title or text is no export; what is, has a plan."""
    items = [
        Item(
            str(number), f"geheim{title}" if status == "private" else title, content, status=status
        )
        for number, (title, content, status) in enumerate(posts, start=1)
    ]
    importer = Wordpress("x", [("x", export(*items))])
    plan, problems = importer.propose()
    assert plan is not None or has_errors(problems)
    assert "geheim" not in repr(plan)
    assert isinstance(importer.export, Export)
