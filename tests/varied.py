"""A book of many short chapters with all that a page can hold, made up by a seed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from random import Random

from PIL import Image

from dinobook.storage.project import MemoryProject

WHO = ("De lepel", "Een buurvrouw", "Het rooster", "De fietsenstalling", "Iemand", "De stilte")
DOES = ("wacht op", "vergeet", "lijkt op", "zwijgt over", "verhuist met", "begint bij")
WHAT = ("de vergadering", "een kop koffie", "het agendapunt", "de trap", "een formulier")
WHEN = ("op dinsdag", "terwijl het regent", "met de jas aan", "na de middag", "voor de deur")

MANIFEST = """\
book:
  title: Het bonte boek
  authors: [{name: An Proef, sort: "Proef, An"}]
  language: nl-BE
  identifier: urn:uuid:5c1f7f2e-6a5e-4b7d-9a0e-2f1d8a3b4c5d
  date: 2026-01-15
  publisher: Proefdruk

outline:
  - matter: front
  - generate: half-title
  - generate: title-page
  - generate: colophon
  - generate: contents
  - h00
  - matter: body
"""
EDITIONS = """\
editions:
  print:  {format: pdf, use: print, page: 110x170}
  screen: {format: pdf, use: screen, page: a5}
"""
CHAPTERS_IN_A_PART = 5


def varied_book(chapters: int = 14, blocks: int = 5, seed: int = 7) -> MemoryProject:
    """The same seed gives the same book. `blocks` is how many blocks the longest chapter has."""
    files = {
        "manuscript/book.yaml": _manifest(chapters).encode(),
        "manuscript/images/glas.png": _see_through(),
        "manuscript/images/foto.jpg": _photograph(),
    }
    random = Random(seed)  # noqa: S311 - the same book each time
    for number in range(chapters + 1):
        text = _Chapter(random, number, chapters).text(random.randint(1, blocks))
        files[f"manuscript/h{number:02}.md"] = text.encode()
    return MemoryProject(files)


def _manifest(chapters: int) -> str:
    rows = []
    for number in range(1, chapters + 1):
        if number % CHAPTERS_IN_A_PART == 2:
            rows.append(f"  - part: Deel met nummer {number}\n")
        rows.append(f"  - h{number:02}\n")
    return MANIFEST + "".join(rows) + EDITIONS


def _see_through() -> bytes:
    picture = Image.new("RGBA", (600, 300))
    picture.putdata([(at % 256, 90, 120, (at * 7) % 256) for at in range(600 * 300)])
    return _saved(picture, "PNG")


def _photograph() -> bytes:
    picture = Image.new("RGB", (900, 600))
    picture.putdata([(at % 251, at % 241, at % 239) for at in range(900 * 600)])
    return _saved(picture, "JPEG")


def _saved(picture: Image.Image, kind: str) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, dpi=(300, 300))
    return buffer.getvalue()


class _Chapter:
    def __init__(self, random: Random, number: int, chapters: int) -> None:
        self._random, self._number, self._chapters = random, number, chapters
        self._notes: list[str] = []

    def text(self, blocks: int) -> str:
        kinds: tuple[Callable[[], str], ...] = (
            self._heading, self._nested, self._picture, self._table, self._turned, self._paragraph,
            self._rows, self._quote, self._paragraph,
        )  # fmt: skip
        at = self._number * 2
        parts = [self._paragraph(), *(kinds[(at + more) % len(kinds)]() for more in range(blocks))]
        notes = "\n".join(f"[^{at}]: {text}" for at, text in enumerate(self._notes, 1))
        head = f"---\ntitle: Over {self._number} en {self._random.choice(WHAT)}\n---\n"
        return head + "\n\n".join((*parts, f"Slot van {self._number}.", notes)) + "\n"

    def _sentence(self) -> str:
        pick = self._random.choice
        words = f"{pick(WHO)} {pick(DOES)} {pick(WHAT)} {pick(WHEN)}"
        chance = self._random.random()
        if chance < 0.12:
            self._notes.append(f"Een noot bij {pick(WHAT)}, en {pick(DOES)} {pick(WHAT)}.")
            return f"{words}.[^{len(self._notes)}]"
        if chance < 0.2:
            return f"{words}, zie [hoofdstuk](h{self._random.randint(0, self._chapters):02})."
        return f"{words}."

    def _paragraph(self) -> str:
        return " ".join(self._sentence() for _ in range(self._random.randint(2, 9)))

    def _heading(self) -> str:
        return f"## Een kop over {self._random.choice(WHAT)}\n\n{self._paragraph()}"

    def _nested(self) -> str:
        pick = self._random.choice
        inner = "\n".join(f"    1. {pick(WHO)} {pick(WHEN)}" for _ in range(3))
        return f"- {pick(WHO)}\n\n{inner}\n\n- {pick(WHAT)}"

    def _table(self) -> str:
        rows = [f"| {self._random.choice(WHO)} | {at},5 |" for at in range(3)]
        return "\n".join(["| wie | uren |", "|---|---:|", *rows])

    def _rows(self) -> str:
        """A table that does not fit on one page."""
        rows = [f"| {self._random.choice(WHO)} {at} | {at} |" for at in range(45)]
        caption = f"/// tabel | Lange tabel van {self._number}\n///"
        return "\n".join(["| wie | uren |", "|---|---:|", *rows, "", caption])

    def _quote(self) -> str:
        return f"> {self._paragraph()}"

    def _picture(self) -> str:
        name = self._random.choice(("glas.png", "foto.jpg"))
        return f'![Een beeld van {self._random.choice(WHAT)}](images/{name} "Beeld")'

    def _turned(self) -> str:
        words = self._random.choice(WHAT)
        return f'Van links naar rechts staat <bdo dir="ltr">{words}</bdo> er zo.'
