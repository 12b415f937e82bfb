"""Verbs that would break a rule of order."""

from __future__ import annotations

import pytest

from dinobook.editing import Spot, drop, move, part_move
from dinobook.editing.obeying import obeying
from dinobook.errors import ManifestError

TEXT = """\
outline:
  - {id: inleiding, place: first}
  - part: Meten
  - methode
  - {id: resultaten, after: methode}
  - part: Praten
  - {id: vraag, together: gesprek}
  - {id: antwoord, together: gesprek}
arrangements:
  anders: [inleiding, methode, resultaten, vraag, antwoord]
editions: {e: {format: epub}}
"""


def moved(name: str, spot: Spot, arrangement: str = "") -> str:
    change = obeying(
        lambda text: move(text, [name], spot, arrangement=arrangement),
        [name],
        arrangement=arrangement,
    )
    return change(TEXT)


@pytest.mark.parametrize("arrangement", ["", "anders"])
@pytest.mark.parametrize(
    ("name", "spot", "said"),
    [
        ("resultaten", Spot(before="methode"), ("must come after “methode”", "after “methode”")),
        ("methode", Spot(before="inleiding"), ("must be the first", "after “inleiding”")),
        ("methode", Spot(after="vraag"), ("must stand together", "before “resultaten”")),
    ],
)
def test_a_rule_is_kept_and_the_nearest_place_offered(
    name: str, spot: Spot, said: tuple[str, str], arrangement: str
) -> None:
    with pytest.raises(ManifestError) as caught:
        moved(name, spot, arrangement)
    problems = caught.value.problems
    assert {one.code for one in problems} == {"order-005"}
    assert any(said[0] in one.message for one in problems)
    *others, last = problems
    assert "The nearest place that breaks nothing is" in last.hint
    assert "--force" in last.hint
    assert [one.hint for one in others] == [""] * len(others)  # it holds for all, and is said once


def test_what_breaks_nothing_is_done() -> None:
    assert moved("methode", Spot(after="inleiding")) != TEXT
    change = obeying(lambda text: part_move(text, "Praten", Spot(before="Meten")))
    assert change(TEXT).index("Praten") < change(TEXT).index("Meten")


def test_what_was_broken_before_is_no_reason() -> None:
    wrong = TEXT.replace("after: methode", "after: antwoord")
    change = obeying(
        lambda text: move(text, ["vraag", "antwoord"], Spot(first=True, part="Praten"))
    )
    assert change(wrong) == wrong
    there = obeying(lambda text: part_move(text, "Meten", Spot(after="Praten")))
    assert there(wrong) != wrong


def test_a_chapter_that_goes_takes_its_rules_along() -> None:
    assert (
        "resultaten"
        not in obeying(lambda text: drop(text, ["resultaten"]))(
            TEXT.replace(
                "arrangements:\n  anders: [inleiding, methode, resultaten, vraag, antwoord]\n", ""
            )
        ).split("aside")[0]
    )


def test_a_faulty_manifest_is_checked_as_far_as_it_can_be_read() -> None:
    text = TEXT + "nosuchkey: 1\n"
    change = obeying(lambda text: move(text, ["resultaten"], Spot(before="methode")))
    with pytest.raises(ManifestError) as caught:
        change(text)
    assert caught.value.problems[0].code == "order-005"
