"""Formulas as drawings: the page engine knows no MathML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache

from lxml import etree

from dinobook import xhtml
from dinobook.book.model import Section
from dinobook.pdf.engine.tagging.roles import FORMULA
from dinobook.pdf.workers.jobs import SCHEME, Resource
from dinobook.storage.cache import key_of

_MATHML = "{http://www.w3.org/1998/Math/MathML}"
_MATH = f"{_MATHML}math"
_UNITS_PER_EM = 24
_THINNEST = 0.079 * _UNITS_PER_EM
"""Printers ask for lines of 0.75 pt; those of fractions and roots are a little thinner in the
typeface. These are thick enough in text of 9.5 pt or more."""
_RULE = re.compile(
    r'(?P<before><rect\b[^>]*?)y="(?P<y>[-.\d]+)"(?P<between>[^>]*?)height="(?P<height>[.\d]+)"'
)
# A line may end at a picture, but not between it and what touches it.
_OPENED = re.compile(r"\S+$")
_CLOSED = re.compile(r"\S+")


def draw_formulas(root: etree._Element) -> None:
    """Put a picture in the place of every formula below `root`, as wide as its text is large."""
    for math in list(root.iter(_MATH)):
        source = _source(math)
        picture = etree.Element(
            xhtml.tag("img"),
            {
                "src": _address(source),
                "alt": math.get("alttext", ""),
                FORMULA: source,
                "style": f"width: {_width_em(source):.3f}em",
            },
        )
        picture.tail = math.tail
        parent = math.getparent()
        if parent is not None:
            parent.replace(math, picture)
        if math.get("display") == "inline":
            _set_in_line(picture, _depth_em(source))


def _set_in_line(picture: etree._Element, depth_em: float) -> None:
    """Put a formula on the baseline, and on one line with the signs that touch it."""
    style = f"{picture.get('style', '')}; vertical-align: {-depth_em:.3f}em"
    picture.set("style", style)
    before, after = _text_before(picture), picture.tail or ""
    opened = _OPENED.search(before)
    closed = _CLOSED.match(after)
    if opened is None and closed is None:
        return
    line = etree.Element(xhtml.tag("span"), {"style": "white-space: nowrap"})
    line.text = opened.group() if opened else None
    _set_text_before(picture, before[: opened.start()] if opened else before)
    line.tail = after[closed.end() :] if closed else after
    picture.addprevious(line)
    line.append(picture)
    picture.tail = closed.group() if closed else None


def _text_before(element: etree._Element) -> str:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return previous.tail or ""
    return (parent.text or "") if parent is not None else ""


def _set_text_before(element: etree._Element, text: str) -> None:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = text
    elif parent is not None:
        parent.text = text


def formula_pictures(section: Section) -> dict[str, Resource]:
    """The drawings of a section's formulas, by their addresses."""
    return {
        _address(source): Resource(_drawn(source).encode(), "image/svg+xml")
        for source in _sources(section)
    }


def _sources(section: Section) -> Iterator[str]:
    for text in (section.xhtml, *(note.xhtml for note in section.notes)):
        if "MathML" in text:
            yield from (_source(math) for math in xhtml.parse(text).iter(_MATH))


def _source(math: etree._Element) -> str:
    """What is drawn of a formula, without what is only told of it."""
    drawn = deepcopy(math)
    drawn.attrib.pop("alttext", "")
    etree.strip_elements(drawn, f"{_MATHML}annotation")
    etree.strip_tags(drawn, f"{_MATHML}semantics")
    return str(etree.tostring(drawn, encoding="unicode", with_tail=False))


def _address(source: str) -> str:
    return f"{SCHEME}formulas/{key_of(source)}.svg"


def _width_em(source: str) -> float:
    return float(xhtml.parse(_drawn(source)).get("width", "0")) / _UNITS_PER_EM


def _depth_em(source: str) -> float:
    """How far the formula reaches below its baseline, which the drawing has at 0."""
    _, top, _, height = (
        float(part) for part in xhtml.parse(_drawn(source)).get("viewBox", "").split()
    )
    return (top + height) / _UNITS_PER_EM


@lru_cache(maxsize=512)
def _drawn(source: str) -> str:
    from ziamath.zmath import Math  # takes as long to load as a small chapter to lay out

    return _RULE.sub(_thick_enough, str(Math(source, size=_UNITS_PER_EM).svg()))


def _thick_enough(rule: re.Match[str]) -> str:
    y, height = float(rule["y"]), float(rule["height"])
    more = max(_THINNEST - height, 0.0)
    return f'{rule["before"]}y="{y - more / 2:g}"{rule["between"]}height="{height + more:g}"'
