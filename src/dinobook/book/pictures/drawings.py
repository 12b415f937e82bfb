"""SVG drawings: nothing in them may run, reach out, hide something or grow without end."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.model import Asset
from dinobook.book.pictures.faults import UnusableError
from dinobook.book.pictures.inside import settle_bitmaps
from dinobook.markup.tree import remove

MAX_BYTES: Final = 5_000_000
MAX_MADE: Final = 10_000_000
"""The longest text that readers of XML take (libxml2, XML_MAX_TEXT_LENGTH)."""
MAX_DRAWN: Final = 100_000
MAX_CHAIN: Final = 50
_MAX_SIDE: Final = 1_000_000

_REFUSED: Final = frozenset(
    [
        "script",
        "handler",
        "listener",
        "foreignObject",
        "iframe",
        "audio",
        "video",
        "set",
        "animate",
        "animateColor",
        "animateMotion",
        "animateTransform",
        "discard",
    ]
)
_XLINK: Final = "http://www.w3.org/1999/xlink"
_OURS: Final = (None, xhtml.SVG, _XLINK, "http://www.w3.org/XML/1998/namespace")
_PICTURE_DATA: Final = re.compile(r"data:image/(?:png|jpeg|gif|webp)[;,]")
_URL: Final = re.compile(r"url\(\s*['\"]?\s*([^'\")]*)", re.IGNORECASE)
# A backslash can spell any word of CSS in another way.
_OUTWARD_CSS: Final = re.compile(r"@import|@font-face|@namespace|\\|image-set|src\(", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"\A\s*<\?xml\s[^>]*\?>")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_LENGTH: Final = re.compile(r"\s*([0-9.]+(?:[eE][-+]?[0-9]+)?)\s*(px|in|cm|mm|pt|pc)?\s*")
_PX: Final = {"px": 1, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 96 / 72, "pc": 16}
# Entities that the drawing declares itself are read, as far as they do not multiply (libxml2 stops
# where they make a file five times as long); those of other files, and other files, never are.
_PARSER: Final = etree.XMLParser(
    resolve_entities="internal",  # type: ignore[arg-type]  # newer than its description
    no_network=True,
    load_dtd=False,
    remove_comments=True,
    huge_tree=False,
)


def looks_like_drawing(data: bytes) -> bool:
    return _in_utf_8(data).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def _in_utf_8(data: bytes) -> bytes:
    """The file with another declaration, when it begins as UTF-16 does; else itself."""
    if not data.startswith(_UTF_16):
        return data
    return _DECLARATION.sub("", data.decode("utf-16", "replace"), count=1).encode()


def drawing(path: str, data: bytes) -> Asset:
    """The drawing with what only its editor needs taken out. Raises `UnusableError`."""
    if len(data) > MAX_BYTES:
        raise _too_much(path, f"has {len(data) // 1_000_000} MB")
    root = _parse(path, _in_utf_8(data))
    _take_out_alternatives(root)
    _unhook_links(root)
    _refuse_active(path, root)
    _refuse_growth(path, root)
    width, height = _size(root)
    if not width or not height:
        raise UnusableError(
            "images-007",
            f"“{path}” does not say how large it is.",
            "Give the <svg> element a viewBox.",
        )
    _take_out_foreign(root)
    settle_bitmaps(path, root)
    bare = etree.tostring(root, encoding="utf-8", with_tail=False)
    if len(bare) > MAX_MADE:
        raise UnusableError(
            "images-010",
            f"“{path}” holds bitmaps that take {len(bare) // 1_000_000} MB as every reader can "
            f"show them; the most is {MAX_MADE // 1_000_000} MB.",
            "Scale down the bitmaps in the drawing, or export it as PNG.",
        )
    return Asset(path, "image/svg+xml", bare, round(width) or 1, round(height) or 1)


def _parse(path: str, data: bytes) -> etree._Element:
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        if b"<!ENTITY" in data:
            raise UnusableError(
                "images-006",
                f"“{path}” has entities (<!ENTITY …>) that name other files, are not there or grow "
                "without end.",
                "Export the drawing as plain SVG.",
            ) from error
        raise UnusableError(
            "images-005",
            f"“{path}” is not well-formed SVG: {_reason(error)}.",
            "Open it in a drawing program and export it again as plain SVG.",
        ) from error
    if root.tag != f"{{{xhtml.SVG}}}svg":
        raise UnusableError(
            "images-005",
            f"“{path}” is no SVG drawing: it begins with <{xhtml.name_of(root)}>.",
            f'Save the picture itself; an SVG begins with <svg xmlns="{xhtml.SVG}">.',
        )
    return root


def _reason(error: Exception) -> str:
    """What the parser says, with the line."""
    if not isinstance(error, etree.XMLSyntaxError) or not error.msg:
        return "its encoding is unknown"
    said = error.msg.partition(", line ")[0]
    return f"line {error.lineno}: {said}"


def _take_out_alternatives(root: etree._Element) -> None:
    """What only its own program shows, where the drawing has something else for all others.

    Illustrator and draw.io put theirs into a <switch>, of which the first part is shown that can be
    (SVG 1.1, 5.8.2).
    """
    for element in list(root.iter(f"{{{xhtml.SVG}}}switch")):
        parts = [one for one in element if isinstance(one.tag, str)]
        shown = next((one for one in parts if _is_for_all(one)), None)
        for part in parts if shown is not None else ():
            if part is not shown:
                remove(part)
    for element in list(root.iter(f"{{{xhtml.SVG}}}foreignObject")):
        if element.get("requiredExtensions"):
            remove(element)


def _is_for_all(part: etree._Element) -> bool:
    is_ours = etree.QName(part).namespace == xhtml.SVG and xhtml.name_of(part) != "foreignObject"
    return is_ours and not (part.get("requiredExtensions") or part.get("systemLanguage"))


def _unhook_links(root: etree._Element) -> None:
    """A picture is looked at: nobody can follow a link in it."""
    for element in root.iter(f"{{{xhtml.SVG}}}a"):
        for key in ("href", f"{{{_XLINK}}}href"):
            if element.get(key, "").startswith(("http://", "https://", "mailto:")):
                del element.attrib[key]


def _refuse_active(path: str, root: etree._Element) -> None:
    around = [*root.itersiblings(preceding=True), *root.itersiblings()]
    for element in [*around, *root.iter()]:
        if reason := next(_reasons(element), ""):
            raise UnusableError(
                "images-006",
                f"“{path}” holds {reason} on line {element.sourceline}: scripts, animations, style "
                "sheets and links to other files cannot go into a book.",
                "Export the drawing as plain SVG with its styles as attributes.",
            )


def _reasons(element: etree._Element) -> Iterator[str]:
    """What in this element runs, or fetches something."""
    if not isinstance(element.tag, str):
        if "stylesheet" in str(getattr(element, "target", "")):
            yield "a link to a style sheet"
        return
    name = xhtml.name_of(element)
    if name in _REFUSED:
        yield f"<{name}>"
    if name == "style" and (len(element) or _reaches_out(element.text or "")):
        yield "<style>"
    for attribute, raw in element.attrib.items():
        qualified, value = etree.QName(attribute), str(raw)
        local = qualified.localname
        if qualified.namespace in _OURS and _is_active(name, local, value):
            yield f"{local}=“{value[:40]}”"


def _is_active(name: str, attribute: str, value: str) -> bool:
    if attribute.lower().startswith("on") or attribute == "base":
        return True
    if attribute in ("href", "src"):
        is_picture = name in ("image", "feImage") and _PICTURE_DATA.match(value)
        return not (value.startswith("#") or is_picture)
    return _reaches_out(value)


def _reaches_out(css: str) -> bool:
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return bool(_OUTWARD_CSS.search(bare)) or _points_out(bare) or _points_out(css)


def _points_out(text: str) -> bool:
    return any(not target.startswith("#") for target in _URL.findall(text))


def _refuse_growth(path: str, root: etree._Element) -> None:
    """A drawing that draws parts of itself again, and parts of these, can grow beyond measure."""
    try:
        drawn = _Growth(root).of(root, 0)
    except RecursionError as error:
        raise _too_much(path, "draws a part of itself in a circle, or in a long chain") from error
    if drawn > MAX_DRAWN:
        raise _too_much(path, f"draws more than {MAX_DRAWN:,} shapes")


class _Growth:
    """Counts elements, each as often as it is drawn."""

    def __init__(self, root: etree._Element) -> None:
        self.by_id = {
            str(element.get("id")): element for element in root.iter() if element.get("id")
        }
        self.known: dict[etree._Element, int] = {}

    def of(self, element: etree._Element, chain: int) -> int:
        if chain > MAX_CHAIN:
            raise RecursionError
        if element not in self.known:
            below = sum(self.of(child, chain) for child in element)
            again = sum(self.of(one, chain + 1) for one in self._drawn_again(element))
            self.known[element] = 1 + below + again
        return self.known[element]

    def _drawn_again(self, element: etree._Element) -> Iterator[etree._Element]:
        values = [str(value) for value in element.attrib.values()]
        names = [value[1:] for value in values if value.startswith("#")]
        names += [target[1:] for value in values for target in _URL.findall(value)]
        yield from (self.by_id[name] for name in names if name in self.by_id)


def _take_out_foreign(root: etree._Element) -> None:
    """What drawing programs keep for themselves: paths of files, names, dates."""
    for element in list(root.iter()):
        parent = element.getparent()
        own = isinstance(element.tag, str) and etree.QName(element).namespace == xhtml.SVG
        if parent is not None and (not own or xhtml.name_of(element) == "metadata"):
            remove(element)
            continue
        for attribute in list(element.attrib):
            if etree.QName(attribute).namespace not in _OURS:
                del element.attrib[attribute]
    etree.cleanup_namespaces(root)


def _size(root: etree._Element) -> tuple[float, float]:
    box = root.get("viewBox", "").replace(",", " ").split()
    width, height = _number(root.get("width")), _number(root.get("height"))
    if len(box) == 4:
        width = width or _number(box[2])
        height = height or _number(box[3])
    return width, height


def _number(text: str | None) -> float:
    """A length in pixels; 0 for a share of the page, and for what no drawing can measure."""
    found = _LENGTH.fullmatch(text or "")
    try:
        number = float(found[1]) * _PX[found[2] or "px"] if found else 0.0
    except ValueError:
        return 0.0
    return number if math.isfinite(number) and 0 < number <= _MAX_SIDE else 0.0


def _too_much(path: str, what: str) -> UnusableError:
    return UnusableError(
        "images-010",
        f"“{path}” {what}; the page engine could not draw it in time.",
        "Simplify the drawing, or export it as PNG.",
    )
