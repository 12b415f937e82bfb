"""Words that point to other chapters: told when a new order makes them point the wrong way."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dinobook.impact.phrases import Phrases, Pointing, phrases_of
from impact.conftest import Moved

PLAIN = "Er stond een stoel in de gang, en niemand ging erop zitten."


def chapters(**said: str) -> dict[str, str]:
    """Four chapters, some of which say something of their own."""
    return {name: said.get(name, PLAIN) for name in ("een", "twee", "drie", "vier")}


def told(impact: object) -> list[tuple[str, str, str]]:
    return [(one.chapter, one.words.casefold(), one.target) for one in impact.misleading]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl-BE", "In het vorige hoofdstuk ging het over koffie."),
        ("en-GB", "In the previous chapter it was about coffee."),
        ("fr-BE", "Dans le chapitre précédent, il était question de café."),
        ("de-DE", "Im vorigen Kapitel ging es um Kaffee."),
    ],
)
def test_the_chapter_before_is_another_one(moved: Moved, language: str, words: str) -> None:
    text = chapters(drie=words)
    impact = moved(text, ["een", "twee", "drie", "vier"], ["twee", "een", "drie", "vier"], language)
    assert [(one.chapter, one.target) for one in impact.misleading] == [("drie", "twee")]
    (one,) = impact.misleading
    assert (one.file, one.line) == ("manuscript/drie.md", 4)
    assert "een" in one.why


@pytest.mark.parametrize(
    "after",
    [
        ["twee", "drie", "een", "vier"],  # both move together
        ["een", "twee", "drie", "vier"],
        ["vier", "een", "twee", "drie"],
    ],
)
def test_a_neighbour_that_stays_is_no_news(moved: Moved, after: Sequence[str]) -> None:
    text = chapters(drie="In het vorige hoofdstuk ging het over koffie.")
    assert told(moved(text, ["een", "twee", "drie", "vier"], after)) == []


def test_the_next_chapter_is_another_one(moved: Moved) -> None:
    text = chapters(twee="Het volgende hoofdstuk gaat over thee.")
    impact = moved(text, ["een", "twee", "drie", "vier"], ["een", "twee", "vier", "drie"])
    assert told(impact) == [("twee", "volgende hoofdstuk", "drie")]


@pytest.mark.parametrize(
    "words",
    [
        "Zoals hierboven gezegd was de koffie koud.",
        "De koffie was koud. Zoals gezegd: koud. Hieronder meer over koffie.",
        "Verderop in de straat stond een fiets, en straks regent het.",
        "Hij was vorig jaar ziek, en het vorige jaar ook.",
        "In een later leven las hij het [vorige](#hier) stuk nog eens.\n\n## Hier {#hier}",
        "Net als vorig jaar gebruiken we hiervoor een formulier.",
        "Zoals beschreven in de statuten is er een quorum nodig.",
    ],
)
def test_a_chapter_stays_whole(moved: Moved, words: str) -> None:
    """What points inside its own chapter, or nowhere in the book, never points the wrong way."""
    text = chapters(twee=words)
    assert told(moved(text, ["een", "twee", "drie", "vier"], ["twee", "vier", "een", "drie"])) == []


def test_a_link_says_what_they_mean(moved: Moved) -> None:
    text = chapters(
        drie="Zoals [hierboven](een) gezegd was de koffie koud. Straks lees je [de rest](vier)."
    )
    order = ["een", "twee", "drie", "vier"]
    assert told(moved(text, order, ["drie", "een", "twee", "vier"])) == [
        ("drie", "hierboven", "een")
    ]
    assert [one[2] for one in told(moved(text, order, ["een", "vier", "twee", "drie"]))] == ["vier"]
    assert told(moved(text, order, ["twee", "een", "drie", "vier"])) == []


def test_a_title_says_what_they_mean(moved: Moved) -> None:
    text = chapters(
        een="# De koffie van negen uur\n" + PLAIN,
        drie="Zoals eerder verteld in “De koffie van negen uur” was er geen melk.",
        vier="Zoals we eerder zagen, in De koffie van negen uur, was er geen melk.",
    )
    impact = moved(text, ["een", "twee", "drie", "vier"], ["drie", "vier", "een", "twee"])
    assert [(one.chapter, one.target) for one in impact.misleading] == [
        ("drie", "een"),
        ("vier", "een"),
    ]


def test_earlier_means_a_chapter_that_speaks_of_the_same(moved: Moved) -> None:
    text = chapters(
        een="# De koffiemachine\n" + PLAIN,
        twee="Over fietsen en paraplu’s.",
        drie="Zoals eerder gezien was de koffiemachine stuk.",
    )
    order = ["een", "twee", "drie", "vier"]
    assert told(moved(text, order, ["twee", "drie", "een", "vier"])) == [
        ("drie", "zoals eerder gezien", "een")
    ]
    assert told(moved(text, order, ["een", "drie", "twee", "vier"])) == []


def test_earlier_in_the_same_chapter_means_no_other(moved: Moved) -> None:
    text = chapters(
        een="# De koffiemachine\n" + PLAIN,
        drie="De koffiemachine lekte.\n\nZoals eerder gezien was de koffiemachine stuk.",
    )
    assert told(moved(text, ["een", "twee", "drie"], ["twee", "drie", "een"])) == []


def test_a_number_that_was_typed(moved: Moved) -> None:
    text = chapters(vier="Zie hoofdstuk 2, en ook het eerste hoofdstuk.")
    impact = moved(text, ["een", "twee", "drie", "vier"], ["twee", "een", "drie", "vier"])
    assert told(impact) == [
        ("vier", "hoofdstuk 2", "twee"),
        ("vier", "het eerste hoofdstuk", "een"),
    ]
    assert "1" in impact.misleading[0].why


def test_the_number_of_a_chapter_of_another_book(moved: Moved) -> None:
    text = chapters(vier="Ik las het boek van de auteur graag. Vooral hoofdstuk 2 was mooi.")
    assert told(moved(text, ["een", "twee", "drie", "vier"], ["twee", "een", "drie", "vier"])) == []


def test_a_part_by_its_number(moved: Moved) -> None:
    text = chapters(een="In deel twee leest u waarom. In deel twee van de reeks ook.")
    before = ["part: Toen", "een", "part: Nu", "twee", "part: Later", "drie"]
    after = ["part: Toen", "een", "part: Later", "drie", "part: Nu", "twee"]
    assert told(moved(text, before, after)) == [("een", "in deel twee", "part-nu")]
    assert told(moved(text, before, ["part: Toen", "een", "part: Nu", "drie", "twee"])) == []


def test_the_previous_part(moved: Moved) -> None:
    text = chapters(drie="In het vorige deel ging het over thee.")
    before = ["part: Toen", "een", "part: Nu", "twee", "part: Later", "drie"]
    assert told(moved(text, before, [*before[2:4], *before[:2], *before[4:]])) == [
        ("drie", "vorige deel", "part-nu")
    ]
    same = ["part: Toen", "part: Nu", "een", "twee", "part: Later", "drie"]
    assert told(moved(text, before, same)) == []


def test_what_was_wrong_before_is_no_news(moved: Moved) -> None:
    text = chapters(een="Zoals [eerder](vier) gezegd was de koffie koud, zie hierboven.")
    impact = moved(text, ["een", "twee", "drie", "vier"], ["twee", "een", "drie", "vier"])
    assert told(impact) == []


def test_a_link_out_of_the_book_is_no_chapter(moved: Moved) -> None:
    text = chapters(drie="In het [vorige hoofdstuk](https://elders.example/1) van hun boek.")
    assert told(moved(text, ["een", "twee", "drie"], ["twee", "een", "drie"])) == []


def phrases(language: str) -> Phrases:
    found = phrases_of(language)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "text", "pointing"),
    [
        ("nl", "Zoals eerder gezien", Pointing.SEEN),
        ("nl", "Daarover later meer", Pointing.SOON),
        ("nl", "straks vertel ik", Pointing.SOON),
        ("nl", "verderop in dit boek", Pointing.LATER),
        ("nl", "in de vorige hoofdstukken", Pointing.EARLIER),
        ("nl", "het laatste hoofdstuk", Pointing.LAST),
        ("en", "as we saw earlier", Pointing.SEEN),
        ("en", "as mentioned before", Pointing.SEEN),
        ("en", "more on this later", Pointing.SOON),
        ("en", "later in this book", Pointing.LATER),
        ("en", "in part two", Pointing.PART),
        ("en", "chapter IV", Pointing.CHAPTER),
        ("fr", "comme nous l’avons vu", Pointing.SEEN),
        ("fr", "plus loin dans ce livre", Pointing.LATER),
        ("fr", "comme nous le verrons", Pointing.SOON),
        ("fr", "dans la deuxième partie de ce livre", Pointing.PART),
        ("de", "wie bereits erwähnt", Pointing.SEEN),
        ("de", "später mehr dazu", Pointing.SOON),
        ("de", "im zweiten Kapitel", Pointing.CHAPTER),
        ("de", "weiter oben in diesem Buch", Pointing.EARLIER),
    ],
)
def test_each_language_has_its_words(language: str, text: str, pointing: Pointing) -> None:
    assert [one.pointing for one in phrases(language).found_in(f"Nu, {text}, dus.")] == [pointing]


@pytest.mark.parametrize("language", ["nl", "en", "fr", "de"])
def test_every_kind_of_pointing_is_known_in_every_language(language: str) -> None:
    known = phrases(language)
    assert {pointing for pointing, _ in known.patterns} == set(Pointing)
    assert len(known.numbers) == len(known.ordinals) == 12


@pytest.mark.parametrize(
    ("text", "number"), [("hoofdstuk 12", 12), ("hoofdstuk IX", 9), ("hoofdstuk zeven", 7)]
)
def test_numbers_are_read_as_they_are_written(text: str, number: int) -> None:
    assert [one.number for one in phrases("nl").found_in(text)] == [number]
