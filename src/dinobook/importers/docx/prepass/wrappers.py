"""What only wraps text goes, and its text stays: alternatives, content controls, smart tags."""

from __future__ import annotations

from typing import Final

from lxml import etree

from dinobook.importers.docx.ooxml import MC, W, above, drop, run, text_of, unwrap, value
from dinobook.importers.docx.symbols import sign

_WRAPPERS: Final = tuple(f"{W}{name}" for name in ("smartTag", "customXml", "dir", "bdo"))
_NOISE: Final = tuple(
    f"{W}{name}"
    for name in (
        *("proofErr", "permStart", "permEnd", "lastRenderedPageBreak", "smartTagPr"),
        *("customXmlPr", "noProof", "webHidden"),
    )
)


def without_alternatives(root: etree._Element) -> None:
    """Of each thing that is there in several forms, the first, so that no word stands twice."""
    for several in list(root.iter(f"{MC}AlternateContent")):
        parent = several.getparent()
        if parent is None:
            continue
        first = several.find(f"{MC}Choice")
        if first is None:
            first = several.find(f"{MC}Fallback")
        at = parent.index(several)
        parent[at : at + 1] = [] if first is None else list(first)


def unwrapped(root: etree._Element) -> None:
    """Content controls, smart tags and the like, however deep; the reading of ruby in brackets."""
    for control in list(root.iter(f"{W}sdt")):
        content = control.find(f"{W}sdtContent")
        if content is None:
            drop(control)
            continue
        control[:] = list(content)
        unwrap(control)
    for element in list(root.iter(*_WRAPPERS)):
        unwrap(element)
    for element in list(root.iter(*_NOISE)):
        drop(element)
    for ruby in list(root.iter(f"{W}ruby")):
        _settle_ruby(ruby)


def _settle_ruby(ruby: etree._Element) -> None:
    base, reading = ruby.find(f"{W}rubyBase"), ruby.find(f"{W}rt")
    words = "" if base is None else text_of(base)
    if reading is not None and text_of(reading).strip():
        words += f" ({text_of(reading)})"
    host = ruby.getparent()
    if host is None:
        return
    host.replace(ruby, run(words)[0])


def joined_drop_caps(root: etree._Element) -> None:
    """A large first letter, which Word keeps in a paragraph of its own, joins its word."""
    for frame in list(root.iter(f"{W}framePr")):
        paragraph = above(frame, f"{W}p")
        following = None if paragraph is None else paragraph.getnext()
        if value(frame, "dropCap") not in ("drop", "margin") or paragraph is None:
            continue
        if following is None or following.tag != f"{W}p":
            continue
        at = 1 if following.find(f"{W}pPr") is not None else 0
        following[at:at] = [part for part in paragraph if part.tag != f"{W}pPr"]
        drop(paragraph)


def spelled_symbols(root: etree._Element) -> list[str]:
    """Signs of Symbol and Wingdings become those of Unicode; gives those that are not known."""
    unknown = []
    for one in list(root.iter(f"{W}sym")):
        found = sign(value(one, "font"), value(one, "char"))
        host = one.getparent()
        if not found:
            unknown.append(f"{value(one, 'font')} {value(one, 'char')}")
            drop(one)
        elif host is not None:
            host.replace(one, run(found)[0])
    for letters in root.iter(f"{W}t"):
        fonts = letters.getparent()
        fonts = None if fonts is None else fonts.find(f"{W}rPr/{W}rFonts")
        name = value(fonts, "ascii")
        if name.casefold() in ("symbol", "wingdings") and letters.text:
            letters.text = "".join(
                sign(name, f"{ord(one):x}") if ord(one) >= 0xF000 else one for one in letters.text
            )
    return unknown
