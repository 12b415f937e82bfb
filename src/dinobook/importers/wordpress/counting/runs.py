"""Blocks and paragraphs of a part of the raw tree, found in the finished tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dinobook.importers.wordpress.counting.names import BLOCKS
from dinobook.importers.wordpress.counting.raw_tree import Node
from dinobook.importers.wordpress.counting.texts import PLAYED, every, printed, text_of

_BLANK: Final = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def runs_of(node: Node) -> Iterator[Node | list[Node | str]]:
    """The blocks in a node, and between them its paragraphs as lists."""
    run: list[Node | str] = []
    for child in _parted(node.children, _is_classic(node)):
        if isinstance(child, Node) and is_block(child):
            if rest := trimmed(run):
                yield rest
            run = []
            yield child
        elif child is None:
            if rest := trimmed(run):
                yield rest
            run = []
        else:
            run.append(child)
    if rest := trimmed(run):
        yield rest


def _is_classic(node: Node) -> bool:
    return node.classic and node.tag not in ("pre", "x-code", "textarea")


def trimmed(run: list[Node | str]) -> list[Node | str]:
    """Without white space and line ends at both ends; empty when nothing is left to see."""
    start, end = 0, len(run)
    while start < end and _is_edge(run[start]):
        start += 1
    while end > start and _is_edge(run[end - 1]):
        end -= 1
    return run[start:end]


def _is_edge(one: Node | str) -> bool:
    return not one.strip() if isinstance(one, str) else one.tag == "br"


def is_block(node: Node) -> bool:
    return node.tag in BLOCKS or node.tag in ("x-embed", "x-shared", "x-media", "x-media-open")


def _parted(children: Sequence[Node | str], classic: bool) -> Iterator[Node | str | None]:
    """The children, with None where a paragraph ends; line ends of classic posts as `br`."""
    waiting: list[Node | str] = []
    for piece in _pieces(children) if classic else children:
        is_break = isinstance(piece, Node) and piece.tag == "br"
        if waiting and isinstance(piece, str) and not piece.strip():
            waiting.append(piece)
        elif is_break and waiting:
            is_made = "made" in piece.attributes  # type: ignore[union-attr]
            if not is_made:
                waiting = []
                yield None
        elif is_break and "made" not in piece.attributes:  # type: ignore[union-attr]
            waiting = [piece]  # type: ignore[list-item]
        else:
            yield from waiting
            waiting = []
            yield piece
    yield from waiting


def _pieces(children: Sequence[Node | str]) -> Iterator[Node | str | None]:
    for index, child in enumerate(children):
        if isinstance(child, str):
            starts = index == 0 or _ends_a_line(children[index - 1])
            ends = index == len(children) - 1 or _ends_a_line(children[index + 1])
            pieces = _BLANK.split(child)
            for number, piece in enumerate(pieces):
                if number:
                    yield None
                yield from _with_line_ends(
                    piece, starts or number > 0, ends or number < len(pieces) - 1
                )
        elif is_block(child) or child.tag in ("br", "x-note", *PLAYED):
            yield child
        else:
            part = Node(child.tag, child.attributes)
            for piece in _pieces(child.children):
                if piece is None:
                    yield part
                    yield None
                    part = Node(child.tag, child.attributes)
                else:
                    part.children.append(piece)
            yield part


def _ends_a_line(child: Node | str) -> bool:
    return isinstance(child, Node) and (is_block(child) or child.tag == "br")


def _with_line_ends(piece: str, starts: bool, ends: bool) -> Iterator[Node | str]:
    lines = piece.split("\n")
    for number, line in enumerate(lines):
        if number:
            yield Node("br", {"made": ""})
        whole = (starts or number > 0) and (ends or number < len(lines) - 1)
        if whole and re.fullmatch(r"\s*https?://[^\s<>\"\[\]]+\s*", line):
            yield Node("a", {"href": line.strip()}, [printed(line.strip())])
        elif line:
            yield line


def shows_picture(node: Node) -> bool:
    return node.tag == "img" or (node.tag == "a" and any(one.tag == "img" for one in every(node)))


def last_cite(node: Node) -> Node | None:
    found = [one for one in every(node) if one.tag in ("cite", "footer")]
    return found[-1] if found else None


def before_source(run: list[Node | str], cite: Node | None) -> list[Node | str] | None:
    """What stands before the source in its paragraph; None when the source is not at its end."""
    last = run[-1] if run else ""
    if cite is None or isinstance(last, str) or last.tag != cite.tag:
        return None
    if text_of(last) != text_of(cite):
        return None
    before = run[:-1]
    rest = trimmed(before)
    ends = [one for one in before if isinstance(one, Node) or one.strip()]
    is_own_line = not ends or (isinstance(ends[-1], Node) and ends[-1].tag == "br")
    return rest if is_own_line or cite.tag == "footer" else None
