"""Sources in BibTeX, BibLaTeX or CSL-JSON, and the citations of a whole book set by a CSL style.

`load_library` reads the sources and the style; `cite` sets every citation of an edition and its
bibliography; `check_citations` says which citations lead nowhere, `check_printed` what of a source
is not printed.
"""

from __future__ import annotations

from dinobook.citations.check import check_citations, cited_keys
from dinobook.citations.cite import cite
from dinobook.citations.library import load_library
from dinobook.citations.model import (
    NO_LIBRARY,
    NOTHING_CITED,
    BibliographyEntry,
    Cited,
    Library,
    Reference,
)
from dinobook.citations.printed import check_printed
from dinobook.citations.style import has_list

__all__ = [
    "NOTHING_CITED",
    "NO_LIBRARY",
    "BibliographyEntry",
    "Cited",
    "Library",
    "Reference",
    "check_citations",
    "check_printed",
    "cite",
    "cited_keys",
    "has_list",
    "load_library",
]
