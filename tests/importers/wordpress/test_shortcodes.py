"""Classic posts: words in square brackets, as WordPress, its plug-ins and writers use them."""

# ruff: noqa: E501  (HTML as WordPress writes it is easier to read in one line)

from __future__ import annotations

import pytest

from dinobook.importers.wordpress.markup.shortcodes import shortcodes
from posts import UPLOADS, bring_in, whole

IMAGE = f'<img class="size-medium wp-image-9" src="{UPLOADS}dak-300x200.jpg" alt="Het dak" />'


@pytest.mark.parametrize(
    "prose",
    [
        "Hij zei [sic] dat het [semi-]automatisch was, [mostly].",
        'Uit [Uit “De Steen”] en [1] en [named "x"].',
        "Een [note] zonder einde en een [caption] ook niet.",
        "Met [[dubbele]] haken.",
    ],
)
def test_brackets_in_prose_stay_prose(prose: str) -> None:
    made = whole(prose)
    assert not made.said
    plain = made.text.replace("\\", "")
    assert plain.strip() == prose


def test_a_shortcode_between_double_brackets_is_shown_as_typed() -> None:
    made = whole('Schrijf [[gallery ids="1"]] of [[caption]x[/caption]] zo.')
    assert made.text.replace("\\", "") == 'Schrijf [gallery ids="1"] of [caption]x[/caption] zo.\n'


def test_the_shortcode_of_another_plug_in_stays_and_is_told_of() -> None:
    made = whole('Druk op [knop kleur="rood"]hier[/knop] of [slider id=3].')
    assert "[knop" in made.text.replace("\\", "")
    assert "“[knop]”" in made.said
    assert "“[slider]”" in made.said


@pytest.mark.parametrize(
    "caption",
    [
        f'[caption id="attachment_9" align="alignleft" width="300"]{IMAGE} Het dak, <em>nat</em>[/caption]',
        f'[caption width="300"]<a href="{UPLOADS}dak.jpg">{IMAGE}</a> Het dak, <em>nat</em>[/caption]',
        f'[caption caption="Het dak, &lt;em&gt;nat&lt;/em&gt;"]{IMAGE}[/caption]',
        f'[wp_caption caption=“Het dak, &lt;em&gt;nat&lt;/em&gt;”]{IMAGE}[/wp_caption]',
        f'<div class="wp-caption alignright">{IMAGE}<p class="wp-caption-text">Het dak, <em>nat</em></p></div>',
        f"<figure>{IMAGE}<figcaption>Het dak, <em>nat</em></figcaption></figure>",
    ],
)  # fmt: skip
def test_a_caption_in_every_form_belongs_to_its_picture(caption: str) -> None:
    made = whole(f"Voor.\n\n{caption}\n\nNa.")
    assert "![Het dak](images/dak.jpg)\n\n/// figuur | Het dak, *nat*\n///\n" in made.text


def test_a_caption_in_the_middle_of_a_paragraph_parts_it() -> None:
    made = bring_in(f"Voor [caption]{IMAGE} Nat[/caption] na.")
    assert made.text == 'Voor\n\n![Het dak](images/dak.jpg "Nat")\n\nna.\n'


def test_a_gallery_by_numbers_stands_side_by_side_with_its_captions() -> None:
    made = whole('[gallery columns="3" ids="7, 8,9"]')
    assert made.text.startswith("//// naast-elkaar\n![Een ladder](images/ladder.jpg)")
    assert "Een *emmer*" in made.text


def test_a_gallery_without_numbers_shows_what_was_uploaded_to_the_post() -> None:
    text = whole("[gallery]").text
    assert "ladder.jpg" in text
    assert "dak.jpg" in text
    assert "emmer" not in text
    assert "ladder" not in whole('Ja.\n\n[gallery exclude="7"]').text


def test_a_gallery_of_nine_is_rows_of_three() -> None:
    made = bring_in('[gallery ids="7,9,7,9,7,9,7,9,7"]')
    rows = made.text.split("/// naast-elkaar")[1:]
    assert [row.count("![") for row in rows] == [3, 3, 3]


def test_a_gallery_of_unknown_pictures_leaves_boxes_with_their_numbers() -> None:
    assert "/// beeld-ontbreekt | 99" in bring_in('[gallery ids="99"]').text
    assert "gallery" in bring_in('Ja. [gallery id="77"]').said


@pytest.mark.parametrize(
    ("shortcode", "address"),
    [
        ("[embed]https://vimeo.com/1[/embed]", "https://vimeo.com/1"),
        ("[embed width=200]https://vimeo.com/1[/embed]", "https://vimeo.com/1"),
        ('[video src="https://x.be/f.mp4"]', "https://x.be/f.mp4"),
        (
            '[video mp4="https://x.be/f.mp4" webm="https://x.be/f.webm"][/video]',
            "https://x.be/f.mp4",
        ),
        ("[audio https://x.be/l.mp3]", "https://x.be/l.mp3"),
        ("[youtube=https://youtu.be/a]", "https://youtu.be/a"),
        ("[youtube abc123]", "https://www.youtube.com/watch?v=abc123"),
        ("[vimeo 42]", "https://vimeo.com/42"),
        ('[soundcloud url="https://soundcloud.com/a"]', "https://soundcloud.com/a"),
        ("https://youtu.be/a", "https://youtu.be/a"),
    ],
)
def test_what_is_played_becomes_a_link_with_words(shortcode: str, address: str) -> None:
    made = whole(f"Voor.\n\n{shortcode}\n\nNa.")
    assert f"]({address})\n\nNa." in made.text
    assert "[](" not in made.text


def test_a_playlist_is_a_list_of_links() -> None:
    assert whole('[playlist ids="20"]').text == f"- [Het lied]({UPLOADS}lied.mp3)\n"


def test_code_is_shown_as_it_was_typed() -> None:
    made = whole('[code language="html"]\n<b>vet</b> &amp; [gallery]\n\n  x\n[/code]\n\nNa.')
    assert made.text == "```html\n<b>vet</b> & [gallery]\n\n  x\n```\n\nNa.\n"


def test_a_formula_of_latex_is_one() -> None:
    assert whole("Zo: $latex E=mc^2&s=2$ dus.").text == "Zo: $E=mc^2$ dus.\n"


def test_forms_go_and_are_said() -> None:
    made = whole('Voor.\n\n[contact-form-7 id="5"]\n\n[jetpack_subscription_form]\n\nNa.')
    assert made.text == "Voor.\n\nNa.\n"
    assert "contact-form-7" in made.left_out


def test_nothing_in_a_tag_or_in_code_is_a_shortcode() -> None:
    assert not list(
        shortcodes('<a title="[gallery]">x</a> <pre>[gallery]</pre> <!-- [gallery] -->')
    )


@pytest.mark.parametrize(
    "piece", ["[", "[[", "[caption ", "[mfn]", '[caption "', "[gallery]", "[/mfn]", "[code]"]
)
def test_fifty_thousand_brackets_take_no_time(piece: str) -> None:
    list(shortcodes(piece * 50_000))
