"""What becomes of each field: citations, references and counted numbers keep what they mean.

Every other field leaves its result, as it was printed last.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from dinobook.importers.docx.cited.fields import cites, is_bibliography, works_of
from dinobook.importers.docx.cited.model import Item, Works
from dinobook.importers.docx.marks import CitationFacts, Marks, ReferenceFacts
from dinobook.importers.docx.ooxml import R, W, above, drop, run
from dinobook.importers.docx.prepass.fields import (
    Field,
    every,
    fields_of,
    without_marks_of_fields,
    written_out,
)

_REFERENCES: Final = ("REF", "PAGEREF", "NOTEREF")
_LISTS: Final = {"TOC": "contents", "INDEX": "index", "TOA": "contents", "RD": "contents"}
_ADDRESS: Final = re.compile(r'\AHYPERLINK\s+(?:"([^"]*)"|([^\s\\"]\S*))?', re.IGNORECASE)
_ANCHOR: Final = re.compile(r'\\l\s+"?([^"\s]+)"?')
_OF_CAPTIONS: Final = re.compile(r"\\[cah]\b.*\\c\b|\\c\b")
_ENTRIES: Final = ("XE", "TC", "TA", "RD", "PRIVATE", "SET", "ASK")


@dataclass(slots=True)
class FieldsOf:
    """What the fields of a story gave. `counted`: the label and number of a caption's paragraph.

    `generated` are paragraphs of a list that the book makes itself, with the kind of the list;
    `unread` what citations print that cannot be read, `entries` how many marks of an index went.
    """

    counted: dict[etree._Element, tuple[str, str]] = field(default_factory=dict)
    generated: dict[etree._Element, str] = field(default_factory=dict)
    bookmarks: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    entries: int = 0
    addresses: dict[str, str] = field(default_factory=dict)


def settle_fields(
    root: etree._Element, marks: Marks, works: Works, word_sources: Mapping[str, Item]
) -> FieldsOf:
    """Take every field out of a story."""
    written_out(root)
    found = FieldsOf()
    for one in every(fields_of(root)):
        _settle(one, found, marks, works, word_sources)
    without_marks_of_fields(root)
    return found


def _settle(
    one: Field, found: FieldsOf, marks: Marks, works: Works, word_sources: Mapping[str, Item]
) -> None:
    if cites(one):
        _cite(one, found, marks, works, word_sources)
    elif one.name in _REFERENCES:
        _refer(one, found, marks)
    else:
        _settle_other(one, found)


def _settle_other(one: Field, found: FieldsOf) -> None:
    if is_bibliography(one):
        _generated(one, found, "bibliography")
    elif one.name in _LISTS:
        is_list = one.name == "TOC" and _OF_CAPTIONS.search(one.instruction)
        _generated(one, found, "list of figures or tables" if is_list else _LISTS[one.name])
    elif one.name == "HYPERLINK":
        _link(one, found)
    elif one.name == "SEQ":
        _count(one, found)
    elif one.name in _ENTRIES:
        found.entries += one.name == "XE"
        for each in one.result:
            drop(each)


def _cite(
    one: Field, found: FieldsOf, marks: Marks, works: Works, word_sources: Mapping[str, Item]
) -> None:
    cited = works_of(one, word_sources)
    printed = " ".join(one.printed.split())
    if not one.result or one.begin.getparent() is None:
        return
    if not cited:
        found.unread.append(printed)
        return
    markdown, keys = works.markdown(cited)
    _replace(one, marks.citation(CitationFacts(markdown, printed, keys)))


def _refer(one: Field, found: FieldsOf, marks: Marks) -> None:
    words = one.instruction.split()
    printed = " ".join(one.printed.split())
    if len(words) < 2 or not printed or "\\p" in words or one.begin.getparent() is None:
        return  # “above” and “below” stay words
    bookmark = words[1].strip('"')
    found.bookmarks.add(bookmark)
    _replace(one, marks.reference(ReferenceFacts(bookmark, printed, one.name)))


def _count(one: Field, found: FieldsOf) -> None:
    """A caption's number: by what it counts, and the number as printed."""
    words = one.instruction.split()
    paragraph = above(one.begin, f"{W}p")
    if len(words) > 1 and paragraph is not None and paragraph not in found.counted:
        found.counted[paragraph] = (words[1].strip('"'), one.printed.strip())


def _generated(one: Field, found: FieldsOf, kind: str) -> None:
    for each in one.result:
        paragraph = above(each, f"{W}p")
        if paragraph is not None:
            found.generated.setdefault(paragraph, kind)


def _replace(one: Field, text: str) -> None:
    """The mark in place of the result, with the look of its first run gone."""
    one.begin.addprevious(run(text))
    for each in one.result:
        drop(each)


def _link(one: Field, found: FieldsOf) -> None:
    """A link that is a field becomes one that is an element, where it lies in one paragraph."""
    anchor = _ANCHOR.search(one.instruction)
    address = _ADDRESS.match(one.instruction)
    target = (address[1] or address[2] or "") if address else ""
    runs = [each for each in one.result if each.getparent() is not None]
    parents = {each.getparent() for each in runs}
    if not runs or len(parents) != 1 or not (target or anchor):
        return
    around = runs[0].getparent()
    if around is None or around.tag != f"{W}p":
        return
    made = etree.Element(f"{W}hyperlink")
    if target:
        key = f"dinobook{len(found.addresses)}"
        found.addresses[key] = target + (f"#{anchor[1]}" if anchor else "")
        made.set(f"{R}id", key)
    elif anchor:
        made.set(f"{W}anchor", anchor[1])
    runs[0].addprevious(made)
    last = runs[-1]
    while (following := made.getnext()) is not None:
        made.append(following)
        if following is last:
            break
