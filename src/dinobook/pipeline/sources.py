"""Everything that the manifest names, read once: chapters converted, pictures looked into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dinobook.book.hyphenation import load_exceptions
from dinobook.book.long_titles import long_titles
from dinobook.book.made_pages.empty import empty_pages
from dinobook.book.model import Asset
from dinobook.book.pictures import shown_smaller
from dinobook.book.references.references import unprinted
from dinobook.book.section_ids import part_id
from dinobook.book.words.author import NO_WORDS, WORDS_FILE, OwnWords
from dinobook.book.words.file import load_words
from dinobook.citations.check import check_citations
from dinobook.citations.library import load_library
from dinobook.citations.model import NO_LIBRARY, Library, cited_keys
from dinobook.citations.printed import check_printed
from dinobook.errors import SourceError
from dinobook.manifest import Manifest, check_files, check_names, parse
from dinobook.manifest.files import CHAPTER
from dinobook.manifest.kinds import DEFAULT_LANGUAGE
from dinobook.manifest.model import (
    ChapterRow,
    GenerateRow,
    PartRow,
)
from dinobook.manifest.page_rows import words_of
from dinobook.markup.fragment import Fragment
from dinobook.markup.lint.characters import settled
from dinobook.pipeline.chapters import Chapters, listed_in
from dinobook.pipeline.editions import (
    empty_parts,
    rows_of,
    without_bibliography,
    without_chapters,
    without_empty_bibliography,
)
from dinobook.problems import Place, Problem, has_errors, sort_problems
from dinobook.processes.pool import Pool
from dinobook.processes.progress import Tell, unheard
from dinobook.storage.cache import NO_CACHE, Cache
from dinobook.storage.project import MANIFEST, MANUSCRIPT, Project, read_text
from dinobook.theme import Theme, load_theme
from dinobook.theme.coverage import uncovered_text
from dinobook.theme.faults import theme_problems


@dataclass(frozen=True, slots=True)
class Sources:
    """The author's folder as values.

    `manifest` is None when it cannot be read. `notes` tells what typography changed. `fragments`
    holds every chapter that could be converted, printed or not, by id. `exceptions` are words with
    the places where they may be broken, `own` the author's for what the book says itself.
    """

    manifest: Manifest | None
    fragments: Mapping[str, Fragment]
    assets: tuple[Asset, ...]
    theme: Theme
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    library: Library = NO_LIBRARY
    exceptions: Mapping[str, str] = field(default_factory=dict)
    own: OwnWords = NO_WORDS
    shown: Mapping[str, Sequence[Place]] = field(default_factory=dict)

    def at_its_line(self, problem: Problem) -> Problem:
        """A problem that names a picture for its excerpt, at the line that shows the picture."""
        shown = self.shown.get(problem.place.excerpt, ())
        if problem.place.line or not shown:
            return problem
        here = (place for place in shown if place.path == problem.place.path)
        return replace(problem, place=next(here, shown[0]))

    def printed(self) -> tuple[Fragment, ...]:
        """The chapters of the outline that are not on hold; only these are looked into."""
        listed = listed_in(self.manifest) or frozenset()
        return tuple(one for name, one in self.fragments.items() if name in listed)

    @property
    def failed(self) -> bool:
        return self.manifest is None or has_errors(self.problems)


def load(
    project: Project,
    *,
    draft: bool = False,
    cache: Cache = NO_CACHE,
    pool: Pool | None = None,
    tell: Tell = unheard,
) -> Sources:
    """Read and look into everything; all that is wrong is in `problems`, sorted.

    In a draft, a missing picture becomes a labelled box and a warning. A `cache` saves converting
    a chapter again that has not changed. A worker of the `pool` reads chapters, too. `tell` hears
    of each chapter.
    """
    try:
        text = settled(read_text(project, MANIFEST))
    except SourceError as error:
        return Sources(None, {}, (), load_theme(project), error.problems, ())
    parsed = parse(text, MANIFEST)
    figures = parsed.manifest.typography.figures if parsed.manifest else None
    theme = load_theme(project).with_figures(figures)
    exceptions = load_exceptions(project)
    language = parsed.manifest.book.language if parsed.manifest else DEFAULT_LANGUAGE
    words = load_words(project, language, text)
    chapters = Chapters(project, theme, draft, parsed.manifest, cache, words.own)
    paths = project.files(MANUSCRIPT)
    files = [path for path in dict.fromkeys(paths) if path.endswith(CHAPTER)]
    chapters.add_all(files, pool, tell)
    chapters.add_pictures(parsed.manifest)
    made = _sections(parsed.manifest)
    chapters.link(made)
    library, cited = _library(project, parsed.manifest, chapters, cache)
    problems = [*parsed.problems, *check_names(paths), *chapters.problems, *theme_problems(theme)]
    problems += [*exceptions.problems, *words.problems, *cited]
    if parsed.manifest is not None:
        problems += check_files(parsed.manifest, chapters.found)
        problems += [*without_chapters(parsed.manifest), *empty_parts(parsed.manifest)]
        problems += shown_smaller(
            parsed.manifest.editions, chapters.assets.values(), chapters.shown
        )
        problems += long_titles(parsed.manifest, chapters.fragments)
        editions = {spec.name: rows_of(parsed.manifest, spec) for spec in parsed.manifest.editions}
        problems += empty_pages(editions, chapters.fragments, MANIFEST)
        for name, rows in editions.items():
            shown = without_empty_bibliography(rows, chapters.fragments, library)
            problems += unprinted(shown, chapters.fragments, made, name)
        problems += uncovered_text(_printed(parsed.manifest), MANIFEST, text, chapters.sheets)
        problems += uncovered_text(words.own.printed(), WORDS_FILE, words.text, chapters.sheets)
    return Sources(
        parsed.manifest,
        chapters.fragments,
        tuple(chapters.assets[path] for path in sorted(chapters.assets)),
        theme,
        sort_problems(problems),
        tuple(chapters.notes),
        library,
        exceptions.breaks,
        words.own,
        chapters.shown,
    )


def _library(
    project: Project, manifest: Manifest | None, chapters: Chapters, cache: Cache
) -> tuple[Library, list[Problem]]:
    """The book's sources, with what is wrong with them and with their citations."""
    if manifest is None:
        return NO_LIBRARY, []
    book = manifest.book
    loaded = load_library(project, book.sources, book.csl, book.nocite, book.language, cache)
    if has_errors(loaded.problems):  # then it is not known what is cited in vain
        return loaded.library, list(loaded.problems)
    printed = [fragment for fragment in chapters.fragments.values() if chapters.prints(fragment)]
    found = [*loaded.problems, *check_citations(printed, loaded.library, MANIFEST)]
    keys = tuple(dict.fromkeys([*cited_keys(printed, loaded.library), *loaded.library.listed()]))
    found += check_printed(loaded.library, keys, book.language, cache)
    for key in keys:
        if reference := loaded.library.references.get(key):
            lacking = uncovered_text(reference.item, MANIFEST, "", chapters.sheets)
            found += [replace(one, place=reference.place) for one in lacking]
    return loaded.library, [
        *found,
        *without_bibliography(manifest, chapters.fragments, loaded.library),
    ]


def _sections(manifest: Manifest | None) -> dict[str, Place]:
    """Parts and generated pages by their ids, at their rows."""
    rows = manifest.printed_rows if manifest else ()
    names = {str(row.generate): row.line for row in rows if isinstance(row, GenerateRow)}
    names |= {part_id(row): row.line for row in rows if isinstance(row, PartRow)}
    return {name: Place(MANIFEST, line, name) for name, line in names.items()}


def _printed(manifest: Manifest) -> str:
    """What the book prints of the manifest's own words."""
    book = manifest.book
    texts = [book.title, book.subtitle, book.publisher, book.rights, book.licence]
    texts += [book.responsible, *(author.name for author in book.authors)]
    texts += [str(name) for name in book.credits.model_dump().values()]
    texts.append(book.description)
    for cover in (book.cover, *(edition.cover for edition in manifest.editions)):
        texts += [cover.back, cover.front_flap, cover.back_flap, cover.price]
    for row in manifest.printed_rows:
        if isinstance(row, PartRow):
            texts.append(row.part)
        elif isinstance(row, ChapterRow):
            texts.append(row.short)
        elif isinstance(row, GenerateRow):
            texts += words_of(row)
    return "\n".join(texts)
