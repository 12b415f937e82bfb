"""The cover of one edition: drawn from the manifest, or the author's own after a check."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from dinobook.book.metadata import metadata_of
from dinobook.book.model import Asset
from dinobook.book.words_file import load_words
from dinobook.cover.design import Design, Panel, front_of, panel_of
from dinobook.cover.draw import STORE_PX, draw_wrap, drawn_front, jpeg
from dinobook.cover.face import picture_of
from dinobook.cover.finished import check_finished, read_finished
from dinobook.cover.fitting import Lettering
from dinobook.cover.own import USUAL_PRINTER, own_front
from dinobook.cover.press import (
    faults_of,
    finish_of_cover,
    finished,
    lacks_profile,
    printer_of_cover,
)
from dinobook.cover.proof import proof
from dinobook.cover.read_words import unsafe_words
from dinobook.cover.sides import back_of, code_of, flaps_of, spine_of
from dinobook.cover.wrap import Area, Wrap, wrap_of
from dinobook.errors import ManifestError, UsageError
from dinobook.finish.edition import profile_of
from dinobook.finish.profile import Profile
from dinobook.manifest.cover_keys import CoverInfo
from dinobook.manifest.model import EditionSpec, Manifest
from dinobook.manifest.page_size import page_size_mm
from dinobook.pdf.jobs import SCHEME, Resource
from dinobook.printers import Paper, Printer
from dinobook.printers.model import MM_PER_INCH
from dinobook.problems import Place, Problem, Severity, did_you_mean, has_errors
from dinobook.project import Project
from dinobook.theme import Theme


@dataclass(frozen=True, slots=True)
class Order:
    """What a cover is made of. `pages` is how many the last build of the edition has."""

    manifest: Manifest
    edition: EditionSpec
    pages: int
    modified: str

    @property
    def info(self) -> CoverInfo:
        return self.edition.cover.over(self.manifest.book.cover)

    @property
    def printer(self) -> Printer:
        """The printer's rules for a cover."""
        return printer_of_cover(self.edition, USUAL_PRINTER)

    @property
    def place(self) -> Place:
        return Place(self.manifest.path, self.edition.line, self.edition.name)


@dataclass(frozen=True, slots=True)
class Cover:
    """What came of it: the wrap as a PDF, the front for shops, and what is to be said of them.

    `store` is empty for a cover that was made elsewhere and has faults; that may be a picture.
    """

    wrap: Wrap
    data: bytes
    store: bytes
    problems: tuple[Problem, ...]
    suffix: str = ".pdf"

    def proof(self) -> bytes:
        """The sheet with its guides. Raises `UsageError` when the cover is no PDF."""
        if self.suffix != ".pdf":
            raise UsageError("A proof is drawn of a PDF, and this cover is a picture.")
        return proof(self.data, self.wrap)


def measures(order: Order) -> Wrap:
    """The wrap of an edition. Raises `ManifestError` for a paper that its printer does not have."""
    page = page_size_mm(order.edition)
    return wrap_of(order.printer, page, order.pages, _paper(order), order.info.flaps)


def make_cover(project: Project, theme: Theme, order: Order) -> Cover:
    """Draw the cover of an edition, and finish it as its printer asks.

    Raises `ManifestError` with all that keeps it from being drawn, `EngineError` with what keeps
    it from the press.
    """
    wrap, info, profile = measures(order), order.info, profile_of(project, order.edition)
    settings = finish_of_cover(order.printer, order.edition, profile, wrap)
    own = load_words(project, order.manifest.book.language).own
    book = metadata_of(order.manifest, order.edition, order.modified, own)
    letters = Lettering.of(theme)
    asset, problems = picture_of(project, info, order.manifest.path, order.place)
    address = f"{SCHEME}cover/picture" if asset else ""
    front = front_of(book, info, letters, wrap.front, wrap.safe(wrap.front))
    design = Design(book, info, letters, wrap, front, address)
    problems += _said_of(design, order)
    if asset:
        problems += _coarse(asset, design, order)
    if has_errors(problems):
        raise ManifestError("The cover cannot be made.", problems)
    resource = Resource(asset.data, asset.media_type) if asset else None
    drawn, said = draw_wrap(design, theme, order.printer, resource)
    pdf = finished(drawn, settings)
    problems += [*said, *_in_danger(pdf, design, order), *_refused(pdf, order, wrap, profile)]
    store = jpeg(drawn_front(for_store(design), theme, resource, STORE_PX))
    return Cover(wrap, pdf, store, tuple(dict.fromkeys(problems)))


