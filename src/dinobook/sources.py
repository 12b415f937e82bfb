"""Everything that the manifest names, read once: chapters converted, pictures looked into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from dinobook.book.conventions import house_of
from dinobook.book.drafts import with_boxes
from dinobook.book.empty_pages import empty_pages
from dinobook.book.hyphenation import load_exceptions
from dinobook.book.index_check import index_problems
from dinobook.book.links import id_twice, targets_of, unknown_links
from dinobook.book.model import Asset
from dinobook.book.pictures import known_missing
from dinobook.book.pictures import load as load_picture
from dinobook.book.references import unprinted
from dinobook.book.section_ids import part_id
from dinobook.citations import NO_LIBRARY, Library, check_citations, cited_keys, load_library
from dinobook.editions import (
    rows_of,
    without_bibliography,
    without_chapters,
    without_empty_bibliography,
)
from dinobook.errors import SourceError
from dinobook.manifest import Manifest, check_files, check_names, parse
from dinobook.manifest.files import CHAPTER
from dinobook.manifest.model import DEFAULT_LANGUAGE, ChapterRow, GenerateRow, PartRow
from dinobook.manifest.page_rows import file_of, image_of, words_of
from dinobook.markup.addresses import Refusal, picture_path
from dinobook.markup.convert import convert
from dinobook.markup.fragment import Fragment, Image
from dinobook.markup.front_matter import peek
from dinobook.markup.house_style import DEFAULT_HOUSE
from dinobook.problems import Place, Problem, Severity, has_errors, sort_problems
from dinobook.project import MANIFEST, MANUSCRIPT, Project, read_text
from dinobook.store import FORGETFUL, Memory
from dinobook.theme import Theme, load_theme
from dinobook.theme.coverage import sheets_of, uncovered, uncovered_text
from dinobook.theme.sound import theme_problems

_IN_A_DRAFT: Final = "The draft shows a labelled box; put the picture there before the real build."


@dataclass(frozen=True, slots=True)
class Sources:
    """The author's folder as values.

    `manifest` is None when it cannot be read. `notes` tells what typography changed. `fragments`
    holds every chapter that could be converted, printed or not, by id. `exceptions` are words with
    the places where they may be broken.
    """

    manifest: Manifest | None
    fragments: Mapping[str, Fragment]
    assets: tuple[Asset, ...]
    theme: Theme
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    library: Library = NO_LIBRARY
    exceptions: Mapping[str, str] = field(default_factory=dict)

    def printed(self) -> tuple[Fragment, ...]:
        """The chapters of the outline that are not on hold; only these are looked into."""
        listed = _listed(self.manifest) or frozenset()
        return tuple(one for name, one in self.fragments.items() if name in listed)

    @property
    def failed(self) -> bool:
        return self.manifest is None or has_errors(self.problems)


def load(project: Project, *, draft: bool = False, memory: Memory = FORGETFUL) -> Sources:
    """Read and look into everything; all that is wrong is in `problems`, sorted.

    In a draft, a missing picture becomes a labelled box and a warning. A `memory` saves converting
    a chapter again that has not changed.
    """
    try:
        text = read_text(project, MANIFEST)
    except SourceError as error:
        return Sources(None, {}, (), load_theme(project), error.problems, ())
    parsed = parse(text, MANIFEST)
    figures = parsed.manifest.typography.figures if parsed.manifest else None
    theme = load_theme(project).with_figures(figures)
    exceptions = load_exceptions(project)
    chapters = _Chapters(project, theme, draft, parsed.manifest, memory)
    paths = project.files(MANUSCRIPT)
    for path in dict.fromkeys(paths):
        if path.endswith(CHAPTER):
            chapters.add(path)
    chapters.add_pictures(parsed.manifest)
    made = _sections(parsed.manifest)
    chapters.link(made)
    library, cited = _library(project, parsed.manifest, chapters, memory)
    problems = [*parsed.problems, *check_names(paths), *chapters.problems, *theme_problems(theme)]
    problems += [*exceptions.problems, *cited]
    if parsed.manifest is not None:
        problems += check_files(parsed.manifest, chapters.found)
        problems += without_chapters(parsed.manifest)
        editions = {one.name: rows_of(parsed.manifest, one) for one in parsed.manifest.editions}
        problems += empty_pages(editions, chapters.fragments, MANIFEST)
        for name, rows in editions.items():
            shown = without_empty_bibliography(rows, chapters.fragments, library)
            problems += unprinted(shown, chapters.fragments, made, name)
        problems += uncovered_text(_printed(parsed.manifest), MANIFEST, text, chapters.sheets)
    return Sources(
        parsed.manifest,
        chapters.fragments,
        tuple(chapters.assets[path] for path in sorted(chapters.assets)),
        theme,
        sort_problems(problems),
        tuple(chapters.notes),
        library,
        exceptions.breaks,
    )


def _library(
    project: Project, manifest: Manifest | None, chapters: _Chapters, memory: Memory
) -> tuple[Library, list[Problem]]:
    """The book's sources, with what is wrong with them and with their citations."""
    if manifest is None:
        return NO_LIBRARY, []
    book = manifest.book
    loaded = load_library(project, book.sources, book.csl, book.nocite, book.language, memory)
    if has_errors(loaded.problems):  # then it is not known what is cited in vain
        return loaded.library, list(loaded.problems)
    printed = [one for one in chapters.fragments.values() if chapters.prints(one)]
    found = [*loaded.problems, *check_citations(printed, loaded.library, MANIFEST)]
    for key in dict.fromkeys([*cited_keys(printed, loaded.library), *loaded.library.listed()]):
        if reference := loaded.library.references.get(key):
            lacking = uncovered_text(reference.item, MANIFEST, "", chapters.sheets)
            found += [replace(one, place=reference.place) for one in lacking]
    return loaded.library, [
        *found,
        *without_bibliography(manifest, chapters.fragments, loaded.library),
    ]


