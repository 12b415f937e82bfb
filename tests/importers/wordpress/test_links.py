"""Links among the posts of a blog become links in the book."""

from __future__ import annotations

import pytest

from posts import whole
from wxr import SITE


@pytest.mark.parametrize(
    "address",
    [
        f"{SITE}/2016/07/de-goot/",
        f"{SITE}/2016/07/de-goot",
        "http://www.blog.voorbeeld.be/2016/07/de-goot/?utm_source=x",
        f"{SITE}/?p=2",
        f"{SITE}/?page_id=2",
        "/2016/07/de-goot/",
        "/?p=2",
        f"{SITE}/archief/de-goot/",
        f"{SITE}/2016/07/de-goot/2/",
        f"{SITE}/2016/07/de-goot/#more-2",
        f"{SITE}/2016/07/de-goot/#comments",
        f"{SITE}/2016/07/De-Goot/",
    ],
)
def test_every_address_of_a_chosen_post_leads_to_its_chapter(address: str) -> None:
    made = whole(f'Zie <a href="{address}">de goot</a>.')
    assert made.text == "Zie [de goot](de-goot).\n"
    assert "de-goot" in made.left_out


def test_a_place_in_another_post_is_kept_for_the_link_to_it() -> None:
    from dinobook.importers.html import write_markdown
    from dinobook.importers.wordpress.convert import blog_of, convert
    from dinobook.importers.wordpress.export import Export, Post
    from dinobook.importers.wordpress.media import Media
    from posts import LIBRARY, OTHERS

    post = Post(
        "1",
        "1",
        "A",
        '<a href="/2016/07/de-goot/#lek">lek</a> <a href="/2016/07/de-goot/#nergens">weg</a>',
    )
    blog = blog_of(
        Export((post, *OTHERS), LIBRARY, site=SITE),
        (post, OTHERS[0]),
        Media(),
        {"1": "a", "2": "de-goot"},
    )
    assert write_markdown(convert(post, blog).tree) == "[lek](#de-goot-lek) [weg](de-goot)\n"
    assert "## Het lek {#de-goot-lek}" in write_markdown(convert(OTHERS[0], blog).tree)


@pytest.mark.parametrize(
    "address",
    [
        f"{SITE}/niet-gekozen/",
        f"{SITE}/category/de-goot/",
        f"{SITE}/wp-content/uploads/2016/07/plan.pdf",
        "https://ander.voorbeeld.be/2016/07/de-goot/",
        "mailto:an@voorbeeld.be",
        "https://nl.wikipedia.org/wiki/Goot#Soorten",
    ],
)
def test_other_addresses_stay_what_they_are(address: str) -> None:
    assert whole(f'Zie <a href="{address}">dit</a>.').text == f"Zie [dit]({address}).\n"


def test_an_address_on_the_blog_becomes_whole() -> None:
    made = whole('Zie <a href="/contact/">dit</a>.')
    assert made.text == f"Zie [dit]({SITE}/contact/).\n"


def test_a_link_inside_the_post_keeps_its_place_and_no_other_id() -> None:
    made = whole(
        'Zie <a href="#slot">het slot</a> en <a href="#weg">niets</a>.\n\n'
        '<h2 id="begin">Begin</h2>\n\nTekst.\n\n<h2 id="slot">Slot</h2>\n\nTekst.'
    )
    assert "Zie [het slot](#de-ladder-slot) en niets." in made.text
    assert "## Begin\n" in made.text
    assert "## Slot {#de-ladder-slot}" in made.text


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "#", "java\tscript:x", "file:///etc/hostname"],
)
def test_an_address_that_leads_nowhere_leaves_its_words(address: str) -> None:
    made = whole(f'Zie <a href="{address}">dit</a>.')
    assert made.text == "Zie dit.\n"


def test_hidden_signs_do_not_turn_an_address_around() -> None:
    made = whole('<a href="https://voorbeeld.be/\u202egnp.exe">dit</a>')
    assert "\u202e" not in made.text
