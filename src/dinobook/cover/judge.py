"""What keeps a cover from being made, whatever number of pages its book has.

`dinobook check` says it before anything is built, and `dinobook cover` says the same. What only
the wrap has no room for is a warning until somebody asks for the wrap.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from dinobook.book.metadata import metadata_of
from dinobook.book.model import Asset
from dinobook.book.words.author import NO_WORDS, OwnWords
from dinobook.cover.design import Design, front_of
from dinobook.cover.fitting import PT_MM, SMALLEST_PT, Lettering
from dinobook.cover.front import picture_of
from dinobook.cover.rules import finish_of_cover, lacks_profile
from dinobook.cover.sides import back_of, code_of, flaps_of
from dinobook.cover.spec import CoverSpec, measures
from dinobook.cover.wrap import Wrap
from dinobook.errors import ManifestError
from dinobook.finish.edition import at_key, profile_of
from dinobook.manifest.model import Manifest
from dinobook.pdf.workers.jobs import SCHEME
from dinobook.problems import Place, Problem, Severity
from dinobook.storage.project import Project
from dinobook.theme import Theme
from dinobook.units import MM_PER_INCH

_LEAST_FLAP_MM: Final = 30.0
"""A narrower one has no room for words, and does not stay folded."""
_IMPRINT_PT: Final = 8.6
"""As `.imprint` in cover.css has it."""
_ANY_DAY: Final = "2000-01-01T00:00:00Z"


def cover_problems(
    project: Project, theme: Theme, manifest: Manifest, own: OwnWords = NO_WORDS
) -> list[Problem]:
    """What is wrong with the covers that a manifest asks for, before any page is laid out."""
    printed = [edition for edition in manifest.editions if edition.on_paper]
    found: list[Problem] = []
    for edition in printed:
        found += _on_paper(project, theme, CoverSpec(manifest, edition, 0, _ANY_DAY), own)
    if not printed:
        place = manifest.place_of("book", "cover", "picture")
        found += picture_of(project, manifest.book.cover, manifest.path, place)[1]
    return list(dict.fromkeys(found))


def _on_paper(project: Project, theme: Theme, order: CoverSpec, own: OwnWords) -> list[Problem]:
    place = order.place_of("finished")
    try:
        wrap = measures(order)
        if order.info.finished:
            from dinobook.cover.own import own_front  # with the libraries that read covers

            own_front(project, order.info, order.edition, place)
            return []
        profile = profile_of(project, order.edition)
        finish_of_cover(order.printer, order.edition, profile, wrap)
    except ManifestError as error:
        return [_at_home(problem, order, place) for problem in error.problems]
    asset, problems = picture_of(
        project, order.info, order.manifest.path, order.place_of("picture")
    )
    design = design_of(order, wrap, theme, asset, own)
    later = [*without_room(design, order)]
    if lacks_profile(order.printer, profile):
        later.append(without_profile(order))
    return [
        *problems,
        *_wrong_flaps(design, order),
        *(replace(one, severity=Severity.WARNING) for one in later),
        *coarse(asset, design, order),
    ]


def _at_home(problem: Problem, order: CoverSpec, finished: Place) -> Problem:
    """The problem at the key of the manifest that it is about."""
    if problem.code == "cover-002":
        message = f"{problem.message} ({problem.place.path})"
        return replace(problem, place=finished, message=message)
    return at_key(problem, order.manifest, order.edition)


def design_of(
    order: CoverSpec, wrap: Wrap, theme: Theme, picture: Asset | None, own: OwnWords
) -> Design:
    book = metadata_of(order.manifest, order.edition, order.modified, own)
    letters = Lettering.of(theme)
    front = front_of(book, order.info, letters, wrap.front, wrap.safe(wrap.front))
    address = f"{SCHEME}cover/picture" if picture else ""
    return Design(book, order.info, letters, wrap, front, address)


def misfits(design: Design, order: CoverSpec) -> Iterator[Problem]:
    """What finds no room on the cover, and flaps that no cover can have."""
    yield from _wrong_flaps(design, order)
    yield from without_room(design, order)


def without_room(design: Design, order: CoverSpec) -> Iterator[Problem]:
    """Texts, words and a barcode that find no room on the wrap."""
    yield from _flap_texts(design, order)
    yield from _front(design, order)
    code = code_of(design)
    back, place = back_of(design, code), order.place_of("back")
    if not design.info.back:
        place = order.manifest.place_of("book", "description")
    if code and not (code.field.x > design.wrap.back.x and code.field.y > design.wrap.back.y):
        yield _no_room_for_code(design, order, code.field.width, code.field.height)
        return
    if back.paragraphs and not back.text_pt:
        width = back.room.width - 2 * design.plate_mm
        text = design.info.back or design.book.description
        key = "back" if design.info.back else "description"
        yield _too_long(design, place, key, text, width)
    for line, bold, keys in _imprint(design, order):
        yield from _wide(line, _IMPRINT_PT * PT_MM, back.imprint.width, design, keys, bold=bold)


def _wrong_flaps(design: Design, order: CoverSpec) -> Iterator[Problem]:
    wide, most = design.info.flaps, design.wrap.front.width
    if _have_no_such_width(design):
        yield Problem(
            order.place_of("flaps"),
            "manifest-046",
            f"A flap of {wide:g} mm is too {'narrow' if wide < most else 'wide'} for this book.",
            f"Write {_LEAST_FLAP_MM:g}mm to {math.floor(most)}mm; 80mm is usual.",
        )


def _have_no_such_width(design: Design) -> bool:
    wide = design.info.flaps
    return bool(wide) and not _LEAST_FLAP_MM <= wide <= design.wrap.front.width


def _flap_texts(design: Design, order: CoverSpec) -> Iterator[Problem]:
    if _have_no_such_width(design):
        return
    for key, flap in zip(("back_flap", "front_flap"), flaps_of(design), strict=False):
        if flap.paragraphs and not flap.text_pt:
            width = flap.room.width - 2 * design.plate_mm
            text = getattr(design.info, key)
            yield _too_long(design, order.place_of(key), key, text, width)


def _front(design: Design, order: CoverSpec) -> Iterator[Problem]:
    front, book, place_of = design.front, design.book, order.manifest.place_of
    width = front.room.width - 2 * front.padding_mm
    yield from _wide(
        front.author, front.small_mm, width, design, place_of("book", "authors"), bold=True
    )
    yield from _wide(book.subtitle, front.small_mm, width, design, place_of("book", "subtitle"))
    least = min(order.printer.font_pt.value, SMALLEST_PT)
    if front.title_mm / PT_MM < least:
        yield Problem(
            place_of("book", "title"),
            "cover-007",
            f"The title fits on the cover in letters of {front.title_mm / PT_MM:.1f} pt only.",
            "Shorten it, or write its long words in two.",
        )


def _imprint(design: Design, order: CoverSpec) -> Iterator[tuple[str, bool, Place]]:
    """The lines beside the barcode with the places of their keys; the first one is bold."""
    place_of, is_first = order.manifest.place_of, True
    rows = (
        (design.book.publisher, place_of("book", "publisher")),
        (design.book.nur and f"NUR {design.book.nur}", place_of("book", "subjects", "nur")),
        (design.info.price, order.place_of("price")),
    )
    for text, place in rows:
        if text:
            yield text, is_first, place
            is_first = False


def _wide(
    text: str, size_mm: float, width_mm: float, design: Design, place: Place, *, bold: bool = False
) -> Iterator[Problem]:
    """A problem for the first word that is wider than its room."""
    word = design.lettering.widest_word(text, bold=bold)
    if word and design.lettering.word_em(word, bold=bold) * size_mm > width_mm:
        yield _wide_word(word, place)


def _wide_word(word: str, place: Place) -> Problem:
    shown = word if len(word) <= 40 else f"{word[:40]}…"
    message = f"“{shown}” is wider than its place on the cover."
    return Problem(place, "cover-007", message, "Shorten it, or write it in two words.")


def _too_long(design: Design, place: Place, key: str, text: str, width_mm: float) -> Problem:
    word = design.lettering.widest_word(text)
    if design.lettering.word_em(word) * SMALLEST_PT * PT_MM > width_mm:
        return _wide_word(word, place)
    return Problem(
        place,
        "cover-007",
        f"The text of “{key}” has {len(text.split())} words; they do not fit on the cover in "
        "letters that can be read.",
        "Shorten it."
        if key != "description"
        else "Shorten it, or write a shorter text for the cover alone: cover: {back: …}.",
    )


def _no_room_for_code(design: Design, order: CoverSpec, width: float, height: float) -> Problem:
    back = design.wrap.back
    place = order.manifest.place_in(order.edition, "isbn")
    if "barcode" in order.info.model_fields_set:
        place = order.place_of("barcode")
    return Problem(
        place,
        "manifest-046",
        f"The barcode, {width:.0f} x {height:.0f} mm, finds no room on a back of {back.width:.0f} "
        f"x {back.height:.0f} mm.",
        "Make it smaller (barcode: 80), leave out the addon, or take a larger page.",
    )


def coarse(asset: Asset | None, design: Design, order: CoverSpec) -> Iterator[Problem]:
    """A picture that has too few dots for the front; a drawing has no dots."""
    if asset is None or asset.media_type == "image/svg+xml":
        return
    least = order.printer.image_dpi.value
    wrap = design.wrap
    width, height = wrap.front.width + wrap.bleed_mm, wrap.front.height + 2 * wrap.bleed_mm
    dpi = min(asset.width_px / width, asset.height_px / height) * MM_PER_INCH
    if dpi < least:
        needs = [math.ceil(side / MM_PER_INCH * least) for side in (width, height)]
        yield Problem(
            order.place_of("picture"),
            "cover-006",
            f"“{asset.path}” has {dpi:.0f} dots an inch on the cover; {order.printer.title} asks "
            f"for {least}.",
            f"Take a picture of at least {needs[0]} x {needs[1]} pixels.",
            Severity.WARNING,
        )


def without_profile(order: CoverSpec) -> Problem:
    """A cover that is asked for in CMYK, and no profile says how to convert its colours."""
    return Problem(
        order.manifest.place_in(order.edition, "printer"),
        "cover-011",
        f"{order.printer.title} asks for CMYK, and “{order.edition.name}” names no profile of the "
        "press: its cover has the colours of a screen.",
        "Ask the printer for the ICC profile, put it in manuscript/ and name it: icc: …",
    )
