"""Lists that the book makes itself go, by name: contents, figures, index, bibliography."""

from __future__ import annotations

import re
from typing import Final

from dinobook.importers.docx.settle.document import Document, block_words, excerpt
from dinobook.importers.docx.tree.build import Element
from dinobook.problems import Severity

_MARK: Final = "generated:"
_BIBLIOGRAPHY: Final = "bibliography"
_ROWS: Final = {
    "contents": "- generate: contents",
    "list of figures or tables": "- generate: figures",
    "index": "- generate: index",
    _BIBLIOGRAPHY: "- generate: bibliography",
}
_TITLES: Final = re.compile(
    r"(?:inhoud(?:sopgave|stafel)?|(?:table of )?contents"
    r"|lijst (?:van|met) (?:de )?(?:figuren|tabellen|afbeeldingen|grafieken)"
    r"|(?:figuren|tabellen|afbeeldingen)lijst|list of (?:figures|tables)|index|register"
    r"|bibliogra(?:fie|phy)|literatuur(?:lijst)?|referenties|references|bronnen(?:lijst)?)"
    r"\W*\Z",
    re.IGNORECASE,
)


def without_generated(document: Document, cited: bool) -> list[str]:
    """Take the lists out; the entries of the bibliography that citations replace come back.

    Without citations that were read the bibliography is text as any other.
    """
    entries: list[str] = []
    counts: dict[str, list[str]] = {}
    for block in list(document.root.iter("p", "pre")):
        role = document.role(block)
        kind = role.removeprefix(_MARK) if role.startswith(_MARK) else ""
        if not kind or (kind == _BIBLIOGRAPHY and not cited):
            continue
        words = block_words(block)
        if kind == _BIBLIOGRAPHY:
            entries += [words] if words else []
        counts.setdefault(kind, []).append(words)
        _take(block)
    _headings(document, counts)
    for kind, lines in counts.items():
        words = " ".join(filter(None, lines))
        if words:
            _say(document, kind, words, len(lines))
    return entries


def _say(document: Document, kind: str, words: str, count: int) -> None:
    reason = "the book makes this list itself"
    document.leave_out(kind, words, reason, count=count)
    document.warn(
        "import-063",
        f"The {kind} of {count} lines stays out: the book makes it itself.",
        f"To have it, put the row “{_ROWS[kind]}” where it shall stand.",
        words,
        Severity.NOTE,
    )


def _take(block: Element) -> None:
    """The block, and the list or quotation around it that is empty then."""
    parent = block.getparent()
    while parent is not None:
        parent.remove(block)
        if len(parent) or parent.getparent() is None or parent.tag in ("td", "th", "div"):
            return
        block, parent = parent, parent.getparent()


def _headings(document: Document, counts: dict[str, list[str]]) -> None:
    """The title of a list that went goes too, when nothing else stands below it."""
    blocks = [one for one in document.root if block_words(one) or len(one)]
    following = [*blocks[1:], None]
    for block, after in zip(blocks, following, strict=True):
        is_heading = str(block.tag)[:1] == "h" and block.tag != "hr"
        named = document.role(block) == "list heading"
        if not (is_heading or named) or not counts:
            continue
        stands_alone = after is None or str(after.tag)[:1] == "h"
        words = block_words(block)
        if (named or _TITLES.match(words)) and (stands_alone or named):
            document.root.remove(block)
            document.leave_out("headings", words, "it is the title of a list that the book makes")


def compare_bibliography(document: Document, entries: list[str], titles: list[str]) -> None:
    """Name what stands in the typed bibliography and is none of the works that are cited."""
    known = [_letters(title) for title in titles if len(_letters(title)) > 3]
    strange = [entry for entry in entries if not any(one in _letters(entry) for one in known)]
    strange = [entry for entry in strange if len(entry.split()) > 3]
    if strange:
        shown = "; ".join(f"“{excerpt(one)}”" for one in strange[:3])
        more = f" and {len(strange) - 3} more" if len(strange) > 3 else ""
        document.warn(
            "import-060",
            f"The typed bibliography names works that no citation names: {shown}{more}.",
            "Add them to the list of sources if they belong there (`nocite` prints them uncited).",
            strange[0],
        )


def _letters(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())
