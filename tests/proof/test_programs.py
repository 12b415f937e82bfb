"""Remarks as real programs write them come back to their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from dinobook import MemoryProject, Remark
from dinobook.proof import remarks_in
from proof.small import FILES

PROJECT = MemoryProject({path: text.encode() for path, text in FILES.items()})
ROWS = FILES["manuscript/eerste.md"].split("\n")


def line(words: str) -> int:
    (found,) = [at for at, row in enumerate(ROWS, start=1) if words in row]
    return found


def read(file: Path) -> dict[str, Remark]:
    found = remarks_in(file.read_bytes(), file.name, PROJECT, {})
    assert found.problems == ()
    return {remark.words: remark for remark in found.remarks}


@pytest.mark.parametrize(
    ("words", "kind", "said", "on", "row"),
    [
        ("een ondertitel", "underline", "", "heading", "subtitle: en een ondertitel"),
        ("rook naar koffie", "highlight", "Welke koffie?", "text", "De vergaderzaal rook"),
        ("alleen maar", "strike-out", "weg", "text", "> Wie zwijgt"),
        ("kopje", "insertion", "en een bord", "text", "- een kopje"),
        ("praten.", "note", "Eerst praten?", "text", "2. Dan pas praten."),
        ("De koffie was van gisteren", "squiggly", "lucht", "note", "[^koffie]: De koffie"),
        ("omwenteling.", "ink", "groot?", "text", "de grote\nomwenteling."),
    ],
)
def test_mupdf_on_a_proof(
    made_by: Path, words: str, kind: str, said: str, on: str, row: str
) -> None:
    remark = read(made_by / "mupdf.pdf")[words]
    assert (remark.kind, remark.text, remark.on) == (kind, said, on)
    assert (remark.author, remark.date) == ("Mia Muis", "2026-11-30T12:30:00+01:00")
    assert remark.place.path == "manuscript/eerste.md"
    assert remark.place.line == line(row.split("\n")[-1])
    assert remark.folio == str(remark.page)


def test_mupdf_over_the_end_of_a_line(made_by: Path) -> None:
    """A word that is broken there is whole; MuPDF's box ends a letter early."""
    remark = read(made_by / "mupdf.pdf")["duurde langer dan de beleidsvoorbereidin"]
    assert remark.place.line == line("duurde langer dan de beleidsvoorbereiding")
    assert remark.line_on_page == 4


def test_mupdf_in_the_room_for_notes(made_by: Path) -> None:
    found = read(made_by / "mupdf.pdf")
    (typed,) = [one for one in found.values() if one.kind == "text"]
    assert typed.text == "Te veel koffie"
    assert typed.is_beside
    assert "een trekvogel met een" in f"{typed.before} {typed.words}"


@pytest.mark.parametrize(
    ("words", "kind", "said", "row"),
    [
        ("naar stift", "highlight", "Welke stift?", "De vergaderzaal rook naar koffie"),
        ("een lepel", "strike-out", "weg", "- een lepel"),
        ("Een vraag is geen aanval", "underline", "", "Een vraag is geen aanval."),
        ("dienstfietsen", "squiggly", "bestaat dat?", "op de dienstfietsen"),
        ("mapje.", "note", "Welke vogel?", "een trekvogel met een mapje."),
    ],
)
def test_poppler_on_an_edition(made_by: Path, words: str, kind: str, said: str, row: str) -> None:
    remark = read(made_by / "poppler.pdf")[words]
    assert (remark.kind, remark.text, remark.author) == (kind, said, "Piet Populier")
    assert remark.place.line == line(row)
