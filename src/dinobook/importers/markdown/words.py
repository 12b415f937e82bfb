"""The words that a reader of a post sees, told apart from how the import changes a post.

A post and the chapter made of it must have the same ones in the same order. Only where code stands
is taken from the book's own reader; tags, links, pictures and boxes are told here once more.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from typing import Final

from dinobook.importers.markdown.post_text import SHORTCODE
from dinobook.importers.markdown.tags import HTML_NAMES
from dinobook.markup.source import read_source

_NO_WORD: Final = re.compile(r"[^\w\s\u2190-\u2bff\U0001f000-\U0001faff]|_")
_AWAY: Final = re.compile("\x00(\\d+)\x00")
_HIDDEN: Final = re.compile("\x01+")
_VALUE: Final = r"\s*=\s*(?:\"(?P<{0}1>[^\"]*)\"|'(?P<{0}2>[^']*)'|(?P<{0}3>[^\s\"'=<>`]+))"
_SPACE: Final = r"(?:[^\S\n]|\n(?![ \t]*\n))"
_ATTRIBUTES: Final = (
    rf"(?:{_SPACE}+(?:(?!&lt;)[^\s\"'<>/=])+(?:{_SPACE}*={_SPACE}*"
    rf"(?:\"[^\"]*\"|'[^']*'|(?:(?!&lt;)[^\s\"'=<>`])+))?)*{_SPACE}*/?>"
)
_SCRIPT: Final = re.compile(
    rf"(?<!\\)<(script|style){_ATTRIBUTES}.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_FILM: Final = re.compile(
    rf"(?<!\\)<(?:(?P<name>iframe|video|audio|object)(?P<has>{_ATTRIBUTES})"
    rf"(?:(?P<inside>(?:(?!<(?P=name)\b).)*?)</(?P=name)\s*>)?|embed(?P<alone>{_ATTRIBUTES}))",
    re.DOTALL | re.IGNORECASE,
)
"""One that nothing closes is as far as its tag; what stands behind it is text."""
_DRAWING: Final = re.compile(
    rf"(?<!\\)<svg(?P<has>{_ATTRIBUTES})(?P<inside>(?:(?!<svg\b).)*?)</svg\s*>",
    re.DOTALL | re.IGNORECASE,
)
_NAMED: Final = re.compile(r"<title[^<>]*>([^<]*)</title>")
_LABELLED: Final = re.compile(r"\baria-label" + _VALUE.format("l"), re.IGNORECASE)
_TAG: Final = re.compile(
    rf"(?<!\\)(?<!\]\()(?:<|&lt;)/?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<has>{_ATTRIBUTES})"
)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_ALT: Final = re.compile(r"(?<![\w-])alt" + _VALUE.format("a"), re.IGNORECASE)
_TITLE: Final = re.compile(r"(?<![\w-])title" + _VALUE.format("t"), re.IGNORECASE)
_LEADS: Final = re.compile(r"(?<![\w-])(?:src|data)" + _VALUE.format("s"), re.IGNORECASE)
_ADDRESS: Final = re.compile(
    r"\]\(\s*(?:<[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)"
    r"(?P<title>\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_DEFINED: Final = re.compile(r"(?m)^ {0,3}\[(?P<label>(?!\^)[^\[\]]+)\]:[ \t]*\S+[^\n]*")
_LABEL: Final = re.compile(r"(?<=\])\[([^\[\]\n]*)\](?![(:])")
_NOTE: Final = re.compile(r"(?m)^ {0,3}\[\^([^\]\n]+)\]:")
_CALL: Final = re.compile(r"(?<!\\)\[\^([^\]\n]+)\](?!:)")
_MARKS: Final = re.compile(r"\{title=\"([^\"]*)\"[^{}\n]*\}|\{[#.:][^{}\n]*\}")
_ID: Final = re.compile(
    r"(?m)^([ \t>]*/{3,}[ \t]*\w[^\n]*\n(?:[ \t>]*[^\s:>]+:[ ]+[^\n]*\n)*?[ \t>]*id:[ ]+)\S+"
)
"""A block is called by it, and shows none of it."""
_BOX: Final = re.compile(r"(?m)^/{3,} beeld-ontbreekt[^\n]*$")


def words_of(body: str) -> list[str]:
    """The words in order, those of code among them.

    A word ends where white space stands: `[blog](/weg)s` is one, before and behind the import.
    """
    away: list[str] = []
    text = _with_code_away(body, away)
    text = SHORTCODE.sub(lambda found: _put_away(found[0], away), text)
    text = _SCRIPT.sub("", _DRAWING.sub(_drawing, text))
    text = _FILM.sub(lambda found: _film(found, away), text)
    text = _without_labels(_ID.sub(r"\1", text))
    text = _ADDRESS.sub(lambda found: f"]{_apart(found['title'])}", text)
    text = _MARKS.sub(lambda found: _apart(found[1]), _BOX.sub(" ", text))
    text = html.unescape(_TAG.sub(_tag, text))
    return _words(_back(text, away))


def row_of_word(body: str, index: int) -> int:
    """The row (from 0) of the word with this index, or the last one."""
    rows = body.split("\n")
    at = bisect_right(
        range(1, len(rows)), index, key=lambda end: len(words_of("\n".join(rows[:end])))
    )
    return min(at, len(rows) - 1)


def _without_labels(text: str) -> str:
    """Without what links and notes are called by; what is defined nowhere is printed."""
    labels = {_folded(found["label"]) for found in _DEFINED.finditer(text)}
    notes = {found[1] for found in _NOTE.finditer(text)}
    text = _CALL.sub(lambda found: "" if found[1] in notes else found[0], text)
    text = _LABEL.sub(
        lambda found: "" if not found[1] or _folded(found[1]) in labels else found[0], text
    )
    return _DEFINED.sub(" ", text)


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _apart(said: str | None) -> str:
    return f" {said} " if said else ""


def _with_code_away(body: str, away: list[str]) -> str:
    """The text with what is code, formula or comment in another place, letter by letter."""
    plain = read_source("", body, 1).plain
    pairs = zip(body, plain, strict=True)
    marked = "".join(seen if written == seen else "\x01" for written, seen in pairs)
    return _HIDDEN.sub(lambda found: _put_away(body[slice(*found.span())], away), marked)


def _put_away(text: str, away: list[str]) -> str:
    away.append(text)
    return f"\x00{len(away) - 1}\x00"


def _back(text: str, away: list[str]) -> str:
    while _AWAY.search(text):
        text = _AWAY.sub(lambda found: away[int(found[1])], text)
    return text


def _film(found: re.Match[str], away: list[str]) -> str:
    """A film is called by its title and what stands in it, or else by its address."""
    has = found["has"] or found["alone"]
    inside = _COMMENT.sub("", _back(found["inside"] or "", away))
    said = f"{_value(_TITLE, has)} {_TAG.sub(lambda tag: f' {_tag(tag)} ', inside)}".strip()
    inner = _LEADS.search(inside)
    leads = _value(_LEADS, has) or (_value(_LEADS, inner[0]) if inner else "")
    return said or (f"https:{leads}" if leads.startswith("//") else leads)


def _drawing(found: re.Match[str]) -> str:
    """What stands in a drawing goes with it; the text has its title."""
    named = _NAMED.search(found["inside"])
    return named[1].strip() if named else _value(_LABELLED, found["has"])


def _tag(found: re.Match[str]) -> str:
    """A tag says its title, and a picture what it shows; what is no tag of HTML is words."""
    name = found["name"].lower()
    if name not in HTML_NAMES:
        return found[0]
    alt = _value(_ALT, found["has"]) if name == "img" else ""
    return f"{alt}{_apart(_value(_TITLE, found['has']))}"


def _value(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return next((group for group in found.groups() if group is not None), "") if found else ""


def _words(text: str) -> list[str]:
    return _NO_WORD.sub("", unicodedata.normalize("NFC", text)).split()
