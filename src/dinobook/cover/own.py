"""The front of the author's own cover, for shops and e-books."""

from __future__ import annotations

import io

from PIL import Image as Pillow

from dinobook.cover.cut import cut_front
from dinobook.cover.draw import STORE_PX, jpeg
from dinobook.cover.finished import UnreadableError, read_finished, unreadable
from dinobook.cover.rules import USUAL_PRINTER, printer_of_cover
from dinobook.cover.wrap import wrap_of
from dinobook.errors import ManifestError
from dinobook.manifest.cover_keys import CoverInfo
from dinobook.manifest.model import EditionSpec
from dinobook.manifest.page_size import page_size_mm
from dinobook.problems import Place
from dinobook.storage.project import Project


def own_front(project: Project, info: CoverInfo, edition: EditionSpec, place: Place) -> bytes:
    """The front of the author's own cover as a JPEG of `STORE_PX`. Raises `ManifestError`."""
    path, data = read_finished(project, info, place)
    printer = printer_of_cover(edition, USUAL_PRINTER)
    wrap = wrap_of(printer, page_size_mm(edition), 0, printer.papers[0], info.flaps)
    try:
        return jpeg(cut_front(data, wrap, STORE_PX))
    except UnreadableError as why:
        raise ManifestError("The cover cannot be made.", [unreadable(path, why)]) from why


def resized(picture: bytes, size_px: tuple[int, int]) -> bytes:
    """A picture as a JPEG of this size."""
    opened = Pillow.open(io.BytesIO(picture))
    return jpeg(opened.resize(size_px, Pillow.Resampling.LANCZOS))
