"""The oracle that counts words: it finds what is lost, and never cries wolf."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dinobook import xhtml
from dinobook.markup.conservation import Differences, differences, lost_words
from dinobook.markup.convert import convert
from marked_up import CHAPTERS, RAW_CHAPTERS

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


# Each shows its words; what touches them is mark-up.
TOUCHED = [
    "Een [a]x[c](https://a.example/b)y en [a]<b>x</b>[c](https://a.example/b).",
    "[Twitter](https://a.be)'s en [blog](https://a.be/x_(y))s en [huis](<https://a.be>)je",
    "[EU]{.kleinkapitaal}'s, <https://a.be>'s, <jan@a.be>'s",
    "[x][b] en [x][b]'s\n\n[b]: goed",
    "[x][b c] en [x][]\n\n[b\n  c]: goed\n\n[x]: /pad\n  'Een \\' titel'",
    "`mis`<br>`uikt` en ``mis`<br>`uikt``",
    "H~2~O, **vet**gedrukt, een^e^, foo<wbr>bar, ge__bo__ren, ==ge==markeerd, ~~weg~~gelopen",
    "voor![Alt woord](images/x.svg)na",
    "woord[^1]deel\n\n[^1]: De noot.",
    r"kof\*fie en \[haak\](b) en 2016\. en \<b",
    "soft&shy;hyphen, een&nbsp;spatie, caf&eacute;, &#233;&#xE9;n, AT&T, R&amp;D, &onbekend;",
    "za\u00adcht, zero\u200bwidth, \ufb01ets, e\u0301e\u0301n, ½, m², ☕️, 1️⃣",
    "- [ ] Een taak\n- [x] Nog een",
    "> [!note] Titel van de noot\n> Tekst van de noot.",
    "Voor.\n\n$$\n\\frac{a}{b}\n$$\n\nTekst $$x^2$$ en $y_1$ en $5 en $ 6.",
    "Een zin^[met een **noot** erin] gaat door.",
    "Regel een\\\nregel twee",
    "[[Wiki|tekst]], [[Pagina]], ![[beeld.png]], %%een opmerking%%",
    '[a [b] c](https://a.be) en [e](https://a.be "Een titel")\'s',
    "[1]: De noot\n\nnoot[1]",
    "`<b> &amp; [a](b)` en ``x ` y``",
    "```\n<b>vet</b> &eacute; [a](b) <!-- x --> {#a}\n```",
    "> ```\n> <i>x</i> &eacute;\n> ```\n\nNa.",
    "- a\n\n    ```\n    &eacute; {b}\n    ```",
    "    in spring &eacute;",
    "een <!-- weg\n\nook weg --> blijft",
    "{{ een }} en {% ander %} en {haak}",
    "## Kop {#eigen-id .klas}\n\nTekst",
    "a | b\n--|--\n1 \\| 2 | `x\\|y`",
    "[TOC]\n\n\\newpage\n\n::: let-op\nTekst\n:::",
    'Zin met [een\nlange link](https://a.be\n"titel")s en meer',
    "Het patroon a{b}c klopt, bestand{1}naam en woord{.klas}en ook.",
    'Zo:\n\n    print(f"dag{naam}en")\n    f[0](x)y a<b>c',
    "<p>a[b](c)d</p>\n\n<pre>dag{naam}en ![x](y)z</pre>",
    '<table>\n<tr>\n<td rowspan="2">q&lt;w &eacute;én</td>\n</tr>\n</table>',
    "Een \\<!-- is geen opmerking.\n\nWoord en nog een.",
    "![" * 340 + "y" + "]" * 340,
]


@pytest.mark.parametrize("body", TOUCHED)
def test_mark_up_that_touches_words_loses_none(body: str) -> None:
    text = f"---\ntitle: Proef\n---\n{body}\n"
    result = convert(text, "manuscript/a.md")
    assert [p.message for p in result.problems if p.code.startswith("words")] == []
    assert result.fragment is not None
    assert differences(text, result.fragment) == Differences()


@settings(max_examples=80)
@given(st.one_of(CHAPTERS, RAW_CHAPTERS))
def test_chapters_full_of_mark_up_lose_and_double_nothing(text: str) -> None:
    fragment = convert(text, "manuscript/a.md").fragment
    assert fragment is not None
    assert differences(text, fragment) == Differences()


@settings(max_examples=40)
@given(CHAPTERS, st.data())
def test_a_word_that_is_cut_out_or_doubled_is_always_missed(text: str, data: st.DataObject) -> None:
    fragment = convert(text, "manuscript/a.md").fragment
    assert fragment is not None
    places = list(re.finditer(r"(?<=[\s>])[^\W\d_]{2,}(?=[\s<])(?![^<>]*>)", fragment.xhtml))
    assume(places)
    place = data.draw(st.sampled_from(places))
    before, after = fragment.xhtml[: place.start()], fragment.xhtml[place.end() :]
    assert lost_words(text, replace(fragment, xhtml=before + after)) != ()
    twice = replace(fragment, xhtml=f"{before} {place[0]} {place[0]} {after}")
    assert differences(text, twice) != Differences()


@settings(max_examples=40)
@given(CHAPTERS, st.data())
def test_a_block_that_is_cut_out_or_doubled_is_always_missed(
    text: str, data: st.DataObject
) -> None:
    fragment = convert(text, "manuscript/a.md").fragment
    assert fragment is not None
    root = xhtml.parse(fragment.xhtml)
    blocks = [one for one in root if re.search(r"[^\W\d_]{2}", "".join(xhtml.strings(one)))]
    assume(blocks)
    block = data.draw(st.sampled_from(blocks))
    copy = deepcopy(block)
    block.addnext(copy)
    assert differences(text, replace(fragment, xhtml=xhtml.serialise(root))).doubled != ()
    root.remove(copy)
    root.remove(block)
    assert differences(text, replace(fragment, xhtml=xhtml.serialise(root))).lost != ()


def test_words_that_run_together_are_missed() -> None:
    text = "---\ntitle: X\n---\nDe kat zit op de zee-egel.\n"
    fragment = convert(text, "manuscript/a.md").fragment
    assert fragment is not None
    joined = replace(fragment, xhtml=fragment.xhtml.replace("kat zit", "katzit"))
    assert lost_words(text, joined) == (("kat", 4), ("zit", 4))
    parted = replace(fragment, xhtml=fragment.xhtml.replace("zit", "z it"))
    assert lost_words(text, parted) == (("zit", 4),)


def test_a_passage_that_stands_twice_is_told_with_its_line() -> None:
    text = "---\ntitle: X\n---\nEerst dit.\n\nDan *wat* anders.\n"
    fragment = convert(text, "manuscript/a.md").fragment
    assert fragment is not None
    twice = replace(fragment, xhtml=fragment.xhtml.replace("anders", "anders dan wat anders"))
    assert differences(text, twice).doubled == (("dan", 6), ("wat", 6), ("anders", 6))


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
