"""What is wrong with the blocks between slashes; their options are read on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from dinobook.markup.blocks.kinds import CHOICES, KINDS, NUMBERS, OPTIONS, BlockKind
from dinobook.markup.blocks.qr_codes import WEB_ADDRESS
from dinobook.markup.source import Source
from dinobook.markup.structure.model import Fence
from dinobook.problems import Problem, did_you_mean

_OPTION: Final = re.compile(r"([^\s:]+):[ ]+(.*?)[ ]*$")
_XML_NAME: Final = re.compile(r"[^\W\d][\w.-]*")
_LANG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NAME: Final = re.compile(r"[\w-]+")
_WHOLE: Final = re.compile(r"[0-9]{1,4}")
_SHOUT: Final = re.compile(r"(?:yes|no|on|off|true|false|y|n|null|~)$", re.IGNORECASE)


def read_fences(source: Source) -> tuple[list[Fence], list[Problem]]:
    """Every block of the chapter in order, and a problem for each that would not work."""
    fences = list(source.structure.fences)
    problems = [
        source.problem(
            line,
            "block-002",
            f"The line “{'/' * slashes}” closes no block.",
            "Delete it, or give the line that opens the block as many slashes.",
        )
        for line, slashes in source.structure.strays
    ]
    for node in source.structure.nodes("block"):
        if node.fence is None:
            continue
        outside = [ancestor.fence for ancestor in node.ancestors() if ancestor.fence is not None]
        problems += _check(source, node.fence, outside[:1])
        for line, row in node.fence.rows:
            problems += _option(source, node.fence, row, line)
        if not node.fence.end_line:
            problems.append(_never_closed(source, node.fence))
    return fences, problems


def _never_closed(source: Source, fence: Fence) -> Problem:
    return source.problem(
        fence.line,
        "block-001",
        f"The block “{fence.name}” opens here and never closes.",
        f"Write a line “{'/' * fence.slashes}” below its last line.",
    )


def _check(source: Source, fence: Fence, outside: Iterable[Fence]) -> list[Problem]:
    problems = []
    kind = KINDS.get(fence.name.lower())
    if kind is None:
        names = ", ".join(KINDS)
        problems.append(
            source.problem(
                fence.line,
                "block-003",
                f"There is no block “{fence.name}”.",
                did_you_mean(fence.name, KINDS)
                or (
                    f"The blocks are {names}."
                    if _NAME.fullmatch(fence.name)
                    else "Write a bar between its name and its heading: /// tip | Heading."
                ),
            )
        )
    elif fault := _bar_fault(kind, fence):
        problems.append(source.problem(fence.line, "block-005", *fault))
    return problems + [
        source.problem(
            fence.line,
            "block-006",
            f"The block “{fence.name}” stands inside “{outer.name}” of line {outer.line}, and has "
            "as many slashes or more.",
            f"Give the outer block, where it opens and closes, {fence.slashes + 1} slashes; or "
            "close it first.",
        )
        for outer in outside
        if fence.slashes >= outer.slashes
    ]


def _bar_fault(kind: BlockKind, fence: Fence) -> tuple[str, str] | None:
    """What is wrong with the text after the bar, and a hint."""
    block = f"The block “{fence.name}”"
    if kind.bar == "nothing" and fence.bar:
        return f"{block} takes no text after a bar.", "Write the text on the lines below."
    if kind.bar == "description" and not fence.bar:
        return (
            f"{block} does not say in words what it shows.",
            f"Write it after a bar, for readers who hear the book: /// {fence.name} | "
            "Het verschil van twee aandelen",
        )
    if kind.bar == "name" and not fence.bar:
        hint = f"Write its name after a bar: /// {fence.name} | plan.svg"
        return f"{block} does not say which picture is missing.", hint
    if kind.bar == "address" and not WEB_ADDRESS.fullmatch(fence.bar):
        hint = f"Write it after a bar, with https: /// {fence.name} | https://example.org/verder"
        return f"{block} does not say which address on the web it leads to.", hint
    return None


def _option(source: Source, fence: Fence, row: str, line: int) -> list[Problem]:
    kind = KINDS.get(fence.name.lower())
    known = kind.options if kind else OPTIONS
    found = _OPTION.match(row)
    if found is None or found.group(1) not in known:
        name = found.group(1) if found else row.strip()
        return [
            source.problem(
                line,
                "block-004",
                f"“{name[:40]}” is no option of the block “{fence.name}”.",
                (did_you_mean(name, known) if found else "")
                or f"Options are {', '.join(known)}. The block’s own text is not indented.",
            )
        ]
    key, value = found.group(1), found.group(2).strip("\"'")
    fence.options[key] = value
    if key in CHOICES and value not in CHOICES[key]:
        return [_unknown_value(source, fence, line, key, CHOICES[key])]
    if key in CHOICES or _is_valid(key, value):
        return []
    return [
        source.problem(
            line,
            "block-004",
            f"“{value}” cannot be the {key} of a block.",
            f"Write a whole number from 1 to {NUMBERS[key]}."
            if key in NUMBERS
            else "An id or class begins with a letter; a lang is a code such as nl or en.",
        )
    ]


def _unknown_value(
    source: Source, fence: Fence, line: int, key: str, values: tuple[str, ...]
) -> Problem:
    value = fence.options[key]
    return source.problem(
        line,
        "block-004",
        f"“{value}” cannot be the {key} of a block “{fence.name}”.",
        did_you_mean(value, values) or f"It can be: {', '.join(values)}.",
    )


def _is_valid(key: str, value: str) -> bool:
    if key in NUMBERS:
        return bool(_WHOLE.fullmatch(value)) and 1 <= int(value) <= NUMBERS[key]
    if not value or _SHOUT.match(value):
        return False
    if key == "class":
        return all(_XML_NAME.fullmatch(part) for part in value.split())
    return bool((_XML_NAME if key == "id" else _LANG).fullmatch(value))
