"""The book whose proof was marked up by programs of others: see made_by/README.md."""

from __future__ import annotations

from books import EERSTE, MANIFEST

PICTURE = EERSTE.index("![")
LAST = EERSTE.index("Zie [de tabel]")
CHAPTER = (
    EERSTE[:PICTURE]
    + EERSTE[EERSTE.index("/// uitgelicht") : LAST]
    + EERSTE[EERSTE.index("\n\n[^koffie]") :]
)
MADE = f"""\
{MANIFEST.split("outline:", maxsplit=1)[0]}
outline: [eerste]
editions:
  print: {{format: pdf, use: print, page: 135x210}}
"""
FILES = {"manuscript/book.yaml": MADE, "manuscript/eerste.md": CHAPTER}
