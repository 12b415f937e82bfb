"""Every private part of WeasyPrint that the tag tree leans on, each with its reason.

The same pin and the same test as in `dinobook.pdf.engine.hooks` hold for what `LEANED_ON` names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import pydyf

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts
from dinobook.pdf.engine.doors import StandIn, Switch
from dinobook.pdf.engine.tagging.headings import close_levels
from dinobook.pdf.engine.tagging.streams import Numbering
from dinobook.pdf.engine.tagging.tables import finish_tables
from dinobook.pdf.engine.tagging.visit import Visit, homes_of
from dinobook.pdf.engine.tagging.write import write_tree

# isort: split
import weasyprint.draw
import weasyprint.pdf
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import anchors
from weasyprint.pdf.stream import Stream

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    weasyprint.pdf.add_tags,
    weasyprint.pdf.generate_pdf,
    weasyprint.draw.draw_inline_level,
    weasyprint.draw.draw_block_level,
    Stream.marked,
    Stream.artifact,
    anchors.add_links,
    AbsolutePlaceholder.__init__,
)
"""What marks the content of each box, and what `_add_tags` is called instead of."""


@dataclass(slots=True)
class Places:
    """References to the tags that links and outline lead to, once a document is tagged.

    `anchors` are by id; `bookmarks` are those of each page, in the order of `Page.bookmarks`.
    """

    anchors: dict[str, bytes] = field(default_factory=dict)
    bookmarks: list[list[bytes]] = field(default_factory=list)


_tagger: Final[Switch[Callable[..., None]]] = Switch()


@contextmanager
def tagging(prefix: str, *, is_text: bool = True) -> Iterator[Places]:
    """While a document is drawn: its tags are those of this package.

    `prefix` begins the IDs of cells. `is_text` False: all of it is an artifact, such as heads.
    """
    places = Places()

    def add_tags(pdf: pydyf.PDF, document: Any, version: Any, streams: Any) -> None:
        visit = _add_tags(pdf, document, streams, prefix, is_text=is_text)
        if is_text:
            _tell(visit, places)

    with _tagger.set_to(add_tags):
        yield places


def _tagging(original: Callable[..., None]) -> Callable[..., None]:
    def add_tags(*arguments: Any) -> None:
        (_tagger.now or original)(*arguments)

    return add_tags


STAND_INS: Final = (StandIn(weasyprint.pdf, "add_tags", _tagging),)


def _tell(visit: Visit, places: Places) -> None:
    """Say which tags links and outline lead to."""
    homes = visit.homes
    anchors = {name: homes.around(element) for name, element in visit.anchors.items()}
    anchors |= dict(homes.calls())
    places.anchors = {name: tag.object.reference for name, tag in anchors.items()}
    places.bookmarks = [
        [homes.around(element).object.reference for element in page] for page in visit.bookmarks
    ]


def _add_tags(pdf: pydyf.PDF, document: Any, streams: Any, prefix: str, *, is_text: bool) -> Visit:
    """Tag a document that is drawn."""
    visit = Visit(homes_of(document), is_text=is_text)
    for page, stream in zip(document.pages, streams, strict=True):
        visit.page(page, stream._tags)
    rows, groups = [], []
    for marks, stream in zip(visit.pages, streams, strict=True):
        numbering = Numbering(marks, pdf)
        numbering.write(stream)
        rows.append(numbering.rows)
        groups += numbering.groups
    if not is_text:
        return visit
    finish_tables(visit.homes, prefix)
    close_levels(visit.homes.document)
    write_tree(pdf, visit.homes.document, rows, visit.targets, groups)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    return visit
