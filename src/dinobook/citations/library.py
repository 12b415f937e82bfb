"""The book's sources and style, from the author's folder."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from dinobook.citations import pandoc
from dinobook.citations.model import NO_LIBRARY, Library, Reference
from dinobook.citations.read import SourceList, read_sources
from dinobook.citations.style import StyleError, check_style, packaged_style
from dinobook.errors import SourceError
from dinobook.problems import Place, Problem, Severity
from dinobook.project import MANIFEST, MANUSCRIPT, Project, read_text
from dinobook.store import Memory


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
    memory: Memory,
) -> Loaded:
    """`paths` and a `style` that ends in `.csl` are files below `manuscript/`."""
    if not paths:
        return Loaded(NO_LIBRARY)
    references: dict[str, Reference] = {}
    problems: list[Problem] = []
    if not pandoc.version():
        problems.append(_without_pandoc(Severity.WARNING))
    for path in paths:
        found = _read(project, path, language, memory)
        problems += found.problems
        for one in found.references:
            first = references.setdefault(one.key, one)
            if first is not one:
                problems.append(_twice(one, first))
    text, at_fault = _style(project, style)
    library = Library(references, text, tuple(nocite))
    return Loaded(library, (*problems, *at_fault))


def _read(project: Project, name: str, language: str, memory: Memory) -> SourceList:
    path = posixpath.join(MANUSCRIPT, name)
    try:
        text = read_text(project, path)
    except SourceError as error:
        return SourceList((), error.problems)
    try:
        return pandoc.remembered(
            memory,
            SourceList,
            lambda: read_sources(text, path, language),
            *("sources", path, language, text),
        )
    except pandoc.NotInstalledError:
        return SourceList((), (_without_pandoc(Severity.ERROR),))
    except pandoc.NotStartedError as error:
        advice = f"Install it again: {pandoc.INSTALL_AGAIN}"
        return SourceList((), (Problem(Place(MANIFEST), "sources-005", str(error), advice),))


def _style(project: Project, name: str) -> tuple[str, tuple[Problem, ...]]:
    place = Place(MANIFEST, 0, name)
    text: str | None
    if name.endswith(".csl"):
        place = Place(posixpath.join(MANUSCRIPT, name))
        try:
            text = read_text(project, place.path)
        except SourceError as error:
            return "", error.problems
    else:
        text = packaged_style(name)
    try:
        if text is None:
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


def _without_pandoc(severity: Severity) -> Problem:
    """An error when there is nothing to remember; else a warning that what is set is older."""
    message = "Pandoc is not installed, and the sources were never read here."
    if severity is Severity.WARNING:
        message = "Pandoc is not installed: sources and citations come from an earlier build."
    advice = f"Install it: pip install {pandoc.PACKAGE}"
    return Problem(Place(MANIFEST), "sources-005", message, advice, severity)
