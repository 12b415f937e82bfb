"""EndNote's citations: XML in the field, or in data that the field carries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from dinobook.importers.docx.cited.model import CitedWork, Item

_TYPES: Final = {
    "journal article": "article-journal",
    "electronic article": "article-journal",
    "magazine article": "article-magazine",
    "newspaper article": "article-newspaper",
    "book": "book",
    "edited book": "book",
    "electronic book": "book",
    "book section": "chapter",
    "conference proceedings": "paper-conference",
    "conference paper": "paper-conference",
    "report": "report",
    "government document": "report",
    "thesis": "thesis",
    "web page": "webpage",
    "online database": "webpage",
    "online multimedia": "webpage",
}
_FIELDS: Final = {
    "titles/title": "title",
    "titles/secondary-title": "container-title",
    "periodical/full-title": "container-title",
    "pages": "page",
    "volume": "volume",
    "number": "issue",
    "edition": "edition",
    "publisher": "publisher",
    "pub-location": "publisher-place",
    "isbn": "ISBN",
    "electronic-resource-num": "DOI",
    "urls/related-urls/url": "URL",
}


def works(text: str) -> list[CitedWork]:
    """The works of `<EndNote>…</EndNote>`; none when it cannot be read."""
    start, end = text.find("<EndNote"), text.rfind("</EndNote>")
    if start < 0 or end < 0 or "<!" in text:
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(text[start : end + len("</EndNote>")].encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    return list(_works(root))


def _works(root: etree._Element) -> Iterator[CitedWork]:
    for cite in root.iter("Cite"):
        record = cite.find("record")
        item = _item(record) if record is not None else _short(cite)
        yield CitedWork(
            item,
            locator=_words(cite, "Pages"),
            prefix=_words(cite, "Prefix"),
            suffix=_words(cite, "Suffix"),
            without_author=cite.get("ExcludeAuth") == "1",
        )


def _short(cite: etree._Element) -> Item:
    item: dict[str, Any] = {"type": "document"}
    if author := _words(cite, "Author"):
        item["author"] = [{"family": author}]
    return {**item, **_issued(_words(cite, "Year"))}


def _item(record: etree._Element) -> Item:
    kind = record.find("ref-type")
    name = "" if kind is None else kind.get("name", "").casefold()
    item: dict[str, Any] = {"type": _TYPES.get(name, "document")}
    for path, field in _FIELDS.items():
        if words := _words(record, path):
            item.setdefault(field, words)
    for path, role in (("authors", "author"), ("secondary-authors", "editor")):
        people = [_person(one) for one in record.iterfind(f"contributors/{path}/author")]
        if people := [one for one in people if one]:
            item[role] = people
    return {**item, **_issued(_words(record, "dates/year"))}


def _person(author: etree._Element) -> dict[str, str]:
    words = " ".join("".join(map(str, author.itertext())).split())
    family, comma, given = words.partition(",")
    if not comma:
        return {"literal": words} if words else {}
    given = given.strip()
    return {"family": family.strip(), **({"given": given} if given else {})} if family else {}


def _issued(year: str) -> Item:
    if year.isdecimal():
        return {"issued": {"date-parts": [[int(year)]]}}
    return {"issued": {"literal": year}} if year else {}


def _words(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else " ".join("".join(map(str, found.itertext())).split())
