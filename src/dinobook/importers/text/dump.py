"""A pasted dump as an importer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dinobook.importers.changes import changed_lines
from dinobook.importers.conservation import differences, words_of_dump
from dinobook.importers.plan import Draft, Kind, Plan, PlanRow, Repair
from dinobook.importers.text.chapters import chapters
from dinobook.importers.text.coverage import faults, ordered
from dinobook.importers.text.propose import propose
from dinobook.importers.text.reading import read_dump
from dinobook.importers.text.repairs import repair
from dinobook.importers.text.spelling import slips
from dinobook.problems import Problem, has_errors


@dataclass(frozen=True, slots=True)
class TextDump:
    """The bytes of a dump and the name that messages and plans call it by."""

    format: ClassVar[str] = "text"

    name: str
    data: bytes

    def propose(self) -> tuple[Plan | None, tuple[Problem, ...]]:
        text, problems = read_dump(self.data, self.name)
        return (None if text is None else propose(text, self.name)), problems

    def changes(self, plan: Plan) -> tuple[Problem, ...]:
        text, problems = read_dump(self.data, self.name)
        return problems if text is None else changed_lines(plan, text)

    def draft(self, plan: Plan) -> Draft:
        text, problems = read_dump(self.data, self.name)
        if text is None:
            return Draft(problems=problems)
        problems = (*problems, *faults(plan, text))
        if has_errors(problems):
            return Draft(problems=problems)
        files = chapters(plan, text)
        dropped = tuple(entry for entry in ordered(plan) if entry.kind is Kind.DROP)
        lost = differences(self.name, words_of_dump(text, _left_out(_unseen(plan), text)), files)
        mended, done = repair(text, plan.repairs)
        notes = (*problems, *lost, *slips(mended, self.name))
        return Draft(files, dropped, _kept(done, dropped), notes)


def _unseen(plan: Plan) -> tuple[PlanRow, ...]:
    """What no chapter's text says: what is dropped, and what is a tag in the front matter."""
    return tuple(one for one in ordered(plan) if one.kind in (Kind.DROP, Kind.TAG))


def _left_out(dropped: tuple[PlanRow, ...], text: str) -> list[tuple[int, str]]:
    """What the plan drops, as line numbers with the text that goes."""
    lines = text.split("\n")
    return [
        (number, entry.part.strip() or lines[number - 1])
        for entry in dropped
        for number in range(entry.first, entry.last + 1)
    ]


def _kept(done: tuple[Repair, ...], dropped: tuple[PlanRow, ...]) -> tuple[Repair, ...]:
    """Repairs of lines that are in a chapter; nobody wants to read about the others."""
    gone = {n for e in dropped if not e.part for n in range(e.first, e.last + 1)}
    return tuple(one for one in done if one.line not in gone)
