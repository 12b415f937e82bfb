"""Identifiers of sources that were given as addresses: a style makes addresses of them itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

_DOI: Final = re.compile(r"10\.\d{3,9}(?:\.\d+)*/\S+")
_BEFORE_DOI: Final = re.compile(
    r"(?:https?:/*)?(?:[\w.-]*doi[\w.-]*\.[a-z]+(?:\.[a-z]+)*/+)?(?:doi\s*:?\s*)?", re.IGNORECASE
)
_WRAPPED: Final = re.compile(r"\\(?:url|path|nolinkurl)\s*\{(.*)\}|<(.*)>|\{(.*)\}", re.DOTALL)
_SIGN: Final = re.compile(r"\{?\\([_&%#$~])(?:\{\})?\}?")
_BRACKET: Final = re.compile(r"\{?\\text(less|greater)(?:\{\})?\}?")
_BRACKETS: Final = {"less": "<", "greater": ">"}
_TWICE: Final = re.compile(
    r"https?://[^\s/]*(?:doi\.org|arxiv\.org|jstor\.org|nih\.gov|handle\.net)/(?:[\w-]+/)*(?=https?://)"
)
_LAST: Final = re.compile(r"https?://\S*?/([\w.-]+)/?")


def plain_identifiers(row: Mapping[str, Any]) -> dict[str, Any]:
    """The identifiers of the source that have to be written otherwise."""
    found: dict[str, Any] = {}
    for name, write in _WRITERS.items():
        typed = row.get(name)
        if isinstance(typed, str) and (written := write(typed)) != typed:
            found[name] = written
    if (doi := found.get("DOI", "")).startswith("http"):  # an address, and no DOI
        found |= {"DOI": "", "URL": row.get("URL") or doi}
    return found


def _doi(typed: str) -> str:
    """`10.1000/x` of `https://doi.org/10.1000/x`, `doi:10.1000/x` and the like."""
    text = _address(typed)
    found = _DOI.search(text)
    if found is None or not _BEFORE_DOI.fullmatch(text[: found.start()]):
        return text
    return found.group().rstrip(".,;")


def _address(typed: str) -> str:
    """The address without LaTeX around it, and without another that was put before it."""
    text = typed.strip()
    while found := _WRAPPED.fullmatch(text):
        text = next(one for one in found.groups() if one is not None).strip()
    return _TWICE.sub("", _SIGN.sub(r"\1", _BRACKET.sub(lambda one: _BRACKETS[one[1]], text)))


def _number(typed: str) -> str:
    found = _LAST.fullmatch(typed.strip())
    return found[1] if found else typed.strip()


_WRITERS: Final[dict[str, Callable[[str], str]]] = {
    "DOI": _doi,
    "URL": _address,
    "PMID": _number,
    "PMCID": _number,
}
