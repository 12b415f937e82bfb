"""Numbers, introductions and links that another order changes; what is said of them to people."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from dinobook.errors import ManifestError, UsageError
from impact.conftest import EPUB, Moved, book_of, manifest

FIGURE = '![Een plan](images/{}.svg "Het plan"){{#fig-{}}}\n'
TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n\n/// tabel | Uren\n    id: tab-{}\n///\n"
TERMS = "/// begrippen\ngeduld\n:   Wachten zonder te zuchten.\n///\n"


def test_chapters_and_what_counts_on_are_numbered_otherwise(moved: Moved) -> None:
    text = {
        "een": "Tekst.\n\n" + TABLE.format("a"),
        "twee": "Meer.\n\n" + TABLE.format("b"),
        "drie": "Zie [](#tab-b) en [](twee), en ook [deze](#tab-a).",
    }
    impact = moved(text, ["een", "twee", "drie"], ["twee", "een", "drie"])
    assert [(one.id, one.kind, one.before, one.after) for one in impact.numbers] == [
        ("twee", "chapter", "2", "1"),
        ("tab-b", "table", "2", "1"),
        ("een", "chapter", "1", "2"),
        ("tab-a", "table", "1", "2"),
    ]
    assert {one.id: one.printed for one in impact.numbers} == {
        "twee": 1, "tab-b": 1, "een": 0, "tab-a": 0
    }  # fmt: skip
    said = "\n".join(impact.lines())
    assert "2 chapters renumbered: twee 2 → 1, een 1 → 2." in said
    assert "2 references in the text will say another number." in said


def test_parts_are_numbered_otherwise(moved: Moved) -> None:
    text = {"een": "Tekst.", "twee": "Meer."}
    before = ["part: Toen", "een", "part: Nu", "twee"]
    impact = moved(text, before, [*before[2:], *before[:2]])
    assert [(one.id, one.before, one.after) for one in impact.numbers if one.kind == "part"] == [
        ("part-nu", "II", "I"),
        ("part-toen", "I", "II"),
    ]


def test_a_part_without_chapters_vanishes(moved: Moved) -> None:
    text = {"een": "Tekst.", "twee": "Meer.", "drie": "Nog."}
    before = ["part: Toen", "een", "part: Nu", "twee", "part: Later", "drie"]
    impact = moved(text, before, ["part: Toen", "een", "twee", "part: Nu", "part: Later", "drie"])
    assert [(one.id, one.before, one.after) for one in impact.numbers] == [
        ("part-later", "III", "II")
    ]


def test_a_held_chapter_has_no_number_and_others_close_up(moved: Moved) -> None:
    text = {"een": "Tekst.", "twee": "Meer.", "drie": "Nog."}
    impact = moved(text, ["een", "twee", "drie"], ["een", "{id: twee, status: hold}", "drie"])
    assert [(one.id, one.before, one.after) for one in impact.numbers] == [("drie", "3", "2")]


def test_the_same_order_changes_nothing(moved: Moved) -> None:
    text = {"een": "Zoals [eerder](twee) gezien.", "twee": "Meer " + TABLE.format("a")}
    impact = moved(text, ["een", "twee"], ["een", "twee"])
    assert list(impact.lines()) == ["Estimate from the last build:", "Nothing else changes."]


def test_what_differs_in_one_edition_names_it(moved: Moved) -> None:
    two = "editions:\n  ebook: {format: epub}\n  kort: {format: epub}\n"
    text = {"een": "Tekst.", "twee": "Meer.", "drie": "Nog."}
    before = ["{id: een, editions: [ebook]}", "twee", "drie"]
    after = ["twee", "{id: een, editions: [ebook]}", "drie"]
    impact = moved(text, before, after, editions=two)
    assert {(one.id, one.editions) for one in impact.numbers} == {
        ("een", ("ebook",)),
        ("twee", ("ebook",)),
    }


def test_a_term_comes_before_its_explanation(moved: Moved) -> None:
    text = {"een": TERMS, "twee": "Hij verloor zijn Geduld niet.", "drie": "Ongeduldig bleef hij."}
    impact = moved(text, ["een", "twee", "drie"], ["twee", "drie", "een"])
    assert [(one.chapter, one.kind, one.what, one.introduced) for one in impact.early] == [
        ("twee", "term", "geduld", "een")
    ]
    assert impact.early[0].line == 4
    assert moved(text, ["een", "twee", "drie"], ["een", "drie", "twee"]).early == ()


def test_a_term_that_no_chapter_explains_any_more(moved: Moved) -> None:
    text = {"een": TERMS, "twee": "Hij verloor zijn geduld niet."}
    impact = moved(text, ["een", "twee"], ["{id: een, status: hold}", "twee"])
    assert [(one.what, one.introduced) for one in impact.early] == [("geduld", "")]


@pytest.mark.parametrize(
    ("explained", "used", "what"),
    [
        (TERMS, "Hij verloor zijn geduld niet.", "geduld"),
        ("De ALV duurde lang.\n\n*[ALV]: algemene ledenvergadering\n", "De ALV zwijgt.", "ALV"),
    ],
)
@pytest.mark.parametrize("gone", ["{{id: {0}, status: hold}}", ""])
def test_the_only_explanation_goes_from_behind_its_uses(
    moved: Moved, explained: str, used: str, what: str, gone: str
) -> None:
    """Told once, where a reader meets it first."""
    text = {"een": used, "twee": used, "drie": explained, "vier": "Niets ervan."}
    rows = ["een", "twee", *filter(None, [gone.format("drie")]), "vier"]
    impact = moved(text, list(text), rows)
    assert [(one.chapter, one.what, one.introduced) for one in impact.early] == [("een", what, "")]
    assert any(f"no chapter explains “{what}” any more" in line for line in impact.lines())
    assert moved(text, ["een", "twee", "vier"], rows).early == ()  # it was so before


def test_one_explanation_of_two_goes(moved: Moved) -> None:
    text = {"een": TERMS, "twee": "Hij verloor zijn geduld niet.", "drie": TERMS}
    assert moved(text, list(text), ["een", "twee", "{id: drie, status: hold}"]).early == ()


@pytest.mark.parametrize(
    "explained",
    [
        "De algemene ledenvergadering (ALV) duurde lang.",
        "De ALV duurde lang.\n\n*[ALV]: algemene ledenvergadering\n",
    ],
)
def test_an_abbreviation_comes_before_its_explanation(moved: Moved, explained: str) -> None:
    text = {"een": explained, "twee": "Op de ALV zweeg hij.", "drie": "De NMBS reed niet."}
    impact = moved(text, ["een", "twee", "drie"], ["twee", "een", "drie"])
    assert [(one.chapter, one.kind, one.what) for one in impact.early] == [
        ("twee", "abbreviation", "ALV")
    ]


@pytest.mark.parametrize("name", ["Marleen Claes", "Jan De Smet", "Els van den Bossche"])
def test_a_surname_comes_before_the_whole_name(moved: Moved, name: str) -> None:
    surname = name.split(" ", 1)[1]
    text = {
        "een": f"Die dag kwam {name} binnen, en zij lachte.",
        "twee": f"Toen zei {surname} niets meer.",
        "drie": "In Gent regende het.",
    }
    impact = moved(text, ["een", "twee", "drie"], ["twee", "een", "drie"])
    assert [(one.chapter, one.kind, one.introduced) for one in impact.early] == [
        ("twee", "name", "een")
    ]
    assert any("note:" in line for line in impact.lines())


def test_a_place_is_no_surname(moved: Moved) -> None:
    text = {
        "een": "In Gent regende het.",
        "twee": "Wij gingen naar Hotel Gent.",
        "drie": "Toch is Gent mooi.",
    }
    assert moved(text, ["een", "twee", "drie"], ["drie", "een", "twee"]).early == ()


def test_a_link_loses_its_target(moved: Moved) -> None:
    text = {"een": "Zie [verder](twee), [](twee) en [dit](drie).", "twee": "Meer.", "drie": "Nog."}
    impact = moved(text, ["een", "twee", "drie"], ["een", "{id: twee, status: hold}", "drie"])
    assert [(one.chapter, one.target, one.bare, one.line) for one in impact.links] == [
        ("een", "twee", False, 4),
        ("een", "twee", True, 4),
    ]
    said = "\n".join(impact.lines())
    assert "manuscript/een.md:4: the reference has nothing to name" in said


def test_it_is_data(moved: Moved) -> None:
    text = {"een": "Tekst.", "twee": "In het vorige hoofdstuk. Zie [](een)."}
    impact = moved(text, ["een", "twee"], ["twee", "een"])
    read = json.loads(json.dumps(asdict(impact)))
    assert read["kind"] == "estimate"
    assert read["misleading"][0]["target"] == "een"


def test_a_manifest_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    book = book_of(tmp_path, manifest(["een"]), {"een": "Tekst."})
    with pytest.raises(ManifestError) as caught:
        book.impact(manifest(["een", "een"]))
    assert caught.value.problems
    with pytest.raises(UsageError, match="no edition “prent”"):
        book.impact(manifest(["een"]), "prent")


def test_a_chapter_without_a_file_is_left_out(moved: Moved) -> None:
    impact = moved(
        {"een": "Tekst.", "twee": "Meer."}, ["een", "niets", "twee"], ["twee", "een", "niets"]
    )
    assert [(one.id, one.after) for one in impact.numbers] == [("twee", "1"), ("een", "2")]


def test_windows_lines_and_a_byte_order_mark(tmp_path: Path) -> None:
    """Verbs give a file's text as it is on disk."""
    book = book_of(tmp_path, manifest(["een", "twee"]), {"een": "Tekst.", "twee": "Meer."})
    text = "\ufeff" + manifest(["twee", "een"]).replace("\n", "\r\n")
    assert [one.id for one in book.impact(text).numbers] == ["twee", "een"]


