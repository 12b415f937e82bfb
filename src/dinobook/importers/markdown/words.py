"""The words that a reader of a post sees, told apart from how the import changes a post.

A post and the chapter made of it must have the same ones in the same order. Only where code stands
is taken from the book's own reader; tags, links, pictures and boxes are told here once more.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

from dinobook.importers.markdown.tags import HTML_NAMES
from dinobook.markup.source import read_source

_WORD: Final = re.compile(r"[^\W_]+|[\u2190-\u2bff\U0001f000-\U0001faff]")
_AWAY: Final = re.compile("\x00(\\d+)\x00")
_HIDDEN: Final = re.compile("\x01+")
_VALUE: Final = r"\s*=\s*(?:\"(?P<{0}1>[^\"]*)\"|'(?P<{0}2>[^']*)'|(?P<{0}3>[^\s\"'=<>`]+))"
_ATTRIBUTES: Final = r"(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>"
_SHORTCODE: Final = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_SCRIPT: Final = re.compile(
    rf"(?<!\\)<(script|style){_ATTRIBUTES}.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_FILM: Final = re.compile(
    rf"(?<!\\)<(?:(?P<name>iframe|video|audio|object)(?P<has>{_ATTRIBUTES})"
    rf"(?P<inside>.*?)</(?P=name)\s*>|embed(?P<alone>{_ATTRIBUTES}))",
    re.DOTALL | re.IGNORECASE,
)
_TAG: Final = re.compile(
    rf"(?<!\\)(?<!\]\()(?:<|&lt;)/?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<has>{_ATTRIBUTES})"
)
_ALT: Final = re.compile(r"\balt" + _VALUE.format("a"), re.IGNORECASE)
_TITLE: Final = re.compile(r"\btitle" + _VALUE.format("t"), re.IGNORECASE)
_LEADS: Final = re.compile(r"\b(?:src|data)" + _VALUE.format("s"), re.IGNORECASE)
_ADDRESS: Final = re.compile(
    r"\]\(\s*(?:<[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)"
    r"(?P<title>\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_DEFINED: Final = re.compile(r"(?m)^ {0,3}\[(?!\^)[^\[\]]+\]:[ \t]*\S+[^\n]*")
_LABEL: Final = re.compile(r"(?<=\])\[[^\[\]\n]*\](?![(:])")
_MARKS: Final = re.compile(r"\{title=\"([^\"]*)\"\}|\{[#.:][^{}\n]*\}")
_BOX: Final = re.compile(r"(?m)^/{3,} beeld-ontbreekt[^\n]*$")


def words_of(body: str) -> list[str]:
    """The words in order, those of code among them."""
    away: list[str] = []
    text = _with_code_away(body, away)
    text = _SHORTCODE.sub(lambda found: _put_away(found[0], away), text)
    text = _SCRIPT.sub("", text)
    text = _FILM.sub(_film, text)
    text = _ADDRESS.sub(lambda found: f"] {found['title'] or ''} ", text)
    text = _LABEL.sub(" ", _DEFINED.sub(" ", _BOX.sub(" ", text)))
    text = _MARKS.sub(lambda found: f" {found[1] or ''} ", text)
    text = html.unescape(_TAG.sub(_tag, text))
    return _words(_back(text, away))


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


def _film(found: re.Match[str]) -> str:
    """A film is called by its title and what stands in it, or else by its address."""
    has = found["has"] or found["alone"]
    said = f"{_value(_TITLE, has)} {found['inside'] or ''}"
    inner = _LEADS.search(found["inside"] or "")
    leads = _value(_LEADS, has) or (_value(_LEADS, inner[0]) if inner else "")
    return said if _TAG.sub(_tag, said).strip() or not leads else f" {leads} "


def _tag(found: re.Match[str]) -> str:
    """A tag says its title, and a picture what it shows; what is no tag of HTML is words."""
    name = found["name"].lower()
    if name not in HTML_NAMES:
        return found[0]
    alt = _value(_ALT, found["has"]) if name == "img" else ""
    said = f"{alt} {_value(_TITLE, found['has'])}".strip()
    return f" {said} " if said else ""


def _value(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return next((one for one in found.groups() if one is not None), "") if found else ""


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text))
