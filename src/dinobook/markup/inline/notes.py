"""Footnotes: taken out of the text, numbered in the order of their calls."""

from __future__ import annotations

from dataclasses import dataclass

from dinobook import xhtml
from dinobook.markup.foreign.inline_notes import lift_inline_notes
from dinobook.markup.inline.notes_syntax import CALL_MARK, NOTE_MARK
from dinobook.markup.lines import Lines
from dinobook.markup.tree import NOTE_CALL, Element, remove, take
from dinobook.problems import Problem, did_you_mean


@dataclass(frozen=True, slots=True)
class NoteTree:
    """A note before it is written out; `element` is a `<div>` of its own."""

    id: str
    ref_id: str
    number: int
    element: Element
    line: int
    call_line: int


def take_notes(root: Element, chapter: str, lines: Lines) -> tuple[list[NoteTree], list[Problem]]:
    """Take every note out of the tree, and turn its call into a numbered link."""
    texts = {str(div.get(NOTE_MARK)): div for div in root.iter("div") if div.get(NOTE_MARK)}
    for div in texts.values():
        remove(div)
        del div.attrib[NOTE_MARK]
    inline, inline_lines, problems = lift_inline_notes(root, texts.values(), lines)
    problems += [*_undefined(texts, lines), *_defined_twice(lines)]
    texts |= inline
    problems += _nested(texts, lines)
    notes: dict[str, NoteTree] = {}
    for call in list(root.iter("a")):
        label = take(call, CALL_MARK)
        if label is None:
            continue
        if label in notes:
            problems.append(_called_twice(label, notes[label], lines))
            remove(call)
            continue
        number = len(notes) + 1
        note = NoteTree(
            f"{chapter}--note-{number}",
            f"{chapter}--noteref-{number}",
            number,
            texts[label],
            inline_lines.get(label) or lines.take("definition", label, in_note=True),
            inline_lines.get(label) or lines.take("call", label),
        )
        notes[label] = note
        call.attrib.update({"class": NOTE_CALL, "id": note.ref_id, "href": f"#{note.id}"})
        call.text = str(number)
    problems += [_unused(label, lines) for label in texts if label not in notes]
    problems += [_empty(label, notes[label], lines) for label in notes if not _says(texts[label])]
    return list(notes.values()), problems


def _says(div: Element) -> bool:
    return bool(xhtml.text_of(div)) or div.find(".//img") is not None


def _nested(texts: dict[str, Element], lines: Lines) -> list[Problem]:
    problems = []
    for label, div in texts.items():
        for call in [one for one in div.iter("a") if one.get(CALL_MARK) is not None]:
            problems.append(
                lines.source.problem(
                    lines.take("call", str(call.get(CALL_MARK)), in_note=True),
                    "note-005",
                    f"{_said(label)} calls another note, [^{call.get(CALL_MARK)}].",
                    "Put both texts in one note.",
                )
            )
            remove(call)
    return problems


def _said(label: str) -> str:
    return "A note" if label.startswith("]") else f"Note [^{label}]"


def _undefined(texts: dict[str, Element], lines: Lines) -> list[Problem]:
    return [
        lines.source.problem(
            line,
            "note-001",
            f"There is no text for note [^{label}].",
            did_you_mean(label, texts) or f"Write a line “[^{label}]: …” further down.",
        )
        for label in lines.labels("call")
        if label not in texts
        for line in lines.all("call", label)
    ]


def _defined_twice(lines: Lines) -> list[Problem]:
    problems = []
    for label in lines.labels("definition"):
        first, *others = lines.all("definition", label)
        problems += [
            lines.source.problem(
                line,
                "note-002",
                f"Note [^{label}] has a text here and on line {first}.",
                "Give one of them another label, here and where it is called.",
            )
            for line in others
        ]
    return problems


def _called_twice(label: str, note: NoteTree, lines: Lines) -> Problem:
    called = lines.all("call", label)
    first = called[0] if called else 0
    return lines.source.problem(
        called[-1] if called else note.line,
        "note-003",
        f"Note [^{label}] is called a second time; the first call is on line {first}.",
        "Give the second call a note of its own.",
    )


def _unused(label: str, lines: Lines) -> Problem:
    return lines.source.problem(
        lines.take("definition", label, in_note=True),
        "note-004",
        f"Nothing calls note [^{label}], so its text would be lost.",
        f"Write [^{label}] where it belongs, or delete the note.",
    )


def _empty(label: str, note: NoteTree, lines: Lines) -> Problem:
    return lines.source.problem(
        note.line, "note-006", f"Note [^{label}] has no text.", "Write its text after the colon."
    )