def test_nothing_is_written(tmp_path: Path) -> None:
    book = book_of(tmp_path, manifest(["een", "twee"], EPUB), {"een": "Tekst.", "twee": "Meer."})
    before = dict(book.project.contents)  # type: ignore[attr-defined]
    book.impact(manifest(["twee", "een"]))
    assert book.project.contents == before  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []


def test_a_rule_that_the_new_order_breaks(moved: Moved) -> None:
    text = {"een": "Tekst.", "twee": "Meer.", "drie": "Nog."}
    before = ["een", "{id: twee, after: een}", "{id: drie, place: first}"]
    impact = moved(text, before, [before[1], before[0], before[2]])
    (said,) = impact.constraints
    assert "twee" in said
    assert "een" in said
    heading, told, estimate, *_ = impact.lines()
    assert (heading, told) == ("Rules of order that are broken:", f"  {said}")
    assert estimate.startswith("As far as it is known") or estimate.startswith("Estimate")


ARRANGED = """\
arrangements:
  tijd:
    - drie
    - een
    - twee
editions:
  ebook: {format: epub%s}
"""


def test_an_edition_in_an_arrangement_has_its_own_order(moved: Moved, tmp_path: Path) -> None:
    text = {"een": "Tekst.", "twee": "Meer.", "drie": "In het vorige hoofdstuk."}
    rows = ["een", "twee", "drie"]
    plain, arranged = (manifest(rows, ARRANGED % more) for more in ("", ", arrangement: tijd"))
    book = book_of(tmp_path, plain, text)
    impact = book.impact(arranged)
    assert [(one.id, one.before, one.after) for one in impact.numbers] == [
        ("drie", "3", "1"),
        ("een", "1", "2"),
        ("twee", "2", "3"),
    ]
    assert [one.target for one in impact.misleading] == ["twee"]
    other = book_of(tmp_path, arranged, text).impact(
        arranged.replace("  - een\n  - twee\n", "  - twee\n  - een\n", 1)
    )
    assert other.numbers == ()


def test_figures_without_an_id_are_told_by_their_captions(moved: Moved) -> None:
    plan = '![Een plan](images/plan.svg "{}")\n'
    text = {
        "een": "# Een\n" + plan.format("Het plan"),
        "twee": "# Twee\n" + plan.format("De kaart"),
    }
    said = list(moved(text, ["een", "twee"], ["twee", "een"]).lines())
    assert "2 figures renumbered: “De kaart” 2 → 1, “Het plan” 1 → 2." in said


def test_a_reference_that_several_editions_lose_stops_the_build(moved: Moved) -> None:
    editions = EPUB + "  kort: {format: epub}\n"
    text = {"een": "Zie [](twee).", "twee": "Tekst."}
    said = list(
        moved(text, ["een", "twee"], ["een", "{id: twee, status: hold}"], editions=editions).lines()
    )
    assert (
        "manuscript/een.md:4: the reference has nothing to name, and the book cannot be built: "
        "ebook and kort no longer have twee."
    ) in said
