"""The places inside a chapter that links may lead to, and ids that two posts use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dinobook.importers.markdown.post_text import Edit, PostText
from dinobook.markup.headings import free_id
from dinobook.slugs import slug

_WRITTEN: Final = re.compile(
    r"(?:\{[^{}\n]*?#(?P<mark>[\w.-]+)[^{}\n]*\}|<[A-Za-z][^<>]*?\sid=[\"']?(?P<tag>[^\s\"'<>]+))"
)
_OPTION: Final = re.compile(r"(?<![^\s>])id:[ ]+(\S+)[ ]*$", re.MULTILINE)
"""Below the line that opens a block: `/// tabel | Uren`."""
_MARKUP: Final = re.compile(r"\{[^{}]*\}|\]\([^()]*\)|<[^<>]*>|\[\^[^\]]*\]|[*`\[\]!]")


@dataclass(frozen=True, slots=True)
class Anchors:
    """`own` are the ids as the chapter will have them, by the names that links may call them."""

    own: Mapping[str, str]

    def find(self, name: str) -> str:
        return self.own.get(name) or self.own.get(name.lower()) or self.own.get(slug(name), "")


def written_ids(post: PostText) -> list[tuple[int, int, str]]:
    """The ids that the author gave, with their place."""
    found = []
    for match in _WRITTEN.finditer(post.plain):
        group = "mark" if match["mark"] else "tag"
        found.append((*match.span(group), match[group]))
    for line in (line for fence in post.source.structure.fences for line, _ in fence.rows):
        option = _OPTION.search(post.body, *post.rows.span(line - 1, line - 1))
        if option:
            found.append((*option.span(1), option[1]))
    return sorted(found)


def anchors_of(post: PostText, chapter: str, shared: Mapping[str, int]) -> Anchors:
    """`shared` counts the posts that use an id: one of two gets its chapter's name before it."""
    own: dict[str, str] = {}
    used: set[str] = set()
    tried: Counter[str] = Counter()
    for _, _, name in written_ids(post):
        own[name] = own_id(name, chapter, shared)
        used.add(own[name])
    for node in post.source.structure.nodes("heading"):
        if "{" in node.text and "#" in node.text:
            continue
        words = slug(_MARKUP.sub("", node.text))
        made = free_id(f"{chapter}--{words or 'kop'}", used, tried)
        used.add(made)
        own.setdefault(made.removeprefix(f"{chapter}--"), made)
    return Anchors(own)


def own_id(name: str, chapter: str, shared: Mapping[str, int]) -> str:
    return f"{chapter}--{name}" if shared.get(name, 0) > 1 else name


def id_edits(post: PostText, chapter: str, shared: Mapping[str, int]) -> Iterator[Edit]:
    """A second time in the same post an id gets a number."""
    used: set[str] = set()
    tried: Counter[str] = Counter()
    for start, end, name in written_ids(post):
        own = free_id(own_id(name, chapter, shared), used, tried)
        used.add(own)
        if own != name:
            yield Edit(start, end, own, "id-twice")
