"""Notes, of plug-ins and of the block editor: call and text together."""

# ruff: noqa: E501  (HTML as WordPress writes it is easier to read in one line)

from __future__ import annotations

import json

import pytest

from posts import bring_in, whole


@pytest.mark.parametrize(
    "call",
    [
        "[mfn]Van <em>oma</em>.[/mfn]",
        "[mfn referencenumber=9]Van <em>oma</em>.[/mfn]",
        "[modern_footnote]Van <em>oma</em>.[/modern_footnote]",
        "[efn_note]Van <em>oma</em>.[/efn_note]",
        "[note]Van <em>oma</em>.[/note]",
        "<mfn>Van <em>oma</em>.</mfn>",
    ],
)
def test_a_note_of_each_plug_in(call: str) -> None:
    made = whole(f"De ladder{call} stond er.")
    assert made.text == "De ladder[^1] stond er.\n\n[^1]: Van *oma*.\n"


def test_double_brackets_are_notes_only_when_asked() -> None:
    typed = "De ladder ((van oma)) stond er."
    assert "((van oma))" in whole(typed).text
    made = whole(typed, bracket_notes=True)
    assert made.text == "De ladder[^1] stond er.\n\n[^1]: van oma\n"


def test_a_note_of_two_paragraphs_keeps_both() -> None:
    made = whole("De ladder[mfn]Een.\n\nTwee.[/mfn] stond er.")
    assert made.text.endswith("[^1]: Een.\n\n    Twee.\n")


def test_a_note_may_stand_in_a_caption_a_list_and_a_table() -> None:
    text = (
        '[caption]<img src="weg.jpg"> Bij[mfn]een[/mfn][/caption]\n\n<ul><li>punt[mfn]twee[/mfn]</li></ul>\n\n'
        "<table><tr><td>cel[mfn]drie[/mfn]</td></tr></table>"
    )
    made = bring_in(text)
    assert made.lost == ()
    assert [word for word in ("een", "twee", "drie") if f"]: {word}" in made.text] == [
        "een",
        "twee",
        "drie",
    ]


def editor(*notes: tuple[str, str]) -> dict[str, str]:
    return {"footnotes": json.dumps([{"id": key, "content": text} for key, text in notes])}


def call(key: str) -> str:
    return f'<sup data-fn="{key}" class="fn"><a href="#{key}" id="{key}-link">1</a></sup>'


def test_a_note_of_the_editor_gets_the_text_that_lies_elsewhere() -> None:
    content = (
        f"<!-- wp:paragraph --><p>Lek{call('a-1')}.</p><!-- /wp:paragraph --><!-- wp:footnotes /-->"
    )
    made = whole(content, meta=editor(("a-1", 'Al sinds <a href="https://x.be">dinsdag</a>.')))
    assert made.text == "Lek[^1].\n\n[^1]: Al sinds [dinsdag](https://x.be).\n"


def test_a_call_without_text_and_a_text_without_call_are_told_of() -> None:
    content = f"<!-- wp:paragraph --><p>Lek{call('a')}.</p><!-- /wp:paragraph -->"
    made = bring_in(content, meta=editor(("b", "Verweesd.")))
    assert made.text == "Lek.\n"
    assert "no text in the export" in made.said
    assert "Verweesd" in made.left_out
    assert made.lost == ()


def test_notes_that_cannot_be_read_are_told_of() -> None:
    made = bring_in("Ja.", meta={"footnotes": "[{kapot"})
    assert "cannot be read" in made.said


def test_thousands_of_notes_in_one_post() -> None:
    """No more than that they all arrive: what grows with the square would never end."""
    from dinobook.importers.html import write_markdown
    from dinobook.importers.wordpress.convert import blog_of, convert
    from dinobook.importers.wordpress.export import Export, Post
    from dinobook.importers.wordpress.media import Media

    post = Post(
        "1", "1", "Noten", "\n\n".join(f"Zin {n}[mfn]noot {n}[/mfn]." for n in range(3_000))
    )
    made = convert(post, blog_of(Export((post,)), (post,), Media()))
    assert len(made.inventory["notes"]) == 3_000
    assert "[^3000]: noot 2999\n" in write_markdown(made.tree)
