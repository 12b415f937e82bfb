"""Where a page begins in WeasyPrint's tree of boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dinobook.pdf.engine.pagination.reading import Path

SECTION: Final = "section"


def is_blank(root: Any, next_page: Any, right: bool, resume_at: Path, context: Any) -> bool:
    """Whether a page is left empty, as `page.remake_page` decides."""
    side = next_page["break"]
    if side in ("recto", "verso"):
        is_right = (side == "recto") == (root.style["direction"] == "ltr")
        side = "right" if is_right else "left"
    wrong = side in ("left", "right") and (side == "right") != right
    return bool(wrong or (resume_at is None and context.reported_footnotes))


def section_at(root: Any, resume_at: Path) -> tuple[Any, Path]:
    """The section to which a path leads, and the path below it."""
    box = root
    while box.element_tag != SECTION:
        if resume_at:
            ((index, resume_at),) = resume_at.items()
        else:
            flow = (at for at, one in enumerate(_children(box)) if one.is_in_normal_flow())
            index = next(flow, -1)
        if index < 0 or index >= len(_children(box)):
            return None, None
        box = box.children[index]
    return box, resume_at


def _children(box: Any) -> Sequence[Any]:
    return getattr(box, "children", ())


def frozen(path: Path) -> Any:
    """A path as a key. To begin with a box is to begin with its first child."""
    if not isinstance(path, dict):
        return path
    if len(path) != 1:  # the cells of a row that is parted
        return tuple((index, frozen(below)) for index, below in path.items())
    ((index, below),) = path.items()
    inner = frozen(below)
    return (index, None if inner == _FIRST_CHILD else inner)


_FIRST_CHILD: Final = (0, None)
