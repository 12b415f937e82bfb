"""A step taken back when somebody has changed the manifest by hand meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.editing import Spot, add, drop, hold, move, part_add, part_rename, retitle, swap
from dinobook.editing.history.merge import ClashError, merge_lines, merge_rows
from dinobook.editing.history.units import by_lines, by_rows

TEXT = """\
# Het boek
book:
  title: "Het boek"
  identifier: urn:uuid:3f2b8c1e-5d47-4a90-9c1b-7e6a2d0f4b58

outline:
  - matter: front
  - generate: contents
  - voorwoord   # van de uitgever
  - matter: body
  - part: Weg
  # het begin
  - koffie
  - {id: lade, short: De lade}
  - stilte

  # los
  - part: Thuis
  - regen
  - id: slot
    short: Het slot

aside:
  - oud
  - ouder

arrangements:
  anders:
    - matter: body
    - slot
    - koffie

editions:
  ebook: {format: epub}
"""
CHAPTERS = ("voorwoord", "koffie", "lade", "stilte", "regen", "slot")
Change = Callable[[str], str]


def replacing(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert text.count(old) == 1, old
        return text.replace(old, new)

    return change


VERBS: list[tuple[Change, set[str]]] = [
    (lambda text: move(text, ["koffie"], Spot(after="regen")), {"koffie"}),
    (lambda text: move(text, ["slot"], Spot(before="koffie")), {"slot"}),
    (lambda text: swap(text, "koffie", "slot"), {"koffie", "slot"}),
    (lambda text: hold(text, ["stilte"]), {"stilte"}),
    (lambda text: retitle(text, "regen", "Nat"), {"regen"}),
    (lambda text: add(text, "oud", Spot(after="lade")), {"oud"}),
    (lambda text: drop(text, ["stilte"]), {"stilte"}),
    (lambda text: part_add(text, "Later", Spot(after="regen")), {"Later"}),
    (lambda text: part_rename(text, "Thuis", "Huis"), {"Thuis"}),
]
HANDS: list[tuple[Change, set[str]]] = [
    (replacing('title: "Het boek"', 'title: "Een boek"'), set()),
    (replacing("# van de uitgever", "# van mij"), {"voorwoord"}),
    (replacing("short: De lade}", "short: Lade}"), {"lade"}),
    (replacing("    short: Het slot", "    short: Slot"), {"slot"}),
    (
        replacing("  ebook: {format: epub}\n", "  ebook: {format: epub}\n  b: {format: epub}\n"),
        set(),
    ),
    (replacing("  # het begin\n", "  # het begin\n  # van alles\n"), {"koffie"}),
    (replacing("# Het boek\n", "# Het boek\n# en meer\n"), set()),
    (replacing("  - ouder\n", "  - ouder\n  - oudst\n"), {"ouder"}),
    (replacing("    - slot\n    - koffie\n", "    - koffie\n    - slot\n"), {"anders"}),
    (
        replacing("  - generate: contents\n", "  - generate: contents\n  - generate: figures\n"),
        set(),
    ),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("hand", range(len(HANDS)))
@pytest.mark.parametrize("verb", range(len(VERBS)))
def test_what_was_done_by_hand_to_other_rows_stays(verb: int, hand: int, newline: str) -> None:
    """Taken back, the text is as if the step had never been."""
    change, rows = VERBS[verb]
    by_hand, others = HANDS[hand]
    before = TEXT.replace("\n", newline)

    def typed(text: str) -> str:
        return by_hand(text.replace("\r\n", "\n")).replace("\n", newline)

    after = change(before)
    assert after != before
    if rows & others and "{" not in str(rows):
        return
    assert merge_rows(after, before, typed(after)) == typed(before)
    assert merge_rows(before, after, typed(before)) == typed(after)


@given(st.permutations(CHAPTERS), st.data())
def test_two_orders_of_which_each_moved_one_row(order: list[str], data: st.DataObject) -> None:
    """Both moves are made, in whatever order the list was."""
    text = "outline:\n" + "".join(f"  - {name}\n" for name in order)
    first, second, goal = data.draw(st.permutations(order))[:3]
    after = move(text, [first], Spot(last=True))
    by_hand = move(after, [second], Spot(before=goal))
    if goal == first:
        return
    try:
        merged = merge_rows(after, text, by_hand)
    except ClashError:
        return
    names = [line[4:] for line in merged.splitlines()[1:]]
    assert sorted(names) == sorted(order)
    assert merge_rows(text, text, merged) == merged


CLASHES: list[tuple[Change, Change, str]] = [
    (VERBS[0][0], lambda text: move(text, ["koffie"], Spot(before="stilte")), "koffie"),
    (VERBS[0][0], lambda text: text.replace("  # het begin\n  - koffie\n", ""), "koffie"),
    (VERBS[4][0], replacing("short: Nat", "short: Natter"), "regen"),
    (VERBS[6][0], replacing("  - stilte\n", ""), "stilte"),
    (VERBS[8][0], replacing("Huis", "Tehuis"), "part-thuis"),
    (VERBS[5][0], lambda text: move(text, ["oud"], Spot(first=True)), "oud"),
]


@pytest.mark.parametrize(("verb", "by_hand", "name"), CLASHES)
def test_what_overlaps_is_named_with_both_lines(verb: Change, by_hand: Change, name: str) -> None:
    after = verb(TEXT)
    now = by_hand(after)
    with pytest.raises(ClashError) as error:
        merge_rows(after, TEXT, now)
    (clash, *_) = error.value.clashes
    assert name in clash.what
    then = after.splitlines()[clash.line_then - 1]
    assert name in then or "Huis" in then
    assert 0 < clash.line_now <= len(now.splitlines())


def test_a_list_between_brackets_is_merged_by_its_items() -> None:
    before = "outline: [a, b, c, d]   # kort\neditions: {}\n"
    after = move(before, ["a"], Spot(last=True))
    now = after.replace("# kort", "# korter").replace("b, c", "b, x, c")
    merged = merge_rows(after, before, now)
    assert merged == "outline: [a, b, x, c, d]   # korter\neditions: {}\n"


def test_a_key_that_a_step_made_stays_when_there_is_more_in_it_now() -> None:
    before = "outline:\n  - a\n  - b\n  - c\neditions: {}\n"
    after = drop(before, ["b"])
    now = after.replace("  - b\n", "  - b\n  - oud\n")
    merged = merge_rows(after, before, now)
    assert merged.startswith("outline:\n  - a\n  - b\n  - c\n")
    assert "aside:\n  - oud\n" in merged


@given(st.text(alphabet="ab\n# ", max_size=40), st.text(alphabet="ab\n# ", max_size=40))
def test_a_change_on_one_side_alone_is_taken_as_it_is(base: str, other: str) -> None:
    assert merge_lines(base, base, other) == other
    assert merge_lines(base, other, base) == other
    assert merge_lines(base, other, other) == other


def test_a_title_comes_back_below_which_an_author_wrote_on() -> None:
    before = "---\ntitle: Koffie\n---\nEen.\n\nTwee.\n"
    after = before.replace("Koffie", "Thee")
    now = after.replace("Twee.", "Twee, en drie.") + "\nVier.\n"
    assert merge_lines(after, before, now) == now.replace("Thee", "Koffie")
    with pytest.raises(ClashError):
        merge_lines(after, before, now.replace("Thee", "Melk"))


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT.rstrip("\n")])
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(unit.whole for unit in by_rows(text)) == text
    assert "".join(unit.whole for unit in by_lines(text)) == text
    assert sum(unit.is_row for unit in by_rows(text)) == 16
