"""Pictures: their paths and their descriptions."""

from __future__ import annotations

import posixpath
import re
from typing import Final
from urllib.parse import unquote

from dinobook.markup.addresses import Refusal, picture_path
from dinobook.markup.fragment import Image
from dinobook.markup.inline.notes_syntax import NOTE_MARK
from dinobook.markup.inline.rules import NO_ALT
from dinobook.markup.lines import Lines
from dinobook.markup.structure.model import Fence
from dinobook.markup.tree import LINE_MARK, Element, remove
from dinobook.problems import Problem, Severity

_FILE_SIGNS: Final = re.compile(r"[-_\s]+")


def settle_pictures(tree: Element, lines: Lines) -> tuple[list[Image], list[Problem]]:
    """Turn every `src` into a project path. A picture that cannot be used is taken out."""
    images: list[Image] = []
    problems: list[Problem] = []
    for element in list(tree.iter("img")):
        written = element.get("src") or ""
        in_note = any(ancestor.get(NOTE_MARK) is not None for ancestor in element.iterancestors())
        line = lines.take("address", written, in_note=in_note) or lines.find(unquote(written))
        problems += _description(element, written, line, lines)
        path = picture_path(written, lines.source.path)
        if isinstance(path, Refusal):
            problems.append(lines.source.problem(line, "address-002", path.message, path.hint))
            remove(element)
            continue
        element.set("src", path)
        element.set(LINE_MARK, str(line))
        images.append(Image(path, element.get("alt") or "", line))
    return images, problems


def _description(element: Element, written: str, line: int, lines: Lines) -> list[Problem]:
    alt = element.get("alt")
    if alt is None or alt == NO_ALT:
        element.set("alt", "")
        return [
            lines.source.problem(
                line,
                "picture-001",
                f"The picture “{written}” has no description.",
                'Say between ![ and ] what it shows; write {alt=""} behind a picture that only '
                "decorates.",
            )
        ]
    name = posixpath.basename(unquote(written))
    if alt and _bare(alt) in (_bare(name), _bare(posixpath.splitext(name)[0])):
        return [
            lines.source.problem(
                line,
                "picture-002",
                f"The description of “{written}” is the name of the file.",
                "Say what it shows, for readers who cannot see it.",
                Severity.WARNING,
            )
        ]
    return []


def _bare(text: str) -> str:
    return _FILE_SIGNS.sub("", text).casefold()


def missing_pictures(fences: list[Fence]) -> list[Image]:
    """Pictures that the author knows are not there yet."""
    return [
        Image(fence.bar, "", fence.line, missing=True)
        for fence in fences
        if fence.name.lower() == "beeld-ontbreekt" and fence.bar
    ]
