"""What an edition says about itself, worked out from the manifest."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from dinobook.book.conventions import house_of
from dinobook.book.model import Author, Imprint, Metadata
from dinobook.book.words.author import NO_WORDS, OwnWords
from dinobook.book.words.model import words_for
from dinobook.manifest.file_names import DRAFT_SUFFIX
from dinobook.manifest.model import EditionSpec, Manifest
from dinobook.markup.fragment import Fragment
from dinobook.markup.typography.tree import typeset_name, typeset_text


def metadata_of(
    manifest: Manifest,
    edition: EditionSpec,
    modified: str,
    own: OwnWords = NO_WORDS,
    *,
    draft: bool = False,
) -> Metadata:
    """`own` are the author's words. `modified` is UTC, `YYYY-MM-DDThh:mm:ssZ`.

    A draft bears no ISBN, and another identifier than the book: a shelf that has both keeps both.
    """
    book, house = manifest.book, house_of(manifest, own)

    def name(text: str) -> str:
        return typeset_name(text, book.language, house)

    return Metadata(
        title=typeset_text(book.title, book.language, house),
        subtitle=typeset_text(book.subtitle, book.language, house),
        authors=tuple(Author(name(author.name), name(author.sort)) for author in book.authors),
        language=book.language,
        identifier=identifier_of(book.identifier, edition, draft=draft),
        modified=modified,
        publisher=name(book.publisher),
        rights=name(book.rights),
        description=typeset_text(book.description, book.language, house),
        date=book.date,
        isbn="" if draft else edition.isbn,
        thema=book.subjects.thema,
        nur=str(book.subjects.nur),
        imprint=imprint_of(manifest, name),
        draft=words_for(book.language, own).draft if draft else "",
        own=own,
    )


def imprint_of(manifest: Manifest, name: Callable[[str], str]) -> Imprint:
    """What the colophon of every edition says; a reader of one learns the ISBNs of all.

    `name` sets the marks of a name.
    """
    book = manifest.book
    tasks = ((task, getattr(book.credits, task)) for task in book.credits.key_names())
    return Imprint(
        isbns=tuple(
            (_form(edition), edition.isbn) for edition in manifest.editions if edition.isbn
        ),
        depot=book.depot,
        responsible=name(book.responsible),
        licence=book.licence,
        printings=tuple(filter(None, book.printings)),
        credits=tuple((task, name(who)) for task, who in tasks if who),
    )


def _form(edition: EditionSpec) -> str:
    return "epub" if edition.format == "epub" else edition.use


def identifier_of(book_identifier: str, edition: EditionSpec, *, draft: bool = False) -> str:
    """The edition's ISBN as URN, or a UUID that follows from the book's and the edition's name.

    UUID version 5 (RFC 9562), in the name space of the book's own UUID.
    """
    if edition.isbn and not draft:
        return "urn:isbn:" + edition.isbn.replace("-", "")
    try:
        space = uuid.UUID(book_identifier.removeprefix("urn:uuid:"))
    except ValueError:
        space = uuid.uuid5(uuid.NAMESPACE_URL, book_identifier)
    name = f"{edition.name}{DRAFT_SUFFIX}" if draft else edition.name
    return f"urn:uuid:{uuid.uuid5(space, name)}"


def modified_at(manifest: Manifest, fragments: Iterable[Fragment], epoch: int | None) -> str:
    """When this text was last changed, as `YYYY-MM-DDThh:mm:ssZ`, without asking a clock.

    `epoch` (SOURCE_DATE_EPOCH, seconds) if given; else the newest date that the book itself knows:
    its own or a chapter's.
    """
    if epoch is not None:
        return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    known = [manifest.book.date, *(fragment.meta.date for fragment in fragments)]
    newest = max((date for date in known if date), default="2000")
    parts = [*newest.split("-"), "01", "01"][:3]
    return f"{'-'.join(parts)}T00:00:00Z"
