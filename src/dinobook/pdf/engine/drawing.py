"""Every private part of WeasyPrint that dinobook leans on to draw pages, each with its reason.

The same pin and the same test as in `dinobook.pdf.engine.hooks` hold for what `LEANED_ON` names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from enum import Enum, auto
from typing import Any, Final

import pydyf

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts
from dinobook.pdf.drawn_section import OWN_PAGE
from dinobook.pdf.engine.doors import StandIn, Switch
from dinobook.pdf.engine.tagging.ancestry import NOTE
from dinobook.pdf.file.embed import glyph_widths
from dinobook.pdf.workers.jobs import PAGE_OF

# isort: split
import weasyprint.draw
import weasyprint.layout.page
import weasyprint.pdf
import weasyprint.pdf.stream
from weasyprint.css import counters
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import fonts
from weasyprint.text import line_break

NO_FONTS: Final = "DinobookNoFonts"
_NOTE_SIGNS: Final = ("::footnote-call", "::footnote-marker")
_TEXT: Final = (boxes.TextBox, boxes.LineBox)
_PLACEHOLDER: Final = re.compile("0+")
_TOLD: Final = {"\u2010": "-"}
_DIGITS: Final = "0123456789"
_SHOWN: Final = re.compile(rb"<([0-9a-f]+)>")
_HEX: Final = 4

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    counters.CounterStyle.render_value,
    fonts.Font.__init__,
    fonts.build_fonts_dictionary,
    line_break.Layout,
    weasyprint.draw.draw_text,
    weasyprint.draw.text.draw_first_line,
    weasyprint.pdf.generate_pdf,
    weasyprint.pdf.stream.Stream.add_font,
    weasyprint.document.Page.__init__,
    weasyprint.layout.page.make_margin_boxes,
)


class _Font(fonts.Font):  # type: ignore[misc]
    """A font whose glyph widths do not depend on the size at which a glyph was met first.

    WeasyPrint measures a glyph when it first draws it and rounds; chapters that are drawn apart
    would then disagree on the last digit. Here every width comes from the font file.
    """

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.widths = dict(glyph_widths(self.file_content))


def spelt(font: Any) -> dict[int, str]:
    """What each glyph of a font stands for.

    The hyphen of a broken word is told as the common one, U+002D: readers join words at that alone
    (pdf.js, poppler), and often both are one glyph.
    """
    return {glyph: _TOLD.get(text, text) for glyph, text in font.to_unicode.items()}


class Fonts(Enum):
    """What is written of the fonts of a document: all of them, or nothing."""

    WHOLE = auto()
    NONE = auto()


_fonts: Final[Switch[Fonts]] = Switch()


def exact_widths() -> AbstractContextManager[Fonts]:
    """While a document is drawn: glyph widths come from the font file, hyphens are common ones."""
    return _fonts.set_to(Fonts.WHOLE)


def _measuring(original: Callable[..., Any]) -> Callable[..., Any]:
    def font(*arguments: Any) -> Any:
        return (_Font if _fonts.now else original)(*arguments)

    return font


def _embedding(original: Callable[..., Any]) -> Callable[..., Any]:
    def embed(pdf: Any, used: Mapping[Any, Any], *rest: Any) -> Any:
        if _fonts.now is Fonts.NONE:
            return pydyf.Dictionary({NO_FONTS: 1})
        if _fonts.now:
            for font in used.values():
                font.to_unicode.update(spelt(font))
        return original(pdf, used, *rest)

    return embed


_holes: Final[Switch[tuple[Sequence[str], list[str]]]] = Switch()
"""Numbers that stand for the page's own, and what becomes of holes that cannot be filled."""


@contextmanager
def drawing_sections(folios: Sequence[str] = ()) -> Iterator[list[str]]:
    """While a section is drawn: no font is embedded, and page numbers leave holes.

    The fonts of all sections are embedded once, when the book is joined. A page number that is
    not known yet is a run of zeros in an element with `data-page-of`, or one of `folios`, which
    stand for the number of the page itself; each of its digits becomes a mark in the content stream
    (see `dinobook.pdf.engine.objects`). Gives the targets of those that cannot be filled, since the
    figures of the typeface have many widths or the number is not to be found.
    """
    uneven: list[str] = []
    with _fonts.set_to(Fonts.NONE), _holes.set_to((folios, uneven)):
        yield uneven


def _leaving_holes(original: Callable[..., None]) -> Callable[..., None]:
    def draw(stream: Any, textbox: Any, *rest: Any) -> None:
        folios, uneven = _holes.now or ((), [])
        target, placeholder = _hole_in(textbox, folios) if _holes.now else ("", "")
        if not placeholder:
            original(stream, textbox, *rest)
            return
        glyphs = _digit_glyphs(stream, textbox)
        before = len(stream.stream)
        original(stream, textbox, *rest)
        if not glyphs or not _leave_hole(stream.stream, before, target, placeholder, glyphs):
            uneven.append(target)

    return draw


def _hole_in(textbox: Any, folios: Sequence[str]) -> tuple[str, str]:
    """Whose page number stands in the text, and the figures that stand for it; else nothing."""
    target = textbox.element.get(PAGE_OF) if textbox.element is not None else None
    if target and _PLACEHOLDER.fullmatch(textbox.text):
        return target, textbox.text
    found = next((one for one in re.findall(r"\d+", textbox.text) if one in folios), "")
    return OWN_PAGE, found


