"""Arrangements, and the rules that say where a chapter may stand."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinobook.manifest import parse
from dinobook.manifest.constraints import broken, contradictions, nearest_legal, newly_broken
from dinobook.manifest.model import ChapterRow, Manifest, MatterRow, PartRow, Row
from dinobook.problems import Problem, Severity


def manifest(text: str) -> Manifest:
    parsed = parse(text)
    assert parsed.problems == ()
    assert parsed.manifest is not None
    return parsed.manifest


def problems(text: str) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in parse(text).problems]


def only_problem(text: str) -> Problem:
    (found,) = parse(text).problems
    return found


def arranged(text: str, rows: str, name: str = "anders") -> str:
    return (
        text
        + f"\narrangements:\n  {name}:\n"
        + "".join(f"    - {row}\n" for row in rows.split("; "))
    )


# — arrangements —


def test_an_arrangement_is_another_order_of_the_same_chapters(manifest_text: str) -> None:
    text = arranged(manifest_text, "{id: onaf, status: hold}; de-weg; part: Eind; voorwoord")
    got = manifest(text)
    assert [row.id for row in got.order("anders") if isinstance(row, ChapterRow)] == [
        *("onaf", "de-weg", "voorwoord")
    ]
    assert got.order() == got.outline
    assert got.order("weg") == got.outline


def test_an_edition_may_print_one(manifest_text: str) -> None:
    text = manifest_text.replace("epub}", "epub, arrangement: anders}")
    got = manifest(arranged(text, "onaf; de-weg; voorwoord"))
    assert got.editions[0].arrangement == "anders"
    assert [row.id for row in got.printed_rows if isinstance(row, ChapterRow)] == [
        *("voorwoord", "de-weg", "onaf", "onaf", "de-weg", "voorwoord")
    ]


def test_arrangements_may_be_left_empty(manifest_text: str) -> None:
    assert manifest(manifest_text + "\narrangements:\n").arrangements == ()


def test_a_chapter_that_the_outline_lacks_is_named_with_the_nearest(manifest_text: str) -> None:
    text = arranged(manifest_text, "onaf; de-weg; voorword")
    found = parse(text).problems
    assert [one.code for one in found] == ["manifest-049", "manifest-050"]
    assert found[0].hint == "Did you mean “voorwoord”?"
    assert found[0].place.excerpt == "- voorword"


def test_a_chapter_that_was_added_later_is_not_forgotten(manifest_text: str) -> None:
    found = only_problem(arranged(manifest_text, "onaf; voorwoord"))
    assert (found.code, found.severity) == ("manifest-050", Severity.WARNING)
    assert found.message == "The arrangement “anders” lacks “de-weg”."
    assert "dinobook add de-weg --arrangement anders" in found.hint


@pytest.mark.parametrize(
    ("name", "better"), [("Op datum", "“op-datum”"), ("één", "“een”"), ("-", "small letters")]
)
def test_a_name_that_cannot_be_typed(manifest_text: str, name: str, better: str) -> None:
    found = only_problem(arranged(manifest_text, "onaf; de-weg; voorwoord", f'"{name}"'))
    assert found.code == "manifest-048"
    assert better in found.hint


def test_an_edition_asks_for_an_arrangement_that_is_not_there(manifest_text: str) -> None:
    text = manifest_text.replace("epub}", "epub, arrangement: andrs}")
    assert problems(text) == [("manifest-051", "There is no arrangement “andrs”.")]
    assert "arrangement new andrs" in only_problem(text).hint
    found = only_problem(arranged(text, "onaf; de-weg; voorwoord"))
    assert found.hint == "Did you mean “anders”?"


@pytest.mark.parametrize("rows", ["onaf; de-weg; voorwoord; onaf", "onaf; part: A; part: A"])
def test_each_arrangement_has_each_id_once(manifest_text: str, rows: str) -> None:
    assert "manifest-018" in [code for code, _ in problems(arranged(manifest_text, rows))]


def test_an_arrangement_without_rows(manifest_text: str) -> None:
    found = only_problem(manifest_text + "\narrangements: {anders: }\n")
    assert found.code == "manifest-007"
    assert found.message == "Arrangement “anders” must be a list of rows."


def test_matter_comes_in_order_in_each_arrangement(manifest_text: str) -> None:
    rows = "matter: back; onaf; matter: front; de-weg; voorwoord"
    assert [code for code, _ in problems(arranged(manifest_text, rows))] == ["manifest-021"]


# — rules of order —


def ruled(text: str, rules: str, name: str = "de-weg") -> str:
    return text.replace(f"  - {name}\n", f"  - {{id: {name}, {rules}}}\n")


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("after: onaf", "“de-weg” must come after “onaf”."),
        ("after: [voorwoord, onaf]", "“de-weg” must come after “onaf”."),
        ("before: voorwoord", "“de-weg” must come before “voorwoord”."),
        ("place: last", "“de-weg” must be the last chapter of the body matter."),
    ],
)
def test_an_order_that_breaks_its_own_rules(manifest_text: str, rules: str, message: str) -> None:
    found = only_problem(ruled(manifest_text, rules))
    assert (found.code, found.severity) == ("manifest-054", Severity.WARNING)
    assert found.message == message
    assert found.place.excerpt.startswith("- {id: de-weg")


@pytest.mark.parametrize("rules", ["after: voorwoord", "before: [onaf]", "place: first"])
def test_an_order_that_keeps_them(manifest_text: str, rules: str) -> None:
    assert problems(ruled(manifest_text, rules)) == []


def test_chapters_that_stand_together(manifest_text: str) -> None:
    together = ruled(manifest_text, "together: reis")
    assert problems(together.replace("status: hold", "status: hold, together: reis")) == []
    apart = ruled(together, "together: reis", "voorwoord")
    assert problems(apart) == [
        ("manifest-054", "“voorwoord” and “de-weg” must stand together (reis).")
    ]


def test_the_rules_of_the_outline_hold_in_an_arrangement(manifest_text: str) -> None:
    text = ruled(manifest_text, "after: voorwoord")
    found = only_problem(arranged(text, "de-weg; voorwoord; {id: onaf, status: hold}"))
    assert found.message == "“de-weg” must come after “voorwoord” (arrangement “anders”)."
    own = arranged(text, "{id: de-weg, before: onaf}; voorwoord; {id: onaf, status: hold}")
    assert problems(own) == []


@pytest.mark.parametrize(
    ("rules", "message", "severity"),
    [
        (
            "after: voorword",
            "“de-weg” has a rule about “voorword”, which is not in the outline.",
            Severity.WARNING,
        ),
        ("before: de-weg", "“de-weg” cannot come before or after itself.", Severity.ERROR),
    ],
)
def test_a_rule_about_nobody(
    manifest_text: str, rules: str, message: str, severity: Severity
) -> None:
    found = only_problem(ruled(manifest_text, rules))
    assert (found.code, found.message) == ("manifest-052", message)
    assert found.severity is severity


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (
            "after: de-weg",
            "after: voorwoord",
            "No order can have “de-weg” before “voorwoord” and “voorwoord” before “de-weg”.",
        ),
        ("before: de-weg, after: de-weg", "short: x", "No order can have"),
    ],
)
def test_rules_that_contradict_each_other(
    manifest_text: str, first: str, second: str, message: str
) -> None:
    text = ruled(ruled(manifest_text, first, "voorwoord"), second)
    found = only_problem(text)
    assert (found.code, found.severity) == ("manifest-053", Severity.WARNING)
    assert "before" in found.message
    assert found.message.startswith(message[:17])


def test_a_place_that_contradicts_is_named_as_it_is_written(manifest_text: str) -> None:
    text = manifest_text.replace("- {id: onaf, status: hold}", "- onaf")
    text = ruled(ruled(text, "place: first"), "before: de-weg", "onaf")
    assert problems(text) == [
        (
            "manifest-053",
            "No order can have “onaf” before “de-weg” and “de-weg” with “place: first”.",
        )
    ]


def test_two_chapters_in_one_place(manifest_text: str) -> None:
    text = ruled(manifest_text, "place: last").replace("status: hold", "place: last")
    assert problems(text) == [
        ("manifest-053", "“de-weg” and “onaf” cannot both be last in the body matter.")
    ]


def test_a_chapter_between_two_that_stand_together(manifest_text: str) -> None:
    """Each rule can be kept, all of them cannot."""
    text = manifest_text.replace("  - de-weg\n  - {id: onaf, status: hold}\n", (
        "  - {id: a, together: x}\n  - {id: de-weg, after: a, before: onaf}\n"
        "  - {id: onaf, together: x}\n"
    ))  # fmt: skip
    found = only_problem(text)
    assert found.code == "manifest-053"
    assert "the chapters together as “x”" in found.message


def chapter(name: str, **rules: object) -> ChapterRow:
    return ChapterRow(id=name, **rules)  # type: ignore[arg-type]


def test_the_nearest_place_that_breaks_nothing() -> None:
    rows: list[Row] = [chapter("a"), chapter("b", after=("a",)), chapter("c"), chapter("d")]
    wrong = [rows[1], rows[0], *rows[2:]]
    assert [one.rule for one in newly_broken(rows, wrong)] == ["after: a"]
    assert nearest_legal(rows, wrong, ["b"]) == ("after", "a")
    assert nearest_legal(rows, wrong, ["a"]) == ("before", "b")


def test_no_place_breaks_nothing() -> None:
    rows: list[Row] = [chapter("a", place="first"), chapter("b", after=("a",))]
    outside: list[Row] = [MatterRow(matter="body"), *rows, chapter("x", place="first")]
    assert nearest_legal(rows, outside, ["x"]) is None


names = st.sampled_from("abcdef")
rules = st.fixed_dictionaries(
    {},
    optional={
        "after": st.tuples(names),
        "before": st.tuples(names),
        "together": st.sampled_from(["x", "y"]),
        "place": st.sampled_from(["first", "last"]),
    },
)


@settings(max_examples=150)
@given(st.lists(rules, min_size=1, max_size=5))
def test_what_contradicts_is_what_no_order_can_keep(given_rules: list[dict[str, object]]) -> None:
    """Tried in every order of the chapters, without parts.

    Where an order keeps all rules, no contradiction may be named. The other way round is not
    promised: three groups in one ring of wishes can be impossible and not be noticed.
    """
    own = [
        {key: tuple(n for n in value if n != name) if isinstance(value, tuple) else value
         for key, value in one.items()}
        for name, one in zip("abcde", given_rules, strict=False)
    ]  # fmt: skip
    rows = [chapter(name, **one) for name, one in zip("abcde", own, strict=False)]
    possible = any(not broken(order) for order in itertools.permutations(rows))
    if possible:
        assert contradictions(rows) == ()


@settings(max_examples=100)
@given(st.lists(rules, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_place_that_is_offered_breaks_nothing_new(
    given_rules: list[dict[str, object]], random: object
) -> None:
    rows: list[Row] = [
        chapter(name, **one) for name, one in zip("abcdef", given_rules, strict=False)
    ]
    rows.insert(1, PartRow(part="Deel", id="part-deel"))
    after = list(rows)
    moved = after.pop(random.randrange(len(after)))  # type: ignore[attr-defined]
    if not isinstance(moved, ChapterRow):
        return
    after.insert(random.randrange(len(after) + 1), moved)  # type: ignore[attr-defined]
    found = nearest_legal(rows, after, [moved.id])
    if found is None:
        return
    side, name = found
    rest = [row for row in rows if row is not moved]
    at = next(i for i, row in enumerate(rest) if isinstance(row, ChapterRow) and row.id == name)
    at += side == "after"
    assert newly_broken(rows, [*rest[:at], moved, *rest[at:]]) == ()
