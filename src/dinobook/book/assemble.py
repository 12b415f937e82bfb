"""Fragments in the order of the manifest → one book: numbered, linked, with its made pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlsplit

from lxml import etree
from markupsafe import Markup

from dinobook import xhtml
from dinobook.book.conventions import DEFAULT, Conventions
from dinobook.book.hyphenation import keep_one_letter_parts
from dinobook.book.made_pages.empty import with_something_to_show
from dinobook.book.made_pages.endnotes import notes_at_back, with_notes_at_end
from dinobook.book.made_pages.index import Mark
from dinobook.book.made_pages.index_page import linked_index
from dinobook.book.made_pages.make import Material, image_path, values_of
from dinobook.book.made_pages.titles import names_in_book, titles_by
from dinobook.book.model import Asset, Book, Kind, Matter, Metadata, Section
from dinobook.book.numbers.headings import number_headings, with_numbers
from dinobook.book.numbers.note_calls import with_calls_in_title
from dinobook.book.numbers.numbering import APPENDIX, Named, label_captions
from dinobook.book.outline import LISTED
from dinobook.book.pictures.facing import with_picture_first
from dinobook.book.references.addresses import Addresses
from dinobook.book.references.citations import place_citations, with_citation_notes
from dinobook.book.references.links import Targets, resolve, targets_of
from dinobook.book.references.qr_codes import QrCodes
from dinobook.book.references.references import References
from dinobook.book.section_ids import part_id, printed_ids, section_id
from dinobook.book.words.model import Words, words_for, written_date
from dinobook.book.words.references import caption_labels, reference_words_for
from dinobook.citations.model import NOTHING_CITED, Cited
from dinobook.manifest.model import ChapterRow, GenerateRow, MatterRow, PartRow, Row
from dinobook.manifest.page_rows import ContentsRow, file_of, printed_file
from dinobook.markup.fragment import Fragment, Note
from dinobook.markup.typography.tree import typeset_text
from dinobook.theme import Theme


@dataclass(slots=True)
class _State:
    """Where the walk over the outline has come."""

    matter: Matter = Matter.BODY
    part: str = ""


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
        names: Mapping[str, Named],
        conventions: Conventions,
    ) -> None:
        self.metadata = metadata
        self.fragments = fragments
        self.theme = theme
        self.typefaces = typefaces
        self.targets = targets
        self.cited = cited
        self.names = names
        self.conventions = conventions
        self.words: Words = words_for(metadata.language, metadata.own)
        self.reference_words = reference_words_for(metadata.language, metadata.own)
        self.labels = caption_labels(metadata.language, metadata.own)
        self.qr_codes = QrCodes(self.words, drawn=conventions.qr_codes)
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
        name = part_id(row)
        label = self.words.part.format(number := self.names[name].number)
        text = self.theme.page(
            "part", id=name, matter=self.state.matter.value, label=label, title=title
        )
        return Section(name, Kind.PART, self.state.matter, title, text, number, label, title, title)

    def _page(self, row: GenerateRow) -> Section:
        """A made page; its text is filled in once every section is known."""
        kind, part = Kind(row.generate), self.state.part
        title = self.names[row.generate].title
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
            marks=self._marks(fragment, notes),
            place=fragment.place,
            digest=fragment.digest,
        )
        return self._filled(page, (), Markup(xhtml.serialise(body)))  # noqa: S704 - checked XHTML

    def _chapter(self, row: ChapterRow) -> Section:
        fragment, state = self.fragments[row.id], self.state
        meta = fragment.meta
        number = self.names[row.id].number
        label = self.words.chapter
        if row.kind == APPENDIX:
            label = self.reference_words.appendix_label
        body, notes = self._finished(fragment)
        short = self._typeset(row.short, meta.lang) or meta.title
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
            with_picture_first(with_calls_in_title(text)),
            number,
            label.format(number) if number else "",
            short,
            state.part,
            date,
            meta.lang,
            1 if state.part else 0,
            with_numbers(fragment.headings, self.names),
            notes,
            self._marks(fragment, notes),
            fragment.place,
            fragment.digest,
        )

    def _finished(self, fragment: Fragment) -> tuple[etree._Element, tuple[Note, ...]]:
        """The text of a file and its notes, with their links, references and numbers."""
        body = xhtml.parse(fragment.xhtml)
        roots = [body, *(xhtml.parse(note.xhtml) for note in fragment.notes)]
        references = References(fragment.meta.id, self.names, self.reference_words)
        linked = Kind.BIBLIOGRAPHY in self.targets.printed
        for root in roots:
            resolve(root, self.targets, fragment.place.path)
            references.write(root)
            place_citations(root, self.cited.texts.get(fragment.meta.id, ()), linked=linked)
            label_captions(root, self.names, self.labels)
            number_headings(root, self.names)
            self.qr_codes.place(root)
            keep_one_letter_parts(root)
        notes = [
            replace(note, xhtml=xhtml.serialise(root))
            for note, root in zip(fragment.notes, roots[1:], strict=True)
        ]
        addresses = Addresses(fragment.meta.id, self.conventions.links)
        return body, addresses.written(body, with_citation_notes(fragment.meta.id, body, notes))

    def _marks(self, fragment: Fragment, notes: Sequence[Note]) -> tuple[Mark, ...]:
        """The marks of a file, of whose notes `notes` are the finished ones: addresses are some."""
        numbers = {note.id: note.number for note in notes}
        moved = {note.number: numbers[note.id] for note in fragment.notes}
        return tuple(replace(mark, note=moved.get(mark.note, 0)) for mark in fragment.marks)

    def _typeset(self, text: str, language: str = "") -> str:
        return typeset_text(text, language or self.metadata.language, self.conventions.house)

    def fill(self, section: Section, sections: Sequence[Section]) -> Section:
        """The section with its text, now that all sections are known."""
        if section.xhtml:
            return section
        if section.kind is Kind.INDEX:
            marks = [mark for one in sections for mark in one.marks]
            return linked_index(section, marks, self.theme, self.words)
        return self._filled(section, sections)

    def _filled(
        self, section: Section, sections: Sequence[Section], body: Markup | None = None
    ) -> Section:
        """A made page with its text; `body` is that of its own file."""
        row = self.made[section.id]
        material = Material(
            row,
            sections,
            self.fragments,
            self.metadata,
            self.names,
            self.cited,
            body,
            self.conventions.house,
        )
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
        return replace(section, xhtml=with_calls_in_title(text))


def assemble(
    rows: Sequence[Row],
    fragments: Mapping[str, Fragment],
    metadata: Metadata,
    theme: Theme,
    assets: Sequence[Asset],
    typefaces: str,
    cited: Cited = NOTHING_CITED,
    notes: Literal["own", "chapter", "book"] = "own",
    conventions: Conventions = DEFAULT,
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
    targets = targets_of(fragments.values(), printed_ids(rows))
    names = names_in_book(rows, fragments, titles_by(metadata), conventions)
    assembly = _Assembly(metadata, fragments, theme, typefaces, targets, cited, names, conventions)
    walked = [section for row in rows if (section := assembly.section(row)) is not None]
    sections = _with_notes(walked, notes, assembly.words)
    filled = tuple(assembly.fill(section, sections) for section in sections)
    shown = {path for row in rows for path in _pictures(row, fragments)}
    depth = max((int(row.depth) for row in rows if isinstance(row, ContentsRow)), default=1)
    pictures = [asset for asset in assets if asset.path in shown]
    drawn = (*pictures, *assembly.qr_codes.assets.values())
    return Book(metadata, filled, drawn, contents_depth=depth)


def _pictures(row: Row, fragments: Mapping[str, Fragment]) -> Iterator[str]:
    """The project paths of the pictures that a row shows."""
    if name := printed_file(row):
        yield from (image.path for image in fragments[name].images)
    if isinstance(row, GenerateRow):
        yield image_path(row)


def _with_notes(
    sections: list[Section], place: Literal["own", "chapter", "book"], words: Words
) -> list[Section]:
    if place == "own":
        return sections
    if place == "book":
        return notes_at_back(sections, words)
    return [with_notes_at_end(section, words) for section in sections]
