"""The book's sources and style, from the author's folder."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from dinobook.citations import pandoc
from dinobook.citations.model import NO_LIBRARY, Library, Reference
from dinobook.citations.read import SourceList, read_sources
from dinobook.citations.style import StyleError, check_style, named_style
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
    try:
        lists = [_read(project, path, language, memory) for path in paths]
        text, at_fault = _style(project, style, memory)
    except pandoc.NotInstalledError:
        return Loaded(NO_LIBRARY, (pandoc.missing(Severity.ERROR),))
    references: dict[str, Reference] = {}
    problems: list[Problem] = []
    for found in lists:
        problems += found.problems
        for one in found.references:
            first = references.setdefault(one.key, one)
            if first is not one:
                problems.append(_twice(one, first))
    return Loaded(Library(references, text, tuple(nocite)), (*problems, *at_fault))


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
    except pandoc.NotStartedError as error:
        return SourceList((), (pandoc.broken(error),))


def _style(project: Project, name: str, memory: Memory) -> tuple[str, tuple[Problem, ...]]:
    place = Place(MANIFEST, 0, name)
    if name.endswith(".csl"):
        place = Place(posixpath.join(MANUSCRIPT, name))
        try:
            text = read_text(project, place.path)
        except SourceError as error:
            return "", error.problems
    else:
        text = named_style(name, memory)
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
