"""The small book with every page that a book can make."""

from __future__ import annotations

from books import DRAWING, EERSTE, MANIFEST, TWEEDE, small_book
from dinobook.storage.project import MemoryProject

FRONT = """\
  - generate: half-title
  - {generate: frontispiece, image: images/kaai.svg, alt: Een kaai in de mist}
  - generate: title-page
  - generate: colophon
  - generate: dedication
    text: |
      Voor wie te laat kwam
      en toch bleef.
  - {generate: epigraph, text: "Alles komt terug, behalve de 'stift'.", source: Een bode}
  - {generate: contents, depth: 2}
"""
BACK = """\
  - bronnen
  - generate: abbreviations
  - generate: glossary
  - generate: sources
  - {generate: about, file: over-an, image: images/an.svg, alt: An op een bank}
  - generate: other-books
    books:
      - {title: "Thee met een haas", publisher: Proefdruk, date: 2024-05}
      - {title: "Melk", subtitle: "en wat er overbleef", isbn: 978-90-00-00001-2}
"""
SAID = """\
  rights: © 2026 An Proef
  licence: CC BY-SA 4.0
  responsible: An Proef, Kaai 1, 9000 Gent
  depot: D/2026/12.345/1
  printings: [2025-03, 2026-01-15]
  credits: {design: Bo Vorm, pictures: Cas Lijn}
  subjects: {nur: 801}
"""

WITH_TERMS = """
De EU en de ÉÉN telden mee, en de API van de EU ook.[^eu]

/// begrippen
Trap
: De *hoogste* trap, zie [de tabel](#tab-uren).[^trap]

overleg
Vergadering
: Waar men zit.
: Waar men zwijgt.
///

*[EU]: Europese Unie
*[ÉÉN]: 'Eén' is een zender
*[API]: toegang voor programma's
*[NOOIT]: komt niet voor

[^eu]: De VN niet.
[^trap]: Een noot bij een begrip.

*[VN]: Verenigde Naties
"""
MORE_TERMS = """
De EU stond erbij.

/// begrippen
Overleg
: Wat daarna komt.
///

*[EU]: Eenheid van Uren
"""
OVER_AN = """\
---
title: Een titel die niemand ziet
---
An schrijft op een bank.[^bank] Zie [het slot](#slot), en [haar adres](https://an.example/).

## Waar zij woont

Aan de kaai, zie [](#fig-bank).

![Een bank](images/kaai.svg "De bank van An"){#fig-bank}

[^bank]: Aan de linkerkant.
"""


def matter_manifest() -> str:
    old_front = MANIFEST[MANIFEST.index("  - generate: half-title") : MANIFEST.index("  - vooraf")]
    return (
        MANIFEST.replace(old_front, FRONT)
        .replace("  - bronnen\n", BACK)
        .replace("  rights: © 2026 An Proef\n", SAID)
        .replace("page: 135x210}", "page: 135x210, isbn: 978-90-00-00000-5}")
    )


def matter_book(manifest: str = "") -> MemoryProject:
    """The small book with terms, abbreviations, and all made pages."""
    project = small_book(
        book=manifest or matter_manifest(),
        eerste=EERSTE.replace("\n[^koffie]:", f"{WITH_TERMS}\n[^koffie]:"),
        tweede=f"{TWEEDE}\n{MORE_TERMS}",
    )
    project.contents["manuscript/over-an.md"] = OVER_AN.encode()
    for name in ("kaai", "an"):
        project.contents[f"manuscript/images/{name}.svg"] = DRAWING.encode()
    return project
