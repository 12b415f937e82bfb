"""Links whose words mean nothing where nobody can touch them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dinobook.blog.embeds import embeds
from dinobook.blog.finding import Finding
from dinobook.blog.post import Post, Span
from dinobook.markup.foreign.shortcodes import SHORTCODE
from dinobook.markup.lines import NOTE_DEFINITION

CODE: Final = "blog-010"
ADVICE: Final = "Name what is there (“het verslag van de ombudsman”), with its address in a note."

EMPTY_WORDS: Final = frozenset(
    {
        "hier", "hier en hier", "hierzo", "klik hier", "klik", "deze link", "deze", "dit", "die",
        "via deze link", "link", "de link", "linkje", "daar", "ginder", "meer", "lees meer",
        "lees hier", "lees verder", "lees hier meer", "meer lezen", "meer info", "meer informatie",
        "meer weten", "zie hier", "hiervan", "hierover", "deze pagina", "deze site", "deze website",
        "website", "site", "bron", "info", "here", "click here", "read more", "this", "link here",
    }
)  # fmt: skip

_LINK: Final = re.compile(
    r"(?<![!\\])\[(?!\^)((?:[^\[\]\n]|\n(?!\n))*)\](?:\([^)\n]*\)|\[[^\]\n]*\])"
)
_ADDRESS: Final = re.compile(
    r"(?<![\w/(\"'=\[<])<?((?:https?://|www\.)[^\s<>()\[\]\"]*[^\s<>()\[\]\".,;:!?’”])"
)
_BRACKET_OR_END: Final = re.compile(r"\\.|[\[\]]|\n[ \t]*(?:\n|\Z)")
_MARKS: Final = re.compile(r"[*_~=^`]+")


def links(post: Post) -> Iterator[Finding]:
    text = post.source.plain
    taken = [(match.start(), match.end()) for match in _LINK.finditer(text)]
    taken += [(embed.start - post.offset, embed.end - post.offset) for embed in embeds(post)]
    taken += [match.span() for match in SHORTCODE.finditer(text)]
    taken += _inline_notes(text)
    for match in _LINK.finditer(text):
        shown = " ".join(_MARKS.sub("", match.group(1)).split()).strip("»›→>….:! ()")
        if shown.casefold() in EMPTY_WORDS:
            yield post.finding(match.span(1), CODE, "on paper this link says nothing.", ADVICE)
        elif _ADDRESS.fullmatch(shown):
            yield post.finding(match.span(1), CODE, "a bare address stands in the text.", ADVICE)
    for match in _ADDRESS.finditer(text):
        start, end = match.span(1)
        if not _names_address(text, start) and not any(a < end and start < b for a, b in taken):
            yield post.finding((start, end), CODE, "a bare address stands in the text.", ADVICE)


def _names_address(text: str, at: int) -> bool:
    """Whether this is the first line of a note or names an address: the right place for one."""
    row = text[text.rfind("\n", 0, at) + 1 : at]
    return NOTE_DEFINITION.match(row) is not None or re.match(r"[ >]*\[[^\]]+\]:", row) is not None


def _inline_notes(text: str) -> Iterator[Span]:
    """Notes `^[…]` with the brackets in them; one that its paragraph does not close is none."""
    at = 0
    while (start := text.find("^[", at)) >= 0:
        at = start + 2
        depth = 1
        for sign in _BRACKET_OR_END.finditer(text, at):
            if sign[0] not in ("[", "]"):
                if sign[0][0] == "\\":
                    continue
                break
            depth += 1 if sign[0] == "[" else -1
            if not depth:
                at = sign.end()
                yield start, at
                break
