"""Every private part of WeasyPrint that dinobook leans on to draw pages, each with its reason.

The same pin and the same test as in `dinobook.pdf.hooks` hold for what is named in `LEANED_ON`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pydyf

import dinobook.pdf.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts
from dinobook.pdf.document import PAGE_OF
from dinobook.pdf.embed import glyph_widths

# isort: split
import weasyprint.draw
import weasyprint.pdf
import weasyprint.pdf.stream
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import fonts
from weasyprint.text import line_break

NO_FONTS: Final = "DinobookNoFonts"
_PLACEHOLDER: Final = re.compile("0+")
_DIGITS: Final = "0123456789"

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    fonts.Font.__init__,
    fonts.build_fonts_dictionary,
    line_break.Layout,
    weasyprint.draw.draw_text,
    weasyprint.draw.text.draw_first_line,
    weasyprint.pdf.generate_pdf,
    weasyprint.pdf.stream.Stream.add_font,
    weasyprint.pdf.tags.add_tags,
    weasyprint.pdf.tags._build_box_tree,
    weasyprint.document.Page.__init__,
)


class _Font(fonts.Font):  # type: ignore[misc]
    """A font whose glyph widths do not depend on the size at which a glyph was met first.

    WeasyPrint measures a glyph when it first draws it and rounds; chapters that are drawn apart
    would then disagree on the last digit. Here every width comes from the font file.
    """

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.widths = dict(glyph_widths(self.file_content))


@contextmanager
def exact_widths() -> Iterator[None]:
    """While a document is drawn: glyph widths come from the font file."""
    original = weasyprint.pdf.stream.Font
    weasyprint.pdf.stream.Font = _Font
    try:
        yield
    finally:
        weasyprint.pdf.stream.Font = original


@contextmanager
def drawing_fragments() -> Iterator[list[str]]:
    """While a fragment is drawn: no font is embedded, and page numbers leave holes.

    The fonts of all fragments are embedded once, when the book is joined. A page number that is
    not known yet is a run of zeros in an element with `data-page-of`; it becomes a mark in the
    content stream (see `dinobook.pdf.objects`). Gives the targets of those that cannot be filled,
    since the figures of the typeface have many widths.
    """
    uneven: list[str] = []
    embed, draw = weasyprint.pdf.build_fonts_dictionary, weasyprint.draw.draw_text
    weasyprint.pdf.build_fonts_dictionary = lambda *_: pydyf.Dictionary({NO_FONTS: 1})
    weasyprint.draw.draw_text = _draw_text(draw, uneven)
    try:
        with exact_widths():
            yield uneven
    finally:
        weasyprint.pdf.build_fonts_dictionary, weasyprint.draw.draw_text = embed, draw


def _draw_text(original: Callable[..., Any], uneven: list[str]) -> Callable[..., Any]:
    def draw(stream: Any, textbox: Any, *rest: Any) -> None:
        target = textbox.element.get(PAGE_OF) if textbox.element is not None else None
        if not target or not _PLACEHOLDER.fullmatch(textbox.text):
            original(stream, textbox, *rest)
            return
        glyphs = _digit_glyphs(stream, textbox)
        original(stream, textbox, *rest)
        if not glyphs:
            uneven.append(target)
            return
        hole = " ".join(f"{glyph:04x}" for glyph in glyphs)
        mark = f"%%HOLE {target} {len(textbox.text)} {hole}".encode()
        last = max(at for at, item in enumerate(stream.stream) if _shows_text(item))
        stream.stream[last] = mark

    return draw


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


def keep_outer_links(document: Any) -> None:
    """Leave one link annotation to each `<a>`.

    WeasyPrint makes one for every inline element inside as well; those are tagged as spans, which
    PDF/UA-1 forbids (ISO 14289-1, 7.18.5).
    """
    for page in document.pages:
        page.links = [link for link in page.links if link[3].element_tag == "a"]


def page_name_of(page: Any) -> str:
    """The name of the page (`page: NAME` in the style sheet)."""
    return page._page_box.page_type.name or ""


def is_blank(page: Any) -> bool:
    """Whether the page is only there to make the next one a recto or verso."""
    return bool(page._page_box.page_type.blank)


def strings_of(page: Any) -> tuple[tuple[str, str], ...]:
    """What `string-set` sets on the page, in document order."""
    found: list[tuple[str, str]] = []
    for box in page._page_box.descendants():
        if box.string_set and box.string_set != "none":
            found += [(name, text) for name, text in box.string_set]
    return tuple(found)


def break_before(page: Any) -> str:
    """The `break-before` of the first section on the page: where it asks to start."""
    for box in page._page_box.descendants():
        if box.element_tag == "section":
            return str(box.style["break_before"])
    return "auto"


def content_box_px(page: Any) -> tuple[float, float, float, float]:
    """Left, top, width and height of the area inside the margins."""
    box = page._page_box
    return box.content_box_x(), box.content_box_y(), box.width, box.height


def text_bottom_px(page: Any) -> float:
    """How far down the text of the page reaches, notes left out."""
    bottoms = [
        box.position_y + box.height
        for box in _flow(page._page_box)
        if isinstance(box, boxes.LineBox | boxes.ReplacedBox)
    ]
    return max(bottoms, default=0.0)


def _flow(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.MarginBox | boxes.FootnoteAreaBox):
            continue
        yield child
        yield from _flow(child)
