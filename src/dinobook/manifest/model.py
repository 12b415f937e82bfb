"""The manifest's strict model: what may stand in `book.yaml`, and nothing else.

The same classes are the values that travel through the build. `line` is the row's line in the
file, counted from 1; it is set by the parser and is no key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field, SkipValidation

from dinobook.manifest.book_info import BookInfo, TypographyInfo
from dinobook.manifest.cover_keys import CoverInfo
from dinobook.manifest.kinds import (
    Filled,
    Id,
    Ids,
    Isbn,
    OptionalId,
    PageSize,
    PrinterName,
    Text,
)
from dinobook.manifest.print_rules import Count, PrintRules
from dinobook.manifest.strict import Strict
from dinobook.printers import Printer, printer
from dinobook.problems import Place

# Keys whose values are taken as they are written, quotes or none: `isbn: 9789…` loses no digit.
VERBATIM_KEYS: Final = frozenset(
    {
        *("after", "arrangement", "aside", "before", "date", "depot", "depth", "dpi", "editions"),
        *("file", "id", "identifier", "isbn", "nocite", "nur", "only", "printings", "sources"),
        *("thema", "together"),
        *("addon", "barcode", "flaps", "price"),
        *PrintRules.model_fields,
    }
)


KeyPlaces = Annotated[Mapping[tuple[str, ...], Place], SkipValidation]
Links = Literal["notes", "inline", "none"]
Layout = Literal["large-print", "easy-reading", "thesis"]


class MatterRow(Strict):
    """From here on: front, body or back matter."""

    matter: Literal["front", "body", "back"]
    line: int = Field(default=0, exclude=True)


class PartRow(Strict):
    """A part page; chapters after it belong to it. `id`: else `part-` and the title's slug."""

    part: Filled
    id: OptionalId = ""
    editions: tuple[Text, ...] = ()
    line: int = Field(default=0, exclude=True)


class GenerateRow(Strict):
    """A page that the book makes itself. Some have options of their own: see `page_rows`."""

    generate: Literal[
        "half-title",
        "frontispiece",
        "title-page",
        "colophon",
        "dedication",
        "epigraph",
        "contents",
        "figures",
        "tables",
        "abbreviations",
        "glossary",
        "sources",
        "bibliography",
        "index",
        "about",
        "other-books",
    ]
    title: Text = ""
    editions: tuple[Text, ...] = ()
    line: int = Field(default=0, exclude=True)


class ChapterRow(Strict):
    """A chapter by its permanent id. `editions` empty: in all; `hold`: listed, not printed.

    An appendix has a letter where other chapters have a number. `after`, `before`, `together` and
    `place` say where it may stand (`dinobook.manifest.constraints`).
    """

    id: Id
    short: Text = ""
    kind: Literal["chapter", "appendix"] = "chapter"
    status: Literal["ready", "hold"] = "ready"
    editions: tuple[Text, ...] = ()
    after: Ids = ()
    before: Ids = ()
    together: Text = ""
    place: Literal["first", "last"] | None = None
    line: int = Field(default=0, exclude=True)


Row = MatterRow | PartRow | GenerateRow | ChapterRow


class Arrangement(Strict):
    """Another order of the same chapters, by its name."""

    not_keys: ClassVar[frozenset[str]] = frozenset({"line", "name", "rows"})

    name: Text
    rows: tuple[Row, ...] = ()
    line: int = Field(default=0, exclude=True)


class EditionSpec(Strict):
    """One output. `page` is `a5`, `a4` or `WIDTHxHEIGHT` in mm, for PDF only.

    `layout` is a named choice of type and page, whose style sheet is `styles/layouts/NAME.css`.
    `printer` names whose rules a PDF for print keeps, and `print` changes some of them. `icc` is
    the profile of its press, a file below `manuscript/`. `standard` makes a PDF without a printer
    fit for an archive. `dpi` is the most that pictures of a PDF keep; 0: as many as they have.
    `arrangement` is the order that it prints; empty: the outline.
    """

    not_keys: ClassVar[frozenset[str]] = frozenset({"line", "name"})

    name: Text = ""
    format: Literal["epub", "pdf"]
    use: Literal["screen", "print"] = "print"
    page: PageSize = ""
    layout: Layout | None = None
    printer: PrinterName = ""
    print: PrintRules = PrintRules()
    cover: CoverInfo = CoverInfo()
    icc: Text = ""
    standard: Literal["a-2a", "a-2b", "a-3a", "a-3b", "ua-2"] | None = None
    dpi: Count = 0
    typesetting: Literal["fine", "plain"] | None = None
    links: Links | None = None
    notes: Literal["page", "chapter", "book"] = "page"
    isbn: Isbn = ""
    arrangement: Text = ""
    only: tuple[Id, ...] = ()
    line: int = Field(default=0, exclude=True)

    @property
    def on_paper(self) -> bool:
        return self.format == "pdf" and self.use == "print"

    @property
    def printed_by(self) -> Printer | None:
        """The printer with the edition's own rules; None: it is for no printer."""
        if not self.printer or not self.on_paper:
            return None
        return self.print.over(printer(self.printer))

    @property
    def links_shown(self) -> Links:
        """How the addresses of outside links are printed; on paper they are notes unasked."""
        return self.links or ("notes" if self.on_paper else "none")

    @property
    def ragged(self) -> bool:
        """Whether its lines are not justified."""
        return self.layout in ("large-print", "easy-reading")

    @property
    def fine(self) -> bool:
        """Whether the lines of whole paragraphs are chosen together, as they are unasked."""
        return self.typesetting != "plain"


class Manifest(Strict):
    """The whole file. `editions` are in the order of the file; `path` is its project path.

    `places` says where each key of the book and of its editions stands, by the keys that lead to
    it: ("editions", "print", "cover", "paper").
    """

    not_keys: ClassVar[frozenset[str]] = frozenset({"path", "places"})

    path: Text
    book: BookInfo
    outline: tuple[Row, ...]
    aside: tuple[Id, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    editions: tuple[EditionSpec, ...]
    typography: TypographyInfo = TypographyInfo()
    places: KeyPlaces = Field(default_factory=dict, exclude=True, repr=False)

    def place_of(self, *keys: str) -> Place:
        """Where the last of `keys` stands, each inside the one before; else what is around it."""
        around = (keys[:end] for end in range(len(keys), 0, -1))
        return next((self.places[one] for one in around if one in self.places), Place(self.path))

    def place_in(self, edition: EditionSpec, *keys: str) -> Place:
        return self.place_of("editions", edition.name, *keys)

    def cover_place(self, edition: EditionSpec, key: str) -> Place:
        """Where a key of an edition's cover stands: its own, or the book's."""
        if key in edition.cover.model_fields_set or key not in self.book.cover.model_fields_set:
            return self.place_in(edition, "cover", key)
        return self.place_of("book", "cover", key)

    def order(self, arrangement: str = "") -> tuple[Row, ...]:
        """The rows of an arrangement; of the outline for no name, or for one that is not there."""
        named = (one.rows for one in self.arrangements if arrangement and one.name == arrangement)
        return next(named, self.outline)

    @property
    def printed_rows(self) -> tuple[Row, ...]:
        """The rows of the outline, and of every arrangement that an edition prints."""
        names = dict.fromkeys(["", *(edition.arrangement for edition in self.editions)])
        orders = dict.fromkeys(self.order(name) for name in names)
        return tuple(row for rows in orders for row in rows)

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """The layouts of the editions that have pages, each once."""
        named = [
            edition.layout
            for edition in self.editions
            if edition.layout and edition.format == "pdf"
        ]
        return tuple(dict.fromkeys(named))
