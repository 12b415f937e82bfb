"""The Markdown that a plan makes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dinobook.importers.plan import Draft, Kind, Plan, PlanRow
from dinobook.importers.planfile import plan_to_yaml
from dinobook.importers.planread import from_yaml
from dinobook.importers.text import TextDump
from dinobook.importers.text.propose import propose
from dinobook.markup.convert import convert

FIRST = """\
---
title: "De fiets van oma"
# date: 2019-05-02 (guessed from a picture's name)
# imported from fiets.txt, lines 1-17
---

Vandaag stond er plots een oude fiets in onze gang. Niemand wist van wie die was.

## Een bel zonder klank

Mijn buurman vond dat we “alles moesten bewaren”. Ik dacht daar anders over, want ’t was krap.

We hadden drie redenen, namelijk

1.  de gang is smal
2.  de bel is stuk
3.  niemand fietst

/// beeld-ontbreekt | Schermafbeelding 2019-05-02 om 10.11.12
///

Wie heeft er nog een plekje vrij? Laat het mij weten via #fietsenstalling
"""

SECOND = """\
---
title: "Soep op maandag: wat een feest"
# date: 2018-11-05 (guessed from a picture's name)
# imported from fiets.txt, lines 21-33
---

/// beeld-ontbreekt | 2018-11-05 18.30.00
///

Op maandag eten wij soep. Dat is geen wet, maar het scheelt niet veel.

/// vers | (Uit “Keukenverzen” van mezelf)
Bruine bonen
weken lang
in koud water
///

#soep_dag is begonnen en a\\*b\\*c blijft gewoon staan. \\<b>Echt waar\\</b> [zie boven].

/// beeld-ontbreekt | IMG_0042.JPG
///
"""


def made(text: str, *changes: PlanRow) -> dict[str, str]:
    """The chapters of `text`, with the proposal's entries replaced by `changes` on their lines."""
    plan = propose(text, "fiets.txt")
    lines = {n for entry in changes for n in range(entry.first, entry.last + 1)}
    kept = tuple(entry for entry in plan.entries if entry.first not in lines)
    plan = replace(plan, entries=(*kept, *changes))
    draft = TextDump("fiets.txt", text.encode()).draft(plan)
    assert not [problem for problem in draft.problems if problem.is_error], draft.problems
    return {file.path: file.data.decode() for file in draft.files}


def test_each_post_is_a_chapter(importer: TextDump, plan: Plan) -> None:
    first, second = importer.draft(plan).files

    assert (first.path, first.id) == ("manuscript/de-fiets-van-oma.md", "de-fiets-van-oma")
    assert first.data.decode() == FIRST
    assert second.data.decode() == SECOND


def test_the_chapters_are_what_the_dialect_understands(importer: TextDump, plan: Plan) -> None:
    for file in importer.draft(plan).files:
        converted = convert(file.data.decode(), file.path)

        assert not converted.problems
        assert converted.fragment is not None
        assert all(image.missing for image in converted.fragment.images)


def test_the_same_dump_and_plan_give_the_same_bytes(importer: TextDump, plan: Plan) -> None:
    again = replace(plan, entries=tuple(reversed(plan.entries)))

    assert importer.draft(plan) == importer.draft(again)


def test_a_date_that_is_known_is_a_fact() -> None:
    text = "=== Titel | 2016-07\n\nEen zin.\n\nIMG_2016-01-01 10.00.png\n"

    assert "\ndate: 2016-07\n" in made(text)["manuscript/titel.md"]


def test_two_lines_of_a_post_are_its_title_and_subtitle() -> None:
    text = "Mijn dagboek\n\nEen dag met “regen” en \\ zon\n\nHet regende.\n"
    head = made(text, PlanRow(Kind.POST, 1, 3, id="dagboek"))["manuscript/dagboek.md"]

    assert 'title: "Mijn dagboek"\nsubtitle: "Een dag met “regen” en \\\\ zon"\n' in head


def test_stanzas_in_a_row_are_one_poem() -> None:
    text = "Titel\n\nEen zin.\n\neen\ntwee\n\ndrie\nvier\n\nvijf zes\n"

    assert (
        "/// vers\neen\ntwee\n\ndrie\nvier\n\nvijf zes\n///\n" in made(text)["manuscript/titel.md"]
    )


def test_a_quotation_stands_above_its_source() -> None:
    text = "Titel\n\nEen zin.\n\nWater is nat.\n\nVuur is heet.\n\n(Uit “Alles over *niets*”)\n"
    quote = PlanRow(Kind.QUOTE, 5, 9, source_line=9)

    assert (
        "/// citaat | (Uit “Alles over \\*niets\\*”)\nWater is nat.\n\nVuur is heet.\n///\n"
        in made(text, quote)["manuscript/titel.md"]
    )


def test_lists_may_be_nested_and_hang() -> None:
    text = "Titel\n\nEen zin.\n\n• brood\n   • wit, en dat\n     is lekker\n   • bruin\n• kaas\n"

    assert (
        "-   brood\n    -   wit, en dat\n        is lekker\n    -   bruin\n-   kaas\n"
        in made(text)["manuscript/titel.md"]
    )


