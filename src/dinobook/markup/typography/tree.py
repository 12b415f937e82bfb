"""Typography of a whole tree: text is read across inline elements, and set where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from dinobook.markup.tree import INLINE, NOTE_CALL, Element
from dinobook.markup.typography.by_language import has_rules, ruled, rules_for
from dinobook.markup.typography.house_style import DEFAULT_HOUSE, HouseStyle
from dinobook.markup.typography.rules import (
    NO_BREAK,
    OPAQUE,
    SPACE,
    THIN_NO_BREAK,
    Edit,
    Rule,
    hide_addresses,
)

_NOT_SET: Final = frozenset({"code", "kbd", "pre", "samp", "var"})
_PICTURES: Final = frozenset({"img", "math", "wbr"})
_ROUNDS: Final = 6
_OF_NAMES: Final = frozenset({"typography-001", "typography-004", "typography-005"})
_AS_TYPED: Final = str.maketrans({OPAQUE: "", NO_BREAK: " ", THIN_NO_BREAK: " "})


@dataclass(slots=True)
class _Run:
    """The text of an element, or the text after it."""

    element: Element
    where: Literal["text", "tail"]
    text: str
    set_it: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What a rule did: the words around it before and after."""

    code: str
    before: str
    after: str


def typeset(tree: Element, language: str, house: HouseStyle = DEFAULT_HOUSE) -> list[Change]:
    """Set every text of the tree by the rules of its language. A second time changes nothing."""
    changes: list[Change] = []
    for spoken in _languages(tree, language):
        rules = rules_for(spoken, house)
        for runs in _paragraphs(tree, language, spoken):
            changes += _typeset_runs(runs, rules)
            for run in runs:
                if run.set_it:
                    setattr(run.element, run.where, run.text)
    return changes


def typeset_text(text: str, language: str, house: HouseStyle = DEFAULT_HOUSE) -> str:
    """A title, or another text without mark-up."""
    return _typeset_text(text, rules_for(language, house))


def typeset_name(text: str, language: str, house: HouseStyle = DEFAULT_HOUSE) -> str:
    """A name of somebody or of a house: only its marks (Jan ’t Hooft), as shops read it too."""
    rules = rules_for(language, house)
    return _typeset_text(text, tuple(rule for rule in rules if rule.code in _OF_NAMES))


def _typeset_text(text: str, rules: tuple[Rule, ...]) -> str:
    for _ in range(_ROUNDS):
        before = text
        for rule in rules:
            found = rule.find(hide_addresses(text))
            for edit in sorted(found, key=lambda one: one.start, reverse=True):
                text = text[: edit.start] + edit.text + text[edit.end :]
        if text == before:
            break
    return text


def _languages(tree: Element, language: str) -> list[str]:
    """The language of the text, and those of the words inside it that have rules of their own."""
    inside = (ruled(element.get("lang", language)) for element in tree.iter())
    others = {one for one in inside if has_rules(one)} - {ruled(language)}
    return [ruled(language), *sorted(others)]


def _typeset_runs(runs: list[_Run], rules: tuple[Rule, ...]) -> list[Change]:
    """Apply the rules until they find nothing more: a mark may tell what the one before it is."""
    if not any(run.set_it and run.text.strip() for run in runs):
        return []
    changes: list[tuple[int, Change]] = []
    for _ in range(_ROUNDS):
        found = [change for rule in rules for change in _apply_rule(runs, rule)]
        changes += found
        if not found:
            break
    return [change for _, change in sorted(changes, key=lambda pair: pair[0])]


def _apply_rule(runs: list[_Run], rule: Rule) -> list[tuple[int, Change]]:
    text = hide_addresses("".join(run.text if run.set_it else _opaque(run.text) for run in runs))
    edits = sorted(rule.find(text), key=lambda one: one.start, reverse=True)
    return list(_changes(rule.code, text, [edit for edit in edits if _apply(runs, edit)]))


_AS_OPENED: Final = dict.fromkeys("([{“‘„‚«‹", "(")


def _opaque(text: str) -> str:
    """White space stays, which parts words, and what a quotation may begin behind, as a bracket."""
    return "".join(char if char in SPACE else _AS_OPENED.get(char, OPAQUE) for char in text)


def _apply(runs: list[_Run], edit: Edit) -> bool:
    """Make one change; one that spans two elements is left undone."""
    offset = 0
    for run in runs:
        start, end = edit.start - offset, edit.end - offset
        if 0 <= start < len(run.text):
            if not run.set_it or end > len(run.text):
                return False
            run.text = run.text[:start] + edit.text + run.text[end:]
            return True
        offset += len(run.text)
    return False


def _changes(code: str, text: str, edits: list[Edit]) -> Iterator[tuple[int, Change]]:
    """One change for each word, or pair of words, that a rule touched; the last edit is first."""
    words: dict[tuple[int, int], str] = {}
    for edit in edits:
        start = max(text.rfind(" ", 0, edit.start), text.rfind("\n", 0, edit.start)) + 1
        ends = [found for sign in " \n" if (found := text.find(sign, edit.end)) >= 0]
        end = min(ends, default=len(text))
        word = words.get((start, end), text[start:end])
        words[start, end] = word[: edit.start - start] + edit.text + word[edit.end - start :]
    for (start, end), after in words.items():
        before = text[start:end].replace(OPAQUE, "")
        yield start, Change(code, before, after.translate(_AS_TYPED))


def _paragraphs(tree: Element, language: str, spoken: str) -> Iterator[list[_Run]]:
    """The runs of text that stand together on lines, cut where a block begins or ends.

    Of a text in `language`, the words that are in `spoken` are set.
    """
    runs: list[_Run] = []
    for run in _walk(tree, language, spoken, True):
        if run is not None:
            runs.append(run)
        elif runs:
            yield runs
            runs = []
    if runs:
        yield runs


def _walk(element: Element, language: str, spoken: str, text: bool) -> Iterator[_Run | None]:
    """Every text below; None where a block begins or ends. `text`: not code and no number."""
    language = element.get("lang", language)
    set_it = text and ruled(language) == spoken
    if element.text:
        yield _Run(element, "text", element.text, set_it)
    for child in element:
        name = str(child.tag)
        block = name not in INLINE
        if block and name != "br":
            yield None
        if name == "br":
            yield _Run(child, "text", "\n", False)
        elif name in _PICTURES:
            yield _Run(child, "text", OPAQUE, False)
        else:
            yield from _walk(child, language, spoken, text and _is_text(child))
        if block and name != "br":
            yield None
        if child.tail:
            yield _Run(child, "tail", child.tail, set_it)


def _is_text(element: Element) -> bool:
    return element.tag not in _NOT_SET and element.get("class") != NOTE_CALL
