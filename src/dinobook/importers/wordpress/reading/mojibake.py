"""Posts whose letters were read in a wrong encoding before they came into the blog."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dinobook.importers.wordpress.export import Post
from dinobook.problems import Place, Problem, Severity

# What UTF-8 of two, three or four bytes looks like when it is read as Windows-1252 or Latin-1.
_MARK: Final = (
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
)
_DAMAGED: Final = re.compile(rf"[ÂÃÄÅ]{_MARK}|[âã]{_MARK}{{2}}|ð{_MARK}{{3}}|\ufffd")
_WORD: Final = re.compile(r"\S{0,40}\Z")


def damaged(posts: Sequence[Post]) -> Iterator[Problem]:
    """One warning for each such post, with an example; its words are taken as they are."""
    for post in posts:
        if post.is_secret:
            continue
        for text in (post.title, post.content):
            if found := list(_DAMAGED.finditer(text)):
                yield _told(post, text, found)
                break


def _told(post: Post, text: str, found: list[re.Match[str]]) -> Problem:
    first = found[0]
    before = _WORD.search(text[: first.start()][-40:])
    after = re.match(r"[^\s<]{0,40}", text[first.start() :])
    word = f"{before[0] if before else ''}{after[0] if after else first[0]}".rpartition(">")[2]
    times = "once" if len(found) == 1 else f"{len(found)} times"
    mended = _mended(word)
    example = f"“{word}”" + (f" for “{mended}”" if mended else "")
    message = f"Letters of {post.name} were damaged before the export, {times} ({example})."
    hint = "Correct them in the blog or in the chapter; the import takes them as they are."
    return Problem(Place(post.file, post.line), "import-003", message, hint, Severity.WARNING)


def _mended(word: str) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            return word.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""
