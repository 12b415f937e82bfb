"""`dinobook preflight` as a person types it."""

from __future__ import annotations

import base64
import io
import json
import re
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from dinobook.cli.app import run
from preflight.pdfs import made

FINE, FOUND, USAGE, SOURCES = 0, 1, 2, 4
TEXT = "BT /F 10 Tf 30 100 Td (aaaa) Tj ET"
LINE = "0 0 0 1 K 0.1 w 20 60 m 80 60 l S"


@pytest.fixture
def fine(tmp_path: Path) -> Path:
    return written(tmp_path, "\n".join([f"%% page\n{TEXT}"] * 2))


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return written(tmp_path, "\n".join([f"%% page\n{TEXT}\n{LINE}"] * 4))


def written(folder: Path, text: str) -> Path:
    file = folder / "proef.pdf"
    file.write_bytes(made(text))
    return file


def test_a_sound_file(fine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["preflight", str(fine)]) == FINE
    said = capsys.readouterr().out
    assert "2 pages checked: nothing that every printer refuses." in said
    assert "--printer" in said
    assert run(["preflight", str(fine), "--printer", "generic"]) == FINE
    assert "nothing that A printer in general" in capsys.readouterr().out


def test_a_file_that_a_printer_refuses(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["preflight", str(faulty), "--printer", "generic"]) == FOUND
    said = capsys.readouterr().err
    assert "error: a line is too thin [preflight-034]" in said
    assert "pages 1–4: A line of 0.10 pt; the printer asks for 0.25 pt." in said
    assert "→ Draw them thicker" in said
    assert "(A printer in general" in said
    assert "from memory" in said
    assert "proef.pdf: 4 errors to mend before printing." in said


def test_json_is_as_its_page_says(
    faulty: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        run(["preflight", str(faulty), "--printer", "generic", "--pages", "2", "--json"]) == FOUND
    )
    report = json.loads(capsys.readouterr().out)
    (finding,) = report["findings"]
    assert report["read"] == [2]
    assert (finding["code"], finding["page"], finding["severity"]) == ("preflight-034", 2, "error")
    assert finding["places"] == [[19.95, 59.95, 80.05, 60.05]]
    page = (repository / "docs" / "preflight.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `(\w+)`", page, re.MULTILINE))
    assert described == {*report, *finding}


def test_the_page_for_reading(faulty: Path, tmp_path: Path) -> None:
    out = tmp_path / "verslag.html"
    assert run(["preflight", str(faulty), "--printer", "generic", "--html", str(out)]) == FOUND
    root = html.fromstring(out.read_text(encoding="utf-8"))
    words = " ".join(str(text) for text in root.itertext())
    pictures = list(root.iter("img"))
    assert root.get("lang") == "en"
    assert not list(root.iter("script", "link"))
    assert "A line of 0.10 pt" in words
    assert "from memory" in words
    assert len(pictures) == 4
    assert all("with 1 place framed" in (one.get("alt") or "") for one in pictures)
    assert is_red(decoded(pictures[0].get("src") or ""), 50, 60)


def is_red(picture: Image.Image, x_pt: float, y_pt: float) -> bool:
    """Whether a red line runs across, near a place on a page of 100 x 150 points."""
    scale = picture.height / 150
    x, y = round(x_pt * scale), round((150 - y_pt) * scale)
    near = picture.crop((x, y - 8, x + 1, y + 8)).convert("RGB").tobytes()
    return any(red > 150 > 110 > max(green, blue) for red, green, blue in batched(near))


def batched(pixels: bytes) -> list[tuple[int, int, int]]:
    return list(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True))


def decoded(address: str) -> Image.Image:
    start = "data:image/jpeg;base64,"
    assert address.startswith(start)
    return Image.open(io.BytesIO(base64.b64decode(address.removeprefix(start))))


def test_words_from_the_file_are_no_markup(tmp_path: Path) -> None:
    file = tmp_path / "<b>proef.pdf"
    file.write_bytes(made(f"{TEXT}\n0 w 0 0 m 9 9 l S"))
    out = tmp_path / "verslag.html"
    assert run(["preflight", str(file), "--html", str(out)]) == FINE
    assert "<b>" not in out.read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written(fine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["preflight", str(fine), "--html", str(fine / "verslag.html")]) == USAGE
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nergens.pdf"], USAGE, "There is no file nergens.pdf."),
        (["proef.pdf", "--printer", "generik"], USAGE, "Did you mean “generic”?"),
        (["proef.pdf", "--pages", "9"], USAGE, "There is no page 9: the file has 2."),
        (["brief.pdf"], SOURCES, "The file is no PDF"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str],
    code: int,
    said: str,
    fine: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(fine.parent)
    Path("brief.pdf").write_text("Geachte drukker")
    assert run(["preflight", *arguments]) == code
    assert said in capsys.readouterr().err
