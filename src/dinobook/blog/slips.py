"""What looks like a slip of the pen: an import names it in the source, a check in the chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from dinobook.blog.finding import Finding
from dinobook.blog.post import Post, Span
from dinobook.markup.blocks.kinds import KINDS

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
_TITLE: Final = re.compile(r"(?m)^(?:sub)?title:[ \t]*(?P<said>\S[^\n]*)")
_NOTHING_OPENS: Final = "perhaps the end of a quotation that nothing opens."
_NOTHING_CLOSES: Final = "perhaps a quotation that nothing closes."
_QUOTE: Final = re.compile("[“„”]")


def slips(post: Post) -> Iterator[Finding]:
    """What others say is read as well: it was typed by the same hand."""
    for row in _ROW.finditer(post.prose):
        for span, message in _in_row(post, post.prose, row.span()):
            yield _found(post, span, message)
    if post.dutch:
        yield from _quotation_marks(post)
    for start, end in _sources(post):
        for span, message in (
            *_in_row(post, post.source.body, (start, end)),
            *_unpaired(post, post.source.body, (start, end)),
        ):
            yield _found(post, span, message)
    for title in _TITLE.finditer(post.head):
        span = title.span("said")
        for at, message in (*_in_row(post, post.head, span), *_unpaired(post, post.head, span)):
            yield replace(post.finding_above(at, CODE, message, ADVICE), hint=True)


def _in_row(post: Post, text: str, row: Span) -> Iterator[tuple[Span, str]]:
    start, end = row
    for slip in SLIPS:
        if slip.dutch and not post.dutch:
            continue
        for hit in slip.pattern.finditer(text[start:end]):
            yield (
                _whole_words(text, start + hit.start(), start + hit.end()),
                f"perhaps {slip.what}.",
            )


def _sources(post: Post) -> Iterator[Span]:
    """Where the opening lines of blocks say whom they quote."""
    for fence in post.fences:
        kind = KINDS.get(fence.name.lower())
        if kind and kind.bar == "source" and fence.bar:
            end = post.line_end(fence.line)
            start = post.source.body.rfind(fence.bar, 0, end)
            yield start, start + len(fence.bar)


def _unpaired(post: Post, text: str, row: Span) -> Iterator[tuple[Span, str]]:
    """In a line by itself each quotation closes where it opened."""
    opened: list[int] = []
    for mark in _QUOTE.finditer(text, *row) if post.dutch else ():
        if mark[0] != "”":
            opened.append(mark.start())
        elif opened:
            opened.pop()
        else:
            yield _whole_words(text, *mark.span()), _NOTHING_OPENS
    for at in opened:
        yield _whole_words(text, at, at + 1), _NOTHING_CLOSES


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
                yield _found(post, span, _NOTHING_OPENS)
        for at in opened[1:] if goes_on else opened:
            span = _whole_words(post.prose, at, at + 1)
            yield _found(post, span, _NOTHING_CLOSES)


def _found(post: Post, span: Span, message: str) -> Finding:
    return replace(post.finding(span, CODE, message, ADVICE), hint=True)


def _whole_words(text: str, start: int, end: int) -> Span:
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end
