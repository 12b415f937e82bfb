"""Spaces of French and German that no typewriter has; docs/typography.md names the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dinobook.markup.typography.rules import NO_BREAK, THIN_NO_BREAK, Edit

_GERMAN: Final = (
    "a.a.O. i.d.R. i.e.S. i.w.S. u.a.m. u.v.a. u.v.m. a.D. d.h. d.i. d.J. d.M. e.V. i.A. i.V. "
    "m.a.W. m.E. m.W. n.Chr. o.Ä. o.g. o.J. o.O. s.a. s.o. s.u. u.a. u.Ä. u.dgl. u.E. u.U. v.a. "
    "v.Chr. v.H. z.B. z.Hd. z.T. z.Z. z.Zt."
)
"""Abbreviations of several words, as they are often typed."""


def _with_or_without_space(short: str) -> str:
    return r"\.[ \n\u00a0\u202f]?".join(map(re.escape, short.split(".")[:-1])) + r"\."


_SHORT: Final = re.compile(
    rf"(?<![\w.])(?:{'|'.join(map(_with_or_without_space, _GERMAN.split()))})(?!\w)", re.IGNORECASE
)
_AFTER_POINT: Final = re.compile(r"(?<=\.)[ \n\u00a0]?(?=[^\W\d_])")
_BEFORE_DASH: Final = re.compile(r"(?<=[^\s–])[ \n](?=–[ \n])")

_GUILLEMETS: Final = re.compile(r"(?<=\S)[ \u00a0](?=[»›])|(?<=[«‹])[ \u00a0](?=\S)")
_GUILLEMETS_TIGHT: Final = re.compile(r"(?<=[«‹])(?=[^\s])|(?<=\S)(?=[»›])")
_TALL: Final = re.compile(r"(?<=\S)[ \u00a0](?=[;!?])")
_TALL_FORGOTTEN: Final = re.compile(
    r"(?<=[\w)\]”’%°…\ufffc»›])(?=[;!?]+(?:[\s)\]”’»›…\u202f\ufffc]|$))(?<![!?;])"
)
_COLON: Final = re.compile(r"(?<=\S)[ \u202f](?=:(?:[\s»“]|$))")
_COLON_FORGOTTEN: Final = re.compile(r"(?<=[\w)\]”’%°»›\ufffc])(?=:(?:\s|$))")
_SPOKEN: Final = re.compile(r"(?m)(?<=^—) (?=\S)")
_ASIDE: Final = re.compile(r"(?<=[ \n][–—])([ \n])[^\s–—][^–—.!?…]*?([ \n])(?=[–—](?:[ \n,;)]|$))")


def space_french(text: str, tag: str) -> Iterator[Edit]:
    """Thin no-break spaces inside « » and before ; ! and ?, a wider one before a colon.

    Where none was typed, one is put. Canada has none before ; ! and ? and wider ones inside « »,
    Switzerland thin ones only.
    """
    yield from _inside(text, NO_BREAK if tag == "fr-ca" else THIN_NO_BREAK)
    for pattern in (_TALL,) if tag == "fr-ca" else (_TALL, _TALL_FORGOTTEN):
        for found in pattern.finditer(text):
            yield Edit(found.start(), found.end(), THIN_NO_BREAK)
    yield from _colons(text, THIN_NO_BREAK if tag == "fr-ch" else NO_BREAK)
    for found in _SPOKEN.finditer(text):
        yield Edit(found.start(), found.end(), NO_BREAK)
    for found in _ASIDE.finditer(text):
        for group in (1, 2):
            yield Edit(found.start(group), found.end(group), NO_BREAK)


def _inside(text: str, space: str) -> Iterator[Edit]:
    for pattern in (_GUILLEMETS, _GUILLEMETS_TIGHT):
        for found in pattern.finditer(text):
            if found.group() != space:
                yield Edit(found.start(), found.end(), space)


def _colons(text: str, space: str) -> Iterator[Edit]:
    for pattern in (_COLON, _COLON_FORGOTTEN):
        for found in pattern.finditer(text):
            if found.group() != space:
                yield Edit(found.start(), found.end(), space)


def space_german(text: str) -> Iterator[Edit]:
    """A thin no-break space inside z. B., and a dash that begins no line."""
    for found in _SHORT.finditer(text):
        for gap in _AFTER_POINT.finditer(text, found.start(), found.end()):
            yield Edit(gap.start(), gap.end(), THIN_NO_BREAK)
    for found in _BEFORE_DASH.finditer(text):
        yield Edit(found.start(), found.end(), NO_BREAK)