def _leave_hole(
    drawn: list[Any], since: int, target: str, placeholder: str, glyphs: Sequence[int]
) -> bool:
    """Put marks in the place of the placeholder's figures; False unless it is there once."""
    wanted = "".join(f"{glyphs[int(digit)]:04x}" for digit in placeholder).encode()
    places = [
        (at, found)
        for at in range(since, len(drawn))
        if _shows_text(drawn[at])
        for found in _runs_of(drawn[at], wanted)
    ]
    if len(places) != 1:
        return False
    at, figures = places[0]
    width = " ".join(f"{glyph:04x}" for glyph in glyphs)
    item, end, pieces = drawn[at], 0, []
    for place, start in enumerate(figures):
        mark = f"%%HOLE {target} {place} {len(placeholder)} {width}".encode()
        pieces += [item[end:start], mark]
        end = start + _HEX
    drawn[at] = b"".join((*pieces, item[end:]))
    return True


def _runs_of(item: bytes, wanted: bytes) -> Iterator[tuple[int, ...]]:
    """Where the figures of each `wanted` run of glyphs begin in an operator that shows text."""
    starts = [
        at for shown in _SHOWN.finditer(item) for at in range(shown.start(1), shown.end(1), _HEX)
    ]
    count = len(wanted) // _HEX
    text = b"".join(item[at : at + _HEX] for at in starts)
    for first in range(len(starts) - count + 1):
        if text[first * _HEX : (first + count) * _HEX] == wanted:
            yield tuple(starts[first : first + count])


def _shows_text(item: Any) -> bool:
    return isinstance(item, bytes) and item.endswith(b"TJ")


def _digit_glyphs(stream: Any, textbox: Any) -> tuple[int, ...]:
    """The glyphs of 0 to 9 as `textbox` would set them; none unless all are of one width."""
    layout = line_break.Layout(textbox.style)
    # spaced letters have half their space at both ends of a run: those are not measured
    layout.set_text(f"0{_DIGITS}0")
    line, _ = layout.get_first_line()
    item = line.runs[0].data
    infos = [item.glyphs.glyphs[at] for at in range(1, item.glyphs.num_glyphs - 1)]
    font, _ = stream.add_font(item.item.analysis.font)
    for digit, info in zip(_DIGITS, infos, strict=True):
        font.to_unicode.setdefault(info.glyph, digit)
    widths = {info.geometry.width for info in infos}
    return tuple(int(info.glyph) for info in infos) if len(widths) == 1 else ()


_counted: Final[Switch[tuple[Sequence[str], list[str]]]] = Switch()


@contextmanager
def counting_plainly(folios: Sequence[str]) -> Iterator[list[str]]:
    """While heads are laid out: gives what the numbers `folios` became in other words than figures.

    A folio in roman numerals or letters cannot be filled in afterwards.
    """
    found: list[str] = []
    with _counted.set_to((folios, found)):
        yield found


def _counting(original: Callable[..., str]) -> Callable[..., str]:
    def render(style: Any, value: int, *rest: Any, **options: Any) -> str:
        text = original(style, value, *rest, **options)
        folios, found = _counted.now or ((), [])
        if str(value) in folios and text != str(value):
            found.append(text)
        return text

    return render


_no_margins: Final[Switch[bool]] = Switch()


def without_margins(wanted: bool) -> AbstractContextManager[bool]:
    """Where it is `wanted`: pages have nothing in their margins, whatever a style sheet says."""
    return _no_margins.set_to(wanted)


def _bare(original: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    def make_margin_boxes(context: Any, page: Any, state: Any) -> Iterator[Any]:
        return iter(()) if _no_margins.now else original(context, page, state)

    return make_margin_boxes


STAND_INS: Final = (
    StandIn(weasyprint.layout.page, "make_margin_boxes", _bare, everywhere=True),
    StandIn(weasyprint.pdf.stream, "Font", _measuring),
    StandIn(weasyprint.pdf, "build_fonts_dictionary", _embedding),
    StandIn(weasyprint.draw, "draw_text", _leaving_holes),
    StandIn(counters.CounterStyle, "render_value", _counting),
)


def keep_outer_links(document: Any) -> None:
    """Leave one link annotation to each `<a>`, and add those between calls and notes.

    WeasyPrint makes one for every inline element inside as well; those are tagged as spans, which
    PDF/UA-1 forbids (ISO 14289-1, 7.18.5). What it draws of a note in its own right, the call and
    the number, it lets no style sheet make a link of.
    """
    for page in document.pages:
        page.links = [link for link in page.links if link[3].element_tag == "a"]
        for box in page._page_box.descendants():
            if (box.element_tag or "").endswith(_NOTE_SIGNS) and not isinstance(box, _TEXT):
                _link_note(page, box)


def _link_note(page: Any, box: Any) -> None:
    """Make a link of a note's call, and one back of the number at the note."""
    call, note = box.element.get(NOTE), box.element.get("id")
    if not call or not note:
        return
    left, top, width, height = box.hit_area()
    sides = left, top, left + width, top + height
    is_call = box.element_tag.endswith(_NOTE_SIGNS[0])
    if is_call:
        page.anchors.setdefault(call, sides)
    page.links.append(("internal", note if is_call else call, sides, box))
