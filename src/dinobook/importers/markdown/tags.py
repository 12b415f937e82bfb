"""The HTML tags in a post, each with its partner."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_SPACE: Final = r"(?:[^\S\n]|\n(?![ \t]*\n))"
"""Between the parts of a tag: no blank line, where a paragraph ends."""

_TAG: Final = re.compile(
    r"(?<!\\)(?<!\]\()<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)"
    rf"(?P<attributes>(?:{_SPACE}+[^\s\"'<>/=]+"
    rf"(?:{_SPACE}*={_SPACE}*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*){_SPACE}*/?>"
)
_ATTRIBUTE: Final = re.compile(
    r"\s+(?P<key>[^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?"
)

_NAMES: Final = (
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big"
    " blink blockquote body br button canvas caption center cite code col colgroup data datalist dd"
    " del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form"
    " frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label"
    " legend li link main map mark marquee math menu meta meter nav nobr noframes noscript object"
    " ol optgroup option output p param picture pre progress q rp rt ruby s samp script search"
    " section select slot small source span strike strong style sub summary sup svg table tbody td"
    " template textarea tfoot th thead time title tr track tt u ul var video wbr"
)
_EMPTY: Final = (
    "area base basefont bgsound br col embed frame hr img input link meta param source track wbr"
)
_OPEN: Final = "p li dt dd td th tr thead tbody tfoot option optgroup colgroup caption rt rp"

HTML_NAMES: Final = frozenset(_NAMES.split())
"""Every element of HTML, old ones too."""

VOID: Final = frozenset(_EMPTY.split())
"""Elements that have no closing tag."""

MAY_STAY_OPEN: Final = frozenset(_OPEN.split())
"""Elements whose closing tag HTML does not ask for."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: `start` to `end` has the white space before it."""

    key: str
    value: str
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Tag:
    """One tag at `start` to `end`; `partner` opens or closes the same element."""

    name: str
    start: int
    end: int
    closes: bool
    attributes: tuple[Attribute, ...] = ()
    partner: Tag | None = field(default=None, repr=False)

    def get(self, key: str) -> str:
        return next((attribute.value for attribute in self.attributes if attribute.key == key), "")

    @property
    def whole_end(self) -> int:
        """Where the element ends: its closing tag, or itself."""
        return self.partner.end if self.partner else self.end


def read_tags(plain: str) -> list[Tag]:
    """The tags of a text without code, comments and shortcodes, in order."""
    tags = list(_tags(plain))
    opened: dict[str, list[Tag]] = defaultdict(list)
    for tag in tags:
        if tag.name in VOID:
            continue
        if not tag.closes:
            opened[tag.name].append(tag)
        elif opened[tag.name]:
            tag.partner = opened[tag.name].pop()
            tag.partner.partner = tag
    return tags


def _tags(plain: str) -> Iterator[Tag]:
    for found in _TAG.finditer(plain):
        at = found.start("attributes")
        attributes = tuple(
            Attribute(
                match["key"].lower(),
                match[2] or match[3] or match[4] or "",
                at + match.start(),
                at + match.end(),
            )
            for match in _ATTRIBUTE.finditer(found["attributes"])
        )
        yield Tag(
            found["name"].lower(), found.start(), found.end(), bool(found["closing"]), attributes
        )
