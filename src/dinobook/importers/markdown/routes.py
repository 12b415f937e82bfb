"""Links of a post: to chapters, to the blog's site, or only their words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from dinobook.importers.escape import escape_start
from dinobook.importers.markdown.anchors import Anchors
from dinobook.importers.markdown.links import Target, targets
from dinobook.importers.markdown.permalinks import Permalinks
from dinobook.importers.markdown.post_text import Edit, PostText
from dinobook.importers.site import path_on
from dinobook.markup.addresses import refuse_link

LINK: Final = "link"
"""The name of an edit that only follows a file to its new name."""

_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_UNSAFE: Final = re.compile(r"[\s<>\"]")
_MARKS: Final = re.compile(r"\{:?[ ]*(?=[#.\w])")


@dataclass(frozen=True, slots=True)
class Routes:
    """Where everything goes: `names` by file, `anchors` by chapter, the blog's own addresses."""

    names: Mapping[str, str]
    posts: Permalinks
    anchors: Mapping[str, Anchors]
    site: str = ""

    def route(self, target: Target, chapter: str) -> tuple[str, str]:
        """The new address of a link and the change that it is; no address: it leads nowhere."""
        address = html.unescape(target.address.strip("<>"))
        path, _, anchor = address.partition("#")
        if not path:
            found = self._anchor(chapter, anchor, here=True)
            return found, LINK if found else "link-gone"
        if address.startswith("//") and refuse_link(f"https:{address}") is None:
            address = path = f"https:{address}"
        below = path_on(self.site, path)
        if _SCHEME.match(path) and below is None:
            good = refuse_link(address) is None
            same = address if address != target.address.strip("<>") else target.address
            return (same if good else ""), (LINK if good else "link-gone")
        found = self.names.get(target.path, "")
        if not found and (post := self.posts.post(_on_site(below or path, target))):
            found = self.names.get(post, "")
        if found:
            return self._to(found, anchor), LINK
        if self.site and (below is not None or path.startswith("/")):
            rest = address if below is not None else f"{self.site}{address}"
            return rest, "link-site"
        return "", "link-gone"

    def _to(self, name: str, anchor: str) -> str:
        if name not in self.anchors or not anchor:
            return name
        return self._anchor(name, anchor, here=False) or name

    def _anchor(self, chapter: str, anchor: str, *, here: bool) -> str:
        found = self.anchors[chapter].find(unquote(anchor)) if chapter in self.anchors else ""
        if not found:
            return ""
        return f"#{found}" if here else f"{chapter}#{found}"


def link_edits(post: PostText, chapter: str, where: Routes) -> Iterator[Edit]:
    """Every change of a link that is no picture."""
    gone: list[Target] = []
    for target in targets(post):
        if target.image:
            continue
        if target.form == "open":
            end = target.text[1]
            yield Edit(end, target.end, f"]\\{post.body[end + 1 : target.end]}", "link-open")
            continue
        new, name = where.route(target, chapter)
        if new and new != target.address:
            yield Edit(target.start, target.end, _written(new, target, post.body), name)
        elif not new and target.form == "reference":
            gone.append(target)
        elif not new:
            yield from _without_link(post.body, target)
    for target in gone:
        yield from _without_reference(post, target)


def _on_site(path: str, target: Target) -> str:
    """The path as the site knows it: one that is not from its root counts from the file."""
    return path if path.startswith("/") else target.path


def _written(address: str, target: Target, body: str) -> str:
    if target.form == "tag":
        quoted = body[target.start - 1] in ('"', "'")
        return html.escape(address) if quoted else f'"{html.escape(address)}"'
    return f"<{address}>" if _UNSAFE.search(address) or "(" in address else address


def _without_link(body: str, target: Target) -> Iterator[Edit]:
    """The words stay, with the signs that keep them from becoming something else."""
    if target.form == "tag":
        key = re.compile(r"\s+href\s*=\s*[\"']?\Z", re.IGNORECASE)
        found = key.search(body[: target.start])
        if found:
            end = target.end + (body[target.end : target.end + 1] in ('"', "'"))
            yield Edit(found.start(), end, "", "link-gone")
        return
    (start, end), (first, last) = target.whole, target.text
    words = body[first:last]
    title = body[target.end : end - 1].strip().strip(">").strip()
    marks = _MARKS.match(body, end)
    if title[:1] in ('"', "'", "("):
        said = f'[{words}]{{title="{html.escape(title[1:-1], quote=True)}"'
        yield Edit(start, end, f"{said} " if marks else f"{said}}}", "link-gone")
        if marks:
            yield Edit(*marks.span(), "", "link-gone", quiet=True)
        return
    if marks:
        yield Edit(start, end, f"[{words}]", "link-gone")
        return
    row = body.rfind("\n", 0, start) + 1
    begins = not body[row:start].strip(" \t>-*+")
    yield Edit(start, end, escape_start(words) if begins else words, "link-gone")


def _without_reference(post: PostText, target: Target) -> Iterator[Edit]:
    """`[words][label]`, `[label][]` and `[label]` keep their words; the address goes."""
    body, plain = post.body, post.plain
    label = body[slice(*target.text)]
    folded = r"\s+".join(re.escape(part) for part in label.split())
    use = re.compile(
        rf"(?<![!\\])\[(?P<text>[^\[\]\n]+)\]\[{folded}\]|(?<![!\\\]])\[({folded})\](?:\[\])?(?![\[(:])",
        re.IGNORECASE,
    )
    for found in use.finditer(plain):
        first, last = found.span(1) if found["text"] else found.span(2)
        yield Edit(found.start(), found.end(), body[first:last], "link-gone", quiet=True)
    end = target.whole[1] + (body[target.whole[1] : target.whole[1] + 1] == "\n")
    yield Edit(target.whole[0], end, "", "link-gone")
