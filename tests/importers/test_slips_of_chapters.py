"""What an import names as a slip a check names as well, until it is mended or accepted."""

from __future__ import annotations

import pytest

from dinobook.blog import Reading, read_chapters
from dinobook.importers.run import apply
from dinobook.importers.text import TextDump
from dinobook.pipeline.sources import load
from dinobook.storage.project import MANIFEST, MemoryProject

CHAPTER = "manuscript/de-fiets-van-oma.md"
DUMP = """\
De fiets van oma

Gisteren stond er een fiets in de keuken.Ik kan kan daar niet tegen.
"""


@pytest.fixture
def imported(project: MemoryProject) -> MemoryProject:
    """A book in which the chapter of the dump is printed."""
    apply(project, TextDump("fiets.txt", DUMP.encode()))
    manifest = project.contents[MANIFEST].decode()
    manifest = manifest.replace("  - voorwoord", "  - voorwoord\n  - de-fiets-van-oma")
    manifest = "\n".join(
        row for row in manifest.split("\n") if not row.startswith(("aside", "  - oud-stuk"))
    )
    project.contents[MANIFEST] = manifest.encode()
    return project


def readings(project: MemoryProject, *, every: bool = False) -> tuple[Reading, ...]:
    sources = load(project)
    return read_chapters(project, sources.printed(), sources.theme, every=every)


def told(project: MemoryProject, *, every: bool = False) -> list[tuple[str, str, int]]:
    return [
        (one.code, one.words, one.place.line)
        for reading in readings(project, every=every)
        for one in reading.findings
    ]


def change(project: MemoryProject, old: str, new: str) -> None:
    text = project.contents[CHAPTER].decode()
    assert old in text
    project.contents[CHAPTER] = text.replace(old, new).encode()


def test_slips_are_told_with_the_line_of_the_chapter(imported: MemoryProject) -> None:
    text = imported.contents[CHAPTER].decode()
    line = text[: text.index("keuken.Ik")].count("\n") + 1

    assert told(imported) == [
        ("blog-012", "keuken.Ik", line),
        ("blog-012", "kan kan", line),
    ]
    assert "blog-004" in {code for code, _, _ in told(imported, every=True)}


def test_slips_in_titles_and_in_the_sources_of_quotations_are_told(imported: MemoryProject) -> None:
    change(imported, 'title: "De fiets van oma"', 'title: "De “fiets van van oma"')
    text = imported.contents[CHAPTER].decode()
    text += "\n/// vers | (Uit: “Kade” van Los.Angeles, De stem”)\nEen regel\n///\n"
    imported.contents[CHAPTER] = text.encode()

    assert told(imported) == [
        ("blog-012", "“fiets", 2),
        ("blog-012", "van van", 2),
        ("blog-012", "keuken.Ik", 6),
        ("blog-012", "kan kan", 6),
        ("blog-012", "Los.Angeles", 8),
        ("blog-012", "stem”", 8),
    ]


def test_a_slip_in_a_title_can_be_accepted(imported: MemoryProject) -> None:
    change(
        imported, 'title: "De fiets van oma"', 'title: "De kan kan"\naccept: [blog-012: kan kan]'
    )

    assert [words for _, words, _ in told(imported)] == ["keuken.Ik"]


def test_a_mended_slip_is_told_no_more(imported: MemoryProject) -> None:
    change(imported, "keuken.Ik", "keuken. Ik")

    assert [words for _, words, _ in told(imported)] == ["kan kan"]


def test_an_accepted_slip_stands_and_brings_no_other_rule(imported: MemoryProject) -> None:
    change(imported, "# imported from", "accept: [blog-012: kan kan]\n# imported from")

    assert [words for _, words, _ in told(imported)] == ["keuken.Ik"]
    assert [one.accepted for one in readings(imported)] == [1]
    assert [one.needless for one in readings(imported)] == [()]


def test_a_chapter_that_no_import_made_is_not_read_for_slips(imported: MemoryProject) -> None:
    change(imported, "# imported from", "# made from")

    assert readings(imported) == ()
