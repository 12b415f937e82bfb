"""`^[De noot]`: a note written where it is called, as in Pandoc and Obsidian."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree import ElementTree

from lxml import etree
from markdown.inlinepatterns import LinkInlineProcessor

from dinobook import xhtml
from dinobook.markup.inline.notes_syntax import CALL_MARK
from dinobook.markup.lines import Lines
from dinobook.markup.source import Source
from dinobook.markup.tree import ENGINE_MARK, Element
from dinobook.problems import Problem, Severity

_MARK: Final = f"{ENGINE_MARK}inline-note"
OPENS: Final = "^["
# A description or a caption between quotation marks is plain text.
_IN_PICTURE: Final = re.compile(r"!\[[^\[\]]*\Z|\]\([^()\n]*\"[^\"\n]*\Z")
_WRITTEN_THERE: Final = re.compile(r"!\[[^\[\]\n]*\^\[|\]\([^()\n]*\"[^\"\n]*\^\[")


class InlineNote(LinkInlineProcessor):
    """A marked `<span>` that holds the note's text. Superscript in brackets, `^[x]^`, is none."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        text, index, closed = self.getText(data, m.end(0))
        if not closed or data.startswith("^", index) or _IN_PICTURE.search(data, 0, m.start()):
            return None, None, None
        span = ElementTree.Element("span", {_MARK: "1"})
        span.text = text.strip()
        return span, m.start(0), index


def lift_inline_notes(
    root: Element, notes: Iterable[Element], lines: Lines
) -> tuple[dict[str, Element], dict[str, int], list[Problem]]:
    """Leave a call in the place of each inline note. `notes` are the texts of all other notes.

    Returns the texts of the notes and their lines, both by a label that no author can write.
    """
    texts: dict[str, Element] = {}
    found: dict[str, int] = {}
    problems: list[Problem] = []
    for span in _marked(root):
        line = lines.take("inline-note", OPENS)
        # the engine does not read a note inside a note
        problems += [
            _nested(lines.take("inline-note", OPENS), lines)
            for _ in range(xhtml.text_of(span).count(OPENS))
        ]
        if not xhtml.text_of(span) and span.find(".//img") is None:
            problems.append(_empty(line, lines))
            del span.attrib[_MARK]
        else:
            label = f"]{len(texts) + 1}"
            texts[label], found[label] = _text_of(span), line
            span.tag = "a"
            del span.attrib[_MARK]
            span.set(CALL_MARK, label)
    for span in [one for note in notes for one in _marked(note)]:
        problems.append(_nested(lines.take("inline-note", OPENS, in_note=True), lines))
        del span.attrib[_MARK]
    return texts, found, problems


def _marked(tree: Element) -> list[Element]:
    return [one for one in tree.iter("span") if one.get(_MARK)]


def _text_of(span: Element) -> Element:
    """The note's text as a block of its own; `span` is left empty."""
    div = etree.Element("div")
    paragraph = etree.SubElement(div, "p")
    paragraph.text, span.text = span.text, None
    paragraph.extend(list(span))
    return div


def _nested(line: int, lines: Lines) -> Problem:
    return lines.source.problem(
        line,
        "note-005",
        "A note stands inside another note.",
        "Put both texts in one note.",
    )


def _empty(line: int, lines: Lines) -> Problem:
    return lines.source.problem(
        line, "note-006", "The note “^[]” has no text.", "Write its text between the brackets."
    )


def notes_in_pictures(source: Source, rows: list[tuple[int, str]]) -> Iterator[Problem]:
    """Captions and descriptions between signs are plain text, and a note would be printed raw."""
    for line, row in rows:
        if _WRITTEN_THERE.search(row):
            yield source.problem(
                line,
                "text-065",
                "A note stands in the description or the caption of a picture, which are plain "
                "text.",
                "Write the caption in a block below the picture: /// figuur | Bijschrift^[noot]",
                Severity.WARNING,
            )
