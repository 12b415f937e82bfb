"""The figures of finished PDFs, on files whose lines were drawn to have them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.lines.__main__ import main
from bench.lines.beside import PROGRAMS, MissingError, set_beside
from bench.lines.measured import figures_of
from bench.lines.spread import HEIGHT_PX
from PIL import Image

from drawn_lines import Row, draw, words

MEASURE = 260.0


def paragraph(start: float, count: int, *, scale: float = 1.0) -> list[Row]:
    """Full lines of 48 letters: six words, whose gaps fill the measure."""
    rows = []
    for index in range(count):
        lengths = (8 + index % 2, 7, 9, 6 + index % 5, 10 - index % 5, 8 - index % 2)
        letters = sum(lengths) * 5 * scale
        rows.append(Row(words(*lengths), (MEASURE - letters) / 5, start + index, scale))
    return rows


def test_spaces_are_means_of_lines_and_shares_of_lines(tmp_path: Path) -> None:
    tight = [Row(words(9, 7, 9, 7, 8, 9), 2.0, line) for line in range(0, 20, 2)]
    loose = [Row(words(8, 7, 9, 7, 8, 9), 3.0, line) for line in range(1, 20, 2)]
    spaces = figures_of(draw(tmp_path / "a.pdf", [tight + loose])).spaces
    assert (spaces.lines, spaces.loose, spaces.very_loose) == (20, 0.5, 0.0)
    assert spaces.mean == pytest.approx(0.25, abs=0.001)
    assert spaces.spread == pytest.approx(0.05, abs=0.001)
    assert spaces.worst[0][1:] == (1, " ".join(words(8, 7, 9, 7, 8, 9)))


def test_another_face_has_another_natural_space(tmp_path: Path) -> None:
    made = draw(tmp_path / "a.pdf", [[Row(words(8, 7, 9, 7, 8, 9), 3.0, y) for y in range(9)]])
    assert figures_of(made, natural_em=0.196).spaces.loose == 1
    assert figures_of(made, natural_em=0.25).spaces.loose == 0


def test_hyphens_and_ladders(tmp_path: Path) -> None:
    rows = [Row([*words(8, 7, 9, 7, 8), "nnnnnnnn-"], 3.0, line) for line in (0, 1, 2, 5, 6)]
    plain = [Row(words(8, 7, 9, 7, 8, 9), 3.0, line) for line in (3, 4, 7, 8, 9)]
    spaces = figures_of(
        draw(tmp_path / "a.pdf", [sorted(rows + plain, key=lambda r: r.line)])
    ).spaces
    assert (spaces.hyphenated, spaces.ladders) == (0.5, 1)


def test_a_river_runs_through_text_alone(tmp_path: Path) -> None:
    straight = [Row(words(8, 8, 8, 8, 8, 8), 4.0, line) for line in range(4)]
    leaders = [Row([*words(8, 8, 8, 8, 8), ". . . . ."], 4.0, line) for line in range(6, 12)]
    columns = [Row(words(14, 14, 14), 40.0, line, left=50) for line in range(14, 20)]
    three = straight[:3]
    wavering = paragraph(24, 9)
    assert rivers(tmp_path, [*straight, *leaders, *columns, *wavering]) == 5
    assert rivers(tmp_path, [*three, *leaders, *columns, *wavering]) == 0


def rivers(folder: Path, rows: list[Row]) -> int:
    return figures_of(draw(folder / "a.pdf", [rows])).spaces.rivers


def test_letters_that_are_set_wider(tmp_path: Path) -> None:
    rows = [one for line in range(0, 30, 2) for one in paragraph(line, 1)]
    wide = [one for line in range(1, 30, 2) for one in paragraph(line, 1, scale=1.025)]
    every = sorted(rows + wide, key=lambda row: row.line)
    letters = figures_of(draw(tmp_path / "a.pdf", [every])).letters
    assert letters.spread == pytest.approx(0.0125, abs=0.0005)
    assert (letters.lines, letters.over_2, letters.over_3) == (30, 1.0, 0.0)


def test_a_right_edge_that_is_not_straight(tmp_path: Path) -> None:
    rows = paragraph(0, 20)
    off = [Row(row.words, row.gap + (0.2 if row.line % 4 == 0 else 0), row.line) for row in rows]
    assert figures_of(draw(tmp_path / "a.pdf", [rows])).edge.spread < 0.01
    edge = figures_of(draw(tmp_path / "b.pdf", [off])).edge
    assert edge.off == pytest.approx(0.25)
    assert edge.spread == pytest.approx(0.433, abs=0.01)


def test_where_pages_end(tmp_path: Path) -> None:
    """A chapter of seven pages: the second spread is uneven, page 6 short, the last has 3 lines."""
    lines = (30, 30, 30, 30, 29, 25, 3)
    pages = [paragraph(0, count) for count in lines]
    opener = [paragraph(8, 22)]
    feet = figures_of(draw(tmp_path / "a.pdf", [*pages, *opener])).feet
    assert (feet.inner, feet.facing, feet.facing_even) == (6, 2, 1)
    assert feet.short == (6,)
    assert feet.few == (7,)
    assert feet.off_grid == 0


def test_lines_alone(tmp_path: Path) -> None:
    first = [*paragraph(0, 29), Row(words(8, 7, 9, 7, 8, 6), 4.6, 29, left=62)]
    indented = Row(words(8, 7, 9, 7, 8, 6), 4.6, 1, left=62)
    second = [Row(words(6), 0, 0), indented, *paragraph(2, 28)]
    feet = figures_of(draw(tmp_path / "a.pdf", [paragraph(0, 30), first])).feet
    assert (feet.widows, feet.orphans) == ((), ())
    indents = [Row(words(8, 7, 9, 7, 8, 6), 4.6, 5, left=62), *paragraph(6, 24)]
    feet = figures_of(draw(tmp_path / "b.pdf", [first, paragraph(0, 30), second, indents])).feet
    assert (feet.widows, feet.orphans) == ((3,), (1,))


def test_lines_between_the_lines_of_other_pages(tmp_path: Path) -> None:
    pages = [paragraph(0, 30), [*paragraph(0, 15), *paragraph(15.4, 15)]]
    feet = figures_of(draw(tmp_path / "a.pdf", pages)).feet
    assert feet.off_grid == pytest.approx(0.25)


def test_the_table_and_the_loosest_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = draw(tmp_path / "proef.pdf", [paragraph(0, 30), paragraph(0, 30)])
    assert main([str(made), str(made), "--worst"]) == 0
    said = capsys.readouterr().out
    assert "|  | proef | proef |" in said
    assert "| face, size and leading | Proef 10/14 | Proef 10/14 |" in said
    assert said.count(" em, page ") == 20


def test_a_file_without_text_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(draw(tmp_path / "leeg.pdf", [[]]))]) == 1
    assert "no running text" in capsys.readouterr().err


def test_a_spread_is_a_small_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = draw(tmp_path / "a.pdf", [paragraph(0, 30)] * 4)
    assert main(["--spread", str(made), "3", str(tmp_path / "a.png")]) == 0
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.mode == "P"
        assert picture.size == (2 * round(400 * HEIGHT_PX / 595) + 24, HEIGHT_PX + 24)
    assert main(["--spread", str(made), "nnn nnn", str(tmp_path / "c.png")]) == 0
    assert main(["--spread", str(made), "mmm", str(tmp_path / "c.png")]) == 1
    assert "no page says “mmm”" in capsys.readouterr().err
    assert main(["--spread", str(made), "5", str(tmp_path / "b.png")]) == 1
    assert "has 4 pages" in capsys.readouterr().err


@pytest.mark.parametrize("program", list(PROGRAMS))
def test_a_program_that_is_not_there_is_named_with_what_to_install(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = draw(tmp_path / "a.pdf", [paragraph(0, 30)])
    figures = figures_of(made)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("bench.lines.beside.typst_wheel", lambda: "")
    monkeypatch.setattr("bench.lines.beside._write_faces", lambda font, folder: None)
    monkeypatch.setattr("bench.lines.beside._family", lambda font: "Vollkorn")
    monkeypatch.setattr("bench.lines.beside.chapters_of", lambda book: "<p>Tekst</p>")
    with pytest.raises(MissingError, match="install"):
        set_beside(program, made, figures, tmp_path, tmp_path)
