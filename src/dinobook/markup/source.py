"""A chapter's text with its line numbers: what was written, and where code and comments are."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from typing import Final

from dinobook.markup.foreign.comments import percent_comments
from dinobook.problems import Place, Problem, Severity

EXCERPT_LENGTH: Final = 80

FORMULA: Final = re.compile(
    r"(?m)^[ >]*/{3,}[ ]*vergelijking\b[^\n]*\n(?:[ >]*[ ]{4}[\w-]+:[^\n]*\n)*"
    r"((?:(?![ >]*/{3,}[ ]*$)[^\n]*\n)*)"
)
"""An equation's block; group 1 is its LaTeX."""

INLINE_FORMULA: Final = re.compile(
    r"(?<![\w\\$])\$(?![\s$,.;:!?)])((?:\\[^\n]|[^\\$\n\x02]|\n(?![ \t]*\n))+?)(?<!\s)\$(?![\w$])"
)
"""`$x_1$` in a sentence; group 1 is its LaTeX. As Pandoc tells it from amounts of money: no white
space inside the marks, no digit behind the second one. Also no letter or digit before the first,
and no point or comma behind it."""
_FENCE: Final = re.compile(r"[ >]*(`{3,}|~{3,})[^`]*$")
_CONTINUES: Final = re.compile(r"\s*(?:[-*+]|\w{1,9}[.)]|:|\[\^[^\]]*\]:|/{3,}.*)(?:\s|$)")
_MARK: Final = re.compile(r"\\.|`+|<!--", re.DOTALL)
_RUN: Final = re.compile(r"`+")
_NOT_NEWLINE: Final = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Source:
    """The body of a chapter file, after its front matter.

    `plain` is `body` with code, formulas and comments replaced by spaces: as long as `body`, so
    that an offset means the same place in both. `text` is `body` without its comments, which is
    what is converted. `first_line` is the body's first line in the file, counted from 1.
    """

    path: str
    body: str
    plain: str
    text: str
    first_line: int
    starts: tuple[int, ...]
    unclosed_comment: int = -1
    unclosed_fence: int = -1

    def line_at(self, offset: int) -> int:
        """The line in the file of a character of `body`."""
        return self.first_line + bisect.bisect_right(self.starts, offset) - 1

    def line_text(self, line: int) -> str:
        rows = self.body.split("\n")
        index = line - self.first_line
        return rows[index] if 0 <= index < len(rows) else ""

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
    fenced, unclosed_fence = _code_blocks(body)
    fenced += [found.span(1) for found in FORMULA.finditer(_blank_spans(body, fenced))]
    plain = _blank_spans(body, fenced)
    code, comments, unclosed_comment = _code_and_comments(plain)
    plain = _blank_spans(plain, [*code, *comments])
    hidden = percent_comments(plain)
    comments = sorted([*comments, *hidden])
    plain = _blank_spans(plain, hidden)
    return Source(
        path=path,
        body=body,
        plain=_blank_spans(plain, [found.span() for found in INLINE_FORMULA.finditer(plain)]),
        text=_cut(body, comments),
        first_line=first_line,
        starts=(0, *(found.end() for found in re.finditer("\n", body))),
        unclosed_comment=unclosed_comment,
        unclosed_fence=unclosed_fence,
    )


def _blank_spans(text: str, spans: list[tuple[int, int]]) -> str:
    pieces = []
    at = 0
    for start, end in sorted(spans):
        pieces += [text[at:start], _NOT_NEWLINE.sub(" ", text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


def _cut(text: str, spans: list[tuple[int, int]]) -> str:
    pieces = []
    at = 0
    for start, end in spans:
        pieces.append(text[at:start])
        at = end
    return "".join([*pieces, text[at:]])


def _code_blocks(body: str) -> tuple[list[tuple[int, int]], int]:
    """The spans of fenced and indented code, and where a fence opens that never closes (or -1)."""
    spans: list[tuple[int, int]] = []
    fence, opened, offset = "", 0, 0
    after_blank, may_be_code = True, True
    for row in body.split("\n"):
        end = offset + len(row)
        if fence:
            if row.strip(" >") == fence:
                spans.append((opened, end))
                fence = ""
        elif mark := _FENCE.match(row):
            fence, opened = mark.group(1), offset
        elif row.startswith(("    ", "\t")):
            if after_blank and may_be_code:
                spans.append((offset, end))
        elif row.strip():
            may_be_code = not _CONTINUES.match(row) and (after_blank or may_be_code)
        after_blank = not row.strip() or (bool(spans) and spans[-1] == (offset, end))
        offset = end + 1
    return spans, opened if fence else -1


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
