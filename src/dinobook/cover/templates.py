"""The page templates of covers, filled in without a drawing: for what they cannot fill in."""

from __future__ import annotations

from dinobook.book.metadata import metadata_of
from dinobook.book.words.author import OwnWords
from dinobook.cover.front import cover_page, ebook_panel, face_of, picture_of
from dinobook.cover.judge import design_of
from dinobook.cover.spec import CoverSpec, measures
from dinobook.manifest.model import EditionSpec, Manifest
from dinobook.storage.project import Project
from dinobook.theme import Theme
from dinobook.theme.house import COVER

_ANY_DAY = "2000-01-01T00:00:00Z"


def fill_face(
    project: Project, theme: Theme, manifest: Manifest, edition: EditionSpec, own: OwnWords
) -> None:
    """Fill in the front of an edition for screens or e-readers. Raises `ManifestError`."""
    face = face_of(project, manifest)
    book = metadata_of(manifest, edition, _ANY_DAY, own)
    if edition.format == "epub":
        theme.template(f"{COVER}/store.xhtml", design=ebook_panel(face, book, theme))
    else:
        cover_page(face, book, theme, edition)


def fill_wrap(
    project: Project, theme: Theme, manifest: Manifest, edition: EditionSpec, own: OwnWords
) -> None:
    """Fill in the wrap of a printed edition. Raises `ManifestError`."""
    from dinobook.cover.draw import wrap_page  # with the page engine

    order = CoverSpec(manifest, edition, 0, _ANY_DAY)
    if order.info.finished:
        return
    picture, _ = picture_of(project, order.info, manifest.path, order.place_of("picture"))
    design = design_of(order, measures(order), theme, picture, own)
    wrap_page(design, theme, order.printer)
