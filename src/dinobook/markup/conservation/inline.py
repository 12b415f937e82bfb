"""A paragraph of Markdown as its reader sees it: what is mark-up is passed over.

A sign that may be mark-up or text (`*`, `~`) stays; it is no letter and parts no word. What is
shown elsewhere (a picture's description, a note inside the sentence) goes apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html.entities import html5
from typing import Final

PASSED_LINE: Final = "\x1f"
"""Stands for the end of a line inside mark-up, which parts no words."""
_SEAM: Final = "\x01"
"""Stands for what may be mark-up or text: the letters around it are one word, or two."""
_STOP: Final = re.compile(r"\\[^\w\s<&]|`+|<|&|!\[(?!\^)|\^\[|\[\^|\[\[|\]|\{|\$|%%")
_ENTITY: Final = re.compile(r"&(#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]*);")
# older names, which some readers know without their semicolon: whatever is shown, it is not counted
_BARE_ENTITY: Final = re.compile(
    r"&(?:" + "|".join(sorted((one for one in html5 if not one.endswith(";")), reverse=True)) + ")"
)
_ADDRESS: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*|[^\s@<>]+@[^\s@<>]+)>")
_TAG: Final = re.compile(
    r"</?(?P<name>[A-Za-z][\w:-]*)(?:[\s/](?:\"[^\"]*\"|'[^']*'|[^<>\"'])*|[\s/][^<>]*)?>"
    r"|<!--.*?-->|<[!?][^>]*>",
    re.DOTALL,
)
_INLINE_NAMES: Final = (
    "a abbr b bdi bdo cite code del dfn em i img ins kbd mark math q s samp small span strong sub "
    "sup time u var wbr"
)
_INLINE_TAGS: Final = frozenset(_INLINE_NAMES.split())
_CALL: Final = re.compile(r"\[\^[^\]\n]*\]")
_LABEL: Final = re.compile(r"[ \n]?\[([^\[\]]*)\]")
_TITLE: Final = re.compile(r"\s(?P<mark>[\"'])(?P<title>.*)(?P=mark)\s*$", re.DOTALL)
_BRACES: Final = re.compile(r"\{[^{}\n]*\}")
_ATTRIBUTES: Final = re.compile(r"\{:?[ ]*(?:[#.][\w-]|[\w-]+[ ]*=|[%{])")
_ENDS_MARK_UP: Final = ")]>}`*_~^="
_LINE_END: Final = re.compile(r"[ \t#]*(?:\n|$)")
_FORMULA: Final = re.compile(r"\$\$.+?\$\$|\$(?=[^\s$])[^$]*?[^\s$]\$(?![\w$])", re.DOTALL)
_COMMENT: Final = re.compile(r"%%.*?%%", re.DOTALL)
_BRACKET: Final = re.compile(r"\\.|[\[\]]", re.DOTALL)
_PAREN: Final = re.compile(r"\\.|[()]|<[^<>\n]*>|\"[^\"]*\"(?=\s*\))", re.DOTALL)


def label_key(label: str) -> str:
    """How labels of references are told apart: without case, white space folded."""
    return " ".join(label.split()).casefold()


@dataclass(slots=True)
class Shown:
    """A paragraph as shown: its text, with as many lines as it has, and what stands elsewhere.

    `apart` are texts with their lines in the paragraph; `passed` is the mark-up.
    """

    text: str
    apart: list[tuple[str, int]]
    passed: list[str]


def read_paragraph(text: str, labels: frozenset[str], *, raw: bool = False) -> Shown:
    """Read a paragraph; `labels` are the references that the chapter defines.

    With `raw` it may be code or HTML, in which signs of Markdown stand for themselves.
    """
    seam = _SEAM if raw else ""
    first = _Reader(text, labels, seam)
    whole = Shown(first.read(), first.apart, first.passed)
    waiting = [(piece, line) for piece, line in first.inner]
    while waiting:  # a description in a description in a description: without recursion
        piece, line = waiting.pop()
        reader = _Reader(piece, labels, seam)
        whole.apart.append((reader.read(), line))
        whole.apart += [(apart, line + below) for apart, below in reader.apart]
        whole.passed += reader.passed
        waiting += [(inner, line + below) for inner, below in reader.inner]
    return whole


class _Reader:
    """Reads a paragraph, or a piece of one. `inner` gets the pieces that are shown elsewhere."""

    def __init__(self, text: str, labels: frozenset[str], seam: str) -> None:
        self.text = text
        self.seam = seam
        self.labels = labels
        self.inner: list[tuple[str, int]] = []
        self.apart: list[tuple[str, int]] = []
        self.passed: list[str] = []
        self.shown: list[str] = []
        self._closing = _matched(text)

    def read(self) -> str:
        """The text as shown, with as many lines as it has."""
        at = 0
        while stop := _STOP.search(self.text, at):
            self.shown.append(self.text[at : stop.start()])
            sign = stop.group()
            rule = _RULES.get(sign[:2]) or _RULES.get(sign[0])
            at = (rule or _as_typed)(self, stop)
        self.shown.append(self.text[at:])
        return "".join(self.shown)

    def skip(self, start: int, end: int, gap: str = "") -> int:
        """Pass over mark-up; ends of lines in it are kept, so that lines can be counted."""
        self.shown.append((gap or self.seam) + self.text.count("\n", start, end) * PASSED_LINE)
        self.passed.append(self.text[start:end])
        return end

    def put_apart(self, text: str, at: int) -> None:
        self.apart.append((text, self.text.count("\n", 0, at)))

    def read_apart(self, start: int, end: int) -> None:
        """A piece that is shown elsewhere, to be read by itself."""
        self.inner.append((self.text[start:end], self.text.count("\n", 0, start)))

    def closing(self, at: int) -> int:
        """Where the bracket that opened before `at` closes; -1 when it does not."""
        return self._closing.get(at, -1)


def _matched(text: str) -> dict[int, int]:
    """Where each square bracket closes, by the place behind the one that opens it."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text) if "[" in text else ():
        if bracket.group() == "[":
            opened.append(bracket.end())
        elif bracket.group() == "]" and opened:
            found[opened.pop()] = bracket.start()
    return found


def _closing(pattern: re.Pattern[str], text: str, at: int) -> int:
    depth = 1
    for found in pattern.finditer(text, at):
        if found.group() in "([":
            depth += 1
        elif found.group() in ")]":
            depth -= 1
            if not depth:
                return found.start()
    return -1


def begins_html(text: str) -> bool:
    """Whether the text begins with a tag that is none of a line of text."""
    tag = _TAG.match(text.lstrip())
    name = (tag["name"] or "").lower() if tag else ""
    return name.isalnum() and name not in _INLINE_TAGS


def _as_typed(reader: _Reader, stop: re.Match[str]) -> int:
    reader.shown.append(stop.group())
    return stop.end()


def _escaped(reader: _Reader, stop: re.Match[str]) -> int:
    reader.shown.append(stop.group()[1])
    return stop.end()


def _code(reader: _Reader, stop: re.Match[str]) -> int:
    """Code is shown as it is, up to the next run of as many backticks."""
    ticks = stop.group()
    close = re.compile(f"(?<!`){ticks}(?!`)").search(reader.text, stop.end())
    if close is None:
        return _as_typed(reader, stop)
    reader.shown.append(reader.text[stop.end() : close.start()])
    return close.end()


def _angle(reader: _Reader, stop: re.Match[str]) -> int:
    if address := _ADDRESS.match(reader.text, stop.start()):
        reader.shown.append(address.group(1))
        return address.end()
    tag = _TAG.match(reader.text, stop.start())
    if tag is None:
        return _as_typed(reader, stop)
    inline = tag["name"] is None or tag["name"].lower() in _INLINE_TAGS
    return reader.skip(tag.start(), tag.end(), "" if inline else " ")


def _entity(reader: _Reader, stop: re.Match[str]) -> int:
    found = _ENTITY.match(reader.text, stop.start())
    if found is None:
        bare = _BARE_ENTITY.match(reader.text, stop.start())
        return reader.skip(bare.start(), bare.end(), " ") if bare else _as_typed(reader, stop)
    reader.shown.append(character(found))
    return found.end()


def character(found: re.Match[str]) -> str:
    """What an entity stands for; as typed when no such character exists."""
    name = found.group(1)
    if not name.startswith("#"):
        return html5.get(name + ";", found.group())
    number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return chr(number) if 31 < number < 0xD800 or 0xDFFF < number < 0x110000 else " "


def _picture(reader: _Reader, stop: re.Match[str]) -> int:
    """`![description](…)`, and `![[file.png]]` of other programs, which shows nothing here."""
    close = reader.closing(stop.end())
    if close < 0:
        return _as_typed(reader, stop)
    if not reader.text.startswith("[", stop.end()):
        reader.read_apart(stop.end(), close)
    end = _after_bracket(reader, close)
    return reader.skip(stop.start(), end)


def _note(reader: _Reader, stop: re.Match[str]) -> int:
    """`^[words]`: they are words, but not of this sentence."""
    close = reader.closing(stop.end())
    if close < 0:
        return _as_typed(reader, stop)
    reader.read_apart(stop.end(), close)
    return reader.skip(stop.start(), close + 1)


def _call(reader: _Reader, stop: re.Match[str]) -> int:
    found = _CALL.match(reader.text, stop.start())
    return reader.skip(found.start(), found.end()) if found else _as_typed(reader, stop)


def _wiki(reader: _Reader, stop: re.Match[str]) -> int:
    """`[[page|words]]`: the page's name is shown only where there are no words."""
    close = reader.text.find("]]", stop.end())
    bar = reader.text.find("|", stop.end(), max(close, 0))
    if bar < 0 or "\n" in reader.text[stop.end() : bar]:
        return _as_typed(reader, stop)
    return reader.skip(stop.start(), bar + 1)


def _bracket(reader: _Reader, stop: re.Match[str]) -> int:
    return reader.skip(stop.start(), _after_bracket(reader, stop.start()))


def _after_bracket(reader: _Reader, close: int) -> int:
    """Where what belongs to a closing bracket ends: an address, or the label of a reference."""
    text, at = reader.text, close + 1
    if text.startswith("(", at):
        end = _closing(_PAREN, text, at + 1)
        end = end if end >= 0 else text.find(")", at)
        if end < 0:
            return at
        if title := _TITLE.search(text[at + 1 : end]):
            plain = _ENTITY.sub(character, title["title"])
            reader.put_apart(plain, close)
        return end + 1
    label = _LABEL.match(text, at)
    if label and (not label.group(1).strip() or label_key(label.group(1)) in reader.labels):
        return label.end()
    return at


def _braces(reader: _Reader, stop: re.Match[str]) -> int:
    """Attributes: behind mark-up; behind a space at the end of a line, or by their look."""
    text, start = reader.text, stop.start()
    found = _BRACES.match(text, start)
    before = text[start - 1] if start else " "
    if found is None or not (before.isspace() or before in _ENDS_MARK_UP):
        return _as_typed(reader, stop)
    ends = _LINE_END.match(text, found.end()) is not None
    if before in _ENDS_MARK_UP or ends or _ATTRIBUTES.match(text, start):
        return reader.skip(start, found.end())
    return _as_typed(reader, stop)


def _dollar(reader: _Reader, stop: re.Match[str]) -> int:
    found = _FORMULA.match(reader.text, stop.start())
    return reader.skip(found.start(), found.end(), " ") if found else _as_typed(reader, stop)


def _percent(reader: _Reader, stop: re.Match[str]) -> int:
    found = _COMMENT.match(reader.text, stop.start())
    return reader.skip(found.start(), found.end(), " ") if found else _as_typed(reader, stop)


_RULES: Final[dict[str, Callable[[_Reader, re.Match[str]], int]]] = {
    "\\": _escaped,
    "`": _code,
    "<": _angle,
    "&": _entity,
    "![": _picture,
    "^[": _note,
    "[^": _call,
    "[[": _wiki,
    "]": _bracket,
    "{": _braces,
    "$": _dollar,
    "%%": _percent,
}
