"""Colours in content streams.

`pytest tests/finish --regenerate` writes the fixtures anew; the difference is the review.
"""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary

from dinobook.finish.inks import Inks
from dinobook.finish.profile import Profile
from dinobook.finish.separate import separate
from finish.press import press_profile

FILE = Path(__file__).parent / "fixtures" / "content.txt"
CASE = re.compile(r"(?ms)^(?P<title>\S[^\n]*)\n\.\n(?P<input>.*?)\n\.\n(?P<expected>.*?)\n?^\.\n")
PRESS = Profile(press_profile(), "CMYK", "Proefpers")


def separated(content: str, *, overprint: bool = False, colour: str = "cmyk") -> str:
    with pikepdf.new() as pdf:
        parsed = pikepdf.parse_content_stream(pdf.make_stream(content.encode()))
        inks = Inks(colour, PRESS)
        return separate(parsed, Dictionary(), inks, overprint=overprint).content.decode()


def cases() -> list[object]:
    found = CASE.finditer(FILE.read_text(encoding="utf-8"))
    return [pytest.param(one["input"], one["expected"], id=one["title"]) for one in found]


@pytest.mark.parametrize(("content", "expected"), cases())
def test_fixture(content: str, expected: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--regenerate"):
        pytest.skip("the fixtures are being written")
    assert separated(content) == expected


def test_regenerate(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--regenerate"):
        pytest.skip("only with --regenerate")

    def case(found: re.Match[str]) -> str:
        return f"{found['title']}\n.\n{found['input']}\n.\n{separated(found['input'])}\n.\n"

    FILE.write_text(CASE.sub(case, FILE.read_text(encoding="utf-8")), encoding="utf-8")


def test_black_text_overprints_and_nothing_else_does() -> None:
    """Not a coloured text, not a black shape, and not what follows when the state is restored."""
    content = "0 g 0 0 9 9 re f BT (zwart) Tj ET q 1 0 0 rg BT (rood) Tj ET Q BT (zwart) Tj ET S"
    drawn = separated(content, overprint=True).split("\n")
    overprints, seen, saved = False, [], []
    for line in drawn:
        if line == "q":
            saved.append(overprints)
        elif line == "Q":
            overprints = saved.pop()
        elif line.endswith(" gs"):
            overprints = line == "/OverprintOn gs"
        elif line.endswith("Tj") or line in ("f", "S"):
            seen.append((line, overprints))
    assert [one for one, _ in seen] == ["f", "(zwart) Tj", "(rood) Tj", "(zwart) Tj", "S"]
    assert [overprinted for _, overprinted in seen] == [False, True, False, True, False]


def test_gray_has_one_ink() -> None:
    """By the formula that every reader of PDFs has: 0.3 red, 0.59 green, 0.11 blue."""
    assert separated("0 0 0 rg 1 1 1 rg .5 .5 .5 rg 1 0 0 rg", colour="gray").split("\n") == [
        "0 g", "1 g", "0.5 g", "0.298 g",
    ]  # fmt: skip
    assert separated("0 0 0 .25 k 1 0 0 0 k", colour="gray").split("\n") == ["0.75 g", "0.7 g"]


parts = st.floats(0, 1).map(lambda value: f"{value:.4f}")
strokes = st.sampled_from(
    ["q", "Q", "0 0 m", "9 9 l S", "BT (rg 0 g) Tj ET", "1 w", "0 0 1 1 re f"]
)
paints = st.one_of(
    st.tuples(parts, st.sampled_from("gG")),
    st.tuples(parts, parts, parts, st.sampled_from(["rg", "RG"])),
    st.tuples(parts, parts, parts, parts, st.sampled_from("kK")),
).map(" ".join)


@given(st.lists(st.one_of(strokes, paints), max_size=20))
def test_all_but_the_colours_stays_in_its_order(lines: list[str]) -> None:
    after = separated("\n".join(lines), overprint=True)
    with pikepdf.new() as pdf:
        kept, left = (
            [
                (str(one.operator), [str(value) for value in one.operands])
                for one in pikepdf.parse_content_stream(pdf.make_stream(text.encode()))
                if str(one.operator) not in {"g", "G", "rg", "RG", "k", "K", "gs"}
            ]
            for text in ("\n".join(lines), after)
        )
    assert kept == left
    assert not re.search(r"(?m) (rg|RG|g|G)$", after)
    totals = re.findall(r"(?m)^(\S+) (\S+) (\S+) (\S+) [kK]$", after)
    assert all(0 <= float(ink) <= 1 for inks in totals for ink in inks)
