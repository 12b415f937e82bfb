"""`dinobook paper`: leaves, signatures, spine, weight and postage of the last build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dinobook.cli.answer import Answer
from dinobook.cli.completing import printed_editions
from dinobook.cli.places import BookOption, OutOption, find_project, only_a_draft, output_folder
from dinobook.cli.show import say, show_table
from dinobook.errors import ManifestError, UsageError

if TYPE_CHECKING:
    from dinobook.manifest.model import EditionSpec, Manifest
    from dinobook.paper import PaperReport, Signature
    from dinobook.project import Project


def paper(
    edition: Annotated[
        str,
        typer.Argument(
            metavar="[EDITION]",
            help="An edition. None: all that are printed.",
            autocompletion=printed_editions,
        ),
    ] = "",
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Show leaves, spine, weight and postage of the last build."""
    from dinobook.paper import paper_report
    from dinobook.watch import page_maps

    project = find_project(book)
    folder = output_folder(project, out)
    maps = page_maps(folder, tuple(folder.record().files.values()))
    reports = []
    for spec in printed(manifest_of(project), edition):
        if spec.name not in maps:
            raise UsageError(
                f"“{spec.name}” has no pages in {folder.path} yet"
                f"{only_a_draft(folder, spec.name)}. "
                f"Make them with “dinobook build {spec.name}”."
            )
        reports.append(paper_report(maps[spec.name], spec))
    for report in reports:
        _show(report)
    return Answer({"editions": [asdict(one) for one in reports]})


def manifest_of(project: Project) -> Manifest:
    from dinobook.manifest import parse
    from dinobook.project import MANIFEST, read_text

    parsed = parse(read_text(project, MANIFEST))
    if parsed.manifest is None:
        raise ManifestError("The manifest cannot be used yet.", parsed.problems)
    return parsed.manifest


def printed(manifest: Manifest, name: str) -> tuple[EditionSpec, ...]:
    """The edition with this name, or all that are printed on paper."""
    from dinobook.editions import choose

    chosen = choose(manifest, [name] if name else [])
    printed = tuple(one for one in chosen if one.on_paper)
    if not printed:
        what = f"The edition “{name}” is" if name else "The book has no edition that is"
        no = " not" if name else ""
        raise UsageError(f"{what}{no} printed on paper: give it {{format: pdf, use: print}}.")
    return printed


def _show(report: PaperReport) -> None:
    width, height = report.trim_mm
    blank = "1 page is blank" if report.blanks == 1 else f"{report.blanks} pages are blank"
    say(
        f"{report.edition}: {report.pages} pages of {width:g} x {height:g} mm "
        f"({report.printer}), {report.leaves} leaves; {blank}."
    )
    rows = ((str(one.size), str(one.count), _proposal(one)) for one in report.signatures)
    show_table(("signatures of", "sheets", "the last one"), rows, "rr ")
    carriers = [name for name, _ in report.papers[0].postage] if report.papers else []
    show_table(("paper", "spine", "weight", *carriers), _bulks(report), " rr")
    for end in report.short_ends:
        words = "1 word" if end.words == 1 else f"{end.words} words"
        say(f"“{end.chapter}” ends with {words} on page {end.folio}: a little less saves a page.")


def _proposal(one: Signature) -> str:
    """What to do with the last sheet."""
    if not one.spare:
        return "is full"
    fewer = f"; with {one.over} fewer it is not needed" if one.count > 1 else ""
    return f"has room for {one.spare} more{fewer}"


def _bulks(report: PaperReport) -> Iterator[tuple[str, ...]]:
    for one in report.papers:
        postage = (kind for _, kind in one.postage)
        yield one.paper, f"{one.spine_mm:.1f} mm", f"{one.grams:.0f} g", *postage
