"""A post that is too long for one chapter, in parts that are not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from dinobook.importers.wordpress.export import Post
from dinobook.importers.wordpress.markup.blocks import comments_of
from dinobook.storage.project import MAX_TEXT_BYTES

MOST: Final = MAX_TEXT_BYTES * 8 // 10
"""So many bytes of HTML make a chapter that can still be read: escapes make it longer."""

_BLANK: Final = re.compile(r"\n[ \t]*\n")
_HEADING: Final = re.compile(
    r"\s*(?:<!--\s*wp:heading[^>]{0,500}-->\s*)?<h[1-3][\s>]", re.IGNORECASE
)


def parts_of(post: Post, most: int = MOST) -> tuple[Post, ...]:
    """The post itself, or its parts: `1731/1`, `1731/2`, each ending before a heading or block."""
    if len(post.content.encode("utf-8", "replace")) <= most:
        return (post,)
    pieces = list(_pieces(post.content, most))
    if len(pieces) == 1:
        return (post,)
    return tuple(
        replace(
            post,
            key=f"{post.key}/{number}",
            title=f"{post.title} ({number})",
            content=piece,
            slug=f"{post.slug}-{number}" if post.slug else "",
            meta=_meta(post, piece, number),
        )
        for number, piece in enumerate(pieces, start=1)
    )


def _pieces(content: str, most: int) -> Iterator[str]:
    start = last = best = 0
    for place in _places(content):
        # a letter may take four bytes, and the parts need not be full
        if len(content[start:place].encode("utf-8", "replace")) > most and last > start:
            cut = best if best > start else last
            yield content[start:cut]
            start = cut
        last = place
        if _HEADING.match(content, place) and place - start > most // 2:
            best = place
    yield content[start:]


def _places(content: str) -> Iterator[int]:
    """Where a block begins that lies in no other one; in a classic post, where a paragraph does."""
    if "<!-- wp:" not in content:
        yield from (found.end() for found in _BLANK.finditer(content))
        return
    depth = 0
    for comment in comments_of(content):
        if depth == 0 and not comment.close:
            yield comment.start
        depth = max(0, depth - 1) if comment.close else depth + (not comment.void)


def _meta(post: Post, piece: str, number: int) -> dict[str, str]:
    """The notes that this part calls; the featured picture stands in the first one."""
    meta = dict(post.meta)
    if number > 1:
        meta.pop("_thumbnail_id", None)
    try:
        notes = json.loads(meta.get("footnotes") or "[]")
    except (ValueError, RecursionError):
        return meta
    if isinstance(notes, list):
        here = [one for one in notes if isinstance(one, dict) and str(one.get("id")) in piece]
        meta["footnotes"] = json.dumps(here)
    return meta
