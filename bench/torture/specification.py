"""The examples of the CommonMark specification as cases."""

from __future__ import annotations

import html
import json
import re
from typing import Final

from bench.torture.cases import Case

_TAGS: Final = re.compile(r"<[^<>]*>")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_LITERAL_HTML: Final = ("HTML blocks", "Raw HTML")


def examples(text: str) -> list[Case]:
    """One case for each example in the JSON `text`; it must show the words of the expected HTML."""
    return [_case(row) for row in json.loads(text)]


def _case(row: dict[str, str]) -> Case:
    name = f"example {row['example']}, {row['section']}"
    body = row["markdown"]
    words = () if row["section"] in _LITERAL_HTML else _words(row["html"])
    return Case(name, f"---\ntitle: Voorbeeld {row['example']}\n---\n{body}", words, alone=True)


def _words(expected: str) -> tuple[str, ...]:
    """The words that a reader of the expected HTML finds, each once."""
    return tuple(dict.fromkeys(_WORD.findall(html.unescape(_TAGS.sub(" ", expected)))))
