"""Paragraphs of classic posts, whose HTML has none.

WordPress describes the rule so: a blank line parts two paragraphs, any other line end is a line end
for the reader, elements that are blocks stay as they are, and nothing inside `<pre>` is touched.
https://developer.wordpress.org/reference/functions/wpautop/ (the description; nothing of its code)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dinobook.importers.wordpress.markup.tags import Token, names, tokens

# What holds blocks: text in it is a paragraph.
_CONTAINERS: Final = names(
    "div blockquote section article aside header footer main nav figure details form "
    "fieldset address center hgroup search noscript"
)
# What holds either one run of text or blocks: it has paragraphs when a blank line parts two.
_CELLS: Final = names("li td th dd dt figcaption caption summary legend")
# What holds nothing but other elements: white space in it means nothing.
_FRAMES: Final = names(
    "ul ol dl table thead tbody tfoot tr colgroup select menu map video audio picture"
)
_HEADINGS: Final = names("h1 h2 h3 h4 h5 h6")
_ALONE: Final = frozenset({"hr", "col", "area", "wbr"})
_BLOCKS: Final = _CONTAINERS | _CELLS | _FRAMES | _HEADINGS | {"p", "hr", "col", "area"}
_NEVER_CLOSED: Final = names("br img hr input col area wbr embed source track param meta link base")

_BLANK: Final = re.compile(r"\n[ \t\r\f\v]*(?:\n[ \t\r\f\v]*)+")
_LINE_END: Final = re.compile(r"[ \t]*\n[ \t]*")


def autop(markup: str) -> str:
    """`markup` with the paragraphs and line ends that its author saw."""
    writer = _Writer()
    for token in tokens(markup.replace("\r\n", "\n").replace("\r", "\n")):
        writer.take(token)
    writer.end_run()
    return "".join(writer.out)


class _Writer:
    """Gathers runs of words until a block begins or ends, and writes each as its place asks."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.open: list[str] = []
        self.run: list[Token] = []

    def take(self, token: Token) -> None:
        if token.kind == "raw":
            self._take_raw(token)
        elif token.name in _BLOCKS and token.kind in ("open", "close"):
            self.end_run()
            self.out.append(token.text)
            self._enter_or_leave(token)
        else:
            self.run.append(token)

    def _take_raw(self, token: Token) -> None:
        if token.name in ("pre", "textarea"):
            self.end_run()
            self.out.append(token.text)
        else:
            self.run.append(token)

    def _enter_or_leave(self, token: Token) -> None:
        if token.kind == "open":
            if token.name not in _NEVER_CLOSED and not token.text.endswith("/>"):
                self._leave_implied(token.name)
                self.open.append(token.name)
        elif token.name in self.open[-_REACH:]:
            while self.open.pop() != token.name:
                pass

    def _leave_implied(self, name: str) -> None:
        """A paragraph ends where any block begins; an item where the next one does."""
        inner = self.open[-1] if self.open else ""
        if inner == "p" or (inner == name and name in ("li", "td", "th", "dd", "dt", "tr")):
            self.open.pop()

    def end_run(self) -> None:
        run, self.run = self.run, []
        if not run:
            return
        where = self.open[-1] if self.open else ""
        if where in _FRAMES or not _shows(run):
            self.out.append("".join(token.text for token in run if token.text.strip()) or "\n")
            return
        paragraphs = _paragraphs(run)
        if where == "p":
            self.out.append("</p>\n<p>".join(paragraphs))
        elif where in _HEADINGS:
            self.out.append("<br>\n".join(paragraphs))
        elif where in _CELLS and len(paragraphs) == 1:
            self.out.append(paragraphs[0])
        elif where == "figure" and not _has_words(run):
            self.out.append(paragraphs[0] if len(paragraphs) == 1 else "\n".join(paragraphs))
        else:
            self.out += (f"<p>{paragraph}</p>\n" for paragraph in paragraphs)


_REACH: Final = 64
"""A tag that closes nothing within so many levels closes nothing."""


def _shows(run: list[Token]) -> bool:
    return any(
        token.text.strip() if token.kind == "text" else token.kind != "comment" for token in run
    )


def _has_words(run: list[Token]) -> bool:
    return any(token.kind == "text" and token.text.strip() for token in run)


def _paragraphs(run: list[Token]) -> list[str]:
    """The run parted at its blank lines, with a `<br>` at each other line end.

    An inline element that is open at a blank line is closed there and opened again behind it.
    """
    parts: list[list[str]] = [[]]
    seen: list[bool] = [False]
    inline: list[Token] = []
    after_break = True
    for token in _blank_lines(run):
        if token.kind == "text":
            pieces = _BLANK.split(token.text)
            for number, piece in enumerate(pieces):
                if number:
                    parts[-1] += (f"</{one.name}>" for one in reversed(inline))
                    parts.append([one.text for one in inline])
                    seen.append(False)
                    after_break = True
                parts[-1].append(_with_breaks(piece, after_break))
                seen[-1] = seen[-1] or not _is_blank(piece)
                after_break = after_break and not piece.strip()
        else:
            parts[-1].append(token.text)
            seen[-1] = seen[-1] or token.name in _SEEN or "data-" in token.text
            if token.kind != "comment":
                after_break = token.name == "br"
            _keep_open(inline, token)
    return [_trimmed("".join(part)) for part, is_seen in zip(parts, seen, strict=True) if is_seen]


def _is_blank(text: str) -> bool:
    """Nothing, or what a page shows as nothing: WordPress keeps no paragraph of it either."""
    return not text.strip()


def _blank_lines(run: list[Token]) -> Iterator[Token]:
    """Two `<br>` in a row look like a blank line, and are taken for one."""
    waiting: list[Token] = []
    for token in run:
        if token.name == "br" and token.kind == "open":
            if waiting:
                waiting = []
                yield Token("text", "\n\n")
            else:
                waiting = [token]
        elif waiting and not token.text.strip():
            waiting.append(token)
        else:
            yield from waiting
            waiting = []
            yield token
    yield from waiting


def _keep_open(inline: list[Token], token: Token) -> None:
    if token.kind == "open":
        if token.name not in _NEVER_CLOSED and not token.text.endswith("/>"):  # noqa: SIM102
            if len(inline) < _REACH:
                inline.append(token)
    elif token.kind == "close":
        for index in range(len(inline) - 1, max(-1, len(inline) - _REACH), -1):
            if inline[index].name == token.name:
                del inline[index]
                break


def _with_breaks(piece: str, after_break: bool) -> str:
    """A line end right behind a `<br>`, or at the beginning, is no second one."""
    if after_break:
        words = piece.lstrip(" \t\n")
        if len(words) < len(piece):
            piece = ("\n" if "\n" in piece[: len(piece) - len(words)] else " ") + words
            first, rest = piece[:1], piece[1:]
            return first + _LINE_END.sub("<br>\n", rest)
    return _LINE_END.sub("<br>\n", piece)


_SEEN: Final = names("img iframe video audio embed object svg input hr")
"""What shows something without a word."""


def _trimmed(part: str) -> str:
    """Without white space and line ends at its beginning and end."""
    start = _LEADING.match(part)
    part = part[start.end() :] if start else part
    while True:
        shorter = part.rstrip()
        found = _LAST_BREAK.search(shorter[-12:])
        if not found:
            return shorter
        part = shorter[: len(shorter) - len(found[0])]


_LEADING: Final = re.compile(r"(?:\s|<br\s*/?>)+", re.IGNORECASE)
_LAST_BREAK: Final = re.compile(r"<br\s*/?>\Z", re.IGNORECASE)
