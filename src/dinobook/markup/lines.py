"""From what stands in the converted chapter back to its line in the source.

The engine forgets where things came from, so the source is searched: the nth use of an address,
id, tag or note in the result is the nth one in the source. Notes come last in the result wherever
they stand in the source, so what stands inside a note's definition is counted apart.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from html import unescape
from typing import Final

from dinobook.markup.inline.citation_syntax import KEY
from dinobook.markup.source import Source
from dinobook.markup.tree import LINE_MARK, Element

NOTE_DEFINITION: Final = re.compile(r"(?m)^[ >]*\[\^([^\]\n]*)\]:")
_PATTERNS: Final = (
    ("address", re.compile(r"\]\([ ]*<?([^)\s>]*)")),
    ("address", re.compile(r"(?m)^[ >]*\[(?!\^)[^\]\n]+\]:[ ]*\n?[ ]*<?([^\s>]+)")),
    ("address", re.compile(r"<([a-z]+:[^>\s]+|[^\s@<>]+@[^\s@<>]+)>")),
    ("address", re.compile(r"(?:href|src)[ ]*=[ ]*[\"']?([^\"'\s>]+)")),
    ("address", re.compile(r"(?m)^[ >]*/{3,}[ ]*qr[ ]*\|[ ]*(\S+)")),
    ("id", re.compile(r"\{[^{}\n]*?#([^\s}#]+)")),
    ("id", re.compile(r"\bid[ ]*[=:][ ]*[\"']?([^\s\"'>}]+)")),
    ("inline-note", re.compile(r"(?<!\\)(\^\[)")),
    ("wiki", re.compile(r"(?<![!\\])\[\[([^\[\]|\n]+?)\s*\\?(?:\||\]\])")),
    ("index", re.compile(r"\{[^{}\n]*?(\.index)\b")),
    ("tag", re.compile(r"(?<!\\)(?<!\]\()<([A-Za-z][\w-]*)(?=[\s/>])")),
    ("call", re.compile(r"(?<!\\)\[\^([^\]\n]*)\](?!:)")),
    ("definition", NOTE_DEFINITION),
    ("citation", re.compile(rf"(?<![\w@\\])@({KEY})")),
)
_ATTRIBUTE_LIST: Final = re.compile(r"<[A-Za-z][^<>]*>|\{[^{}\n]*\}")
_ATTRIBUTE: Final = re.compile(r"([\w:@.-]+)[ ]*=[ ]*(\"[^\"]*\"|'[^']*'|[^\s\"'>}]+)")
_MARKS: Final = "\"'"
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_LETTERS: Final = re.compile(r"[^\W_]+")
_ATTRIBUTES: Final = re.compile(r"\{[^{}\n]*\}|\]\([^)\n]*\)|\[\^[^\]\n]*\]")


class Lines:
    """Hands out the lines of one chapter, each once, in the order of the source."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._notes = _note_lines(source)
        self._found: dict[tuple[str, str, bool], deque[int]] = defaultdict(deque)
        for kind, pattern in _PATTERNS:
            for match in pattern.finditer(source.plain):
                line = source.line_at(match.start(1))
                key = unescape(_ESCAPED.sub(r"\1", match.group(1)))
                self._found[kind, key, line in self._notes].append(line)
        self._add_attributes()
        self._every: dict[tuple[str, str], list[int]] = defaultdict(list)
        for (kind, key, _), lines in self._found.items():
            self._every[kind, key] += lines
        self._found = {place: deque(sorted(lines)) for place, lines in self._found.items()}

    def _add_attributes(self) -> None:
        """Those of tags and of lists between braces, as `key=value`."""
        for whole in _ATTRIBUTE_LIST.finditer(self.source.plain):
            for match in _ATTRIBUTE.finditer(whole.group()):
                line = self.source.line_at(whole.start() + match.start())
                key = f"{match.group(1)}={unescape(match.group(2).strip(_MARKS))}"
                self._found["attribute", key, line in self._notes].append(line)

    def take(self, kind: str, key: str, *, in_note: bool = False) -> int:
        """The line of the next `key` of this kind; 0 when the source does not have it."""
        for where in (in_note, not in_note):
            waiting = self._found.get((kind, key, where))
            if waiting:
                return waiting.popleft() if len(waiting) > 1 else waiting[0]
        return self.find(key)

    def all(self, kind: str, key: str) -> list[int]:
        """Every line of `key` in the source, those in notes too."""
        return sorted(self._every.get((kind, key), ()))

    def labels(self, kind: str) -> list[str]:
        """Every key of this kind, once."""
        return [key for found, key in self._every if found == kind]

    def find(self, text: str) -> int:
        at = self.source.plain.find(text) if text else -1
        if at < 0 and text:
            at = self.source.body.find(text)
        return self.source.line_at(at) if at >= 0 else self._find_hidden(text)

    def _find_hidden(self, text: str) -> int:
        """The first line that holds `text` when its entities and spaces are read; else 0."""
        wanted = "".join(text.split())
        if not wanted:
            return 0
        rows = enumerate(self.source.body.split("\n"), start=self.source.first_line)
        return next((line for line, row in rows if wanted in "".join(unescape(row).split())), 0)


def line_of(element: Element) -> int:
    """The line of the block that an element is, or stands in; 0 for one that came as HTML."""
    for one in (element, *element.iterancestors()):
        if line := one.get(LINE_MARK):
            return int(line)
    return 0


def letters(text: str) -> str:
    """What tells one heading from another when typography and mark-up are taken away."""
    return "".join(_LETTERS.findall(_ATTRIBUTES.sub("", text))).casefold()


def _note_lines(source: Source) -> frozenset[int]:
    """The lines that belong to definitions of notes."""
    return frozenset(
        line
        for note in source.structure.nodes("note")
        for line in range(note.line, note.end_line + 1)
    )
