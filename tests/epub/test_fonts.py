from __future__ import annotations

import io
from pathlib import Path

import fontpkg_alegreya_sans
import fontpkg_source_sans_3
import fontpkg_source_serif_4
import pytest
from fontTools.ttLib import TTFont

from dinobook.epub.fonts import FEATURES, family_of, subset

WORDS = {"Dinosaurus", "één", "0123"}


def opened(data: bytes) -> TTFont:
    return TTFont(io.BytesIO(data))


def features(font: TTFont) -> set[str]:
    return {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def source(module: object, name: str) -> bytes:
    return (Path(str(module.__file__)).parent / "files" / name).read_bytes()  # type: ignore[attr-defined]


def test_a_variable_font_becomes_one_still_weight(vollkorn: bytes) -> None:
    font = opened(subset(vollkorn, WORDS, weight=700))
    assert "fvar" not in font
    assert font["OS/2"].usWeightClass == 700
    names = [font["name"].getDebugName(number) for number in (1, 2, 4, 6)]
    assert names == ["Vollkorn", "Bold", "Vollkorn Bold", "Vollkorn-Bold"]
    assert (font["head"].macStyle, font["OS/2"].fsSelection & 0b110_0001) == (1, 0b10_0000)


def test_the_bold_is_bolder_than_the_regular(vollkorn: bytes) -> None:
    regular = opened(subset(vollkorn, WORDS, weight=400))
    bold = opened(subset(vollkorn, WORDS, weight=700))
    assert bold["hmtx"]["D"][0] != regular["hmtx"]["D"][0]


def test_only_the_characters_used_stay_with_what_reading_systems_add(vollkorn: bytes) -> None:
    small = subset(vollkorn, WORDS)
    kept = set(opened(small).getBestCmap())
    assert {ord(char) for word in WORDS for char in word} <= kept
    assert {ord(" "), 0xA0, ord("-")} <= kept
    assert ord("É") in kept, "text-transform: uppercase"
    assert ord("Q") not in kept
    assert len(small) < len(vollkorn) / 5


def test_small_capitals_and_figures_stay(vollkorn: bytes) -> None:
    font = opened(subset(vollkorn, {*WORDS, "fiets"}))
    assert {"smcp", "c2sc", "onum", "lnum", "tnum", "liga"} <= features(font)
    assert features(font) <= set(FEATURES)
    assert {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord} >= {
        "kern"
    }


def test_a_weight_between_keeps_its_family_for_css(vollkorn: bytes) -> None:
    data = subset(vollkorn, WORDS, weight=600)
    names = opened(data)["name"]
    assert family_of(data) == "Vollkorn"
    assert [names.getDebugName(number) for number in (1, 2, 16, 17)] == [
        "Vollkorn SemiBold",
        "Regular",
        "Vollkorn",
        "SemiBold",
    ]


def test_a_font_whose_default_is_not_regular_still_becomes_regular() -> None:
    data = subset(source(fontpkg_source_sans_3, "SourceSans3[wght].ttf"), WORDS)
    font = opened(data)
    assert font["OS/2"].usWeightClass == 400
    assert (font["name"].getDebugName(1), font["name"].getDebugName(2)) == (
        "Source Sans 3",
        "Regular",
    )


def test_an_italic_with_optical_sizes_stays_italic() -> None:
    data = source(fontpkg_source_serif_4, "SourceSerif4-Italic[opsz,wght].ttf")
    font = opened(subset(data, WORDS, weight=700))
    assert "fvar" not in font
    assert font["name"].getDebugName(2) == "Bold Italic"
    assert font["OS/2"].fsSelection & 1
    assert font["head"].macStyle == 3


def test_a_static_font_keeps_its_names() -> None:
    data = source(fontpkg_alegreya_sans, "AlegreyaSans-Bold.ttf")
    assert family_of(subset(data, WORDS)) == "Alegreya Sans"
    assert opened(subset(data, WORDS))["OS/2"].usWeightClass == 700


@pytest.mark.parametrize("weight", [None, 700])
def test_the_same_input_gives_the_same_bytes(vollkorn: bytes, weight: int | None) -> None:
    assert subset(vollkorn, {"ab", "c"}, weight=weight) == subset(
        vollkorn, {"c", "b", "a"}, weight=weight
    )


def test_the_licence_travels_with_the_font(vollkorn: bytes) -> None:
    names = opened(subset(vollkorn, WORDS))["name"]
    assert "OFL" in (names.getDebugName(14) or "") or "SIL" in (names.getDebugName(13) or "")
