"""Citations in a chapter's tree: each as the style sets it, or as typed where it is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.references.addresses import insert_behind_stops, renumbered
from dinobook.book.references.references import starts_sentence, text_before
from dinobook.citations.model import CITATION_NOTE, IN_NOTE
from dinobook.markup.fragment import CITATION_MARK, Note
from dinobook.markup.tree import NOTE_CALL, remove

_NAMESPACES: Final[Any] = {None: xhtml.XHTML}
_NUMBER: Final = re.compile(r"[\[(]?\d")


def place_citations(root: etree._Element, texts: Sequence[str], *, linked: bool) -> None:
    """Replace the marked citations below `root` by `texts`; an empty text leaves what was typed.

    `linked`: the edition has a bibliography that they can lead to.
    """
    for mark in [one for one in root.iter(xhtml.tag("cite")) if one.get(CITATION_MARK)]:
        number = int(mark.get(CITATION_MARK, ""))
        text = texts[number] if number < len(texts) else ""
        if text:
            _replace(mark, text, linked=linked)
        else:
            xhtml.unwrap(mark)


def _replace(mark: etree._Element, text: str, *, linked: bool) -> None:
    citation = xhtml.parse(text)
    for link in list(citation.iter(xhtml.tag("a"))):
        if not linked and link.get("role"):
            xhtml.unwrap(link)
    if xhtml.has_class(citation, IN_NOTE):
        citation.set("class", "citation")
        if starts_sentence(text_before(mark)):
            _without_brackets(citation)
        if (mark.tail or "").strip() and _end_of(citation).endswith("."):
            _set_end(citation, _end_of(citation)[:-1])
    citation.tail = mark.tail
    parent = mark.getparent()
    if parent is not None:
        parent.replace(mark, citation)
        if _is_raised(citation):
            _close_up(citation)


def _is_raised(citation: etree._Element) -> bool:
    """Whether the citation begins with a raised number, which touches the word before it."""
    first = next((one for one in citation.iter(xhtml.tag("sup")) if xhtml.text_of(one)), None)
    if first is None:
        return False
    return _NUMBER.match(xhtml.text_of(citation)) is not None and (
        xhtml.text_of(citation).startswith(xhtml.text_of(first))
    )


def _without_brackets(citation: etree._Element) -> None:
    """A note that begins with a source has it without brackets: “Peeters, De lade, 4.”."""
    end = _end_of(citation)
    if not (citation.text or "").startswith("(") or not end.endswith(")"):
        return
    _set_end(citation, end[:-1])
    begin = (citation.text or "")[1:]
    citation.text = begin[:1].upper() + begin[1:]


def _end_of(citation: etree._Element) -> str:
    return (citation[-1].tail if len(citation) else citation.text) or ""


def _set_end(citation: etree._Element, text: str) -> None:
    if len(citation):
        citation[-1].tail = text
    else:
        citation.text = text


def with_citation_notes(
    chapter: str, body: etree._Element, notes: Sequence[Note]
) -> tuple[Note, ...]:
    """The notes of a chapter with those that a style makes of citations; changes `body`."""
    found = [one for one in body.iter(xhtml.tag("span")) if xhtml.has_class(one, CITATION_NOTE)]
    made = [_note(f"{chapter}--cite-{number}", text) for number, text in enumerate(found, start=1)]
    return tuple(renumbered(body, [*notes, *made])) if made else tuple(notes)


def _note(name: str, text: etree._Element) -> Note:
    """Take the text of the note out of its citation, and put a call behind that."""
    citation = text.getparent()
    if citation is None:
        raise ValueError("a note of a citation stands in its citation")
    call = etree.Element(
        xhtml.tag("a"), {"class": NOTE_CALL, "id": f"{name}-call", "href": f"#{name}"}
    )
    citation.remove(text)
    if not xhtml.text_of(citation):
        _close_up(citation)
        insert_behind_stops(citation, call)
        remove(citation)
    else:
        insert_behind_stops(citation, call)
    root = etree.Element(xhtml.tag("div"), nsmap=_NAMESPACES)
    text.tag, text.tail = xhtml.tag("p"), None
    del text.attrib["class"]
    root.append(text)
    return Note(name, call.get("id", ""), 0, xhtml.serialise(root), 0)


def _close_up(citation: etree._Element) -> None:
    """Take away the space before a citation of which only a raised number is left."""
    previous, parent = citation.getprevious(), citation.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "").rstrip()
    elif parent is not None:
        parent.text = (parent.text or "").rstrip()
