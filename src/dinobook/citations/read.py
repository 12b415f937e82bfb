"""Lists of sources as text → references with their lines."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dinobook import pandoc
from dinobook.citations.bibtex import DOLLAR, typed_sources, with_plain_values
from dinobook.citations.dates import DATES, known_date, typed_dates
from dinobook.citations.formulas import with_formulas
from dinobook.citations.model import Reference
from dinobook.citations.numbers import plain_numbers
from dinobook.citations.rows import NAMES, NESTED, faults, lines_of, parsed
from dinobook.citations.words import genre_in, status_in
from dinobook.language_tags import primary
from dinobook.problems import Place, Problem

FORMATS: Final = {".bib": "biblatex", ".bibtex": "bibtex", ".json": "csljson"}

_ENTRY: Final = re.compile(r"(?m)^[ \t]*@(?!comment|preamble|string)\w+\s*[{(]\s*([^\s,{}]+)", re.I)
_LANGUAGE: Final = re.compile(r"\b(?:langid|hyphenation)\s*=", re.I)
_JSON_ID: Final = re.compile(r'"id"\s*:\s*(?:"((?:[^"\\]|\\.)*)"|(\d+))')
_PLACE: Final = re.compile(r"line (\d+), column (\d+)")


@dataclass(frozen=True, slots=True)
class SourceList:
    """The references of one file, and what is wrong with it."""

    references: tuple[Reference, ...]
    problems: tuple[Problem, ...] = ()


def read_sources(text: str, path: str, language: str) -> SourceList:
    """The sources in `text`; the end of `path` tells their format.

    Raises `pandoc.NotInstalledError` or `NotStartedError` for BibTeX and BibLaTeX without a Pandoc
    that runs.
    """
    suffix = "." + path.rsplit(".", 1)[-1].lower()
    if suffix not in FORMATS:
        return _unread(Place(path), f"“{path}” is of no kind that can hold sources.", _KINDS_ADVICE)
    lines = _key_lines(text, json_ids=suffix == ".json")
    try:
        rows = _rows(text, suffix, language)
    except json.JSONDecodeError as error:
        message = f"The file is not valid JSON: {error.msg.lower()}."
        return _unread(Place(path, error.lineno), message, _JSON_ADVICE)
    except RecursionError:
        return _unread(
            Place(path, 1), f"The list of sources cannot be read: {NESTED}.", _JSON_ADVICE
        )
    except (pandoc.NotInstalledError, pandoc.NotStartedError):
        raise
    except pandoc.PandocError as error:
        return _unreadable(text, path, str(error))
    if rows is None:
        message = "The file holds no list of sources."
        return _unread(Place(path, 1), message, _JSON_ADVICE)
    if problems := _unusable(rows, text, path, lines):
        return SourceList((), problems)
    return SourceList(tuple(_references(rows, text, path, lines, language)))


_JSON_ADVICE: Final = "Export it again as CSL-JSON."
_KINDS_ADVICE: Final = (
    "Save the sources as BibTeX or BibLaTeX (.bib) or as CSL-JSON (.json); Zotero exports both."
)


def _references(
    rows: Sequence[dict[str, Any]],
    text: str,
    path: str,
    lines: Mapping[str, list[int]],
    language: str,
) -> Iterator[Reference]:
    in_json = path.lower().endswith(".json")
    typed = {} if in_json else {source.key: source for source in reversed(typed_sources(text))}
    for row in rows:
        key = str(row["id"])
        line = lines.get(key, [0])
        place = Place(path, line.pop(0) if len(line) > 1 else line[0], key)
        said = typed[key].fields if key in typed else {}
        yield Reference(key, _written(_mended(row, said, language)), place, said)


def _rows(text: str, suffix: str, language: str) -> list[dict[str, Any]] | None:
    """The CSL-JSON items; None when the file holds something else."""
    if suffix != ".json":
        options = ["-f", FORMATS[suffix], "-t", "csljson"]
        text = pandoc.run(options, _with_languages(with_plain_values(text), language).encode())
        set_formulas = json.dumps(with_formulas(json.loads(text)), ensure_ascii=False)
        text = set_formulas.replace(DOLLAR, "$")
    return parsed(text)


def _unusable(
    rows: Sequence[Mapping[str, Any]], text: str, path: str, lines: Mapping[str, Sequence[int]]
) -> tuple[Problem, ...]:
    """A problem for each item that cannot be used, at its line."""
    found = list(faults(rows))
    starts = list(lines_of(text)) if found and path.lower().endswith(".json") else []
    problems = []
    for index, fault in found:
        line = starts[index] if starts else lines.get(str(rows[index]["id"]), [0])[0]
        message = f"Source {index + 1} of the list cannot be read: {fault}."
        hint = "Mend the entry, or delete it."
        problems.append(Problem(Place(path, line), "sources-001", message, hint))
    return tuple(problems)


def _with_languages(text: str, language: str) -> str:
    """Each entry with a language; else Pandoc holds it for English and lowers its capitals.

    That is right for “The Truth About Burnout” and wrong for “Praten op Twitter”. What is put in
    stands behind the key, so that every line keeps its number.
    """
    if primary(language) == "en":
        return text
    found = list(_ENTRY.finditer(text))
    pieces = []
    for number, entry in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        rest = text[entry.end() : end]
        own = _LANGUAGE.search(rest) or not rest.lstrip().startswith(",")
        given = "" if own else f", langid = {{{language}}}"
        pieces.append(entry.group() + given + rest)
    return (text[: found[0].start()] if found else text) + "".join(pieces)


def _mended(row: dict[str, Any], said: Mapping[str, str], language: str) -> dict[str, Any]:
    """The item with dates, identifiers and words that Pandoc reads in another way than authors."""
    dates = {name: known_date(row[name], language) for name in DATES if name in row}
    item = row | dates | typed_dates(said, row, language) | plain_numbers(row)
    if isinstance(row.get("status"), str):
        item["status"] = status_in(row["status"], language)
    if isinstance(row.get("genre"), str):
        item["genre"] = genre_in(row["genre"], language)
    return item


def _written(row: dict[str, Any]) -> str:
    """The item as JSON, with the prefixes of names as the language wants them."""
    item = {key: value for key, value in row.items() if value not in ("", [], {}, None)}
    item |= {"id": str(row["id"]), "type": row.get("type") or "document"}
    for role in NAMES:
        if isinstance(item.get(role), list):
            item[role] = [_name(one) for one in item[role]]
    return json.dumps(item, ensure_ascii=False, sort_keys=True)


def _name(name: Any) -> Any:
    """“van der Berg, Piet” keeps its prefix in the text: (Van der Berg, 2011).

    A prefix with a small letter is parted from the name by BibTeX's rules, and a CSL style would
    drop it. One with a capital is part of a Flemish name, and stays with it everywhere.
    """
    if not isinstance(name, dict) or "dropping-particle" not in name:
        return name
    rest = {key: value for key, value in name.items() if key != "dropping-particle"}
    joined = f"{name['dropping-particle']} {name.get('non-dropping-particle', '')}".strip()
    return rest | {"non-dropping-particle": joined}


def _key_lines(text: str, *, json_ids: bool) -> dict[str, list[int]]:
    """The lines on which each key's entries begin."""
    found: dict[str, list[int]] = {}
    for key, line in _keys(text, json_ids=json_ids):
        found.setdefault(key, []).append(line)
    return found


def _keys(text: str, *, json_ids: bool = False) -> Iterator[tuple[str, int]]:
    starts = [found.end() for found in re.finditer("\n", text)]
    for found in (_JSON_ID if json_ids else _ENTRY).finditer(text):
        key = next(group for group in found.groups() if group is not None)
        yield key, bisect_right(starts, found.start(found.lastindex or 0)) + 1


def _unreadable(text: str, path: str, said: str) -> SourceList:
    """Pandoc often notices an open brace only at the end; the entry before is then at fault."""
    found = _PLACE.search(said)
    noticed = int(found.group(1)) if found else 0
    begun = [(key, line) for key, line in _keys(text) if line <= noticed]
    if not begun:
        return _unread(Place(path, noticed), "The list of sources cannot be read.", _BIB_ADVICE)
    key, line = begun[-1]
    message = f"The list cannot be read from line {noticed} on; “{key}” begins on line {line}."
    return _unread(Place(path, line, key), message, _BIB_ADVICE)


_BIB_ADVICE: Final = "Look for a brace or a comma that is missing in the entry, or one too many."


def _unread(place: Place, message: str, hint: str) -> SourceList:
    return SourceList((), (Problem(place, "sources-001", message, hint),))
