"""Lists that the book makes itself go, by name: contents, figures, index, bibliography."""

from __future__ import annotations

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


def without_generated(document: Document, cited: bool) -> list[str]:
    """Take the lists out; the entries of the bibliography that citations replace come back.

    Without citations that were read the bibliography is text as any other.
    """
    entries: list[str] = []
    counts: dict[str, list[str]] = {}
    titles = _titles(document, cited)
    for block in list(document.root.iter("p", "pre")):
        kind = _kind(document, block, cited)
        if not kind:
            continue
        words = block_words(block)
        if kind == _BIBLIOGRAPHY:
            entries += [words] if words else []
        counts.setdefault(kind, []).append(words)
        _take(block)
    _without_titles(document, titles)
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
        f"The {kind} ({count} line{'s' * (count > 1)}) stays out: the book makes it itself.",
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


def _kind(document: Document, block: Element, cited: bool) -> str:
    """Which list it is a line of; empty for text."""
    role = document.role(block)
    if role == _BIBLIOGRAPHY:
        role = f"{_MARK}{role}"
    kind = role.removeprefix(_MARK) if role.startswith(_MARK) else ""
    return "" if kind == _BIBLIOGRAPHY and not cited else kind


def _titles(document: Document, cited: bool) -> list[Element]:
    """The headings right above a list that the book makes."""
    found: list[Element] = []
    above: Element | None = None
    for block in document.root:
        lines = [one for one in block.iter("p", "pre") if _kind(document, one, cited)]
        if document.role(block) == "list heading":
            found.append(block)
        elif lines and above is not None and _is_heading(above):
            found.append(above)
        if block_words(block) or len(block):
            above = block
    return found


def _is_heading(block: Element) -> bool:
    return str(block.tag)[:1] == "h" and block.tag != "hr"


def _without_titles(document: Document, titles: list[Element]) -> None:
    """The title of a list that went goes too, when nothing else stands below it."""
    for title in dict.fromkeys(titles):
        after = title.getnext()
        while after is not None and not block_words(after) and not len(after):
            after = after.getnext()
        if title.getparent() is not None and (after is None or _is_heading(after)):
            document.root.remove(title)
            reason = "it is the title of a list that the book makes"
            document.leave_out("headings", block_words(title), reason)


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
