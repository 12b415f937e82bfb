"""The manifest's strict model: what may stand in `book.yaml`, and nothing else.

The same classes are the values that travel through the build. `line` is the row's line in the
file, counted from 1; it is set by the parser and is no key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, ClassVar, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SkipValidation
from pydantic.json_schema import WithJsonSchema

from dinobook.manifest import values
from dinobook.manifest.cover_keys import CoverInfo
from dinobook.manifest.print_rules import Count, PrintRules
from dinobook.manifest.strict import Strict
from dinobook.printers import Printer, names, printer
from dinobook.problems import Place

# Keys whose values are taken as they are written, quotes or none: `isbn: 9789…` loses no digit.
VERBATIM_KEYS: Final = frozenset(
    {
        *("aside", "date", "depot", "depth", "dpi", "editions", "file", "id", "identifier", "isbn"),
        *("nocite", "nur", "only", "printings", "sources", "thema"),
        *("addon", "barcode", "flaps", "price"),
        *PrintRules.model_fields,
    }
)


def _given(check: Callable[[str], str]) -> AfterValidator:
    """`check` for a text that may be left empty."""
    return AfterValidator(lambda text: check(text) if text else text)


def _shape(pattern: str, *, number: bool = False) -> WithJsonSchema:
    """What an editor may check while the author types. `number`: also without quotes."""
    kinds = ["string", "integer"] if number else "string"
    return WithJsonSchema({"type": kinds, "pattern": f"^({pattern})$"})


Text = Annotated[str, Field(strict=True)]
KeyPlaces = Annotated[Mapping[tuple[str, ...], Place], SkipValidation]
Filled = Annotated[Text, AfterValidator(values.filled)]
Id = Annotated[Text, AfterValidator(values.chapter_id)]
Language = Annotated[Text, AfterValidator(values.language_tag), _shape(values.LANGUAGE_PATTERN)]
Urn = Annotated[Text, AfterValidator(values.urn), _shape(values.URN_PATTERN)]
PartialDate = Annotated[Text, _given(values.partial_date), _shape(values.DATE_PATTERN, number=True)]
Isbn = Annotated[Text, _given(values.isbn), _shape(values.ISBN_PATTERN, number=True)]
Nur = Annotated[
    Text,
    BeforeValidator(lambda code: str(code) if isinstance(code, int) else code),
    _given(values.nur_code),
    _shape(values.NUR_PATTERN, number=True),
]
Depot = Annotated[Text, _given(values.depot_number), _shape(values.DEPOT_PATTERN)]
PrinterName = Annotated[Text, _given(values.printer_name), _shape("|".join(names()))]
PageSize = Annotated[Text, _given(values.page_size), _shape(values.PAGE_PATTERN)]
OneOrMore = Annotated[
    tuple[Filled, ...],
    BeforeValidator(lambda given: (given,) if isinstance(given, str) else given),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": ["string", "integer"]}}]}
    ),
]
OptionalId = Annotated[Text, _given(values.chapter_id)]


DEFAULT_LANGUAGE: Final = "nl-BE"
Links = Literal["notes", "inline", "none"]
Layout = Literal["large-print", "easy-reading", "thesis"]


class AuthorInfo(Strict):
    """Who wrote the book. `sort` is the name as a library files it: `Peeters, An`."""

    name: Filled
    sort: Text = ""


class Subjects(Strict):
    """What the book is about, in the codes of the trade."""

    thema: tuple[Text, ...] = ()
    nur: Nur = ""


class Credits(Strict):
    """Who did what for the book, beside its authors."""

    cover: Text = ""
    design: Text = ""
    pictures: Text = ""
    photographs: Text = ""
    translation: Text = ""
    editing: Text = ""
    proofreading: Text = ""
    printing: Text = ""


class BookInfo(Strict):
    """What is said about the book, in every edition.

    `responsible` is the responsible publisher, with an address; `depot` the number of the legal
    deposit; `printings` when each printing appeared, the first one first.
    `sources` are lists of sources and `csl` the style that cites them: files below `manuscript/`,
    or for `csl` the name of a style. `nocite` are keys to list in any case, or `all`.
    """

    title: Filled
    subtitle: Text = ""
    authors: tuple[AuthorInfo, ...] = ()
    language: Language = DEFAULT_LANGUAGE
    identifier: Urn
    date: PartialDate = ""
    publisher: Text = ""
    rights: Text = ""
    licence: Text = ""
    responsible: Text = ""
    depot: Depot = ""
    printings: tuple[PartialDate, ...] = ()
    credits: Credits = Credits()
    description: Text = ""
    subjects: Subjects = Subjects()
    numbering: Literal["book", "chapter"] = "book"
    sources: OneOrMore = ()
    csl: Filled = "apa"
    nocite: OneOrMore = ()
    cover: CoverInfo = CoverInfo()


class TypographyInfo(Strict):
    """What the house chooses where Dutch leaves a choice; `figures` None: as the theme has it."""

    quotes: Literal["double", "single"] = "double"
    dashes: Literal["spaced", "closed"] | None = None
    ellipsis: Literal["sign", "spaced"] = "sign"
    figures: Literal["old-style", "lining"] | None = None


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

    An appendix has a letter where other chapters have a number.
    """

    id: Id
    short: Text = ""
    kind: Literal["chapter", "appendix"] = "chapter"
    status: Literal["ready", "hold"] = "ready"
    editions: tuple[Text, ...] = ()
    line: int = Field(default=0, exclude=True)


Row = MatterRow | PartRow | GenerateRow | ChapterRow


class EditionSpec(Strict):
    """One output. `page` is `a5`, `a4` or `WIDTHxHEIGHT` in mm, for PDF only.

    `layout` is a named choice of type and page, whose style sheet is `styles/layouts/NAME.css`.
    `printer` names whose rules a PDF for print keeps, and `print` changes some of them. `icc` is
    the profile of its press, a file below `manuscript/`. `standard` makes a PDF without a printer
    fit for an archive. `dpi` is the most that pictures of a PDF keep; 0: as many as they have.
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

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """The layouts of the editions that have pages, each once."""
        named = [
            edition.layout
            for edition in self.editions
            if edition.layout and edition.format == "pdf"
        ]
        return tuple(dict.fromkeys(named))
