"""A printer's profile: YAML → `Printer`, or every fault in it with its line."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from dinobook.errors import SetupError
from dinobook.printers.model import CoverTemplate, Paper, Printer, Rule
from dinobook.problems import Place, Problem, did_you_mean

_KEYS: Final = tuple(
    one.name for kind in (Printer, CoverTemplate, Paper, Rule) for one in fields(kind)
)


def read_profile(name: str, text: str) -> Printer:
    """The profile in `text`. Raises `SetupError` with all that is wrong with it."""
    path = f"printers/{name}.yaml"
    try:
        written = YAML().load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        message = f"This is not valid YAML: {error.problem or error.context}."
        raise _broken(name, [_fault(path, line, message)]) from error
    if not isinstance(written, CommentedMap):
        raise _broken(name, [_fault(path, 0, "The profile must consist of rules.")])
    try:
        return _profile().validate_python({**_plain(written), "name": name})
    except ValidationError as error:
        faults = error.errors(include_url=False)
    raise _broken(name, [_explained(path, written, fault) for fault in faults])


@cache
def _profile() -> TypeAdapter[Printer]:
    return TypeAdapter(Printer)


def _plain(node: Any) -> Any:
    """The values without their places; a date as it is written, a list as a tuple."""
    if isinstance(node, CommentedMap):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return tuple(_plain(item) for item in node)
    return node.isoformat() if isinstance(node, datetime.date) else node


def _explained(path: str, written: CommentedMap, fault: ErrorDetails) -> Problem:
    key = " → ".join(str(part) for part in fault["loc"])
    line = _line(written, fault["loc"])
    if fault["type"] in {"missing", "missing_argument"}:
        return _fault(path, line, f"The rule “{key}” is missing.", "Write it with its source.")
    if fault["type"] == "unexpected_keyword_argument":
        hint = did_you_mean(str(fault["loc"][-1]), _KEYS)
        return _fault(path, line, f"“{key}” is not a key of a profile.", hint)
    return _fault(path, line, f"“{key}” cannot be {fault['input']!r}: {fault['msg']}.")


def _line(node: Any, location: Sequence[int | str]) -> int:
    """Where the last part of a location stands that is written in the file; 0: none is."""
    line = 0
    for part in location:
        if isinstance(node, CommentedMap) and part in node:
            line = node.lc.key(part)[0] + 1
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            line = node.lc.item(part)[0] + 1
        else:
            break
        node = node[part]
    return line


def _fault(path: str, line: int, message: str, hint: str = "") -> Problem:
    return Problem(Place(path, line), "printer-001", message, hint)


def _broken(name: str, problems: Sequence[Problem]) -> SetupError:
    return SetupError(f"The profile of the printer “{name}” cannot be used.", problems)
