"""What a finished PDF says besides its pages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from dinobook.book.model import Book, Metadata
from dinobook.manifest.model import EditionSpec
from dinobook.pdf.document import link_targets
from dinobook.pdf.file.page_runs import Frame
from dinobook.pdf.file.xmp import xmp
from dinobook.pdf.placing.folios import Page, page_labels


def frame_of(book: Book, edition: EditionSpec, pages: Sequence[Page]) -> Frame:
    """Metadata, page labels and targets of links; the file identifier is the edition's own."""
    meta = book.metadata
    return Frame(
        title=meta.file_title,
        language=meta.language,
        info=info_of(meta),
        identifier=hashlib.sha256(meta.identifier.encode()).digest()[:16],
        entries={
            "PageLabels": page_labels(pages),
            "PageMode": b"/UseOutlines" if edition.use == "screen" else b"/UseNone",
        },
        xmp=xmp(meta),
        targets=link_targets(book),
        turns=edition.use == "print",
        to_tags=edition.standard == "ua-2",
    )


def info_of(meta: Metadata) -> dict[str, str]:
    """The entries of a file's information dictionary (ISO 32000-1, 14.3.3)."""
    date = "D:" + "".join(char for char in meta.modified if char.isdigit()) + "Z"
    info = {
        "Title": meta.file_title,
        "Author": ", ".join(author.name for author in meta.authors),
        "Subject": meta.description,
        "Creator": "dinobook",
        "CreationDate": date,
        "ModDate": date,
    }
    return {key: text for key, text in info.items() if text}
