"""The most ink that a press takes: kept by colours and pictures, which look much as they did."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dinobook.finish.finish import finish
from dinobook.finish.ink_limit import is_over, limited, limited_picture
from dinobook.finish.pictures import opened_picture
from dinobook.finish.profile import Profile
from dinobook.finish.settings import Finish
from dinobook.preflight import preflight
from dinobook.printers import Rule, printer
from finish.press import press_profile
from finish.sheets import colours, sheet

PRESS = Profile(press_profile(), "CMYK", "Proefpers")
SHARES = st.floats(0, 1).map(lambda share: round(share, 4))


@given(st.tuples(SHARES, SHARES, SHARES, SHARES), st.floats(1, 4))
def test_no_colour_has_more_ink_than_the_press_takes(
    inks: tuple[float, float, float, float], most: float
) -> None:
    found = limited(inks, most)
    assert sum(found) <= most + 0.001
    assert all(0 <= one <= 1 for one in found)
    assert found[3] >= inks[3]
    if sum(inks) <= most:
        assert found == inks


@given(st.tuples(SHARES, SHARES, SHARES, SHARES), st.floats(1, 4))
def test_the_order_of_the_colours_stays(
    inks: tuple[float, float, float, float], most: float
) -> None:
    """The hue does: what was most is most."""
    found = limited(inks, most)
    for one in range(3):
        for other in range(3):
            if inks[one] < inks[other]:
                assert found[one] <= found[other]


@pytest.mark.parametrize(
    ("inks", "most", "expected"),
    [
        ((1, 1, 1, 0), 2.4, (0.7, 0.7, 0.7, 0.3)),
        ((0.9, 0.8, 0.7, 0.9), 2.4, (0.5091, 0.4455, 0.4455, 1.0)),
        ((1, 1, 0, 0.6), 2.4, (0.9, 0.9, 0.0, 0.6)),
        ((0, 0, 0, 1), 0.8, (0, 0, 0, 1)),
    ],
    ids=["gray of three", "nearly black", "no gray in it", "black alone"],
)
def test_black_takes_the_place_of_gray(
    inks: tuple[float, ...], most: float, expected: tuple[float, ...]
) -> None:
    assert limited(inks, most) == pytest.approx(expected, abs=0.05)


def noise(size: tuple[int, int] = (30, 20)) -> Image.Image:
    """A picture of every amount of ink, always the same."""
    drawn = random.Random(3).randbytes(4 * size[0] * size[1])  # noqa: S311 - no secret
    return Image.frombytes("CMYK", size, drawn)


def test_a_picture_is_limited_as_its_colours_are() -> None:
    before, after = noise(), limited_picture(noise(), 2.4)
    assert is_over(before, 2.4)
    assert not is_over(after, 2.4)
    for old, new in zip(pixels(before), pixels(after), strict=True):
        wanted = limited(tuple(part / 255 for part in old), 2.36)
        assert [part / 255 for part in new] == pytest.approx(wanted, abs=0.006)


def test_a_picture_below_the_limit_stays_as_it_is() -> None:
    assert limited_picture(noise(), 4.0).tobytes() == noise().tobytes()


def pixels(picture: Image.Image) -> list[tuple[int, ...]]:
    data = picture.tobytes()
    return [tuple(data[at : at + 4]) for at in range(0, len(data), 4)]


def percent(drawn: bytes) -> float:
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        shown = opened_picture(pdf.pages[0].obj.Resources.XObject.P)
        return max(sum(one) for one in pixels(shown)) / 2.55


def limited_sheet(content: str, limit: int, *pictures: Image.Image) -> bytes:
    settings = Finish(colour="cmyk", profile=PRESS, ink_limit=limit)
    return finish(sheet(content, pictures=dict(zip("PQ", pictures, strict=False))), settings)


@pytest.mark.parametrize("mode", ["RGB", "CMYK"])
def test_pictures_of_a_finished_file_keep_to_the_limit(mode: str) -> None:
    picture = noise() if mode == "CMYK" else Image.effect_mandelbrot((60, 40), (-2, -1, 1, 1), 50)
    if mode == "RGB":
        picture = Image.merge("RGB", (picture, picture.rotate(180), picture.rotate(90)))
    content = "q 100 0 0 50 20 20 cm /P Do Q"
    free = limited_sheet(content, 0, picture)
    assert percent(free) > 130
    kept = limited_sheet(content, 110, picture)
    assert percent(kept) <= 110
    asked = replace(printer("generic"), ink_limit=Rule(110, "a test"))
    codes = [
        {one.code for one in preflight("proef", data, asked).findings} for data in (free, kept)
    ]
    assert ["preflight-032" in one for one in codes] == [True, False]


def test_flat_colours_keep_to_the_limit() -> None:
    content = "1 1 1 .5 k 0 0 9 9 re f 0 0 1 RG 0 0 m 9 9 l S 1 1 1 0 k 0 0 9 9 re f"
    found = [one.split() for one in colours(limited_sheet(content, 200))]
    sums = [sum(map(float, one[:-1])) for one in found if one[-1] in ("k", "K")]
    assert len(sums) == 3
    assert max(sums) <= 2.001
    assert max(sums) > 1.9
