"""Equations: the LaTeX of a block `vergelijking` becomes MathML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from latex2mathml.converter import convert

from dinobook import xhtml
from dinobook.markup.block_fences import Fence
from dinobook.markup.block_kinds import EQUATION
from dinobook.markup.blocks import BLOCK_MARK
from dinobook.markup.lines import Lines
from dinobook.markup.tree import Element
from dinobook.problems import Problem

MATHML: Final = "http://www.w3.org/1998/Math/MathML"
_LEFT_OVER: Final = frozenset("{}&")
_SHOWN: Final = 60


def take_formulas(
    tree: Element, fences: Sequence[Fence], lines: Lines
) -> tuple[dict[Element, Element], list[Problem]]:
    """The MathML of each equation by its box, which is left empty while other text is set."""
    waiting = [one for one in fences if one.name.lower() == EQUATION]
    figures = [one for one in tree.iter("figure") if one.get(BLOCK_MARK) == EQUATION]
    found: dict[Element, Element] = {}
    problems: list[Problem] = []
    for figure, fence in zip(figures, waiting, strict=False):
        box = figure[0]
        source, box.text = (box.text or "").strip(), None
        math = mathml(source)
        if math is None:
            problems.append(_unreadable(source, fence.line, lines))
        else:
            math.set("alttext", fence.bar)
            found[box] = math
    return found, problems


def put_formulas(formulas: Mapping[Element, Element]) -> None:
    for box, math in formulas.items():
        box.append(math)


def mathml(latex: str) -> Element | None:
    """A formula that stands on a line of its own; None when the LaTeX makes no sense."""
    try:
        root = xhtml.parse(convert(latex, display="block"))
    except Exception:  # the converter's errors have no common base, and some are Python's own
        return None
    return None if any(_is_left_over(one) for one in root.iter()) else root


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
        "Write LaTeX without dollar signs, such as \\frac{a}{b} = c_1; count the braces.",
    )
