"""Which source Pandoc does not set, and which field of it; else it is the style."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Final

from dinobook.citations.model import Reference
from dinobook.pandoc import PandocError
from dinobook.problems import Place, Problem
from dinobook.storage.project import MANIFEST

Set = Callable[[Sequence[str]], object]
"""Sets items in CSL-JSON, or raises `PandocError`."""

_SIMPLE: Final = '{"id": "a", "type": "book", "title": "A"}'
_DATA: Final = re.compile(r"(?:Error reading bibliography file )?data:[\w.+/;,=-]*:?")
_NUMBER: Final = re.compile(r"\$\[(\d+)\]")
_ERROR: Final = re.compile(r"Error in \$\S*:\s*")


class RefusedError(PandocError):
    """Pandoc does not set these sources together."""

    def __init__(self, sources: Sequence[Reference], said: str) -> None:
        """`said` is what Pandoc says of all."""
        super().__init__(said)
        self.sources = sources


def not_followed(error: RefusedError, make: Set) -> Problem:
    """What Pandoc says, at the source that it cannot set, or at the style."""
    if not _said_of((_SIMPLE,), make) and (source := _at_fault(error.sources, str(error), make)):
        said = _plain(_said_of((source.item,), make))
        field = _field(source.item, make)
        what = f"“{field}” of the source" if field else "the source"
        return Problem(
            source.place,
            "sources-008",
            f"Pandoc cannot set {what} “{source.key}”: {said}",
            f"Mend {'it' if field else 'the source'}, or delete it.",
        )
    return Problem(
        Place(MANIFEST, 0, "csl"),
        "sources-008",
        f"Pandoc cannot set sources by this style: {_plain(str(error))}",
        "Take another csl.",
    )


def _at_fault(sources: Sequence[Reference], said: str, make: Set) -> Reference | None:
    """The source whose number Pandoc names; else it is looked for by halves."""
    found = _NUMBER.search(_DATA.sub("", said))
    if found and int(found[1]) < len(sources):
        source = sources[int(found[1])]
        if _said_of((source.item,), make):
            return source
    if len(sources) == 1:
        return sources[0]
    middle = len(sources) // 2
    for half in (sources[:middle], sources[middle:]):
        if half and (words := _said_of([one.item for one in half], make)):
            return _at_fault(half, words, make)
    return None


def _field(item: str, make: Set) -> str:
    """The field without which Pandoc sets the source; empty when there is no single one."""
    row = json.loads(item)
    for name in (one for one in row if one not in ("id", "type")):
        rest = {key: value for key, value in row.items() if key != name}
        if not _said_of((json.dumps(rest),), make):
            return str(name)
    return ""


def _said_of(items: Sequence[str], make: Set) -> str:
    """What Pandoc says when it does not set these items; empty when it does."""
    try:
        make(items)
    except PandocError as error:
        return str(error) or "it says nothing"
    return ""


def _plain(said: str) -> str:
    """Without the whole bibliography, which Pandoc names as if it were a file."""
    return " ".join(_ERROR.sub("", _DATA.sub("", said)).split())
