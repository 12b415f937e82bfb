"""What the command line refuses by itself, and how its results look in a pipe."""

from __future__ import annotations

from pathlib import Path

import pytest

from dinobook.cli.app import run
from dinobook.cli.show import show_table

MISUSED, NOT_POSSIBLE, FOUND = 2, 3, 1


def test_a_book_cannot_start_where_a_file_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "boek").write_text("een brief")
    assert run(["new", str(tmp_path / "boek")]) == NOT_POSSIBLE
    shown = capsys.readouterr().err
    assert "Cannot write into" in shown
    assert "Traceback" not in shown


def test_the_command_to_type_next_can_be_pasted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", str(tmp_path / "mijn boek")]) == 0
    assert f"--book '{tmp_path / 'mijn boek'}'" in capsys.readouterr().out


@pytest.mark.parametrize("epoch", ["gisteren", "-1", "1.5", "4354819200", "9" * 5000])
def test_a_date_that_no_file_can_bear_is_refused(
    epoch: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["new", str(tmp_path / "boek")]) == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert run(["build", "ebook", "--book", str(tmp_path / "boek")]) == MISUSED
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err


def test_check_counts_the_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", str(tmp_path / "boek")]) == 0
    with (tmp_path / "boek/manuscript/welkom.md").open("a") as chapter:
        chapter.write("\n[nergens](#nergens) en [ook niet](#nooit)\n")
    assert run(["check", "--book", str(tmp_path / "boek")]) == FOUND
    assert "2 errors to mend" in capsys.readouterr().err


def test_a_long_name_stays_whole_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    name = "een-titel-die-niet-ophoudt-" * 5 + "ebook.epub"
    show_table(("edition", "file"), [("ebook", name)])
    assert name in capsys.readouterr().out
