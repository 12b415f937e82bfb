"""What the importer makes of a dump before anyone has looked at it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dinobook.importers.plan import Kind, Plan
from dinobook.importers.text import TextDump
from dinobook.importers.text.propose import propose


def kinds(text: str) -> list[tuple[str, str]]:
    return [(entry.lines, entry.kind.value) for entry in propose(text).entries]


def test_every_kind_is_found_in_the_order_of_the_dump(plan: Plan) -> None:
    assert [(entry.lines, entry.kind.value) for entry in plan.entries] == [
        ("1", "post"),
        ("3", "paragraph"),
        ("5", "heading"),
        ("7", "paragraph"),
        ("9", "paragraph"),
        ("11-13", "list"),
        ("15", "image-missing"),
        ("17", "paragraph"),
        ("21", "post"),
        ("23", "image-missing"),
        ("25", "paragraph"),
        ("27-31", "verse"),
        ("33", "paragraph"),
        ("33", "image-missing"),
    ]


def test_a_post_gets_an_id_and_a_guessed_date_but_no_date(plan: Plan) -> None:
    posts = [entry for entry in plan.entries if entry.kind is Kind.POST]

    assert [post.id for post in posts] == ["de-fiets-van-oma", "soep-op-maandag-wat-een-feest"]
    assert [post.guessed_date for post in posts] == ["2019-05-02", "2018-11-05"]
    assert [post.date for post in posts] == ["", ""]


def test_a_title_says_what_speaks_for_it(plan: Plan) -> None:
    title = next(entry for entry in plan.entries if entry.first == 21)

    assert "no-break space before the last word" in title.reason
    assert "a picture follows at once" in title.reason
    assert "line 17 reads like the end of a post" in title.reason


def test_the_table_has_one_row_for_each_entry(plan: Plan) -> None:
    table = plan.rows()

    assert len(table) == len(plan.entries)
    assert table[5][:2] == ("11-13", "list")
    assert table[5][5].startswith("1. de gang is smal")


def test_the_table_shows_a_title_that_is_known(plan: Plan) -> None:
    first = replace(plan.entries[0], title="De gang", words="Het huis had een gang")

    assert replace(plan, entries=(first,)).rows()[0][5] == "De gang"


def test_marks_in_the_dump_are_certain_and_rule_out_other_titles() -> None:
    text = (
        "=== Eerste | 2016-07-14\nEen zin die hier begint.\n\nTot de volgende keer.\n\n\u00a0\n\n"
        "Toch een\u00a0kop\n\nfoto.png\n\n=== Tweede\n\nNog een zin.\n"
    )
    posts = [entry for entry in propose(text).entries if entry.kind is Kind.POST]

    assert [(post.id, post.date, post.confidence) for post in posts] == [
        ("eerste", "2016-07-14", 1.0),
        ("tweede", "", 1.0),
    ]


def test_two_posts_with_one_title_get_two_ids() -> None:
    text = "=== Koffie\n\nEen zin.\n\n=== Koffie!\n\nNog een zin.\n\n=== 😉\n\nEn nog een.\n"
    posts = [entry for entry in propose(text).entries if entry.kind is Kind.POST]

    assert [post.id for post in posts] == ["koffie", "koffie-2", "post"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Nee, dat kan écht niet meer 🙂", "emoticon"),
        ("Luister eens: dat is NOOIT zo geweest", "shouts"),
        ("en toen was het stil", "small letter"),
        ("Er zijn drie soorten, namelijk", "leads into"),
        ("Zou dat nu echt zo zijn?", "question"),
    ],
)
def test_a_short_sentence_is_not_taken_for_a_heading(line: str, why: str) -> None:
    text = f"Titel van het stuk\n\nEen gewone zin.\n\n{line}\n\nNog een gewone zin.\n"
    entry = next(entry for entry in propose(text).entries if entry.first == 5)

    assert entry.kind is Kind.PARAGRAPH
    assert entry.confidence < 0.95
    assert why in entry.reason


def test_a_label_above_a_title_is_left_to_the_author() -> None:
    text = (
        "Eerste stuk\n\nEen zin die eindigt.\n\nLaat het mij weten.\n\n"
        "foto 2019-03-01 10.00.png\n\n\u00a0\n\nDagboek\n\n"
        "Waarom ik nooit meer met de trein naar zee "
        "rijd\n\nEen zin.\n"
    )
    label, title = [e for e in propose(text).entries if e.first in (11, 13)]

    assert (label.kind, label.confidence) == (Kind.PARAGRAPH, 0.3)
    assert "you decide" in label.reason
    assert title.kind is Kind.POST


def test_a_title_that_is_repeated_is_a_post_and_a_doubtful_paragraph() -> None:
    text = (
        "Eerste stuk\n\nEen zin. #klaar\n\n(einde van het eerste stuk)\n\n"
        "Vier keer water koken\n\nVier keer water koken\n\nEen zin.\n"
    )
    first, second = [e for e in propose(text).entries if e.first in (7, 9)]

    assert first.kind is Kind.POST
    assert second.kind is Kind.PARAGRAPH
    assert second.confidence == 0.4
    assert "repeats line 7" in second.reason


def test_an_interview_and_a_song_are_proposed_as_quotations() -> None:
    text = (
        "Titel van het stuk\n\nEen zin.\n\nWat vindt u daarvan?\n\nJANSSEN: ‘Niets, eigenlijk.’"
        "\n\nIk zong die dag dit lied van mijn tante uit Temse, telkens en telkens opnieuw, tot ze"
        " belde, want zo gaat dat\n\n"
        "De trein is weg, de trein is weg.\n\n(Uit “Sporen” van tante)\n"
    )
    quotes = [entry for entry in propose(text).entries if entry.kind is Kind.QUOTE]

    assert [(quote.lines, quote.source_line) for quote in quotes] == [("5-7", 0), ("11-13", 13)]


def test_a_paragraph_with_hard_line_ends_is_not_verse() -> None:
    text = (
        "Titel\n\nDeze alinea is in een mailprogramma getypt en heeft daarom na elke\n"
        "zestig of zeventig tekens een harde regeleinde, wat niemand zo bedoeld\n"
        "heeft en wat dus ook geen gedicht mag worden.\n"
    )

    assert kinds(text) == [("1", "post"), ("3-5", "paragraph")]


def test_the_title_said_again_below_a_picture_is_no_heading() -> None:
    text = "=== Koffie\n\nfoto 2019-03-01 10.00.png\n\nKoffie\n\nEen zin die eindigt.\n"

    assert kinds(text) == [
        ("1", "post"),
        ("3", "image-missing"),
        ("5", "paragraph"),
        ("7", "paragraph"),
    ]


@pytest.mark.parametrize(
    ("mark", "title", "date", "source"),
    [
        ("=== Koffie | 14 juli 2016", "Koffie", "2016-07-14", ""),
        ("=== Koffie | juli 2016", "Koffie", "2016-07", ""),
        (
            "=== Koffie | 14-07-2016 | https://a.be/koffie",
            "Koffie",
            "2016-07-14",
            "https://a.be/koffie",
        ),
        (
            "=== Koffie | https://a.be/koffie | 2016-07-14",
            "Koffie",
            "2016-07-14",
            "https://a.be/koffie",
        ),
        ("=== Koffie | thee", "Koffie | thee", "", ""),
        ("=== Koffie | 14 juli 2016 was warm", "Koffie | 14 juli 2016 was warm", "", ""),
    ],
)
def test_a_mark_tells_the_title_from_the_date_and_the_address(
    mark: str, title: str, date: str, source: str
) -> None:
    text = f"{mark}\n\nEen zin die eindigt.\n"
    dump = TextDump("d.txt", text.encode())
    plan, _ = dump.propose()
    assert plan is not None
    draft = dump.draft(plan)
    chapter = draft.files[0].data.decode()

    assert (plan.entries[0].date, plan.entries[0].source) == (date, source)
    assert draft.problems == ()
    assert chapter.startswith(f'---\ntitle: "{title}"\n')
    assert (f'source: "{source}"\n' in chapter) is bool(source)
