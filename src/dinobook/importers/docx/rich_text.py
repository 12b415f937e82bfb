"""The words of a document in RTF (Microsoft, Rich Text Format 1.9.1), only to be counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_TOKEN: Final = re.compile(
    rb"(?P<open>\{)|(?P<close>\})|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<word>[a-z]+)(?P<number>-?\d+)? ?|\\(?P<sign>[^a-z])|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_UNSEEN: Final = frozenset(
    (
        *("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "listtable", "listtext"),
        *("listoverridetable", "pntext", "header", "headerl", "headerr", "headerf", "footer"),
        *("footerl", "footerr", "footerf", "fldinst", "xe", "tc", "generator", "themedata"),
        *("annotation", "atnid", "atnauthor", "rsidtbl", "revtbl", "filetbl", "bkmkstart"),
        *("bkmkend", "latentstyles", "datastore"),
    )
)
_SPACES: Final = frozenset({"par", "tab", "line", "cell", "row", "page", "sect", "footnote"})
_SIGNS: Final = {
    **{"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“"},
    **{"rdblquote": "”", "bullet": "•"},
}


def text_of_rtf(data: bytes) -> str:
    """Its text with notes, without what no page shows."""
    reader = _Reader()
    for token in _TOKEN.finditer(data):
        reader.take(token)
    return "".join(reader.found)


@dataclass(slots=True)
class _Reader:
    """`hidden` says for each open group whether it is seen; `skip` letters stand for a sign."""

    found: list[str] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=lambda: [False])
    skip: int = 0
    starred: bool = False

    def take(self, token: re.Match[bytes]) -> None:
        if token["open"]:
            self.hidden.append(self.hidden[-1])
        elif token["close"]:
            self.hidden[1:] = self.hidden[1:-1]
        elif token["word"]:
            self._word(token["word"].decode(), token["number"])
        elif not self.hidden[-1]:
            letters = _letters(token)
            self.found.append(letters[self.skip :])
            self.skip = max(0, self.skip - len(letters))
        self.starred = token["sign"] == b"*"

    def _word(self, word: str, number: bytes | None) -> None:
        if word in _UNSEEN or (self.starred and word != "footnote"):
            self.hidden[-1] = True
        elif not self.hidden[-1]:
            self.found.append(_said(word, number))
            self.skip = int(word == "u")


def _said(word: str, number: bytes | None) -> str:
    if word == "u" and number:
        code = int(number) % 65_536
        return "" if 0xD800 <= code < 0xE000 else chr(code)
    return " " if word in _SPACES else _SIGNS.get(word, "")


def _letters(token: re.Match[bytes]) -> str:
    if token["byte"]:
        return bytes.fromhex(token["byte"].decode()).decode("cp1252", "replace")
    if token["sign"]:
        return {b"~": "\u00a0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}"}.get(
            token["sign"], ""
        )
    return token["text"].decode("cp1252", "replace")
