"""What stands around an element: the page engine's tree tells of no parents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dinobook.markup.tree import INLINE

NOTE: Final = "data-note"
"""Set on a note: the id of its call, where both are links to each other."""
BLOCK: Final = "data-block"
"""The name of the block that a span of a note was in the book: notes stand inside paragraphs."""
_INLINE: Final = INLINE | {"br", "rp", "rt", "ruby"}


def name_of(element: Any) -> str:
    """The element's name; a drawing's is `svg`, and a comment has none."""
    if not isinstance(element.tag, str):
        return ""
    return element.get(BLOCK) or str(element.tag).rpartition("}")[2]


def classes_of(element: Any) -> list[str]:
    return str(element.get("class") or "").split()


def is_note(element: Any) -> bool:
    """Whether the engine sets the element at the foot of the page."""
    return "footnote" in classes_of(element)


class Ancestry:
    """The parents of all elements of a document."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._holding: dict[Any, bool] = {}

    def parent(self, element: Any) -> Any:
        return self._parents.get(element)

    def above(self, element: Any) -> Iterator[Any]:
        """The elements around this one, from the nearest on."""
        up = self._parents.get(element)
        while up is not None:
            yield up
            up = self._parents.get(up)

    def language(self, element: Any) -> str:
        """The element's language, where it is another than that of what stands around it."""
        own = str(element.get("lang") or "")
        if not own or element is self.root:
            return ""
        around = next((one.get("lang") for one in self.above(element) if one.get("lang")), "")
        return "" if own == around else own

    def block(self, element: Any) -> Any:
        """The nearest block: the element itself or one around it."""
        while element is not None and self.is_inline(element):
            element = self._parents.get(element)
        return element

    def is_inline(self, element: Any) -> bool:
        return name_of(element) in _INLINE and not is_note(element)

    def is_listed(self, element: Any) -> bool:
        """Whether the element stands in a list of what the book holds, such as the contents."""
        return any(one.tag == "nav" for one in self.above(element))

    def holds_blocks(self, element: Any) -> bool:
        """Whether paragraphs, lists or notes stand in the element beside its text."""
        if element not in self._holding:
            self._holding[element] = any(
                self.holds_blocks(child) if self.is_inline(child) else bool(name_of(child))
                for child in element
            )
        return self._holding[element]
