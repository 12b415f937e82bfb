"""Work that WeasyPrint does over and over, done once: the same pages in less time.

Every stand-in gives what the original gives, and asks the original for all but the common case. The
same pin and the same test as in `dinobook.pdf.engine.hooks` hold for what is named in `LEANED_ON`;
`tests/pdf/test_quick.py` compares pages that are laid out with and without.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any, Final

import weasyprint
from weasyprint import css
from weasyprint.css.computed_values import COMPUTER_FUNCTIONS, PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.text import fonts, line_break

from dinobook.pdf.engine.doors import StandIn

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    weasyprint.HTML.__init__,
    css.ComputedStyle.__init__,
    css.ComputedStyle.__missing__,
    css.ComputedStyle.copy,
    css.check_math,
    fonts.get_font_description,
    line_break._font_style_cache_key,
)

_XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_KEPT: Final = "dinobook_kept"
_ENTANGLED: Final = frozenset({"float", "display", "position", "page"})
"""Properties whose values depend on each other, or on ancestors."""
_NOT_PLAIN: Final = ("text_decoration_", "__")
"""How the names begin of decorations, which spread in their own way, and of custom properties."""
_LOGICAL: Final = frozenset(
    name(block="ttb", inline=inline)
    for name in PHYSICAL_FUNCTIONS.values()
    for inline in ("ltr", "rtl")
)


class XhtmlDocument(weasyprint.HTML):  # type: ignore[misc]
    """A document that is well-formed XML, as ours are.

    It is read in a thirtieth of the time that the rules for any HTML take. Raises
    `xml.etree.ElementTree.ParseError` for any other.
    """

    def __init__(self, text: str, base_url: str, url_fetcher: Any) -> None:
        root = ET.fromstring(text)  # noqa: S314 - written by this program
        for element in root.iter():
            element.tag = element.tag.removeprefix(_XHTML)
        self.base_url, self.url_fetcher, self.media_type = base_url, url_fetcher, "print"
        self.wrapper_element = weasyprint.cssselect2.ElementWrapper.from_html_root(
            root, content_language=None
        )
        self.etree_element = self.wrapper_element.etree_element


def _kept(style: Any) -> dict[Any, Any]:
    """What was worked out from a style before. A copy of a style, to be changed, begins anew."""
    kept: dict[Any, Any] = style.__dict__.setdefault(_KEPT, {})
    return kept


_describe = fonts.get_font_description


def _font_description(style: Any) -> Any:
    kept = _kept(style)
    if "font" not in kept:
        kept["font"] = _describe(style)
    return kept["font"]


_make_key = line_break._font_style_cache_key


def _type_key(style: Any, include_size: bool = False) -> str:
    kept = _kept(style)
    name = "type and size" if include_size else "type"
    if name not in kept:
        kept[name] = _make_key(style, include_size)
    found: str = kept[name]
    return found


_compute = css.ComputedStyle.__missing__


def _computed(style: Any, key: str) -> Any:
    """A property that no rule names is inherited, or has its initial value."""
    if (
        key in style.cascaded
        or key in _ENTANGLED
        or key.startswith(_NOT_PLAIN)
        or style.parent_style is None
        or (key in PHYSICAL_FUNCTIONS and _has_logical(style))
    ):
        return _compute(style, key)
    if key in INHERITED:
        value = style.parent_style[key]
        if css.check_math(value):
            return _compute(style, key)
    else:
        value = INITIAL_VALUES[key]
        if key in INITIAL_NOT_COMPUTED:
            value = COMPUTER_FUNCTIONS[key](style, key, value)
    style[key] = value
    return value


def _has_logical(style: Any) -> bool:
    """Whether some rule names a side by the direction of the text, as in `margin-block-start`."""
    kept = _kept(style)
    if "logical" not in kept:
        kept["logical"] = not _LOGICAL.isdisjoint(style.cascaded)
    return bool(kept["logical"])


STAND_INS: Final = (
    StandIn(fonts, "get_font_description", lambda _: _font_description, everywhere=True),
    StandIn(line_break, "_font_style_cache_key", lambda _: _type_key, everywhere=True),
    StandIn(css.ComputedStyle, "__missing__", lambda _: _computed),
)
