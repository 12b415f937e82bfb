"""How blocks of one line, code and raw HTML begin (CommonMark 4.1 to 4.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

HEADING: Final = re.compile(r"(#{1,6})(?:[ \t]+(.*))?$")
_CLOSING: Final = re.compile(r"(?:^|[ \t])#+[ \t]*$")
UNDERLINE: Final = re.compile(r"(=+|-+)[ \t]*$")
RULE: Final = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
CODE: Final = re.compile(r"(?:(`{3,})([^`]*)|(~{3,})(.*))$")
_SLASHES: Final = re.compile(r"(/{3,})[ \t]*(.*)$")
NOTE: Final = re.compile(r"\[\^([^\]\n]*)\]:[ \t]*")
MEANING: Final = re.compile(r":(?=[ \t])")
ABBREVIATION: Final = re.compile(r"\*\[([^\]\\]+)\][ ]?:[ \t]*(\S.*)$")
FORMULA: Final = "$$"
COMMENT_END: Final = "-->"

_HTML: Final = (
    (re.compile(r"<(?:pre|script|style|textarea)(?=[\s>]|$)", re.IGNORECASE), "</"),
    (re.compile(r"<!--"), COMMENT_END),
    (re.compile(r"<\?"), "?>"),
    (re.compile(r"<!\[CDATA\["), "]]>"),
    (re.compile(r"<![A-Za-z]"), ">"),
)
_RAW_END: Final = re.compile(r"</(?:pre|script|style|textarea)>", re.IGNORECASE)
_BLOCK_TAG: Final = re.compile(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd"
    r"|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]"
    r"|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup"
    r"|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)"
    r"(?=[\s/>]|$)",
    re.IGNORECASE,
)
_MARKDOWN_TAG: Final = re.compile(
    r"<([A-Za-z][A-Za-z0-9]*)\s[^<>]*?\bmarkdown(?=[\s=>])[^<>]*>(?!.*</\1>)", re.IGNORECASE
)


def heading_text(found: re.Match[str]) -> str:
    """The text of a heading, without the signs that may close it."""
    return _CLOSING.sub("", (found.group(2) or "").strip(" \t")).strip(" \t")


@dataclass(frozen=True, slots=True)
class Slashes:
    """A line that opens a block of the author's; without a name, one that closes it."""

    count: int
    name: str
    bar: str


def slashes_of(bare: str) -> Slashes | None:
    found = _SLASHES.match(bare)
    if found is None:
        return None
    name, _, bar = (part.strip(" \t") for part in found.group(2).partition("|"))
    if (not name and found.group(2).strip(" \t")) or name.startswith("/"):
        return None
    return Slashes(len(found.group(1)), name, bar)


def html_end(bare: str) -> str | None:
    """What ends the block of HTML that begins here: "" for a blank line; None: none begins."""
    for start, end in _HTML:
        if start.match(bare):
            return end
    return "" if _BLOCK_TAG.match(bare) else None


def ends_html(row: str, end: str) -> bool:
    """Whether this row is the last one of a block that ends with `end`."""
    return bool(_RAW_END.search(row)) if end == "</" else bool(end) and end in row


def opens_markdown(row: str) -> bool:
    """Whether a tag asks for Markdown on the lines below it: `<div markdown="1">`."""
    return bool(_MARKDOWN_TAG.match(row))
