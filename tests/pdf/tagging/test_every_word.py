"""Whatever stands in whatever, over however many pages: each word is read once, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import page as page_validation
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dinobook.pdf.engine import drawing
from dinobook.pdf.engine.engine import Engine
from dinobook.pdf.engine.pagination.split_notes import notes_split
from dinobook.pdf.engine.tagging.stand_in import tagging
from dinobook.pdf.stylesheet import face_resources, face_rules
from pdf.tagging.aloud import spoken

CSS = """
@page { size: 100mm 130mm; margin: 6mm }
@page { @top-center { content: "kop" } @bottom-left { content: counter(page) } }
html { font-family: "Vollkorn"; font-size: 9pt; line-height: 12pt }
html { hyphens: auto; hyphenate-limit-chars: 6 3 3 }
body { margin: 0; text-align: justify; widows: 1; orphans: 1 }
code { font-family: inherit }
ul { list-style-type: "• " }
.footnote { float: footnote; footnote-policy: line; display: block }
.footnote::footnote-call, .footnote::footnote-marker { content: attr(data-number) }
thead { display: table-header-group } tfoot { display: table-footer-group }
tr { break-inside: avoid }
u { text-decoration: underline } s { text-decoration: line-through }
"""
LONG = ("verantwoordelijkheid", "de", "vergaderzaal", "onderhandelingstafel", "en", "koffiemachine")
_BLOCKS = ("p", "p", "list", "terms", "blockquote", "aside", "table", 'div style="opacity: 0.5"')
_MARKED = re.compile(r"[a-z]+q\d+")


@dataclass
class Text:
    """XHTML with the words that are read of it in its place, and those of its notes behind it."""

    xhtml: str
    words: list[str]
    notes: list[str]


class Writer:
    """Writes blocks by what a test draws; each word has a number of its own."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._numbers, self._notes = count(), count(1)

    def _pick(self, *choices: object) -> object:
        return self._draw(st.sampled_from(choices))

    def _words(self, most: int) -> list[str]:
        length = self._draw(st.integers(1, most))
        return [f"{LONG[at % len(LONG)]}q{next(self._numbers)}" for at in range(length)]

    def text(self, most: int = 30, *, noted: bool = True) -> Text:
        words = self._words(most)
        around = self._pick("%s", "<em>%s</em>", '<span lang="en">%s</span>', "<u>%s</u>",
                            "<s>%s</s>", '<a href="https://example.org/">%s</a>',
                            '<abbr title="voluit">%s</abbr>', "<code>%s</code>")  # fmt: skip
        xhtml = str(around) % " ".join(words)
        if not noted or not self._draw(st.booleans()):
            return Text(xhtml, words, [])
        number, said, more = next(self._notes), self._words(12), self._words(5)
        names = f'id="n{number}" data-number="{number}" data-note="c{number}"'
        note = (f'<span class="footnote" {names}>'
                f'<span class="first" data-block="p">{" ".join(said)}</span></span>')  # fmt: skip
        return Text(f"{xhtml}{note} {' '.join(more)}", [*words, *more], said)

    def paragraph(self) -> tuple[str, list[str]]:
        name = self._pick("p", "p", "p", "h2", 'div lang="fr"')
        text = self.text()
        return f"<{name}>{text.xhtml}</{str(name).split()[0]}>", [*text.words, *text.notes]

    def listing(self, depth: int) -> tuple[str, list[str]]:
        name, items, said = self._pick("ul", "ol"), "", list[str]()
        for _ in range(self._draw(st.integers(1, 3))):
            text = self.text(8)
            inner, inside = self.blocks(depth, 1) if self._draw(st.booleans()) else ("", [])
            items += f"<li>{text.xhtml}{inner}</li>"
            said += [*text.words, *text.notes, *inside]
        return f"<{name}>{items}</{name}>", said

    def terms(self, depth: int) -> tuple[str, list[str]]:
        rows, said = "", list[str]()
        for _ in range(self._draw(st.integers(1, 2))):
            term = self.text(3)
            inner, inside = self.blocks(depth, 1)
            rows += f"<dt>{term.xhtml}</dt><dd>{inner}</dd>"
            said += [*term.words, *term.notes, *inside]
        return f"<dl>{rows}</dl>", said

    def table(self) -> tuple[str, list[str]]:
        head, foot = self.text(2, noted=False), self.text(2, noted=False)
        rows, said = "", list(head.words)
        for _ in range(self._draw(st.integers(1, 9))):
            first, second = self.text(4), self.text(6)
            inner, inside = self.listing(0) if self._draw(st.integers(0, 5)) == 0 else ("", [])
            rows += f"<tr><th>{first.xhtml}</th><td>{second.xhtml}{inner}</td></tr>"
            for one in (first, second):
                said += [*one.words, *one.notes]
            said += inside
        caption = self.text(4)
        said = [*caption.words, *caption.notes, *said, *foot.words]
        return (
            '<figure class="table"><table>'
            f'<thead><tr><th colspan="2">{head.xhtml}</th></tr></thead><tbody>{rows}</tbody>'
            f'<tfoot><tr><td colspan="2">{foot.xhtml}</td></tr></tfoot></table>'
            f"<figcaption>{caption.xhtml}</figcaption></figure>",
            said,
        )

    def blocks(self, depth: int, most: int = 4) -> tuple[str, list[str]]:
        found = list(self._several(depth, most))
        return "".join(xhtml for xhtml, _ in found), [word for _, said in found for word in said]

    def _several(self, depth: int, most: int) -> Iterator[tuple[str, list[str]]]:
        for _ in range(self._draw(st.integers(1, most))):
            kind = self._pick(*_BLOCKS) if depth else "p"
            if kind == "list":
                yield self.listing(depth - 1)
            elif kind == "terms":
                yield self.terms(depth - 1)
            elif kind == "table":
                yield self.table()
            elif kind in ("blockquote", "aside", 'div style="opacity: 0.5"'):
                inner, said = self.blocks(depth - 1, 2)
                yield f"<{kind}>{inner}</{str(kind).split()[0]}>", said
            else:
                yield self.paragraph()


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[str]]:
    """The body of a document, and its words as they are read."""
    return Writer(draw).blocks(3, 5)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine((face_rules(CSS), CSS), face_resources(CSS))


def repeated(document: Any) -> int:
    """How many heads and feet of tables are drawn: the engine drops those that find no room."""
    boxes = (box for page in document.pages for box in page._page_box.descendants())
    return len({box.element for box in boxes if box.element_tag in ("thead", "tfoot")})


@given(documents())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_word_is_read_once_and_in_its_place(
    engine: Engine, tmp_path: Path, document: tuple[str, list[str]]
) -> None:
    body, expected = document
    whole = f"<title>t</title><body><section><h1>Kop</h1>{body}</section></body>"
    with notes_split():
        rendered = engine.render(f'<!DOCTYPE html><html lang="nl">{whole}</html>')
    assume(repeated(rendered.document) == body.count("<thead>") + body.count("<tfoot>"))
    drawing.keep_outer_links(rendered.document)
    with drawing.exact_widths(), tagging("x"):
        data = rendered.pdf(lambda *_: None, pdf_variant="pdf/ua-1")
    file = tmp_path / "t.pdf"
    file.write_bytes(data)
    assert re.findall(_MARKED, spoken(file).words()) == expected
    assert page_validation.validate_pdf(file, profile="ua1").is_compliant
