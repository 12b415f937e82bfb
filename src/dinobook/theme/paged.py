"""What a style sheet cannot ask for, because each section is laid out by itself.

A section is a document of its own to the page engine (docs/architecture.md): it knows nothing of
the pages, texts and counters of the others, and each begins with a first page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dinobook.problems import Place, Problem
from dinobook.storage.project import STYLES
from dinobook.theme.rules import Declaration, Rule, parts_of

_LISTS: Final = (".contents", ".glossary", ".index")
"""Sections that are told the pages of others."""
_NTH_PAGE: Final = "Write “@page NAME:nth(1 of NAME)” for the first page of a section."
_COUNTED: Final = (
    "Every chapter has its number and each note, figure and table its own: print those."
)
_FOLIOS: Final = "Folios are the book's: roman in front, from 1 where the body begins."
_PAGE_OF_LINK: Final = re.compile(r"target-counter\(\s*attr\(\s*href\s*\)\s*,\s*page\b")
_NAME: Final = re.compile(r"-?[A-Za-z_][\w-]*")
_OWN_COUNTERS: Final = frozenset({"page", "pages", "footnote", "list-item", "none"})
_ROOT: Final = re.compile(r"(?:html|body|:root)$")
_SECTIONS: Final = (
    r"\.(?:chapter|part|contents|colophon|half-title|title-page|frontispiece|dedication"
    r"|epigraph-page|abbreviations|glossary|sources|about|other-books|made)"
)

_VALUES: Final = (
    (
        re.compile(r"\btarget-text\("),
        "target-text() cannot reach into other chapters.",
        "Write the words in the chapter; a link to a chapter may hold its title.",
    ),
    (
        re.compile(r"\btarget-counter(?:s\(|\((?!\s*attr\(\s*href\s*\)\s*,\s*page\b))"),
        "The counters of other chapters cannot be asked for.",
        "Only “.contents a::after” may ask, for target-counter(attr(href), page).",
    ),
    (
        re.compile(r"\bcounters?\(\s*pages\b"),
        "How many pages the book has is not known when a chapter is laid out.",
        "Delete counter(pages).",
    ),
    (
        re.compile(r"\b(?:running|element)\("),
        "An element cannot run along in the heads of pages.",
        "Take its text along: “string-set: NAME content()” and “content: string(NAME)”.",
    ),
)
_RULES: Final = (
    (re.compile(r"@page\b[^,]*:first\b"), "each chapter has a first page, so “:first” is not one",
     _NTH_PAGE),
    (re.compile(r"@page\b.*:nth\((?![^)]*\bof\b)"), "pages are counted in each chapter by itself",
     _NTH_PAGE),
    (re.compile(rf"{_SECTIONS}[\w.\[\]=^-]*:(?:first|last|nth|only)-"),
     "each section is alone in its document", "Name the section by its class or its id."),
    (re.compile(rf"{_SECTIONS}[\w.\[\]=^-]*\s*[+~]"),
     "each section is alone in its document", "Name the section by its class or its id."),
)  # fmt: skip


def paged_problems(name: str, bare: str) -> Iterator[Problem]:
    """What `styles/NAME` asks for in vain; `bare` is its text without comments and quotes."""
    parts = list(parts_of(bare))
    for part in parts:
        yield from _in_rule(name, part) if isinstance(part, Rule) else _in_value(name, part)
    yield from _run_on(name, [part for part in parts if isinstance(part, Declaration)])


def _in_rule(name: str, rule: Rule) -> Iterator[Problem]:
    for pattern, why, hint in _RULES:
        if pattern.search(rule.text):
            yield _problem(name, rule.line, f"“{rule.text}” means nothing: {why}.", hint)


def _in_value(name: str, one: Declaration) -> Iterator[Problem]:
    for pattern, message, hint in _VALUES:
        if pattern.search(one.value):
            yield _problem(name, one.line, message, hint)
    selectors = one.rules[-1].text.split(",")
    if _PAGE_OF_LINK.search(one.value) and not all(_lists_pages(each) for each in selectors):
        yield _problem(
            name,
            one.line,
            "Only the contents know on which page a link leads.",
            "Begin the selector with “.contents”.",
        )
    if _counts_pages(one):
        yield _problem(name, one.line, _FOLIOS, "Delete it.")
    if one.name == "string-set" and "content(" in one.value and _is_root(one):
        yield _problem(
            name,
            one.line,
            "The whole document is one chapter only: its text is no running head.",
            "Set the string on .chapter, with attr(data-short) or attr(data-part).",
        )


def _counts_pages(one: Declaration) -> bool:
    """Whether the page counter is set, elsewhere than on the first page of the body."""
    sets = one.name in ("counter-reset", "counter-set", "counter-increment")
    return sets and "page" in _NAME.findall(one.value) and "-start:nth(" not in one.rules[-1].text


def _lists_pages(selector: str) -> bool:
    return any(one in selector for one in _LISTS)


def _is_root(one: Declaration) -> bool:
    return any(_ROOT.search(each.strip()) for each in one.rules[-1].text.split(","))


def _run_on(name: str, declarations: Sequence[Declaration]) -> Iterator[Problem]:
    """Counters that would run on from chapter to chapter: nothing inside a chapter resets them."""
    resets = {
        counter
        for declaration in declarations
        if declaration.name in ("counter-reset", "counter-set") and not _is_root(declaration)
        for counter in _NAME.findall(declaration.value)
    }
    for one in declarations:
        if one.name == "counter-increment":
            for counter in _NAME.findall(one.value):
                if counter not in resets | _OWN_COUNTERS:
                    message = f"The counter “{counter}” would start again in every chapter."
                    yield _problem(name, one.line, message, _COUNTED)


def _problem(name: str, line: int, message: str, hint: str) -> Problem:
    return Problem(Place(f"{STYLES}/{name}", line), "theme-005", message, hint)
