"""Which citations lead nowhere, and which cited sources lack something."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from dinobook.citations.model import EVERYTHING, Library, Reference, cited_keys
from dinobook.citations.style import prints_places
from dinobook.markup.fragment import Citation, Fragment
from dinobook.markup.inline.citation_syntax import KEY
from dinobook.problems import Place, Problem, Severity, did_you_mean

# What a reader cannot do without to find a work, by its kind: one field of each group.
_NEEDED: Final = {
    "article-journal": (("container-title", "journal"),),
    "article-magazine": (("container-title", "journal"),),
    "article-newspaper": (("container-title", "newspaper"),),
    "chapter": (("container-title", "booktitle"),),
    "paper-conference": (("container-title", "booktitle"),),
    "thesis": (("publisher", "institution"),),
    "webpage": (("URL", "url"),),
}
_GROUP: Final = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_SEVERAL: Final = re.compile(
    r";|&|\s(?:en|und|et al\.?|e\.a\.)(?:\s|,|$)|\sand$|\bAND\b|\(\w+\.?\)"
)
_COMMAS: Final = 2
"""“Last, Jr, First” has two; more commas part several names."""

_CLOSE: Final = 0.85
# In brackets they are seen when the chapter is converted.
_NAMED: Final = re.compile(rf"(?<![\w@])@({KEY})(?![^\[\]]*\])")
_WHO: Final = ("author", "editor", "translator", "director", "container-author")


def check_citations(
    fragments: Iterable[Fragment], library: Library, manifest: str
) -> list[Problem]:
    """What is wrong with the citations of these chapters. `manifest` is the manifest's path."""
    chapters = tuple(fragments)
    problems = [
        problem
        for chapter in chapters
        for citation in chapter.citations
        for problem in _of_citation(citation, chapter.place.path, library)
    ]
    problems += [problem for chapter in chapters for problem in _in_headings(chapter, library)]
    problems += [
        _unknown(key, Place(manifest, 0, key), library)
        for key in library.nocite
        if key not in library.references and library.nocite != (EVERYTHING,)
    ]
    for key in dict.fromkeys([*cited_keys(chapters, library), *library.listed()]):
        if key in library.references:
            problems += [*_lacking(key, library), *_ill_parted(library.references[key])]
    return problems


def _of_citation(citation: Citation, path: str, library: Library) -> Iterator[Problem]:
    place = Place(path, citation.line, citation.text)
    if library.is_citation(citation):
        # `@jan [zie @peeters]`: the name before the brackets need not be a source
        for item in citation.items[citation.narrative :]:
            if item.key not in library.references:
                yield _unknown(item.key, place, library)
        if library.style and not prints_places(library.style):
            yield from _unprinted_places(citation, place)
    if library.references and _stays_text(citation, library):
        close = did_you_mean(citation.items[0].key, library.references)
        yield Problem(
            place,
            "cite-002",
            f"{citation.text} looks like a citation, but names no source; it is set as text.",
            f"{close} Write \\@ if it is none.".strip(),
            Severity.WARNING,
        )


def _unprinted_places(citation: Citation, place: Place) -> Iterator[Problem]:
    for item in citation.items:
        if item.locator is not None:
            yield Problem(
                place,
                "cite-006",
                f"The style prints no places in a source: “{item.locator.value}” of "
                f"{citation.text} is lost.",
                "Say it in the sentence, or take another csl.",
                Severity.WARNING,
            )


def _in_headings(chapter: Fragment, library: Library) -> Iterator[Problem]:
    """Names of sources in headings, which are printed as they stand."""
    texts = [
        (chapter.meta.title, 0),
        *((heading.text, heading.line) for heading in chapter.headings),
    ]
    for text, line in texts:
        for found in _NAMED.finditer(text):
            if found[1] in library.references:
                yield Problem(
                    Place(chapter.place.path, line, text),
                    "cite-004",
                    f"The citation {found[0]} stands in a heading.",
                    "Put it in the text below: contents and running heads repeat a heading "
                    "without it. Write \\@ if it is none.",
                )


def _stays_text(citation: Citation, library: Library) -> bool:
    """Whether a name that is typed as a source is none, and may have been meant as one."""
    if citation.items[0].key in library.references:
        return False
    known = library.is_citation(citation)
    if not citation.narrative:
        return not known
    return _is_close(citation, library) or (len(citation.items) > 1 and not known)


def _is_close(citation: Citation, library: Library) -> bool:
    """A name on a social medium may begin with @; one that is almost a key is a slip."""
    return bool(difflib.get_close_matches(citation.items[0].key, library.references, 1, _CLOSE))


def _unknown(key: str, place: Place, library: Library) -> Problem:
    close = did_you_mean(key, library.references)
    if not library.references:
        close = "Name a list of sources in the manifest: “sources: bronnen.bib” below “book:”."
    return Problem(
        place,
        "cite-001",
        f"There is no source with the key “{key}”.",
        close or "Add it to the list of sources; write \\@ if this is no citation.",
    )


def _ill_parted(reference: Reference) -> Iterator[Problem]:
    """Names of a BibTeX entry that stand between other signs than “and”, and are taken for one."""
    for role in ("author", "editor", "translator"):
        typed = _GROUP.sub("", reference.said.get(role, ""))
        for name in re.split(r"\s+and\s+", typed):
            if _SEVERAL.search(name) or name.count(",") > _COMMAS:
                yield Problem(
                    reference.place,
                    "sources-010",
                    f"“{' '.join(name.split())}” of the source “{reference.key}” is read as one "
                    f"{role}.",
                    "Write “and” between names: {Peeters, An and Raes, Sam and others}. "
                    "Put one name that looks like several in braces.",
                    Severity.WARNING,
                )


def _lacking(key: str, library: Library) -> Iterator[Problem]:
    reference = library.references[key]
    item = json.loads(reference.item)
    lacks = [names for names in _NEEDED.get(item["type"], ()) if not item.get(names[0])]
    wanted = [" or ".join(dict.fromkeys(names)) for names in lacks]
    if not item.get("title"):
        nobody = not any(item.get(role) for role in _WHO)
        wanted.insert(0, "author and title" if nobody else "title")
    if wanted:
        yield Problem(
            reference.place,
            "sources-003",
            f"The source “{key}” has no {', no '.join(wanted)}.",
            "Readers cannot find the work by what the list of sources says now: add it.",
            Severity.WARNING,
        )
