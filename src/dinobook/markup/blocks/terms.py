"""Terms: the definition lists in blocks `/// begrippen`, which the book's glossary collects."""

from __future__ import annotations

from collections import Counter
from typing import Final

from dinobook.markup.blocks.dialect import BLOCK_MARK
from dinobook.markup.headings import free_id
from dinobook.markup.lines import Lines, line_of
from dinobook.markup.tree import Element, plain_text
from dinobook.problems import Problem
from dinobook.slugs import slug

BLOCK: Final = "begrippen"


def name_terms(
    root: Element, chapter: str, taken: frozenset[str], lines: Lines
) -> tuple[dict[str, int], list[Problem]]:
    """Give every defined term an id: those ids with their lines. Ids in `taken` are not made."""
    blocks = [one for one in root.iter("div") if one.get(BLOCK_MARK) == BLOCK]
    problems = [
        lines.source.problem(
            line_of(block),
            "terms-001",
            "The block “begrippen” holds no definition list.",
            "Write each term on a line of its own and “: ” with what it means on the next line.",
        )
        for block in blocks
        if next(block.iter("dt"), None) is None
    ]
    made: dict[str, int] = {}
    used, tried = set(taken), Counter[str]()
    for term in (term for block in blocks for term in block.iter("dt")):
        if not term.get("id"):
            name = free_id(f"{chapter}--{slug(plain_text(term)) or 'begrip'}", used, tried)
            term.set("id", name)
            used.add(name)
            made[name] = lines.find(plain_text(term))
    return made, problems
