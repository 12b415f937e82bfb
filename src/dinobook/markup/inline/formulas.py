"""LaTeX becomes MathML: that of a block `vergelijking`, and `$x_1$` in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from latex2mathml.converter import convert
from lxml import etree

from dinobook import xhtml
from dinobook.markup.blocks.dialect import BLOCK_MARK
from dinobook.markup.blocks.elements import DISPLAY_MARK
from dinobook.markup.blocks.kinds import EQUATION
from dinobook.markup.inline.formula_words import in_words
from dinobook.markup.inline.rules import FORMULA_MARK
from dinobook.markup.lines import Lines, line_of
from dinobook.markup.structure.model import Fence
from dinobook.markup.tree import Element, is_inside, take
from dinobook.problems import Problem

MATHML: Final = "http://www.w3.org/1998/Math/MathML"
_NAMES: Final = (
    "math menclose mfrac mi mn mo mover mpadded mphantom mroot mrow mspace msqrt mstyle msub"
    " msubsup msup mtable mtd mtext mtr munder munderover"
)
MATH_ELEMENTS: Final = frozenset(_NAMES.split())
"""What the converter makes of mathematics."""

LATEX: Final = "application/x-tex"

_REFUSED: Final = frozenset({"href", "style", "class", "id"})
_LEFT_OVER: Final = frozenset("{}&")
_SHOWN: Final = 60
MAX_FORMULA: Final = 2_000
"""Signs of LaTeX. Drawing takes a time that grows with their square."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def take_formulas(
    tree: Element, fences: Sequence[Fence], language: str, lines: Lines
) -> tuple[dict[Element, Element], list[Problem]]:
    """The MathML of each equation by its box, which is left empty while other text is set."""
    described = {fence.line: fence.bar for fence in fences}
    found: dict[Element, Element] = {}
    problems: list[Problem] = []
    for box, source in _displayed(tree):
        line = line_of(box)
        if len(source) > MAX_FORMULA:
            problems.append(_too_long(source, line, lines))
            continue
        math = mathml(source, "block")
        if math is None:
            problems.append(_unreadable(source, line, lines))
        else:
            tell(math, source, spoken_at(box, language), described.get(line, ""))
            found[box] = math
    return found, problems


def _displayed(tree: Element) -> list[tuple[Element, str]]:
    """The box of each formula on lines of its own, emptied, with its LaTeX."""
    found = []
    for element in tree.iter("figure", "div"):
        latex = take(element, DISPLAY_MARK)
        if latex is not None:
            found.append((element, latex))
        elif element.get(BLOCK_MARK) == EQUATION:
            box = element[0]
            found.append((box, (box.text or "").strip()))
            box.text = None
    return found


def take_inline_formulas(
    tree: Element, language: str, lines: Lines
) -> tuple[dict[Element, Element], list[Problem]]:
    """The MathML of each formula in a sentence by the empty `<math>` that keeps its place."""
    found: dict[Element, Element] = {}
    problems: list[Problem] = []
    for span in [one for one in tree.iter("span") if one.get(FORMULA_MARK) is not None]:
        source = take(span, FORMULA_MARK) or ""
        if len(source) > MAX_FORMULA:
            problems.append(_too_long(source, lines.find(source), lines))
            continue
        math = mathml(source, "inline")
        if math is None:
            problems.append(_unreadable(source, lines.find(source), lines))
        elif is_inside(span, _HEADINGS):
            problems.append(_in_heading(source, lines))
        else:
            tell(math, source, spoken_at(span, language))
            span.tag = "math"
            found[span] = math
    return found, problems


def put_formulas(formulas: Mapping[Element, Element]) -> None:
    for place, math in formulas.items():
        parent = place.getparent()
        if place.tag != "math":
            place.append(math)
        elif parent is not None:
            math.tail = place.tail
            parent.replace(place, math)


def spoken_at(place: Element, language: str) -> str:
    """The language of the words around a formula, in a text that is in `language`."""
    around = (one.get("lang") for one in (place, *place.iterancestors()))
    return next((lang for lang in around if lang), language)


def tell(math: Element, latex: str, language: str, words: str = "") -> None:
    """Give a formula its words, the author's first, and its LaTeX as an annotation.

    Where there are no words the LaTeX stands for them: some readers know it by heart.
    """
    math.set("alttext", words or in_words(latex, math, language) or latex)
    said = etree.Element(f"{{{MATHML}}}semantics")
    row = math[0] if len(math) == 1 else etree.Element(f"{{{MATHML}}}mrow")
    row.extend(one for one in list(math) if one is not row)
    said.append(row)
    note = etree.SubElement(said, f"{{{MATHML}}}annotation", {"encoding": LATEX})
    note.text = latex
    math.append(said)


def mathml(latex: str, display: Literal["block", "inline"]) -> Element | None:
    """A formula; None when the LaTeX makes no sense."""
    try:
        root = xhtml.parse(convert(latex, display=display))
    except Exception:  # the converter's errors have no common base, and some are Python's own
        return None
    unusable = any(_is_left_over(element) or _is_foreign(element) for element in root.iter())
    return None if unusable else root


def _is_foreign(element: Element) -> bool:
    """The converter passes on tags in a text, links and styles, as LaTeX has commands for them."""
    return xhtml.name_of(element) not in MATH_ELEMENTS or not _REFUSED.isdisjoint(element.attrib)


def _is_left_over(element: Element) -> bool:
    """Whether the converter passed on a command or brace that it did not understand."""
    text = element.text or ""
    name = xhtml.name_of(element)
    return name in ("mi", "mtext") and (text.startswith("\\") or text in _LEFT_OVER)


def _unreadable(source: str, line: int, lines: Lines) -> Problem:
    shown = source if len(source) <= _SHOWN else source[:_SHOWN] + "…"
    return lines.source.problem(
        line,
        "block-010",
        f"The equation cannot be read: “{shown}”." if shown else "The equation is empty.",
        "Write LaTeX such as \\frac{a}{b} = c_1, and count the braces; write \\$ for a dollar.",
    )


def _too_long(source: str, line: int, lines: Lines) -> Problem:
    return lines.source.problem(
        line,
        "layout-031",
        f"The formula “{source[:_SHOWN]}…” has {len(source):,} signs; dinobook draws up to "
        f"{MAX_FORMULA:,}.",
        "Split it; a page has room for some hundred signs in a row.",
    )


def _in_heading(source: str, lines: Lines) -> Problem:
    return lines.source.problem(
        lines.find(source),
        "text-018",
        f"The formula “{source[:_SHOWN]}” stands in a heading.",
        "Put it in the text below: contents and running heads show words only.",
    )
