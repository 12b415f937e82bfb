"""Captions and references by their words: “Figuur 2-3: …”, “zie tabel 4”."""

from __future__ import annotations

import re
from typing import Final

_FIGURES: Final = (
    "figuur|figure|fig.|fig|afbeelding|afb.|illustratie|foto|grafiek|kaart|schema|diagram|image"
    "|photo|chart|abbildung|abb.|bild"
)
_TABLES: Final = "tabel|table|tableau|tabelle|tab."
_WORDS: Final = "|".join(
    re.escape(one) for one in sorted(f"{_FIGURES}|{_TABLES}".split("|"), key=len, reverse=True)
)
_NUMBER: Final = r"(?:\d+|[A-Z]|[IVXLC]+)(?:[.\-–]\d+)*[a-z]?"
_LABEL: Final = re.compile(
    rf"\s*({_WORDS})\s*({_NUMBER})(\s*[:.–—|-]+\s+|\s*[:.–—-]?$|\s+|[:.])", re.IGNORECASE
)
_TYPED: Final = re.compile(
    r"(?<!\w)(figuur|fig\.|figure|afbeelding|afb\.|grafiek|tabel|table|tab\.)\s"
    r"(\d+(?:[.\-–]\d+)*[a-z]?)(?!\w|[.\-–]\d|,\d)(?!\s*(?:en|of|and|or|t/m|tot|[-–&,])\s*\d)",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 70
REFERENCE: Final = "\x01"
PAGE: Final = "\x02"
_BEFORE: Final = re.compile(
    r"(?:\b(?:hoofdstuk|paragraaf|par\.|sectie|deel|bijlage|figuur|tabel|chapter|section|figure"
    rf"|table)|§)\s*{REFERENCE}",
    re.IGNORECASE,
)
_PAGE_BEFORE: Final = re.compile(
    rf"\s*\b(?:(?:op|on) )?(?:pagina|page|p\.|blz\.|bladzijde)\s*{PAGE}", re.IGNORECASE
)


def label_of(words: str) -> str:
    """`figure 2.3` for the words of a caption; empty when they begin otherwise."""
    found = _LABEL.match(words)
    return _named(found[1], found[2]) if found else ""


def without_label(words: str) -> str:
    found = _LABEL.match(words)
    return words[found.end() :].strip() if found else words


def is_typed_caption(words: str) -> bool:
    """Whether a paragraph without a style of captions reads like one."""
    found = _LABEL.match(words)
    if found is None or len(words.split()) > _MOST_WORDS:
        return False
    return bool(re.search(r"[:.–—|-]", found[3]))


def says_more(printed: str) -> bool:
    """Whether a reference prints the words of a caption too."""
    found = _LABEL.match(f"{printed} ")
    return bool(found and printed[found.end() :].strip(" :."))


def without_references(text: str, captions: set[str]) -> tuple[str, int]:
    """The text as the book has it without the words of references; how many are typed."""
    text = _PAGE_BEFORE.sub(f" {PAGE}", _BEFORE.sub(REFERENCE, text))
    typed = 0

    def gone(found: re.Match[str]) -> str:
        nonlocal typed
        if _named(found[1], found[2]) not in captions:
            return found[0]
        typed += 1
        return ""

    return _TYPED.sub(gone, text).replace(REFERENCE, "").replace(PAGE, ""), typed


def _named(label: str, number: str) -> str:
    kind = "table" if label.casefold() in _TABLES.split("|") else "figure"
    return f"{kind} {re.sub('[-–]', '.', number).casefold()}"
