"""What is said of a text that is no YAML: the reader's error in the author's words."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from dinobook.strict_yaml.nodes import Source

SLIPS: Final = ("size", "syntax", "shape", "sign", "twice", "control")
"""What can be wrong: too long, no YAML, more or deeper than is read, `&` `*` `!` `%`, a key twice,
a control character."""


class Slip(NamedTuple):
    """What is wrong and what to do. `kind`: which of `SLIPS`; `offset`: None for the whole text."""

    kind: str
    offset: int | None
    message: str
    hint: str


class _Saying(NamedTuple):
    """`at_opening`: the fault is where a bracket or quote was opened, not where it was seen."""

    pattern: re.Pattern[str]
    message: str
    hint: str
    at_opening: bool = False


_SAYINGS: Final = (
    _Saying(
        re.compile("mapping values are not allowed"),
        "A colon is not expected here.",
        'Put a text that holds “: ” between quotes, as in title: "Koffie: een begin", and check '
        "that the line is not indented further than its neighbours.",
    ),
    _Saying(
        re.compile("quoted scalar"),
        "The quotation mark that opens here is not closed.",
        "Put the whole text between double quotes; inside single ones an apostrophe is written "
        "twice.",
        at_opening=True,
    ),
    _Saying(
        re.compile(r"found character '(?P<sign>\\t|.)' that cannot start"),
        "A text cannot start with “{sign}” here.",
        "Put the text between quotes.",
    ),
    _Saying(
        re.compile("flow sequence|flow node"),
        "The list that opens here with “[” is not closed properly.",
        "Put commas between its items and “]” at its end; a text that starts with “[” goes between "
        "quotes.",
        at_opening=True,
    ),
    _Saying(
        re.compile("flow mapping"),
        "The brace that opens here is not closed properly.",
        "Put commas between its keys and “}” at its end; a text that starts with “{” goes between "
        "quotes.",
        at_opening=True,
    ),
    _Saying(
        re.compile("could not find expected ':'"),
        "This line has no colon after its key.",
        "Write a key as “key: value” and a row of a list as “- value”.",
        at_opening=True,
    ),
    _Saying(
        re.compile("expected <block end>"),
        "This line does not stand in line with the ones it belongs to, or text follows a quotation "
        "mark.",
        "Indent with the same number of spaces as its neighbours; quote the whole text, between "
        "double quotes when it holds an apostrophe.",
    ),
)
_OTHERWISE: Final = _Saying(
    re.compile(""),
    "This line cannot be read.",
    "Write “key: value”, and put a text with signs in it between quotes.",
)
_NO_SPACE: Final = re.compile(
    r"\s*(?:- +)?(?P<sign>[^\W\d][\w-]*:|-)(?P<rest>[\"'\[{].*|(?!.*:(?:\s|$))[^\W_].*)"
)
"""`title:Koffie` and `-koffie`, which YAML reads as text; `https://…` is meant as it stands."""
_LACKING: Final = re.compile(
    "mapping values are not allowed|could not find expected ':'|expected '<document start>'"
)
_KEY: Final = re.compile(r":(?:\s|$)")
_DIRECTIVE: Final = re.compile("^%", re.MULTILINE)
_TAB_INDENT: Final = re.compile(r"^ *(?:- *)?\t.*$", re.MULTILINE)


def explained(source: Source, error: Exception) -> tuple[Slip, ...]:
    """One slip, or one for every line that is indented with a tab: then tabs are the cause."""
    if isinstance(error, ReaderError):
        message = f"The character U+{_code_point(error):04X} cannot stand here."
        return (Slip("syntax", error.position, message, "Delete it."),)
    tabs = tuple(
        Slip("syntax", found.start(), "The line is indented with a tab.", "Indent with spaces.")
        for found in _TAB_INDENT.finditer(source.text)
    )
    return tabs or (_explained(source, error),)


def _code_point(error: ReaderError) -> int:
    character = error.character
    return ord(character) if isinstance(character, str) else int(character)


def _without_space(source: Source, row: int) -> Slip | None:
    """The sign that lacks a space behind it: on the line that cannot be read, or above it.

    There the line is one text with those below it, up to the next colon; `row` counts from 0.
    """
    rows = source.text.split("\n")
    for at in range(min(row, len(rows) - 1), -1, -1):
        if found := _NO_SPACE.match(rows[at]):
            sign, rest = found["sign"], found["rest"].rstrip()
            offset = sum(len(one) + 1 for one in rows[:at]) + found.end("sign")
            said = f"There is no space behind the {'colon' if sign[-1] == ':' else 'hyphen'}."
            return Slip("syntax", offset, said, f"Write “{sign} {rest}”.")
        if at < row and _KEY.search(rows[at]) and not rows[at].lstrip().startswith("#"):
            break
    return None


def _explained(source: Source, error: Exception) -> Slip:
    if not isinstance(error, MarkedYAMLError):
        return Slip("syntax", None, _OTHERWISE.message, _OTHERWISE.hint)
    said = f"{error.context or ''}; {error.problem or ''}"
    if "<document start>" in said and (found := _DIRECTIVE.search(source.text)):
        hint = "Delete it, or put the text between quotes."
        return Slip("sign", found.start(), "A line cannot start with “%”.", hint)
    for saying in _SAYINGS:
        found = saying.pattern.search(said)
        if found:
            break
    else:
        saying, found = _OTHERWISE, None
    mark = error.problem_mark
    lacking = _LACKING.search(said) is not None and mark is not None
    if lacking and (slip := _without_space(source, mark.line)):
        return slip
    if saying.at_opening and error.context_mark is not None:
        mark = error.context_mark
    offset = None if mark is None else min(mark.index, len(source.text.rstrip()))
    sign = found.groupdict().get("sign", "") if found else ""
    row = source.text[slice(*source.bounds(source.line(offset or 0)))]
    if sign == r"\t" or (saying is _OTHERWISE and "\t" in row):
        return Slip("syntax", offset, "The line holds a tab.", "Write a space instead.")
    return Slip("syntax", offset, saying.message.replace("{sign}", sign), saying.hint)
