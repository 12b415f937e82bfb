"""Text stands on the lines of its page's grid, whatever stands above it."""

from __future__ import annotations

import ctypes
import hashlib
import inspect
import io
from collections.abc import Sequence
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinobook.manifest.model import EditionSpec
from dinobook.pdf.engine.engine import Engine
from dinobook.pdf.engine.grid import LEANED_ON, on_whole_lines
from dinobook.pdf.engine.lines import typography_of
from dinobook.pdf.stylesheet import face_resources, stylesheets, theme_resources
from dinobook.theme.house import Theme, house_files

LINE_PT = 14.0
MARK = "q"
"""A letter that stands in every line of a paragraph, and nowhere else."""
PARAGRAPH = f"<p>{'Een quiz met <code>quiz.doc</code> is geen quiz. ' * 4}</p>"
OTHERS = {
    "figure": '<figure class="figure"><img src="dinobook:theme/ornaments/tip.svg" alt="tip"/>'
    "<figcaption>Een lamp die al een tijd brandt</figcaption></figure>",
    "table": '<figure class="table"><figcaption>Uren</figcaption><table><thead><tr><th>dag</th>'
    "</tr></thead><tbody><tr><td>maandag</td></tr><tr><td>dinsdag</td></tr></tbody></table>"
    "</figure>",
    "box": '<aside class="box box-tip"><p class="box-title">Tip</p><p>Zet de stoel recht.</p>'
    "<p>Ga zitten.</p></aside>",
    "pull quote": '<aside class="pullquote"><p>Een vraag is geen aanval, ook al lijkt het er soms '
    "een beetje op als de zaal stil wordt.</p></aside>",
    "heading": "<h2>Een kop die iets zegt</h2>",
    "list": "<ul><li>een lepel</li><li>een kopje</li></ul>",
    "quotation": "<blockquote><p>Wie zwijgt, stemt misschien alleen maar toe.</p></blockquote>",
    "terms": "<dl><dt>Lade</dt><dd>Waar het ligt.</dd><dt>Stift</dt><dd>Droog.</dd></dl>",
    "break": '<hr class="scene-break"/>',
    "code": "<pre><code>een\ntwee</code></pre>",
}


def engine_of(styles: str = "") -> Engine:
    files = house_files()
    theme = Theme({**files, "print.css": files["print.css"] + styles.encode()})
    sheets = stylesheets(theme, EditionSpec(format="pdf", page="105x160"))
    return Engine(sheets, {**face_resources(sheets[1]), **theme_resources(theme)})


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of()


def chapter_of(blocks: Sequence[str]) -> str:
    return (
        '<!DOCTYPE html><html lang="nl-BE"><head><meta charset="utf-8"/><title>Lijn</title></head>'
        '<body><section class="chapter body" data-part="" data-short="">'
        f"{''.join(blocks)}</section></body></html>"
    )


def baselines(engine: Engine, blocks: Sequence[str]) -> list[float]:
    """How far each line of the paragraphs stands below the first line of a page, in points."""
    with on_whole_lines():
        data = engine.render(chapter_of(blocks)).pdf(lambda document, pdf: None)
    found = [y for page in pypdfium2.PdfDocument(io.BytesIO(data)) for y in lines_of(page)]
    return [max(found) - one for one in found]


def lines_of(page: pypdfium2.PdfPage) -> set[float]:
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    found = set()
    for index in range(text.count_chars()):
        if chr(pdfium.FPDFText_GetUnicode(text, index)) == MARK:
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            found.add(round(y.value, 1))
    return found


def off_grid(lines: Sequence[float]) -> list[float]:
    return [one for one in lines if min(one % LINE_PT, -one % LINE_PT) > 0.2]


@pytest.mark.parametrize("name", OTHERS)
def test_text_goes_on_in_whole_lines_below(engine: Engine, name: str) -> None:
    lines = baselines(engine, [PARAGRAPH, OTHERS[name], PARAGRAPH, PARAGRAPH])
    assert len(lines) >= 3
    assert off_grid(lines) == []


@given(st.lists(st.sampled_from([PARAGRAPH, *OTHERS.values()]), max_size=14))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_text_stays_on_the_grid_in_any_order_of_blocks(engine: Engine, blocks: list[str]) -> None:
    assert off_grid(baselines(engine, [PARAGRAPH, *blocks, PARAGRAPH])) == []


def test_paragraphs_that_a_style_sheet_parts_by_space_keep_that_space() -> None:
    lines = sorted(baselines(engine_of("p { margin: 0 0 5pt; }"), [PARAGRAPH] * 3))
    between = {round(below - above, 1) for above, below in pairwise(lines)}
    assert between == {LINE_PT, LINE_PT + 5}


@pytest.mark.parametrize("name", ["figure", "table", "pull quote"])
def test_what_a_block_lacks_goes_above_and_below_it_alike(engine: Engine, name: str) -> None:
    blocks = [PARAGRAPH, OTHERS[name], PARAGRAPH]
    with on_whole_lines():
        kept = tops(engine, blocks)
    loose = tops(engine, blocks)
    moved = [after - before for before, after in zip(loose, kept, strict=True)]
    assert moved[0] == 0
    assert 0 < moved[2] < LINE_PT / 0.75
    assert moved[1] == pytest.approx(moved[2] / 2)


def tops(engine: Engine, blocks: Sequence[str]) -> list[float]:
    """Where each block of the first page begins, in pixels."""
    (page, *_) = engine.render(chapter_of(blocks)).document.pages
    (section,) = (box for box in page._page_box.descendants() if box.element_tag == "section")
    return [box.border_box_y() for box in section.children if box.is_in_normal_flow()]


def test_lines_off_the_grid_are_counted(engine: Engine) -> None:
    html = chapter_of([PARAGRAPH, OTHERS["table"], PARAGRAPH])
    with on_whole_lines():
        kept = typography_of(engine.render(html).document.pages)
    loose = typography_of(engine.render(html).document.pages)
    assert (kept.off_grid, kept.on_grid_percent) == (0, 100.0)
    assert loose.off_grid == loose.lines // 2
    assert loose.on_grid_percent == 50.0


def test_a_bare_table_begins_a_page_as_one_in_a_figure_does(engine: Engine) -> None:
    """Its margin above is for text: at the head of a page there is none."""
    table = "<table{}><tbody><tr><td>maandag</td></tr></tbody></table>"
    at_head = ' style="break-before: page"'
    tops = []
    for block in (
        table.format(at_head),
        f'<figure class="table"{at_head}>{table.format("")}</figure>',
    ):
        with on_whole_lines():
            data = engine.render(chapter_of([PARAGRAPH, block])).pdf(lambda document, pdf: None)
        text = pypdfium2.PdfDocument(io.BytesIO(data))[1].get_textpage()
        at = text.get_text_range().index("maandag")
        tops.append(text.get_charbox(at)[3])
    assert tops[0] == pytest.approx(tops[1], abs=0.5)


def test_what_is_stepped_in_for_is_what_was_read() -> None:
    """Read the new sources and the hook against each other before changing these."""
    digests = {
        part.__qualname__: hashlib.sha256(inspect.getsource(part).encode()).hexdigest()[:16]
        for part in LEANED_ON
    }
    assert digests == {
        "_in_flow_layout": "c2537262836dd981",
        "collapse_margin": "c91ad56f81717b09",
        "find_last_in_flow_child": "4f776f99397a8608",
    }
