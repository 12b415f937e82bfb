"""A book as other programs, and the commands, see it: open, check, build, look at what came out.

Each stage is loaded when asked for. docs/library.md has examples.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import weakref
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dinobook.errors import UsageError
from dinobook.library.edits import EditableBook
from dinobook.library.proofs import Proofing
from dinobook.pipeline.request import Outcome, Request
from dinobook.problems import Problem
from dinobook.processes.progress import Step, silent
from dinobook.storage.edit_journal import MemoryStore
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.overlay import OverlayProject
from dinobook.storage.project import MANIFEST, FolderProject, MemoryProject

if TYPE_CHECKING:
    from dinobook.blog import Change
    from dinobook.impact.model import Impact
    from dinobook.importers.plan import Importer, Report
    from dinobook.pagemap.model import PageMap
    from dinobook.paper import PaperReport
    from dinobook.pipeline.checking import Checked
    from dinobook.pipeline.covers import PrintedCover
    from dinobook.pipeline.measure import EditionLines
    from dinobook.pipeline.watch import Rebuilder
    from dinobook.processes.pool import Pool
    from dinobook.storage.changes import Agreed


@dataclass(frozen=True, slots=True, weakref_slot=True)
class OpenBook(Proofing, EditableBook):
    """A book: the author's files, and the folder that its editions come out of.

    `recovered` tells what a command that was stopped had left half done. Any number of threads may
    use one; each method reads the files as they are when it is called.
    """

    recovered: tuple[Problem, ...] = ()
    memory: MemoryStore = field(default_factory=MemoryStore, repr=False, compare=False)

    @property
    def folder(self) -> Path:
        """Where the author's files lie; the output folder for a book in memory."""
        return self.project.root if isinstance(self.project, FolderProject) else self.outputs.path

    def check(self, *, draft: bool = False, blog: bool | None = None) -> Checked:
        """Everything that is wrong, without building; faults of the book are values.

        `draft`: missing pictures are no errors. `blog`: every chapter is read for what a blog
        leaves behind, or none; None: those that were posts. Raises `SetupError` where something
        that dinobook needs is missing.
        """
        from dinobook.pipeline.checking import check

        return check(self.project, draft=draft, blog=blog)

    def mend(
        self, codes: Collection[str], *, blog: bool | None = None, dry_run: bool = False
    ) -> tuple[Change, ...]:
        """Make the safe changes of these rules (`blog-004`), all or none.

        In a dry run only say which. Raises `UsageError` for a rule without any, `SourceError` when
        a chapter changes meanwhile.
        """
        from dinobook.pipeline.checking import mend

        return mend(self.project, codes, blog=blog, dry_run=dry_run)

    def build(
        self, request: Request | None = None, step: Step = silent, pool: Pool | None = None
    ) -> Outcome:
        """Make the editions that are not up to date, all or none; without a request, every one.

        Old entries of the cache go by the request's `now`, else by the clock. `step` hears how far
        it is. `pool` has the workers that lay out pages; None: one that all
        builds of this process share. Raises `UsageError` for an unknown edition, `ManifestError`,
        `SourceError` or `EngineError` with every problem, `SetupError` where Pango is missing or
        the folder cannot be written; then no file has changed.
        """
        from dinobook.pipeline.build import build

        request = request or Request()
        if request.now is None:
            request = replace(request, now=time.time())
        return build(self.project, self.outputs, request, step, pool)

    def read(self, file: str) -> bytes:
        """A file that came out, by its name. Raises `UsageError` when it is not there."""
        data = self.outputs.read(file)
        if data is None:
            raise UsageError(f"There is no file {file} in {self.outputs.path}. Build the book.")
        return data

    def page_map(self, edition: str) -> PageMap:
        """What stands on each page of a PDF edition, as it was built last.

        Raises `UsageError` when it was not built, or is no PDF.
        """
        from dinobook.pagemap.beside import page_maps
        from dinobook.pipeline.editions import choose

        choose(self.manifest(), [edition])
        maps = page_maps(self.outputs, self.outputs.record().files.values())
        if edition not in maps:
            raise self._no_pages(edition)
        return maps[edition]

    def paper(self, edition: str = "") -> tuple[PaperReport, ...]:
        """Leaves, spine (mm), weight (g) and postage of the last build; all printed editions.

        Raises `UsageError` when one was not built, or none is printed on paper.
        """
        from dinobook.pagemap.beside import page_maps
        from dinobook.paper import paper_report
        from dinobook.pipeline.editions import choose_printed

        chosen = choose_printed(self.manifest(), edition)
        maps = page_maps(self.outputs, self.outputs.record().files.values())
        if lacking := next((one.name for one in chosen if one.name not in maps), ""):
            raise self._no_pages(lacking)
        return tuple(paper_report(maps[one.name], one) for one in chosen)

    def impact(
        self,
        text_after: str,
        edition: str = "",
        *,
        exact: bool = False,
        files: Mapping[str, str | None] | None = None,
    ) -> Impact:
        """What another manifest would do to the book: pages, numbers, words that point elsewhere.

        `edition` empty: every one. `exact`: the pages are laid out, else they are estimated from
        the last build. `files` are others that are saved with it, by their paths; None: gone. No
        file of the book or its editions changes. Raises `ManifestError` where
        one of the two manifests cannot be used, `UsageError` for an unknown edition; `exact` also
        as a build does.
        """
        from dinobook.impact.ask import impact

        saved = {
            path: None if text is None else text.encode() for path, text in (files or {}).items()
        }
        project = OverlayProject(self.project, saved) if saved else self.project
        return impact(project, self.outputs, text_after, edition, exact=exact)

    def _no_pages(self, edition: str) -> UsageError:
        draft = self.outputs.only_a_draft(edition)
        return UsageError(
            f"“{edition}” has no pages in {self.outputs.path} yet{draft}. "
            f"Make them with “dinobook build {edition}”."
        )

    def make_covers(self, edition: str = "", *, proof: bool = False) -> tuple[PrintedCover, ...]:
        """Make the cover of a printed edition, or of all, and put its files in place: all or none.

        `proof`: with a picture of its guides. Raises `UsageError` when one was not built,
        `CheckError` for an unfit cover of the author's own, and as a build does.
        """
        from dinobook.pdf.engine.libraries import require_libraries

        require_libraries()
        from dinobook.pipeline.covers import carry_out, orders

        ordered = orders(self.manifest(), self.outputs, edition)
        made = [
            carry_out(self.project, name, order, with_proof=proof)
            for name, order in ordered.items()
        ]
        self.outputs.add_covers((one.edition, one.pages, one.files) for one in made)
        return tuple(made)

    def check_cover(self, file: Path, edition: str = "") -> tuple[PrintedCover, ...]:
        """A cover that was made elsewhere, for each printed edition that it must suit.

        Raises `CheckError` with why it does not, `UsageError` as `make_covers` does.
        """
        from dinobook.pipeline.covers import checked, orders

        ordered = orders(self.manifest(), self.outputs, edition)
        try:
            data = file.read_bytes()
        except OSError as error:
            raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
        return tuple(checked(data, file.as_posix(), order) for order in ordered.values())

    def measure_lines(
        self, request: Request | None = None, step: Step = silent
    ) -> tuple[EditionLines, ...]:
        """How well the lines of each PDF edition are set. Raises as a build does."""
        from dinobook.pdf.engine.libraries import require_libraries

        require_libraries()
        from dinobook.pipeline.measure import measure

        return measure(self.project, self.outputs, request or Request(), step)

    def write_words(self) -> tuple[str, str, bool]:
        """Write what the book says itself to a file of the book, to be translated.

        Returns its project path, every word as YAML, and whether it was written: a file that is
        there stays. Raises `SourceError` when that file cannot be read.
        """
        from dinobook.book.words.author import WORDS_FILE
        from dinobook.book.words.file import write_words

        return (WORDS_FILE, *write_words(self.project, self.manifest().book.language))

    def rebuilder(self, jobs: int = 0) -> Rebuilder:
        """What builds it again and again, and says what changed on the pages."""
        from dinobook.pdf.engine.libraries import require_libraries

        require_libraries()
        from dinobook.pipeline.watch import Rebuilder

        return Rebuilder(self.project, self.outputs, jobs)

    def edits(self) -> Iterator[None]:
        """Once at the start, and then each time that files of the book have changed.

        A book in memory has no files that others change: once.
        """
        from dinobook.pipeline.watch import edits

        return edits(self.project) if isinstance(self.project, FolderProject) else iter((None,))

    def bring_in(self, importer: Importer, plan: Path | None = None, into: str = "") -> Report:
        """Carry out an import, all or nothing: an edited plan, or the proposal as it is.

        Chapters that the plan has no part for go `into` that part; empty: they go aside.

        What is wrong is in the report, and then nothing was written. Raises `UsageError` where
        there is no such plan, `SourceError` when files of the book change meanwhile.
        """
        from dinobook.library.importing import bring_in

        return bring_in(self.project, self.outputs, importer, plan, into)

    def clean(self, *, outputs: bool = False) -> tuple[int, tuple[str, ...]]:
        """Delete what is kept for the next build, with `outputs` the files that were made, too.

        Returns how many bytes went, and the names of the files.
        """
        return self.outputs.clean(outputs=outputs)


