"""What the steps of converting one post share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dinobook.importers.inventory import LeftOut
from dinobook.importers.wordpress.addresses import Addresses
from dinobook.importers.wordpress.counting import Source
from dinobook.importers.wordpress.export import Post
from dinobook.importers.wordpress.media import Library
from dinobook.problems import Place, Problem, Severity

NO_CHAPTERS: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Blog:
    """All that a post may need of the rest of the export.

    `chapters` has the id of the chapter that each post becomes. `anchors` are the places of each
    post that some link leads to. `source` is what the reader that counts needs of the export.
    `decorative` are pictures that only decorate (None: all that nobody describes), `dropped` those
    that the book goes without; `bracket_notes` says that `((…))` are notes.
    """

    library: Library
    addresses: Addresses
    source: Source = field(default_factory=Source)
    chapters: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[str, set[str]] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    """Paths in the media library → names in the book; grows while posts are converted."""
    decorative: frozenset[str] | None = None
    described: Mapping[str, str] = field(default_factory=dict)
    """Paths in the media library → what the plan says that they show."""
    dropped: frozenset[str] = frozenset()
    site: str = ""
    bracket_notes: bool = False


@dataclass(slots=True)
class Context:
    """One post on its way: what was found, left out and noticed."""

    post: Post
    blog: Blog
    notes: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    pictures: dict[str, str] = field(default_factory=dict)
    """What the chapter writes as `src` → the path in the media library."""
    same: dict[str, dict[str, str]] = field(default_factory=dict)
    """What the source calls a thing → what the chapter calls it, class by class."""
    undescribed: list[str] = field(default_factory=list)
    """Pictures (`src`) without any description: somebody must say what they show."""
    links_to: set[str] = field(default_factory=set)
    """Places in other chapters that links of this one lead to."""
    missing: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    """Descriptions of the plan, for pictures that the blog does not describe."""
    ids: dict[str, str] = field(default_factory=dict)
    """Places that links lead to, as the post and as the book call them."""
    editor_notes: dict[str, str] = field(default_factory=dict)
    called: set[str] = field(default_factory=set)

    def leave_out(self, kind: str, words: str, reason: str, count: int = 1) -> None:
        if count:
            self.left_out.append(LeftOut(kind, words, reason, count, self.post.name))

    def warn(self, code: str, message: str, hint: str = "") -> None:
        place = Place(self.post.file, self.post.line)
        self.problems.append(Problem(place, code, message, hint, Severity.WARNING))

    @property
    def chapter_id(self) -> str:
        return self.blog.chapters.get(self.post.key, "")
