"""Other orders of the book: made from one that is there, renamed, deleted, put in its place.

Text in, text out. Rows are copied and moved as their author wrote them; comments stay with the
order that they were written in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as Items
from typing import Final

from dinobook.editing.keys import with_key_in
from dinobook.editing.layout import last_character
from dinobook.editing.order_lines import (
    copied,
    cut,
    indented,
    inserted,
    lines_of,
    new_key,
    on_one_line,
    with_rows,
)
from dinobook.editing.written import written_id
from dinobook.errors import ManifestError
from dinobook.manifest.edit import Document, load
from dinobook.manifest.values import Unfit, arrangement_name
from dinobook.problems import Place, Problem, did_you_mean
from dinobook.storage.project import MANIFEST
from dinobook.strict_yaml import KeyValue, Mapping, Scalar, Sequence, Source, is_nothing

KEY: Final = "arrangements"


def arrangement_new(text: str, name: str, source: str = "", path: str = MANIFEST) -> str:
    """With a copy of the outline's rows, or of another arrangement's, under a new name."""
    document = load(text, path)
    _require_new(document, name)
    rows = copied(document, _order(document, source))
    return _added(document, name, rows)


def arrangement_rename(text: str, name: str, new: str, path: str = MANIFEST) -> str:
    """The editions that print it follow."""
    document = load(text, path)
    entry = _arrangement(document, name)
    _require_new(document, new)
    spots = [entry.key, *(value for _, value in _users(document, name))]
    for node in sorted(spots, key=lambda node: node.start, reverse=True):
        text = text[: node.start] + written_id(new) + text[node.end :]
    return text


def arrangement_delete(text: str, name: str, path: str = MANIFEST) -> str:
    """Raises `ManifestError` when an edition prints it."""
    document = load(text, path)
    entry = _arrangement(document, name)
    users = [
        Problem(
            document.source.place(value.start),
            "order-003",
            f"The edition “{edition}” prints the arrangement “{name}”.",
            f"Give it another first: dinobook arrangement use outline {edition}",
        )
        for edition, value in _users(document, name)
    ]
    if users:
        raise _refused(document, *users)
    whole = document.root.entry(KEY)
    if whole is not None and len(_entries(document)) == 1:
        rest = cut(document, document.text(), document.root, whole)
        place = whole.key.start
        gap = re.match(r"[ \t]*\r?\n", rest[place:])
        stands_apart = gap and re.search(r"(?:\A|\n)[ \t]*\r?\n\Z", rest[:place])
        return rest[:place] + rest[place + gap.end() :] if gap and stands_apart else rest
    parent = whole.value if whole else None
    if not isinstance(parent, Mapping):
        raise RuntimeError("an arrangement without arrangements")
    return cut(document, document.text(), parent, entry)


def arrangement_promote(text: str, name: str, kept_as: str, path: str = MANIFEST) -> str:
    """The arrangement becomes the outline; the outline is kept as an arrangement, in its place.

    Editions that printed the arrangement print the outline now, which has the same rows.
    """
    document = load(text, path)
    entry = _arrangement(document, name)
    if kept_as != name:
        _require_new(document, kept_as)
    outline = document.root.entry("outline")
    if outline is None or document.root.flow:
        raise _in_braces(document)
    mine, theirs = lines_of(document, outline), lines_of(document, entry)
    changes = [(outline, theirs), (entry, mine)]
    for target, rows in sorted(changes, key=lambda one: one[0].key.start, reverse=True):
        text = with_rows(document, text, target, rows)
    for edition, _ in _users(document, name):
        text = arrangement_use(text, "", [edition], path)
    return arrangement_rename(text, name, kept_as, path) if kept_as != name else text


def arrangement_use(text: str, name: str, editions: Items[str], path: str = MANIFEST) -> str:
    """These editions print the arrangement; no name: the outline."""
    document = load(text, path)
    if name:
        _arrangement(document, name)
    node = document.root.get("editions")
    known = {entry.key.text: entry for entry in node.entries} if isinstance(node, Mapping) else {}
    for edition in editions:
        if edition not in known:
            hint = did_you_mean(edition, known) or f"There are: {', '.join(known)}."
            raise _refused(document, _problem(document, f"There is no edition “{edition}”.", hint))
    chosen = {edition: known[edition] for edition in editions}
    for edition, entry in sorted(chosen.items(), key=lambda one: -one[1].key.start):
        spec = entry.value
        if not isinstance(spec, Mapping) or not spec.entries:
            hint = f"Write {edition}: {{format: epub}} or {edition}: {{format: pdf}} first."
            message = f"The edition “{edition}” has no keys."
            raise _refused(document, _problem(document, message, hint))
        found = spec.entry("arrangement")
        if name:
            source = Source(document.source.path, text)
            text = with_key_in(source, spec, "arrangement", written_id(name))
        elif found is not None:
            text = cut(document, text, spec, found)
    return text


def _entries(document: Document) -> dict[str, KeyValue]:
    node = document.root.get(KEY)
    entries = node.entries if isinstance(node, Mapping) else ()
    return {entry.key.text: entry for entry in entries}


def _arrangement(document: Document, name: str) -> KeyValue:
    known = _entries(document)
    entry = known.get(name)
    if entry is not None and isinstance(entry.value, Sequence):
        return entry
    others = f"There are: {', '.join(known)}." if known else "The manifest has none."
    hint = did_you_mean(name, known) or others
    raise _refused(document, _problem(document, f"There is no arrangement “{name}”.", hint))


def _order(document: Document, source: str) -> KeyValue:
    if source:
        return _arrangement(document, source)
    entry = document.root.entry("outline")
    if entry is None or not isinstance(entry.value, Sequence):
        hint = "Write “outline:” and below it the chapters' ids."
        raise _refused(document, _problem(document, "The manifest has no outline.", hint))
    return entry


def _require_new(document: Document, name: str) -> None:
    known = _entries(document)
    if name in known or name == "outline":
        place = document.source.place(known[name].key.start) if name in known else None
        problem = Problem(
            place or Place(document.source.path),
            "order-002",
            f"There is an arrangement “{name}” already." if place else "The outline is “outline”.",
            "Choose another name.",
        )
        raise _refused(document, problem)
    try:
        arrangement_name(name)
    except Unfit as unfit:
        place = Place(document.source.path)
        raise _refused(document, Problem(place, unfit.code, unfit.message, unfit.hint)) from None


def _users(document: Document, name: str) -> Iterator[tuple[str, Scalar]]:
    """The editions that print it, each with the node that says so."""
    editions = document.root.get("editions")
    for entry in editions.entries if isinstance(editions, Mapping) else ():
        value = entry.value.get("arrangement") if isinstance(entry.value, Mapping) else None
        if isinstance(value, Scalar) and value.text == name:
            yield entry.key.text, value


def _problem(document: Document, message: str, hint: str) -> Problem:
    return Problem(Place(document.source.path), "order-001", message, hint)


def _refused(document: Document, *problems: Problem) -> ManifestError:
    return ManifestError(f"{document.source.path} stays as it is.", problems)


def _in_braces(document: Document) -> ManifestError:
    message = "The whole manifest stands between braces: its orders cannot change places."
    hint = "Write each of its keys on a line of its own."
    return _refused(document, Problem(Place(document.source.path), "order-004", message, hint))


def _added(document: Document, name: str, rows: list[str]) -> str:
    """With a new arrangement behind the others."""
    text, entry = document.text(), document.root.entry(KEY)
    if document.root.flow:
        raise _in_braces(document)
    if entry is None:
        block = [f"{KEY}:", *indented([f"{written_id(name)}:", *indented(rows)])]
        return new_key(document, block)
    known = entry.value
    if isinstance(known, Mapping) and known.flow:
        return _added_in_flow(document, known, name, rows)
    if isinstance(known, Mapping) and known.entries:
        key = known.entries[0].key.start
        indent = key - document.source.bounds(document.source.line(key))[0]
        block = indented([f"{written_id(name)}:", *indented(rows)], indent)
        end = document.source.bounds(
            document.source.line(last_character(document.source, known, entry.key))
        )[1]
        return inserted(document, text, end, block)
    if is_nothing(known):
        block = indented([f"{written_id(name)}:", *indented(rows)])
        if isinstance(known, Scalar) and known.text:  # ~, null
            text = text[: known.start] + text[known.end :]
            document = load(text, document.source.path)
        end = document.source.bounds(document.source.line(entry.key.start))[1]
        return inserted(document, text, end, block)
    problem = Problem(
        document.source.place(entry.key.start),
        "manifest-007",
        "“arrangements” must be keys with values.",
        "Delete it, or write names with their rows below it.",
    )
    raise _refused(document, problem)


def _added_in_flow(document: Document, known: Mapping, name: str, rows: list[str]) -> str:
    text = document.text()
    copy = load("outline:\n" + "\n".join(rows) + "\n").root.get("outline")
    items = copy.items if isinstance(copy, Sequence) else ()
    inside = ", ".join(on_one_line(item) for item in items)
    end = known.entries[-1].value.end if known.entries else known.start + 1
    comma = ", " if known.entries else ""
    return text[:end] + f"{comma}{written_id(name)}: [{inside}]" + text[end:]