def _listed(manifest: Manifest | None) -> frozenset[str] | None:
    """The files that some edition may print; None when nobody can tell."""
    if manifest is None:
        return None
    rows = (row for row in manifest.outline if isinstance(row, ChapterRow))
    files = (file_of(row) for row in manifest.outline)
    return frozenset([*(row.id for row in rows if row.status != "hold"), *filter(None, files)])


def _sections(manifest: Manifest | None) -> dict[str, Place]:
    """Parts and generated pages by their ids, at their rows."""
    rows = manifest.outline if manifest else ()
    names = {str(row.generate): row.line for row in rows if isinstance(row, GenerateRow)}
    names |= {part_id(row): row.line for row in rows if isinstance(row, PartRow)}
    return {name: Place(MANIFEST, line, name) for name, line in names.items()}


def _printed(manifest: Manifest) -> str:
    """What the book prints of the manifest's own words."""
    book = manifest.book
    texts = [book.title, book.subtitle, book.publisher, book.rights, book.licence]
    texts += [book.responsible, *(author.name for author in book.authors)]
    texts += [str(name) for name in book.credits.model_dump().values()]
    for row in manifest.outline:
        if isinstance(row, PartRow):
            texts.append(row.part)
        elif isinstance(row, ChapterRow):
            texts.append(row.short)
        elif isinstance(row, GenerateRow):
            texts += words_of(row)
    return "".join(texts)


class _Chapters:
    """Converts chapter files one by one and keeps what is known of all of them."""

    def __init__(
        self,
        project: Project,
        theme: Theme,
        draft: bool,
        manifest: Manifest | None,
        memory: Memory,
    ) -> None:
        self.project, self.theme, self.draft, self.memory = project, theme, draft, memory
        self.sheets = sheets_of(theme, manifest.layouts if manifest else ())
        self.listed = _listed(manifest)
        self.language = manifest.book.language if manifest else DEFAULT_LANGUAGE
        self.house = house_of(manifest) if manifest else DEFAULT_HOUSE
        self.found: list[tuple[str, str]] = []
        self.unread: set[str] = set()
        self.fragments: dict[str, Fragment] = {}
        self.assets: dict[str, Asset] = {}
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []

    def add(self, path: str) -> None:
        try:
            text = read_text(self.project, path)
        except SourceError as error:
            self.problems += error.problems
            self._leave_unread(_stem(path), path)
            return
        converted = self.memory.recall(
            lambda: convert(text, path, self.language, self.house),
            *("chapter", path, self.language, repr(self.house), text),
        )
        fragment = converted.fragment
        if fragment is None:
            self.problems += converted.problems
            self._leave_unread(peek(text, path).id, path)
            return
        self.found.append((fragment.meta.id, path))
        if self.prints(fragment):
            self.problems += converted.problems
            self.notes += converted.notes
            self.problems += self._uncovered(fragment, text)
            fragment = self._with_pictures(fragment)
        self.fragments.setdefault(fragment.meta.id, fragment)

    def _uncovered(self, fragment: Fragment, text: str) -> list[Problem]:
        return self.memory.recall(
            lambda: uncovered(fragment, text, self.sheets),
            *("glyphs", fragment.place.path, self.language, *self.sheets, text),
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
        for row in manifest.outline if manifest else ():
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
        if image.path in self.assets:
            return True
        asset, problems = load_picture(self.project, image, path)
        self._report(problems)
        if asset is not None:
            self.assets[asset.path] = asset
        return asset is not None

    def _report(self, problems: Iterable[Problem]) -> None:
        """In a draft, a picture that is not there is no reason to stop."""
        for problem in problems:
            soft = self.draft and problem.code in ("images-001", "images-009")
            if soft:
                problem = replace(problem, severity=Severity.WARNING, hint=_IN_A_DRAFT)
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


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(CHAPTER)
