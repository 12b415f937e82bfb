"""What the package says about the book: Dublin Core, refinements, accessibility."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dinobook.book.model import Metadata
from dinobook.epub.access import Access
from dinobook.epub.package import IDENTIFIER_ID, MetaElement

_WHOLE_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def entries(metadata: Metadata, access: Access, summary: str) -> tuple[MetaElement, ...]:
    """Every entry but the date of modification, which the packager writes."""
    return (
        *_identifiers(metadata),
        *_titles(metadata),
        MetaElement("dc:language", metadata.language),
        *_creators(metadata),
        *_publication(metadata),
        *_subjects(metadata),
        *_access(access, summary),
    )


def _identifiers(metadata: Metadata) -> Iterator[MetaElement]:
    """The edition's own identifier first; an ISBN beside it for shops that look for one."""
    yield MetaElement("dc:identifier", metadata.identifier, (("id", IDENTIFIER_ID),))
    isbn = re.sub(r"[^0-9X]", "", metadata.isbn.upper())
    urn = f"urn:isbn:{isbn}"
    if isbn and urn != metadata.identifier:
        yield MetaElement("dc:identifier", urn, (("id", "isbn"),))
    if isbn:
        holder = IDENTIFIER_ID if urn == metadata.identifier else "isbn"
        # ONIX code list 5: 15 is an ISBN of 13 digits
        yield _refine(holder, "identifier-type", "15", scheme="onix:codelist5")


def _titles(metadata: Metadata) -> Iterator[MetaElement]:
    yield MetaElement("dc:title", metadata.file_title, (("id", "title"),))
    yield _refine("title", "title-type", "main")
    if metadata.subtitle:
        yield MetaElement("dc:title", metadata.subtitle, (("id", "subtitle"),))
        yield _refine("subtitle", "title-type", "subtitle")


def _creators(metadata: Metadata) -> Iterator[MetaElement]:
    for number, author in enumerate(metadata.authors, start=1):
        name = f"creator-{number}"
        yield MetaElement("dc:creator", author.name, (("id", name),))
        yield _refine(name, "role", "aut", scheme="marc:relators")
        if author.sort:
            yield _refine(name, "file-as", author.sort)


def _publication(metadata: Metadata) -> Iterator[MetaElement]:
    date = metadata.date
    if _WHOLE_DATE.fullmatch(date):
        # calibre shows a date without a time one day late
        date += "T00:00:00Z"
    for name, text in (
        ("dc:publisher", metadata.publisher),
        ("dc:date", date),
        ("dc:rights", metadata.rights),
        ("dc:description", metadata.description),
    ):
        if text:
            yield MetaElement(name, text)


def _subjects(metadata: Metadata) -> Iterator[MetaElement]:
    for number, code in enumerate(metadata.thema, start=1):
        name = f"subject-{number}"
        yield MetaElement("dc:subject", code, (("id", name),))
        yield _refine(name, "authority", "Thema")
        yield _refine(name, "term", code)
    if metadata.nur:
        # NUR is no authority that EPUB knows, so the scheme stands in the text
        yield MetaElement("dc:subject", f"NUR {metadata.nur}")


def _access(access: Access, summary: str) -> Iterator[MetaElement]:
    for name, values in (
        ("accessMode", access.modes),
        ("accessModeSufficient", access.sufficient),
        ("accessibilityFeature", access.features),
        ("accessibilityHazard", access.hazards),
        ("accessibilitySummary", (summary,)),
    ):
        for value in values:
            yield MetaElement("meta", value, (("property", f"schema:{name}"),))


def _refine(holder: str, name: str, value: str, *, scheme: str = "") -> MetaElement:
    attributes = (("refines", f"#{holder}"), ("property", name))
    return MetaElement("meta", value, (*attributes, ("scheme", scheme)) if scheme else attributes)
