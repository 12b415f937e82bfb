"""What is said when the manifest is not valid YAML: the reader's error in the author's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from dinobook.problems import Place, Problem

if TYPE_CHECKING:
    from dinobook.manifest.nodes import Source

CODE: Final = "manifest-001"


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
        "Put a text that holds “: ” in quotes, and check that keys stand in line with each other.",
    ),
    _Saying(
        re.compile("quoted scalar"),
        "The quotation mark that opens here is not closed.",
        "Close it; inside single quotes an apostrophe is written twice.",
        at_opening=True,
    ),
    _Saying(
        re.compile(r"found character '(?P<sign>\\t|.)' that cannot start"),
        "A text cannot start with “{sign}” here.",
        "Put the text in quotes.",
    ),
    _Saying(
        re.compile("flow sequence|flow node"),
        "The list that opens here with “[” is not closed properly.",
        "Put commas between its items and “]” at its end.",
        at_opening=True,
    ),
    _Saying(
        re.compile("flow mapping"),
        "The brace that opens here is not closed properly.",
        "Put commas between its keys and “}” at its end.",
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
        "Indent with the same number of spaces as its neighbours; quote the whole text.",
    ),
)
_OTHERWISE: Final = _Saying(
    re.compile(""),
    "This line cannot be read.",
    "Write “key: value”, and put a text with signs in it in quotes.",
)
_TAB_INDENT: Final = re.compile(r"^ *(?:- *)?\t.*$", re.MULTILINE)


def syntax_problems(source: Source, error: YAMLError) -> tuple[Problem, ...]:
    """One problem, or one for every line that is indented with a tab: then tabs are the cause."""
    if isinstance(error, ReaderError):
        message = f"The character U+{_code_point(error):04X} cannot stand in the manifest."
        return (Problem(source.place(error.position), CODE, message, "Delete it."),)
    tabs = tuple(
        Problem(
            source.place(found.start()),
            CODE,
            "The line is indented with a tab.",
            "Indent with spaces.",
        )
        for found in _TAB_INDENT.finditer(source.text)
    )
    return tabs or (_explain(source, error),)


def _code_point(error: ReaderError) -> int:
    character = error.character
    return ord(character) if isinstance(character, str) else int(character)


def _explain(source: Source, error: YAMLError) -> Problem:
    if not isinstance(error, MarkedYAMLError):
        return Problem(Place(source.path), CODE, _OTHERWISE.message, _OTHERWISE.hint)
    said = f"{error.context or ''}; {error.problem or ''}"
    for saying in _SAYINGS:
        found = saying.pattern.search(said)
        if found:
            break
    else:
        saying, found = _OTHERWISE, None
    mark = error.problem_mark
    if saying.at_opening and error.context_mark is not None:
        mark = error.context_mark
    place = Place(source.path) if mark is None else source.place(mark.index)
    sign = found.groupdict().get("sign", "") if found else ""
    if sign == r"\t":
        return Problem(place, CODE, "The line holds a tab.", "Write a space instead.")
    return Problem(place, CODE, saying.message.replace("{sign}", sign), saying.hint)
