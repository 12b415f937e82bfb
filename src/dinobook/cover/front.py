"""The face of a book: the same front on its screen edition, its e-book and its printed cover."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from dinobook.book.model import Asset, Metadata
from dinobook.book.pictures import load as load_picture
from dinobook.cover.design import Panel, panel_of
from dinobook.cover.fitting import Lettering
from dinobook.cover.wrap import Area
from dinobook.errors import ManifestError
from dinobook.manifest.cover_keys import CoverInfo
from dinobook.manifest.model import EditionSpec, Manifest
from dinobook.manifest.page_size import page_size_mm
from dinobook.markup.addresses import Refusal, picture_path
from dinobook.markup.fragment import Image
from dinobook.pdf.workers.jobs import SCHEME, Resource, ScreenCover
from dinobook.problems import Place, Problem, has_errors
from dinobook.processes.pool import Pool
from dinobook.storage.cache import Cache
from dinobook.storage.project import Project
from dinobook.theme import Theme

EBOOK_PX: Final = (1400, 2240)
"""Within the 3.2 megapixels that IngramSpark takes, at the trade's ratio of 1.6."""
_HEIGHT_MM: Final = 210.0
_PUT_IT_THERE: Final = "Put the file there, or check the name, capitals included."
_COLOURS: Final = 256
_ADDRESS: Final = f"{SCHEME}cover/front"


if TYPE_CHECKING:
    from PIL import Image as Pillow

EbookCover = Callable[[], tuple[bytes, str]]
"""The bytes and media type of a picture."""


@dataclass(frozen=True, slots=True)
class CoverFront:
    """What the front is made of.

    `picture` is the one on it, None: it has none. `own` is the front of a cover that was made
    elsewhere as a JPEG of `STORE_PX`; empty: it is drawn.
    """

    info: CoverInfo = field(default_factory=CoverInfo)
    picture: Asset | None = None
    own: bytes = b""

    @property
    def resource(self) -> Resource | None:
        if self.own:
            return Resource(self.own, "image/jpeg")
        return Resource(self.picture.data, self.picture.media_type) if self.picture else None

    def panel(self, book: Metadata, theme: Theme, width_mm: float, height_mm: float) -> Panel:
        area = Area(0, 0, width_mm, height_mm)
        address = _ADDRESS if self.resource else ""
        return panel_of(book, self.info, Lettering.of(theme), area, area, address)


def face_of(project: Project, manifest: Manifest) -> CoverFront:
    """The face of a book: that of its first printed edition's cover, else of the book's own.

    Raises `ManifestError` with what is wrong with its picture or with the finished cover.
    """
    printed = next((edition for edition in manifest.editions if edition.on_paper), None)
    if printed is None:
        info = manifest.book.cover
        place = manifest.place_of("book", "cover", "picture")
    else:
        info = printed.cover.over(manifest.book.cover)
        place = manifest.cover_place(printed, "finished" if info.finished else "picture")
    if info.finished and printed is not None:
        from dinobook.cover.own import own_front  # with the libraries that read covers

        return CoverFront(info, None, own_front(project, info, printed, place))
    picture, problems = picture_of(project, info, manifest.path, place)
    if has_errors(problems):
        raise ManifestError("The cover cannot be made.", problems)
    return CoverFront(info, picture)


def picture_of(
    project: Project, info: CoverInfo, manifest_path: str, place: Place
) -> tuple[Asset | None, list[Problem]]:
    """The picture of the front, when the layout shows one."""
    if info.look != "picture":
        return None, []
    path = picture_path(info.picture, manifest_path)
    if isinstance(path, Refusal):
        return None, [Problem(place, "cover-005", path.message, path.hint)]
    asset, problems = load_picture(project, Image(path, "", place.line), manifest_path)
    return asset, [
        replace(problem, hint=_PUT_IT_THERE if problem.code == "images-001" else problem.hint)
        for problem in problems
    ]


def cover_page(face: CoverFront, book: Metadata, theme: Theme, edition: EditionSpec) -> ScreenCover:
    """The front as the first page of a screen edition."""
    width, height = page_size_mm(edition)
    panel = face.panel(book, theme, width, height)
    html = theme.page(
        "cover", design=panel, is_own=bool(face.own), css=theme.cover_css(face.info.look)
    )
    return ScreenCover(html, {_ADDRESS: face.resource} if face.resource else {})


def ebook_panel(face: CoverFront, book: Metadata, theme: Theme) -> Panel:
    """The front in the shape of `EBOOK_PX`."""
    return face.panel(book, theme, _HEIGHT_MM * EBOOK_PX[0] / EBOOK_PX[1], _HEIGHT_MM)


def draw_ebook_cover(
    face: CoverFront, book: Metadata, theme: Theme, cache: Cache, pool: Pool
) -> EbookCover:
    """Begin to draw the front for an e-book, of `EBOOK_PX`. What is returned waits for it."""
    if face.own and not book.draft:
        from dinobook.cover.own import resized

        own = resized(face.own, EBOOK_PX)
        return lambda: (own, "image/jpeg")
    panel = ebook_panel(face, book, theme)
    picture = face.resource.data if face.resource else b""
    parts = ("cover", repr(panel), theme.digest(), picture)
    media_type = "image/jpeg" if face.resource else "image/png"
    if (known := cache.known(bytes, *parts)) is not None:
        return lambda: (known, media_type)
    from dinobook.cover.draw import draw_front

    drawn = draw_front(panel, theme, face.resource, EBOOK_PX, pool, is_own=bool(face.own))

    def finished() -> tuple[bytes, str]:
        data = cache.recall(bytes, lambda: _packed(drawn(), face), *parts)
        return data, media_type

    return finished


def _packed(drawn: Pillow.Image, face: CoverFront) -> bytes:
    """A photograph as JPEG; flat colours, which JPEG would blur, as PNG."""
    from dinobook.cover.draw import jpeg

    if face.resource:
        return jpeg(drawn)
    out = BytesIO()
    drawn.quantize(_COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()
