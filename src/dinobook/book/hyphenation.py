"""Words that are broken in their own way, written out for a medium that cannot be told otherwise.

A page engine is told where a word may be broken. A reading system is not: in an e-book the words of
the author's list hold soft hyphens, and a word that is never broken stands in a span of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.model import Book, Kind, Section
from dinobook.errors import SourceError
from dinobook.markup.tree import SOFT_HYPHEN
from dinobook.markup.typography.hyphenation import Exceptions, read_exceptions
from dinobook.storage.project import MANUSCRIPT, Project, read_text

HYPHENATION: Final = f"{MANUSCRIPT}/hyphenation.txt"
"""The author's list of words."""

UNBROKEN: Final = "unbroken"
"""The class of words that stand on one line."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# e-mail, T-shirt, x-as: a line that ends in “e-” is worse than a short one
_ONE_LETTER: Final = re.compile(r"(?<![\w-])[^\W_]-[^\W\d_]{2,13}(?![\w-])")
Written = Callable[[str], str | etree._Element | None]
"""What takes the place of a word: text, an element, or None for the word itself."""

_WRITTEN: Final = frozenset({Kind.CHAPTER, Kind.NOTES})
_LEFT_ALONE: Final = frozenset(
    {"code", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "pre", "samp", "svg", "math", "var"}
)


def load_exceptions(project: Project) -> Exceptions:
    """The author's list of words; empty when there is none."""
    if not project.exists(HYPHENATION):
        return Exceptions({})
    try:
        return read_exceptions(read_text(project, HYPHENATION), HYPHENATION)
    except SourceError as error:
        return Exceptions({}, error.problems)


def held_words(exceptions: Mapping[str, str], text: str) -> tuple[tuple[str, str], ...]:
    """The exceptions that a text needs, sorted; for a word with hyphens also its parts."""
    found = {word.replace("'", "’") for word in _WORD.findall(text.lower())} & exceptions.keys()
    needed: dict[str, str] = {}
    for word in found:
        for part in (exceptions[word], *exceptions[word].split("-")):
            needed[part.replace(SOFT_HYPHEN, "")] = part
    return tuple(sorted(needed.items()))


def keep_one_letter_parts(root: etree._Element) -> None:
    """Let no line end after the first letter of a word such as e-mail."""
    for element in list(_texts_in(root)):
        _replace(element, _ONE_LETTER, _unbroken)


def with_soft_hyphens(book: Book, exceptions: Mapping[str, str]) -> Book:
    """The book with its exceptions written into the text of chapters and notes."""
    if not exceptions:
        return book
    sections = tuple(
        _section(section, exceptions) if section.kind in _WRITTEN else section
        for section in book.sections
    )
    return replace(book, sections=sections)


def _section(section: Section, exceptions: Mapping[str, str]) -> Section:
    notes = tuple(replace(note, xhtml=_marked(note.xhtml, exceptions)) for note in section.notes)
    return replace(section, xhtml=_marked(section.xhtml, exceptions), notes=notes)


def _marked(text: str, exceptions: Mapping[str, str]) -> str:
    if not any(word in exceptions for word in _WORD.findall(text.lower())):
        return text

    def written(word: str) -> str | etree._Element | None:
        exception = exceptions.get(word.lower().replace("'", "’"))
        if exception is None:
            return None
        return _as_typed(exception, word) if SOFT_HYPHEN in exception else _unbroken(word)

    root = xhtml.parse(text)
    for element in list(_texts_in(root)):
        _replace(element, _WORD, written)
    return xhtml.serialise(root)


def _as_typed(exception: str, word: str) -> str:
    """The exception with the capitals of the word: `Bal\u00adlon`."""
    letters = iter(word)
    return "".join(sign if sign == SOFT_HYPHEN else next(letters) for sign in exception)


def _unbroken(word: str) -> etree._Element:
    span = etree.Element(xhtml.tag("span"), {"class": UNBROKEN})
    span.text = word
    return span


def _texts_in(element: etree._Element) -> Iterator[etree._Element]:
    """Every element whose own text may be broken: not code, headings, addresses, kept words."""
    if not isinstance(element.tag, str) or xhtml.name_of(element) in _LEFT_ALONE:
        return
    if xhtml.has_class(element, UNBROKEN) or xhtml.has_class(element, "address"):
        return
    yield element
    for child in element:
        yield from _texts_in(child)


def _replace(element: etree._Element, pattern: re.Pattern[str], written: Written) -> None:
    """Put what `written` gives in the place of each word of the element's own text."""
    places = [(None, element.text), *((child, child.tail) for child in element)]
    for before, text in places:
        first, rest = _pieces(text or "", pattern, written)
        if before is None:
            element.text = first or None
        else:
            before.tail = first or None
        at = 0 if before is None else element.index(before) + 1
        for number, (span, tail) in enumerate(rest):
            span.tail = tail or None
            element.insert(at + number, span)


def _pieces(
    text: str, pattern: re.Pattern[str], written: Written
) -> tuple[str, list[tuple[etree._Element, str]]]:
    """The text as far as the first element, then each element with the text after it."""
    texts, spans = [""], []
    at = 0
    for found in pattern.finditer(text):
        new = written(found.group())
        if new is None:
            continue
        texts[-1] += text[at : found.start()]
        at = found.end()
        if isinstance(new, str):
            texts[-1] += new
        else:
            spans.append(new)
            texts.append("")
    texts[-1] += text[at:]
    return texts[0], list(zip(spans, texts[1:], strict=True))