def test_lines_without_signs_can_be_made_a_list() -> None:
    text = "Titel\n\nEen zin.\n\nbrood\nkaas\n"
    listed = made(text, PlanRow(Kind.LIST, 5, 6))["manuscript/titel.md"]

    assert "-   brood\n-   kaas\n" in listed


def test_a_row_of_signs_parts_scenes() -> None:
    text = "Titel\n\nEen zin.\n\n***\n\nNog een zin.\n"

    assert "Een zin.\n\n* * *\n\nNog een zin.\n" in made(text)["manuscript/titel.md"]


def test_what_is_dropped_is_listed_and_not_written(importer: TextDump, plan: Plan) -> None:
    entries = tuple(
        replace(entry, kind=Kind.DROP) if entry.kind is Kind.IMAGE_MISSING else entry
        for entry in plan.entries
    )
    draft = importer.draft(replace(plan, entries=entries))

    assert [entry.first for entry in draft.dropped] == [15, 23, 33]
    assert not [problem for problem in draft.problems if problem.is_error]
    assert not any(b"beeld-ontbreekt" in file.data or b"IMG" in file.data for file in draft.files)


INTERVIEW = """\
=== Het gesprek

Een inleiding die eindigt.

Wat vond je ervan?

WOUTERS: Ik had er niets op tegen.

DE MAN: Ik wel: het regende.

WOUTERS: Ach.

Zo ging het.
"""


def chapter_of(text: str, **kinds: Kind) -> tuple[str, Draft]:
    """The chapter when the entries that begin on these lines (`line_5`) get other kinds."""
    dump = TextDump("d.txt", text.encode())
    plan, _ = dump.propose()
    assert plan is not None
    entries = tuple(
        replace(one, kind=kinds.get(f"line_{one.first}", one.kind)) for one in plan.entries
    )
    written = plan_to_yaml(replace(plan, entries=entries))
    read, problems = from_yaml(written)
    assert (read, problems) == (replace(plan, entries=entries), ())
    assert read is not None
    draft = dump.draft(read)
    assert not [one.message for one in draft.problems if one.is_error]
    return draft.files[-1].data.decode(), draft


def test_an_interview_becomes_a_dialogue() -> None:
    chapter, _ = chapter_of(INTERVIEW)

    assert (
        "Wat vond je ervan?\n\n/// dialoog\nWOUTERS: Ik had er niets op tegen.\n\n"
        "DE MAN: Ik wel: het regende.\n\nWOUTERS: Ach.\n///\n\nZo ging het."
    ) in chapter
    assert convert(chapter, "manuscript/het-gesprek.md", "nl-BE").problems == ()


def test_what_stands_before_the_first_name_stays_outside_the_dialogue() -> None:
    text = "=== A\n\nEen zin.\n\nEen vraag?\n\nWOUTERS: “Nee.”\n"
    chapter, _ = chapter_of(text, line_5=Kind.DIALOGUE)

    assert chapter.endswith("Een vraag?\n\n/// dialoog\nWOUTERS: “Nee.”\n///\n")
    without, draft = chapter_of(text, line_3=Kind.DIALOGUE)
    assert "Een zin." in without
    assert [one.code for one in draft.problems] == ["import-034"]


def test_a_song_on_one_line_is_parted_at_its_dashes_by_the_plan() -> None:
    text = (
        "=== A\n\nZij zong het lied van de zee.\n\n"
        "De zee is groot  – De boot is klein – en ik ben thuis\n"
    )
    chapter, _ = chapter_of(text, line_5=Kind.VERSE)

    assert chapter.endswith("/// vers\nDe zee is groot\nDe boot is klein\nen ik ben thuis\n///\n")


@pytest.mark.parametrize(
    "song",
    [
        "Langs de kade – loop ik – door",
        "Langs de kade\n– loop ik\n– door",
        "– Langs de kade\n– loop ik\n– door",
        "– Langs de kade – loop ik – door",
        "Langs de kade –\nloop ik –\ndoor",
        "Langs de kade /\nloop ik /\ndoor",
    ],
)
def test_the_dashes_that_a_song_hangs_on_go_stanza_by_stanza(song: str) -> None:
    text = f"Titel\n\n{song}\n\nEen – twee\n"
    last = text.count("\n")
    chapter = made(
        text,
        PlanRow(Kind.POST, 1, 1, id="titel"),
        PlanRow(Kind.VERSE, 3, last),
    )["manuscript/titel.md"]

    assert chapter.endswith("/// vers\nLangs de kade\nloop ik\ndoor\n\nEen\ntwee\n///\n")


def test_a_song_with_a_dash_before_each_line_loses_the_dashes() -> None:
    text = "=== A\n\nEen zin.\n\n- De zee is groot\n- De boot is klein\n"
    chapter, _ = chapter_of(text, line_5=Kind.VERSE)

    assert chapter.endswith("/// vers\nDe zee is groot\nDe boot is klein\n///\n")


def test_a_label_becomes_a_tag_of_the_post_below_it() -> None:
    text = "=== A\n\nEen zin.\n\nReizen\n\n=== B\n\nNog een zin.\n"
    chapter, draft = chapter_of(text, line_5=Kind.TAG)

    assert 'title: "B"\ntags: ["Reizen"]\n' in chapter
    assert "tags" not in draft.files[0].data.decode()
