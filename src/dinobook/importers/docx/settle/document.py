"""What all steps of the settling share: the tree, its marks, and what went or was changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from dinobook.importers.docx.marks import Marks, ParagraphFacts
from dinobook.importers.docx.tree.build import PLACE, Element, words_of
from dinobook.importers.inventory import LeftOut
from dinobook.problems import Place, Problem, Severity

CONTAINERS: Final = ("div", "blockquote", "li", "td", "th", "dd")
_EXCERPT: Final = 60


@dataclass(slots=True)
class Document:
    """A document on its way to chapters; `name` is that of its file."""

    name: str
    root: Element
    marks: Marks
    left_out: list[tuple[Element | None, LeftOut]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def facts(self, block: Element) -> ParagraphFacts | None:
        """What Word says of the paragraph that the block comes from."""
        place = block.get(PLACE)
        return self.marks.paragraphs[int(place)] if place else None

    def role(self, block: Element) -> str:
        facts = self.facts(block)
        return facts.role if facts else ""

    def leave_out(
        self, kind: str, words: str, reason: str, where: Element | None = None, count: int = 1
    ) -> None:
        """`where` is an element that stays: its chapter is the one that lost something."""
        self.left_out.append((where, LeftOut(kind, words, reason, count, self.said_place(words))))

    def warn(
        self, code: str, message: str, hint: str, words: str = "", severity: Severity | None = None
    ) -> None:
        place = Place(self.name, 0, excerpt(words))
        chosen = Severity.WARNING if severity is None else severity
        self.problems.append(Problem(place, code, message, hint, chosen))

    def said_place(self, words: str) -> str:
        return f"“{excerpt(words)}”" if words else ""

    def containers(self) -> Iterator[Element]:
        """Everything that holds blocks, from the root down; formulas hold none."""
        yield from (one for one in self.root.iter(*CONTAINERS) if one.get("class") != "formula")
        yield from self.root.iterfind(".//span[@class='note']")


def excerpt(text: str) -> str:
    """The first words, to find a place by."""
    words = " ".join(text.split())
    return words if len(words) <= _EXCERPT else f"{words[:_EXCERPT].rsplit(' ', 1)[0]}…"


def block_words(block: Element) -> str:
    return words_of(block)


def has_picture(block: Element) -> bool:
    return next(block.iter("img", "w-o"), None) is not None


def only_pictures(block: Element) -> bool:
    """A paragraph that shows pictures and says nothing."""
    if block.tag != "p" or not has_picture(block) or words_of(block):
        return False
    return all(one.tag in ("img", "w-o", "w-t", "br", "strong", "em", "u", "a") for one in block)
