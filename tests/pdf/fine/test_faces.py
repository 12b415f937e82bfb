"""What is known of the typefaces is what their files say."""

from __future__ import annotations

import pytest
from bench.faces import MOST_EM, row_of, text_faces

from dinobook.pdf.engine.lines import faces
from dinobook.pdf.engine.lines.faces import FACES, measure_of
from dinobook.theme.faces import Face

EVERY = tuple(text_faces())


@pytest.mark.parametrize("face", EVERY, ids=lambda face: f"{face.family}, {face.italic}")
def test_the_table_says_what_is_measured(face: Face) -> None:
    rows = {(row[0], row[1]): row for row in faces._ROWS}
    assert rows[face.family, face.italic] == row_of(face)


def test_there_is_a_row_for_every_face_that_text_can_be_set_in() -> None:
    assert set(FACES) == {(face.family, face.italic) for face in EVERY}


@pytest.mark.parametrize("key", FACES, ids=str)
def test_small_signs_hang_and_tall_ones_hardly_do(key: tuple[str, bool]) -> None:
    face = FACES[key]
    assert face.right["‐"] > 0.4
    assert face.right["."] > 0.3
    assert face.left["“"] > 0.3
    assert all(face.right["‐"] > face.right.get(sign, 0) for sign in "?!)")
    assert face.elastic.space_em - face.elastic.shrink_em > 0.08
    assert all(0 < share <= 0.7 for share in (*face.right.values(), *face.left.values()))
    assert face.right["–"] < MOST_EM / 0.4


def test_of_an_unknown_face_the_widths_alone_are_known() -> None:
    found = measure_of(("Onbekend",), 0.25, 0.5)
    assert (found.elastic.space_em, found.elastic.char_em) == (0.25, 0.5)
    assert not found.right
    assert measure_of(("Vollkorn",), 0.25, 0.5, italic=True) is FACES["Vollkorn", True]
