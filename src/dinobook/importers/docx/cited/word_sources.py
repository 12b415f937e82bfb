"""The works that Word keeps for its own citations (ECMA-376, 22.6) as CSL-JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml import etree

from dinobook.importers.docx.cited.model import Item
from dinobook.importers.docx.ooxml import B

_TYPES: Final = {
    "Book": "book",
    "BookSection": "chapter",
    "JournalArticle": "article-journal",
    "ArticleInAPeriodical": "article-magazine",
    "ConferenceProceedings": "paper-conference",
    "Report": "report",
    "InternetSite": "webpage",
    "DocumentFromInternetSite": "webpage",
    "ElectronicSource": "webpage",
    "Art": "graphic",
    "SoundRecording": "song",
    "Performance": "performance",
    "Film": "motion_picture",
    "Interview": "interview",
    "Patent": "patent",
    "Case": "legal_case",
}
_FIELDS: Final = {
    "Title": "title",
    "ShortTitle": "title-short",
    "JournalName": "container-title",
    "PeriodicalTitle": "container-title",
    "BookTitle": "container-title",
    "InternetSiteTitle": "container-title",
    "PublicationTitle": "container-title",
    "ConferenceName": "event-title",
    "City": "publisher-place",
    "Publisher": "publisher",
    "Institution": "publisher",
    "ProductionCompany": "publisher",
    "Volume": "volume",
    "Issue": "issue",
    "Pages": "page",
    "Edition": "edition",
    "URL": "URL",
    "DOI": "DOI",
    "Medium": "medium",
    "ThesisType": "genre",
    "ReportNumber": "number",
    "Comments": "note",
}
_ROLES: Final = {
    "Author": "author",
    "Editor": "editor",
    "Translator": "translator",
    "BookAuthor": "container-author",
    "Artist": "author",
    "Director": "director",
    "Interviewee": "author",
    "Interviewer": "interviewer",
    "Composer": "composer",
    "Performer": "author",
    "Inventor": "author",
}
_NO_DATE: Final = frozenset({"z.d.", "zd", "z.j.", "n.d.", "s.d.", "s.a."})
_ISBN_LENGTHS: Final = (10, 13)


def items_by_tag(sources: Iterable[etree._Element]) -> dict[str, Item]:
    """Every work by the tag that citations name it by; the first of two that are called alike."""
    found: dict[str, Item] = {}
    for source in sources:
        tag = _text(source, "Tag")
        if tag:
            found.setdefault(tag.casefold(), _item(source, tag))
    return found


def _item(source: etree._Element, tag: str) -> Item:
    item: dict[str, Any] = {"id": tag, "type": _TYPES.get(_text(source, "SourceType"), "document")}
    for name, field in _FIELDS.items():
        words = _text(source, name)
        if words:
            item.setdefault(field, words)
    if item["type"] == "report" and "genre" in item:
        item["type"] = "thesis"
    number = _text(source, "StandardNumber")
    if number:
        digits = sum(one.isdigit() or one in "xX" for one in number)
        item["ISBN" if digits in _ISBN_LENGTHS else "ISSN"] = number
    for role, people in _people(source):
        item.setdefault(role, []).extend(people)
    for field, ending in (("issued", ""), ("accessed", "Accessed")):
        if date := _date(source, ending):
            item[field] = date
    return item


def _people(source: etree._Element) -> Iterator[tuple[str, list[dict[str, str]]]]:
    for part in source.iterfind(f"{B}Author/*"):
        role = _ROLES.get(etree.QName(part).localname)
        if role is None:
            continue
        firm = _text(part, "Corporate")
        people = [{"literal": firm}] if firm else [_person(one) for one in part.iter(f"{B}Person")]
        yield role, [one for one in people if one]


def _person(person: etree._Element) -> dict[str, str]:
    last = _text(person, "Last")
    given = " ".join(filter(None, (_text(person, "First"), _text(person, "Middle"))))
    if not last:
        return {"literal": given} if given else {}
    return {"family": last, "given": given} if given else {"family": last}


def _date(source: etree._Element, ending: str) -> dict[str, Any]:
    year = _text(source, f"Year{ending}")
    if not year or year.casefold() in _NO_DATE:
        return {}
    if not year.isdecimal():
        return {"literal": year}
    parts = [int(year)]
    for name in (f"Month{ending}", f"Day{ending}"):
        number = _text(source, name)
        if not number.isdecimal():
            break
        parts.append(int(number))
    return {"date-parts": [parts]}


def _text(element: etree._Element, name: str) -> str:
    return " ".join((element.findtext(f"{B}{name}") or "").split())
