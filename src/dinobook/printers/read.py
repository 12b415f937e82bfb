"""A printer's profile: YAML → `Printer`, or every fault in it with its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from typing import Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from dinobook.errors import SetupError
from dinobook.printers.model import CoverTemplate, Paper, Printer, Rule
from dinobook.problems import Place, Problem, did_you_mean
from dinobook.strict_yaml import SLIPS, Mapping, Rules, Source, node_at, plain, read

_KEYS: Final = tuple(
    field.name for kind in (Printer, CoverTemplate, Paper, Rule) for field in fields(kind)
)
_RULES: Final = Rules(
    called="the profile",
    codes=dict.fromkeys(SLIPS, "printer-001"),
    most_characters=100_000,
    too_long="Write the printer's rules only.",
    unreadable="This is not valid YAML.",
)


def read_profile(name: str, text: str) -> Printer:
    """The profile in `text`. Raises `SetupError` with all that is wrong with it."""
    source = Source(f"printers/{name}.yaml", text)
    written, problems = read(source, _RULES)
    if problems:
        raise _broken(name, problems)
    if not isinstance(written, Mapping):
        raise _broken(name, [_fault(source.whole(), "The profile must consist of rules.")])
    values = {entry.key.text: plain(entry.value) for entry in written.entries}
    try:
        return _profile().validate_python({**values, "name": name})
    except ValidationError as error:
        faults = error.errors(include_url=False)
    raise _broken(name, [_explained(source, written, fault) for fault in faults])


@cache
def _profile() -> TypeAdapter[Printer]:
    return TypeAdapter(Printer)


def _explained(source: Source, written: Mapping, fault: ErrorDetails) -> Problem:
    key = " → ".join(str(part) for part in fault["loc"])
    found = node_at(written, fault["loc"])
    place = source.whole() if found is None else source.place(found)
    if fault["type"] in {"missing", "missing_argument"}:
        return _fault(place, f"The rule “{key}” is missing.", "Write it with its source.")
    if fault["type"] == "unexpected_keyword_argument":
        hint = did_you_mean(str(fault["loc"][-1]), _KEYS)
        return _fault(place, f"“{key}” is not a key of a profile.", hint)
    return _fault(place, f"“{key}” cannot be {fault['input']!r}: {fault['msg']}.")


def _fault(place: Place, message: str, hint: str = "") -> Problem:
    return Problem(place, "printer-001", message, hint)


def _broken(name: str, problems: Sequence[Problem]) -> SetupError:
    return SetupError(f"The profile of the printer “{name}” cannot be used.", problems)
