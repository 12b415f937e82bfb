"""Standards without transparency."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from dinobook.errors import EngineError
from dinobook.finish.finish import finish
from dinobook.finish.profile import Profile
from dinobook.finish.settings import Finish
from dinobook.problems import Place
from finish.press import press_profile
from finish.sheets import pixel, saved, sheet

PRESS = Profile(press_profile(), "CMYK", "Proefpers")
OLDER = Finish("x-1a", "gray", PRESS)
NEWER = Finish("x-4", "gray", PRESS)
PLACED = "q 100 0 0 50 20 20 cm /P Do Q"


def half_black(opacity: int = 128) -> dict[str, Image.Image]:
    return {"P": Image.new("RGBA", (40, 20), (0, 0, 0, opacity))}


def masks(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return sum(isinstance(one, pikepdf.Stream) and "/SMask" in one for one in pdf.objects)


@pytest.mark.parametrize(
    ("below", "light"),
    [
        ("", 127),
        (".5 g 0 0 200 300 re f", 64),
        ("0 g 0 200 20 20 re f", 127),  # elsewhere on the page
        ("BT /F 12 Tf 20 200 Td (boven) Tj ET", 127),
    ],
)
def test_soft_edges_are_mixed_with_a_plain_ground(below: str, light: int) -> None:
    data = finish(sheet(f"{below} {PLACED} 0 g 30 30 5 5 re f", pictures=half_black()), OLDER)
    assert masks(data) == 0
    assert pixel(data, 100, 50)[0] == pytest.approx(light, abs=2)
    assert pixel(data, 32, 32)[0] == 0  # what is drawn later is no ground


def test_what_is_opaque_anyway_needs_no_ground() -> None:
    data = finish(sheet(f".5 g 0 0 60 300 re f {PLACED}", pictures=half_black(255)), OLDER)
    assert masks(data) == 0
    assert pixel(data, 100, 50) == (0, 0, 0)


def test_the_newer_standard_keeps_soft_edges() -> None:
    data = finish(sheet(f".5 g 0 0 60 300 re f {PLACED}", pictures=half_black()), NEWER)
    assert masks(data) == 1
    assert pixel(data, 40, 50)[0] == pytest.approx(64, abs=2)
    assert pixel(data, 100, 50)[0] == pytest.approx(127, abs=2)


def test_a_problem_stands_at_the_chapter_of_its_page() -> None:
    data = sheet("", f".5 g 0 0 60 300 re f {PLACED}", pictures=half_black())
    places = (Place("manuscript/vooraf.md"), Place("manuscript/koffie.md"))
    with pytest.raises(EngineError) as refused:
        finish(data, OLDER, places=places)
    assert [one.place for one in refused.value.problems] == [places[1]]


def messages(data: bytes) -> list[str]:
    with pytest.raises(EngineError) as refused:
        finish(data, OLDER)
    assert {one.code for one in refused.value.problems} == {"finish-003"}
    return [one.message for one in refused.value.problems]


@pytest.mark.parametrize(
    "content",
    [
        f".5 g 0 0 60 300 re f {PLACED}",
        f"{PLACED} .5 g 0 150 200 60 re f q 9 0 0 9 9 155 cm /P Do Q",
    ],
    ids=["two colours below", "two grounds"],
)
def test_soft_edges_on_several_colours_are_refused(content: str) -> None:
    assert messages(sheet("", content, pictures=half_black())) == [
        "Page 2 of the PDF holds a picture with soft edges on no plain ground, which PDF/X-1A"
        " forbids."
    ]


def in_a_drawing(before: str) -> bytes:
    """A page that shows a form: there the picture comes after something else."""
    with pikepdf.open(io.BytesIO(sheet("/D Do", pictures=half_black()))) as pdf:
        resources = pdf.pages[0].obj.Resources
        form = pdf.make_stream((before + PLACED).encode())
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 300])
        form.Resources = Dictionary(XObject=Dictionary(P=resources.XObject.P))
        resources.XObject = Dictionary(D=form)
        return saved(pdf)


def test_soft_edges_in_a_drawing_are_refused() -> None:
    assert len(messages(in_a_drawing("0 0 9 9 re f "))) == 1


def test_soft_edges_are_mixed_when_a_drawing_begins_with_them() -> None:
    with pikepdf.open(io.BytesIO(finish(in_a_drawing(""), OLDER))) as pdf:
        assert "/SMask" not in pdf.pages[0].obj.Resources.XObject.D.Resources.XObject.P


@pytest.mark.parametrize(
    ("state", "what"),
    [
        (Dictionary(ca=0.5), "something half transparent"),
        (Dictionary(CA=0.5), "something half transparent"),
        (Dictionary(BM=Name.Multiply), "colours that are blended"),
    ],
)
def test_what_shows_through_is_refused_by_its_page(state: Dictionary, what: str) -> None:
    resources = {"ExtGState": Dictionary(T=state, O=Dictionary(ca=1, CA=1, BM=Name.Normal))}
    data = sheet("/O gs 0 0 9 9 re f", "/T gs 0 0 9 9 re f", resources=resources)
    assert messages(data) == [f"Page 2 of the PDF holds {what}, which PDF/X-1A forbids."]


def test_what_is_never_used_is_taken_out() -> None:
    resources = {"ExtGState": Dictionary(T=Dictionary(ca=0.5), O=Dictionary(ca=1))}
    data = finish(sheet("/O gs 0 0 9 9 re f", resources=resources), OLDER)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert list(pdf.pages[0].obj.Resources.ExtGState.keys()) == ["/O"]


def test_a_group_of_what_is_opaque_is_none() -> None:
    with pikepdf.open(io.BytesIO(sheet("/D Do"))) as pdf:
        form = pdf.make_stream(b"0 0 9 9 re f")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        form.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
        pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
        pdf.pages[0].obj.Resources.XObject = Dictionary(D=form)
        data = saved(pdf)
    for settings, wanted in ((OLDER, None), (NEWER, "/DeviceGray")):
        with pikepdf.open(io.BytesIO(finish(data, settings))) as pdf:
            page = pdf.pages[0].obj
            groups = [one.get("/Group") for one in (page, page.Resources.XObject.D)]
            assert [None if one is None else str(one.CS) for one in groups] == [wanted, wanted]
