"""The facts beside the XHTML: what later stages ask for, with the right lines."""

from __future__ import annotations

from collections.abc import Callable

from dinobook.markup.convert import convert
from dinobook.markup.fragment import Figure, Fragment, Heading, Image, Link

Good = Callable[[str], Fragment]

LONG = """Zie [een](methode) en `[een](methode)` en [een](methode).[^a]

## Eerste *kop*

[^a]: Zie [een](methode) en ![Alt](images/a.svg).

<!-- [een](methode) -->

![Alt twee](images/a.svg "Bijschrift 'zo'"){#fig-a}

### Kop {#eigen}

- [twee](#eigen) en [drie][r]

[r]: https://example.org/

a | b
--|--
1 | [vier](<pad met spatie>)

/// tabel | Een *tabel*
    id: tab-a
///

/// beeld-ontbreekt | plan.svg
///

## Eerste kop

Slot.
"""


def test_lines_are_those_of_the_file(good: Good) -> None:
    """The body begins on line 4."""
    fragment = good(LONG)
    assert fragment.headings == (
        Heading(2, "Eerste kop", "proef--eerste-kop", 6),
        Heading(3, "Kop", "eigen", 14),
        Heading(2, "Eerste kop", "proef--eerste-kop-2", 31),
    )
    assert fragment.links == (
        Link("methode", 4),
        Link("methode", 4),
        Link("#eigen", 16),
        Link("https://example.org/", 18),
        Link("pad met spatie", 22),
        Link("methode", 8),
    )
    assert fragment.images == (
        Image("manuscript/images/a.svg", "Alt twee", 12),
        Image("manuscript/images/a.svg", "Alt", 8),
        Image("plan.svg", "", 28, missing=True),
    )
    assert fragment.figures == (
        Figure("fig-a", "figure", "Bijschrift ‘zo’", 12),
        Figure("tab-a", "table", "Een tabel", 24),
    )
    assert [(note.number, note.line) for note in fragment.notes] == [(1, 8)]
    assert fragment.ids == (
        ("proef--noteref-1", 4),
        ("proef--eerste-kop", 6),
        ("fig-a", 12),
        ("eigen", 14),
        ("tab-a", 25),
        ("proef--eerste-kop-2", 31),
    )


def test_words_are_those_that_a_reader_reads(good: Good) -> None:
    fragment = good("Twee *woor*den.[^1] <!-- geen --> [een](https://a.b/c)\n\n[^1]: Foto's nu.")
    assert fragment.words == 5


def test_the_same_text_gives_the_same_fragment() -> None:
    text = f"---\ntitle: X\n---\n{LONG}"
    assert convert(text, "manuscript/a.md") == convert(text, "manuscript/a.md")


def test_the_language_of_the_book_holds_where_a_chapter_names_none() -> None:
    def text_of(front: str, language: str) -> str:
        result = convert(f'---\ntitle: X\n{front}---\nIt\'s... "so"', "manuscript/a.md", language)
        assert result.fragment is not None
        return result.fragment.xhtml

    assert "It’s… “so”" in text_of("", "nl-BE")
    assert 'It\'s… "so"' in text_of("", "it")
    assert 'It\'s… "so"' in text_of("lang: it\n", "nl-BE")
    assert "It’s… “so”" in text_of("lang: nl\n", "en")
