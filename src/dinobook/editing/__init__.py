"""The editor's verbs: the manifest's text → the same text with one thing done to its order."""

from __future__ import annotations

from dinobook.editing.arranging import arranged
from dinobook.editing.changes import changed_lines
from dinobook.editing.listing import arrange_text
from dinobook.editing.membership import add, drop
from dinobook.editing.moving import move, part_move, spot_of, swap
from dinobook.editing.parts import part_add, part_remove, part_rename
from dinobook.editing.sorting import sort
from dinobook.editing.spots import Spot
from dinobook.editing.status import hold, release, retitle

__all__ = [
    "Spot",
    "add",
    "arrange_text",
    "arranged",
    "changed_lines",
    "drop",
    "hold",
    "move",
    "part_add",
    "part_move",
    "part_remove",
    "part_rename",
    "release",
    "retitle",
    "sort",
    "spot_of",
    "swap",
]
