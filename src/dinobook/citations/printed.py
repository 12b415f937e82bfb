"""What a source says, compared with what the list of works prints of it: titles, names, dates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from dinobook import pandoc, xhtml
from dinobook.citations.document import set_by_pandoc
from dinobook.citations.latex import letters, pieces, words
from dinobook.citations.model import Library, Placed, Reference
from dinobook.citations.refused import RefusedError, not_followed
from dinobook.citations.remembering import broken, missing, remembered
from dinobook.citations.style import adapted, has_list, in_full
from dinobook.markup.fragment import Citation, CitedItem
from dinobook.problems import Place, Problem, Severity
from dinobook.storage.cache import Cache
from dinobook.storage.project import MANIFEST

_TITLES: Final = (
    *("title", "subtitle", "titleaddon", "maintitle", "mainsubtitle", "maintitleaddon"),
    *("booktitle", "booksubtitle", "booktitleaddon", "journaltitle", "journal", "journalsubtitle"),
    *("issuetitle", "issuesubtitle", "eventtitle"),
)
_JOURNAL: Final = frozenset({"journal", "journaltitle", "container-title"})
_CSL_TITLES: Final = ("title", "container-title", "volume-title", "event-title", "reviewed-title")
_NAMES: Final = (
    *("author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc"),
    *("afterword", "annotator", "commentator", "foreword", "introduction", "holder"),
)
_SURE: Final = 5
"""Letters of a word that is hardly found by chance inside another."""

_AT_ONCE: Final = 150
_NAMED_KEYS: Final = 12
_NOT_NAMES: Final = frozenset({"and", "others"})
_LATEX: Final = re.compile(r"\\[A-Za-z]")
_MARKUP: Final = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|nc|span)\b[^<>]*>")
_YEAR: Final = re.compile(r"\d{4}")

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lost:
    """What is not printed of a field; `unread` when Pandoc did not even read it."""

    field: str
    words: str
    unread: bool
    is_name: bool = False


def check_printed(
    library: Library, keys: Sequence[str], language: str, cache: Cache
) -> list[Problem]:
    """What the list of works does not show of the sources with these keys.

    Without Pandoc that is said, and whether an earlier build set these sources.
    """
    found = [library.references[key] for key in keys if key in library.references]
    if not found or not library.style:
        return []
    style = in_full(adapted(library.style, language, narrative=False), shortened=True)
    try:
        lost = _compared(found, style, language, cache)
        whole: Texts = {}
        if any(one.is_name and not one.unread for every in lost.values() for one in every):
            whole = _remembered(found, in_full(style, shortened=False), language, cache)
    except pandoc.NotInstalledError:
        return [missing(Severity.ERROR)]
    except pandoc.NotStartedError as error:
        return [broken(error)]
    except RefusedError as error:
        return [not_followed(error, lambda items: _texts(items, style, language))]
    older = [] if pandoc.version() else [missing(Severity.WARNING)]
    return [*older, *_without_list(style), *_told(found, lost, whole)]


def _compared(
    found: Sequence[Reference], style: str, language: str, cache: Cache
) -> dict[str, list[Lost]]:
    """What is lost of each source, by its key."""
    texts = _remembered(found, style, language, cache)
    return {one.key: list(_lost(one, texts.get(one.key, ""))) for one in found}


def _remembered(
    found: Sequence[Reference], style: str, language: str, cache: Cache
) -> dict[str, str]:
    """What is printed of each source. Telling hundreds of authors apart would take minutes."""
    texts: dict[str, str] = {}
    for first in range(0, len(found), _AT_ONCE):
        some = found[first : first + _AT_ONCE]
        items = [one.item for one in some]
        make = partial(_texts, items, style, language)
        try:
            texts |= remembered(cache, dict[str, str], make, "printed", language, style, *items)
        except (pandoc.NotInstalledError, pandoc.NotStartedError):
            raise
        except pandoc.PandocError as error:
            raise RefusedError(some, str(error)) from error
    return texts


def _texts(items: Sequence[str], style: str, language: str) -> dict[str, str]:
    """What is printed of each source: its entry, or its citation where a style has no list."""
    keys = [str(json.loads(item)["id"]) for item in items]
    if has_list(style):
        _, entries = set_by_pandoc((), items, keys, style, language)
        return {key: xhtml.text_of(element) for key, element in entries.items()}
    placed = [Placed(Citation("", (CitedItem(key),), 0)) for key in keys]
    cited, _ = set_by_pandoc(placed, items, keys, style, language)
    return {key: xhtml.text_of(element) for key, element in zip(keys, cited, strict=True)}


def _lost(source: Reference, text: str) -> Iterator[Lost]:
    item = json.loads(source.item)
    printed = letters(text)
    yield from _lost_titles(source, item, printed)
    yield from _unread_names(source, item)
    for role, name in _families(item):
        if letters(name) not in printed and name not in _NOT_NAMES:
            yield Lost(role, name, unread=False, is_name=True)
    yield from _lost_date(item, printed)


def _lost_titles(source: Reference, item: Mapping[str, Any], printed: str) -> Iterator[Lost]:
    read = letters(source.item.replace("\\n", " "))
    for field in _CSL_TITLES:
        if source.said and _LATEX.search(str(item.get(field, ""))):
            yield Lost(field, str(item[field]), unread=True)
    for field, title in _titles(source, item):
        if field in _JOURNAL and _is_shortened(item, printed):
            continue
        for piece in pieces(title):
            missing = [word for word in words(piece) if letters(word) not in printed]
            if letters(piece) not in printed and missing:
                unread = any(letters(word) not in read for word in missing)
                yield Lost(field, " ".join(missing), unread)


def _is_shortened(item: Mapping[str, Any], printed: str) -> bool:
    """Whether the short name of a journal stands for it, which the source gives itself."""
    short = item.get("container-title-short") or item.get("journalAbbreviation")
    return isinstance(short, str) and letters(short) in printed


def _unread_names(source: Reference, item: Mapping[str, Any]) -> Iterator[Lost]:
    """First names too, which a style may print as initials."""
    read = [str(part) for _, name in _people(item) for part in name.values()]
    known = {letters(word) for part in read for word in words(part)} | _NOT_NAMES
    joined = letters("".join(read))
    for field in _NAMES:
        for word in words(source.said.get(field, "")):
            said = letters(word)
            if said not in known and (len(said) < _SURE or said not in joined):
                yield Lost(field, word, unread=True, is_name=True)


def _titles(source: Reference, item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if source.said:
        typed = {field: source.said[field] for field in _TITLES if field in source.said}
        yield from ((field, _MARKUP.sub("", title)) for field, title in typed.items())
        return
    for field in _CSL_TITLES:
        if isinstance(item.get(field), str):
            yield field, _MARKUP.sub("", item[field]).replace("\\", "")


def _people(item: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for role, value in item.items():
        if isinstance(value, list):
            yield from ((role, one) for one in value if isinstance(one, dict))


def _families(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for role, name in _people(item):
        family = name.get("family") or name.get("literal") or name.get("given")
        for part in (name.get("non-dropping-particle"), family, name.get("suffix")):
            if isinstance(part, str):
                yield role, _MARKUP.sub("", part)


def _lost_date(item: Mapping[str, Any], printed: str) -> Iterator[Lost]:
    date = item.get("issued")
    if not isinstance(date, dict):
        return
    literal = str(date.get("literal", ""))
    parts = date.get("date-parts") or []
    years = [str(part[0]) for part in parts if part]
    for said in [literal, *years]:
        if letters(said) not in printed and _short(said) not in printed:
            yield Lost("date", said, unread=False)


def _short(said: str) -> str:
    """“2010” may stand as “1998–10”."""
    return said[2:] if _YEAR.fullmatch(said) else letters(said)


def _in_short(lost: Sequence[str]) -> str:
    text = ", ".join(lost)
    return text if len(text) <= 80 else f"{text[:77]}…"


def _without_list(style: str) -> Iterator[Problem]:
    if not has_list(style):
        yield Problem(
            Place(MANIFEST, 0, "csl"),
            "sources-009",
            "The style has no list of works: a page for it is left out, citations lead nowhere.",
            "Take another csl if readers need the list.",
            Severity.NOTE,
        )


def _told(
    found: Sequence[Reference], lost: Mapping[str, Sequence[Lost]], whole: Texts
) -> Iterator[Problem]:
    """One problem for each source, and one for all whose names the style cuts short."""
    shortened = []
    for source in found:
        full = letters(whole.get(source.key, ""))
        names = [one for one in lost[source.key] if one.is_name and not one.unread]
        cut = [name for name in names if letters(name.words) in full]
        rest = [one for one in lost[source.key] if one not in cut]
        if cut:
            shortened.append(source.key)
        if rest:
            yield _problem(source, rest)
    if shortened:
        keys = ", ".join(shortened[:_NAMED_KEYS])
        others = len(shortened) - _NAMED_KEYS
        more = f" and {others} more" if others > 0 else ""
        yield Problem(
            Place(MANIFEST, 0, "csl"),
            "sources-007",
            f"The style cuts long lists of names short (“et al.”), in {keys}{more}.",
            "Take a style that names everybody if that is wanted.",
            Severity.NOTE,
        )


def _problem(source: Reference, lost: Sequence[Lost]) -> Problem:
    by_field: dict[str, list[str]] = {}
    for one in lost:
        by_field.setdefault(one.field, []).append(one.words)
    said = "; ".join(f"{field} “{_in_short(what)}”" for field, what in by_field.items())
    unread = [one.field for one in lost if one.unread]
    hint = (
        f"Pandoc, which reads the list, does not read this {unread[0]}: look for a command or "
        "brace in it, or write it in another field, such as title or note."
        if unread
        else "The style does not print it. Write it in the title or in note, or take another csl."
    )
    return Problem(
        source.place,
        "sources-006",
        f"Of the source “{source.key}”, the list of works does not print: {said}.",
        hint,
        Severity.WARNING,
    )
