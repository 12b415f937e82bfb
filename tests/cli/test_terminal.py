"""What a person sees in a terminal: names stay whole, sentences break between words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from dinobook.cli.app import run
from dinobook.cli.folding import folded
from dinobook.cli.tables import widths_in
from processes import wait_for
from terminals import on_a_terminal

FINE, USAGE = 0, 2


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terminal") / "boek"
    assert run(["new", str(folder), "--title", "Een boek met een lange titel"]) == FINE
    assert run(["build", "--book", str(folder)]) == FINE
    return folder


@pytest.mark.parametrize("columns", [120, 80, 40])
def test_files_and_printers_are_shown_whole_and_lines_fit(columns: int, book: Path) -> None:
    code, shown = on_a_terminal("build", "--book", ".", columns=columns, cwd=book)
    assert code == FINE
    for edition in ("ebook.epub", "screen.pdf", "print.pdf"):
        assert f"een-boek-met-een-lange-titel-{edition}" in shown
    assert all(len(line) <= columns or not line.strip().count(" ") for line in shown.splitlines())
    assert shown.splitlines()[-1] == "Everything is up to date in build"
    _, shown = on_a_terminal("printers", columns=columns)
    for name in ("ingramspark", "kdp-hardcover", "kdp-paperback"):
        assert name in shown
    assert max(map(len, shown.splitlines())) <= columns


def test_a_message_breaks_between_words_and_not_inside_a_command(
    book: Path, tmp_path: Path
) -> None:
    code, shown = on_a_terminal("paper", "--out", str(tmp_path), columns=60, cwd=book)
    assert code == USAGE
    assert str(tmp_path) in shown
    assert "“dinobook build print”" in shown
    assert "\n" in shown.strip()


def test_a_problem_hangs_below_its_place(book: Path) -> None:
    chapter = book / "manuscript" / "welkom.md"
    before = chapter.read_text()
    chapter.write_text(before + "\n[nergens](#nergens-in-het-hele-boek)\n")
    try:
        _, shown = on_a_terminal("check", columns=50, cwd=book)
    finally:
        chapter.write_text(before)
    lines = shown.splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("manuscript/welkom.md:"))
    assert lines[first + 1].startswith("  ")
    assert "[links-001]" in shown
    assert "nergens-in-het-hele-boek" in shown


def test_a_path_with_spaces_stays_on_one_line(tmp_path: Path) -> None:
    name = "mijn eigen boek over koffie en stiften"
    code, shown = on_a_terminal("new", name, columns=44, cwd=tmp_path)
    assert code == FINE
    assert name in shown
    assert f"dinobook build --book '{name}'" in shown
    out = "de map voor alle boeken die af zijn"
    assert (
        run(["build", "ebook", "--book", str(tmp_path / name), "--out", str(tmp_path / out)])
        == FINE
    )
    _, shown = on_a_terminal(
        "build", "ebook", "--book", name, "--out", out, columns=44, cwd=tmp_path
    )
    assert shown.splitlines()[-1] == out


def test_a_pipe_gets_each_message_on_one_line(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["paper", "--book", str(book), "--out", str(tmp_path)]) == USAGE
    assert len(capsys.readouterr().err.splitlines()) == 1


@given(st.text(st.sampled_from("ab: “”\u4e00/-é "), max_size=120), st.integers(20, 60))
def test_folding_loses_nothing_and_breaks_at_spaces_only(text: str, columns: int) -> None:
    lines = [line.plain for line in folded(Text(text), columns, hang=2)]
    assert " ".join(" ".join(lines).split()) == " ".join(text.split())
    pieces = [line.strip() for line in lines]
    assert all(
        cell_len(line) <= columns or len(line.split(" ")) == 1 or "“" in line for line in pieces
    )


@given(
    st.lists(
        st.lists(st.text(st.sampled_from("abc "), max_size=30), min_size=3, max_size=3), min_size=1
    ),
    st.integers(10, 100),
)
def test_columns_fit_and_hold_every_word(rows: list[list[str]], columns: int) -> None:
    widths = widths_in(columns, rows)
    if widths is None:
        return
    assert sum(widths) + 2 * 2 <= columns
    for row in rows:
        for cell, width in zip(row, widths, strict=True):
            assert all(len(word) <= width for word in cell.split())


def test_the_bar_fills_stage_by_stage_and_goes(book: Path, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path), "--jobs", "1")
    code, shown = on_a_terminal("build", "ebook", *out, cwd=book)
    assert code == FINE
    assert "0/4" in shown
    assert shown.index("Reading chapters") < shown.index("Putting the files in place")
    code, shown = on_a_terminal("build", "ebook", *out, cwd=book)
    assert "/4" not in shown


@pytest.mark.parametrize("where", ["before", "behind"])
def test_quiet_shows_neither_progress_nor_summary(where: str, book: Path, tmp_path: Path) -> None:
    words = ["build", "ebook", "--out", str(tmp_path), "--jobs", "1"]
    code, shown = on_a_terminal(
        *(["-q", *words] if where == "before" else [*words, "-q"]), cwd=book
    )
    assert (code, shown) == (FINE, "")
    code, shown = on_a_terminal("build", "nosuch", "-q", cwd=book)
    assert code == USAGE
    assert "There is no edition “nosuch”" in shown


def test_short_help_is_help() -> None:
    for words in ([], ["build"], ["import"], ["import", "text"]):
        assert on_a_terminal(*words, "-h") == on_a_terminal(*words, "--help")


def test_the_list_of_commands_is_whole_at_80_columns() -> None:
    _, shown = on_a_terminal("-h")
    assert "..." not in shown.split("Commands:")[1]


def test_opening_hands_every_file_to_the_system(book: Path, tmp_path: Path) -> None:
    opener = tmp_path / "xdg-open"
    told = f"{tmp_path}/opened"
    opener.write_text(f'#!/bin/sh\necho "$1" >>{told}.part\nmv {told}.part {told}\n')
    opener.chmod(0o755)
    code, _ = on_a_terminal(
        "build", "ebook", "--open", cwd=book, more={"PATH": f"{tmp_path}:/usr/bin:/bin"}
    )
    assert code == FINE
    wait_for((tmp_path / "opened").exists, "nothing is opened")
    said = (tmp_path / "opened").read_text()
    assert said == f"{book}/build/een-boek-met-een-lange-titel-ebook.epub\n"
    code, shown = on_a_terminal("build", "ebook", "--open", cwd=book, more={"PATH": "/nowhere"})
    assert code == FINE
    assert "een-boek-met-een-lange-titel-ebook.epub" in shown.splitlines()[-1]
