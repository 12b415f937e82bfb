"""Colour spaces that a page names, and streams that are easily forgotten."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Stream

from dinobook.errors import EngineError
from dinobook.finish.finish import finish
from dinobook.finish.profile import Profile, srgb
from dinobook.finish.settings import Finish
from finish.press import press_profile
from finish.sheets import colours, pixel, saved, sheet

PRESS = Profile(press_profile(), "CMYK", "Proefpers")
CMYK = Finish(colour="cmyk", profile=PRESS)
GRAY = Finish(colour="gray")
LAB = Array([
    Name.Lab,
    Dictionary(WhitePoint=Array([0.9643, 1, 0.8251]), Range=Array([-125, 125, -125, 125])),
])  # fmt: skip
TINT = Dictionary(
    FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 0, 0]), N=1
)
TINT_OF_RGB = Dictionary(
    FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 1]), C1=Array([1, 0, 0]), N=1
)
GOLD = Array([Name.Separation, Name("/Gold"), Name.DeviceCMYK, TINT])
GLOW = Array([Name.Separation, Name("/Glow"), Name.DeviceRGB, TINT_OF_RGB])


def painted(space: Object, colour: str) -> bytes:
    resources = {"ColorSpace": Dictionary(C=space)}
    return sheet(f"/C cs {colour} scn 0 0 200 300 re f", resources=resources)


def names_left(data: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return set(pdf.pages[0].obj.Resources.ColorSpace.keys())


@pytest.mark.parametrize("colour", ["30 40 10", "80 -20 50"])
def test_lab_becomes_inks_and_gray(colour: str) -> None:
    before = painted(LAB, colour)
    inks, gray = finish(before, CMYK), finish(before, GRAY)
    assert {one.rsplit(" ", 1)[1] for one in colours(inks)} == {"k"}
    assert names_left(inks) == names_left(gray) == set()
    lightness = sum(pixel(before, 100, 150)) / 3
    assert pixel(gray, 100, 150)[0] == pytest.approx(lightness, abs=25)


@pytest.mark.parametrize(
    ("colour", "ink"), [("0 0 0", 1), ("100 0 0", 0), ("53.39 .4 -.3", 0.5), ("5 0 0", 0.933)]
)
def test_lab_without_colour_is_black_ink_only(colour: str, ink: float) -> None:
    """L* 53.39 is the middle gray of a screen."""
    drawn = {tuple(one.split()) for one in colours(finish(painted(LAB, colour), CMYK))}
    assert {(*one[:3], one[4]) for one in drawn} == {("0", "0", "0", "k")}
    assert min(abs(float(one[3]) - ink) for one in drawn) < 0.003


def test_a_profile_of_its_own_is_followed() -> None:
    """The same numbers in sRGB by name and by profile are the same inks."""
    with pikepdf.open(io.BytesIO(painted(Name.DeviceRGB, ".8 .2 .1"))) as pdf:
        profile = pdf.make_stream(srgb().data)
        profile.N = 3
        pdf.pages[0].obj.Resources.ColorSpace.C = Array([Name.ICCBased, profile])
        tagged = saved(pdf)
    assert colours(finish(tagged, CMYK)) == colours(finish(sheet(".8 .2 .1 rg"), CMYK)) | {
        "0 0 0 1 k"
    }


def test_a_spot_colour_of_inks_stays_on_its_own_plate() -> None:
    data = finish(painted(GOLD, ".5"), CMYK)
    assert names_left(data) == {"/C"}
    assert colours(data) == {"/C cs", "0.5 scn"}


@pytest.mark.parametrize(("space", "settings"), [(GOLD, GRAY), (GLOW, CMYK)])
def test_other_spot_colours_are_refused_by_their_page(space: Object, settings: Finish) -> None:
    with pytest.raises(EngineError) as refused:
        finish(painted(space, ".5"), settings)
    assert [one.code for one in refused.value.problems] == ["finish-004"]
    assert "Page 1 of the PDF holds a spot colour" in refused.value.problems[0].message


def test_an_unknown_space_is_named() -> None:
    with pytest.raises(EngineError) as refused:
        finish(sheet("/Weg cs 1 scn"), CMYK)
    assert "a colour of the space Weg" in refused.value.problems[0].message


def form(pdf: pikepdf.Pdf, content: str) -> Stream:
    made = pdf.make_stream(content.encode())
    made.Type, made.Subtype = Name.XObject, Name.Form
    made.BBox = Array([0, 0, 200, 300])
    return made


def test_the_look_of_a_note_is_in_inks_too() -> None:
    with pikepdf.open(io.BytesIO(sheet("0 g"))) as pdf:
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 9, 9]),
            AP=Dictionary(N=form(pdf, "1 0 0 rg 0 0 9 9 re f")),
        )  # fmt: skip
        pdf.pages[0].obj.Annots = Array([note])
        data = saved(pdf)
    with pikepdf.open(io.BytesIO(finish(data, CMYK))) as pdf:
        assert b" k\n" in pdf.pages[0].obj.Annots[0].AP.N.read_bytes()


def test_a_soft_mask_is_as_light_as_it_was() -> None:
    """Its lightness is an opacity: as ink on paper it would be another."""
    with pikepdf.open(io.BytesIO(sheet("/T gs 0 g 0 0 200 300 re f"))) as pdf:
        mask = form(pdf, ".25 .25 .25 rg 0 0 200 300 re f")
        mask.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
        state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask))
        pdf.pages[0].obj.Resources.ExtGState = Dictionary(T=state)
        before = saved(pdf)
    assert pixel(finish(before, GRAY), 100, 150) == pytest.approx(pixel(before, 100, 150), abs=2)
    with pikepdf.open(io.BytesIO(finish(before, CMYK))) as pdf:
        held = pdf.pages[0].obj.Resources.ExtGState.T.SMask.G
        assert held.read_bytes().startswith(b"0.25 g")
        assert str(held.Group.CS) == "/DeviceGray"


def test_forms_inside_forms_are_reached_once() -> None:
    with pikepdf.open(io.BytesIO(sheet("/A Do /A Do"))) as pdf:
        inner = pdf.make_indirect(form(pdf, "0 0 1 rg 0 0 9 9 re f"))
        outer = form(pdf, "1 1 1 rg 0 0 9 9 re f /B Do")
        outer.Resources = Dictionary(XObject=Dictionary(B=inner))
        pdf.pages[0].obj.Resources.XObject = Dictionary(A=outer)
        data = finish(saved(pdf), CMYK)
    assert {one.rsplit(" ", 1)[1] for one in colours(data)} == {"k"}
    assert finish(data, CMYK) != b""
    assert colours(finish(data, CMYK)) == colours(data)
