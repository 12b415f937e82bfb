"""`dinobook printers`, `dinobook paper` and `dinobook impose`, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from books import MANIFEST, small_book
from dinobook.cli.app import run
from dinobook.printers import printer, refused_length

FINE, USAGE, MANIFEST_FAULT = 0, 2, 3


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book for a printer, built."""
    folder = tmp_path_factory.mktemp("boek")
    text = MANIFEST.replace("page: 135x210}", "page: 135x210, printer: kdp-paperback}")
    for path, data in small_book(book=text).contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    assert run(["build", "print", "--book", str(folder), "--jobs", "1"]) == FINE
    return folder


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = FINE) -> str:
    capsys.readouterr()
    assert run(list(arguments)) == code
    shown = capsys.readouterr()
    return shown.out if code == FINE else shown.err


def test_a_number_of_pages_that_the_printer_refuses_is_told_at_once(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = "“print” has 18 pages, and Amazon KDP, paperback binds 24 at least. [printer-004]"
    where = f"manuscript/book.yaml:{MANIFEST[: MANIFEST.index('  print:')].count(chr(10)) + 1}: "
    for command in ("build", "cover"):
        capsys.readouterr()
        assert run([command, "print", "--book", str(book)]) == FINE
        assert f"{where}warning: {refused}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("pages", "asks"),
    [
        (22, ["binds 24 at least"]),
        (24, []),
        (828, []),
        (830, ["binds 828 at most"]),
    ],
)
def test_lengths_that_a_printer_refuses(pages: int, asks: list[str]) -> None:
    found = refused_length(printer("kdp-paperback"), pages)
    assert [one.asks for one in found] == asks


def test_pages_that_make_no_whole_leaf_are_refused() -> None:
    (one,) = refused_length(printer("pumbo"), 33)
    assert (one.asks, one.advice) == ("asks for a multiple of 2", "Add 1 blank page at the end.")


def test_printers_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, "printers").splitlines()
    assert [line.split()[0] for line in lines[1:]] == [
        "generic", "home", "ingramspark", "kdp-hardcover", "kdp-paperback", "lulu", "pumbo",
    ]  # fmt: skip
    kdp = next(line for line in lines if line.startswith("kdp-paperback"))
    assert "3.175 mm" in kdp
    assert "24–828" in kdp


def test_a_printers_rules_have_their_sources(capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(capsys, "printers", "kdp-paperback")
    rows = [" ".join(row.split()) for row in shown.splitlines()]
    gutter = next(row for row in rows if row.startswith("gutter_mm"))
    assert "to 150 pages 9.525 mm, to 300 pages 12.7 mm" in gutter
    assert "2026-11-23" in gutter
    assert "KDP" in gutter
    assert any(row.startswith("cream: mm_per_page 0.0635 mm") for row in rows)
    assert any(row.startswith("cover: barcode_mm 50.8 x 30.48 mm") for row in rows)


def test_printers_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(said(capsys, "printers", "--json"))["printers"]
    (one,) = json.loads(said(capsys, "printers", "pumbo", "--json"))["printers"]
    assert one in rows
    assert one["bleed_mm"]["value"] == 3
    assert one["bleed_mm"]["source"].startswith("https://www.pumbo.nl")


def test_an_unknown_printer(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Did you mean “lulu”?" in said(capsys, "printers", "luluu", code=USAGE)


def test_paper_tells_of_the_last_build(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "paper", "--book", str(book))
    assert text.startswith("print: 18 pages of 135 x 210 mm (kdp-paperback), 9 leaves; 6 pages")
    assert "has room for 6 more; with 2 fewer it is not needed" in text
    assert "“tweede” ends with 17 words on page 8" in text
    printed = json.loads(said(capsys, "paper", "print", "--json", "--book", str(book)))
    (report,) = printed["editions"]
    assert (report["pages"], report["signatures"][0]["spare"]) == (18, 6)
    assert report["papers"][1]["paper"] == "cream"


def test_paper_of_what_is_not_there(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ("--book", str(book))
    empty = ("--out", str(tmp_path))
    assert "“dinobook build print”" in said(capsys, "paper", *where, *empty, code=USAGE)
    assert "is not printed on paper" in said(capsys, "paper", "screen", *where, code=USAGE)
    assert "Did you mean “print”" in said(capsys, "paper", "prin", *where, code=USAGE)


def test_paper_of_a_manifest_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "book.yaml").write_text("book: {titel: x}\n")
    text = said(capsys, "paper", "--book", str(tmp_path), code=MANIFEST_FAULT)
    assert "Did you mean “title”?" in text


def test_impose_writes_beside_the_file(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = book / "build" / "het-kleine-boek-print.pdf"
    text = said(capsys, "impose", str(file))
    assert "5 sheets of A4, 2 pages blank" in text
    assert "short edge" in text
    with pikepdf.open(file.with_name("het-kleine-boek-print-booklet.pdf")) as pdf:
        assert len(pdf.pages) == 10
        assert [round(float(side) * 25.4 / 72) for side in pdf.pages[0].mediabox[2:]] == [297, 210]


def test_impose_as_it_is_asked(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(book / "build" / "het-kleine-boek-print.pdf")
    out = tmp_path / "vellen.pdf"
    wanted = ("--signature", "16", "--creep", "0.1", "--sheet", "a3", "--out", str(out))
    assert "8 sheets of A3, 14 pages blank" in said(capsys, "impose", file, *wanted)
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == 16


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nergens.pdf"], "cannot be read"),
        (["book.yaml"], "not a PDF"),
        (["boek.pdf", "--booklet", "--signature", "8"], "a booklet or signatures, not both"),
        (["boek.pdf", "--signature", "12"], "--signature"),
        (["boek.pdf", "--creep", "-1"], "--creep"),
        (["boek.pdf", "--out", "boek.pdf"], "is the file itself"),
        (["boek.pdf", "--out", "nergens/x.pdf"], "cannot be written"),
    ],
)
def test_impose_refuses(
    arguments: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "book.yaml").write_text("book: {}\n")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "boek.pdf")
    before = (tmp_path / "boek.pdf").read_bytes()
    assert words in said(capsys, "impose", *arguments, code=USAGE)
    assert (tmp_path / "boek.pdf").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["boek.pdf", "book.yaml"]
