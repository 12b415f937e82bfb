"""A tag and what it holds, before it is an object of a PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

GROUPS: Final = frozenset(
    {
        *("Document", "Sect", "Div", "BlockQuote", "L", "LI", "TOC", "TOCI", "Note"),
        *("Table", "THead", "TBody", "TFoot", "TR"),
    }
)
"""Tags that hold other tags, and never text itself."""
MIXED: Final = frozenset({"LBody", "TD", "TH", "Caption"})
"""Tags that hold text, or blocks: paragraphs, lists, notes."""
INLINE: Final = frozenset({"Link", "Span", "Code", "Quote", "Reference"})
"""Tags inside a line (ISO 32000-1, table 338)."""

PICTURES: Final = frozenset({"Figure", "Formula"})


@dataclass(slots=True, eq=False)
class Mark:
    """Content on a page, by its numbers (MCIDs) there; `is_broken`: ends in the hyphen of a break.

    It has no numbers until its content stream is written, and none when nothing is drawn. `group`
    is the engine's stream that it stands in, where that is not the page's own.
    """

    page: int
    is_broken: bool = False
    numbers: list[int] = field(default_factory=list)
    group: Any = None


@dataclass(slots=True, eq=False)
class Target:
    """A link's area on a page: `annotation` is the engine's object."""

    page: int
    annotation: Any


@dataclass(slots=True, eq=False)
class Tag:
    """A structure element: its type, what it holds in the order of reading, and its entries.

    `attributes` are those of its owner (`Table`, `List`, `Layout`), of which each type has one.
    `heads` are the cells that a cell names as its heads. `block` is the element whose bare text an
    added paragraph holds; `mathml` is the formula that a drawing shows.
    """

    role: str
    parent: Tag | None = None
    kids: list[Tag | Mark | Target] = field(default_factory=list)
    entries: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    heads: tuple[Tag, ...] = ()
    block: Any = None
    id: str = ""
    mathml: str = ""
    object: Any = None

    def add(self, kid: Tag | Mark | Target) -> None:
        """Put something at the end; the notes of a term stay behind its text."""
        at = len(self.kids)
        if self.role == "Lbl":
            while at and _is_note(self.kids[at - 1]):
                at -= 1
        self.kids.insert(at, kid)

    def new(self, role: str, *, first: bool = False) -> Tag:
        """A new tag inside, at the end or as the first."""
        made = Tag(role, self)
        if first:
            self.kids.insert(0, made)
        else:
            self.add(made)
        return made

    def new_behind(self, other: Tag, role: str) -> Tag:
        """A new tag behind another and the notes that stand there already."""
        made = Tag(role, self)
        at = self.kids.index(other) + 1
        while at < len(self.kids) and _is_note(self.kids[at]):
            at += 1
        self.kids.insert(at, made)
        return made

    def last(self) -> Tag | Mark | Target | None:
        """The last thing that is no note."""
        return next((kid for kid in reversed(self.kids) if not _is_note(kid)), None)

    def tags(self) -> list[Tag]:
        return [kid for kid in self.kids if isinstance(kid, Tag)]


def _is_note(kid: Tag | Mark | Target) -> bool:
    return isinstance(kid, Tag) and kid.role == "Note"


def pages_of(tag: Tag) -> set[int]:
    """The pages on which something of a tag is drawn."""
    found: set[int] = set()
    for kid in tag.kids:
        found |= pages_of(kid) if isinstance(kid, Tag) else {kid.page}
    return found
