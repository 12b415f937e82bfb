"""Any HTML as a flow of words with their marks, and of blocks that part them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from dinobook.importers.html.cleaning.addresses import Places, safe_address
from dinobook.importers.html.cleaning.characters import clean_text
from dinobook.importers.html.cleaning.marks import marks_of
from dinobook.importers.html.cleaning.report import Report
from dinobook.importers.html.runs import Mark, Marked, Run, nested, runs_of, settled, split_words
from dinobook.importers.html.vocabulary import BLOCKS, INLINE, MARKS, Element, kind_of

Piece = Run | Element
"""Words, or a block."""

OURS: Final = "data-ours"
"""On what an importer has put into foreign HTML itself: it stays what it is."""

MAX_DEPTH: Final = 10
"""Lists, quotations and tables that lie deeper in each other are paragraphs."""
TOO_DEEP: Final = f"it lay more than {MAX_DEPTH} deep in others"

_PARTS: Final = (
    "address article aside body caption center colgroup dd details dialog div dt fieldset"
    " figcaption footer form frameset header hgroup html legend li main nav noframes option p"
    " search section summary tbody td tfoot th thead tr"
)
PARTS: Final = frozenset(_PARTS.split())
"""What only begins and ends a paragraph, here or where it stands wrong."""
_END: Final = "end"
_BREAKS: Final = 2
"""So many line breaks in a row end a paragraph."""
_LOOKS: Final = "how it looks is set in the book’s style sheet"
_KNOWN: Final = frozenset(
    {"id", "name", "href", "src", "alt", "title", "lang", "start", "type", "rowspan", "colspan",
     "scope", "align", "data", "xml:lang", "srcset", "data-src"}
)  # fmt: skip


@dataclass(slots=True)
class Cleaning:
    """What the parts of a cleaning share. `makers` make blocks of elements."""

    places: Places
    report: Report
    makers: dict[str, Callable[[Element, Flow, tuple[Mark, ...]], None]]


@dataclass(slots=True)
class Flow:
    """Takes pieces in; `depth` counts the blocks that hold it."""

    cleaning: Cleaning
    depth: int = 0
    pieces: list[Piece] = field(default_factory=list)

    @property
    def report(self) -> Report:
        return self.cleaning.report

    def inner(self, element: Element, marks: tuple[Mark, ...]) -> Flow:
        """The flow of what a block holds."""
        flow = Flow(self.cleaning, self.depth + 1)
        flow.add(element, added(marks, marks_of(element)))
        return flow

    def add(self, element: Element, marks: tuple[Mark, ...] = ()) -> None:
        """What an element holds."""
        self.words(element.text, marks)
        for child in element:
            if isinstance(child.tag, str):
                self.child(child, marks)
            self.words(child.tail, marks)

    def words(self, text: str | None, marks: tuple[Mark, ...] = ()) -> None:
        if text:
            self.pieces += split_words(clean_text(text, self.report), marks)

    def end(self) -> None:
        """A paragraph ends here."""
        if self.pieces and isinstance(self.pieces[-1], Run):
            self.pieces.append(etree.Element(_END))

    def block(self, element: Element | None) -> None:
        if element is not None:
            self.pieces.append(element)

    def atom(self, element: Element, marks: tuple[Mark, ...] = ()) -> None:
        self.pieces.append(Run("", marks, element))

    def place(self, element: Element, marks: tuple[Mark, ...] = ()) -> None:
        """Keep the id of an element that has no place for one of its own."""
        if own := self.cleaning.places.take(element):
            self.atom(etree.Element("span", {"id": own}), marks)

    def child(self, child: Element, marks: tuple[Mark, ...]) -> None:
        tag = str(child.tag).lower()
        if child.get(OURS) is not None:
            self._ours(child, marks)
            return
        self._count_attributes(child)
        if maker := self.cleaning.makers.get(tag):
            maker(child, self, marks)
        elif tag == "br":
            self.atom(etree.Element("br"), marks)
        elif tag in PARTS:
            self.end()
            self.place(child)
            self.add(child, added(marks, marks_of(child)))
            self.end()
        else:
            self.place(child, marks)
            self.add(child, added(marks, marks_of(child)))

    def _ours(self, element: Element, marks: tuple[Mark, ...]) -> None:
        """An element of the vocabulary; what it holds is cleaned all the same, but for data."""
        kept = {str(key): str(value) for key, value in element.attrib.items() if key != OURS}
        made = etree.Element(str(element.tag), kept)
        if element.tag in BLOCKS:
            made.extend(blocks(self.inner(element, marks).pieces))
            self.block(made)
        elif kind_of(made) == "note":
            made.extend(blocks(self.inner(element, ()).pieces))
            self.atom(made, marks)
        else:
            self.atom(made, marks)

    def _count_attributes(self, element: Element) -> None:
        for key in element.attrib:
            if str(key) not in _KNOWN:
                self.report.count("attributes", str(key), _LOOKS)


def link(element: Element, flow: Flow, marks: tuple[Mark, ...]) -> None:
    """A link keeps its address where a book can have it; one inside another is words."""
    flow.place(element, marks)
    href = element.get("href")
    inside = any(mark.tag == "a" for mark in marks)
    if href is None or inside:
        if inside and href:
            flow.report.tell("links", href, "a link stood inside a link")
        flow.add(element, added(marks, marks_of(element)))
        return
    said = "".join(map(str, element.itertext()))
    address = safe_address(href, said, flow.cleaning.places, flow.report)
    if not address:
        flow.add(element, added(marks, marks_of(element)))
        return
    before = len(flow.pieces)
    flow.add(
        element, added((*marks, Mark("a", (("href", address),), id(element))), marks_of(element))
    )
    if not any(_shows(piece) for piece in flow.pieces[before:]):
        flow.report.tell("links", href, "it had no words")
        flow.pieces[before:] = [_without_link(piece) for piece in flow.pieces[before:]]


def _shows(piece: Piece) -> bool:
    if not isinstance(piece, Run):
        return True
    return bool(piece.text.strip()) or (piece.atom is not None and piece.atom.tag == "img")


def _without_link(piece: Piece) -> Piece:
    if not isinstance(piece, Run):
        return piece
    return Run(piece.text, tuple(mark for mark in piece.marks if mark.tag != "a"), piece.atom)


def added(marks: tuple[Mark, ...], more: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks with more inside them; none stands twice."""
    for mark in more:
        if mark.tag in ("q", "span") or all(one.tag != mark.tag for one in marks):
            marks = (*marks, mark)
    return marks


