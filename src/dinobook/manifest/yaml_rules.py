"""How the manifest is read as YAML."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from dinobook.problems import Problem
from dinobook.strict_yaml import Node, Rules, Source, read

RULES: Final = Rules(
    called="the manifest",
    codes={
        "size": "project-005",
        "syntax": "manifest-001",
        "shape": "manifest-003",
        "sign": "manifest-003",
        "twice": "manifest-004",
        "control": "manifest-031",
    },
    most_characters=200_000,
    too_long="Look for what does not belong in it: a chapter is one short row.",
)


@lru_cache(maxsize=8)
def nodes_of(source: Source) -> tuple[Node | None, tuple[Problem, ...]]:
    """The manifest as YAML. One command asks for the nodes of the same text several times."""
    root, problems = read(source, RULES)
    return root, tuple(problems)
