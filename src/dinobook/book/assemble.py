"""Fragments in the order of the manifest → one book: numbered, linked, with its made pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlsplit

from lxml import etree
from markupsafe import Markup

from dinobook import xhtml
from dinobook.book.citing import place_citations
from dinobook.book.empty_pages import with_something_to_show
from dinobook.book.endnotes import notes_at_back, with_notes_at_end
from dinobook.book.index import Mark
from dinobook.book.index_page import linked_index
from dinobook.book.links import Targets, resolve, targets_of
from dinobook.book.made_pages import Material, image_path, title_of, values_of
from dinobook.book.model import Asset, Book, Kind, Matter, Metadata, Section
from dinobook.book.numbering import Captions, roman
from dinobook.book.outline import LISTED
from dinobook.book.words import Words, words_for, written_date
from dinobook.citations import NOTHING_CITED, Cited
from dinobook.manifest.model import ChapterRow, GenerateRow, MatterRow, PartRow, Row
from dinobook.manifest.page_rows import file_of, printed_file
from dinobook.markup import typeset_text
from dinobook.markup.fragment import Fragment, IndexMark, Note
from dinobook.slugs import slug
from dinobook.theme import Theme


@dataclass(slots=True)
class _State:
    """Where the walk over the outline has come."""

    matter: Matter = Matter.BODY
    part: str = ""
    parts: int = 0
    chapters: int = 0


class _Assembly:
    """One walk over the rows. Made for one book and thrown away."""

    def __init__(
        self,
        metadata: Metadata,
        fragments: Mapping[str, Fragment],
        theme: Theme,
        typefaces: str,
        targets: Targets,
        cited: Cited,
    ) -> None:
        self.metadata = metadata
        self.fragments = fragments
        self.theme = theme
        self.typefaces = typefaces
        self.targets = targets
        self.cited = cited
        self.words: Words = words_for(metadata.language)
        self.captions = Captions(self.words)
        self.state = _State()
        self.made: dict[str, GenerateRow] = {}

    def section(self, row: Row) -> Section | None:
        """The row's section; None for a row that only changes where we are."""
        if isinstance(row, MatterRow):
            self.state.matter = Matter(row.matter)
            self.state.part = ""
            return None
        if isinstance(row, PartRow):
            return self._part(row)
        if isinstance(row, GenerateRow):
            return self._page(row)
        return self._chapter(row)

    def _part(self, row: PartRow) -> Section:
        title = self.state.part = self._typeset(row.part)
        self.state.parts += 1
        number = roman(self.state.parts)
        label = self.words.part.format(number)
        name = part_id(row)
        text = self.theme.page(
            "part", id=name, matter=self.state.matter.value, label=label, title=title
        )
        return Section(name, Kind.PART, self.state.matter, title, text, number, label, title, title)

    def _page(self, row: GenerateRow) -> Section:
        """A made page; its text is filled in once every section is known."""
        kind, part = Kind(row.generate), self.state.part
        title = self._typeset(row.title) or title_of(kind, self.metadata)
        page = Section(
            kind.value,
            kind,
            self.state.matter,
            title,
            "",
            short=title,
            part=part,
            depth=1 if part and kind in LISTED else 0,
        )
        self.made[page.id] = row
        return self._with_file(page, self.fragments[file_of(row)]) if file_of(row) else page

    def _with_file(self, page: Section, fragment: Fragment) -> Section:
        """The page filled with the file that it shows, and what belongs to that."""
        body, notes = self._finished(fragment)
        body.set("id", fragment.meta.id)
        if fragment.meta.lang:
            body.set("lang", fragment.meta.lang)
            body.set(xhtml.XML_LANG, fragment.meta.lang)
        page = replace(
            page,
            headings=fragment.headings,
            notes=notes,
            marks=tuple(_mark(mark) for mark in fragment.marks),
            place=fragment.place,
        )
        return self._filled(page, (), Markup(xhtml.serialise(body)))  # noqa: S704 - checked XHTML

    def _chapter(self, row: ChapterRow) -> Section:
        fragment, state = self.fragments[row.id], self.state
        meta = fragment.meta
        numbered = state.matter is Matter.BODY
        state.chapters += numbered
        number = str(state.chapters) if numbered else ""
        body, notes = self._finished(fragment)
        short = self._typeset(row.short) or meta.title
        date = written_date(meta.date, self.words)
        text = self.theme.page(
            "chapter",
            id=meta.id,
            matter=state.matter.value,
            number=number,
            title=meta.title,
            subtitle=meta.subtitle,
            author=meta.author,
            date=date,
            iso_date=meta.date,
            source=meta.source,
            source_host=(urlsplit(meta.source).hostname or "").removeprefix("www."),
            short=short,
            part=state.part or self.metadata.title,
            lang=meta.lang,
            body=Markup(xhtml.inner(body)),  # noqa: S704 - checked XHTML,
        )
        return Section(
            meta.id,
            Kind.CHAPTER,
            state.matter,
            meta.title,
            text,
            number,
            self.words.chapter.format(number) if number else "",
            short,
            state.part,
            date,
            meta.lang,
            1 if state.part else 0,
            fragment.headings,
            notes,
            tuple(_mark(mark) for mark in fragment.marks),
            fragment.place,
        )

    def _typeset(self, text: str) -> str:
        return typeset_text(text, self.metadata.language)

    def _finished(self, fragment: Fragment) -> tuple[etree._Element, tuple[Note, ...]]:
        """The text of a file and its notes, with their links, citations and numbers."""
        body = xhtml.parse(fragment.xhtml)
        self._finish(body, fragment)
        return body, tuple(self._note(note, fragment) for note in fragment.notes)

    def _note(self, note: Note, fragment: Fragment) -> Note:
        root = xhtml.parse(note.xhtml)
        self._finish(root, fragment)
        return replace(note, xhtml=xhtml.serialise(root))

    def _finish(self, root: etree._Element, fragment: Fragment) -> None:
        resolve(root, self.targets, fragment.place.path)
        linked = Kind.BIBLIOGRAPHY in self.targets.printed
        place_citations(root, self.cited.texts.get(fragment.meta.id, ()), linked=linked)
        self.captions.number(root)

    def fill(self, section: Section, sections: Sequence[Section]) -> Section:
        """The section with its text, now that all sections are known."""
        if section.xhtml:
            return section
        if section.kind is Kind.INDEX:
            marks = [mark for one in sections for mark in one.marks]
            return linked_index(section, marks, self.theme, self.metadata.language)
        return self._filled(section, sections)

    def _filled(
        self, section: Section, sections: Sequence[Section], body: Markup | None = None
    ) -> Section:
        """A made page with its text; `body` is that of its own file."""
        row = self.made[section.id]
        material = Material(row, sections, self.fragments, self.metadata, self.cited, body)
        text = self.theme.page(
            section.kind.value,
            id=section.id,
            matter=section.matter.value,
            title=section.title,
            book=self.metadata,
            words=self.words,
            part=section.part or self.metadata.title,
            typefaces=self.typefaces,
            **values_of(material),
        )
        return replace(section, xhtml=text)


