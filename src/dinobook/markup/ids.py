"""The ids of a chapter: where they stand, and whether one stands twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dinobook.markup.lines import Lines
from dinobook.markup.tree import Element
from dinobook.problems import Problem


def read_ids(
    trees: Iterable[Element], made: Mapping[str, int], lines: Lines
) -> tuple[list[tuple[str, int]], list[Problem]]:
    """Every id with its line. `made` has the lines of those that the author did not write."""
    ids: list[tuple[str, int]] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for tree in trees:
        for name in [str(element.get("id")) for element in tree.iter() if element.get("id")]:
            line = lines.take("id", name) or made.get(name, 0)
            if name in seen:
                problems.append(
                    lines.source.problem(
                        line,
                        "text-016",
                        f"The id “{name}” stands here and on line {seen[name]}.",
                        "Give one of them another id.",
                    )
                )
            seen.setdefault(name, line)
            ids.append((name, line))
    return ids, problems


def names_in(trees: Iterable[Element]) -> frozenset[str]:
    return frozenset(
        str(element.get("id")) for tree in trees for element in tree.iter() if element.get("id")
    )
