"""Nothing lost: the words of the source against the words of the files that an import made.

This knows what Markdown looks like and nothing about how the import wrote it, so that one cannot
hide a fault of the other.
"""

from __future__ import annotations

import difflib
import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.importers.marks import read_mark
from dinobook.importers.plan import NewFile
from dinobook.problems import Place, Problem

CONTEXT_WORDS = 6

_WORD: Final = re.compile(r"[^\W_]+|[\u2190-\u2bff\U0001f000-\U0001faff]")
_BLOCK: Final = re.compile(r"^(/{3,})\s*([\w-]*)\s*(?:\|\s*(.*))?$")
_TITLES: Final = re.compile(r'^(?:title|subtitle): "(.*)"$')
_STANDS_FIRST: Final = ("beeld-ontbreekt",)


@dataclass(frozen=True, slots=True)
class Word:
    """A word with the line of the source (or file) that it stands on."""

    text: str
    line: int


def words_of_dump(text: str, without: Sequence[tuple[int, str]] = ()) -> tuple[Word, ...]:
    """The words of the source in order. `without` names text that was left out: line and text.

    Date and address of an explicit mark (`=== Title | 2016-07-14`) are no part of the text.
    """
    lines = text.split("\n")
    for number, gone in without:
        lines[number - 1] = _without_end(lines[number - 1], gone)
    return tuple(
        Word(word, number)
        for number, line in enumerate(lines, start=1)
        for word in _words(_told(line))
    )


def words_of_chapter(markdown: str) -> tuple[Word, ...]:
    """The words that a reader of one chapter sees, in order: title, text, and what blocks say."""
    lines = markdown.split("\n")
    end = lines.index("---", 1)
    found = [
        Word(word, number)
        for number, line in enumerate(lines[:end], start=1)
        if (title := _TITLES.match(line))
        for word in _words(title[1].replace('\\"', '"').replace("\\\\", "\\"))
    ]
    return (*found, *_body_words(lines, end + 1))


def differences(name: str, dump: Sequence[Word], files: Sequence[NewFile]) -> tuple[Problem, ...]:
    """The first place where the files do not say what the source says; empty when they do."""
    made = [word for file in files for word in words_of_chapter(file.data.decode())]
    old, new = [word.text for word in dump], [word.text for word in made]
    first = first_difference(old, new)
    if first < 0:
        return ()
    line = dump[min(first, len(dump) - 1)].line if dump else 0
    return (word_fault(Place(name, line), old, new),)


def first_difference(old: Sequence[str], new: Sequence[str]) -> int:
    """The index of the first word that differs; -1 when none does."""
    if list(old) == list(new):
        return -1
    pairs = enumerate(zip(old, new, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(old), len(new)))


_LEAVE_OUT: Final = "Mark what should be left out as “drop”, or report this fault."


def word_fault(
    place: Place, old: Sequence[str], new: Sequence[str], way_out: str = _LEAVE_OUT
) -> Problem:
    """What was lost, or came into it, after which words; `way_out` is what the user may do."""
    first = first_difference(old, new)
    here = slice(first, first + 200)
    matcher = difflib.SequenceMatcher(None, old[here], new[here], False)
    code = next(code for code in matcher.get_opcodes() if code[0] != "equal")
    gone = " ".join(old[first + code[1] : first + code[2]][:CONTEXT_WORDS])
    extra = " ".join(new[first + code[3] : first + code[4]][:CONTEXT_WORDS])
    said = [f"“{gone}” of the source is in no chapter"] if gone else []
    said += [f"“{extra}” is in a chapter but not there in the source"] if extra else []
    before = " ".join(old[max(0, first - CONTEXT_WORDS) : first])
    message = f"After “{before}”: {'; '.join(said)}."
    return Problem(place, "import-012", message, f"Nothing was written. {way_out}")


def _body_words(lines: list[str], start: int) -> Iterator[Word]:
    """A block's bar text is read after its content, because a source stands below what it names."""
    waiting: list[tuple[str, str, int]] = []
    for number, line in enumerate(lines[start:], start=start + 1):
        block = _BLOCK.match(line)
        if block is None:
            yield from (Word(word, number) for word in _words(html.unescape(line)))
        elif block[2]:
            waiting.append((block[2], block[3] or "", number))
            if block[2] in _STANDS_FIRST:
                yield from (Word(word, number) for word in _words(block[3] or ""))
        elif waiting:
            name, said, opened = waiting.pop()
            if name not in _STANDS_FIRST:
                yield from (Word(word, opened) for word in _words(said))


def _told(line: str) -> str:
    mark = read_mark(line)
    return mark.title if mark else line


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text))


def _without_end(line: str, gone: str) -> str:
    start = line.rfind(gone)
    return line if start < 0 else line[:start] + line[start + len(gone) :]
