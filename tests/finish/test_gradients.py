"""Gradients in inks."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object

from dinobook.errors import EngineError
from dinobook.finish.finish import finish
from dinobook.finish.profile import Profile
from dinobook.finish.settings import Finish
from finish.press import press_profile
from finish.sheets import pixel, sheet

CMYK = Finish(colour="cmyk", profile=Profile(press_profile(), "CMYK", "Proefpers"))
GRAY = Finish(colour="gray")
WHITE, BLACK, RED = (1, 1, 1), (0, 0, 0), (1, 0, 0)
Rgb = tuple[int, int, int]


def between(first: Rgb, last: Rgb) -> Dictionary:
    return Dictionary(
        FunctionType=2, Domain=[0, 1], C0=Array(list(first)), C1=Array(list(last)), N=1
    )


def stitched(*pieces: Dictionary, bounds: tuple[float, ...]) -> Dictionary:
    return Dictionary(
        FunctionType=3,
        Domain=[0, 1],
        Functions=Array(list(pieces)),
        Bounds=Array(list(bounds)),
        Encode=Array([0, 1] * len(pieces)),
    )


def shading(function: Object, kind: int = 2, space: Name = Name.DeviceRGB) -> Dictionary:
    """Across the page, from left to right."""
    coords = [0, 0, 200, 0] if kind == 2 else [100, 150, 0, 100, 150, 100]
    return Dictionary(
        ShadingType=kind, ColorSpace=space, Coords=Array(coords), Domain=Array([0, 1]),
        Function=function, Extend=Array([True, True]),
    )  # fmt: skip


def painted(gradient: Dictionary) -> bytes:
    return sheet("/S sh", resources={"Shading": Dictionary(S=gradient)})


def found(data: bytes) -> tuple[str, str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        held = pdf.pages[0].obj.Resources.Shading.S
        return str(held.ColorSpace), held.Function.unparse().decode()


@pytest.mark.parametrize("kind", [2, 3])
def test_a_gradient_has_inks_at_both_ends(kind: int) -> None:
    before = painted(shading(between(WHITE, BLACK), kind))
    after = finish(before, CMYK)
    assert found(after)[0] == "/DeviceCMYK"
    for x in (20, 100, 180):
        seen, wanted = pixel(after, x, 150), pixel(before, x, 150)
        assert max(abs(a - b) for a, b in zip(seen, wanted, strict=True)) < 50


def test_a_gray_gradient_shows_the_same_grays() -> None:
    before = painted(shading(between(WHITE, BLACK)))
    after = finish(before, GRAY)
    assert found(after)[0] == "/DeviceGray"
    for x in (20, 60, 100, 140, 180):
        seen, wanted = pixel(after, x, 150), pixel(before, x, 150)
        assert max(abs(a - b) for a, b in zip(seen, wanted, strict=True)) < 4


def test_a_hard_edge_stays_hard() -> None:
    two = stitched(between(WHITE, WHITE), between(BLACK, BLACK), bounds=(0.5,))
    after = finish(painted(shading(two)), GRAY)
    assert pixel(after, 98, 150) == (255, 255, 255)
    assert pixel(after, 102, 150) == (0, 0, 0)


def test_three_functions_may_make_a_colour() -> None:
    """One for each of red, green and blue."""
    one = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([0]), N=1)
    before = painted(shading(Array([one, one, one])))
    assert pixel(finish(before, GRAY), 100, 150) == pytest.approx(pixel(before, 100, 150), abs=4)


def test_a_gradient_in_a_pattern_is_found() -> None:
    pattern = Dictionary(PatternType=2, Shading=shading(between(WHITE, RED)))
    data = sheet("/Pattern cs /P scn 0 0 99 99 re f", resources={"Pattern": Dictionary(P=pattern)})
    with pikepdf.open(io.BytesIO(finish(data, CMYK))) as pdf:
        assert str(pdf.pages[0].obj.Resources.Pattern.P.Shading.ColorSpace) == "/DeviceCMYK"


def test_a_gradient_that_is_in_inks_stays() -> None:
    inks = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 0, 0]), N=1
    )
    before = painted(shading(inks, space=Name.DeviceCMYK))
    assert found(finish(before, CMYK)) == found(before)


def test_a_gradient_between_colours_has_no_stripe_of_black_ink() -> None:
    """From blue to yellow it passes through gray, which alone would be black ink only."""
    data = finish(painted(shading(between((0, 0, 1), (1, 1, 0)))), CMYK)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        inks = pdf.pages[0].obj.Resources.Shading.S.Function.read_bytes()
    assert min(inks[0::4]) > 5  # cyan, everywhere
    gray = finish(painted(shading(between(BLACK, WHITE))), CMYK)
    with pikepdf.open(io.BytesIO(gray)) as pdf:
        inks = pdf.pages[0].obj.Resources.Shading.S.Function.read_bytes()
    assert {inks[at] for at in range(len(inks)) if at % 4 != 3} == {0}


@pytest.mark.parametrize("settings", [CMYK, GRAY], ids=["cmyk", "gray"])
def test_pages_may_share_a_gradient(settings: Finish) -> None:
    resources = {"Shading": Dictionary(S=shading(between(WHITE, BLACK)))}
    data = finish(sheet("/S sh", "/S sh", resources=resources), settings)
    assert pixel(data, 100, 150, page=0) == pixel(data, 100, 150, page=1)


@pytest.mark.parametrize(
    ("gradient", "what"),
    [
        (shading(between(WHITE, RED), 1), "a gradient that is not along a line or a circle"),
        (
            shading(Dictionary(FunctionType=4, Domain=Array([0, 1]))),
            "a gradient made by a program or a table",
        ),
    ],
)
def test_other_gradients_are_refused_by_their_page(gradient: Dictionary, what: str) -> None:
    with pytest.raises(EngineError) as refused:
        finish(painted(gradient), CMYK)
    assert [(one.code, one.message) for one in refused.value.problems] == [
        ("finish-004", f"Page 1 of the PDF holds {what}, which cannot be converted to CMYK.")
    ]
