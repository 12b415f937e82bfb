"""What `dinobook import` does: the proposal, the plan, and what came of it, on the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dinobook import (
    MANIFEST,
    SourceError,
    UsageError,
    account_json,
    account_text,
    plan_to_yaml,
    propose,
)
from dinobook.cli.answer import Answer
from dinobook.cli.files import read_file, write_file
from dinobook.cli.places import find_book, near
from dinobook.cli.show import say, show_problems, show_table, sum_up, talk

if TYPE_CHECKING:
    from dinobook.importers.plan import Draft, Importer, Report

_HEADINGS: Final = ("where", "what", "id", "sure", "why", "first words")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of an import: neither `plan` nor `apply`, a proposal only.

    `into` is the part of the book where the chapters go.
    """

    plan: bool
    apply: bool
    file: Path | None
    into: str = ""


def bring_in(importer: Importer, source: Path, wish: Wish, book: Path | None) -> Answer:
    """Propose, plan or apply. `book` is where the book is, as for every command."""
    if wish.plan and wish.apply:
        raise UsageError("Either --plan or --apply: write the plan, edit it, then apply it.")
    if wish.apply:
        return _apply(importer, source, wish, book)
    proposal, problems = propose(importer, wish.into)
    show_problems(problems)
    if proposal is None or any(problem.is_error for problem in problems):
        raise SourceError(f"{source} cannot be imported.")
    if wish.plan:
        file = wish.file or Path(f"{source.name}.plan.yaml")
        _write_plan(plan_to_yaml(proposal), file)
        return Answer({"plan": str(file.absolute())}, problems)
    show_table(_HEADINGS, proposal.rows())
    draft = importer.draft(proposal)
    show_problems(draft.problems)
    _show_changes(draft)
    talk("Nothing was written. --plan writes this as a plan to edit; --apply carries it out.")
    proposed = [dict(zip(_HEADINGS, row, strict=True)) for row in proposal.rows()]
    return Answer({"proposal": proposed}, (*problems, *draft.problems))


def _write_plan(text: str, file: Path) -> None:
    if file.is_dir() or (file.exists() and read_file(file) != text.encode()):
        raise UsageError(f"{file} exists and is different. Delete it, or name another file.")
    write_file(file, text.encode())
    sum_up(f"The plan is in {file}. Edit it, then import again with --apply {file}")


def _apply(importer: Importer, source: Path, wish: Wish, book: Path | None) -> Answer:
    file = wish.file
    if file is not None and not file.is_file():
        raise UsageError(f"There is no plan {file}. Write one with --plan {file}")
    opened = find_book(book)
    report = opened.bring_in(importer, file, wish.into)
    _write_accounts(report, file or opened.outputs.path / source.name)
    if any(problem.is_error for problem in report.problems):
        raise SourceError("The import was not carried out.", report.problems)
    show_problems(report.problems)
    _show(report)
    keys = {"written": report.written, "unchanged": report.unchanged, "aside": report.aside}
    keys |= {"placed": report.placed, "renewed": report.renewed}
    return Answer(keys, report.problems)


def _write_accounts(report: Report, beside: Path) -> None:
    """What became of each part, as text and as JSON beside the plan, or among the book's files."""
    if not report.conserved:
        return
    beside.parent.mkdir(parents=True, exist_ok=True)
    name = beside.name.removesuffix(".yaml").removesuffix(".plan")
    write_file(beside.with_name(f"{name}.report.txt"), account_text(report).encode())
    write_file(beside.with_name(f"{name}.report.json"), account_json(report).encode())
    path = near(beside.with_name(f"{name}.report.txt"))
    sum_up(f"What became of each part: {path}", path)


def _show(report: Report) -> None:
    for path in report.written:
        sum_up(f"new        {path}")
    for path in report.renewed:
        sum_up(f"renewed    {path}")
    for path in report.unchanged:
        sum_up(f"unchanged  {path}")
    _show_changes(report.draft)
    for entry in report.draft.dropped:
        sum_up(f"left out   {entry.where}: {entry.title or entry.words or entry.reason}")
    if report.placed:
        sum_up(f"In the outline: {len(report.placed)} of the {len(report.listed)} chapters.")
    if report.aside:
        count = len(report.aside)
        what = "The chapter stands" if count == 1 else f"The {count} chapters stand"
        lines, them = ("its line", "it") if count == 1 else ("their lines", "them")
        sum_up(f"{what} under “aside” in {MANIFEST}: {report.in_short}.")
        sum_up(f"Move {lines} into the outline, where you want {them}.")
        sum_up(f"Then read {them} for leftovers of the blog: dinobook check --blog")


def _show_changes(draft: Draft) -> None:
    for change in draft.changes():
        say(f"changed    {change}")
