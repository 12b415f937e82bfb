"""What `dinobook import` does: the proposal, the plan, and what came of it, on the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dinobook.cli.answer import Answer
from dinobook.cli.places import find_project
from dinobook.cli.show import say, show_problems, show_table, sum_up, talk
from dinobook.cli.stopping import until_agreed
from dinobook.errors import SourceError, UsageError
from dinobook.importers.plan import EVERY_REPAIR, Draft, Importer, Repair, Report, first_few, rows
from dinobook.importers.planfile import to_yaml
from dinobook.importers.run import apply, propose
from dinobook.leftovers import sweep_beside
from dinobook.problems import Place, has_errors
from dinobook.project import MANIFEST, FolderProject, read_text, write_atomically

_HEADINGS: Final = ("where", "what", "id", "sure", "why", "first words")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of an import: neither `plan` nor `apply`, a proposal only."""

    plan: bool
    apply: bool
    file: Path | None


def bring_in(importer: Importer, source: Path, wish: Wish, book: Path | None) -> Answer:
    """Propose, plan or apply. `book` is where the book is, as for every command."""
    if wish.plan and wish.apply:
        raise UsageError("Either --plan or --apply: write the plan, edit it, then apply it.")
    if wish.apply:
        return _apply(importer, wish.file, book)
    proposal, problems = propose(importer)
    show_problems(problems)
    if proposal is None or has_errors(problems):
        raise SourceError(f"{source} cannot be imported.")
    if wish.plan:
        file = wish.file or Path(f"{source.name}.plan.yaml")
        _write_plan(to_yaml(proposal), file)
        return Answer({"plan": str(file.absolute())}, problems)
    show_table(_HEADINGS, rows(proposal))
    draft = importer.draft(proposal)
    show_problems(draft.problems)
    _show_changes(draft)
    talk("Nothing was written. --plan writes this as a plan to edit; --apply carries it out.")
    proposed = [dict(zip(_HEADINGS, row, strict=True)) for row in rows(proposal)]
    return Answer({"proposal": proposed}, (*problems, *draft.problems))


def _write_plan(text: str, file: Path) -> None:
    if file.is_dir() or (file.exists() and file.read_bytes() != text.encode()):
        raise UsageError(f"{file} exists and is different. Delete it, or name another file.")
    sweep_beside(file.absolute())
    write_atomically(file.absolute(), text.encode())
    sum_up(f"The plan is in {file}. Edit it, then import again with --apply {file}")


def _apply(importer: Importer, file: Path | None, book: Path | None) -> Answer:
    if file is not None and not file.is_file():
        raise UsageError(f"There is no plan {file}. Write one with --plan {file}")
    text = read_text(FolderProject(file.absolute().parent), file.name) if file else None
    report = apply(
        until_agreed(find_project(book)), importer, text, file.name if file else "plan.yaml"
    )
    if has_errors(report.problems):
        raise SourceError("The import was not carried out.", report.problems)
    show_problems(report.problems)
    _show(report)
    keys = {"written": report.written, "unchanged": report.unchanged, "aside": report.listed}
    return Answer(keys, report.problems)


def _show(report: Report) -> None:
    for path in report.written:
        sum_up(f"new        {path}")
    for path in report.unchanged:
        sum_up(f"unchanged  {path}")
    _show_changes(report.draft)
    for entry in report.draft.dropped:
        sum_up(f"left out   {entry.where}: {entry.words or entry.reason}")
    if report.listed:
        count = len(report.listed)
        what = "The chapter stands" if count == 1 else f"The {count} chapters stand"
        sum_up(f"{what} under “aside” in {MANIFEST}: {first_few(report.listed)}.")
        sum_up("Move their lines into the outline, where you want them.")
        sum_up("Then read them for leftovers of the blog: dinobook check --blog")


def _show_changes(draft: Draft) -> None:
    """Each kind of change once, with where it is made; those of a dump are counted only."""
    kinds: dict[str, list[Repair]] = {}
    for repair in draft.repairs:
        kinds.setdefault(repair.name, []).append(repair)
    for name, repairs in kinds.items():
        places = dict.fromkeys(str(Place(one.file, one.line)) for one in repairs if one.file)
        where = f" ({first_few(places)})" if places else ""
        say(f"changed    {len(repairs)} × {name}: {EVERY_REPAIR[name]}{where}")
