"""`dinobook watch`: build again whenever a file of the book changes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dinobook.build import Outcome, Request
from dinobook.build import build as build_book
from dinobook.capacity import processes
from dinobook.cli.build import DraftFlag, EditionNames, JobsOption, epoch, stages
from dinobook.cli.manner import manner
from dinobook.cli.places import BookOption, OutOption, find_project, output_folder
from dinobook.cli.progress import progress
from dinobook.cli.show import show_failure, show_problems, sum_up, talk
from dinobook.errors import UserError
from dinobook.outputs import OutputFolder
from dinobook.project import MANUSCRIPT, STYLES, FolderProject

if TYPE_CHECKING:
    from dinobook.pagemap.model import PageMap
    from dinobook.pool import Pool

_LOOK_MS: Final = 200


def watch(
    editions: EditionNames = None,
    draft: DraftFlag = False,
    jobs: JobsOption = 0,
    book: BookOption = None,
    out: OutOption = None,
) -> None:
    """Build again whenever the manuscript or the styles change. Ctrl-C ends it."""
    project = find_project(book)
    from dinobook.pdf.libraries import require_libraries
    from dinobook.pool import Pool  # only a command that lays out loads it

    require_libraries()
    request = Request(tuple(editions or ()), draft, epoch(), jobs)
    try:
        with Pool(jobs or processes()) as pool:
            builder = _Builder(project, output_folder(project, out), request, pool)
            for _ in _changes(project):
                builder.build()
                _unless_quiet("Watching. Ctrl-C ends it.")
    except KeyboardInterrupt:
        pass
    _unless_quiet("No longer watching.")


def _unless_quiet(text: str) -> None:
    if not manner().quiet:
        talk(text)


def _changes(project: FolderProject) -> Iterator[None]:
    """Once at the start, and then each time that files have changed."""
    from watchfiles import watch as watch_files

    there: list[Path] = []
    while there != _folders(project):
        there = _folders(project)
        looks = watch_files(
            *there, rust_timeout=_LOOK_MS, yield_on_timeout=True, raise_interrupt=False
        )
        # The first look may see nothing: from then on, no change is missed.
        for number, found in enumerate(looks):
            if _folders(project) != there:
                break
            if found or number == 0:
                yield


def _folders(project: FolderProject) -> list[Path]:
    """What there is to watch. `styles/` may be made, or taken away, meanwhile."""
    folders = [project.root / name for name in (MANUSCRIPT, STYLES)]
    return [folder for folder in folders if folder.is_dir()]


class _Builder:
    """Builds one request again and again with one pool, and remembers the pages as they were."""

    def __init__(
        self, project: FolderProject, folder: OutputFolder, request: Request, pool: Pool
    ) -> None:
        self._project, self._folder, self._request, self._pool = project, folder, request, pool
        self._maps: dict[str, PageMap] = {}

    def build(self) -> None:
        """Show what came of it: what changed on the pages, or what is wrong."""
        request = Request(
            self._request.editions,
            self._request.draft,
            self._request.epoch,
            self._request.jobs,
            now=time.time(),
        )
        try:
            with progress(partial(stages, self._project, request)) as step:
                outcome = build_book(self._project, self._folder, request, step, self._pool)
        except UserError as error:
            show_failure(error)
            return
        show_problems(outcome.problems)
        self._show(outcome)

    def _show(self, outcome: Outcome) -> None:
        from dinobook.watch import page_maps, summary

        maps = page_maps(self._folder, outcome.files)
        for one in outcome.fresh:
            if one in maps:
                sum_up(summary(one, outcome.drawn.get(one, 0), self._maps.get(one), maps[one]))
            else:
                sum_up(f"{one}: made again")
        if not outcome.fresh:
            sum_up("Everything is up to date.")
        self._maps |= maps
