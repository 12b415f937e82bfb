"""What stands in a BibTeX or BibLaTeX file, as typed: keys, lines, fields.

Pandoc makes sources of the file. This reading is another one, so that what a source says can be
compared with what is printed. It refuses nothing: of an entry that it cannot follow it has fewer
fields.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_BEGIN: Final = re.compile(r"@\s*(\w+)\s*([{(])\s*", re.ASCII)
_KEY: Final = re.compile(r"[^\s,{}]+")
_NAME: Final = re.compile(r"([^\s=,{}()\"#%]+)\s*=\s*")
_BETWEEN: Final = re.compile(r"(?:[\s,]|%[^\n]*)*")
_JOIN: Final = re.compile(r"\s*#\s*")
_BARE: Final = re.compile(r"[^\s,#{}()\"%]+")
_STOPS: Final = re.compile(r"\\.|[{}\"]", re.DOTALL)
_NO_SOURCES: Final = frozenset({"comment", "preamble", "string"})
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_PERCENT: Final = re.compile(r"(?<!\\)((?:\\\\)*)%")
_BOX: Final = re.compile(r"\\(?:mbox|hbox|nocase|textls|textsw|so|acro|noun|NoCaseChange)(?=\s*\{)")
"""Commands whose words Pandoc drops with them; without the command, the braces keep them."""

_SIGNS: Final = {
    "texteuro": "€",
    "euro": "€",
    "textellipsis": "…",
    "textemdash": "—",
    "textendash": "–",
    "textperiodcentered": "·",
    "texttrademark": "™",
    "textbar": "|",
    "textpm": "±",
    "texttimes": "×",
    "textdiv": "÷",
    "textexclamdown": "¡",
    "textquestiondown": "¿",
    "textordfeminine": "ª",
    "textordmasculine": "º",
    "textcent": "¢",
    "textnumero": "№",
    "textperthousand": "‰",
    "nobreakspace": "~",
}
"""Signs that Pandoc does not know by these names."""

_SIGN: Final = re.compile(rf"\\({'|'.join(_SIGNS)})(?![A-Za-z])(?:\s*\{{\}}|[ ])?")
DOLLAR: Final = "\ue004"
"""Stands for a $ that begins no formula, while Pandoc reads the list."""

_PRICE: Final = re.compile(r"(?<=\d)\$(?=[\s.,;:)]|$)")
_TYPED_DOLLAR: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\\$")
_DOLLAR: Final = re.compile(r"(?<!\\)((?:\\\\)*)\$")
_AS_TYPED: Final = frozenset({"url", "doi", "isbn", "issn", "eprint", "file"})
"""Fields that Pandoc does not read as LaTeX."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One source as typed. `line` is that of its key; names of fields are in small letters."""

    kind: str
    key: str
    line: int
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Value:
    """The text of a value, and where its pieces stand in the file."""

    text: str
    spans: tuple[tuple[int, int], ...]
    end: int


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    value: _Value


@dataclass(frozen=True, slots=True)
class _Block:
    kind: str
    key: str
    start: int
    fields: tuple[_Field, ...]


def typed_sources(text: str) -> list[Typed]:
    """Every source of the file, in its order."""
    starts = [found.end() for found in re.finditer("\n", text)]
    return [
        Typed(
            block.kind,
            block.key,
            bisect_right(starts, block.start) + 1,
            {field.name: field.value.text for field in reversed(block.fields)},
        )
        for block in _blocks(text)
        if block.key
    ]


def with_plain_values(text: str) -> str:
    """The file with values that lose no word when they are read as LaTeX.

    Each % gets a backslash, since LaTeX would skip the rest, and so does a $ that no other one
    closes. Every line keeps its number.
    """
    spans = [
        span
        for block in _blocks(text)
        for field in block.fields
        if field.name not in _AS_TYPED
        for span in field.value.spans
    ]
    pieces, done = [], 0
    for start, end in spans:
        pieces += [text[done:start], _plain_value(text[start:end])]
        done = end
    return "".join([*pieces, text[done:]])


def _plain_value(text: str) -> str:
    text = _BOX.sub("", _PERCENT.sub(r"\1\\%", text))
    text = _SIGN.sub(lambda found: _SIGNS[found[1]], text)
    if _PRICE.match(text, text.find("$")):
        text = _PRICE.sub(DOLLAR, text)
    text = _TYPED_DOLLAR.sub(rf"\1{DOLLAR}", text)
    odd = len(_DOLLAR.findall(text)) % 2
    return _DOLLAR.sub(rf"\1{DOLLAR}", text) if odd else text


def _blocks(text: str) -> Iterator[_Block]:
    strings = dict(zip(_MONTHS, _MONTHS, strict=True))
    ends = _ends(text)
    at = 0
    while found := _BEGIN.search(text, at):
        kind, at = found[1].lower(), found.end()
        if kind == "comment":
            continue
        key = _KEY.match(text, at) if kind not in _NO_SOURCES else None
        start = at
        at = key.end() if key else at
        fields = []
        while field := _field(text, at, strings, ends):
            fields.append(field)
            at = field.value.end
        if kind == "string":
            strings |= {field.name: field.value.text for field in fields}
        yield _Block(kind, key.group() if key else "", start, tuple(fields))


def _field(
    text: str, at: int, strings: Mapping[str, str], ends: Mapping[int, int]
) -> _Field | None:
    between = _BETWEEN.match(text, at)
    name = _NAME.match(text, between.end() if between else at)
    value = _value(text, name.end(), strings, ends) if name else None
    return _Field(name[1].lower(), value) if name and value else None


def _value(
    text: str, at: int, strings: Mapping[str, str], ends: Mapping[int, int]
) -> _Value | None:
    """Texts in braces or quotes, numbers and abbreviations, joined by #."""
    words, spans = [], []
    while True:
        end = ends.get(at)
        bare = _BARE.match(text, at)
        if end is not None:
            words.append(text[at + 1 : end])
            spans.append((at + 1, end))
            at = end + 1
        elif bare:
            words.append(strings.get(bare.group().lower(), bare.group()))
            at = bare.end()
        else:
            return None
        join = _JOIN.match(text, at)
        if join is None:
            return _Value("".join(words), tuple(spans), at)
        at = join.end()


def _ends(text: str) -> dict[int, int]:
    """Where the text ends that begins with each brace or quote, for those that are closed.

    A quote ends at the next one between the same braces, or where those close.
    """
    ends: dict[int, int] = {}
    braces: list[int] = []
    quotes: list[int | None] = [None]
    for found in _STOPS.finditer(text):
        sign, at = found.group(), found.start()
        if sign == "{":
            braces.append(at)
            quotes.append(None)
        elif sign in ("}", '"'):
            if (quote := quotes[-1]) is not None:
                ends[quote] = at
            quotes[-1] = at if sign == '"' else None
        if sign == "}" and braces:
            ends[braces.pop()] = at
            quotes.pop()
    return ends
