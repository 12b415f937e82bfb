"""A note goes on over as many pages as it needs.

The words of the text are `t1x`, `t2x`, …; a call is the word `c3x` before it, and the words of its
note are `n3w0`, `n3w1`, …; so all can be found in the finished PDF.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from weasyprint.formatting_structure import boxes

from dinobook.manifest.model import EditionSpec
from dinobook.pdf import drawing
from dinobook.pdf.engine import Engine, Rendered
from dinobook.pdf.notes import late_notes, long_notes
from dinobook.pdf.pagination.split_notes import notes_split
from dinobook.pdf.stylesheet import face_resources, stylesheets, theme_resources
from dinobook.theme.house import Theme, house_files

SIZES = {
    "pocket": EditionSpec(format="pdf", page="105x160"),
    "large": EditionSpec(format="pdf", layout="large-print"),
}
WORDS_A_LINE = 8


@dataclass
class Writer:
    """Writes chapters; `words` and `notes` tell what is in them."""

    words: int = 0
    notes: dict[int, int] = field(default_factory=dict)

    def text(self, words: int) -> str:
        start = self.words
        self.words += words
        return " ".join(f"t{number}x" for number in range(start, self.words))

    def call(self, lines: int, kind: str = "plain") -> str:
        number, total = len(self.notes) + 1, lines * WORDS_A_LINE
        self.notes[number] = total
        words = [f"n{number}w{at}" for at in range(total)]
        return (
            f' c{number}x<span class="footnote" id="n{number}" data-number="{number}">'
            f"{KINDS[kind](words)}</span>"
        )

    def paragraph(self, words: int, *calls: str) -> str:
        return f"<p>{self.text(words)} {' '.join(calls)} {self.text(words)}.</p>"


def plain(words: list[str]) -> str:
    return f'<span class="note-p first">{" ".join(words)}</span>'


def paragraphs(words: list[str]) -> str:
    cut = len(words) // 3
    rest = f'<span class="note-p">{" ".join(words[cut:])}</span>'
    return plain(words[:cut]) + rest


def listed(words: list[str]) -> str:
    step = 11
    items = (" ".join(words[at : at + step]) for at in range(step, len(words), step))
    body = "".join(f'<span class="note-item">{item}</span>' for item in items)
    return f'{plain(words[:step])}<span class="note-list">{body}</span>'


def quoted(words: list[str]) -> str:
    cut = len(words) // 2
    inner = f'<span class="note-p first">{" ".join(words[3:cut])}</span>'
    deep = f'<span class="note-quote"><span class="note-p">{" ".join(words[cut:])}</span></span>'
    return plain(words[:3]) + f'<span class="note-quote">{inner}{deep}</span>'


KINDS = {"plain": plain, "paragraphs": paragraphs, "listed": listed, "quoted": quoted}


def chapter_of(body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="nl-BE"><head><meta charset="utf-8"/><title>Noten</title></head>'
        '<body><section class="chapter body" data-part="" data-short="">'
        f'<header class="opener"><h1>Noten</h1></header>{body}</section></body></html>'
    )


@pytest.fixture(scope="module", params=SIZES)
def engine(request: pytest.FixtureRequest) -> Engine:
    theme, edition = Theme(house_files()), SIZES[request.param]
    sheets = stylesheets(theme, edition)
    return Engine(sheets, {**face_resources(sheets[1]), **theme_resources(theme)})


def laid_out(engine: Engine, body: str) -> Rendered:
    with notes_split():
        return engine.render(chapter_of(body))


def pages_of(rendered: Rendered) -> list[str]:
    data = rendered.pdf(lambda document, pdf: None)
    return [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(data))
    ]


@dataclass(frozen=True)
class Part:
    """What stands of a note on a page."""

    page: int
    lines: int


def parts_of(rendered: Rendered) -> dict[str, list[Part]]:
    found: defaultdict[str, list[Part]] = defaultdict(list)
    for number, page in enumerate(rendered.document.pages):
        for area in areas_on(page):
            for note in area.children:
                lines = sum(isinstance(box, boxes.LineBox) for box in note.descendants())
                found[note.element.get("id")].append(Part(number, lines))
    return dict(found)


def areas_on(page: Any) -> Iterator[Any]:
    return (one for one in page._page_box.children if isinstance(one, boxes.FootnoteAreaBox))


def assert_all_is_there(writer: Writer, rendered: Rendered) -> None:
    """Every word of text and notes stands once and in order; a note begins with its call."""
    pages = pages_of(rendered)
    whole = "\n".join(pages)
    assert re.findall(r"\bt(\d+)x", whole) == [str(at) for at in range(writer.words)]
    late = {int(one.id[1:]): one.note_page for one in late_notes(rendered.document)}
    for note, words in writer.notes.items():
        where = [
            (int(at), number)
            for number, text in enumerate(pages)
            for at in re.findall(rf"\bn{note}w(\d+)\b", text)
        ]
        assert [at for at, _ in where] == list(range(words)), f"note {note}"
        (call,) = (number for number, text in enumerate(pages) if f"c{note}x" in text)
        assert where[0][1] == late.get(note, call)
    assert re.findall(r"\bn(\d+)w0\b", whole) == [str(note) for note in writer.notes]


def assert_parts_are_good(rendered: Rendered) -> None:
    """Two lines on each side of a cut; the parts follow each other; none runs into anything."""
    for parts in parts_of(rendered).values():
        pages = [part.page for part in parts]
        assert pages == list(range(pages[0], pages[0] + len(pages)))
        if len(parts) > 1:
            assert min(part.lines for part in parts) >= 2
    assert long_notes(rendered.document) == ()
    for page in rendered.document.pages:
        assert not drawing.is_blank(page)
        for area in areas_on(page):
            assert drawing.lowest_px(page._page_box) <= area.position_y + area.margin_top + 0.5


LENGTHS = st.one_of(st.integers(1, 6), st.integers(4, 20), st.sampled_from([30, 45, 80]))
CALLS = st.lists(st.tuples(LENGTHS, st.sampled_from([*KINDS])), max_size=3)
BLOCKS = st.lists(
    st.tuples(st.sampled_from("pppphbtl"), st.integers(1, 60), CALLS), min_size=1, max_size=7
)


def written(writer: Writer, blocks: Sequence[tuple[str, int, Any]]) -> str:
    body = ""
    for kind, words, wanted in blocks:
        if kind == "h":
            calls = "".join(writer.call(*one) for one in wanted[:1])
            body += f"<h2>{writer.text(2)}{calls}</h2>" + writer.paragraph(words)
            continue
        start = writer.text(words)
        calls = "".join(writer.call(*one) for one in wanted)
        text = f"{start}{calls} {writer.text(words)}"
        body += {
            "p": "<p>{}</p>",
            "b": '<aside class="box box-tip"><p class="box-title">Tip</p><p>{}</p></aside>',
            "t": '<figure class="table"><table><tbody><tr><td>{}</td></tr></tbody></table></figure>',
            "l": "<ul><li>{}</li></ul>",
        }[kind].format(text)
    return body + writer.paragraph(20)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 150), BLOCKS)
def test_wherever_notes_fall(
    engine: Engine, above: int, blocks: list[tuple[str, int, Any]]
) -> None:
    writer = Writer()
    rendered = laid_out(engine, writer.paragraph(above) + written(writer, blocks))
    assert_all_is_there(writer, rendered)
    assert_parts_are_good(rendered)
