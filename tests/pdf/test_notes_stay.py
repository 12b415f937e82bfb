"""A note stands at the foot of the page on which it is called.

The chapters are made up by a seed. In each, the word before a call is `Q12Q` and the first word of
its note is `N12N`, so that both can be found in the finished PDF.
"""

from __future__ import annotations

import hashlib
import inspect
import io
import re
from collections import Counter
from random import Random

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinobook.manifest.model import EditionSpec
from dinobook.pdf.engine.engine import Engine, Rendered
from dinobook.pdf.engine.notes import (
    LEANED_ON,
    begins_late,
    late_notes,
    long_notes,
    problem_of,
)
from dinobook.pdf.engine.pagination.split_notes import notes_split
from dinobook.pdf.stylesheet import face_resources, stylesheets, theme_resources
from dinobook.problems import Place, Severity
from dinobook.theme.house import Theme, house_files

WHO = ("de lepel", "een buurvrouw", "het rooster", "de fietsenstalling", "iemand", "de stilte")
DOES = ("wacht op", "vergeet", "lijkt op", "zwijgt over", "verhuist met", "begint bij")
WHEN = ("op een gewone dinsdag", "terwijl het regent", "met de jas nog aan", "na de middag")
WORDS_A_LINE = 9
SEEDS = (23, 24)
BLOCKS = 20

# The second line of the last paragraph is one too many for its page.
LINES = "<br/>".join(["regel"] * 12)
TAIL = "Het regent op de fietsen en niemand kijkt op. " * 8


class Writer:
    """Writes chapters with `rate` notes a sentence, of one to eight lines each."""

    def __init__(self, seed: int, rate: float) -> None:
        self._random = Random(seed)  # noqa: S311 - the same chapter each time
        self._rate = rate
        self.calls = 0

    def chapter(self, blocks: int) -> str:
        kinds = (self.paragraph,) * 14 + (self.section, self.list, self.quote, self.table, self.box)
        body = "".join(self._random.choice(kinds)() for _ in range(blocks))
        return chapter_of(f"{body}{self.paragraph()}")

    def paragraph(self) -> str:
        return f"<p>{self.text(self._random.randint(1, 8))}</p>"

    def section(self) -> str:
        return f"<h2>Over {self._random.choice(WHO)}{self.call()}</h2>{self.paragraph()}"

    def list(self) -> str:
        return f"<ul>{''.join(f'<li>{self.text(2)}</li>' for _ in range(4))}</ul>"

    def quote(self) -> str:
        return f"<blockquote>{self.paragraph()}{self.paragraph()}</blockquote>"

    def table(self) -> str:
        caption = f"<figcaption>{self.text(1)}</figcaption>"
        rows = "".join(f"<tr><td>{self.text(1)}</td><td>{n}</td></tr>" for n in range(5))
        head = "<thead><tr><th>Wie</th><th>Uren</th></tr></thead>"
        return f'<figure class="table">{caption}<table>{head}<tbody>{rows}</tbody></table></figure>'

    def box(self) -> str:
        return f'<aside class="box box-tip"><p class="box-title">Tip</p>{self.paragraph()}</aside>'

    def text(self, sentences: int) -> str:
        return " ".join(self._sentence() for _ in range(sentences))

    def _sentence(self) -> str:
        pick = self._random.choice
        words = f"{pick(WHO)} {pick(DOES)} {pick(WHO)} {pick(WHEN)}".capitalize().split()
        if self._random.random() < self._rate:
            words[self._random.randrange(len(words))] += self.call()
        return f"{' '.join(words)}."

    def call(self) -> str:
        self.calls += 1
        lines = self._random.choice((1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8))
        return call(self.calls, lines)


def call(number: int, lines: int) -> str:
    words = ("woord van deze noot " * lines * 3).split()[: lines * WORDS_A_LINE - 4]
    return (
        f' Q{number}Q<span class="footnote" id="n{number}" data-number="{number}">'
        f'<span class="note-p first">N{number}N {" ".join(words)}</span></span>'
    )


def chapter_of(body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="nl-BE"><head><meta charset="utf-8"/><title>Noten</title></head>'
        '<body><section class="chapter body" data-part="" data-short="">'
        f'<header class="opener"><h1>Noten</h1></header>{body}</section></body></html>'
    )


@pytest.fixture(scope="module")
def engine() -> Engine:
    theme, edition = Theme(house_files()), EditionSpec(format="pdf", page="105x160")
    sheets = stylesheets(theme, edition)
    return Engine(sheets, {**face_resources(sheets[1]), **theme_resources(theme)})


def laid_out(engine: Engine, html: str) -> Rendered:
    with notes_split():
        return engine.render(html)


def pages_of(rendered: Rendered) -> list[str]:
    data = rendered.pdf(lambda document, pdf: None)
    return [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(data))
    ]


def marks(sign: str, pages: list[str]) -> dict[int, int]:
    """The page of each `Q1Q` or `N1N`; none of them stands twice."""
    found = [
        (int(number), index)
        for index, text in enumerate(pages)
        for number in re.findall(rf"{sign}(\d+){sign}", text)
    ]
    assert max(Counter(number for number, _ in found).values()) == 1
    return dict(found)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_note_stands_below_its_call(engine: Engine, seed: int) -> None:
    writer = Writer(seed, 0.3)
    rendered = laid_out(engine, writer.chapter(BLOCKS))
    pages = pages_of(rendered)
    calls, notes = marks("Q", pages), marks("N", pages)
    assert len(calls) == writer.calls > 20
    assert notes == calls
    assert late_notes(rendered.document) == ()


