"""What the Markdown engine left as text although it looks like mark-up, with its line.

The forms are tried on the engine's own result, where what has a meaning is gone already: code,
links, formulas, what a backslash protects. So a sign is only spoken of when it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from dinobook.markup.blocks.dialect import BLOCK_MARK
from dinobook.markup.lines import Lines
from dinobook.markup.tree import ENGINE_MARK, LINE_MARK, Element, remove, take
from dinobook.problems import Problem, Severity

_MARK: Final = f"{ENGINE_MARK}left"
_AROUND: Final = f"{ENGINE_MARK}left-around"
_AT: Final = f"{ENGINE_MARK}left-at"
_SHOWN: Final = 40
_AROUND_IT: Final = 60
"""So many signs before and behind a form tell it from others."""
_SILENT: Final = frozenset({"code", "pre", "kbd", "samp", "cite"})
ESCAPED: Final = re.compile("\x02(\\d+)\x03")
"""What the engine makes of a sign after a backslash."""
STASHED: Final = re.compile("\x02[^\x03]*\x03")
"""What it puts in the place of an element that it has made."""
# Every form has one of these; most lines of most books have none.
_SIGNS: Final = re.compile(
    r"[*_`=~^\[\]{}\\@]|:[:a-z+-]|https?[:;./]|!!!|\?\?\?|\'\'\'|<<<|!include|--8<|---|include::",
    re.IGNORECASE,
)
_GAP: Final = re.compile(r"‹(\w*)›")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s<>\x02]+")


@dataclass(frozen=True, slots=True)
class Form:
    """Text that its author meant as mark-up.

    `message` and `hint` show what was found in the place of `‹›`, and groups as `‹name›`. With
    `starts`, it is only looked for where a block of text or a line of it begins. Addresses that
    stand in the text are read only with `addresses`. A chapter that holds `unless` has another
    use for the sign.
    """

    code: str
    pattern: re.Pattern[str]
    message: str
    hint: str
    starts: bool = False
    addresses: bool = False
    unless: re.Pattern[str] | None = None

    def worded(self, text: str, around: str, start: int, end: int) -> str:
        match = self.pattern.match(around, start)
        named = match.groupdict("") if match else {}
        shown = _short(around[start:end])
        return _GAP.sub(lambda gap: _short(named.get(gap[1], "")) if gap[1] else shown, text)


class Leftovers(Treeprocessor):
    """Runs behind the inline patterns and attribute lists; lists what it finds below the text."""

    def __init__(self, md: Markdown, forms: Sequence[Form]) -> None:
        super().__init__(md)
        self.forms = forms

    def run(self, root: ElementTree.Element) -> None:
        found = [
            (block, *one)
            for text, starts, block in _texts(root, True, "0")
            for one in self._in(text, starts)
        ]
        for block, index, around, start, end in found:
            at = f"{block} {start} {end}"
            ElementTree.SubElement(root, "span", {_MARK: str(index), _AROUND: around, _AT: at})

    def _in(self, text: str, starts: bool) -> Iterator[tuple[int, str, int, int]]:
        rows = text.split("\n")
        for number, row in enumerate(rows):
            if not _SIGNS.search(row):
                continue
            begins = starts or number > 0
            for index, match in _matches(row, begins, self.forms):
                yield (index, *_as_typed(row, match))


def _matches(row: str, begins: bool, forms: Sequence[Form]) -> Iterator[tuple[int, re.Match[str]]]:
    """Every form's matches; each piece of text is spoken of once."""
    whole, bare = row, _ADDRESS.sub(lambda one: "\x00" * len(one.group()), row)
    for index, form in enumerate(forms):
        if form.starts and not begins:
            continue
        for match in form.pattern.finditer(whole if form.addresses else bare):
            if not (form.starts and whole[: match.start()].strip()):
                whole, bare = _blanked(whole, match), _blanked(bare, match)
                yield index, match


def _blanked(text: str, match: re.Match[str]) -> str:
    length = match.end() - match.start()
    return text[: match.start()] + "\x00" * length + text[match.end() :]


def _texts(
    element: ElementTree.Element, starts: bool, line: str
) -> Iterator[tuple[str, bool, str]]:
    """Every text below, whether it begins a block, and the line of the block.

    Verse and code are left out.
    """
    line = element.get(LINE_MARK, line)
    if element.tag in _SILENT or element.get(BLOCK_MARK) == "vers":
        return
    if element.text and not isinstance(element.text, AtomicString):
        yield element.text, starts, line
    for child in element:
        block = child.tag in _BLOCKS
        yield from _texts(child, block, line)
        if child.tail:
            yield child.tail, block or child.tag == "br", line


_NAMES: Final = (
    "p li td th dd dt div blockquote h1 h2 h3 h4 h5 h6 aside section figure figcaption caption"
)
_BLOCKS: Final = frozenset(_NAMES.split())


def _as_typed(row: str, match: re.Match[str]) -> tuple[str, int, int]:
    """The row around a match as it stands in the source, as far as nothing else stands in it."""
    left = max((one.end() for one in STASHED.finditer(row, 0, match.start())
                if not ESCAPED.fullmatch(one.group())), default=0)  # fmt: skip
    right = min((one.start() for one in STASHED.finditer(row, match.end())
                 if not ESCAPED.fullmatch(one.group())), default=len(row))  # fmt: skip
    before = _typed(row[left : match.start()]).lstrip()[-_AROUND_IT:]
    found = _typed(row[match.start() : match.end()])
    after = _typed(row[match.end() : right])[:_AROUND_IT]
    return before + found + after, len(before), len(before + found)


def _typed(text: str) -> str:
    return STASHED.sub("", ESCAPED.sub(lambda one: "\\" + chr(int(one.group(1))), text))


def take_leftovers(root: Element, lines: Lines, forms: Sequence[Form]) -> list[Problem]:
    """Take the list out again: one warning for each form and line."""
    plain = lines.source.plain
    other_use = [one for one in forms if one.unless and one.unless.search(plain)]
    found: dict[tuple[str, int], Problem] = {}
    seen: dict[tuple[str, int], int] = {}
    for span in [one for one in root.iter("span") if one.get(_MARK) is not None]:
        form = forms[int(take(span, _MARK) or 0)]
        around = take(span, _AROUND) or ""
        block, start, end = map(int, (take(span, _AT) or "0 0 0").split())
        remove(span)
        if form in other_use:
            continue
        line = _line(around, block, start, end, lines, seen)
        problem = lines.source.problem(
            line,
            form.code,
            form.worded(form.message, around, start, end),
            form.worded(form.hint, around, start, end),
            Severity.WARNING,
        )
        found.setdefault((form.code, line), problem)
    return list(found.values())


def _line(
    around: str, block: int, start: int, end: int, lines: Lines, seen: dict[tuple[str, int], int]
) -> int:
    """The line of the next place that reads like this, from the line of its block on."""
    source = lines.source
    known = source.starts[block - source.first_line] if block else 0
    for text, before in ((around, start), (around[start:].rstrip(), 0), (around[start:end], 0)):
        at = source.plain.find(text, max(known, seen.get((text, before), 0)))
        if at >= 0:
            seen[text, before] = at + 1
            return source.line_at(at + before)
    return block or lines.find(around[start:end])


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
