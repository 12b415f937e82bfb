"""`dinobook remarks`: what readers left in a PDF, at the lines of the chapters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dinobook.cli.answer import Answer
from dinobook.cli.places import BookOption, OutOption, find_book
from dinobook.cli.show import say, show_problems, sum_up

if TYPE_CHECKING:
    from dinobook import Remark, Remarks

_CLOSING: Final = tuple(",.;:!?…)]”’")
"""What stands right behind a word."""


def remarks(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A proof or a PDF edition that somebody marked up."),
    ],
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """List the remarks in a PDF, each at the line of its chapter. Nothing is changed."""
    found = find_book(book, out).remarks(file)
    show_problems(found.problems)
    for remark in found.remarks:
        for line in _lines(remark):
            say(line)
        say("")
    sum_up(_summary(found, file), str(file))
    keys: dict[str, object] = {"file": str(file.absolute()), "edition": found.edition}
    keys |= {"found": found.found, "remarks": [_row(one) for one in found.remarks]}
    return Answer(keys, found.problems)


def _summary(found: Remarks, file: Path) -> str:
    count = len(found.remarks)
    if not count:
        return f"There are no remarks in {file}."
    if found.found == count:
        where = "its line" if count == 1 else "each at its line"
        return f"{count} remark{'s' * (count > 1)} in {file}, {where}."
    return f"{count} remark{'s' * (count > 1)} in {file}; {found.found} at their line."


def _lines(remark: Remark) -> Iterator[str]:
    """Where it belongs, who left it, the words with those around them, and what it says."""
    by = ", ".join(filter(None, (remark.author, remark.date[:10])))
    yield f"{_where(remark)}  [{_what(remark)}{f' by {by}' * bool(by)}]"
    if remark.words:
        words = f"{remark.words}" if remark.is_beside else f"[{remark.words}]"
        behind = remark.after if remark.after[:1] in _CLOSING else f" {remark.after}"
        yield f"    {remark.before} {words}{behind}".replace("     ", "    ", 1).rstrip()
    yield from (f"    > {line}" for line in remark.text.splitlines())
    for reply in remark.replies:
        first, *rest = reply.text.splitlines() or [""]
        yield f"      {reply.author or 'reply'}: {first}"
        yield from (f"        {line}" for line in rest)


def _what(remark: Remark) -> str:
    folio = f"p. {remark.folio}" if remark.folio else f"page {remark.page} of the file"
    line = f", line {remark.line_on_page}" if remark.line_on_page else ""
    on = "" if remark.on == "text" else f" on {_a(remark.on)}"
    return f"{remark.kind}{on}, {folio}{line}"


def _a(what: str) -> str:
    if what in ("contents", "index", "colophon", "bibliography", "cover", "folio", "half-title"):
        return f"the {what}"
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}"


def _where(remark: Remark) -> str:
    if len(remark.places) == 1:
        changed = " (the words have changed)" if remark.changed else ""
        return f"{remark.place}{changed}"
    if remark.places:
        return f"{_several(remark)}"
    if remark.near.line:
        return f"not found; the words around are at {remark.near}"
    in_chapters = remark.on in ("text", "heading", "note", "table", "caption", "part title")
    return "not found in the chapters" if in_chapters else "in no chapter"


def _several(remark: Remark) -> str:
    """`chapters/koffie.md: one of lines 12, 40`, file by file."""
    files: dict[str, list[str]] = {}
    for place in remark.places:
        files.setdefault(place.path, []).append(str(place.line))
    each = [f"{path}: line {', '.join(lines)}" for path, lines in files.items()]
    if len(files) == 1:
        (path,) = files
        return f"{path}: one of lines {', '.join(files[path])}"
    return f"one of {'; '.join(each)}"


def _row(remark: Remark) -> dict[str, Any]:
    keys = asdict(remark)
    near = keys.pop("near")
    keys["near"] = near if near["path"] else None
    return keys
