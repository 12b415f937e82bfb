"""A chapter's text with its line numbers: what was written, and where code and comments are."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from typing import Final

from dinobook.markup.blocks.kinds import EQUATION
from dinobook.markup.foreign.comments import percent_comments
from dinobook.markup.structure.model import Node, Structure
from dinobook.markup.structure.reader import read_structure
from dinobook.problems import Place, Problem, Severity

EXCERPT_LENGTH: Final = 80

INLINE_FORMULA: Final = re.compile(
    r"(?<![\w\\$])\$(?![\s$,.;:!?)])((?:\\[^\n]|[^\\$\n\x02]|\n(?![ \t]*\n))+?)(?<!\s)\$(?![\w$])"
)
"""`$x_1$` in a sentence; group 1 is its LaTeX. As Pandoc tells it from amounts of money: no white
space inside the marks, no digit behind the second one. Also no letter or digit before the first,
and no point or comma behind it."""
DOUBLE_FORMULA: Final = re.compile(r"(?<![\\$])\$\$(?![\s$])([^$\n\x02]+?)(?<!\s)\$\$(?!\$)")
"""`$$x_1$$` in a sentence."""
_MARK: Final = re.compile(r"\\.|`+|<!--", re.DOTALL)
_RUN: Final = re.compile(r"`+")
_NOT_NEWLINE: Final = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Source:
    """The body of a chapter file, after its front matter.

    `plain` is `body` with code, formulas and comments replaced by spaces: as long as `body`, so
    that an offset means the same place in both. `structure` are the blocks of `body` without
    comments inside its text. `first_line` is the body's first line in the file, counted from 1.
    """

    path: str
    body: str
    plain: str
    structure: Structure
    first_line: int
    starts: tuple[int, ...]
    unclosed_comment: int = -1
    unclosed_fence: int = -1

    def line_at(self, offset: int) -> int:
        """The line in the file of a character of `body`."""
        return self.first_line + bisect.bisect_right(self.starts, offset) - 1

    def line_text(self, line: int) -> str:
        index = line - self.first_line
        if not 0 <= index < len(self.starts):
            return ""
        end = self.body.find("\n", self.starts[index])
        return self.body[self.starts[index] : end if end >= 0 else None]

    def place(self, line: int) -> Place:
        return Place(self.path, line, self.line_text(line).strip()[:EXCERPT_LENGTH] if line else "")

    def problem(
        self,
        line: int,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        return Problem(self.place(line), code, message, hint, severity)

    def rows(self) -> list[tuple[int, str]]:
        """Every line of `plain` with its number in the file."""
        return list(enumerate(self.plain.split("\n"), start=self.first_line))


def read_source(path: str, body: str, first_line: int) -> Source:
    numbers = range(first_line, first_line + body.count("\n") + 1)
    starts = (0, *(found.end() for found in re.finditer("\n", body)))
    structure = read_structure(body, numbers)
    spans = _raw_spans(structure, starts, first_line, len(body))
    plain = _blank_spans(body, spans)
    code, comments, unclosed_comment = _code_and_comments(plain)
    plain = _blank_spans(plain, [*code, *comments])
    hidden = percent_comments(plain)
    plain = _blank_spans(plain, hidden)
    inside = [span for span in comments if not _is_alone(body, span)]
    if inside := sorted([*inside, *hidden]):
        structure = read_structure(*_cut(body, inside, first_line))
    formulas = [*INLINE_FORMULA.finditer(plain), *DOUBLE_FORMULA.finditer(plain)]
    unclosed = [node for node in structure.nodes("code") if not node.closed]
    return Source(
        path=path,
        body=body,
        plain=_blank_spans(plain, [found.span() for found in formulas]),
        structure=structure,
        first_line=first_line,
        starts=starts,
        unclosed_comment=unclosed_comment,
        unclosed_fence=starts[unclosed[0].line - first_line] if unclosed else -1,
    )


def _raw_spans(
    structure: Structure, starts: tuple[int, ...], first_line: int, length: int
) -> list[tuple[int, int]]:
    """Where code and displayed LaTeX stand in the body."""
    nodes = [*structure.nodes("code"), *structure.nodes("formula")]
    nodes += [node for node in structure.nodes("raw") if _is_equation(node)]
    ends = (*starts[1:], length + 1)
    return [
        (starts[node.line - first_line], ends[node.end_line - first_line] - 1)
        for node in nodes
        if node.lines
    ]


def _is_equation(node: Node) -> bool:
    fence = node.parent.fence if node.parent else None
    return fence is not None and fence.name.lower() == EQUATION


def _blank_spans(text: str, spans: list[tuple[int, int]]) -> str:
    pieces = []
    at = 0
    for start, end in sorted(spans):
        pieces += [text[at:start], _NOT_NEWLINE.sub(" ", text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


def _is_alone(body: str, span: tuple[int, int]) -> bool:
    """Whether a comment has its lines to itself: then it is a block, which says nothing."""
    start, end = body.rfind("\n", 0, span[0]) + 1, body.find("\n", span[1])
    below = body[span[1] : end if end >= 0 else None]
    return not body[start : span[0]].strip(" \t>") and not below.strip()


def _cut(text: str, spans: list[tuple[int, int]], first_line: int) -> tuple[str, list[int]]:
    """The text without these spans, and the number of each of its lines."""
    pieces = []
    numbers = [first_line]
    at, line = 0, first_line
    for start, end in [*spans, (len(text), len(text))]:
        kept = text[at:start]
        pieces.append(kept)
        numbers += range(line + 1, line + 1 + kept.count("\n"))
        line += text.count("\n", at, end)
        at = end
    return "".join(pieces), numbers


def _code_and_comments(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]], int]:
    """The spans of inline code and of comments, and where a comment never closes (or -1)."""
    code: list[tuple[int, int]] = []
    comments: list[tuple[int, int]] = []
    closers = _closing_ticks(text)
    at = 0
    while mark := _MARK.search(text, at):
        at = mark.end()
        if mark.group() == "<!--":
            close = text.find("-->", at)
            if close < 0:
                return code, comments, mark.start()
            at = close + 3
            comments.append((mark.start(), at))
        elif mark.group()[0] == "`" and (close := closers.get(mark.start(), 0)):
            at = close
            code.append((mark.start(), at))
    return code, comments, -1


def _closing_ticks(text: str) -> dict[int, int]:
    """For each run of backticks, where the next run of the same length in its paragraph ends."""
    found: dict[int, int] = {}
    start = 0
    for gap in [*re.finditer(r"\n[ \t]*\n", text), None]:
        end = gap.start() if gap else len(text)
        next_of: dict[int, int] = {}
        for run in reversed(list(_RUN.finditer(text, start, end))):
            length = len(run.group())
            if length in next_of:
                found[run.start()] = next_of[length]
            next_of[length] = run.end()
        start = end
    return found
