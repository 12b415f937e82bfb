"""Typefaces that stand in for those of the book where they have no drawing."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from dinobook.theme.faces import FACES, STAND_INS, faces_in, needed, with_stand_ins

BEHIND = ", ".join(dict.fromkeys(f'"{face.family}"' for face in STAND_INS))
OTHERS = BEHIND.replace('"Noto Emoji", ', "")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('a{font-family: "Vollkorn", serif}', f'a{{font-family: "Vollkorn", {BEHIND}, serif}}'),
        ("a{font-family:'Eigen Letter'}", f"a{{font-family:'Eigen Letter', {BEHIND}}}"),
        ('a{font-family: "Vollkorn", "Noto Emoji"}', f'a{{font-family: "Vollkorn", {BEHIND}}}'),
        ('a{font-family: "Noto Emoji"}', f'a{{font-family: "Noto Emoji", {OTHERS}}}'),
        ('a{font: 9pt/14pt "Vollkorn", serif}', f'a{{font: 9pt/14pt "Vollkorn", {BEHIND}, serif}}'),
        ("a{font-family: serif}", "a{font-family: serif}"),
        ("a{font: inherit; font-weight: 700}", "a{font: inherit; font-weight: 700}"),
    ],
)
def test_every_list_of_families_ends_with_the_stand_ins(written: str, meant: str) -> None:
    assert with_stand_ins(written) == meant


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Een woord.", []),
        ("Gedaan ✓", ["DejaVu Sans"]),
        ("x ∈ y", ["STIX Two Math"]),
        ("Dag 😉", ["Noto Emoji"]),
        ("Een toets 1\u20e3", ["Noto Emoji"]),
        ("♥ en ☎", ["DejaVu Sans"]),
        ("ʃə", ["Noto Sans"]),
    ],
)
def test_an_e_book_takes_only_the_stand_ins_that_it_needs(text: str, families: list[str]) -> None:
    faces = faces_in(with_stand_ins('a { font-family: "Literata" }'))
    taken = (face.family for face in needed(faces, text) if face.fallback)
    assert list(dict.fromkeys(taken)) == families


def test_each_face_is_another_file() -> None:
    assert len({(face.package, face.file) for face in FACES}) == len(FACES)


def test_a_stand_in_sets_spaces_as_wide_as_text_does() -> None:
    """Pango takes the space behind a sign from the sign's own face."""
    for face in STAND_INS:
        font = TTFont(BytesIO(face.still(400)))
        width = font["hmtx"][font.getBestCmap()[ord(" ")]][0]
        assert width / font["head"].unitsPerEm == pytest.approx(0.2, abs=0.001), face.family
