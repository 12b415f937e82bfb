"""Strategies for whole chapters, as people of each dialect write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from hypothesis import strategies as st

from bench.torture.cases import Case
from bench.torture.dialects import COMMON_BLOCKS, COMMON_INLINE, DIALECTS, Dialect
from bench.torture.structure import chapters, numbered

_SHOWN: Final = re.compile(r"[Ww]oord\d{3,}")
_SILENT: Final = re.compile(r"stil\d{3,}")
_NOTES: Final = re.compile(r"(?<=\[\^)(\w+)(?=\])")

Edit = Callable[[str], str]


def bodies() -> st.SearchStrategy[str]:
    """Bodies of chapters: of each dialect, or of nothing but structure."""
    return st.one_of(*(_written(dialect) for dialect in DIALECTS), chapters())


def case_of(name: str, body: str) -> Case:
    """The case of a body, by the words in it."""
    shows = tuple(dict.fromkeys(_SHOWN.findall(body)))
    hides = tuple(dict.fromkeys(_SILENT.findall(body)))
    return Case(name, f"---\ntitle: Proef\n---\n{body}", shows, hides, alone=True)


def _written(dialect: Dialect) -> st.SearchStrategy[str]:
    blocks = st.one_of(
        _paragraph((*COMMON_INLINE, *dialect.inline)),
        st.sampled_from(COMMON_BLOCKS),
        st.sampled_from(dialect.blocks),
    )
    placed = st.builds(lambda block, place: place(block), blocks, st.sampled_from(_PLACES))
    between = st.sampled_from(["\n\n"] * 6 + ["\n", "\n\n\n", "\n \n"])
    parts = st.lists(st.tuples(placed, between), min_size=1, max_size=6)
    return st.builds(_chapter, parts, st.sampled_from(_HABITS))


def _chapter(parts: Sequence[tuple[str, str]], habit: Edit) -> str:
    text = "".join(_own_notes(block, at) + after for at, (block, after) in enumerate(parts))
    return habit(numbered(text.rstrip("\n") + "\n"))


def _own_notes(block: str, at: int) -> str:
    """A block's labels of notes are its own."""
    return _NOTES.sub(rf"\g<1>{at}", block)


def _paragraph(pieces: Sequence[str]) -> st.SearchStrategy[str]:
    glue = st.sampled_from([" ", " ", " ", ", ", ". ", "\n", " (", "-"])
    parts = st.lists(st.tuples(st.sampled_from(pieces), glue), min_size=1, max_size=6)
    return parts.map(lambda row: ("Begin " + "".join(map("".join, row))).rstrip(" (,-\n") + ".")


def _indented(text: str, by: str) -> str:
    return "\n".join((by + row).rstrip() if not row else by + row for row in text.split("\n"))


def _same(text: str) -> str:
    return text


_PLACES: Final[tuple[Edit, ...]] = (
    _same, _same, _same, _same, _same,
    lambda text: "- woord§\n\n" + _indented(text, "  "),
    lambda text: "- woord§\n\n" + _indented(text, "    "),
    lambda text: "1. woord§\n   - woord§\n\n" + _indented(text, "     "),
    lambda text: _indented(text, "> "),
    lambda text: "- woord§\n  > woord§\n" + _indented(text, "  > "),
    lambda text: f"////// tip | woord§\n{text}\n//////",
    lambda text: "woord§[^p]\n\n[^p]: woord§\n\n" + _indented(text, "    "),
    lambda text: "Term\n: woord§\n\n" + _indented(text, "    "),
)  # fmt: skip
"""Where a block may stand."""

_HABITS: Final[tuple[Edit, ...]] = (
    _same, _same, _same,
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("\n", "  \n"),
    lambda text: text.replace("    ", "\t"),
    lambda text: text.replace(" ", "\u00a0", 3),
    lambda text: "\ufeff" + text,
)  # fmt: skip
"""How an editor leaves a file."""
