"""Chapter files, read one by one; what is known of all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from dinobook.book.drafts import with_boxes
from dinobook.book.made_pages.index_check import index_problems
from dinobook.book.model import Asset
from dinobook.book.pictures import known_missing, look
from dinobook.book.references.links import id_twice, targets_of, unknown_links
from dinobook.book.words.author import NO_WORDS, OwnWords
from dinobook.errors import SourceError
from dinobook.manifest import Manifest
from dinobook.manifest.files import CHAPTER
from dinobook.manifest.model import (
    ChapterRow,
)
from dinobook.manifest.page_rows import file_of, image_of
from dinobook.markup.addresses import Refusal, picture_path
from dinobook.markup.fragment import Fragment, Image
from dinobook.markup.front_matter.split import peek
from dinobook.pipeline.chapter_reader import ChapterReader
from dinobook.problems import Place, Problem, Severity
from dinobook.processes.pool import Pool
from dinobook.processes.progress import Tell, unheard
from dinobook.storage.cache import Cache
from dinobook.storage.project import MANIFEST, Project
from dinobook.theme import Theme
from dinobook.theme.coverage import sheets_of, uncovered

_WORTH_A_READER: Final = 4
"""Fewer chapters are converted sooner than a process is started."""
_IN_A_DRAFT: Final = "The draft shows a labelled box; put the picture there before the real build."
_SOFT_IN_A_DRAFT: Final = {"images-001": _IN_A_DRAFT, "images-009": _IN_A_DRAFT, "picture-001": ""}
"""What is no reason to stop a draft, with another hint than a real build gives."""


def listed_in(manifest: Manifest | None) -> frozenset[str] | None:
    """The files that some edition may print; None when nobody can tell."""
    if manifest is None:
        return None
    rows = (row for row in manifest.printed_rows if isinstance(row, ChapterRow))
    files = (file_of(row) for row in manifest.printed_rows)
    return frozenset([*(row.id for row in rows if row.status != "hold"), *filter(None, files)])


class Chapters:
    """Converts chapter files one by one and keeps what is known of all of them."""

    def __init__(
        self,
        project: Project,
        theme: Theme,
        draft: bool,
        manifest: Manifest | None,
        cache: Cache,
        own: OwnWords = NO_WORDS,
    ) -> None:
        self._given = (project, theme, draft, manifest, cache, own)
        self.project, self.theme, self.draft, self.cache = project, theme, draft, cache
        self.sheets = sheets_of(theme, manifest.layouts if manifest else ())
        self.listed = listed_in(manifest)
        self.reader = ChapterReader.of(project, manifest, cache, own)
        self.found: list[tuple[str, str]] = []
        self.unread: set[str] = set()
        self.fragments: dict[str, Fragment] = {}
        self.assets: dict[str, Asset] = {}
        self.shown: dict[str, list[Place]] = {}
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []

    def add_all(self, paths: Sequence[str], pool: Pool | None, tell: Tell = unheard) -> None:
        """Read these. When many are new, a worker of the pool begins with the last one."""
        if pool is not None and pool.size > 1:
            new = [path for path in paths if not self.is_read(path)]
            if len(new) >= _WORTH_A_READER:
                reader = Chapters(*self._given)
                pool.submit(_read_from_the_end, reader, new)
        for count, path in enumerate(paths, start=1):
            self.add(path)
            tell(count, len(paths), 0)

    def add(self, path: str) -> None:
        try:
            text, converted = self.reader.converted(path)
        except SourceError as error:
            self.problems += error.problems
            self._leave_unread(_stem(path), path)
            return
        fragment = converted.fragment
        if fragment is None:
            self.problems += converted.problems
            self._leave_unread(peek(text, path).id, path)
            return
        self.found.append((fragment.meta.id, path))
        if self.prints(fragment):
            self._report(converted.problems)
            self.notes += converted.notes
            self.problems += self._uncovered(fragment, text)
            fragment = self._with_pictures(fragment)
        self.fragments.setdefault(fragment.meta.id, fragment)

    def is_read(self, path: str) -> bool:
        """Whether the chapter is remembered; one that cannot be read is no work either."""
        try:
            return self.reader.has_read(path)
        except SourceError:
            return True

    def _uncovered(self, fragment: Fragment, text: str) -> list[Problem]:
        return self.cache.recall(
            list[Problem],
            lambda: uncovered(fragment, text, self.sheets),
            *("glyphs", fragment.place.path, self.reader.language, *self.sheets, text),
        )

    def _leave_unread(self, name: str, path: str) -> None:
        """It is there: its row in the manifest and the links to it are not at fault."""
        self.found.append((name, path))
        self.unread.add(name)

    def prints(self, fragment: Fragment) -> bool:
        return self.listed is None or fragment.meta.id in self.listed

    def _with_pictures(self, fragment: Fragment) -> Fragment:
        missing = []
        for image in fragment.images:
            if not self._load(image, fragment.place.path):
                missing.append(image.path)
        return replace(fragment, xhtml=with_boxes(fragment.xhtml, missing)) if missing else fragment

    def add_pictures(self, manifest: Manifest | None) -> None:
        """Load the pictures that rows of the outline name."""
        for row in manifest.printed_rows if manifest else ():
            if written := image_of(row):
                path = picture_path(written, MANIFEST)
                if isinstance(path, Refusal):
                    place = Place(MANIFEST, row.line, written)
                    self.problems.append(Problem(place, "address-002", path.message, path.hint))
                else:
                    self._load(Image(path, "", row.line), MANIFEST)

    def _load(self, image: Image, path: str) -> bool:
        if image.missing:
            self._report([known_missing(image, path)])
            return True
        self.shown.setdefault(image.path, []).append(Place(path, image.line, image.path))
        if image.path in self.assets:
            return True
        asset, problems = look(self.project, image, path, self.cache)
        self._report(problems)
        if asset is not None:
            self.assets[asset.path] = asset
        return asset is not None

    def _report(self, problems: Iterable[Problem]) -> None:
        """In a draft, a picture that lacks its file or description is no reason to stop."""
        for problem in problems:
            if self.draft and problem.code in _SOFT_IN_A_DRAFT:
                hint = _SOFT_IN_A_DRAFT[problem.code] or problem.hint
                problem = replace(problem, severity=Severity.WARNING, hint=hint)
            self.problems.append(problem)

    def link(self, sections: Mapping[str, Place]) -> None:
        """Check links and ids, now that all chapters are known.

        `sections` are the pages that the manifest adds, by their ids.
        """
        targets = targets_of(self.fragments.values(), (), sections)
        for fragment in self.fragments.values():
            if self.prints(fragment):
                self.problems += unknown_links(fragment, targets, self.unread)
        self.problems += index_problems(one for one in self.fragments.values() if self.prints(one))
        chapters = {one.meta.id: one.place for one in self.fragments.values()}
        self._check_ids({**sections, **chapters})

    def _check_ids(self, sections: Mapping[str, Place]) -> None:
        """An id inside a chapter is of no other chapter, and is no section's."""
        seen: dict[str, Place] = {}
        for fragment in self.fragments.values():
            for name, line in fragment.ids:
                place = Place(fragment.place.path, line, name)
                first = sections.get(name) or seen.setdefault(name, place)
                if first.path != place.path or name in sections:
                    self.problems.append(id_twice(name, place, first))


def _read_from_the_end(chapters: Chapters, paths: Sequence[str]) -> None:
    """Read the last chapter, the one before it, and so on, up to one that somebody has read.

    What comes of it is in the cache.
    """
    for path in reversed(paths):
        if chapters.is_read(path):
            return
        chapters.add(path)


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(CHAPTER)
