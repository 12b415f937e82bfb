"""The cover of one edition: drawn from the manifest, or the author's own after a check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from dinobook.book.words.file import load_words
from dinobook.cover.design import Design, Panel, panel_of
from dinobook.cover.draw import STORE_PX, draw_front, draw_wrap, jpeg
from dinobook.cover.finished import check_finished, read_finished
from dinobook.cover.front import picture_of
from dinobook.cover.judge import coarse, design_of, misfits, without_profile
from dinobook.cover.own import own_front
from dinobook.cover.press import faults_of, finished
from dinobook.cover.proof import proof
from dinobook.cover.read_words import unsafe_words
from dinobook.cover.rules import finish_of_cover, lacks_profile
from dinobook.cover.sides import code_of, spine_of
from dinobook.cover.spec import CoverSpec, measures
from dinobook.cover.wrap import Area, Wrap
from dinobook.errors import ManifestError, UsageError
from dinobook.finish.edition import profile_of
from dinobook.finish.profile import Profile
from dinobook.pdf.workers.jobs import Resource
from dinobook.problems import Problem, Severity, counted, has_errors
from dinobook.processes.pool import in_pool
from dinobook.storage.project import Project
from dinobook.theme import Theme
from dinobook.theme.unsupported_css import at_sheets


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


def make_cover(project: Project, theme: Theme, order: CoverSpec) -> Cover:
    """Draw the cover of an edition, and finish it as its printer asks.

    Raises `ManifestError` with all that keeps it from being drawn, `EngineError` with what keeps
    it from the press.
    """
    wrap, info, profile = measures(order), order.info, profile_of(project, order.edition)
    settings = finish_of_cover(order.printer, order.edition, profile, wrap)
    asset, problems = picture_of(project, info, order.manifest.path, order.place_of("picture"))
    own = load_words(project, order.manifest.book.language).own
    design = design_of(order, wrap, theme, asset, own)
    problems += [*misfits(design, order), *coarse(asset, design, order)]
    problems += _goes_without(design, order)
    if has_errors(problems):
        raise ManifestError("The cover cannot be made.", problems)
    resource = Resource(asset.data, asset.media_type) if asset else None
    with in_pool(None) as pool:
        front = draw_front(for_store(design), theme, resource, STORE_PX, pool)
        drawn, said = draw_wrap(design, theme, order.printer, resource, pool)
        store = jpeg(front())
    pdf = finished(drawn, settings)
    problems += [*said, *_in_danger(pdf, design, order), *_refused(pdf, order, wrap, profile)]
    said_once = dict.fromkeys(at_sheets(problem, theme) for problem in problems)
    return Cover(wrap, pdf, store, tuple(said_once))


def take_finished(project: Project, order: CoverSpec) -> Cover:
    """The author's own cover: as it is, when book and printer can do with it.

    Raises `ManifestError` when it is not there.
    """
    path, data = read_finished(project, order.info, order.place_of("finished"))
    wrap = measures(order)
    problems = check_finished(data, path, wrap, order.printer)
    suffix = PurePosixPath(path).suffix.lower() or ".pdf"
    sound = not has_errors(problems)
    store = (
        own_front(project, order.info, order.edition, order.place_of("finished")) if sound else b""
    )
    return Cover(wrap, data, store, tuple(problems), suffix)


def for_store(design: Design) -> Panel:
    """The same front in the shape that shops want, on a panel as high as the book."""
    wrap = design.wrap
    height = wrap.front.height
    area = Area(0, 0, height * STORE_PX[0] / STORE_PX[1], height)
    safe = area.inset(wrap.safe_mm, wrap.safe_mm, wrap.safe_mm, wrap.safe_mm)
    return panel_of(design.book, design.info, design.lettering, area, safe, design.picture)


def _goes_without(design: Design, order: CoverSpec) -> Iterator[Problem]:
    if code_of(design) is None:
        message = f"“{order.edition.name}” has no ISBN, so its cover has no barcode."
        hint = "Add “isbn:” to the edition; the field stays free for one from the printer."
        yield Problem(order.place, "cover-008", message, hint, Severity.NOTE)
    if not spine_of(design, order.printer).size_mm:
        message = (
            f"The spine bears no text: it is {design.wrap.spine_mm:.1f} mm thick, with "
            f"{counted(design.wrap.pages, 'page')}."
        )
        hint = (
            f"{order.printer.title} takes text from {order.printer.spine_text_pages.value} pages."
        )
        yield Problem(order.place, "cover-009", message, hint, Severity.NOTE)


def _refused(
    pdf: bytes, order: CoverSpec, wrap: Wrap, profile: Profile | None
) -> Iterator[Problem]:
    """What the printer would refuse a drawn cover for, but its picture, which `coarse` judges."""
    printer = replace(order.printer, image_dpi=replace(order.printer.image_dpi, value=0))
    if lacks_profile(printer, profile):
        yield without_profile(order)
        printer = replace(printer, colour=replace(printer.colour, value="any"))
    yield from faults_of(pdf, "cover", printer, wrap)


def _in_danger(pdf: bytes, design: Design, order: CoverSpec) -> Iterator[Problem]:
    for words in unsafe_words(pdf, design.wrap):
        yield Problem(
            order.place,
            "cover-010",
            f"On the cover “{words}” stands where it may be cut or folded.",
            "Shorten that text, or undo what your style sheets change in styles/cover/.",
        )