def blocks(pieces: Sequence[Piece]) -> list[Element]:
    """The flow as blocks: words between them are paragraphs."""
    found: list[Element] = []
    words: list[Run] = []
    for piece in pieces:
        if isinstance(piece, Run):
            words.append(piece)
            continue
        found += _paragraphs(words)
        words = []
        found += [] if piece.tag == _END else [piece]
    return found + _paragraphs(words)


def line(pieces: Sequence[Piece]) -> list[Run]:
    """The flow as words in one row, for where no block can stand."""
    found: list[Run] = []
    for piece in pieces:
        if isinstance(piece, Run):
            found.append(piece)
        else:
            found += [Run(" "), *_words_of(piece), Run(" ")]
    return settled(found)


def _words_of(block: Element) -> Iterator[Run]:
    """The words of a block, with space where a part of it begins or ends."""
    for part in block.iter():
        if part.tag not in INLINE:
            part.text = f" {part.text or ''}"
            part.tail = f" {part.tail or ''}"
    block.tail = None
    for run in runs_of(block):
        yield Run(run.text, tuple(mark for mark in run.marks if mark.tag in MARKS), run.atom)


def _paragraphs(words: Sequence[Run]) -> list[Element]:
    found = []
    for runs in _parted(settled(list(words))):
        if any(_is_seen(run) for run in runs):
            found.append(_paragraph(runs))
    return found


def _parted(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs of each paragraph: two line breaks end one."""
    part: list[Run] = []
    for run in runs:
        part.append(run)
        if len(part) >= _BREAKS and all(one.is_break for one in part[-_BREAKS:]):
            yield settled(part)
            part = []
    yield settled(part)


def _is_seen(run: Run) -> bool:
    return run.atom is not None or bool(run.text.strip())


def _paragraph(runs: Sequence[Run]) -> Element:
    """A paragraph; one that holds a picture only is a figure."""
    only = runs[0].atom if len(runs) == 1 and not runs[0].marks else None
    if only is not None and (only.tag == "img" or kind_of(only) == "missing"):
        figure = etree.Element("figure")
        figure.append(only)
        return figure
    first = runs[0].marks[0] if runs[0].marks else None
    if first is not None and first.tag == "span" and all(run.marks[:1] == (first,) for run in runs):
        runs = [Run(run.text, run.marks[1:], run.atom) for run in runs]
        return element_of("p", runs, dict(first.attributes))
    return element_of("p", runs)


def element_of(tag: str, runs: Sequence[Run], attributes: dict[str, str] | None = None) -> Element:
    """An element that holds these words."""
    element = etree.Element(tag, attributes or {})
    _put(nested(runs), element)
    return element


def _put(children: Sequence[Marked | Run], into: Element) -> None:
    for child in children:
        if isinstance(child, Marked):
            _put(
                child.children, etree.SubElement(into, child.mark.tag, dict(child.mark.attributes))
            )
        elif child.atom is not None:
            child.atom.tail = None
            into.append(child.atom)
        elif len(into):
            into[-1].tail = (into[-1].tail or "") + child.text
        else:
            into.text = (into.text or "") + child.text
