"""A style sheet as its declarations, each with the rules around it and its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """What stands before a brace: selectors, or an at-rule such as `@page :left`."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Declaration:
    """`name: value` in the innermost of `rules`; `line` is where it begins."""

    rules: tuple[Rule, ...]
    name: str
    value: str
    line: int


def parts_of(bare: str) -> Iterator[Rule | Declaration]:
    """Every rule and declaration, in order. `bare` has no comments and no text in quotes."""
    rules: list[Rule] = []
    start = 0
    for at, char in enumerate(bare):
        if char not in "{};":
            continue
        text, line = _at(bare, start, at)
        if char == "{":
            rules.append(Rule(text, line))
            yield rules[-1]
        elif rules and ":" in text:
            name, _, value = text.partition(":")
            yield Declaration(tuple(rules), name.strip().lower(), value.strip(), line)
        if char == "}" and rules:
            rules.pop()
        start = at + 1


def _at(bare: str, start: int, end: int) -> tuple[str, int]:
    """The text between, and the line on which it begins."""
    text = bare[start:end]
    lead = len(text) - len(text.lstrip())
    return " ".join(text.split()), bare.count("\n", 0, start + lead) + 1
