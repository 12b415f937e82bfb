"""The report as one page: every finding with its rule, and pictures of the pages it is on."""

from __future__ import annotations

import base64
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from jinja2 import Environment
from PIL import Image as Pillow
from PIL import ImageDraw

from dinobook.codes import CODES
from dinobook.preflight.check import Report
from dinobook.preflight.finding import Finding, number
from dinobook.preflight.geometry import Rect
from dinobook.preflight.pagenumbers import ranges
from dinobook.preflight.reading import Reader
from dinobook.problems import Severity

MOST_PICTURES: Final = 24
_MOST_ROWS: Final = 200
_LONG_SIDE_PX: Final = 900
_QUALITY: Final = 80
_FRAME: Final = ((5, 4, "white"), (4, 2, "#c00000"))
"""Distances, widths and colours: the red frame has white edges, to be seen on any ground."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page of the file as it is, with the places framed. `source` is a data address."""

    number: int
    source: str
    width_px: int
    height_px: int
    findings: tuple[Finding, ...]

    @property
    def alt(self) -> str:
        faults = " ".join(finding.message for finding in self.findings)
        return f"Page {self.number} with {number(self.places, 'place')} framed. {faults}"

    @property
    def places(self) -> int:
        return sum(len(finding.places) for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Broken:
    """One rule that is broken, and where."""

    finding: Finding
    rows: tuple[tuple[str, str], ...]
    more: int

    @property
    def meaning(self) -> str:
        return CODES[self.finding.code]

    @property
    def severity(self) -> str:
        return self.finding.severity.name.lower()


def page(report: Report, data: bytes) -> str:
    """The report as HTML that needs no other file. `data` is the PDF that it is about."""
    template = Environment(autoescape=True, trim_blocks=True).from_string(_TEMPLATE)
    pictures = tuple(_pictures(report, data))
    marked = {finding.page for finding in report.findings if _is_shown(finding)}
    return template.render(
        report=report,
        broken=tuple(_broken(report)),
        pictures=pictures,
        unshown=len(marked) - len(pictures),
        pages=ranges(report.read),
    )


def _broken(report: Report) -> Iterator[Broken]:
    for _, same in groupby(report.findings, key=lambda one: (one.code, one.authority)):
        found = list(same)
        rows: dict[str, list[int]] = {}
        for one in found:
            rows.setdefault(one.message, []).append(one.page)
        said = [(_where(numbers), message) for message, numbers in rows.items()]
        yield Broken(found[0], tuple(said[:_MOST_ROWS]), max(len(said) - _MOST_ROWS, 0))


def _where(numbers: list[int]) -> str:
    return f"page{'s' * (len(numbers) > 1)} {ranges(numbers)}" if any(numbers) else "the file"


def _is_shown(finding: Finding) -> bool:
    return bool(finding.places) and finding.severity is not Severity.NOTE


def _pictures(report: Report, data: bytes) -> Iterator[PagePicture]:
    """Pages with something to show, in the order of the file; of every rule some, while it fits."""
    shown = [finding for finding in report.findings if _is_shown(finding)]
    numbers = _chosen(shown)
    if not numbers:
        return
    with Reader(report.name, data) as reader:
        for wanted in numbers:
            mine = tuple(finding for finding in shown if finding.page == wanted)
            picture, sheet = reader.picture(wanted, _scale(reader.sheet(wanted)))
            _frame(picture, sheet, [place for finding in mine for place in finding.places])
            yield PagePicture(wanted, _address(picture), *picture.size, mine)


def _chosen(shown: list[Finding]) -> list[int]:
    """The first page of each rule, then the second, and so on."""
    turns: Counter[str] = Counter()
    ranked = []
    for finding in shown:
        ranked.append((turns[finding.code], finding.page))
        turns[finding.code] += 1
    pages = dict.fromkeys(number for _, number in sorted(ranked))
    return sorted(list(pages)[:MOST_PICTURES])


def _scale(sheet: Rect) -> float:
    return _LONG_SIDE_PX / max(sheet[2] - sheet[0], sheet[3] - sheet[1], 1)


def _frame(picture: Pillow.Image, sheet: Rect, places: list[Rect]) -> None:
    scale = picture.width / (sheet[2] - sheet[0])
    draw = ImageDraw.Draw(picture)
    for off, wide, colour in _FRAME:
        for left, bottom, right, top in places:
            edges = (left - sheet[0], sheet[3] - top, right - sheet[0], sheet[3] - bottom)
            x0, y0, x1, y1 = (edge * scale for edge in edges)
            if x1 >= x0 and y1 >= y0:
                draw.rectangle((x0 - off, y0 - off, x1 + off, y1 + off), None, colour, wide)


def _address(picture: Pillow.Image) -> str:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=_QUALITY, subsampling=0)  # or red lines turn gray
    return "data:image/jpeg;base64," + base64.b64encode(written.getvalue()).decode("ascii")


_TEMPLATE: Final = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Preflight of {{ report.name }}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; color: #1f1d1a; background: #fff;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.25; }
.error { color: #a00000; } .warning { color: #7a4b00; } .note { color: #1f4e79; }
section { border-top: 1px solid #767676; padding-top: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .1rem 1rem .1rem 0; }
th { white-space: nowrap; font-weight: normal; }
figure { margin: 1.5rem 0; } img { max-width: 100%; height: auto; border: 1px solid #767676; }
.source { color: #595959; }
</style>
</head>
<body>
<main>
<h1>Preflight of {{ report.name }}</h1>
<p>{{ report.file.page_count }} pages, of which {{ pages }} were checked
{% if report.printer %}by the rules of {{ report.printer.title }}.
{% else %}by what every printer asks; no printer was named.{% endif %}
PDF {{ report.file.version }}{% for claim in report.file.claims %}, {{ claim }}{% endfor %}.</p>
<p><strong>{% if report.errors %}{{ report.errors }} errors to mend before printing.
{% else %}No errors.{% endif %}</strong></p>
{% for one in broken %}
<section aria-labelledby="rule-{{ loop.index }}">
<h2 id="rule-{{ loop.index }}"><span class="{{ one.severity }}">{{ one.severity }}</span>:
{{ one.meaning }}</h2>
<table>
<caption hidden>Where</caption>
{% for where, message in one.rows %}
<tr><th scope="row">{{ where }}</th><td>{{ message }}</td></tr>
{% endfor %}
</table>
{% if one.more %}<p>And {{ one.more }} more.</p>{% endif %}
<p>What to do: {{ one.finding.advice }}</p>
<p class="source">Rule of {{ one.finding.authority }}. {{ one.finding.code }}</p>
</section>
{% endfor %}
{% if pictures %}
<section aria-labelledby="pages">
<h2 id="pages">Pages</h2>
{% for one in pictures %}
<figure id="page-{{ one.number }}">
<img src="{{ one.source }}" width="{{ one.width_px }}" height="{{ one.height_px }}"
 alt="{{ one.alt }}">
<figcaption>Page {{ one.number }}:
{% for finding in one.findings %}{{ finding.message }} {% endfor %}</figcaption>
</figure>
{% endfor %}
{% if unshown %}<p>{{ unshown }} more pages have findings; they are listed above.</p>{% endif %}
</section>
{% endif %}
</main>
</body>
</html>
"""
