"""The recipe of a Word document: bytes → chapters, pictures, sources, and what is to be said."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, Final

from dinobook import pandoc
from dinobook.importers.docx.cited.model import Item
from dinobook.importers.docx.foreign import as_word
from dinobook.importers.docx.kinds import RTF_MARK, Format, format_of, is_zip, refuse_first_bytes
from dinobook.importers.docx.looks import Guess, guessed, with_levels
from dinobook.importers.docx.package import Package, unpack
from dinobook.importers.docx.parts import WordParts, word_parts
from dinobook.importers.docx.prepass.recipe import Prepared, prepare
from dinobook.importers.docx.prepass.revisions import Changes, tracked
from dinobook.importers.docx.refused import RefusedError
from dinobook.importers.docx.settle.captions import settle_captions
from dinobook.importers.docx.settle.chapters import Piece, split
from dinobook.importers.docx.settle.document import Document, excerpt
from dinobook.importers.docx.settle.front import Front, take_front
from dinobook.importers.docx.settle.generated import compare_bibliography, without_generated
from dinobook.importers.docx.settle.pictures import Pictures
from dinobook.importers.docx.settle.references import References
from dinobook.importers.docx.settle.tidy import tidy, without_places
from dinobook.importers.docx.tree.blocks import Blocks
from dinobook.importers.docx.tree.build import Element, element
from dinobook.importers.inventory import LeftOut
from dinobook.problems import Problem, Severity
from dinobook.slugs import slug

_OPTIONS: Final = ("-f", "docx", "-t", "json")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the author chooses for a document. `level`: the headings that begin chapters.

    `by_looks`: where no heading has a style, those that look like one are taken.
    """

    changes: Changes | None = None
    level: int = 1
    by_looks: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the document as an import tree; `path` is that of its heading.

    `is_cover`: it looks like a title page, which the book makes itself.
    """

    title: str
    path: tuple[str, ...]
    tree: Element
    left_out: tuple[LeftOut, ...] = ()
    is_cover: bool = False
    anchor: str = ""
    """The id by which references name its heading."""


@dataclass(frozen=True, slots=True)
class Thesis:
    """A document that has been read. `pictures` are files by the paths that chapters write.

    `named`: what the parts of pictures are called now; `sources` are works in CSL-JSON;
    `citations` and `formulas`: what each printed, and how it is typed now; `unread` are citations
    that stay text.
    """

    front: Front
    chapters: tuple[Chapter, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    """The parts of pictures that a chapter cannot show."""
    sources: tuple[Item, ...] = ()
    citations: tuple[tuple[str, str], ...] = ()
    formulas: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()
    """Lines that look like headings, where no heading has a style."""
    problems: tuple[Problem, ...] = ()


def read_thesis(name: str, data: bytes, choices: Choices) -> Thesis:
    """Read a Word document. Raises `RefusedError` for what cannot be taken as it is."""
    package, lost = opened(data)
    parts = word_parts(package)
    roots = [story.root for story in parts.stories]
    new, old = tracked(roots)
    if choices.changes is None and (new or old):
        raise _undecided(new, old)
    comments = 0 if parts.comments is None else len(parts.comments)
    prepared = prepare(parts, choices.changes or Changes.ACCEPT)
    guesses = guessed(prepared.marks.paragraphs)
    if choices.by_looks:
        prepared.marks.paragraphs = with_levels(prepared.marks.paragraphs, guesses)
    root, formulas = _tree(prepared)
    document = Document(name, root, prepared.marks)
    _tell(document, prepared, comments)
    if lost:
        hint = "Save it as “Word document (.docx)” in the program that made it, and import that."
        message = f"On the way to a Word document these were lost: {excerpt(lost)}"
        document.warn("import-061", message, hint, severity=Severity.ERROR)
    settled = _settled(document, prepared, parts, choices)
    return replace(settled, formulas=formulas, guesses=tuple(guesses.values()))


def opened(data: bytes) -> tuple[Package, str]:
    """The members of a Word document, and what was lost on the way there.

    OpenDocument and RTF are turned into one. Raises `RefusedError` for any other, by its kind.
    """
    if data.startswith(RTF_MARK):
        return as_word(data, Format.RTF, None)
    if not is_zip(data):
        refuse_first_bytes(data)
    package = unpack(data)
    kind = format_of(package.members, package.get("mimetype") or b"")
    if kind is Format.OPEN_DOCUMENT:
        return as_word(data, kind, package)
    if kind is Format.WEB_PAGE:
        raise RefusedError(
            "import-050",
            "The file is a web page in a zip, as Google Docs saves one.",
            "Save it in Google Docs by File, Download, Microsoft Word (.docx), and import that.",
        )
    return package, ""


def _tree(prepared: Prepared) -> tuple[Element, tuple[tuple[str, str], ...]]:
    """The tree, and each formula as Word and as LaTeX has it."""
    try:
        answer: Any = json.loads(pandoc.run(_OPTIONS, prepared.document))
    except pandoc.NotInstalledError as error:
        message = "Pandoc, which reads Word documents, is not installed."
        raise RefusedError("import-054", message, f"Type: {pandoc.how_to_install()}") from error
    except pandoc.TooMuchError as error:
        hint = "Split the document in Word, and import the parts."
        raise RefusedError("import-054", str(error), hint) from error
    except pandoc.PandocError as error:
        hint = "Open the document in Word or LibreOffice, save it under another name, try again."
        message = f"Pandoc cannot read the document: {excerpt(str(error))}"
        raise RefusedError("import-054", message, hint) from error
    root = element("div")
    blocks = Blocks(prepared.marks)
    blocks.add(answer["blocks"], root)
    return root, tuple(blocks.inlines.formulas)


def _settled(document: Document, prepared: Prepared, parts: WordParts, choices: Choices) -> Thesis:
    """The steps in their order: each finds what the one before has left."""
    works = prepared.works
    entries = without_generated(document, bool(works.items))
    titles = [str(item.get("title", "")) for item in works.items.values()]
    compare_bibliography(document, entries, titles)
    captions = settle_captions(document)
    stem = slug(PurePosixPath(document.name).stem, limit=30) or "beeld"
    pictures = Pictures(document, parts.package, stem)
    pictures.settle()
    References(document, captions).settle()
    front = take_front(document)
    tidy(document)
    pieces = split(document, choices.level)
    chapters = tuple(_chapter(document, piece, pieces) for piece in pieces)
    cited = ((one.printed, one.markdown) for one in prepared.marks.citations)
    return Thesis(
        front,
        chapters,
        pictures.files,
        pictures.named,
        frozenset(pictures.missing),
        tuple(works.items.values()),
        tuple(cited),
        unread=prepared.unread,
        problems=tuple(document.problems),
    )


def _chapter(document: Document, piece: Piece, pieces: list[Piece]) -> Chapter:
    """What was left out goes with the chapter that it was left out of, else with the first."""
    gone: list[LeftOut] = []
    for where, left in document.left_out:
        inside = where is not None and piece.tree in where.iterancestors()
        if inside or (piece is pieces[0] and _is_nowhere(where, pieces)):
            gone.append(left)
    if piece.moved:
        reason = "headings begin with ## and skip no level"
        gone.append(LeftOut("heading-levels", "", reason, piece.moved))
    without_places(piece.tree)
    anchor = "" if piece.heading is None else piece.heading.get("id", "")
    return Chapter(piece.title, piece.path, piece.tree, tuple(gone), piece.is_cover, anchor)


def _is_nowhere(where: Element | None, pieces: list[Piece]) -> bool:
    if where is None:
        return True
    around = list(where.iterancestors())
    return not any(piece.tree in around for piece in pieces)


def _undecided(new: int, old: int) -> RefusedError:
    message = f"The document has tracked changes: {new} insertions and {old} deletions."
    hint = "Settle them in Word, or import with `--changes accept` or `--changes reject`."
    return RefusedError("import-053", message, hint)


def _tell(document: Document, prepared: Prepared, comments: int) -> None:
    if comments:
        document.leave_out("comments", "", "remarks of readers stay out of a book", count=comments)
        message = f"{comments} comment{'s stay' if comments > 1 else ' stays'} out."
        hint = "Nothing; they are still in the document."
        document.warn("import-059", message, hint, severity=Severity.NOTE)
    if prepared.index_entries:
        message = f"{prepared.index_entries} marks of Word’s index stay out."
        hint = "Mark the words in the chapter: `[woord]{.index}`."
        document.warn("import-061", message, hint)
    if prepared.signs:
        shown = ", ".join(dict.fromkeys(prepared.signs))
        message = f"{len(prepared.signs)} signs of a typeface of signs go: {excerpt(shown)}."
        document.warn("import-061", message, "Write them in the chapter, as → or ✓.")
    if prepared.has_foreign_parts:
        message = "The document holds another one that Word puts in when it is opened."
        hint = "Open it in Word and save it: then the text is in the file itself."
        document.warn("import-061", message, hint, severity=Severity.ERROR)
    for printed in prepared.unread:
        message = f"The works of the citation “{excerpt(printed)}” are not known; it stays text."
        hint = "In Word: check the list of sources; or write `[@key]` in the chapter."
        document.warn("import-058", message, hint, printed)
