"""Citations as a Pandoc document, and the page that Pandoc makes of it."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from lxml import etree

from dinobook import pandoc, xhtml
from dinobook.citations.model import CITATION_NOTE, RUNS_ON, STAYS, Placed
from dinobook.citations.style import locator_word
from dinobook.markup.fragment import CitedItem
from dinobook.markup.tree import remove

API_VERSION: Final = (1, 23, 1)
"""Of Pandoc's document model; every Pandoc 3 reads it."""

_SOURCES_A_SECOND: Final = 4
"""What time Pandoc gets: it sets 680 sources at once in 7 seconds, and each needs more if there
are more of them."""

_OPTIONS: Final = ("--citeproc", "-f", "json", "-t", "html", "--wrap=none")
_SEPARATED: Final = re.compile(rf"[\s,;:.]*{RUNS_ON}|{STAYS}\s?")
_SEPARATED_FROM_NOTHING: Final = re.compile(rf"[\s,;:.]*{RUNS_ON}[\s,;:]*")
_REFERENCE_TYPE: Final = "application/vnd.citationstyles.csl+json"

Node = dict[str, Any]


def set_by_pandoc(
    placed: Sequence[Placed],
    items: Sequence[str],
    listed: Sequence[str],
    style: str,
    language: str,
) -> tuple[list[etree._Element], dict[str, etree._Element]]:
    """Each citation's element, and the entries of the bibliography by key, in their order.

    `items` is the CSL-JSON of the sources; `listed` are keys to list that may not be cited. What
    the style sets as a note stands in the element as a `CITATION_NOTE`.
    """
    document = {
        "pandoc-api-version": API_VERSION,
        "meta": {
            "lang": _text(language),
            "link-citations": {"t": "MetaBool", "c": True},
            "csl": _text(_data("application/xml", style)),
            "bibliography": _text(_data(_REFERENCE_TYPE, f"[{','.join(items)}]")),
            "nocite": {"t": "MetaInlines", "c": [_cite([CitedItem(key) for key in listed])]},
        },
        "blocks": [block for note, group in _groups(placed) for block in _blocks(note, group)],
    }
    page = pandoc.run(_OPTIONS, json.dumps(document).encode(), len(items) // _SOURCES_A_SECOND)
    root = xhtml.parse(f'<div xmlns="{xhtml.XHTML}">{page}</div>')
    notes = {
        one.get("id", ""): list(one.iter(xhtml.tag("p"))) for one in root.iter(xhtml.tag("li"))
    }
    paragraphs = [
        paragraph
        for element in root
        if xhtml.name_of(element) == "p"
        for paragraph in _with_note(element, notes)
    ]
    for paragraph in paragraphs:
        _run_on(paragraph)
    entries = [one for one in root.iter(xhtml.tag("div")) if xhtml.has_class(one, "csl-entry")]
    return paragraphs, {entry.get("id", "").removeprefix("ref-"): entry for entry in entries}


def _run_on(paragraph: etree._Element) -> None:
    """Take the separator away before each source that runs on, and the marks themselves."""
    for element in paragraph.iter():
        # a style without years prints nothing of a source whose author the sentence names
        nothing = xhtml.name_of(element) == "a" and not xhtml.text_of(element)
        behind = _SEPARATED_FROM_NOTHING if nothing else _SEPARATED
        element.text = _SEPARATED.sub("", element.text).replace("( ", "(") if element.text else None
        element.tail = _SEPARATED.sub("", behind.sub("", element.tail)) if element.tail else None


def _groups(placed: Sequence[Placed]) -> list[tuple[str, list[Placed]]]:
    return [(note, list(group)) for note, group in groupby(placed, lambda one: one.note)]


def _blocks(note: str, group: Sequence[Placed]) -> list[Node]:
    """A paragraph for each citation; those of one note in a note."""
    paragraphs = [
        {"t": "Para", "c": [_cite(one.citation.items, narrative=one.citation.narrative)]}
        for one in group
    ]
    return [{"t": "Para", "c": [{"t": "Note", "c": paragraphs}]}] if note else paragraphs


def _with_note(
    paragraph: etree._Element, notes: Mapping[str, list[etree._Element]]
) -> list[etree._Element]:
    """The paragraph with its note in the place of the call, or the paragraphs of the note alone."""
    call = next((one for one in paragraph.iter(xhtml.tag("a")) if _is(one, "footnote-ref")), None)
    parent = call.getparent() if call is not None else None
    if call is None or parent is None:
        return [paragraph]
    texts = notes[call.get("href", "")[1:]]
    for link in [one for text in texts for one in text.iter(xhtml.tag("a"))]:
        if _is(link, "footnote-back"):
            remove(link)
    if parent is paragraph:
        return texts
    (text,) = texts
    text.tag = xhtml.tag("span")
    text.set("class", CITATION_NOTE)
    text.tail = None
    parent.replace(call, text)
    return [paragraph]


def _is(link: etree._Element, name: str) -> bool:
    return xhtml.has_class(link, name)


def _cite(items: Iterable[CitedItem], *, narrative: bool = False) -> Node:
    found = list(items)
    nodes = [
        _item(one, narrative, _mark(one, followed=any(later.runs_on for later in rest[:1])))
        for one, rest in ((one, found[index + 1 :]) for index, one in enumerate(found))
    ]
    return {"t": "Cite", "c": [nodes, []]}


def _mark(item: CitedItem, *, followed: bool) -> str:
    if item.runs_on:
        return RUNS_ON
    return STAYS if followed and not item.prefix else ""


def _item(item: CitedItem, narrative: bool, mark: str) -> Node:
    mode = "SuppressAuthor" if item.without_author else "NormalCitation"
    return {
        "citationId": item.key,
        "citationPrefix": _inlines(mark + item.prefix),
        "citationSuffix": _inlines(_suffix(item)),
        "citationMode": {"t": "AuthorInText" if narrative else mode},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _suffix(item: CitedItem) -> str:
    if item.locator is None:
        return item.suffix
    locator = f", {{{locator_word(item.locator.kind)} {item.locator.value}}}"
    touches = item.suffix.startswith((",", ".", ":"))
    return f"{locator}{item.suffix}" if touches else f"{locator} {item.suffix}".rstrip()


def _inlines(text: str) -> list[Node]:
    """Words and the spaces between them."""
    nodes: list[Node] = []
    for index, word in enumerate(text.split(" ")):
        if index:
            nodes.append({"t": "Space"})
        if word:
            nodes.append({"t": "Str", "c": word})
    return nodes


def _text(text: str) -> Node:
    return {"t": "MetaString", "c": text}


def _data(media_type: str, text: str) -> str:
    """A data URL: Pandoc reads what it is given and no file."""
    return f"data:{media_type};base64,{base64.b64encode(text.encode()).decode()}"
