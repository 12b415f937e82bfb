"""Words that the knife would cut off, or that stand where no page is: the build names them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from books import MANIFEST, small_book
from dinobook.errors import EngineError
from dinobook.pipeline.build import Outcome
from dinobook.storage.project import MemoryProject

Build = Callable[..., Outcome]

CHAPTER = """\
---
title: Vierde
---
Gewone tekst, die een regel lang is of iets meer dan dat.

Randwoorden lopen eraf.
{.rand}
"""
WITH_PRINTER = MANIFEST.replace("page: 135x210}", "page: 135x210, printer: generic}")


def styled(repository: Path, rules: str, manifest: str = MANIFEST) -> MemoryProject:
    """The small book with one more chapter, and rules below those of the house."""
    project = small_book(book=manifest.replace("  - tweede\n", "  - tweede\n  - vierde\n"))
    project.contents["manuscript/vierde.md"] = CHAPTER.encode()
    house = (repository / "styles" / "print.css").read_text(encoding="utf-8")
    project.contents["styles/print.css"] = f"{house}\n.rand {{ {rules} }}\n".encode()
    return project


@pytest.mark.parametrize(
    "rules",
    [
        "margin-right: -60mm; text-align: right",
        "text-indent: -60mm",
        "position: relative; top: 200mm",
        "position: relative; left: 500mm",
        "margin-right: -60mm; text-align: right; opacity: 0.8",
        "transform: translateX(90mm); opacity: 0.8",
        "transform: rotate(90deg) translateX(150mm)",
    ],
)
def test_words_that_run_off_a_page_are_named_with_their_line(
    rules: str, repository: Path, build_into: Build
) -> None:
    with pytest.raises(EngineError) as failure:
        build_into(styled(repository, rules), "print")
    problems = failure.value.problems
    assert {one.code for one in problems} == {"layout-001"}
    assert {str(one.place) for one in problems} == {"manuscript/vierde.md:6"}
    said = " ".join(one.message for one in problems)
    assert "lopen" in said
    assert "Gewone" not in said
    assert "\x02" not in said


def test_words_in_the_bleed_are_cut_off(repository: Path, build_into: Build) -> None:
    rules = "position: absolute; font-size: 5pt; line-height: 1; text-indent: 0; left: 0; "
    rules += "top: calc(-1 * var(--margin-top) - 2.5mm)"
    with pytest.raises(EngineError) as failure:
        build_into(styled(repository, rules, WITH_PRINTER), "print")
    (problem,) = failure.value.problems
    assert (problem.code, str(problem.place)) == ("layout-001", "manuscript/vierde.md:6")
    assert "Randwoorden lopen eraf." in problem.message


@pytest.mark.parametrize("rules", ["opacity: 0.8", "opacity: 0.8; transform: rotate(3deg)"])
def test_words_that_shine_through_stay_on_their_page(
    rules: str, repository: Path, build_into: Build
) -> None:
    assert build_into(styled(repository, rules), "print").problems == ()
