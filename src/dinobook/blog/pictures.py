"""Pictures that the text points at and that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dinobook.blog.finding import Finding
from dinobook.blog.phrase import Phrase, find_phrases
from dinobook.blog.post import Post

CODE: Final = "blog-009"
ADVICE: Final = "Put the picture beside these words, or point at it otherwise."
NEAR_BLOCKS: Final = 3

_PICTURE: Final = (
    r"(?:foto(?:’s|'s)?|afbeelding(?:en)?|plaatje|schermafbeelding(?:en)?|screenshots?|tekening(?:en)?"
    r"|grafiek(?:en)?|illustraties?|cartoons?|infographic|prent(?:en)?|schema)"
)
_WHERE: Final = r"(?:hieronder|hierboven|hiernaast|hierbij)"
PHRASES: Final = (
    Phrase(rf"(?:zie|bekijk|kijk naar|op) (?:de |het |deze |dit )?{_PICTURE} {_WHERE}"),
    Phrase(rf"{_PICTURE} {_WHERE}"),
    Phrase(rf"(?:onder|boven|neven|bij)staande? {_PICTURE}|bijgaande? {_PICTURE}"),
    Phrase(rf"zie (?:de )?{_PICTURE}(?= ?[.,;:)!])"),
    Phrase(rf"{_WHERE} (?:zie je|ziet u|zie jij|zien we) (?:de|een|het) {_PICTURE}"),
)
_SHOWN: Final = re.compile(r"!\[|<img\b|^[ >]*/{3,}[ ]*(?:beeld-ontbreekt|figuur)\b", re.MULTILINE)


def pictures(post: Post) -> Iterator[Finding]:
    for fence in post.fences:
        if fence.name.lower() == "beeld-ontbreekt" and fence.bar:
            yield _not_there_yet(post, fence.line, fence.bar)
    blocks = [post.source.plain[start:end] for start, end in _paragraphs(post)]
    message = "no picture is near."
    for found in find_phrases(post, PHRASES, CODE, message, ADVICE):
        here = post.source.plain.count("\n\n", 0, found.start - post.offset)
        near = blocks[max(here - NEAR_BLOCKS, 0) : here + NEAR_BLOCKS + 1]
        if not any(_SHOWN.search(block) for block in near):
            yield found


def _paragraphs(post: Post) -> Iterator[tuple[int, int]]:
    """Cut at each blank line, so that the number of blank lines above is the number of one."""
    text = post.source.plain
    ends = [match.start() for match in re.finditer(r"\n\n", text)]
    return zip([0, *ends], [*ends, len(text)], strict=True)


def _not_there_yet(post: Post, line: int, name: str) -> Finding:
    end = post.line_end(line)
    start = post.source.body.rfind(name, 0, end)
    where = post.meta.source
    advice = f"Look for it in {where}" if where else "Look for it where the post was published"
    return post.finding(
        (start, start + len(name)),
        CODE,
        "this picture of the post is still missing.",
        f"{advice}; or delete the block.",
    )
