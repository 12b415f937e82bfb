"""The small book, finished for a press and for an archive."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import page as validator
import pikepdf
import pypdfium2
import pytest

from books import MANIFEST, SharedFolder, small_book
from dinobook.errors import EngineError, ManifestError, UserError
from dinobook.finish.finish import finish
from dinobook.finish.profile import Profile
from dinobook.finish.settings import Finish
from dinobook.manifest import parse
from dinobook.pipeline.build import build
from dinobook.pipeline.request import Request
from dinobook.preflight import preflight
from dinobook.problems import Severity
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import MemoryProject
from finish.press import press_profile
from finish.sheets import colours

MM = 72 / 25.4
EDITIONS = """\
editions:
  plain:   {format: pdf, page: 135x210}
  offset:  {format: pdf, page: 135x210, printer: generic, icc: pers/proef.icc,
            print: {standard: x-4}}
  older:   {format: pdf, printer: ingramspark, icc: pers/proef.icc}
  ink:     {format: pdf, page: 135x210, printer: generic, print: {colour: gray, marks: []}}
  simple:  {format: pdf, page: 135x210, printer: kdp-paperback}
  archive: {format: pdf, use: screen, page: a5, standard: a-2b}
"""
PRESS = Profile(press_profile(), "CMYK", "Proefpers")
NAME = "het-kleine-boek-{}.pdf"


def project(editions: str = EDITIONS, profile: bytes | None = None) -> MemoryProject:
    """The small book with other editions, and the profile of a press."""
    made = small_book(book=MANIFEST.split("editions:")[0] + editions)
    made.contents["manuscript/pers/proef.icc"] = profile or press_profile()
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("finished")
    build(project(), SharedFolder(folder), Request(), lambda _: None)
    return folder


def data(folder: Path, edition: str) -> bytes:
    return (folder / NAME.format(edition)).read_bytes()


def words(data: bytes) -> list[list[str]]:
    """The words of each page, in the order of drawing."""
    return [one.get_textpage().get_text_range().split() for one in pypdfium2.PdfDocument(data)]


@pytest.mark.parametrize(
    "settings",
    [
        Finish("x-4", "cmyk", PRESS, 3, marks=("crop", "registration", "colour"), links=False),
        Finish("x-1a", "gray", PRESS, tags=False, outline=False, links=False),
        Finish("a-2b"),
    ],
    ids=["x-4", "x-1a", "a-2b"],
)
def test_every_page_keeps_its_words(settings: Finish, built: Path) -> None:
    plain = data(built, "plain")
    assert words(finish(plain, settings)) == words(plain)
    assert sum(len(page) for page in words(plain)) > 500


@pytest.mark.parametrize("edition", ["offset", "older"])
def test_every_colour_is_in_inks(edition: str, built: Path) -> None:
    operators = {one.rsplit(" ", 1)[-1] for one in colours(data(built, edition))}
    assert operators <= {"k", "K", "CS", "SCN", "cs", "scn"}
    assert {"k", "K"} <= operators
    with pikepdf.open(io.BytesIO(data(built, edition))) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        assert "/DeviceRGB" not in {str(one.get("/ColorSpace")) for one in streams}
        for page in pdf.pages:
            spaces = page.obj.Resources.get("/ColorSpace", pikepdf.Dictionary())
            assert set(spaces.keys()) <= {"/RegistrationAll"}


@pytest.mark.parametrize("edition", ["older", "ink"])
def test_text_pages_have_black_ink_only(edition: str, built: Path, tmp_path: Path) -> None:
    """As another program separates them; without it, no colour may be set but black."""
    path = built / NAME.format(edition)
    if shutil.which("gs") is None:
        set_inks = {one for one in colours(path.read_bytes()) if one.endswith((" k", " K"))}
        assert {one.rsplit(" ", 2)[0] for one in set_inks} <= {"0 0 0"}
        return
    said = subprocess.run(
        ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=inkcov", "-o", "-", str(path)],
        capture_output=True, text=True, check=True, cwd=tmp_path,
    ).stdout  # fmt: skip
    assert "rror" not in said
    rows = re.findall(r"([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) CMYK", said)
    inks = [tuple(float(ink) for ink in row) for row in rows]
    assert len(inks) == len(words(path.read_bytes()))
    assert {ink[:3] for ink in inks} == {(0.0, 0.0, 0.0)}
    assert sum(ink[3] > 0 for ink in inks) > 8


@pytest.mark.parametrize("edition", ["offset", "older", "ink", "simple"])
def test_each_printer_takes_what_is_made_for_him(edition: str, built: Path) -> None:
    """The preflight by his own rules finds no error, but that so thin a book cannot be bound."""
    manifest = parse(project().contents["manuscript/book.yaml"].decode()).manifest
    assert manifest is not None
    spec = next(one for one in manifest.editions if one.name == edition)
    report = preflight(edition, data(built, edition), spec.printed_by)
    errors = [one for one in report.findings if one.severity is Severity.ERROR]
    assert [one.message for one in errors if one.code != "preflight-040"] == []
    assert len(report.read) >= 12


def test_boxes_are_those_of_the_printer(built: Path) -> None:
    with pikepdf.open(io.BytesIO(data(built, "offset"))) as pdf:
        for page in pdf.pages:
            trim, bleed, media = (
                [float(side) / MM for side in page.obj[key]]
                for key in ("/TrimBox", "/BleedBox", "/MediaBox")
            )
            assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx([135, 210], abs=0.01)
            assert trim[0] - bleed[0] == pytest.approx(3, abs=0.001)
            assert bleed[0] - media[0] == pytest.approx(8, abs=0.001)
            assert not {"/CropBox", "/ArtBox", "/Annots"} & set(page.obj.keys())


def test_the_spine_of_each_page_has_no_bleed(built: Path) -> None:
    with pikepdf.open(io.BytesIO(data(built, "older"))) as pdf:
        for index, page in enumerate(pdf.pages):
            spine = 0 if index % 2 == 0 else 2
            assert page.obj.TrimBox[spine] == page.obj.MediaBox[spine]
            assert page.obj.TrimBox[2 - spine] != page.obj.MediaBox[2 - spine]


@pytest.mark.parametrize(
    ("edition", "version", "name"),
    [("offset", "1.6", "PDF/X-4"), ("older", "1.4", "PDF/X-1a:2003")],
)
def test_the_standard_is_claimed(edition: str, version: str, name: str, built: Path) -> None:
    with pikepdf.open(io.BytesIO(data(built, edition))) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        intent = pdf.Root.OutputIntents[0]
        assert pdf.pdf_version == version
        assert f"GTS_PDFXVersion>{name}<" in xmp
        assert "pdfuaid" not in xmp  # its tags went with its links
        assert str(pdf.docinfo.get("/GTS_PDFXVersion", "")) == ("" if name == "PDF/X-4" else name)
        assert str(pdf.docinfo.Trapped) == "/False"
        assert str(intent.S) == "/GTS_PDFX"
        assert str(intent.Info) == "Proefpers"
        assert intent.DestOutputProfile.read_bytes() == press_profile()


def test_the_older_standard_has_nothing_newer(built: Path) -> None:
    """No object streams, no transparency, no links, no tags."""
    assert b"/ObjStm" not in data(built, "older")
    with pikepdf.open(io.BytesIO(data(built, "older"))) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream | pikepdf.Dictionary):
                assert "/SMask" not in one
                assert "/Group" not in one
                assert one.get("/ca", 1) == one.get("/CA", 1) == 1
        assert not {"/StructTreeRoot", "/Names", "/OpenAction"} & set(pdf.Root.keys())


@pytest.mark.parametrize("standard", ["2b", "ua1"])
def test_the_archive_conforms(standard: str, built: Path) -> None:
    result = validator.validate_pdf(built / NAME.format("archive"), profile=standard)
    # qpdf ends each stream with a line feed, which is no part of it; when its last byte is a
    # carriage return, the validator counts that out too
    ours = [one for one in result.failures if one.rule_id != "PDFA2B-STREAM-LENGTH-001"]
    assert [f"{one.rule_id}: {one.message}" for one in ours] == []


def test_two_builds_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    build(project(), OutputFolder(tmp_path), Request(jobs=1), lambda _: None)
    for edition in ("offset", "older", "archive"):
        assert data(tmp_path, edition) == data(built, edition), edition


def test_a_new_profile_makes_new_files(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "again")
    out = OutputFolder(tmp_path / "again")
    assert build(project(), out, Request(), lambda _: None).fresh == ()
    other = project(profile=press_profile(name="Andere pers"))
    build(other, out, Request(("older",)), lambda _: None)
    with pikepdf.open(tmp_path / "again" / NAME.format("older")) as pdf:
        assert str(pdf.Root.OutputIntents[0].Info) == "Andere pers"


# what cannot be had ------------------------------------------------------------------------


def refused(
    editions: str, kind: type[UserError], folder: Path, profile: bytes | None = None
) -> tuple[str, ...]:
    """Place, code and message of the first problem."""
    made = project(f"editions:\n  print: {editions}\n", profile)
    out = SharedFolder(folder)
    with pytest.raises(kind) as caught:
        build(made, out, Request(), lambda _: None)
    problem = caught.value.problems[0]
    return str(problem.place), problem.code, problem.message


def test_a_standard_for_print_needs_a_profile(tmp_path: Path) -> None:
    assert refused(
        "{format: pdf, printer: generic, print: {standard: x-4}}", ManifestError, tmp_path
    ) == (
        "manuscript/book.yaml:27",
        "finish-001",
        "“print” is to be PDF/X-4, which needs the profile of the press.",
    )


@pytest.mark.parametrize(
    ("profile", "message"),
    [
        (b"geen profiel", "is not an ICC profile."),
        (press_profile(kind=b"mntr"), "is not the profile of a press."),
        (press_profile()[:400], "is damaged."),
    ],
)
def test_a_profile_that_cannot_be_used(profile: bytes, message: str, tmp_path: Path) -> None:
    edition = "{format: pdf, printer: generic, icc: pers/proef.icc}"
    place, code, said = refused(edition, ManifestError, tmp_path, profile)
    assert (place, code) == ("manuscript/book.yaml:27", "finish-002")
    assert said.endswith(f"“manuscript/pers/proef.icc” {message}")


def test_a_profile_of_other_inks(tmp_path: Path) -> None:
    edition = "{format: pdf, printer: pumbo, icc: pers/proef.icc, print: {colour: cmyk}}"
    assert refused(edition, ManifestError, tmp_path, press_profile(b"GRAY")) == (
        "manuscript/book.yaml:27",
        "finish-002",
        "“pers/proef.icc” is a profile of GRAY; “print” is cmyk.",
    )


def test_a_profile_that_is_not_there(tmp_path: Path) -> None:
    assert refused("{format: pdf, printer: generic, icc: weg.icc}", ManifestError, tmp_path) == (
        "manuscript/book.yaml:27",
        "finish-005",
        "“print” names the profile “weg.icc”, and there is no manuscript/weg.icc.",
    )


def test_a_colour_without_a_profile(tmp_path: Path) -> None:
    """A book in black needs none; a theme with a red heading does."""
    edition = "editions:\n  print: {format: pdf, printer: generic, print: {colour: cmyk}}\n"
    build(project(edition), SharedFolder(tmp_path), Request(), lambda _: None)
    inks = {one for one in colours(data(tmp_path, "print")) if one.endswith(("k", "K"))}
    assert {one.rsplit(" ", 2)[0] for one in inks} <= {"0 0 0", "1 0 0", "0 1 0", "0 0 1", "1 1 0"}
    red = project(edition)
    red.contents["manuscript/images/driehoek.svg"] = red.contents[
        "manuscript/images/driehoek.svg"
    ].replace(b"#1f1d1a", b"#cc0000")
    with pytest.raises(EngineError) as caught:
        build(red, SharedFolder(tmp_path), Request(), lambda _: None)
    assert [one.code for one in caught.value.problems] == ["finish-004"]
    message = caught.value.problems[0].message
    assert "holds a colour, and the edition names no profile of the press, which" in message
