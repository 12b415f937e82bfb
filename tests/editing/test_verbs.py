"""The verbs on a manifest that one can read, as docs/manifest.md describes them."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dinobook import editing
from dinobook.editing import Spot
from dinobook.errors import ManifestError
from dinobook.manifest import parse

TEXT = """\
book:
  title: Het boek
  identifier: urn:uuid:3f2b8c1e-5d47-4a90-9c1b-7e6a2d0f4b58

outline:
  - matter: front
  - generate: contents
  - voorwoord

  - matter: body
  # het eerste stuk
  - part: "Onderweg"
  # An leest dit na
  - vertrek      # 1.200 woorden
  - {id: halte, short: "De halte"}

  # Nog te schikken
  - aankomst
  - part: Thuis
    id: p-thuis
  - generate: dedication
    text: |
      Voor wie wacht.

      En wie niet.
  - sleutel

aside: [oud]  # later

editions:
  ebook: {format: epub}
  proef: {format: epub, only: [voorwoord]}
"""
PLACES = {"first": Spot(first=True), "last": Spot(last=True)}


def changed(before: str, after: str) -> list[str]:
    """The lines that went and came, without their numbers."""
    return [line.lstrip("0123456789 ") for line in editing.changed_lines(before, after)]


def order(text: str) -> list[str]:
    shown = editing.arrange_text(text, {})
    return [line.strip() for line in shown.splitlines() if line.strip() and line[0] != "#"]


def refusal(change: Callable[[], object]) -> tuple[str, int, str, str]:
    """The code, line, message and hint with which a change is refused."""
    with pytest.raises(ManifestError) as caught:
        change()
    problem = caught.value.problems[0]
    return problem.code, problem.place.line, problem.message, problem.hint


def test_a_row_moves_with_the_comments_above_and_behind_it() -> None:
    moved = editing.move(TEXT, ["vertrek"], Spot(after="aankomst"))
    assert changed(TEXT, moved) == [
        "-   # An leest dit na",
        "-   - vertrek      # 1.200 woorden",
        "+   # An leest dit na",
        "+   - vertrek      # 1.200 woorden",
    ]
    assert parse(moved).problems == parse(TEXT).problems


def test_a_comment_below_an_empty_line_stays() -> None:
    moved = editing.move(TEXT, ["aankomst"], Spot(before="halte"))
    assert changed(TEXT, moved) == ["+   - aankomst", "-   - aankomst"]
    assert "\n\n  # Nog te schikken\n  - part: Thuis\n" in moved


def test_a_row_of_several_lines_moves_whole() -> None:
    moved = editing.move(TEXT, ["dedication"], Spot(after="voorwoord"))
    block = TEXT[TEXT.index("  - generate: dedication") : TEXT.index("  - sleutel")]
    assert moved == TEXT.replace(block, "").replace("- voorwoord\n", f"- voorwoord\n{block}")


def test_a_row_with_comments_does_not_land_below_an_empty_line() -> None:
    """There its comments would be taken for a heading, and stay behind at its next move."""
    moved = editing.move(TEXT, ["vertrek"], Spot(before="aankomst"))
    assert '- {id: halte, short: "De halte"}\n  # An leest dit na\n  - vertrek' in moved


@pytest.mark.parametrize(
    ("spot", "neighbours"),
    [
        (Spot(before="vertrek"), ["part Onderweg", "sleutel", "vertrek"]),
        (Spot(after="vertrek"), ["vertrek", "sleutel", "halte"]),
        (Spot(first=True), ["part Onderweg", "sleutel", "vertrek"]),
        (Spot(last=True), ["aankomst", "sleutel", "part Thuis"]),
        (Spot(part="Onderweg"), ["aankomst", "sleutel", "part Thuis"]),
        (Spot(part="part-onderweg", first=True), ["part Onderweg", "sleutel", "vertrek"]),
        (Spot(matter="front"), ["voorwoord", "sleutel", "matter body"]),
        (Spot(matter="front", first=True), ["page contents", "sleutel", "voorwoord"]),
        (Spot(matter="back"), ["matter back", "sleutel"]),
        (Spot(before="contents"), ["matter front", "sleutel", "page contents"]),
        (Spot(after="Thuis"), ["part Thuis", "sleutel", "page dedication"]),
    ],
)
def test_where_a_chapter_comes_to_stand(spot: Spot, neighbours: list[str]) -> None:
    rows = order(editing.move(TEXT, ["sleutel"], spot))
    at = rows.index("sleutel")
    assert rows[at - 1 : at + 2] == neighbours


@pytest.mark.parametrize(
    ("rows", "matter", "expected"),
    [
        ("[a, b, c]", "front", "[matter: front, a, matter: body, b, c]"),
        ("[a, b, c]", "back", "[b, c, matter: back, a]"),
        ("[matter: back, a, b]", "body", "[matter: body, a, matter: back, b]"),
        ("[matter: front, a, matter: back, b]", "body",
         "[matter: front, matter: body, a, matter: back, b]"),
        ("[a, matter: back, b]", "front", "[matter: front, a, matter: back, b]"),
        ("[a]", "back", "[matter: back, a]"),
    ],
)  # fmt: skip
def test_a_matter_that_is_missing_gets_its_row(rows: str, matter: str, expected: str) -> None:
    moved = editing.move(f"outline: {rows}\n", ["a"], Spot(matter=matter))
    assert moved.replace(" ]", "]") == f"outline: {expected}\n"


def test_several_rows_come_in_the_order_in_which_they_are_named() -> None:
    moved = editing.move(TEXT, ["sleutel", "vertrek"], Spot(after="halte"))
    assert order(moved)[4:9] == ["part Onderweg", "halte", "sleutel", "vertrek", "aankomst"]


def test_what_moves_no_row_changes_nothing() -> None:
    assert editing.move(TEXT, ["aankomst"], Spot(after="halte")) == TEXT
    assert editing.move(TEXT, ["voorwoord"], Spot(last=True)) == TEXT
    assert editing.move(TEXT, [], Spot(last=True)) == TEXT


def test_a_part_moves_with_its_chapters_and_what_is_between_them() -> None:
    moved = editing.part_move(TEXT, "Onderweg", Spot(last=True))
    assert order(moved)[4:] == [
        "part Thuis", "page dedication", "sleutel", "part Onderweg", "vertrek", "halte", "aankomst",
    ]  # fmt: skip
    assert editing.part_move(moved, "Onderweg", editing.spot_of(TEXT, "Onderweg")) == TEXT


def test_two_rows_change_places() -> None:
    swapped = editing.swap(TEXT, "vertrek", "sleutel")
    assert order(swapped)[4:] == [
        "part Onderweg", "sleutel", "halte", "aankomst", "part Thuis", "page dedication", "vertrek",
    ]  # fmt: skip
    assert editing.swap(TEXT, "Thuis", "Onderweg").index("Thuis") < TEXT.index("vertrek")


def test_a_chapter_is_held_and_released() -> None:
    held = editing.hold(TEXT, ["vertrek", "halte"])
    assert changed(TEXT, held) == [
        "-   - vertrek      # 1.200 woorden",
        '-   - {id: halte, short: "De halte"}',
        "+   - {id: vertrek, status: hold}      # 1.200 woorden",
        '+   - {id: halte, short: "De halte", status: hold}',
    ]
    assert editing.hold(held, ["vertrek"]) == held
    assert editing.release(held, ["halte", "vertrek"]) == TEXT


def test_a_chapter_is_dropped_and_added() -> None:
    text = TEXT.replace("aside: [oud]  # later", "aside:\n  - oud")
    dropped = editing.drop(text, ["vertrek"])
    assert "  - oud\n  # An leest dit na\n  - vertrek      # 1.200 woorden\n" in dropped
    assert editing.add(dropped, "vertrek", editing.spot_of(text, "vertrek")) == text
    assert order(editing.add(dropped, "vertrek"))[-1] == "vertrek"
    assert order(editing.add(text, "nieuw"))[-2:] == ["sleutel", "nieuw"]


def test_between_brackets_there_is_no_room_for_comments_so_they_stay() -> None:
    dropped = editing.drop(TEXT, ["vertrek"])
    assert "aside: [oud, vertrek]  # later\n" in dropped
    assert "  # An leest dit na\n  # 1.200 woorden\n  - {id: halte" in dropped


def test_the_last_chapter_aside_leaves_an_empty_list() -> None:
    assert "aside: []  # later\n" in editing.add(TEXT, "oud")


def test_a_part_is_added_renamed_and_removed() -> None:
    added = editing.part_add(TEXT, "Even: wachten", Spot(before="halte"))
    assert changed(TEXT, added) == ['+   - part: "Even: wachten"']
    assert editing.part_remove(added, "Even: wachten") == TEXT
    removed = editing.part_remove(TEXT, "Onderweg")
    assert changed(TEXT, removed) == ['-   - part: "Onderweg"']


def test_links_to_a_part_hold_when_it_is_renamed() -> None:
    renamed = editing.part_rename(TEXT, "Onderweg", "Op weg")
    assert changed(TEXT, renamed) == [
        '-   - part: "Onderweg"',
        '+   - part: "Op weg"',
        "+     id: part-onderweg",
    ]
    assert changed(TEXT, editing.part_rename(TEXT, "p-thuis", "Weer thuis: slot")) == [
        "-   - part: Thuis",
        '+   - part: "Weer thuis: slot"',
    ]
    flow = "outline: [{part: Oud, editions: [e]}, part: Ander, a]\n"
    assert editing.part_rename(flow, "Oud", "Nieuw") == flow.replace("Oud,", "Nieuw, id: part-oud,")
    assert editing.part_rename(flow, "Ander", "B") == flow.replace(
        "part: Ander", "{part: B, id: part-ander}"
    )


def test_a_short_title_comes_and_goes() -> None:
    titled = editing.retitle(TEXT, "vertrek", "Weg: nu")
    assert changed(TEXT, titled)[1] == '+   - {id: vertrek, short: "Weg: nu"}      # 1.200 woorden'
    assert editing.retitle(titled, "vertrek", "") == TEXT
    assert '- {id: halte, short: "Halte"}' in editing.retitle(TEXT, "halte", "Halte")
    assert "- halte\n" in editing.retitle(TEXT, "halte", "")


def test_chapters_are_sorted_within_their_parts() -> None:
    keys = {"halte": ("2020",), "aankomst": ("2019",), "sleutel": ("2001",)}
    sorted_ = editing.sort(TEXT, keys)
    assert order(sorted_)[4:8] == ["part Onderweg", "aankomst", "halte", "vertrek"]
    assert order(editing.sort(TEXT, keys, reverse=True))[5:8] == ["halte", "aankomst", "vertrek"]
    assert editing.sort(TEXT, keys, "Thuis") == TEXT


def test_an_arrangement_is_changed_and_the_outline_is_not() -> None:
    text = TEXT.replace(
        "aside:", "arrangements:\n  thema:\n    - halte\n    - vertrek  # eerst?\n\naside:"
    )
    moved = editing.move(text, ["vertrek"], PLACES["first"], arrangement="thema")
    assert moved == text.replace(
        "    - halte\n    - vertrek  # eerst?\n", "    - vertrek  # eerst?\n    - halte\n"
    )
    dropped = editing.drop(text, ["vertrek"], arrangement="thema")
    assert dropped == text.replace("    - vertrek  # eerst?\n", "    # eerst?\n")
    code, line, message, _ = refusal(lambda: editing.drop(text, ["halte"]))
    assert (code, line) == ("edit-006", 30)
    assert message == "“halte” is in the arrangement “thema”."


def test_lines_are_moved_in_a_text() -> None:
    shown = editing.arrange_text(TEXT, {"vertrek": "Het vertrek", "halte": "Een halte"})
    assert "  part Onderweg\n    vertrek  Het vertrek\n    halte  Een halte\n" in shown
    assert editing.arranged(TEXT, shown) == TEXT
    edited = shown.replace("    vertrek  Het vertrek\n", "").replace(
        "    aankomst\n", "    hold aankomst\n    vertrek\n    part Halfweg\n    add oud  Oud\n"
    )
    result = editing.arranged(TEXT, edited.replace("    sleutel", "    drop sleutel"))
    assert order(result)[4:11] == [
        "part Onderweg", "halte", "hold aankomst", "vertrek", "part Halfweg", "oud", "part Thuis",
    ]  # fmt: skip
    assert "aside: [sleutel]  # later" in result
    assert "  # An leest dit na\n  - vertrek      # 1.200 woorden\n" in result


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("    vertrek\n", "", 5, "No line is left for “vertrek”."),
        ("    vertrek\n", "    vertrok\n", 6, "There is no row “vertrok”."),
        ("    vertrek\n", "    vertrek\n    vertrek\n", 7, "“vertrek” already stands on line 6."),
        ("    vertrek\n", "    drop\n", 6, "The line does not say what it is about."),
        ("    vertrek\n", "    vertrek nu\n", 6, "“vertrek nu” is no id."),
        ("  page contents\n", "  page index\n", 2, "There is no row “index”."),
        ("    sleutel\n", "    sleutel\nmatter front\n", 12, "“front” already stands on line 1."),
        ("    sleutel\n", "    sleutel\n  part …\n", 12, "No id can be made from the title “…”."),
        ("  voorwoord\n", "  drop voorwoord\n", 0, ""),
    ],
)
def test_an_arranged_text_that_cannot_be_read_changes_nothing(
    old: str, new: str, line: int, message: str
) -> None:
    edited = editing.arrange_text(TEXT, {}).replace(old, new)
    code, found, said, hint = refusal(lambda: editing.arranged(TEXT, edited))
    if line:
        assert (code, found, said) == ("edit-008", line, message)
    else:
        assert (code, said) == ("edit-006", "“voorwoord” is in the edition “proef”.")
    assert hint


TWICE = TEXT.replace("  - voorwoord\n", "  - voorwoord\n  - {generate: contents, editions: [x]}\n")


@pytest.mark.parametrize(
    ("change", "code", "line", "said"),
    [
        (lambda: editing.move(TEXT, ["vertek"], PLACES["last"]), "edit-001", 5, "“vertek”"),
        (lambda: editing.move(TEXT, ["oud"], PLACES["last"]), "edit-001", 5, "“oud”"),
        (lambda: editing.move(TWICE, ["contents"], PLACES["last"]), "edit-002", 7, "lines 7 and 9"),
        (lambda: editing.move(TEXT, ["halte", "halte"], PLACES["last"]), "edit-002", 15, "twice"),
        (lambda: editing.move("book: 1\n", ["a"], PLACES["last"]), "edit-003", 1, "no “outline”"),
        (lambda: editing.hold(TEXT, ["a"], arrangement="x"), "edit-003", 1, "no arrangement “x”"),
        (lambda: editing.hold("outline:\n  {a: 1}\n", ["a"]), "edit-004", 1, "row by row"),
        (lambda: editing.hold("? outline\n: - a\n", ["a"]), "edit-004", 1, "row by row"),
        (lambda: editing.hold("outline:\n- ? id\n  : a\n", ["a"]), "edit-004", 2, "“?”"),
        (lambda: editing.move(TEXT, ["halte"], Spot()), "edit-005", 5, "where"),
        (lambda: editing.move(TEXT, ["halte"], Spot(matter="bak")), "edit-005", 5, "“bak”"),
        (lambda: editing.move(TEXT, ["halte"], Spot(after="halte")), "edit-005", 15, "itself"),
        (lambda: editing.move(TEXT, ["Thuis"], Spot(after="vertrek")), "edit-005", 15, "take in"),
        (lambda: editing.move(TEXT, ["Thuis", "halte"], Spot(last=True)), "edit-005", 15, "cannot"),
        (lambda: editing.drop(TEXT, ["voorwoord"]), "edit-006", 32, "edition “proef”"),
        (lambda: editing.hold(TEXT, ["Thuis"]), "edit-007", 19, "a part"),
        (lambda: editing.drop(TEXT, ["contents"]), "edit-007", 7, "no chapter"),
        (lambda: editing.swap(TEXT, "Thuis", "halte"), "edit-007", 15, "only one"),
        (lambda: editing.part_rename(TEXT, "halte", "X"), "edit-007", 15, "no part"),
        (lambda: editing.part_add(TEXT, " ", PLACES["last"]), "edit-009", 5, "title"),
        (lambda: editing.part_add(TEXT, "…", PLACES["last"]), "edit-009", 5, "No id"),
        (lambda: editing.retitle(TEXT, "halte", "a\nb"), "edit-009", 5, "U+000A"),
        (lambda: editing.add(TEXT, "halte"), "edit-011", 15, "line 15"),
        (lambda: editing.part_add(TEXT, "Onderweg", PLACES["last"]), "edit-011", 12, "in use"),
        (lambda: editing.part_rename(TEXT, "Thuis", "Onderweg"), "edit-011", 12, "already"),
        (lambda: editing.add(TEXT, "map/a.md"), "manifest-017", 5, "is not an id"),
        (lambda: editing.move("outline: [a\n", ["a"], PLACES["last"]), "manifest-001", 1, "["),
        (lambda: editing.move("", ["a"], PLACES["last"]), "manifest-002", 1, "empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_with_its_place(
    change: Callable[[], str], code: str, line: int, said: str
) -> None:
    found, at, message, hint = refusal(change)
    assert (found, at) == (code, line)
    assert said in message
    assert hint


def test_a_chapter_that_a_rule_of_order_names_is_not_dropped() -> None:
    text = "outline:\n  - a\n  - {id: b, after: [a]}\n"
    assert refusal(lambda: editing.drop(text, ["a"]))[:2] == ("edit-006", 3)
    assert editing.drop(text, ["a", "b"]) == "outline:\naside:\n  - a\n  - b\n"


def test_a_text_that_keeps_its_lines_does_not_take_in_others() -> None:
    text = "outline:\n  - id: a\n    short: |+\n      x\n  - b\n\n  - c\n"
    assert refusal(lambda: editing.move(text, ["a"], Spot(after="b")))[0] == "edit-010"
    end = "outline:\n  - id: a\n    short: |+\n      x\n\n  - b"
    assert refusal(lambda: editing.swap(end, "a", "b"))[0] == "edit-010"
    deep = "outline:\n  - id: a\n    short: |\n      x\n  - b\n          # diep\n  - c\n"
    assert refusal(lambda: editing.move(deep, ["a"], Spot(after="b")))[0] == "edit-010"


def test_windows_line_ends_stay_when_only_one_is_left() -> None:
    text = "outline:\r\n- a"
    assert editing.drop(text, ["a"]) == "outline:\r\naside:\r\n  - a"


def test_nearest_names_are_told() -> None:
    assert refusal(lambda: editing.hold(TEXT, ["halt"]))[3] == "Did you mean “halte”?"
    assert refusal(lambda: editing.part_remove(TEXT, "Onderwg"))[3] == "Did you mean “Onderweg”?"
    assert "dinobook add oud" in refusal(lambda: editing.hold(TEXT, ["oud"]))[3]


def test_the_whole_chapter_list_of_the_example_book_is_turned_round_and_back(
    repository: Path,
) -> None:
    text = (repository / "manuscript" / "book.yaml").read_bytes().decode("utf-8")
    names = [name for name in order(text) if " " not in name]
    now, back = text, []
    for name in names:
        back.append((name, editing.spot_of(now, name)))
        now = editing.move(now, [name], Spot(before="contents"))
    assert now != text
    for name, spot in reversed(back):
        now = editing.move(now, [name], spot)
    assert now == text


def test_a_verb_takes_little_longer_than_reading() -> None:
    """Of 200 rows; the result is read again only where rows have new neighbours."""
    rows = "".join(f"  - hoofdstuk-{number}\n" for number in range(200))
    text = f"outline:\n{rows}\neditions: {{e: {{format: epub}}}}\n"

    def seconds(change: Callable[[], object]) -> float:
        times = []
        for _ in range(5):
            start = time.process_time()
            change()
            times.append(time.process_time() - start)
        return min(times)

    reading = seconds(lambda: parse(text))
    moving = seconds(lambda: editing.move(text, ["hoofdstuk-3"], Spot(after="hoofdstuk-150")))
    assert moving < 3 * reading + 0.005
