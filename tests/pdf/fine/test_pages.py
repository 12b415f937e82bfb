"""Lines as they stand on pages, read back from the PDF."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinobook.pdf.engine.drawing import exact_widths
from dinobook.pdf.engine.engine import Engine, Rendered
from dinobook.pdf.engine.lines import FineSetter, lines_set_by
from dinobook.pdf.workers.jobs import Resource
from pdf.fine.conftest import Render, copied, paragraphs, prose, texts_on, words_of

LEFT_PT, RIGHT_PT = 17 / 25.4 * 72, 118 / 25.4 * 72
"""Of the pages that `conftest` lays out."""

FORMULA = b"<svg xmlns='http://www.w3.org/2000/svg' width='60' height='10'></svg>"
TALK = """
“Wie niets vraagt,” zei de gemeentesecretaris, “krijgt antwoord; wie iets vraagt, krijgt
een rooster.” Niemand lachte – behalve de dierenarts, die “rooster” las als “roest”. Daarna,
om vier uur, kwam er koffie: te laat, te sterk, en “zonder lepel”, zoals de buurvrouw zei.
"""


UPRIGHT = set("adegiklmnoprstuwz")
"""Letters that reach no further than they are wide."""


@dataclass(frozen=True)
class Read:
    """A line on a page: its signs, where each was put and how far it reaches, in points."""

    text: str
    starts: tuple[float, ...]
    ends: tuple[float, ...]


_BROKEN = "\u00ad\ufffe\x02"
"""What PDFium may say for a hyphen at the end of a line."""


def lines_of(rendered: Rendered) -> list[Read]:
    """The lines of a PDF, in order."""
    with exact_widths():
        data = rendered.pdf(lambda *_: None)
    found: list[Read] = []
    for page in pypdfium2.PdfDocument(io.BytesIO(data)):
        text = page.get_textpage()
        rows: dict[int, list[tuple[float, float, str]]] = defaultdict(list)
        for at in range(text.count_chars()):
            sign = chr(pdfium.FPDFText_GetUnicode(text, at))
            if sign.isspace() or not (sign.isprintable() or sign in _BROKEN):
                continue
            left, low, right, _ = text.get_charbox(at, loose=True)
            rows[round(low)].append((left, right, sign))
        for row in sorted(rows, reverse=True):
            starts, ends, signs = zip(*sorted(rows[row]), strict=True)
            found.append(Read("".join(signs), starts, ends))
    return found


def full(lines: Sequence[Read]) -> list[Read]:
    return [line for line in lines if line.ends[-1] > RIGHT_PT - 1]


def test_the_right_edge_is_straight(render: Render) -> None:
    lines = full(lines_of(render(paragraphs(40), FineSetter())))
    ends = [line.ends[-1] for line in lines if line.text[-1] in UPRIGHT]
    assert len(ends) > 100
    assert max(ends) - min(ends) < 0.1
    assert sum(ends) / len(ends) == pytest.approx(RIGHT_PT, abs=0.1)


def test_points_and_hyphens_hang_out_of_it(render: Render) -> None:
    lines = full(lines_of(render(paragraphs(40) + f"<p>{TALK}</p>" * 6, FineSetter())))
    hyphens = [line.ends[-1] for line in lines if line.text[-1] in "‐-\u00ad\ufffe\x02"]
    assert len(hyphens) > 10
    assert all(1.5 < end - RIGHT_PT < 3 for end in hyphens)
    commas = [line.ends[-1] for line in lines if line.text[-1] in ",."]
    assert commas
    assert all(0.5 < end - RIGHT_PT < 2 for end in commas)


def test_quotation_marks_hang_at_the_left_but_not_of_an_indent(render: Render) -> None:
    body = "".join(f"<p>{prose(seed, 6)} {TALK}</p>" for seed in range(12))
    lines = lines_of(render(body, FineSetter()))
    hung = [line.starts[0] for line in lines if line.text[0] == "“"]
    assert hung
    assert all(0.5 < LEFT_PT - start < 3 for start in hung)
    first = lines_of(render(f"<p>{TALK}</p>", FineSetter()))[0]
    assert first.starts[0] == pytest.approx(LEFT_PT + 11, abs=0.6)


def test_letters_differ_little_from_one_line_to_the_next(render: Render) -> None:
    """The pair “ve” is as wide everywhere, but for what a line's letters give."""
    lines = full(lines_of(render(paragraphs(40), FineSetter())))
    widths = [
        [line.starts[at + 2] - line.starts[at] for at in pairs]
        for line in lines
        if (pairs := [found.start() for found in re.finditer("ver", line.text)])
    ]
    means = [sum(line) / len(line) for line in widths]
    middle = sorted(means)[len(means) // 2]
    assert len(means) > 30
    assert all(abs(mean / middle - 1) < 0.05 for mean in means)
    assert max(means) > 1.01 * min(means), "nothing was given"


def test_a_formula_is_a_sign_of_known_width(engine: Engine) -> None:
    """No line of the paragraph is left to be filled greedily."""
    formula = '<img style="width: 4.5em; height: 0.7em" alt="" src="dinobook:formula.svg"/>'
    body = "".join(
        f"<p>{prose(seed, 20)} {formula}, {prose(seed + 1, 14)} ({formula}) {prose(seed, 9)}</p>"
        for seed in range(8)
    )
    html = f'<!DOCTYPE html><html lang="nl-BE"><title>t</title><body>{body}</body></html>'
    resources = {"dinobook:formula.svg": Resource(FORMULA, "image/svg+xml")}
    setter = FineSetter()
    with lines_set_by(setter):
        fine = engine.render(html, resources)
    assert (fine.problems, setter.report().left) == ((), ())
    ends = [one.ends[-1] for one in full(lines_of(fine)) if one.text[-1] in UPRIGHT]
    assert len(ends) > 10
    assert max(ends) - min(ends) < 0.1
    assert words_of(fine) == words_of(engine.render(html, resources))


def test_no_dutch_word_is_broken_after_two_letters(render: Render) -> None:
    body = "".join(f"<p>{prose(seed, 120)}</p>" for seed in range(60))
    ends = [text.rsplit(" ", 1)[-1] for text in texts_on(render(body, FineSetter()))]
    broken = [end for end in ends if end.endswith("‐")]
    assert len(broken) > 20
    assert all(len(end.strip("“(‐")) >= 3 for end in broken)


def test_no_paragraph_ends_in_a_part_of_a_word(render: Render) -> None:
    """But where spaces would be over half an em wide."""
    body = "".join(f"<p>{prose(seed, 30)[:-1]} vergaderingen.</p>" for seed in range(200))
    setter = FineSetter()
    ends = [text.rsplit(" ", 1)[-1] for text in texts_on(render(body, setter))]
    assert ends.count("vergaderingen.") >= 196


def test_glue_yields_rather_than_that_a_line_is_loose(render: Render) -> None:
    """In most lines “tabel 7” stays together; where spaces would be too wide it does not."""
    tables = "tabel\u00a07 figuur\u00a012 "
    body = "".join(
        f'<p class="whole">{prose(seed, 7)} {tables * 9}{prose(seed, 5)}</p>' for seed in range(40)
    )
    setter = FineSetter()
    texts = texts_on(render(body, setter))
    together = sum(text.count("\u00a0") for text in texts)
    parted = sum(bool(re.search("(tabel|figuur)$", text)) for text in texts)
    assert together > 20 * max(parted, 1)
    assert together + parted == 40 * 18
    assert not any(text.startswith("\u00a0") or text.endswith("\u00a0") for text in texts)


def test_a_heading_is_broken_into_lines_of_like_widths(render: Render) -> None:
    title = "Wie zonder afspraak naar de onderhandelingen over de afwatering van de stad gaat"
    body = f'<h2 class="ragged" style="font-size: 15pt; line-height: 20pt">{title}</h2>'
    fine, plain = (
        [line.ends[-1] - line.starts[0] for line in lines_of(render(body, setter))]
        for setter in (FineSetter(), None)
    )
    assert len(fine) == len(plain) > 1
    assert max(fine) - min(fine) < max(plain) - min(plain)


def test_ragged_lines_are_as_few_as_they_were(render: Render) -> None:
    body = "".join(f'<p class="ragged">{prose(seed, 12 + seed)}</p>' for seed in range(1, 40, 2))
    fine, plain = render(body, FineSetter()), render(body)
    assert len(texts_on(fine)) == len(texts_on(plain))
    assert words_of(fine) == words_of(plain)


SCRIPTS = ["Καλημέρα σας", "Здравствуйте", "שלום עליכם", "السلام عليكم", "東京都渋谷区", "👍🚲"]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.sampled_from(SCRIPTS), st.integers(0, 99)), min_size=1, max_size=5))
def test_other_scripts_keep_their_letters(engine: Engine, parts: list[tuple[str, int]]) -> None:
    text = " ".join(f"{prose(seed, 11)} {other} <em>{other}</em>" for other, seed in parts)
    html = f'<!DOCTYPE html><html lang="nl-BE"><title>t</title><body><p>{text}</p></body></html>'
    with lines_set_by(FineSetter()):
        fine = engine.render(html)
    plain = engine.render(html)
    assert re.sub(r"[\s‐]+", "", "".join(texts_on(fine))) == re.sub(
        r"[\s‐]+", "", "".join(texts_on(plain))
    )
    assert copied(fine).split()[0] == copied(plain).split()[0]


def test_the_lines_of_a_paragraph_depend_on_nothing_behind_them(render: Render) -> None:
    """Where no page ends in the middle of a word, what comes later changes no line."""
    texts = [texts_on(render(paragraphs(count), FineSetter())) for count in (3, 4, 5)]
    for shorter, longer in pairwise(texts):
        assert longer[: len(shorter)] == shorter
