"""What `cover` will refuse of a manifest, `check` says, with the line of the key."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from books import MANIFEST, SharedFolder, small_book
from cover.test_make import photograph
from dinobook.cover.make import make_cover
from dinobook.cover.spec import CoverSpec
from dinobook.errors import ManifestError
from dinobook.manifest import parse
from dinobook.pipeline.build import build
from dinobook.pipeline.readiness import ready
from dinobook.pipeline.request import Request
from dinobook.problems import Problem, has_errors
from dinobook.storage.project import MemoryProject
from dinobook.theme import load_theme

PRINT = "  print:  {format: pdf, use: print, page: 135x210}\n"
WORD = "verantwoordelijkheidsverdelingsoverlegvergadering"


def book(edition: str = "", cover: str = "", more: str = "") -> MemoryProject:
    """A book whose printed edition has such keys, each on a line of its own."""
    lines = ["  print:", "    format: pdf", *(f"    {one}" for one in edition.split("\n") if one)]
    lines += ["    cover:", *(f"      {one}" for one in cover.split("\n"))] if cover else []
    text = MANIFEST.replace(PRINT, "\n".join(lines) + "\n")
    text = text.replace("  subtitle: Met alles erin\n", more or "  subtitle: Met alles erin\n")
    return small_book(book=text)


def found(project: MemoryProject) -> tuple[Problem, ...]:
    return ready(project).problems


def line_of(project: MemoryProject, problem: Problem) -> str:
    text = project.contents[problem.place.path].decode()
    return text.splitlines()[problem.place.line - 1].strip()


@pytest.mark.parametrize(
    ("edition", "cover", "code", "line"),
    [
        ("printer: pumbo", "paper: perkament", "cover-004", "paper: perkament"),
        ("", "paper: perkament", "cover-004", "paper: perkament"),
        ("", "picture: images/weg.jpg", "images-001", "picture: images/weg.jpg"),
        ("", "picture: ../../weg.jpg", "cover-005", "picture: ../../weg.jpg"),
        ("", "picture: https://a.example/b.jpg", "cover-005", "picture: https://a.example/b.jpg"),
        ("", "layout: picture", "cover-005", "cover:"),
        ("", "finished: weg.pdf", "cover-012", "finished: weg.pdf"),
        ("", "finished: ../weg.pdf", "cover-012", "finished: ../weg.pdf"),
        ("", "finished: eerste.md", "cover-002", "finished: eerste.md"),
        ("", "flaps: 4mm", "manifest-046", "flaps: 4mm"),
        ("", "flaps: 300mm", "manifest-046", "flaps: 300mm"),
        ("printer: generic\nicc: weg.icc", "", "finish-005", "icc: weg.icc"),
        ("printer: generic\nicc: eerste.md", "", "finish-002", "icc: eerste.md"),
        ("printer: generic\nprint:\n  standard: x-1a", "", "finish-001", "standard: x-1a"),
        ("printer: ingramspark\npage: 140x216", "", "finish-001", "print:"),
    ],
)
def test_check_sees_what_cover_and_press_will_refuse(
    edition: str, cover: str, code: str, line: str, tmp_path: Path
) -> None:
    project = book(edition, cover)
    errors = [one for one in found(project) if one.is_error]
    assert [one.code for one in errors] == [code]
    assert line_of(project, errors[0]).startswith(line)
    with pytest.raises(ManifestError):
        build(project, SharedFolder(tmp_path), Request(("ebook",)), lambda _: None)


@pytest.mark.parametrize(
    ("edition", "cover", "code", "line"),
    [
        ("", f'back: "{"Koffie en thee. " * 300}"', "cover-007", "back:"),
        ("", f"back: Een {WORD * 3}", "cover-007", "back:"),
        ("", f"price: {WORD * 2}", "cover-007", "price:"),
        ("", f"flaps: 80mm\nback_flap: {WORD * 3}", "cover-007", "back_flap:"),
        ("", f'flaps: 60mm\nfront_flap: "{"Koffie. " * 400}"', "cover-007", "front_flap:"),
        ("page: 60x90\nisbn: 978-94-6400-002-3", "barcode: 200", "manifest-046", "barcode: 200"),
    ],
)
def test_what_only_a_wrap_has_no_room_for_is_a_warning(
    edition: str, cover: str, code: str, line: str
) -> None:
    """Until `cover` is asked for the wrap: an e-book has none."""
    project = book(edition, cover)
    (problem,) = found(project)
    assert (problem.code, problem.is_error) == (code, False)
    assert line_of(project, problem).startswith(line)
    assert has_errors(refused(project))


@pytest.mark.parametrize(
    ("edition", "more", "line", "said"),
    [
        ("page: a5", f'  description: "{"Koffie en thee. " * 320}"\n', "description:",
         "The text of “description” has 960 words"),
        ("page: 90x130", f'  description: "{"Koffie en thee. " * 100}"\n', "description:",
         "The text of “description” has 300 words"),
        ("page: 90x130\nisbn: 978-94-6400-002-3",
         "  publisher: Wetenschapscommunicatiecentrum\n", "publisher:",
         "“Wetenschapscommunicatiecentrum” is wider than its place"),
    ],
)  # fmt: skip
def test_a_wrap_that_nobody_ordered_stops_no_build(
    edition: str, more: str, line: str, said: str, tmp_path: Path
) -> None:
    project = book(edition)
    text = project.contents["manuscript/book.yaml"].decode()
    text = re.sub(rf"  {line}.*\n", more, text)
    project.contents["manuscript/book.yaml"] = text.encode()
    (problem,) = [one for one in found(project) if one.code == "cover-007"]
    assert not problem.is_error
    assert said in problem.message
    assert line_of(project, problem).startswith(line)
    assert [one.code for one in refused(project) if one.is_error] == ["cover-007"]
    made = build(project, SharedFolder(tmp_path), Request(("ebook",)), lambda _: None)
    assert [one.name for one in made.files] == ["het-kleine-boek-ebook.epub"]


def refused(project: MemoryProject) -> Sequence[Problem]:
    """What `cover` says of the printed edition when it makes none."""
    manifest = parse(project.contents["manuscript/book.yaml"].decode()).manifest
    assert manifest is not None
    order = CoverSpec(manifest, manifest.editions[-1], 120, "2026-01-15T00:00:00Z")
    with pytest.raises(ManifestError) as caught:
        make_cover(project, load_theme(project), order)
    return caught.value.problems


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("pages: [100, 50]", "Write the smaller number first"),
        ("pages: [97, 99]\n  multiple: 32", "No book has 97 to 99 pages and a multiple of 32"),
        ("custom_mm: [200x300, 100x100]", "the smaller one first"),
        ("margin_mm: 70", "leave no room for text"),
        ("gutter_mm: [[100, 10mm], [900, 125mm]]", "125 mm at the spine, leave no room"),
        ("standard: x-4\n  colour: rgb", "is for inks"),
    ],
)
def test_no_printer_can_keep_such_rules(rules: str, said: str) -> None:
    errors = [one for one in found(book(f"printer: generic\nprint:\n  {rules}")) if one.is_error]
    assert any(said in f"{one.message} {one.hint}" for one in errors)
    assert errors[0].code == "manifest-043"
    assert errors[0].place.line > MANIFEST.split("  print:")[0].count("\n")


@pytest.mark.parametrize(
    ("more", "line"),
    [
        (f"  subtitle: {WORD * 2}\n", "subtitle:"),
        (f"  subtitle: x\n  cover:\n    paper: wit 80\n    price: {WORD * 2}\n", "price:"),
        ("  subtitle: x\n  cover:\n    layout: pattern\n    paper: goud\n", "paper: goud"),
    ],
)
def test_a_fault_of_the_books_own_keys_is_at_them(more: str, line: str) -> None:
    project = book(more=more)
    (problem,) = found(project)
    assert problem.code in ("cover-004", "cover-007")
    assert line_of(project, problem).startswith(line)


def test_a_cover_in_inks_without_a_profile_is_a_warning() -> None:
    project = book("printer: pumbo\npage: a5")
    (problem,) = found(project)
    assert (problem.code, problem.is_error) == ("cover-011", False)
    assert line_of(project, problem) == "printer: pumbo"


def test_fewer_dots_than_the_printer_asks_are_a_warning() -> None:
    """A file to look at may well be small."""
    project = book("printer: generic\ndpi: 72")
    (problem,) = found(project)
    assert (problem.code, problem.is_error) == ("manifest-043", False)
    assert line_of(project, problem) == "dpi: 72"


def test_an_ebooks_own_picture_is_looked_for_too() -> None:
    text = MANIFEST.replace(PRINT, "").replace(
        "  screen: {format: pdf, use: screen, page: a5}\n", ""
    )
    text = text.replace("\noutline:", "  cover:\n    picture: images/weg.jpg\n\noutline:", 1)
    project = small_book(book=text)
    (problem,) = found(project)
    assert problem.code == "images-001"
    assert line_of(project, problem) == "picture: images/weg.jpg"
    assert "--draft" not in problem.hint


def test_a_finished_cover_that_is_locked_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    project = book(cover="finished: o.pdf")
    project.write_bytes("manuscript/o.pdf", out.getvalue())
    (problem,) = found(project)
    assert problem.code == "cover-002"
    assert "manuscript/o.pdf" in problem.message
    assert line_of(project, problem) == "finished: o.pdf"


def test_a_sound_cover_is_passed_in_silence() -> None:
    project = book(
        "printer: generic\nisbn: 978-94-6400-002-3",
        "picture: images/zee.jpg\nflaps: 80mm\nfront_flap: Over de zee.\nprice: € 12\naddon: 02250",
    )
    project.write_bytes("manuscript/images/zee.jpg", photograph(2400, 3400))
    assert found(project) == ()


WORDS = st.sampled_from(
    ["thee", "Koffie", "een", WORD, f"{WORD}-en-{WORD}", "personeelsvergadering"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(
    page=st.sampled_from(["90x130", "135x210", "a5", "210x210"]),
    layout=st.sampled_from(["typographic", "pattern"]),
    texts=st.fixed_dictionaries(
        {}, optional={key: TEXTS for key in ("back", "price", "front_flap")}
    ),
    subtitle=TEXTS,
    flaps=st.sampled_from(["0mm", "25mm", "60mm", "85mm"]),
    barcode=st.sampled_from(["80", "100", "200"]),
    pages=st.integers(1, 600),
)
def test_what_check_passes_cover_makes(
    page: str,
    layout: str,
    texts: dict[str, str],
    subtitle: str,
    flaps: str,
    barcode: str,
    pages: int,
) -> None:
    cover = [f"layout: {layout}", f"flaps: {flaps}", f"barcode: {barcode}"]
    cover += [f"{key}: {text}" for key, text in texts.items()]
    keys = f"page: {page}\nisbn: 978-94-6400-002-3\nprinter: generic"
    project = book(keys, "\n".join(cover), f"  subtitle: {subtitle}\n")
    passed = not [one for one in found(project) if one.code in ("cover-007", "manifest-046")]
    manifest = parse(project.contents["manuscript/book.yaml"].decode()).manifest
    assert manifest is not None
    order = CoverSpec(manifest, manifest.editions[-1], pages, "2026-01-15T00:00:00Z")
    try:
        made = make_cover(project, load_theme(project), order)
    except ManifestError:
        assert not passed
    else:
        assert passed
        assert not [one for one in made.problems if one.is_error]