def test_notes_stand_in_the_order_of_their_calls(engine: Engine) -> None:
    writer = Writer(23, 0.3)
    text = "".join(pages_of(laid_out(engine, writer.chapter(BLOCKS))))
    assert re.findall(r"N(\d+)N", text) == [str(n + 1) for n in range(writer.calls)]


def tight_spot() -> str:
    return chapter_of(
        f"<p>Eerst{call(1, 3)}<br/>{LINES}</p><p>Een<br/>twee{call(2, 1)}<br/>{TAIL}</p>"
    )


def test_a_paragraph_without_room_for_two_lines_moves_with_its_notes(engine: Engine) -> None:
    pages = pages_of(laid_out(engine, tight_spot()))
    assert marks("Q", pages) == marks("N", pages) == {1: 0, 2: 1}


def test_weasyprint_by_itself_parts_a_note_from_its_call_and_loses_another(engine: Engine) -> None:
    """When this fails, WeasyPrint has mended itself and `notes_stay` can go."""
    rendered = engine.render(tight_spot())
    pages = pages_of(rendered)
    assert marks("Q", pages) == {1: 0, 2: 0}
    assert marks("N", pages) == {1: 1}
    late = late_notes(rendered.document)
    assert [(one.id, one.call_page, one.note_page) for one in late] == [
        ("n1", 0, 1),
        ("n2", 0, None),
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_late_notes_are_those_that_the_pdf_shows(engine: Engine, seed: int) -> None:
    rendered = engine.render(Writer(seed, 0.3).chapter(BLOCKS))
    pages = pages_of(rendered)
    calls, notes = marks("Q", pages), marks("N", pages)
    parted = {f"n{number}" for number in calls if notes.get(number) != calls[number]}
    assert parted == {one.id for one in late_notes(rendered.document)} != set()


def test_no_pages_are_wasted(engine: Engine) -> None:
    html = Writer(24, 0.3).chapter(BLOCKS)
    kept, before = laid_out(engine, html), engine.render(html)
    assert len(kept.document.pages) <= len(before.document.pages) + 1


def test_a_chapter_without_notes_is_set_as_before(engine: Engine) -> None:
    html = Writer(1, 0).chapter(20)
    html = re.sub(r" Q\d+Q<span class=\"footnote\".*?</span></span>", "", html)
    assert pages_of(laid_out(engine, html)) == pages_of(engine.render(html))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(2, 24),
    st.lists(st.tuples(st.integers(1, 14), st.integers(0, 9), st.integers(1, 10)), max_size=8),
)
def test_wherever_paragraphs_fall(
    engine: Engine, above: int, paragraphs: list[tuple[int, int, int]]
) -> None:
    """`above` lines push the paragraphs down the page; `at` is the sentence that calls a note."""
    line = "Het regent op de fietsen en niemand kijkt op. "
    body = f"<p>{'<br/>'.join([line] * above)}</p>"
    for number, (sentences, at, lines) in enumerate(paragraphs, 1):
        before = min(at, sentences)
        text = line * before + call(number, lines) + ". " + line * (sentences - before)
        body += f"<p>{text}</p>"
    pages = pages_of(laid_out(engine, chapter_of(f"{body}<p>{line}</p>")))
    if paragraphs:
        assert marks("N", pages) == marks("Q", pages)


def test_two_notes_too_long_for_one_page_are_reported(engine: Engine) -> None:
    text = "Twee lange noten" + call(1, 30) + call(2, 18) + "."
    rendered = laid_out(engine, chapter_of(f"<p>{text}</p>" + "<p>En verder.</p>" * 9))
    (late,) = late_notes(rendered.document)
    assert (late.id, late.note_page) == ("n2", late.call_page + 1)
    for problem in (
        one(late, Place("manuscript/noten.md", 12)) for one in (begins_late, problem_of)
    ):
        assert (problem.code, problem.severity) == ("layout-002", Severity.WARNING)
        assert problem.place.line == 12
    assert begins_late(late).message == (
        "Note 2 (“N2N woord van deze noot woord …”) begins on a later page than its call, "
        "which has no room for its first lines."
    )
    assert problem_of(late).message.endswith(
        "all notes of the chapter stand at its end in this edition."
    )


def test_a_lost_note_is_known(engine: Engine) -> None:
    _, lost = late_notes(engine.render(tight_spot()).document)
    assert lost.note_page is None
    assert "Note 2 (“N2N woord van deze noot woord”)" in problem_of(lost).message


def test_a_note_that_runs_over_the_foot_of_the_page_is_known(engine: Engine) -> None:
    text = f"<p>Kort{call(1, 120)}.</p>"
    in_one_piece = text.replace(
        '"note-p first"', '"note-p first" style="display: block; break-inside: avoid"'
    )
    assert long_notes(laid_out(engine, chapter_of(text)).document) == ()
    (found,) = long_notes(laid_out(engine, chapter_of(in_one_piece)).document)
    assert found.id == "n1"


def test_weasyprint_is_left_as_it_was(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), notes_split():
        _ = 1 / 0
    assert late_notes(engine.render(tight_spot()).document)


def test_what_is_stepped_in_for_is_what_was_read() -> None:
    """Read the new sources and the hook against each other before changing these."""
    digests = {
        part.__qualname__: hashlib.sha256(inspect.getsource(part).encode()).hexdigest()[:16]
        for part in LEANED_ON
    }
    assert digests == {"_linebox_layout": "e07bbe000974787e"}
