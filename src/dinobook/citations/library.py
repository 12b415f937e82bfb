"""The book's sources and style, from the author's folder."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from dinobook import pandoc
from dinobook.citations.model import NO_LIBRARY, Library, Reference
from dinobook.citations.read import SourceList, read_sources
from dinobook.citations.remembering import broken, missing, remembered
from dinobook.citations.style import StyleError, check_style, named_style
from dinobook.errors import SourceError
from dinobook.problems import Place, Problem, Severity
from dinobook.storage.cache import Cache
from dinobook.storage.project import MANIFEST, MANUSCRIPT, Project, read_text


@dataclass(frozen=True, slots=True)
class Loaded:
    """The library, as far as it can be used, and what is wrong with it."""

    library: Library
    problems: tuple[Problem, ...] = ()


def load_library(
    project: Project,
    paths: Sequence[str],
    style: str,
    nocite: Sequence[str],
    language: str,
    cache: Cache,
) -> Loaded:
    """`paths` and a `style` that ends in `.csl` are files below `manuscript/`."""
    if not paths:
        return Loaded(NO_LIBRARY)
    try:
        lists = [_read(project, path, language, cache) for path in paths]
        text, at_fault = _style(project, style, cache)
    except pandoc.NotInstalledError:
        return Loaded(NO_LIBRARY, (missing(Severity.ERROR),))
    references: dict[str, Reference] = {}
    problems: list[Problem] = []
    for found in lists:
        problems += found.problems
        for reference in found.references:
            first = references.setdefault(reference.key, reference)
            if first is not reference:
                problems.append(_twice(reference, first))
    return Loaded(Library(references, text, tuple(nocite)), (*problems, *at_fault))


def _read(project: Project, name: str, language: str, cache: Cache) -> SourceList:
    path = posixpath.join(MANUSCRIPT, name)
    try:
        text = read_text(project, path)
    except SourceError as error:
        return SourceList((), error.problems)
    try:
        return remembered(
            cache,
            SourceList,
            lambda: read_sources(text, path, language),
            *("sources", path, language, text),
        )
    except pandoc.NotStartedError as error:
        return SourceList((), (broken(error),))


def _style(project: Project, name: str, cache: Cache) -> tuple[str, tuple[Problem, ...]]:
    place = Place(MANIFEST, 0, name)
    if name.endswith(".csl"):
        place = Place(posixpath.join(MANUSCRIPT, name))
        try:
            text = read_text(project, place.path)
        except SourceError as error:
            return "", error.problems
    else:
        text = named_style(name, cache)
    try:
        if not text:
            raise StyleError(f"There is no citation style “{name}”.")
        check_style(text)
    except StyleError as error:
        hint = "Write csl: apa, another style's name, or the name of a .csl file in manuscript/."
        return "", (Problem(place, "sources-004", str(error), hint),)
    return text, ()


def _twice(one: Reference, first: Reference) -> Problem:
    return Problem(
        one.place,
        "sources-002",
        f"The key “{one.key}” stands in {first.place} already.",
        "Give one of the two another key, here and where it is cited; or delete one.",
    )