def assemble(
    rows: Sequence[Row],
    fragments: Mapping[str, Fragment],
    metadata: Metadata,
    theme: Theme,
    assets: Sequence[Asset],
    typefaces: str,
    cited: Cited = NOTHING_CITED,
    notes: Literal["own", "chapter", "book"] = "own",
) -> Book:
    """The book of one edition.

    `rows` name only chapters that are in `fragments`; `assets` are all the pictures there are, and
    the book keeps those that it shows. `typefaces` is what the colophon says about them. `cited`
    are the citations of these rows; without any, a bibliography is left out, as is every made page
    with nothing to show. `notes` stand where the writer puts them (`own`), at the end of each
    chapter, or at the back.
    """
    rows = with_something_to_show(rows, fragments)
    rows = [row for row in rows if cited.entries or section_id(row) != Kind.BIBLIOGRAPHY]
    names = [name for row in rows for name in (section_id(row), file_of(row)) if name]
    assembly = _Assembly(
        metadata, fragments, theme, typefaces, targets_of(fragments.values(), names), cited
    )
    walked = [assembly.section(row) for row in rows if not _is_empty(row, rows, fragments)]
    sections = _with_notes(
        [section for section in walked if section is not None], notes, assembly.words
    )
    filled = tuple(assembly.fill(section, sections) for section in sections)
    shown = {path for row in rows for path in _pictures(row, fragments)}
    return Book(metadata, filled, tuple(asset for asset in assets if asset.path in shown))


def _pictures(row: Row, fragments: Mapping[str, Fragment]) -> Iterator[str]:
    """The project paths of the pictures that a row shows."""
    if name := printed_file(row):
        yield from (image.path for image in fragments[name].images)
    if isinstance(row, GenerateRow):
        yield image_path(row)


def _mark(mark: IndexMark) -> Mark:
    said = (mark.term, mark.at, mark.until, mark.note, mark.sub)
    return Mark(*said, mark.see, mark.also, mark.sort_as)


def _with_notes(
    sections: list[Section], place: Literal["own", "chapter", "book"], words: Words
) -> list[Section]:
    if place == "own":
        return sections
    if place == "book":
        return notes_at_back(sections, words)
    return [with_notes_at_end(section, words) for section in sections]


def _is_empty(row: Row, rows: Sequence[Row], fragments: Mapping[str, Fragment]) -> bool:
    """Whether the row is an index that would list nothing."""
    if not isinstance(row, GenerateRow) or row.generate != Kind.INDEX.value:
        return False
    return not any(fragments[name].marks for one in rows if (name := printed_file(one)))


def section_id(row: Row) -> str:
    """The id of the section that a row becomes; empty for a row that becomes none."""
    if isinstance(row, ChapterRow):
        return row.id
    if isinstance(row, PartRow):
        return part_id(row)
    return row.generate if isinstance(row, GenerateRow) else ""


def part_id(row: PartRow) -> str:
    return row.id or f"part-{slug(row.part)}"
