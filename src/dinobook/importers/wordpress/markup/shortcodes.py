"""Shortcodes: words in square brackets that WordPress, or a plug-in, makes something of.

Only the names below are shortcodes. All other brackets are prose, as `[sic]` is; those that look
like the shortcode of another plug-in stay in the text and are told of.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dinobook.importers.wordpress.markup.tags import names, tokens

NOTES: Final = frozenset({"mfn", "modern_footnote", "efn_note", "note"})
"""Of Modern Footnotes and Easy Footnotes."""

CAPTIONS: Final = frozenset({"caption", "wp_caption"})
CODE: Final = frozenset({"code", "sourcecode"})
PLAYERS: Final = names(
    "audio video embed youtube vimeo soundcloud dailymotion ted twitter tweet instagram "
    "facebook spotify slideshare googlemaps flickr wpvideo videopress tiktok bandcamp "
    "mixcloud"
)
PLAYLIST: Final = "playlist"
GALLERY: Final = "gallery"
LEFT_OUT: Final = names(
    "efn_reset contact-form contact-form-7 contact-field wpforms gravityform mc4wp_form "
    "jetpack_subscription_form subscribe2 blog_subscription_form newsletter "
    "newsletter_form mailpoet_form sharethis addtoany addthis_share_buttons jetpack-"
    "related-posts sitemap googleapps polldaddy crowdsignal"
)
"""Forms, buttons and the like: nothing to read on paper."""

_PAIRED: Final = NOTES | CAPTIONS | CODE
"""Without an end they are text."""

KNOWN: Final = NOTES | CAPTIONS | CODE | PLAYERS | {PLAYLIST, GALLERY} | LEFT_OUT

_NAMES: Final = "|".join(sorted((re.escape(name) for name in KNOWN), key=len, reverse=True))
_OPENING: Final = re.compile(rf"(\[?)\[({_NAMES})(?![\w-])([^\[\]]*)\](\]?)", re.IGNORECASE)
"""WordPress allows no square bracket in an attribute either."""

_CANDIDATE: Final = re.compile(rf"\[?\[(?:{_NAMES})(?![\w-])", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    r"([A-Za-z_][\w-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))"
    r"|\"([^\"]*)\"|'([^']*)'|(\S+)"
)
_CURLY: Final = str.maketrans({"“": '"', "”": '"', "″": '"', "„": '"', "‘": "'", "’": "'"})
_ELSEWHERE: Final = re.compile(
    r"(?<!\[)\[([A-Za-z][\w-]{1,40})(\s+[A-Za-z_][\w-]*=(?:[\"“”'][^\[\]]{0,500}|[\w#.%-]+)[^\[\]]{0,500})?\s*/?\]"
)


@dataclass(frozen=True, slots=True)
class Shortcode:
    """One shortcode in a text: `start` to `end` are its own characters and what it encloses.

    `content` is None for one that encloses nothing. An `escaped` one is to be shown as typed.
    """

    name: str
    attributes: Mapping[str, str]
    positional: tuple[str, ...]
    content: str | None
    start: int
    end: int
    escaped: bool = False
    shown: str = ""


def masked(markup: str) -> str:
    """As long as `markup`, with every character of tags, comments and code blanked out."""
    return "".join(
        token.text if token.kind == "text" else "\0" * len(token.text) for token in tokens(markup)
    )


def shortcodes(markup: str) -> Iterator[Shortcode]:
    """Those that are known, in order; none lies in another."""
    if "[" not in markup:
        return
    reader = _Reader(markup)
    position = 0
    while (candidate := _CANDIDATE.search(reader.mask, position)) is not None:
        found = reader.at(candidate.start())
        if found is None:
            position = candidate.end()
        else:
            position = max(found.end, candidate.end())
            yield found


class _Reader:
    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.mask = masked(markup)
        self.no_end: set[str] = set()

    def at(self, position: int) -> Shortcode | None:
        opening = _OPENING.match(self.mask, position)
        if opening is None:
            return None
        name = opening[2].lower()
        inner = self.markup[opening.start(3) : opening.end(3)]
        attributes, positional = _attributes(inner.removesuffix("/"))
        start = opening.start() + len(opening[1])
        end = opening.end(3) + 1
        content = None
        if not inner.endswith("/") and (closing := self._closing(name, end)):
            content = self.markup[end : closing.start()]
            end = closing.end()
        escaped = bool(opening[1]) and self.mask[end : end + 1] == "]"
        if content is None and name in _PAIRED and not escaped:
            return None
        if escaped:
            shown = self.markup[start:end]
            return Shortcode(name, attributes, positional, content, start - 1, end + 1, True, shown)
        return Shortcode(name, attributes, positional, content, start, end)

    def _closing(self, name: str, position: int) -> re.Match[str] | None:
        """The end of a shortcode, before the next beginning of the same one."""
        if name in self.no_end or name in _NEVER_PAIRED:
            return None
        # code may show shortcodes, tags too; its end counts wherever it stands
        text = self.markup if name in CODE else self.mask
        end = re.compile(rf"\[/{re.escape(name)}\s*\]", re.IGNORECASE).search(text, position)
        if end is None:
            self.no_end.add(name)
            return None
        if name not in _PAIRED:
            again = re.compile(rf"\[{re.escape(name)}(?![\w-])", re.IGNORECASE)
            if again.search(self.mask, position, end.start()):
                return None
        return end


_NEVER_PAIRED: Final = frozenset({GALLERY, PLAYLIST, "efn_reset"})


def _attributes(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    if '"' not in text and "&" in text:
        text = html.unescape(text)
    if '"' not in text and "'" not in text:
        text = text.translate(_CURLY)
    named: dict[str, str] = {}
    bare: list[str] = []
    for found in _ATTRIBUTE.finditer(text):
        if found[1]:
            value = next(one for one in found.group(2, 3, 4) if one is not None)
            named.setdefault(found[1].lower(), html.unescape(value))
        else:
            value = next(one for one in found.group(5, 6, 7) if one is not None)
            bare.append(html.unescape(value).removeprefix("=").strip("\"'"))
    return named, tuple(one for one in bare if one)


def unknown_names(markup: str) -> dict[str, int]:
    """Brackets that look like another plug-in's shortcode: with attributes, or with an end."""
    if "[" not in markup:
        return {}
    mask = masked(markup)
    ends = set(re.findall(r"\[/([A-Za-z][\w-]{1,40})\]", mask))
    counts: dict[str, int] = {}
    for found in _ELSEWHERE.finditer(mask):
        name = found[1]
        if name.lower() not in KNOWN and (found[2] or name in ends):
            counts[name] = counts.get(name, 0) + 1
    return counts
