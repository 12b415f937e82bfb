"""A cover that was made elsewhere, compared with what the book and its printer need."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pikepdf
from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from dinobook.cover.press import faults_of
from dinobook.cover.wrap import Wrap
from dinobook.errors import ManifestError
from dinobook.manifest.cover_keys import CoverInfo
from dinobook.printers import Printer
from dinobook.printers.model import TOLERANCE_MM
from dinobook.problems import Place, Problem, Severity
from dinobook.storage.project import MANUSCRIPT, Project
from dinobook.units import MM_PER_INCH

_MM_PER_PT: Final = MM_PER_INCH / 72
_FORMATS: Final = ("JPEG", "PNG", "TIFF")
_QUARTER_TURNS: Final = (90, 270)
_HINT_UNREADABLE: Final = (
    "Export it as a PDF of one page without a password, or as JPEG, PNG or TIFF."
)


@dataclass(frozen=True, slots=True)
class Finished:
    """The size of a finished cover; `dpi` None: a PDF, or a picture that does not say it."""

    width_mm: float
    height_mm: float
    dpi: float | None = None


class UnreadableError(ValueError):
    """The file is no cover; the text says why."""


def read_finished(project: Project, info: CoverInfo, place: Place) -> tuple[str, bytes]:
    """Path and bytes of the cover that the manifest names at `place`.

    Raises `ManifestError` when it is not there.
    """
    path = f"{MANUSCRIPT}/{info.finished}"
    if not project.exists(path):
        message = f"“finished” names the cover “{info.finished}”, and there is no {path}."
        problem = Problem(place, "cover-012", message, "Check the name, capitals included.")
        raise ManifestError("The cover cannot be made.", [problem])
    return path, project.read_bytes(path)


def unreadable(path: str, why: UnreadableError) -> Problem:
    message = f"The cover cannot be read: {why}."
    return Problem(Place(path), "cover-002", message, _HINT_UNREADABLE)


def measure(data: bytes) -> Finished:
    """How large a cover is: its bleed box, else its whole page or picture.

    Raises `UnreadableError`.
    """
    return _of_pdf(data) if is_pdf(data) else _of_picture(data)


def check_finished(data: bytes, path: str, wrap: Wrap, printer: Printer) -> list[Problem]:
    """What is wrong with the cover at `path`; of a PDF, also what its printer would refuse."""
    problems = check_size(data, path, wrap, printer)
    if is_pdf(data) and not problems:
        trimmed = data if printer.standard.value else _with_trim(data, wrap)
        problems += faults_of(trimmed, path, printer, wrap)
    return problems


def is_pdf(data: bytes) -> bool:
    return data.lstrip()[:5] == b"%PDF-"


def _with_trim(data: bytes, wrap: Wrap) -> bytes:
    """The same cover, with a trim inside its bleed when it does not say where that is."""
    with pikepdf.open(io.BytesIO(data)) as document:
        page = document.pages[0]
        if "/TrimBox" in page:
            return data
        x0, y0, x1, y1 = (float(side) for side in page.get("/BleedBox", page.mediabox))
        bleed = wrap.bleed_mm / (_MM_PER_PT * float(page.get("/UserUnit", 1)))
        page.TrimBox = pikepdf.Array([x0 + bleed, y0 + bleed, x1 - bleed, y1 - bleed])
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def check_size(data: bytes, path: str, wrap: Wrap, printer: Printer) -> list[Problem]:
    """What is wrong with the file at `path` for a book of this wrap."""
    try:
        found = measure(data)
    except UnreadableError as why:
        return [unreadable(path, why)]
    problems = []
    wide, high = wrap.sheet_mm
    off = (found.width_mm - wide, found.height_mm - high)
    if max(map(abs, off)) > TOLERANCE_MM:
        problems.append(_wrong_size(found, off, path, wrap))
    least = printer.image_dpi.value
    if found.dpi and found.dpi < least - 0.5:
        message = f"The cover has {found.dpi:.0f} dots an inch; {printer.title} asks for {least}."
        hint = f"Export it at {least} dots an inch."
        problems.append(Problem(Place(path), "cover-003", message, hint, Severity.WARNING))
    return problems


def _wrong_size(found: Finished, off: tuple[float, float], path: str, wrap: Wrap) -> Problem:
    wide, high = wrap.sheet_mm
    bleed = f" with {wrap.bleed_mm:.4g} mm bleed" if wrap.bleed_mm else ""
    if _is_close((found.width_mm, found.height_mm), wrap.size_mm):
        hint = f"It ends at the trim: let its ground go on for {wrap.bleed_mm:.4g} mm on all sides."
    else:
        hint = "Change its size; “dinobook cover --proof” draws where spine, folds and edges lie."
    return Problem(
        Place(path),
        "cover-001",
        f"The cover is {found.width_mm:.1f} x {found.height_mm:.1f} mm and must be {wide:.1f} x "
        f"{high:.1f} mm{bleed}: {' and '.join(_differences(off))}. That is for {wrap.pages} pages "
        f"on “{wrap.paper}”, with a spine of {wrap.spine_mm:.1f} mm.",
        hint,
    )


def _differences(off: tuple[float, float]) -> Iterator[str]:
    for by, less, more in ((off[0], "too narrow", "too wide"), (off[1], "too low", "too high")):
        if abs(by) > TOLERANCE_MM:
            yield f"{abs(by):.1f} mm {less if by < 0 else more}"


def _is_close(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) <= TOLERANCE_MM for a, b in zip(one, other, strict=True))


def _of_pdf(data: bytes) -> Finished:
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            if len(document.pages) != 1:
                raise UnreadableError(f"it has {len(document.pages)} pages instead of one")
            page = document.pages[0]
            x0, y0, x1, y1 = (float(side) for side in page.get("/BleedBox", page.mediabox))
            unit = float(page.get("/UserUnit", 1)) * _MM_PER_PT
            turned = int(page.rotation) % 180 in _QUARTER_TURNS
    except pikepdf.PasswordError as error:
        raise UnreadableError("it is locked with a password") from error
    except pikepdf.PdfError as error:
        raise UnreadableError("it is not a whole PDF") from error
    width, height = abs(x1 - x0) * unit, abs(y1 - y0) * unit
    return Finished(height, width) if turned else Finished(width, height)


def _of_picture(data: bytes) -> Finished:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            picture = Pillow.open(io.BytesIO(data), formats=_FORMATS)
    except (UnidentifiedImageError, OSError) as error:
        raise UnreadableError("it is neither a PDF nor a JPEG, PNG or TIFF") from error
    across, down = picture.info.get("dpi", (0, 0))
    if not (across and down):
        raise UnreadableError("the picture does not say how many dots an inch it has")
    width, height = picture.size
    return Finished(
        width / float(across) * MM_PER_INCH, height / float(down) * MM_PER_INCH, float(across)
    )
