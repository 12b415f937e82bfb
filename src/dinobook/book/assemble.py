"""Fragments in the order of the manifest → one book: numbered, linked, with its made pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from lxml import etree
from markupsafe import Markup

from dinobook import xhtml
from dinobook.book.hyphenation import keep_one_letter_parts
from dinobook.book.index import Mark
from dinobook.book.index_page import linked_index
from dinobook.book.links import Targets, resolve, targets_of
from dinobook.book.model import Asset, Book, Kind, Matter, Metadata, Section
from dinobook.book.numbering import Captions, roman
from dinobook.book.outline import tree
from dinobook.book.words import Words, words_for, written_date
from dinobook.manifest.model import ChapterRow, GenerateRow, MatterRow, PartRow, Row
from dinobook.markup import DEFAULT_HOUSE, HouseStyle, typeset_text
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
        house: HouseStyle,
    ) -> None:
        self.metadata = metadata
        self.fragments = fragments
        self.theme = theme
        self.typefaces = typefaces
        self.targets = targets
        self.house = house
        self.words: Words = words_for(metadata.language)
        self.captions = Captions(self.words)
        self.state = _State()

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
        kind = Kind(row.generate)
        title = self._typeset(row.title) or _title(kind, self.words)
        text = ""  # filled once every section is known
        return Section(kind.value, kind, self.state.matter, title, text, short=title)

    def _chapter(self, row: ChapterRow) -> Section:
        fragment, state = self.fragments[row.id], self.state
        meta = fragment.meta
        numbered = state.matter is Matter.BODY
        state.chapters += numbered
        number = str(state.chapters) if numbered else ""
        body = xhtml.parse(fragment.xhtml)
        self._finish(body, fragment.place.path)
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
            tuple(self._note(note, fragment.place.path) for note in fragment.notes),
            tuple(_mark(mark) for mark in fragment.marks),
            fragment.place,
        )

    def _typeset(self, text: str) -> str:
        return typeset_text(text, self.metadata.language, self.house)

    def _note(self, note: Note, here: str) -> Note:
        root = xhtml.parse(note.xhtml)
        self._finish(root, here)
        return replace(note, xhtml=xhtml.serialise(root))

    def _finish(self, root: etree._Element, here: str) -> None:
        resolve(root, self.targets, here)
        self.captions.number(root)
        keep_one_letter_parts(root)

    def fill(self, section: Section, sections: Sequence[Section]) -> Section:
        """The section with its text, now that all sections are known."""
        if section.xhtml:
            return section
        if section.kind is Kind.INDEX:
            marks = [mark for one in sections for mark in one.marks]
            return linked_index(section, marks, self.theme, self.metadata.language)
        text = self.theme.page(
            section.kind.value,
            id=section.id,
            matter=section.matter.value,
            title=section.title,
            book=self.metadata,
            words=self.words,
            typefaces=self.typefaces,
            entries=tree(sections),
        )
        return replace(section, xhtml=text)


def assemble(
    rows: Sequence[Row],
    fragments: Mapping[str, Fragment],
    metadata: Metadata,
    theme: Theme,
    assets: Sequence[Asset],
    typefaces: str,
    house: HouseStyle = DEFAULT_HOUSE,
) -> Book:
    """The book of one edition.

    `rows` name only chapters that are in `fragments`; `assets` are all the pictures there are, and
    the book keeps those that it shows. `typefaces` is what the colophon says about them. `house` is
    for titles that stand in the manifest.
    """
    names = [name for row in rows if (name := section_id(row))]
    assembly = _Assembly(
        metadata, fragments, theme, typefaces, targets_of(fragments.values(), names), house
    )
    walked = [assembly.section(row) for row in rows if not _is_empty(row, rows, fragments)]
    sections = [section for section in walked if section is not None]
    filled = tuple(assembly.fill(section, sections) for section in sections)
    shown = {image.path for row in rows if isinstance(row, ChapterRow)
             for image in fragments[row.id].images}  # fmt: skip
    return Book(metadata, filled, tuple(asset for asset in assets if asset.path in shown))


def _mark(mark: IndexMark) -> Mark:
    said = (mark.term, mark.at, mark.until, mark.note, mark.sub)
    return Mark(*said, mark.see, mark.also, mark.sort_as)


def _is_empty(row: Row, rows: Sequence[Row], fragments: Mapping[str, Fragment]) -> bool:
    """Whether the row is an index that would list nothing."""
    if not isinstance(row, GenerateRow) or row.generate != Kind.INDEX.value:
        return False
    return not any(fragments[one.id].marks for one in rows if isinstance(one, ChapterRow))


def section_id(row: Row) -> str:
    """The id of the section that a row becomes; empty for a row that becomes none."""
    if isinstance(row, ChapterRow):
        return row.id
    if isinstance(row, PartRow):
        return part_id(row)
    return row.generate if isinstance(row, GenerateRow) else ""


def part_id(row: PartRow) -> str:
    return row.id or f"part-{slug(row.part)}"


def _title(kind: Kind, words: Words) -> str:
    return {
        Kind.HALF_TITLE: words.half_title,
        Kind.TITLE_PAGE: words.title_page,
        Kind.COLOPHON: words.colophon,
        Kind.CONTENTS: words.contents,
        Kind.INDEX: words.index,
    }[kind]
