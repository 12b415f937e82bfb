"""Raw HTML in a chapter, and the Markdown in it that `markdown="1"` asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dinobook.markup.structure.model import Node

_ASKS: Final = re.compile(r"\s+markdown(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?(?=[\s/>])")
_TAG: Final = re.compile(r"<([A-Za-z][A-Za-z0-9]*)((?:\s+[^<>]*)?)>")
_ATTRIBUTE: Final = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))")


@dataclass(frozen=True, slots=True)
class InLine:
    """An element whose text is Markdown of one line."""

    tag: str
    attributes: dict[str, str]
    text: str


def html_pieces(node: Node) -> Iterator[str | InLine]:
    """The HTML of a block; an element on one line that asks for it holds Markdown."""
    rows: list[str] = []
    for row in node.lines:
        found = _TAG.match(row.strip())
        if found is None or not _ASKS.search(found.group()):
            rows.append(row)
            continue
        closing = f"</{found.group(1)}>"
        text = row.strip()[found.end() :]
        if text.rstrip().endswith(closing) and "<" not in text.removesuffix(closing):
            if rows:
                yield "\n".join(rows)
                rows = []
            yield InLine(found.group(1), _attributes(found), text.removesuffix(closing).strip())
        else:
            rows.append(_ASKS.sub("", row, count=1))
    if rows:
        yield "\n".join(rows)


def _attributes(found: re.Match[str]) -> dict[str, str]:
    kept = _ASKS.sub("", found.group()).rstrip(">")
    return {key: a or b or c for key, a, b, c in _ATTRIBUTE.findall(kept)}
