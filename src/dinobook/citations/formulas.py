"""Formulas in titles of sources, which Pandoc leaves in LaTeX: `H$_2$O` as H₂O."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from dinobook import pandoc

_MATH: Final = re.compile(r"(?<!\\)\$[^$]+\$")
_FIELDS: Final = ("title", "container-title", "collection-title", "volume-title", "publisher")
_KEPT: Final = {"<em>": "<i>", "</em>": "</i>"}
_TAG: Final = re.compile(r"</?(\w+)[^>]*>")


def with_formulas(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The items with what CSL can print of their formulas: letters, italics, raised, lowered.

    All are set at once. A fraction, a root and their like stay in LaTeX.
    """
    found = sorted({formula for row in rows for formula in _formulas(row)})
    if not found:
        return list(rows)
    page = pandoc.run(["-f", "latex", "-t", "html", "--wrap=none"], "\n\n".join(found).encode())
    written = [_written(line) for line in re.findall(r"<p>(.*?)</p>", page, re.DOTALL)]
    if len(written) != len(found):
        return list(rows)
    known = dict(zip(found, written, strict=True))
    return [row | {name: _replaced(row[name], known) for name in _named(row)} for row in rows]


def _named(row: dict[str, Any]) -> list[str]:
    return [name for name in _FIELDS if isinstance(row.get(name), str)]


def _formulas(row: dict[str, Any]) -> Iterable[str]:
    for name in _named(row):
        yield from _MATH.findall(row[name])


def _replaced(text: str, known: dict[str, str]) -> str:
    return _MATH.sub(lambda one: known.get(one.group(), one.group()), text)


def _written(line: str) -> str:
    """Pandoc's HTML as the mark-up of CSL, which knows no classes and no entities."""

    def tag(found: re.Match[str]) -> str:
        whole = found.group()
        return _KEPT.get(whole, whole if found[1] in ("sub", "sup") else "")

    return html.unescape(_TAG.sub(tag, line))
