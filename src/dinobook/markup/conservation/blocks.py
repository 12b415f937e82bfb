"""A chapter's source as the words of its reader, each with its line.

Only what is needed to tell words from mark-up: which lines are code, formulas, definitions or
comments, and what stands before the text of a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from dinobook.markup.conservation.inline import (
    PASSED_LINE,
    begins_html,
    label_key,
    read_paragraph,
)
from dinobook.markup.conservation.words import Row

_ROMAN: Final = (
    r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
    r"|(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
)
_ITEM: Final = rf"(?:[-*+]|(?:\d{{1,9}}|[A-Za-z]|{_ROMAN})[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)"
# quotations, items of lists and of tasks, definitions, the name of a callout
_PREFIX: Final = re.compile(rf"(?:[ \t]*(?:>|{_ITEM}))*[ \t]*(?::[ \t]+)?(?:\[![\w-]+\][+-]?)?")
_BEGINS_ITEM: Final = re.compile(rf"[ \t>]*{_ITEM}")
_QUOTE: Final = re.compile(r"[ \t]*>")
_FENCE: Final = re.compile(r"(`{3,})[^`]*$|(~{3,}).*$")
_MARK_BLOCK: Final = re.compile(r"/{3,}[ ]*(?P<name>[\w-]*)[ ]*(?:\|(?P<title>.*))?$")
_BLOCK_END: Final = re.compile(r"[ \t>]*/{3,}[ \t]*$")
_OPTION: Final = re.compile(r"[ >\t]*(?:[ ]{4}|\t)[ \t]*[\w-]+:")
_TITLE: Final = r"(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))"
_DEFINES: Final = re.compile(
    r"\[(?P<label>(?!\^)(?:\\.|[^\[\]\\])+)\]:[ \t]*"
    rf"(?:(?P<address><[^<>]*>|\S+)(?:[ \t]+{_TITLE})?)?[ \t]*$"
)
_SIGN_OF_ADDRESS: Final = re.compile(r"[./#:@<]")
_ABBREVIATES: Final = re.compile(r"\*\[[^\]]*\]:")
_NOTE: Final = re.compile(r"\[\^[^\]]*\]:")
_DIRECTIVE: Final = re.compile(
    r"(?:\[TOC\]|\[\[_?TOC_?\]\]|\\[a-z]+|:{3,}.*)[ \t]*$", re.IGNORECASE
)
_TITLE_BELOW: Final = re.compile(rf"[ \t]+{_TITLE}[ \t]*$")
_CODE_OR_COMMENT: Final = re.compile(r"(?<!\\)(?:(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|<!--)")
# a word with its tags, which may hold spaces
_ENTITY_IN_CODE: Final = re.compile(
    r"(?<!\S)(?:<[^<>]*>|[^\s&]|&(?!#?\w+;))*+&#?\w+;(?:<[^<>]*>|\S)*+"
)
_PASSED: Final = re.compile(rf"({PASSED_LINE}+)(\S*)")
_PREFORMATTED: Final = re.compile(r"</?pre\b", re.IGNORECASE)
_PERCENT: Final = "%%"
_LABEL_ROWS: Final = 4
_EQUATION: Final = "vergelijking"
_LEADS_AWAY: Final = "qr"


def source_rows(body: str) -> tuple[list[Row], str]:
    """A chapter's body as its reader sees it, lines counted from 0, and what is mark-up in it."""
    rows = body.split("\n")
    walk = _Walk(rows, frozenset(_labels(rows)))
    walk.run()
    return walk.read, "\n".join(walk.passed)


def _line_ends(found: re.Match[str]) -> str:
    """Ends of lines inside mark-up come after the word that the mark-up touches."""
    return found.group(2) + "\n" * len(found.group(1))


def _comment_start(text: str) -> int:
    """Where a comment opens that does not close on its line; -1 when none does."""
    for found in _CODE_OR_COMMENT.finditer(text):
        if found.group() == "<!--" and text.find("-->", found.end()) < 0:
            return found.start()
    return -1


def _labels(rows: list[str]) -> set[str]:
    found = (_DEFINES.match(row, _prefix_end(row)) for row in rows if "]:" in row)
    return {label_key(one["label"]) for one in found if one}


def _prefix_end(row: str) -> int:
    found = _PREFIX.match(row)
    return found.end() if found else 0


