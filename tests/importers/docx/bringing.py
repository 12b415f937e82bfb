"""Import of a document that is made in code into a small book in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dinobook.importers.docx import WordDocument
from dinobook.importers.plan import Plan, Report
from dinobook.importers.run import carry_out
from dinobook.problems import Problem
from dinobook.storage.project import MANIFEST, MemoryProject
from importers.docx.documents import Made, document

BOOK = """\
book:
  title: Proefboek
  language: nl
  authors: [{name: An Peeters, sort: "Peeters, An"}]
  identifier: urn:uuid:3f2b8c1e-5d47-4a90-9c1b-7e6a2d0f4b58
outline:
  - voorwoord
editions:
  ebook: {format: epub}
"""


@dataclass(frozen=True)
class Brought:
    """What came of an import: the report, and the chapters without their heads."""

    report: Report
    project: MemoryProject

    @property
    def errors(self) -> list[str]:
        return [str(one.message) for one in self.report.problems if one.is_error]

    def codes(self) -> list[str]:
        return [one.code for one in self.report.problems]

    def problem(self, code: str) -> Problem:
        return next(one for one in self.report.problems if one.code == code)

    def chapter(self, name: str) -> str:
        """Its text, below the front matter."""
        return self.project.contents[f"manuscript/{name}.md"].decode().split("---\n", 2)[2].strip()


def small_book() -> MemoryProject:
    return MemoryProject(
        {
            MANIFEST: BOOK.encode(),
            "manuscript/voorwoord.md": b"---\ntitle: Voorwoord\n---\n\nTekst.\n",
        }
    )


def brought(data: bytes, changes: str = "", level: int = 1, name: str = "scriptie.docx") -> Brought:
    """The document in a small book, by the proposal as it is; errors are the test's affair."""
    source = WordDocument(name, data, changes, level)
    plan, problems = source.propose()
    assert plan is not None, problems
    return carried_out(source, plan)


def carried_out(source: WordDocument, plan: Plan) -> Brought:
    project = small_book()
    return Brought(carry_out(project, source, plan), project)


def chapter(write: Callable[[Made], None]) -> str:
    """The text of the one chapter “Kop” that `write` fills; it came through whole."""

    def whole(made: Made) -> None:
        made.heading("Kop")
        write(made)

    found = brought(document(whole))
    assert found.errors == []
    return found.chapter("kop")
