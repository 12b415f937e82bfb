"""What looks like a slip of the pen: an import names it in the source, a check in the chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from dinobook.blog.finding import Finding
from dinobook.blog.post import Post, Span

CODE: Final = "blog-012"
ADVICE: Final = "Mend it, or accept it if it is meant so."


@dataclass(frozen=True, slots=True)
class Slip:
    """`dutch`: a slip in Dutch only."""

    pattern: re.Pattern[str]
    what: str
    dutch: bool = False


_MAY_STAND_TWICE: Final = "(?:dat|die|je|had|that)"
"""“Ik weet dat dat kan”, “zoals je je voelt”."""

SLIPS: Final = (
    Slip(
        re.compile(rf"\b(?!{_MAY_STAND_TWICE}\b)([^\W\d_]{{2,}})\s\1\b", re.IGNORECASE),
        "the same word twice",
    ),
    Slip(
        re.compile(r"\w\s+[,;!?:.](?=\s|$)"),
        "a space before a punctuation mark",
        dutch=True,
    ),
    Slip(re.compile(r"[^\W\d_]{2}\.[A-ZÀ-Þ][^\W\d_]"), "no space after a full stop"),
    Slip(
        re.compile(r"(?<=\s)(?:[tskm])(?=\s[a-z])"),
        "a short word that seems to lack its apostrophe",
        dutch=True,
    ),
    Slip(
        re.compile(r"(?<!\w)[–—](?=\w)|(?<=\w)[–—](?!\w)"),
        "a dash with a space on one side only",
    ),
    Slip(re.compile(r"(?:^|(?<=\s))\\?`(?=\s|$)"), "a stray back-tick"),
)
"""Looked for line by line."""

_ROW: Final = re.compile(r"[^\n]+")
_QUOTE: Final = re.compile("[“„”]")


def slips(post: Post) -> Iterator[Finding]:
    """What others say is read as well: it was typed by the same hand."""
    for row in _ROW.finditer(post.prose):
        for slip in SLIPS:
            if slip.dutch and not post.dutch:
                continue
            for hit in slip.pattern.finditer(row[0]):
                start, end = hit.span()
                span = _whole_words(post.prose, row.start() + start, row.start() + end)
                yield _found(post, span, f"perhaps {slip.what}.")
    if post.dutch:
        yield from _quotation_marks(post)


def _quotation_marks(post: Post) -> Iterator[Finding]:
    """A quotation of several paragraphs opens with each of them, and closes once."""
    blocks = list(post.blocks())
    for index, (start, end) in enumerate(blocks):
        below = blocks[index + 1][0] if index + 1 < len(blocks) else len(post.prose)
        goes_on = post.prose.startswith(("“", "„"), below)
        opened: list[int] = []
        for mark in _QUOTE.finditer(post.prose, start, end):
            if mark[0] != "”":
                opened.append(mark.start())
            elif opened:
                opened.pop()
            else:
                span = _whole_words(post.prose, *mark.span())
                yield _found(post, span, "perhaps the end of a quotation that nothing opens.")
        for at in opened[1:] if goes_on else opened:
            span = _whole_words(post.prose, at, at + 1)
            yield _found(post, span, "perhaps a quotation that nothing closes.")


def _found(post: Post, span: Span, message: str) -> Finding:
    return replace(post.finding(span, CODE, message, ADVICE), hint=True)


def _whole_words(text: str, start: int, end: int) -> Span:
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end
