"""The blocks of WordPress's editor: comments around HTML, `<!-- wp:name {json} -->`.

https://developer.wordpress.org/block-editor/explanations/architecture/key-concepts/ has their form.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dinobook.importers.wordpress.markup.embeds import as_link
from dinobook.importers.wordpress.markup.tags import names

_BEGIN: Final = re.compile(r"<!--\s*(?P<close>/?)wp:(?P<name>[a-z][\w/-]*)")

_SITE: Final = names(
    "archives avatar block-navigation calendar categories comment-author-avatar comment-"
    "author-name comment-content comment-date comment-edit-link comment-reply-link "
    "comment-template comments comments-pagination comments-pagination-next comments-"
    "pagination-numbers comments-pagination-previous comments-query-loop comments-title "
    "home-link latest-comments latest-posts legacy-widget loginout navigation navigation-"
    "link navigation-submenu page-list page-list-item pattern post-author post-author-"
    "biography post-author-name post-comment post-comments post-comments-count post-"
    "comments-form post-comments-link post-content post-date post-excerpt post-featured-"
    "image post-navigation-link post-template post-terms post-time-to-read post-title "
    "query query-no-results query-pagination query-pagination-next query-pagination-"
    "numbers query-pagination-previous query-title query-total read-more rss search site-"
    "logo site-tagline site-title social-link social-links tag-cloud template-part term-"
    "description terms-query widget-group breadcrumbs"
)
"""Blocks that show the site and not the post: WordPress makes their words for each page."""

_BUTTONS: Final = frozenset({"button", "buttons"})
_MADE_HERE: Final = frozenset({"footnotes", "spacer"})
_BREAKS: Final = frozenset({"more", "nextpage"})
_FORM: Final = re.compile(
    r"subscri|newsletter|form(?:s|-|/|$)|donat|paywall|payment|sharing|share-"
)
_DEEPEST_REUSE: Final = 4


@dataclass(slots=True)
class Gone:
    """What was left out of one post while its blocks were read: name → how often."""

    site: dict[str, int] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)
    """Their words."""
    forms: dict[str, int] = field(default_factory=dict)
    breaks: int = 0
    unknown: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a post. `classic` says that its paragraphs are blank lines."""

    markup: str
    classic: bool


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: `start` to `end` are its characters; a `void` one has a block without inside."""

    start: int
    end: int
    name: str
    attributes: Mapping[str, Any]
    close: bool
    void: bool


Reusable = Callable[[str], str]
"""The content of a block that posts share, by its number; empty when the export lacks it."""


def has_blocks(content: str) -> bool:
    return "<!-- wp:" in content


def segments(content: str, gone: Gone, reusable: Reusable, depth: int = 0) -> list[Segment]:
    """The post as stretches of HTML without block comments, and of classic text."""
    if not has_blocks(content):
        return [Segment(content, True)]
    return _Reader(content, gone, reusable, depth).read()


def comments_of(content: str) -> list[Comment]:
    """Every block comment, in order."""
    found = []
    for match in _BEGIN.finditer(content):
        end = content.find("-->", match.end())
        if end < 0:
            break
        rest = content[match.end() : end].strip()
        void = rest.endswith("/")
        written = rest.removesuffix("/").strip()
        if written and not written.startswith("{"):
            continue
        found.append(
            Comment(
                match.start(),
                end + len("-->"),
                _name(match["name"]),
                _attributes(written),
                bool(match["close"]),
                void,
            )
        )
    return found


def _name(written: str) -> str:
    return "embed" if written.startswith("core-embed/") else written.removeprefix("core/")


def _attributes(text: str) -> Mapping[str, Any]:
    if not text:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


class _Reader:
    """Walks over the comments once, and past the blocks that go or become something else."""

    def __init__(self, content: str, gone: Gone, reusable: Reusable, depth: int) -> None:
        self.content = content
        self.gone = gone
        self.reusable = reusable
        self.depth = depth
        self.open: list[str] = []
        self.made: list[Segment] = []
        self.block: list[str] = []

    def read(self) -> list[Segment]:
        comments = comments_of(self.content)
        ends = _ends(comments)
        position = index = 0
        while index < len(comments):
            comment = comments[index]
            self._text(self.content[position : comment.start])
            last = ends.get(index, index)
            if comment.close:
                if index in ends:
                    self.open.pop()
                last = index
            elif self._goes(comment) or comment.name in _REPLACED:
                inner = self.content[comment.end : comments[last].start] if last > index else ""
                if comment.name in _BUTTONS:
                    self.gone.buttons.append(_words(inner))
                self.block.append(_replacement(comment, inner))
            else:
                last = index
                self._enter(comment, index in ends)
            position, index = comments[last].end, last + 1
        self._text(self.content[position:])
        self._end_block()
        return self.made

    def _text(self, text: str) -> None:
        inner = self.open[-1] if self.open else "freeform"
        if inner in _CLASSIC:
            self._end_block()
            if text.strip():
                self.made.append(Segment(text, True))
        else:
            self.block.append(text)

    def _end_block(self) -> None:
        if any(piece.strip() for piece in self.block):
            self.made.append(Segment("".join(self.block), False))
        self.block = []

    def _enter(self, comment: Comment, is_closed: bool) -> None:
        if comment.name == "block":
            self._shared(comment)
        elif comment.void:
            if comment.name not in _CORE_VOID:
                _count(self.gone.unknown, comment.name)
        elif is_closed:
            self.open.append(comment.name)

    def _shared(self, comment: Comment) -> None:
        content = self.reusable(str(comment.attributes.get("ref", "")))
        if not content or self.depth >= _DEEPEST_REUSE:
            _count(self.gone.unknown, comment.name)
            return
        self._end_block()
        self.made += segments(content, self.gone, self.reusable, self.depth + 1)

    def _goes(self, comment: Comment) -> bool:
        """Whether the block and all in it is left out; counts it."""
        name = comment.name
        if name in _BREAKS:
            self.gone.breaks += 1
        elif name in _SITE:
            _count(self.gone.site, name)
        elif "/" in name and _FORM.search(name):
            _count(self.gone.forms, name)
        else:
            return name in _MADE_HERE or name in _BUTTONS
        return True


def _ends(comments: list[Comment]) -> dict[int, int]:
    """For each block that is closed, where; and for each such end, where it began.

    Of blocks that cross each other the one that begins later is taken for open.
    """
    found: dict[int, int] = {}
    stack: list[int] = []
    counts: dict[str, int] = {}
    for index, comment in enumerate(comments):
        if comment.void:
            continue
        if not comment.close:
            stack.append(index)
            counts[comment.name] = counts.get(comment.name, 0) + 1
        elif counts.get(comment.name):
            while True:
                start = stack.pop()
                counts[comments[start].name] -= 1
                if comments[start].name == comment.name:
                    break
            found[start], found[index] = index, start
    return found


def _replacement(comment: Comment, inner: str) -> str:
    """What stands for a whole block: a link for something played, LaTeX for a formula."""
    if comment.name == "embed":
        address = str(comment.attributes.get("url") or "") or _address_in(inner)
        return as_link(address, _caption_in(inner)) if address else inner
    latex = comment.attributes.get("latex")
    if comment.name == "math" and isinstance(latex, str) and latex.strip():
        return f'<div class="formula" data-tex="{html.escape(latex.strip(), quote=True)}"></div>'
    return inner if comment.name in _REPLACED else ""


_CLASSIC: Final = frozenset({"freeform", "shortcode", "classic"})
_REPLACED: Final = frozenset({"embed", "math"})
_CORE_VOID: Final = frozenset(
    {"paragraph", "heading", "list", "group", "column", "columns", "html"}
)
_CAPTION: Final = re.compile(r"<figcaption[^>]*>(.*?)</figcaption>", re.DOTALL | re.IGNORECASE)
_TAG: Final = re.compile(r"<[^>]*>")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"']+")


def _caption_in(inner: str) -> str:
    found = _CAPTION.search(inner)
    return found[1].strip() if found else ""


def _address_in(inner: str) -> str:
    found = _ADDRESS.search(inner)
    return html.unescape(found[0]) if found else ""


def _words(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def _count(counts: dict[str, int], name: str) -> None:
    counts[name] = counts.get(name, 0) + 1
