"""What reference managers keep in fields: Zotero, Mendeley and Citavi, as JSON."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from dinobook.importers.docx.cited.model import CitedWork, Item

_CITAVI: Final = re.compile(r"CitaviPlaceholder\{([A-Za-z0-9+/=\s]+)\}")
_CITAVI_TYPES: Final = {
    "Book": "book",
    "BookEdited": "book",
    "Contribution": "chapter",
    "ContributionInLegalCommentary": "chapter",
    "JournalArticle": "article-journal",
    "NewspaperArticle": "article-newspaper",
    "InternetDocument": "webpage",
    "Thesis": "thesis",
    "ConferenceProceedings": "paper-conference",
    "UnpublishedWork": "manuscript",
}
_CITAVI_FIELDS: Final = {
    "Title": "title",
    "PageRange": "page",
    "Volume": "volume",
    "Number": "issue",
    "Edition": "edition",
    "OnlineAddress": "URL",
    "Doi": "DOI",
    "Isbn": "ISBN",
    "PlaceOfPublication": "publisher-place",
}
_PRIVATE: Final = frozenset({"note", "abstract", "source", "annote", "keyword"})
"""What a reference manager keeps for its owner."""


def csl_works(text: str) -> list[CitedWork]:
    """The works of a CSL citation, as Zotero and Mendeley write it; none that cannot be read."""
    return [work for row in _rows(_json(text), "citationItems") if (work := _csl(row)) is not None]


def citavi_works(text: str) -> list[CitedWork]:
    found = _CITAVI.search(text)
    kept = decoded(found[1]) if found else ""
    return [work for row in _rows(_json(kept), "Entries") if (work := _citavi(row)) is not None]


def decoded(text: str) -> str:
    """Text that a program wrote in base 64; empty when it is damaged."""
    letters = "".join(text.split())
    try:
        data = base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True)
        return data.decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def _json(text: str) -> Any:
    start = text.find("{")
    if start < 0:
        return None
    try:
        return json.JSONDecoder().raw_decode(text[start:])[0]
    except (ValueError, RecursionError):
        return None


def _rows(kept: Any, name: str) -> Iterator[dict[str, Any]]:
    rows = kept.get(name) if isinstance(kept, dict) else None
    yield from (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()


def _csl(row: dict[str, Any]) -> CitedWork | None:
    item = row.get("itemData")
    if not isinstance(item, dict) or not (item.get("title") or item.get("author")):
        return None
    public = {name: value for name, value in item.items() if name not in _PRIVATE}
    public.setdefault("type", "document")
    addresses = row.get("uris") or row.get("uri") or [""]
    own = addresses[0] if isinstance(addresses, list) and addresses else addresses
    kept = CitedWork(
        public,
        str(own or item.get("citation-key") or ""),
        str(item.get("citation-key") or ""),
        _said(row, "locator"),
        _said(row, "label") or "page",
        _said(row, "prefix"),
        _said(row, "suffix"),
        row.get("suppress-author") in (True, 1, "1"),
    )
    return kept


def _said(row: dict[str, Any], name: str) -> str:
    found = row.get(name)
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def _citavi(row: dict[str, Any]) -> CitedWork | None:
    reference = row.get("Reference")
    if not isinstance(reference, dict) or not _said(reference, "Title"):
        return None
    pages = row.get("PageRange")
    locator = _said(pages, "OriginalString") if isinstance(pages, dict) else _said(row, "PageRange")
    return CitedWork(
        _citavi_item(reference),
        _said(row, "ReferenceId"),
        _said(reference, "CitationKey"),
        locator.removeprefix("p. ").removeprefix("S. "),
        prefix=_said(row, "Prefix"),
        suffix=_said(row, "Suffix"),
    )


def _citavi_item(reference: dict[str, Any]) -> Item:
    kind = _CITAVI_TYPES.get(_said(reference, "ReferenceType"), "document")
    item: dict[str, Any] = {"type": kind}
    for name, field in _CITAVI_FIELDS.items():
        if words := _said(reference, name):
            item[field] = words
    if subtitle := _said(reference, "Subtitle"):
        item["title"] = f"{item['title']}: {subtitle}"
    for name, role in (("Authors", "author"), ("Editors", "editor")):
        people = [_citavi_person(one) for one in _rows(reference, name)]
        if people := [one for one in people if one]:
            item[role] = people
    item |= _citavi_names(reference)
    year = _said(reference, "YearResolved") or _said(reference, "Year")
    if year:
        whole = year.isdecimal()
        item["issued"] = {"date-parts": [[int(year)]]} if whole else {"literal": year}
    return item


def _citavi_names(reference: dict[str, Any]) -> Item:
    item: dict[str, Any] = {}
    periodical = reference.get("Periodical")
    if isinstance(periodical, dict) and (name := _said(periodical, "Name")):
        item["container-title"] = name
    publishers = [_said(one, "Name") for one in _rows(reference, "Publishers")]
    if any(publishers):
        item["publisher"] = ", ".join(filter(None, publishers))
    return item


def _citavi_person(person: dict[str, Any]) -> dict[str, str]:
    family, given = _said(person, "LastName"), _said(person, "FirstName")
    if not family:
        return {}
    return {"family": family, "given": given} if given else {"family": family}
