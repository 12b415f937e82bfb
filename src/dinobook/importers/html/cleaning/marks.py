"""What an element of any HTML means for the words in it."""

from __future__ import annotations

import re
from typing import Final

from dinobook.importers.html.runs import Mark
from dinobook.importers.html.vocabulary import Element

_SAME: Final = frozenset(
    {"strong", "em", "s", "u", "ins", "del", "sub", "sup", "mark", "small", "code", "kbd", "q",
     "cite"}
)  # fmt: skip
_MEANS: Final = {
    "b": "strong",
    "i": "em",
    "var": "em",
    "dfn": "em",
    "strike": "s",
    "tt": "code",
    "samp": "code",
}
_UNSAID: Final = frozenset({"small", "big", "font"})
_STYLE: Final = re.compile(r"([a-z-]+)\s*:\s*([^;]+)", re.IGNORECASE)
_LANG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_BOLD: Final = 600
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def style_of(element: Element) -> dict[str, str]:
    """What the attribute `style` asks for."""
    return {
        found[1].lower(): found[2].strip().lower()
        for found in _STYLE.finditer(element.get("style") or "")
    }


def language_of(element: Element) -> str:
    """The language that an element names; empty where it names none that a chapter may."""
    lang = (element.get("lang") or element.get("xml:lang") or element.get(_XML_LANG) or "").strip()
    return lang if _LANG.fullmatch(lang) else ""


def marks_of(element: Element) -> tuple[Mark, ...]:
    """The marks that an element of a sentence puts on its words."""
    tag, style = str(element.tag), style_of(element)
    found = [] if _is_denied(tag, style) else _of_tag(element, tag)
    have = {mark.tag for mark in found}
    found += [Mark(name) for name in _of_style(style) if name not in have and tag != "a"]
    lang = language_of(element)
    return (*((Mark("span", (("lang", lang),)),) if lang else ()), *found)


def _of_tag(element: Element, tag: str) -> list[Mark]:
    if tag in ("abbr", "acronym"):
        title = " ".join((element.get("title") or "").split())
        return [Mark("abbr", (("title", title),) if title else (), id(element))]
    name = tag if tag in _SAME else _MEANS.get(tag, "")
    return [Mark(name, (), id(element) if name in ("kbd", "q", "cite") else 0)] if name else []


def _is_denied(tag: str, style: dict[str, str]) -> bool:
    """`<b style="font-weight: normal">`, which Google puts around whole documents."""
    if tag in ("b", "strong"):
        return bool(style.get("font-weight")) and not _is_bold(style["font-weight"])
    return tag in ("i", "em") and style.get("font-style") == "normal"


def _is_bold(weight: str) -> bool:
    return weight in ("bold", "bolder") or (weight.isdecimal() and int(weight) >= _BOLD)


def _of_style(style: dict[str, str]) -> list[str]:
    line = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
    asked = {
        "strong": _is_bold(style.get("font-weight", "")),
        "em": style.get("font-style", "").startswith(("italic", "oblique")),
        "s": "line-through" in line,
        "u": "underline" in line,
        "sup": style.get("vertical-align") == "super",
        "sub": style.get("vertical-align") == "sub",
    }
    return [name for name, is_asked in asked.items() if is_asked]
