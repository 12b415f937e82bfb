"""Words that may point the wrong way in a new order: “het vorige hoofdstuk”, “straks”.

Only what the order changes is told: words whose target was where they say, and is no longer. A
chapter stays whole, so words that point inside it never do. What they point at is known by a link
or a title in the same sentence; “zoals eerder gezien” without one is taken to mean chapters that
share a telling word with its sentence, and no other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dinobook.book.model import Kind
from dinobook.book.numbers.numbering import CHAPTER, PART
from dinobook.book.references.heading_names import wiki_target
from dinobook.book.references.links import target_of
from dinobook.impact.facts import ChapterFacts, Pointer, telling
from dinobook.impact.model import Misleading
from dinobook.impact.orders import Order
from dinobook.impact.phrases import BACK, ONWARD, Pointing

_RARE: Final = 0.03
_FEW: Final = 2
"""A word tells what a sentence is about when no more than this share of the chapters has it, or so
few of them."""
_ENOUGH: Final = 2
"""So much must a chapter share with a sentence that may point at it: a word of its title, one that
it has again and again, or two words."""
_TOPIC: Final = 3
_NEIGHBOURS: Final = {
    Pointing.PREVIOUS: -1,
    Pointing.PREVIOUS_PART: -1,
    Pointing.NEXT: 1,
    Pointing.NEXT_PART: 1,
}
_OF_PARTS: Final = frozenset({Pointing.PREVIOUS_PART, Pointing.NEXT_PART})
_NUMBERED: Final = {Pointing.CHAPTER: CHAPTER, Pointing.PART: PART}
_LEAST_WORDS: Final = 3
"""A title of fewer words may stand in a sentence by chance, unless it stands between quotes."""
_QUOTED: Final = re.compile(r"[“‘«„‹]([^“”‘’«»„‹›]+)[”’»“‹›]")


@dataclass(frozen=True)
class Readers:
    """Both orders, and what all chapters say."""

    before: Order
    after: Order
    facts: Mapping[str, ChapterFacts]

    @cached_property
    def staying(self) -> tuple[str, ...]:
        """The chapters of both orders, in the new one."""
        return tuple(name for name in self.after.chapters if name in set(self.before.chapters))

    @cached_property
    def rare(self) -> frozenset[str]:
        """Words, without capitals, that few chapters have."""
        found: Counter[str] = Counter()
        for name in self.before.chapters:
            found.update(self.vocabulary[name].keys())
        most = max(_FEW, int(len(self.before.chapters) * _RARE))
        return frozenset(word for word, count in found.items() if count <= most)

    @cached_property
    def vocabulary(self) -> Mapping[str, Counter[str]]:
        """The words of each chapter without capitals, with how often it has them."""
        return {name: _counted(self.facts[name]) for name in self.before.chapters}

    def shared(self, words: Iterable[str], chapter: str) -> dict[str, int]:
        """The rare ones of these words that the chapter has, each with its weight."""
        own = self.vocabulary[chapter]
        title = telling(self.before.names[chapter].title)
        return {
            word: _ENOUGH if word in title or own[word] >= _TOPIC else 1
            for word in sorted(self.rare.intersection(words))
            if own[word] or word in title
        }

    @cached_property
    def small(self) -> Mapping[str, frozenset[str]]:
        """The words of each chapter that are written without a capital."""
        return {
            name: frozenset(word for word in self.facts[name].words if word.islower())
            for name in self.before.chapters
        }

    @cached_property
    def titles(self) -> tuple[tuple[str, str], ...]:
        """What chapters and parts are called, without capitals, with their ids."""
        named = self.before.names.items()
        return tuple(
            (one.title.casefold(), name)
            for name, one in named
            if name in self.before.by_id and one.title
        )


def misleading(readers: Readers) -> Iterator[Misleading]:
    """In the new order, chapter by chapter."""
    for chapter in readers.staying:
        for pointer in readers.facts[chapter].pointers:
            found = _judged(chapter, pointer, readers)
            if found is not None:
                target, why = found
                yield Misleading(chapter, pointer.words, pointer.sentence, why, target)


def _judged(chapter: str, pointer: Pointer, readers: Readers) -> tuple[str, str] | None:
    """What the words meant, and why they no longer do; None: they do, or nobody can tell."""
    targets = _targets(chapter, pointer, readers)
    if targets is None:
        return None
    if pointer.pointing in _NUMBERED:
        return _by_number(pointer, targets, readers)
    if targets:
        return _by_target(chapter, pointer, targets, readers)
    if pointer.pointing in _NEIGHBOURS:
        return _by_neighbour(chapter, pointer, readers)
    if pointer.pointing is Pointing.LAST:
        return _by_end(readers)
    if pointer.pointing in (Pointing.SEEN, Pointing.SOON):
        return _by_words(chapter, pointer, readers)
    if pointer.pointing in (Pointing.EARLIER, Pointing.LATER):
        return _by_side(chapter, pointer, readers)
    return None


def _targets(chapter: str, pointer: Pointer, readers: Readers) -> tuple[str, ...] | None:
    """Chapters and parts that the sentence names; None: it leads out of the book, or stays here."""
    here = readers.after.fragments[chapter].place.path
    found: list[str] = []
    for link in pointer.links:
        target = (
            wiki_target(link.href, readers.after.targets.names, here)
            if link.wiki
            else target_of(link.href, readers.after.targets, here)
        )
        if target is None or target[0] == chapter:
            return None
        found.append(target[0])
    return tuple(dict.fromkeys([*found, *_titled(chapter, pointer.sentence, readers)]))


def _titled(chapter: str, sentence: str, readers: Readers) -> Iterator[str]:
    """Chapters whose titles stand in the sentence: whole between quotes, or long ones anywhere."""
    said = sentence.casefold()
    quoted = {one.strip(" ,.;:!?").casefold() for one in _QUOTED.findall(sentence)}
    for title, name in readers.titles:
        is_long = len(title.split()) >= _LEAST_WORDS
        if name != chapter and (title in quoted or (is_long and title in said)):
            yield name


def _by_target(
    chapter: str, pointer: Pointer, targets: tuple[str, ...], readers: Readers
) -> tuple[str, str] | None:
    """A target that was on the side that is meant, or right beside the chapter, and is not now."""
    pointed = -1 if pointer.pointing in BACK else 1 if pointer.pointing in ONWARD else 0
    for target in targets:
        was, now = _side(chapter, target, readers.before), _side(chapter, target, readers.after)
        if now and was == pointed != now:
            return target, f"{target} comes {'before' if now < 0 else 'after'} it now"
        beside = [
            _neighbour(chapter, pointer.pointing, one) == target
            for one in (readers.before, readers.after)
        ]
        if now and beside == [True, False]:
            return target, f"{target} is no longer next to it"
    return None


def _side(chapter: str, other: str, order: Order) -> int:
    """−1: the other comes before the chapter; 1: behind it; 0: it is not in the book."""
    here, there = order.places.get(chapter), order.places.get(other)
    if here is None or there is None or here == there:
        return 0
    return -1 if there < here else 1


def _by_neighbour(chapter: str, pointer: Pointer, readers: Readers) -> tuple[str, str] | None:
    was, now = (
        _neighbour(chapter, pointer.pointing, one) for one in (readers.before, readers.after)
    )
    if not was or was == now:
        return None
    return was, f"that was {was}, and is {now or 'none'} now"


def _neighbour(chapter: str, pointing: Pointing, order: Order) -> str:
    """The chapter or part right before or behind it; empty: none, or no neighbour is meant."""
    step = _NEIGHBOURS.get(pointing)
    if step is None:
        return ""
    parts = [one.id for one in order.sections if one.kind is Kind.PART]
    if pointing in _OF_PARTS and parts:
        own = order.by_id[chapter].part
        return _beside(parts, parts.index(own), step) if own else ""
    return _beside(order.chapters, order.chapters.index(chapter), step)


def _beside(names: Sequence[str], at: int, step: int) -> str:
    return names[at + step] if 0 <= at + step < len(names) else ""


def _by_number(
    pointer: Pointer, targets: tuple[str, ...], readers: Readers
) -> tuple[str, str] | None:
    """A number that the author typed: what had it has another one now."""
    kind = _NUMBERED[pointer.pointing]
    was, now = (_numbered(kind, pointer.number, one) for one in (readers.before, readers.after))
    if not was or was == now or (targets and was not in targets):
        return None
    if pointer.elsewhere and not targets and not _shares_words(pointer, was, readers):
        return None
    number = readers.after.names[was].number if was in readers.after.names else ""
    return was, f"that was {was}, which {f'is {number} now' if number else 'is gone'}"


def _numbered(kind: str, number: int, order: Order) -> str:
    """The chapter or part that has the number, in its place among its like; empty: none."""
    numbered = [name for name, one in order.names.items() if one.kind == kind and one.number]
    return numbered[number - 1] if 0 < number <= len(numbered) else ""


def _shares_words(pointer: Pointer, chapter: str, readers: Readers) -> bool:
    words = (*pointer.about, *pointer.inside)
    if chapter not in readers.vocabulary:
        return False
    return sum(readers.shared(words, chapter).values()) >= _ENOUGH


def _by_end(readers: Readers) -> tuple[str, str] | None:
    was, now = readers.before.chapters[-1], readers.after.chapters[-1]
    return None if was == now else (was, f"that was {was}, and is {now} now")


def _by_words(
    chapter: str, pointer: Pointer, readers: Readers, enough: int = _ENOUGH
) -> tuple[str, str] | None:
    """Chapters on the side that is meant that share telling words: none of them is there now."""
    if readers.rare.intersection(pointer.inside):
        return None
    side = -1 if pointer.pointing in BACK else 1
    meant: dict[str, dict[str, int]] = {}
    for name in readers.before.chapters:
        if _side(chapter, name, readers.before) == side:
            shared = readers.shared(_not_pointed_on(pointer, readers.facts[name]), name)
            if sum(shared.values()) >= enough:
                meant[name] = shared
    if not meant or any(_side(chapter, name, readers.after) in (side, 0) for name in meant):
        return None
    best = max(meant, key=lambda name: sum(meant[name].values()))
    where = "behind" if side < 0 else "before"
    words = ", ".join(f"“{word}”" for word in meant[best])
    return best, f"{best}, which also speaks of {words}, comes {where} it now"


def _not_pointed_on(pointer: Pointer, facts: ChapterFacts) -> set[str]:
    """Telling words of the sentence, but for those that the other chapter only points on with."""
    same = (one for one in facts.pointers if one.pointing is pointer.pointing)
    return set(pointer.about).difference(*((*one.about, *one.inside) for one in same))


def _counted(facts: ChapterFacts) -> Counter[str]:
    found: Counter[str] = Counter()
    for word, count in facts.words.items():
        found[word.casefold()] += count
    return found


def _by_side(chapter: str, pointer: Pointer, readers: Readers) -> tuple[str, str] | None:
    """“Eerder in dit boek” without a target: by telling words; else when nothing is there now."""
    found = _by_words(chapter, pointer, readers, enough=1)
    if found is not None:
        return found
    side = -1 if pointer.pointing in BACK else 1
    was, now = (
        [name for name in order.chapters if _side(chapter, name, order) == side]
        for order in (readers.before, readers.after)
    )
    if was and not now:
        return "", f"no chapter comes {'before' if side < 0 else 'after'} it now"
    return None
