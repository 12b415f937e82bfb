"""Fragments in the order of the manifest → one book: numbered, linked, with its made pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from lxml import etree
from markupsafe import Markup

from dinobook import xhtml
from dinobook.book.empty_pages import with_something_to_show
from dinobook.book.links import Targets, resolve, targets_of
from dinobook.book.made_pages import Material, image_path, title_of, values_of
from dinobook.book.model import Asset, Book, Kind, Matter, Metadata, Section
from dinobook.book.numbering import Captions, roman
from dinobook.book.outline import LISTED
from dinobook.book.words import Words, words_for, written_date
from dinobook.manifest.model import ChapterRow, GenerateRow, MatterRow, PartRow, Row
from dinobook.manifest.page_rows import file_of
from dinobook.markup import typeset_text
from dinobook.markup.fragment import Fragment, Note
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
    ) -> None:
        self.metadata = metadata
        self.fragments = fragments
        self.theme = theme
        self.typefaces = typefaces
        self.targets = targets
        self.words: Words = words_for(metadata.language)
        self.captions = Captions(self.words)
        self.state = _State()
        self.files: dict[str, Markup] = {}

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
        return self._with_file(page, self.fragments[file_of(row)]) if file_of(row) else page

    def _with_file(self, page: Section, fragment: Fragment) -> Section:
        """The page with what belongs to the file that it shows."""
        body, notes = self._finished(fragment)
        body.set("id", fragment.meta.id)
        if fragment.meta.lang:
            body.set("lang", fragment.meta.lang)
            body.set(xhtml.XML_LANG, fragment.meta.lang)
        self.files[page.id] = Markup(xhtml.serialise(body))  # noqa: S704 - checked XHTML
        return replace(page, headings=fragment.headings, notes=notes, place=fragment.place)

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
            fragment.place,
        )

    def _typeset(self, text: str) -> str:
        return typeset_text(text, self.metadata.language)

    def _finished(self, fragment: Fragment) -> tuple[etree._Element, tuple[Note, ...]]:
        """The text of a file and its notes, with their links and numbers."""
        body = xhtml.parse(fragment.xhtml)
        self._finish(body, fragment.place.path)
        return body, tuple(self._note(note, fragment.place.path) for note in fragment.notes)

    def _note(self, note: Note, here: str) -> Note:
        root = xhtml.parse(note.xhtml)
        self._finish(root, here)
        return replace(note, xhtml=xhtml.serialise(root))

    def _finish(self, root: etree._Element, here: str) -> None:
        resolve(root, self.targets, here)
        self.captions.number(root)

    def fill(self, row: Row, section: Section, sections: Sequence[Section]) -> Section:
        """The section with its text, now that all sections are known."""
        if not isinstance(row, GenerateRow):
            return section
        material = Material(
            row, sections, self.fragments, self.metadata, self.files.get(section.id)
        )
        text = self.theme.page(
            section.kind.value,
            id=section.id,
            matter=section.matter.value,
            title=section.title,
            part=section.part or self.metadata.title,
            book=self.metadata,
            words=self.words,
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
) -> Book:
    """The book of one edition.

    `rows` name only chapters that are in `fragments`; `assets` are all the pictures there are, and
    the book keeps those that it shows. `typefaces` is what the colophon says about them. A made
    page with nothing to show is left out.
    """
    rows = with_something_to_show(rows, fragments)
    names = [name for row in rows for name in (section_id(row), file_of(row)) if name]
    assembly = _Assembly(
        metadata, fragments, theme, typefaces, targets_of(fragments.values(), names)
    )
    walked = [(row, section) for row in rows if (section := assembly.section(row)) is not None]
    sections = [section for _, section in walked]
    filled = tuple(assembly.fill(row, section, sections) for row, section in walked)
    shown = {path for row in rows for path in _pictures(row, fragments)}
    return Book(metadata, filled, tuple(asset for asset in assets if asset.path in shown))


def _pictures(row: Row, fragments: Mapping[str, Fragment]) -> Iterator[str]:
    """The project paths of the pictures that a row shows."""
    name = row.id if isinstance(row, ChapterRow) else file_of(row)
    if name:
        yield from (image.path for image in fragments[name].images)
    if isinstance(row, GenerateRow):
        yield image_path(row)


def section_id(row: Row) -> str:
    """The id of the section that a row becomes; empty for a row that becomes none."""
    if isinstance(row, ChapterRow):
        return row.id
    if isinstance(row, PartRow):
        return part_id(row)
    return row.generate if isinstance(row, GenerateRow) else ""


def part_id(row: PartRow) -> str:
    return row.id or f"part-{slug(row.part)}"
