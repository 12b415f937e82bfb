"""Numbered lists: which signs they count with."""

from __future__ import annotations

from typing import Final

from dinobook.markup.tree import Element, take
from dinobook.xhtml import add_class

_CLASSES: Final = {
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}


def settle_lists(tree: Element) -> None:
    """A class beside the `type`, because a style sheet can rely on a class in every reader."""
    for numbered in tree.iter("ol"):
        kind = numbered.get("type", "1")
        if kind == "1":
            take(numbered, "type")
        else:
            add_class(numbered, _CLASSES[kind])
