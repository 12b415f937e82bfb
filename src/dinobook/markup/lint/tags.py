"""Raw HTML tags that are not closed, close nothing, or are not tags at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from dinobook import xhtml
from dinobook.markup.allowed import ELEMENTS
from dinobook.markup.source import Source
from dinobook.problems import Problem, Severity

_START: Final = re.compile(r"(?<!\\)(?<!\]\()<(/?)([A-Za-z][A-Za-z0-9]*)(?=[\s/>])")
_WHOLE: Final = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]*(?:\s+[\w:-]+(?:\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'|[^\s\"'=<>`]+))?)*"
    r"\s*(/?)>"
)


def unbalanced_tags(source: Source, rows: list[tuple[int, str]]) -> Iterator[Problem]:
    """Check every tag of an element that may stand in a chapter.

    A block of HTML that stays open keeps the rest of the chapter from being converted; a tag that
    the engine does not recognise is printed as text, while its closing tag vanishes.
    """
    opened: dict[str, list[int]] = defaultdict(list)
    for found in _START.finditer(source.plain):
        name, line = found.group(2).lower(), source.line_at(found.start())
        whole = _WHOLE.match(source.plain, found.start())
        if name not in ELEMENTS or name in xhtml.VOID:
            continue
        if whole is None:
            yield _not_a_tag(source, found.group(), line)
        elif not found.group(1):
            opened[name] += [] if whole.group(1) else [line]
        elif opened[name]:
            opened[name].pop()
        else:
            yield source.problem(
                line, "text-015", f"The tag </{name}> closes nothing.", "Delete it."
            )
    yield from (
        source.problem(
            line,
            "text-015",
            f"The tag <{name}> is never closed.",
            f"Write </{name}> where it ends.",
        )
        for name, lines in opened.items()
        for line in lines
    )


def _not_a_tag(source: Source, start: str, line: int) -> Problem:
    return source.problem(
        line,
        "html-004",
        f"“{start}” begins an HTML tag that is not well written, so it is set as text.",
        f"Put spaces between its attributes and close it with “>”; or write \\{start}, if it is "
        "text.",
        Severity.WARNING,
    )
