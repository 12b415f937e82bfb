"""Joins drawn sections, in the order of the book, into one PDF: one tag tree, fonts once."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Container, Mapping, Sequence
from typing import Final

from dinobook.pdf.drawn_section import (
    FIRST_PAGE,
    FONTS,
    OWN_PAGE,
    PAGE_TREE,
    SEPARATOR,
    STRUCTURE,
    DrawnPage,
    DrawnSection,
    Hole,
    StreamPart,
    renumber,
)
from dinobook.pdf.file.embed import embed, union
from dinobook.pdf.file.outline import Marked, destinations, outline
from dinobook.pdf.file.page_runs import Frame, Overlay, PageRun
from dinobook.pdf.file.strings import number_bytes, sort_key, text_string
from dinobook.pdf.file.writer import PdfFile
from dinobook.pdf.workers.jobs import TURNED

_COMPRESSION: Final = 6
_BOX_NAMES: Final = (b"MediaBox", b"BleedBox", b"TrimBox")


def assemble(
    page_runs: Sequence[PageRun],
    frame: Frame,
    page_of: Mapping[str, int],
    font_data: Mapping[str, bytes],
    blob: Callable[[str], bytes],
) -> bytes:
    """The finished file.

    `page_of` gives the number to print for an id (for holes); `font_data` the font files and `blob`
    large streams, by SHA-256. The same runs give the same bytes.
    """
    return _Assembly(page_runs, frame, page_of, font_data, blob).write()


class _Assembly:
    """One file in the making."""

    def __init__(
        self,
        page_runs: Sequence[PageRun],
        frame: Frame,
        page_of: Mapping[str, int],
        font_data: Mapping[str, bytes],
        blob: Callable[[str], bytes],
    ) -> None:
        self._leaves, self._frame = page_runs, frame
        self._page_of, self._font_data, self._blob = page_of, font_data, blob
        self._file = PdfFile()
        self._catalogue = self._file.reserve(6)
        self._info, self._tree, self._fonts, self._root, self._document = range(
            self._catalogue + 1, self._catalogue + 6
        )
        self._pages = self._file.reserve(sum(len(page_run.body.pages) for page_run in page_runs))
        self._streams: dict[bytes, int] = {}
        self._structure: list[int] = []
        self._ids: list[tuple[str, int]] = []
        self._marks: list[bytes] = []
        self._links: list[bytes] = []
        self._places: dict[str, bytes] = {}
        self._tags: dict[str, int] = {}
        self._bookmarks: list[Marked] = []

    def write(self) -> bytes:
        page = 0
        for page_run in self._leaves:
            self._add(page_run, page)
            page += len(page_run.body.pages)
        self._finish(page)
        return self._file.write(self._catalogue, self._info, self._frame.identifier)

    # one run of pages -----------------------------------------------------------------------

    def _add(self, page_run: PageRun, first: int) -> None:
        base = self._objects(page_run.body, first)
        overlays = self._heads(page_run.overlay, page_run.number) if page_run.overlay else []
        resources = self._resources(page_run.body, base, first, overlays)
        for at, page in enumerate(page_run.body.pages):
            overlay = self._overlay(at) if overlays and overlays[at] else None
            self._page(page, base, first + at, resources, overlay)
        self._structure += [base + number for number in page_run.body.structure]
        self._ids += [(name, base + number) for name, number in page_run.body.ids]
        for name, number in page_run.body.places:
            self._tags.setdefault(name, base + number)
        self._annotations(page_run.body, base)

    def _number_of(self, base: int, first: int) -> Callable[[int], int]:
        """The book's number for a drawn section's mark."""
        known = {FONTS: self._fonts, PAGE_TREE: self._tree, STRUCTURE: self._document}

        def number(local: int) -> int:
            if local > 0:
                return base + local
            return known[local] if local > FIRST_PAGE else self._pages + first + FIRST_PAGE - local

        return number

    def _objects(self, drawn_section: DrawnSection, first: int, leave: Container[int] = ()) -> int:
        """Add the drawn section's objects but those to `leave`; what to add to a local number."""
        if not drawn_section.bodies:
            return 0
        count = drawn_section.count
        base = self._file.reserve(count) - 1
        number = self._number_of(base, first)
        bodies = renumber(drawn_section.bodies, number).split(SEPARATOR)
        streams = {part.number: part for part in drawn_section.streams}
        for local, body in enumerate(bodies, start=1):
            if local in leave:
                continue
            if local in streams:
                filtered, data = self._stream(streams[local])
                self._file.put(base + local, body[:-2] + filtered, data)
            else:
                self._file.put(base + local, body)
        return base

    def _stream(self, part: StreamPart, folio: int = 0) -> tuple[bytes, bytes]:
        """What ends the stream's dictionary, and its data; `folio` is its page's own number."""
        if part.blob:
            return b">>", self._blob(part.blob)
        if not part.pieces:
            return b">>", part.data
        data = b"".join(
            piece if isinstance(piece, bytes) else self._filled(piece, folio)
            for piece in part.pieces
        )
        return b"/Filter/FlateDecode>>", zlib.compress(data, _COMPRESSION)

    def _filled(self, hole: Hole, folio: int) -> bytes:
        return hole.filled(folio if hole.target == OWN_PAGE else self._page_of[hole.target])

    def _resources(
        self, drawn_section: DrawnSection, base: int, first: int, overlays: Sequence[int | None]
    ) -> int:
        number = self._number_of(base, first)
        kinds = {kind.encode(): renumber(body, number) for kind, body in drawn_section.resources}
        if overlays:
            forms = ((at, form) for at, form in enumerate(overlays) if form)
            drawn = b"".join(b"/Head%d %d 0 R" % one for one in forms)
            kinds[b"XObject"] = kinds.get(b"XObject", b"<<>>")[:-2] + drawn + b">>"
        kinds[b"Font"] = b"%d 0 R" % self._fonts
        return self._file.add(
            b"<<" + b"".join(b"/%b %b" % (kind, body) for kind, body in kinds.items()) + b">>"
        )

    def _page(
        self, page: DrawnPage, base: int, at: int, resources: int, overlay: int | None
    ) -> None:
        content = b"%d 0 R" % (base + page.content) if page.content else b""
        if overlay is not None:
            content = b"%d 0 R %b %d 0 R" % (self._shared(b"q"), content, overlay)
        boxes = (b"/Rotate 270" if self._frame.turns and page.name == TURNED else b"") + b"".join(
            b"/%b[%b]" % (name, b" ".join(number_bytes(side) for side in box))
            for name, box in zip(_BOX_NAMES, page.boxes, strict=True)
        )
        annotations = b" ".join(b"%d 0 R" % (base + annotation) for annotation in page.annotations)
        self._file.put(
            self._pages + at,
            b"<</Type/Page/Parent %d 0 R%b/Resources %d 0 R/Contents[%b]"
            % (self._tree, boxes, resources, content)
            + (b"/Annots[%b]" % annotations if annotations else b"")
            + b"/Tabs/S/StructParents %d>>" % at,
        )
        marks = b" ".join(b"%d 0 R" % (base + mark) for mark in page.marks)
        self._marks.append(b"%d[%b]" % (at, marks))
        for name, x, y in page.anchors:
            if name in self._frame.targets:
                point = self._pages + at, number_bytes(x), number_bytes(y)
                self._places.setdefault(name, b"[%d 0 R/XYZ %b %b 0]" % point)
        for bookmark in page.bookmarks:
            tag = base + bookmark.element if self._frame.to_tags and bookmark.element else 0
            self._bookmarks.append((bookmark, self._pages + at, tag))

    def _annotations(self, drawn_section: DrawnSection, base: int) -> None:
        """Links know their tags and tags their links (ISO 32000-1, 14.7.4.4)."""
        total = sum(len(page_run.body.pages) for page_run in self._leaves)
        for annotation, element in drawn_section.linked:
            key = total + len(self._links)
            self._file.extend(base + annotation, b"/StructParent %d" % key)
            self._links.append(b"%d %d 0 R" % (key, base + element))
        for group, elements in drawn_section.groups:
            key = total + len(self._links)
            self._file.extend(base + group, b"/StructParents %d" % key)
            marks = b" ".join(b"%d 0 R" % (base + one) if one else b"null" for one in elements)
            self._links.append(b"%d[%b]" % (key, marks))

    # heads and folios ----------------------------------------------------------------------

    def _heads(self, overlay: Overlay, number: int) -> list[int | None]:
        """The heads over each page as a form; None: nothing is painted there."""
        heads = overlay.heads
        drawn = {page.content for page in heads.pages if page.drawn}
        base = self._objects(heads, 0, leave=drawn)
        resources = self._resources(heads, base, 0, ())
        streams = {part.number: part for part in heads.streams}
        bodies = heads.bodies.split(SEPARATOR)
        forms: list[int | None] = []
        for at, index in enumerate(overlay.over):
            page = heads.pages[index]
            if page.content not in drawn:
                forms.append(None)
                continue
            box = b" ".join(number_bytes(side) for side in page.boxes[0])
            entries = b"/Type/XObject/Subtype/Form/BBox[%b]/Resources %d 0 R" % (box, resources)
            filtered, data = self._stream(streams[page.content], number + at)
            # the first that shows these heads takes the place of the page's own content
            form = base + page.content if index == at else self._file.reserve()
            self._file.put(form, bodies[page.content - 1][:-2] + entries + filtered, data)
            forms.append(form)
        return forms

    def _overlay(self, at: int) -> int:
        """The content that draws the heads of a run's page `at`, after the page's own."""
        content = b"Q /Head%d Do" % at
        return self._shared(content)

    def _shared(self, data: bytes) -> int:
        """A content stream that many pages may name."""
        if data not in self._streams:
            self._streams[data] = self._file.add(b"<<>>", data)
        return self._streams[data]

    # the whole file ------------------------------------------------------------------------

    def _finish(self, pages: int) -> None:
        file, frame = self._file, self._frame
        kids = b" ".join(b"%d 0 R" % (self._pages + at) for at in range(pages))
        file.put(self._tree, b"<</Type/Pages/Count %d/Kids[%b]>>" % (pages, kids))
        uses = [
            use
            for page_run in self._leaves
            for one in (page_run.body, *([page_run.overlay.heads] if page_run.overlay else ()))
            for use in one.fonts
        ]
        file.put(self._fonts, embed(file, union(uses).values(), self._font_data))
        self._finish_tags()
        entries = dict(frame.entries)
        if (lines := outline(file, self._bookmarks)) is not None:
            entries["Outlines"] = b"%d 0 R" % lines
        if frame.xmp:
            # Not compressed: search engines and libraries read it without knowing PDF.
            packet = file.add(b"<</Type/Metadata/Subtype/XML>>", frame.xmp)
            entries["Metadata"] = b"%d 0 R" % packet
        names = sorted(self._places, key=sort_key)
        places = b"".join(text_string(name) + self._place(name) for name in names)
        file.put(
            self._catalogue,
            b"<</Type/Catalog/Pages %d 0 R/Lang%b/StructTreeRoot %d 0 R/MarkInfo<</Marked true>>"
            b"/ViewerPreferences<</DisplayDocTitle true>>/Names<</Dests<</Names[%b]>>>>%b>>"
            % (
                self._tree,
                text_string(frame.language),
                self._root,
                places,
                b"".join(b"/%b %b" % (key.encode(), body) for key, body in entries.items()),
            ),
        )
        info = b"".join(b"/%b%b" % (key.encode(), text_string(text))
                        for key, text in frame.info.items())  # fmt: skip
        file.put(self._info, b"<<%b>>" % info)

    def _place(self, name: str) -> bytes:
        """What a name stands for: a place on a page, and the tag where that asks for it."""
        place = self._places[name]
        if not self._frame.to_tags or name not in self._tags:
            return place
        return destinations(place, self._tags[name])

    def _finish_tags(self) -> None:
        numbers = b" ".join((*self._marks, *self._links))
        parents = self._file.add(b"<</Nums[%b]>>" % numbers)
        kids = b" ".join(b"%d 0 R" % number for number in self._structure)
        self._file.put(
            self._document,
            b"<</Type/StructElem/S/Document/P %d 0 R/K[%b]>>" % (self._root, kids),
        )
        self._file.put(
            self._root,
            b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d%b>>"
            % (self._document, parents, len(self._marks) + len(self._links), self._id_tree()),
        )

    def _id_tree(self) -> bytes:
        """The tags that have names, by which others find them (ISO 32000-1, table 322)."""
        ids = sorted(self._ids, key=lambda one: sort_key(one[0]))
        names = b"".join(text_string(name) + b"%d 0 R" % number for name, number in ids)
        return b"/IDTree<</Names[%b]>>" % names if ids else b""
