"""Words of others, at a length for which a book may need permission."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dinobook.blog.finding import Finding
from dinobook.blog.phrase import words
from dinobook.blog.post import Post, Span

SONG: Final = "blog-007"
LONG: Final = "blog-008"
SONG_ADVICE: Final = "Ask the rights holder and name the source, or tell what the song says."
LONG_ADVICE: Final = "Name the source and ask for permission, or shorten it and tell the rest."

MANY_WORDS: Final = 100
MANY_LINES: Final = 4
SHORT_LINE: Final = 60
NEARBY: Final = 160

_OF_A_SONG: Final = words(
    r"(?:lied|liedje|song|songtekst|refrein|lyrics|zingt|zong|gezongen|spotify|strofe)|nummer van"
)
_OF_A_WORK: Final = re.compile(r"\buit:? [“„\"‘'*].+[”“\"’'*],? (?:van|door) ", re.IGNORECASE)
_OF_SOMEBODY: Final = re.compile(
    r"(?<!\w)[A-ZÀ-Þ][\w’-]+ (?:(?:van|de|den|der|Van|De|Den|Der) )*[A-ZÀ-Þ][\w’-]+"
)
_ANSWER: Final = re.compile(r"(?m)^[ >]*(?:\*\*)?[A-ZÀ-Þ][A-ZÀ-Þ .’-]{2,30}:(?:\*\*)?[ ]*[“„\"‘']")
_QUOTED_LINES: Final = re.compile(r"(?m)(?:^[ ]{0,3}>.*(?:\n|\Z))+")
_BREAK: Final = re.compile(r"(?:[ ]{2,}|\\)$")
_WORD: Final = re.compile(r"\w+")
_BLANK: Final = re.compile(r"[\s\ufffc]")
_OPENING: Final = ("“", "„", "«", "‘", '"', "'")
_FIRST_WORDS: Final = re.compile(r"[^\s>/\ufffc]\S*(?:[ ]+[^\s\\]+){0,5}")


@dataclass(frozen=True, slots=True)
class Quotation:
    """`lines` are those that the author broke; `credit` is what stands behind the bar."""

    span: Span
    text: str
    lines: tuple[str, ...]
    credit: str = ""


def songs(post: Post) -> Iterator[Finding]:
    message = "these seem to be lines of a song or poem."
    for quotation in _quotations(post):
        if _is_song(post, quotation):
            yield post.finding(_opening(post, quotation), SONG, message, SONG_ADVICE)


def long_quotations(post: Post) -> Iterator[Finding]:
    for quotation in _quotations(post):
        if _is_song(post, quotation):
            continue
        count = len(_WORD.findall(quotation.text))
        if count > MANY_WORDS:
            message = f"a quotation of {count} words begins here."
        elif _ANSWER.search(quotation.text):
            message = "an interview is quoted here."
        else:
            continue
        yield post.finding(_opening(post, quotation), LONG, message, LONG_ADVICE)


def _is_song(post: Post, quotation: Quotation) -> bool:
    credit = quotation.credit
    if _OF_A_WORK.search(credit) or _OF_A_SONG.search(credit):
        return True
    if _ANSWER.search(quotation.text):
        return False
    start, end = quotation.span
    text = post.source.plain
    if _OF_A_SONG.search(text[max(0, start - NEARBY) : start] + text[end : end + NEARBY]):
        return True
    broken = [line for line in quotation.lines if len(line) <= SHORT_LINE]
    # the lines of a `vers` that names nobody may well be the author's own
    somebody = _OF_SOMEBODY.search(credit) or text[start:end].lstrip().startswith(">")
    return len(broken) >= MANY_LINES and bool(somebody)


def _quotations(post: Post) -> Iterator[Quotation]:
    """Blocks that quote, lines with `>`, and paragraphs that stand whole in quotation marks."""
    text = post.source.plain
    for fence in post.fences:
        if fence.name.lower() in ("citaat", "vers", "motto"):
            start, end = post.inside(fence)
            inside = text[start:end]
            broken = _broken(inside) if fence.name.lower() == "citaat" else inside.split("\n")
            yield Quotation(
                (start, end), inside, tuple(line for line in broken if line.strip()), fence.bar
            )
    for match in _QUOTED_LINES.finditer(text):
        yield Quotation(match.span(), match.group(), _broken(match.group()))
    for start, end in post.blocks():
        if not _BLANK.sub("", post.own[start:end]) and text[start : start + 1] in _OPENING:
            yield Quotation((start, end), text[start:end], _broken(text[start:end]))


def _broken(text: str) -> tuple[str, ...]:
    """Lines that end where the author broke them, and the last one behind such a line."""
    rows = [row.lstrip("> ") for row in text.split("\n")]
    return tuple(
        row
        for index, row in enumerate(rows)
        if row.strip() and (_BREAK.search(row) or (index and _BREAK.search(rows[index - 1])))
    )


def _opening(post: Post, quotation: Quotation) -> Span:
    """Its first words: enough to find and to accept it."""
    start, end = quotation.span
    found = _FIRST_WORDS.search(post.source.plain, start, end)
    return found.span() if found else quotation.span