@dataclass(slots=True)
class _Walk:
    """Goes through the lines once; `waiting` are those of the paragraph that is not read yet."""

    rows: list[str]
    labels: frozenset[str]
    read: list[Row] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    first: int = 0
    raw: bool = False
    """Whether the paragraph that waits may be code or HTML."""
    preformatted: bool = False

    def run(self) -> None:
        at = 0
        while at < len(self.rows):
            at = self._line(at)
        self._finish()

    def _line(self, at: int) -> int:
        """Read one line, or the block that begins there. The number of the next one."""
        row = self.rows[at]
        start = _prefix_end(row)
        text = row[start:]
        self.passed.append(row[:start])
        if not text.strip():
            self._finish()
            return at + 1
        if fence := _FENCE.match(text):
            return self._code(at, fence.group(1) or fence.group(2), bool(_QUOTE.match(row)))
        if text.startswith("/") and (block := _MARK_BLOCK.match(text)):
            return self._block(at, block)
        end = self._formula_end(at, text) or self._definition_end(at, text)
        if end:
            self._finish()
            self.passed += self.rows[at:end]
            return end
        return self._text(at, row, start)

    def _text(self, at: int, row: str, start: int) -> int:
        """A line of a paragraph; a comment that opens in it may go on over many lines."""
        text = row[start:]
        opens, sign = _comment_start(text) if "<!--" in text else -1, "-->"
        if self._is_percent_comment(at, text):
            opens, sign = 0, _PERCENT
        if opens < 0:
            self._wait(at, text, row)
            return at + 1
        self._wait(at, text[:opens], row)
        for end in range(at + 1, len(self.rows)):
            before, closes, after = self.rows[end].partition(sign)
            self.passed.append(before)
            if closes:
                self.rows[end] = after
                return end
        return len(self.rows)

    def _is_percent_comment(self, at: int, text: str) -> bool:
        """Whether `%%` begins the line and closes on a later one, perhaps below blank lines."""
        begins = text.lstrip().startswith(_PERCENT) and text.count(_PERCENT) == 1
        return begins and any(_PERCENT in row for row in self.rows[at + 1 :])

    def _wait(self, at: int, text: str, row: str) -> None:
        """Keep the line for its paragraph; an item, heading, note or table row is a new one."""
        apart = text.startswith("#") or "|" in text
        new = apart or _NOTE.match(text) or _BEGINS_ITEM.match(row)
        if new or self.first + len(self.waiting) != at:
            self._finish()
            self.first = at
        if self._may_be_raw(row, text):
            self.raw = True
            # perhaps an entity is shown as it is
            coded = _ENTITY_IN_CODE.findall(text)
            self.passed += [*coded, *(one.replace("&", " & ") for one in coded)]
            text = _ENTITY_IN_CODE.sub(" ", text)
        self.waiting.append(_NOTE.sub("", text, count=1) if text.startswith("[^") else text)
        if apart:
            self._finish()

    def _may_be_raw(self, row: str, text: str) -> bool:
        """Whether the line may be code by its indent, or HTML by how it begins."""
        inside = self.preformatted
        for tag in _PREFORMATTED.finditer(text):
            self.preformatted = not tag.group().startswith("</")
        return inside or row.startswith(("    ", "\t")) or begins_html(text)

    def _finish(self) -> None:
        """Read the paragraph that waits."""
        if not self.waiting:
            return
        text, self.waiting = "\n".join(self.waiting), []
        shown = read_paragraph(text, self.labels, raw=self.raw)
        self.raw = False
        rows = _PASSED.sub(_line_ends, shown.text).split("\n")
        self.read += [Row(row, line) for line, row in enumerate(rows, start=self.first)]
        self.read += [Row(piece, self.first + line) for piece, line in shown.apart]
        self.passed += shown.passed

    def _code(self, at: int, marks: str, quoted: bool) -> int:
        """The lines of a fence, as they are; it ends where the quotation does that holds it."""
        self._finish()
        self.passed.append(self.rows[at])
        closing = re.compile(rf"[ \t>]*{re.escape(marks)}{marks[0]}*[ \t]*$")
        for index in range(at + 1, len(self.rows)):
            row = self.rows[index]
            if closing.match(row):
                return index + 1
            if quoted and not _QUOTE.match(row):
                return index
            self.read.append(Row(row, index))
        return len(self.rows)

    def _block(self, at: int, block: re.Match[str]) -> int:
        self._finish()
        if block["title"] and block["name"] != _LEADS_AWAY:
            self._wait(at, block["title"], "")
            self._finish()
        end = at + 1
        while end < len(self.rows) and _OPTION.match(self.rows[end]):
            end += 1
        if block["name"] == _EQUATION:
            while end < len(self.rows) and not _BLOCK_END.match(self.rows[end]):
                end += 1
        self.passed += [block["name"], *self.rows[at + 1 : end]]
        return end

    def _formula_end(self, at: int, text: str) -> int:
        """The line below a formula between `$$`; 0 when it is none."""
        if not text.startswith("$$"):
            return 0
        if text.find("$$", 2) >= 0:
            return 0 if text.rstrip().find("$$", 2) < len(text.rstrip()) - 2 else at + 1
        for index in range(at + 1, len(self.rows)):
            if not self.rows[index].strip(" \t>"):
                return 0
            if self.rows[index].rstrip().endswith("$$"):
                return index + 1
        return 0

    def _is_said(self, label: str, address: str) -> bool:
        """`[Jan]: ja`: a definition without any sign of an address, which no link asks for."""
        if _SIGN_OF_ADDRESS.search(address):
            return False
        return sum(row.count(f"[{label}]") for row in self.rows) == 1

    def _definition_end(self, at: int, text: str) -> int:
        """The line below a definition of an address or abbreviation, or a directive; else 0."""
        if text[0] not in "[*\\:":
            return 0
        if _ABBREVIATES.match(text) or _DIRECTIVE.match(text):
            return at + 1
        end = at + 1
        while text[0] == "[" and "]" not in text and end < min(at + _LABEL_ROWS, len(self.rows)):
            text, end = f"{text} {self.rows[end].strip()}", end + 1
        found = _DEFINES.match(text)
        if found is None or self._is_said(found["label"], found["address"] or "/"):
            return 0
        if text.rstrip().endswith("]:"):
            end += 1
        if end < len(self.rows) and _TITLE_BELOW.match(self.rows[end]):
            end += 1
        return end
