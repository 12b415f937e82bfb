"""Pandoc's one home: bytes in, text out, within limits, and without a way out of its box."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dinobook import pandoc
from dinobook.importers.docx import WordDocument
from dinobook.pipeline.sources import load
from importers.docx.bringing import brought
from importers.docx.documents import Made, document, drawing, field, formula, png, text


def test_it_takes_bytes_and_gives_text() -> None:
    assert pandoc.run(["-f", "markdown", "-t", "html"], b"*dag*") == "<p><em>dag</em></p>\n"


def test_it_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.tex"
    secret.write_text("GEHEIM", encoding="utf-8")
    made = pandoc.run(["-f", "latex", "-t", "plain"], f"\\input{{{secret}}}".encode())
    assert "GEHEIM" not in made


@pytest.mark.parametrize(
    "option",
    [
        "--filter=x",
        "--lua-filter=x",
        "-Fx",
        "-Lx",
        "--data-dir=x",
        "--defaults=x",
        "--metadata-file=x",
    ],
)
def test_an_option_that_runs_or_reads_something_is_a_bug(option: str) -> None:
    with pytest.raises(ValueError, match="is not run with"):
        pandoc.run([option], b"")


def test_every_run_is_in_the_sandbox_and_within_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Sequence[str]] = []
    run = subprocess.run

    def kept(command: Sequence[str], **options: Any) -> Any:
        seen.append(command)
        assert options["timeout"] == pandoc.TIMEOUT_SECONDS
        return run(command, **options)

    monkeypatch.setattr(subprocess, "run", kept)
    pandoc.run(["-t", "html"], b"dag")
    assert seen[0][1:5] == ["+RTS", "-M512M", "-RTS", "--sandbox"]


def test_time_that_runs_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "TIMEOUT_SECONDS", 0)
    with pytest.raises(pandoc.TooMuchError, match="not done after 0 seconds"):
        pandoc.run(["-t", "html"], b"dag")


def test_a_document_that_needs_too_much_memory_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pandoc, "MEMORY_MB", 32)
    paragraphs = "".join(f"<w:p>{text(f'Zin {number}.')}</w:p>" for number in range(12_000))
    plan, (problem,) = WordDocument("a.docx", document(lambda made: made.put(paragraphs))).propose()
    assert plan is None
    assert problem.code == "import-054"
    assert problem.message == "Pandoc needs more than 32 MB of memory."
    assert "import the parts" in problem.hint


def test_without_pandoc_a_document_is_refused_with_the_line_to_type(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pandoc, "program", lambda: None)
    plan, (problem,) = WordDocument("a.docx", document(lambda made: made.p("Dag."))).propose()
    assert plan is None
    assert (problem.code, "pip install" in problem.hint) == ("import-054", True)


def test_a_build_of_an_imported_book_runs_no_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    def write(made: Made) -> None:
        made.heading("Kop")
        made.xml(text("Zin") + made.note("Noot.") + formula("x=a+b") + text("."))
        made.xml(drawing(made.picture(png()), "Een vlak"))
        made.p("Figuur 1: Een beer")
        made.xml(field("CITATION Weg99", "(Weg, 1999)"))

    found = brought(document(write))
    assert found.errors == []

    def refused(*_: object, **__: object) -> str:
        raise AssertionError("a build needs no Pandoc")

    monkeypatch.setattr(pandoc, "run", refused)
    sources = load(found.project)
    assert [one.message for one in sources.problems if one.is_error] == []
