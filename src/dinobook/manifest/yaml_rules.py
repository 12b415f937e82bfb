"""How the manifest is read as YAML."""

from __future__ import annotations

from typing import Final

from dinobook.strict_yaml import Rules

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
