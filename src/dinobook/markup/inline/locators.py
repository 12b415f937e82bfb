"""Where in a source a citation points: “p. 4”, “h. 2”, “§ 3” as a kind and a value.

The kinds are the locator labels of the Citation Style Language (CSL 1.0.2, appendix IV).
"""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.fragment import Locator

_WORDS: Final = {
    "book": "boek book livre Buch",
    "chapter": "h. hfst. hoofdstuk hoofdstukken ch. chap. chapter chapters chapitre Kap. Kapitel",
    "column": "kol. kolom col. column",
    "figure": "fig. figuur figuren figure figures Abb. Abbildung",
    "folio": "fol. folio",
    "issue": "nr. no.",
    "line": "r. regel regels line lines ligne Zeile",
    "note": "n. noot noten note notes Anm. Fußnote",
    "page": "p. pp. blz. bl. pag. pagina pagina's pagina’s page pages S. Seite Seiten",
    "paragraph": "al. alinea alinea's alinea’s para. Abs. Absatz",
    "part": "deel delen part parts partie Teil",
    "section": "§ §§ par. paragraaf paragrafen sec. sectie section sections Abschnitt",
    "verse": "v. vers verzen verse verses",
    "volume": "vol. volume Bd. Band",
}
_KINDS: Final = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_LABEL: Final = "|".join(re.escape(word) for word in sorted(_KINDS, key=len, reverse=True))
_UNIT: Final = r"(?:[A-Za-z]?\d[\w.:]*(?<![.:])|[ivxlcdm]+\b|[IVXLCDM]+\b)"
_RANGE: Final = rf"{_UNIT}(?:\s*[-–]\s*{_UNIT})?"
_LOCATOR: Final = re.compile(
    rf"(?:(?P<label>{_LABEL})\s*|(?=\d))"
    rf"(?P<value>{_RANGE}(?:(?:\s*,|\s+(?:en|and|et|und)|\s*&)\s*{_RANGE})*)(?!\w)"
)


def split_locator(text: str) -> tuple[Locator | None, str]:
    """The locator at the start of what follows a key, and what is left: the suffix.

    A number without a label is a page.
    """
    bare = text.lstrip(" ,\u00a0")
    found = _LOCATOR.match(bare)
    if found is None:
        return None, text.strip()
    kind = _KINDS[found["label"]] if found["label"] else "page"
    value = " ".join(re.sub(r"\s*[-–]\s*", "–", found["value"]).split())
    return Locator(kind, value), bare[found.end() :].strip()
