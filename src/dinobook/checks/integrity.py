"""Nothing lost: every sentence of the book stands once, and in order, in every output.

An output is read back as a run of text per section. Notes are taken out first, since a page puts
them at its foot; what is left must be the section's own text and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dinobook.book.model import Section
from dinobook.checks.flow import Flow, flow_of
from dinobook.checks.skeleton import skeleton
from dinobook.problems import Place, Problem
from dinobook.storage.project import MANIFEST

_SHOWN = 90
_TRIES = 2000
"""So many ways to tell notes from text are tried."""


@dataclass(frozen=True, slots=True)
class Region:
    """What an output shows of one section, in the output's own order of text.

    `exact` is False for pages that the medium adds text to (contents with page numbers): there,
    words between the sentences are no fault.
    """

    section: Section
    text: str
    exact: bool = True


def check_integrity(
    regions: Sequence[Region], output: str, *, drawn: bool, generated: Iterable[str] = ()
) -> list[Problem]:
    """Compare what an output shows with what the book says.

    `output` is the file's name, for the messages. `drawn`: the output draws the numbers of lists
    and notes. `generated` are words that the output may add (a heading over the notes).
    """
    allowed = frozenset(skeleton(word) for word in generated)
    problems: list[Problem] = []
    for region in regions:
        flow = flow_of(region.section, drawn=drawn)
        problems += _Comparison(flow, region, output, allowed).problems()
    return problems


def off_page(folio: str, words: str, output: str, path: str) -> Problem:
    """A line that is in the file but over the edge of its page, where nobody can read it.

    `path` is the file of the chapter on that page.
    """
    return Problem(
        Place(path, 0, words),
        "layout-001",
        f"These words run off page {folio} of {output}: “{words[:_SHOWN]}”",
        "Break the long line, or make the picture or table narrower.",
    )


def fits(shown: str, expected: str, notes: Sequence[str]) -> bool:
    """Whether `shown` is `expected` with the notes in it, each in one piece and in their order."""
    waiting = [(0, 0, 0)]
    seen: set[tuple[int, int, int]] = set()
    while waiting and len(seen) < _TRIES:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        text, page, number = place
        same = _common(expected[text:], shown[page:])
        if number == len(notes):
            if same == len(expected) - text == len(shown) - page:
                return True
            continue
        note = notes[number]
        # the last place is tried first
        at = shown.find(note, page, page + same + len(note))
        while at >= 0:
            waiting.append((text + at - page, at + len(note), number + 1))
            at = shown.find(note, at + 1, page + same + len(note))
    return False


def _common(one: str, other: str) -> int:
    """How many letters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _behind_heads(shown: str, position: int, wanted: str, heads: Sequence[str]) -> int:
    """Where the text goes on behind a table's head that a new page shows again.

    A cell of one letter would else be found in the head.
    """
    for head in heads:
        end = position + len(head)
        if head and shown.startswith(head, position) and shown.startswith(wanted, end):
            return end
    return position


class _Comparison:
    """One section, expected against shown."""

    def __init__(self, flow: Flow, region: Region, output: str, allowed: frozenset[str]) -> None:
        self.flow = flow
        self.region = region
        self.output = output
        self.allowed = allowed | flow.repeats
        self.found: list[Problem] = []

    def problems(self) -> list[Problem]:
        whole = skeleton(self.region.text)
        expected = "".join(skeleton(sentence) for sentence in self.flow.sentences)
        notes = [skeleton("".join(sentences)) for sentences in self.flow.notes]
        shown = self._without_notes(whole)
        # a short note (3 Zie) may also stand by chance in the text (3 ziekenhuizen)
        if shown != expected and not fits(whole, expected, notes):
            self._walk(shown)
        return self.found

    def _without_notes(self, shown: str) -> str:
        for sentences in reversed(self.flow.notes):
            note = skeleton("".join(sentences))
            before, found, after = shown.rpartition(note)
            if found:
                shown = before + after
            else:
                self._report("integrity-001", "The note is not there", " ".join(sentences))
        return shown

    def _walk(self, shown: str) -> None:
        """Follow the sentences through the shown text and name what does not fit."""
        position = said = 0
        expected = "".join(map(skeleton, self.flow.sentences))
        again = [
            repeat for repeat in self.flow.repeats if shown.count(repeat) > expected.count(repeat)
        ]
        for sentence in self.flow.sentences:
            wanted = skeleton(sentence)
            strange = [one for one in again if not expected.startswith(one, said)]
            position = _behind_heads(shown, position, wanted, strange)
            said += len(wanted)
            start = shown.find(wanted, position)
            if start < 0:
                known = wanted in shown
                code = "integrity-004" if known else "integrity-001"
                self._report(code, "It stands elsewhere" if known else "It is not there", sentence)
                continue
            self._gap(shown[position:start])
            position = start + len(wanted)
        self._gap(shown[position:])

    def _gap(self, text: str) -> None:
        """What stands between two sentences, or after the last one."""
        text = self._without_repeats(text)
        if not text or not self.region.exact or text in self.allowed:
            return
        for sentence in self.flow.sentences:
            if len(wanted := skeleton(sentence)) > 12 and wanted in text:
                self._report("integrity-003", "It stands there twice", sentence)
                text = text.replace(wanted, "", 1)
        if text and text not in self.allowed:
            self._report("integrity-002", "No chapter has these words", text)

    def _without_repeats(self, text: str) -> str:
        """What is left without heads of tables; a row over three pages has two in succession."""
        ends = {0}
        for at in range(len(text)):
            if at in ends:
                ends |= {at + len(head) for head in self.flow.repeats if text.startswith(head, at)}
        return "" if len(text) in ends else text

    def _report(self, code: str, what: str, sentence: str) -> None:
        shown = sentence if len(sentence) <= _SHOWN else sentence[:_SHOWN].rstrip() + "…"
        section = self.flow.section
        self.found.append(
            Problem(
                Place(section.place.path or MANIFEST, 0, sentence),
                code,
                f"{what} in {self.output}, “{section.title}”: “{shown}”",
                "The outputs were not replaced. Simplify the passage, and please report this.",
            )
        )
