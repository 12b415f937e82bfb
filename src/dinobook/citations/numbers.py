"""Identifiers and numbers of sources as a style wants them, which writes what stands around them.

It makes an address of a DOI, puts “pp.” before pages and “druk” behind the number of an edition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

_DOI: Final = re.compile(r"10\.\d{3,9}(?:\.\d+)*/\S+")
_BEFORE_DOI: Final = re.compile(
    r"(?:https?:/*)?(?:(?=[\w.-]*?doi)[\w.-]+\.[a-z]+/+)?(?:doi\s*:?\s*)?", re.IGNORECASE
)
_WRAPPED: Final = re.compile(r"\\(?:url|path|nolinkurl)\s*\{(.*)\}|<(.*)>|\{(.*)\}", re.DOTALL)
_SIGN: Final = re.compile(r"\{?\\([_&%#$~])(?:\{\})?\}?")
_BRACKET: Final = re.compile(r"\{?\\text(less|greater)(?:\{\})?\}?")
_BRACKETS: Final = {"less": "<", "greater": ">"}
_TWICE: Final = re.compile(
    r"https?://[^\s/]*(?:doi\.org|arxiv\.org|jstor\.org|nih\.gov|handle\.net)/(?:[\w-]+/)*(?=https?://)"
)
_LAST: Final = re.compile(r"https?://\S*?/([\w.-]+)/?")

_PAGE: Final = re.compile(
    r"^(?:pp?\.|blz\.?|bl\.|pag\.|pagina.s?|pages?|S\.)\s*(?=\w)", re.IGNORECASE
)
_VOLUME: Final = re.compile(r"^(?:vol\.?|volume)\s*(?=\d)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"^(?:nrs?\.?|nos?\.|nummer|number)\s*(?=\d)", re.IGNORECASE)
_ORDINALS: Final = {
    word: number
    for number, words in enumerate(
        (
            "first eerste erste",
            "second tweede zweite",
            "third derde dritte",
            "fourth vierde vierte",
            "fifth vijfde",
            "sixth zesde",
            "seventh zevende",
            "eighth achtste",
            "ninth negende",
            "tenth tiende",
        ),
        start=1,
    )
    for word in words.split()
}
_EDITION: Final = re.compile(
    rf"(?:(?P<number>\d+)\s*(?:st|nd|rd|th|e|de|ste|\.)?|(?P<word>{'|'.join(_ORDINALS)}))"
    r"(?:\s*(?:ed\.?|edition|editie|druk|Auflage|Aufl\.))?",
    re.IGNORECASE,
)


def plain_numbers(row: Mapping[str, Any]) -> dict[str, Any]:
    """The identifiers and numbers of the source that have to be written otherwise."""
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
        text = next(group for group in found.groups() if group is not None).strip()
    return _TWICE.sub("", _SIGN.sub(r"\1", _BRACKET.sub(lambda one: _BRACKETS[one[1]], text)))


def _number(typed: str) -> str:
    found = _LAST.fullmatch(typed.strip())
    return found[1] if found else typed.strip()


def _without(label: re.Pattern[str]) -> Callable[[str], str]:
    return lambda typed: label.sub("", typed)


def _edition(typed: str) -> str:
    """`2` of “2nd”, “2e druk” and “Second edition”; other words stay."""
    found = _EDITION.fullmatch(typed.strip())
    if found is None:
        return typed
    return found["number"] or str(_ORDINALS[found["word"].lower()])


_WRITERS: Final[dict[str, Callable[[str], str]]] = {
    "DOI": _doi,
    "URL": _address,
    "edition": _edition,
    "issue": _without(_NUMBER),
    "number": _without(_NUMBER),
    "page": _without(_PAGE),
    "PMID": _number,
    "PMCID": _number,
    "volume": _without(_VOLUME),
}
