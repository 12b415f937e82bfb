"""What a chapter says, read from its text: words that point, terms, abbreviations and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Final

from dinobook.book.made_pages.explained import defined_terms, explained_abbreviations
from dinobook.impact.facts import TOKEN, ChapterFacts, Link, Pointer, telling
from dinobook.impact.phrases import ONWARD, phrases_of
from dinobook.impact.sentences import Sentence, sentences_of
from dinobook.markup.fragment import Fragment

_EXPLAINED: Final = re.compile(r"((?:[^\W\d_][\w’'-]* ){2,8})\(([^\W\d_]{2,7})\)")
_PARTICLES: Final = frozenset(
    {
        *("van", "von", "vom", "zu", "de", "den", "der", "des", "het", "ten", "ter", "te"),
        *("du", "la", "le", "les", "da", "di", "del", "dos", "el", "al", "d’", "’t"),
    }
)
"""What stands between a first name and a surname, in small letters or capitals."""


def read_facts(fragment: Fragment, language: str) -> ChapterFacts:
    sentences = tuple(sentences_of(fragment))
    names, alone = _names(sentences, language)
    return ChapterFacts(
        tuple(_pointers(sentences, language)),
        tuple(dict.fromkeys(defined_terms(fragment))),
        tuple(dict.fromkeys(chain(explained_abbreviations(fragment), _spelled_out(sentences)))),
        tuple(names),
        tuple(alone),
        dict(Counter(word for one in sentences for word in TOKEN.findall(one.text))),
        "\n".join(one.text for one in sentences),
    )


def _pointers(sentences: Sequence[Sentence], language: str) -> Iterator[Pointer]:
    phrases = phrases_of(language)
    if phrases is None:
        return
    elsewhere = any(phrases.speaks_of_another_book(one.text) for one in sentences)
    for at, sentence in enumerate(sentences):
        for found in phrases.found_in(sentence.text):
            side = sentences[at + 1 :] if found.pointing in ONWARD else sentences[:at]
            rest = f"{sentence.text[: found.start]} {sentence.text[found.end :]}"
            about = {word for word in telling(rest) if phrases.tells(word)}
            inside = about & telling(*(one.text for one in side))
            yield Pointer(
                found.pointing,
                sentence.text[found.start : found.end],
                sentence.text.strip(),
                found.number,
                tuple(Link(one.href, one.wiki) for one in sentence.links),
                tuple(sorted(about - inside)),
                tuple(sorted(inside)),
                elsewhere,
            )


def _spelled_out(sentences: Sequence[Sentence]) -> Iterator[str]:
    """“algemene ledenvergadering (ALV)”: an abbreviation behind words with its letters."""
    for sentence in sentences:
        for found in _EXPLAINED.finditer(sentence.text):
            short = found[2]
            if short.isupper() and _begins(found[1], short):
                yield short


def _begins(words: str, short: str) -> bool:
    """Whether its letters come in this order in the words, the first at the start of one."""
    rest = iter(words.casefold())
    starts = {word[0].casefold() for word in words.split()}
    return short[0].casefold() in starts and all(letter in rest for letter in short.casefold())


def _names(
    sentences: Sequence[Sentence], language: str
) -> tuple[dict[tuple[str, str], None], dict[str, None]]:
    """First names with surnames, and capitalised words without another beside them."""
    phrases = phrases_of(language)
    whole: dict[tuple[str, str], None] = {}
    alone: dict[str, None] = {}
    for sentence in sentences:
        for run in _capitalised(sentence.text):
            if len(run) > 1 and phrases is not None and not phrases.tells(run[0].casefold()):
                run = run[1:]  # “In Gent”: a sentence begins
            if len(run) == 1:
                alone[run[0]] = None
            for first, last in pairwise(run):
                whole[first, last] = None
    return whole, alone


def _capitalised(text: str) -> Iterator[list[str]]:
    """Capitalised words that follow each other, particles between them left out."""
    run: list[str] = []
    end = 0
    for found in TOKEN.finditer(text):
        word, gap = found[0], text[end : found.start()]
        end = found.end()
        if gap != " " and run:
            yield run
            run = []
        if word.casefold() in _PARTICLES:
            continue
        if word[0].isupper() and not word.isupper():
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run