def open_book(
    path: Path | str | None = None,
    out: Path | str | None = None,
    *,
    on_agreed: Agreed | None = None,
) -> OpenBook:
    """The book at `path`, which may also name its manuscript folder or its manifest.

    None: in the working folder, or the nearest one above it. Files come out in `out`; None: in
    `build/` of the book. `on_agreed` is called when files are about to be changed, and will be,
    whatever comes. What a command that was stopped had left half done is ended first. Raises
    `UsageError` when no book is there.
    """
    start = Path(path or Path.cwd()).absolute()
    candidates = [start, start.parent, start.parent.parent] if path else [start, *start.parents]
    told: list[Problem] = []
    for folder in candidates:
        project = FolderProject(folder, on_agreed)
        told += project.recover()
        if os.path.isfile(folder / MANIFEST):  # noqa: PTH113 - no folder at all is none too
            out = Path(out or folder / "build").absolute()
            outputs = OutputFolder(out, on_agreed=on_agreed)
            return OpenBook(project, outputs, tuple(told))
    raise UsageError(f"There is no book in {start}: it has no {MANIFEST}.", told)


def book_in_memory(files: Mapping[str, str | bytes]) -> OpenBook:
    """A book that lies in no folder: its files by project path (`manuscript/book.yaml`).

    What is built can be `read`. Workers share a temporary folder for it, which goes with the book.
    """
    contents = {path: d.encode() if isinstance(d, str) else d for path, d in files.items()}
    folder = tempfile.mkdtemp(prefix="dinobook-")
    book = OpenBook(MemoryProject(contents), OutputFolder(Path(folder)))
    weakref.finalize(book, shutil.rmtree, folder, ignore_errors=True)
    return book
