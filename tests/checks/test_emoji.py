"""Emoji that are drawn alike are the same to the integrity check, and others are not."""

from __future__ import annotations

from pathlib import Path

import pytest
import uharfbuzz as harfbuzz

from books import SharedFolder, small_book
from dinobook.checks.skeleton import skeleton
from dinobook.pipeline.build import Request, build
from dinobook.theme.faces import FACES

ALIKE = (
    ("🎅", "🧑‍🎄"),
    ("💑", "👩‍❤️‍👨", "👨‍❤️‍👨"),
    ("💏", "👩‍❤️‍💋‍👨", "👩‍❤️‍💋‍👩"),
    ("👫🏻", "👬🏽", "👭🏿", "🧑‍🤝‍🧑"),
    ("🤝", "🫱🏻‍🫲🏿"),
    ("👨‍👦", "🧑‍🧒"),
    ("👨‍👨‍👦", "🧑‍🧑‍🧒"),
    ("🇧🇻", "🇳🇴", "🇸🇯"),
    ("🇩🇬", "🇮🇴"),
    ("🇦🇺", "🇭🇲"),
)
OTHER = (("🎅", "🎄"), ("💏", "💑"), ("👩‍🔬", "👩‍🎨"), ("🇧🇪", "🇳🇱"), ("🦽", "🧑‍🦽"), ("👧", "👦"))


def glyphs(sign: str) -> list[int]:
    """What is drawn for a sign; as on paper, nothing asks for colour."""
    face = next(one for one in FACES if one.family == "Noto Emoji")
    buffer = harfbuzz.Buffer()
    buffer.add_str(sign.replace("\ufe0f", ""))
    buffer.guess_segment_properties()
    harfbuzz.shape(harfbuzz.Font(harfbuzz.Face(face.read())), buffer)
    shaped = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return [info.codepoint for info, place in shaped if place.x_advance]


@pytest.mark.parametrize("signs", ALIKE, ids=[" ".join(signs) for signs in ALIKE])
def test_signs_with_one_drawing_are_the_same(signs: tuple[str, ...]) -> None:
    assert len({tuple(glyphs(sign)) for sign in signs}) == 1, "the typeface draws them alike"
    assert len({skeleton(sign) for sign in signs}) == 1


@pytest.mark.parametrize("signs", OTHER, ids=[" ".join(signs) for signs in OTHER])
def test_signs_with_two_drawings_are_not(signs: tuple[str, str]) -> None:
    assert glyphs(signs[0]) != glyphs(signs[1])
    assert skeleton(signs[0]) != skeleton(signs[1])


def test_one_book_may_hold_both(tmp_path: Path) -> None:
    said = " ".join(f"Zin {at}: {' en '.join(signs)}." for at, signs in enumerate(ALIKE))
    book = small_book(eerste=f"---\ntitle: Tekens\n---\n{said}\n")
    made = build(book, SharedFolder(tmp_path), Request(("print",)), lambda _: None)
    assert not [one for one in made.problems if one.code.startswith("integrity")]
    assert made.files
