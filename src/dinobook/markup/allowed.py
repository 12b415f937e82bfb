"""What may stand in a chapter's tree. Everything else is an error, and is taken out.

The engine passes raw HTML on as it is, scripts included. So the finished tree is held against a
list of elements and attributes, after every way of hiding something in the text has been decoded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from dinobook import xhtml
from dinobook.markup.addresses import refuse_link
from dinobook.markup.lines import Lines
from dinobook.markup.source import Source
from dinobook.markup.tree import ENGINE_MARK, Element, remove
from dinobook.problems import Problem

_XML_NAME: Final = re.compile(r"[^\W\d][\w.-]*")
_WHOLE: Final = re.compile(r"\d{1,5}")
_LANG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

# PHP, XML, SGML
_INSTRUCTION: Final = re.compile(r"(?<!\\)<(?:\?\w*|!\[CDATA\[|![A-Za-z]+)")

Check = Callable[[str], object]

_EVERYWHERE: Final[dict[str, Check]] = {
    "id": _XML_NAME.fullmatch,
    "class": lambda value: all(_XML_NAME.fullmatch(part) for part in value.split()),
    "lang": _LANG.fullmatch,
    "dir": lambda value: value in ("ltr", "rtl", "auto"),
    "title": lambda value: True,
}
_SPAN: Final = re.compile(r"[1-9]\d{0,2}|1000")
_TIME: Final = re.compile(
    r"\d{4,}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|\d{4,}-W[0-5]\d|(0[1-9]|1[0-2])-[0-3]\d"
    r"|(\d{4,}-[01]\d-[0-3]\d[T ])?([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-][01]\d:?[0-5]\d)?"
    r"|P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?"
)
"""A date, a time or how long something takes, as HTML spells them (HTML, 2.3.5)."""
_CELL: Final[dict[str, Check]] = {
    "colspan": _SPAN.fullmatch,
    "rowspan": _WHOLE.fullmatch,
    "scope": lambda value: value in ("row", "col", "rowgroup", "colgroup"),
    "align": lambda value: value in ("left", "center", "right"),
}
_PLAIN: Final = (
    "abbr aside b bdi bdo blockquote br caption cite code dd del dfn div dl dt em figcaption figure"
    " h1 h2 h3 h4 h5 h6 hr i ins kbd mark p pre q rp rt ruby s samp section small span strong sub"
    " sup table tbody tfoot thead tr u ul var wbr"
)
ELEMENTS: Final[dict[str, dict[str, Check]]] = {
    **{name: {} for name in _PLAIN.split()},
    "a": {"href": lambda value: True},
    "img": {
        "src": lambda value: True,
        "alt": lambda value: True,
        "width": _WHOLE.fullmatch,
        "height": _WHOLE.fullmatch,
    },
    "ol": {
        "start": _WHOLE.fullmatch,
        "type": lambda value: value in ("1", "a", "A", "i", "I"),
        "reversed": lambda value: True,
    },
    "li": {"value": _WHOLE.fullmatch},
    "td": _CELL,
    "th": _CELL,
    "time": {"datetime": _TIME.fullmatch},
    "bdo": {"dir": lambda value: value == "ltr"},
}
_WITH_CONTENT: Final = frozenset(
    [
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "math",
        "template",
        "noscript",
        "head",
        "title",
        "link",
        "meta",
        "base",
        "form",
        "input",
        "button",
        "select",
        "textarea",
        "audio",
        "video",
        "canvas",
        "frame",
        "frameset",
    ]
)
_HINTS: Final = {
    "script": "Delete it: a book runs no scripts.",
    "style": "Delete it: how the book looks is set in its style sheets.",
    "font": "Write [tekst]{.klas} and set the class in the book’s style sheet.",
    "center": "Write [tekst]{.klas} and set the class in the book’s style sheet.",
    "iframe": "Put a link there, or a picture of what it shows.",
    "video": "Put a link there, or a picture of what it shows.",
    "audio": "Put a link there.",
    "svg": "Save it as a file in manuscript/images and show it as a picture.",
    "math": "Save it as a picture in manuscript/images.",
    "strike": "Write ~~tekst~~.",
    "tt": "Write `tekst`.",
}

_IN_MARKDOWN: Final = "Delete the tag, or write what you mean in Markdown."
_PASTED: Final = (
    "Delete the tag: it came along from a word processor. Paste words without formatting."
)


def may_have(name: str, key: str, value: str) -> bool:
    """Whether an element that may stand in a chapter may have this attribute with this value."""
    check = ELEMENTS[name].get(key) or _EVERYWHERE.get(key)
    return check is not None and bool(check(value))


def refused_tags(lines: Lines) -> list[Problem]:
    """Tags in the source that no tree shows (`<body onload=…>` is swallowed by any parser)."""
    problems = [
        _element_problem(lines, name.lower(), line)
        for name in lines.labels("tag")
        if name.lower() not in ELEMENTS
        for line in lines.all("tag", name)
    ]
    for found in _INSTRUCTION.finditer(lines.source.plain):
        problems.append(
            lines.source.problem(
                lines.source.line_at(found.start()),
                "html-001",
                f"“{found.group()}” begins an instruction for another program, which would vanish.",
                "Delete it with all that belongs to it; or write a backslash before “<”, if it is "
                "text.",
            )
        )
    return problems


def reserved_names(source: Source) -> list[Problem]:
    """The first attribute with a name by which the steps of the conversion talk to each other."""
    at = source.plain.lower().find(ENGINE_MARK)
    if at < 0:
        return []
    return [
        source.problem(
            source.line_at(at),
            "html-011",
            f"“{ENGINE_MARK}…” is a name that dinobook needs for itself.",
            "Give the attribute another name, or take it out; in a sentence, write it as `code`.",
        )
    ]


def clean(root: Element, lines: Lines) -> list[Problem]:
    """Take out of the tree what may not stand in it, and say so."""
    problems: list[Problem] = []
    for element in list(root.iter()):
        name = str(element.tag)
        if element is root:
            continue
        if name not in ELEMENTS:
            problems.append(_element_problem(lines, name, _line_of_tag(lines, name)))
            if name in _WITH_CONTENT:
                remove(element)
            else:
                xhtml.unwrap(element)
            continue
        for key in list(element.attrib):
            problems += _attribute(element, str(key), lines)
    return problems


def _line_of_tag(lines: Lines, name: str) -> int:
    known = [
        line for key in lines.labels("tag") if key.lower() == name for line in lines.all("tag", key)
    ]
    return known[0] if known else lines.find(f"<{name}")


def _element_problem(lines: Lines, name: str, line: int) -> Problem:
    return lines.source.problem(
        line,
        "html-001",
        f"The HTML element <{name}> cannot stand in a chapter.",
        _PASTED if ":" in name else _HINTS.get(name, _IN_MARKDOWN),
    )


def _attribute(element: Element, key: str, lines: Lines) -> list[Problem]:
    if key.startswith(ENGINE_MARK):
        return []
    name = str(element.tag)
    value = element.get(key) or ""
    check = ELEMENTS[name].get(key) or _EVERYWHERE.get(key)
    if check is None:
        problem = lines.source.problem(
            _line_of_attribute(lines, key, value),
            "html-002",
            f"The attribute “{key}” of <{name}> cannot stand in a chapter.",
            "Give it a class and set that in the book’s style sheet."
            if key in ("style", "align", "bgcolor", "color", "border", "valign")
            else "Delete it.",
        )
    elif not check(value):
        problem = lines.source.problem(
            _line_of_attribute(lines, key, value),
            "html-003",
            f"“{value}” cannot be the {key} of <{name}>.",
            _VALUE_HINTS.get(key, "Give it another value, or delete it."),
        )
    elif key == "href" and (refusal := refuse_link(value)):
        problem = lines.source.problem(
            lines.take("address", value), "address-001", refusal.message, refusal.hint
        )
    else:
        return []
    del element.attrib[key]
    return [problem]


_VALUE_HINTS: Final = {
    "id": "An id begins with a letter and has no spaces: {#fig-plan}.",
    "class": "A class begins with a letter: {.klas}.",
    "datetime": "Write the date as 2016-07-14, or take the attribute away.",
    "dir": "Letters that are set backwards cannot be read back: write them in the order you want.",
    "lang": "A lang is the code of a language: {lang=en}.",
}


def _line_of_attribute(lines: Lines, key: str, value: str) -> int:
    if known := lines.all("attribute", f"{key}={value}"):
        return lines.take("attribute", f"{key}={value}") if len(known) > 1 else known[0]
    tries = (
        f'{key}="{value}"',
        f"{key}='{value}'",
        f"{key}={value}",
        f"#{value}",
        f"{key}=",
        f"{value}.",
        key,
    )
    return next((line for text in tries if (line := lines.find(text))), 0)