def take_finished(project: Project, order: Order) -> Cover:
    """The author's own cover: as it is, when book and printer can do with it.

    Raises `ManifestError` when it is not there.
    """
    path, data = read_finished(project, order.info, order.place)
    wrap = measures(order)
    problems = check_finished(data, path, wrap, order.printer)
    suffix = PurePosixPath(path).suffix.lower() or ".pdf"
    sound = not has_errors(problems)
    store = own_front(project, order.info, order.edition, order.place) if sound else b""
    return Cover(wrap, data, store, tuple(problems), suffix)


def for_store(design: Design) -> Panel:
    """The same front in the shape that shops want, on a panel as high as the book."""
    wrap = design.wrap
    height = wrap.front.height
    area = Area(0, 0, height * STORE_PX[0] / STORE_PX[1], height)
    safe = area.inset(wrap.safe_mm, wrap.safe_mm, wrap.safe_mm, wrap.safe_mm)
    return panel_of(design.book, design.info, design.lettering, area, safe, design.picture)


def _paper(order: Order) -> Paper:
    papers = {one.name: one for one in order.printer.papers}
    name = order.info.paper
    if not name:
        return order.printer.papers[0]
    if name in papers:
        return papers[name]
    hint = f"{did_you_mean(name, papers)} It can be: {', '.join(papers)}.".strip()
    message = f"{order.printer.title} has no paper “{name}”."
    raise ManifestError(
        "The cover cannot be made.", [Problem(order.place, "cover-004", message, hint)]
    )


def _coarse(asset: Asset, design: Design, order: Order) -> Iterator[Problem]:
    """A picture that has too few dots for the front; a drawing has no dots."""
    least = order.printer.image_dpi.value
    wrap = design.wrap
    width, height = wrap.front.width + wrap.bleed_mm, wrap.front.height + 2 * wrap.bleed_mm
    dpi = min(asset.width_px / width, asset.height_px / height) * MM_PER_INCH
    if asset.media_type != "image/svg+xml" and dpi < least:
        needs = [math.ceil(side / MM_PER_INCH * least) for side in (width, height)]
        yield Problem(
            order.place,
            "cover-006",
            f"“{asset.path}” has {dpi:.0f} dots an inch on the cover; {order.printer.title} asks "
            f"for {least}.",
            f"Take a picture of at least {needs[0]} x {needs[1]} pixels.",
            Severity.WARNING,
        )


def _said_of(design: Design, order: Order) -> Iterator[Problem]:
    """What does not fit, and what the cover goes without."""
    code = code_of(design)
    back = back_of(design, code)
    if back.paragraphs and not back.text_pt:
        yield _too_long(order, "back", design.info.back or design.book.description)
    for key, flap in zip(("back_flap", "front_flap"), flaps_of(design), strict=False):
        if flap.paragraphs and not flap.text_pt:
            yield _too_long(order, key, getattr(design.info, key))
    if code is None:
        message = f"“{order.edition.name}” has no ISBN, so its cover has no barcode."
        hint = "Add “isbn:” to the edition; the field stays free for one from the printer."
        yield Problem(order.place, "cover-008", message, hint, Severity.NOTE)
    if not spine_of(design, order.printer).size_mm:
        message = (
            f"The spine bears no text: it is {design.wrap.spine_mm:.1f} mm thick, with "
            f"{design.wrap.pages} pages."
        )
        hint = (
            f"{order.printer.title} takes text from {order.printer.spine_text_pages.value} pages."
        )
        yield Problem(order.place, "cover-009", message, hint, Severity.NOTE)


def _refused(pdf: bytes, order: Order, wrap: Wrap, profile: Profile | None) -> Iterator[Problem]:
    """What the printer would refuse a drawn cover for, but its picture, which `_coarse` judges."""
    printer = replace(order.printer, image_dpi=replace(order.printer.image_dpi, value=0))
    if lacks_profile(printer, profile):
        yield Problem(
            order.place,
            "cover-011",
            f"{printer.title} asks for CMYK, and “{order.edition.name}” names no profile of the "
            "press: its cover has the colours of a screen.",
            "Ask the printer for the ICC profile, put it in manuscript/ and name it: icc: …",
        )
        printer = replace(printer, colour=replace(printer.colour, value="any"))
    yield from faults_of(pdf, "cover", printer, wrap)


def _too_long(order: Order, key: str, text: str) -> Problem:
    words = len(text.split())
    return Problem(
        order.place,
        "cover-007",
        f"The text of “{key}” has {words} words; they do not fit on the cover in letters that can "
        "be read.",
        "Shorten it.",
    )


def _in_danger(pdf: bytes, design: Design, order: Order) -> Iterator[Problem]:
    for words in unsafe_words(pdf, design.wrap):
        yield Problem(
            order.place,
            "cover-010",
            f"On the cover “{words}” stands where it may be cut or folded.",
            "Shorten that text, or undo what your style sheets change in styles/cover/.",
        )
