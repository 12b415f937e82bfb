"""The oracle that counts words: it finds what is lost, and never cries wolf."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinobook.markup.conservation import lost_words
from dinobook.markup.convert import convert

TRICKY = """Un*frigging*believable, H~2~O, 2^e^, **a**b, snake_case_woord, `code *x* [a](b)`.

[ref link][r] en [r] en <https://auto.link/pad>, [a](<met spatie> "Titel tekst"), [b](c_(d)).

[r]: https://example.org/x "Titel van r"

*[NMBS]: Nationale Maatschappij

NMBS: foto's &amp; &eacute;&eacute;n &#8364; 5, af\u00adbreken, zo’n, 't.

1. een
    - twee [x]{lang=en .klas}

        code in lijst

//// doe-het-zelf | Vijf *minuten*
    id: eigen-id

/// vers | Bron
2016. Regel
///
////

```python
def f(x): return {"a": 1}  # [a](b)
```

Term
: uitleg

a | b
--|--
1 \\| 2 | `x|y`

/// tabel | Bijschrift *hier*
    id: tab-x
///

![Alt tekst](images/x.png "Bijschrift"){#fig-x .breed}

/// beeld-ontbreekt | foto_een-twee.jpg
///

<span class="x">span</span> en <kbd>Ctrl</kbd><br>einde <!-- weg -->.[^a]

#hashtag #twee

[^a]: Noot met
    vervolg

    > citaat
"""


def test_tricky_constructs_lose_nothing() -> None:
    result = convert(f"---\ntitle: X\n---\n{TRICKY}", "manuscript/a.md")
    assert [p.message for p in result.problems if p.is_error] == []


@pytest.mark.parametrize("cut", ["citaat", "hashtag", "lijst", "uitleg", "minuten", "vervolg"])
def test_what_is_cut_from_a_fragment_is_missed(cut: str) -> None:
    text = f"---\ntitle: X\n---\n{TRICKY}"
    line = 1 + next(index for index, row in enumerate(text.split("\n")) if cut in row)
    fragment = convert(text, "manuscript/a.md").fragment
    assert fragment is not None
    poorer = replace(
        fragment,
        xhtml=fragment.xhtml.replace(cut, ""),
        notes=tuple(replace(note, xhtml=note.xhtml.replace(cut, "")) for note in fragment.notes),
    )
    assert lost_words(text, poorer) == ((cut, line),)


WORDS = st.sampled_from(["de", "kat", "foto's", "één", "*zit*", "**op**", "`code`", "5", "a.b"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "## ", "- ", "1. ", "> ", "a) ", "* * *\n\n"]),
            st.lists(WORDS, min_size=1, max_size=6).map(" ".join),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_plain_chapters_lose_nothing(blocks: list[tuple[str, str]]) -> None:
    body = "\n\n".join(start + text for start, text in blocks)
    text = f"---\ntitle: X\n---\n{body}\n"
    result = convert(text, "manuscript/a.md")
    assert [p for p in result.problems if p.is_error] == []
    assert result.fragment is not None
    assert lost_words(text, result.fragment) == ()


def test_the_real_posts_convert_without_a_false_alarm(blog_dump: Path) -> None:
    """Whole, and cut at every few paragraphs as if each were a chapter."""
    dump = blog_dump.read_text(encoding="utf-8")
    paragraphs = dump.split("\n\n")
    pieces = [dump, *("\n\n".join(paragraphs[at : at + 7]) for at in range(0, len(paragraphs), 7))]
    for piece in pieces:
        text = f"---\ntitle: Stuk\n---\n\n{piece}"
        result = convert(text, "manuscript/stuk.md")
        assert [p.message for p in result.problems if p.is_error] == []
        assert result.fragment is not None
        assert lost_words(text, result.fragment) == ()
