"""What holds for every manifest and every verb."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dinobook import editing
from dinobook.editing import Spot
from dinobook.errors import ManifestError
from dinobook.manifest.edit import load
from editing.manifests import BOOK, EDITIONS, TITLES, Case, manifests, marks

calmly = settings(max_examples=50, deadline=None)


def listed(text: str) -> tuple[str, ...]:
    return load(text).ids("outline")


def chapters(text: str) -> list[str]:
    """The ids of chapters, in the outline and aside; one that is nowhere may be added."""
    shown = editing.arrange_text(text, {})
    words = [line.split() for line in shown.splitlines() if line.strip() and line[0] != "#"]
    inside = [
        word[1] if word[0] in ("hold", "chapter") else word[0]
        for word in words
        if word[0] not in ("part", "page", "matter", "row")
    ]
    found = [*inside, *load(text).ids("aside")]
    assert len(set(found)) == len(found)
    return sorted({"niets", *found})


@st.composite
def spots(draw: st.DrawFn, case: Case) -> Spot:
    names = [*case.names, *case.parts]
    made = [st.builds(Spot, first=st.just(True)), st.builds(Spot, last=st.just(True))]
    if names:
        made += [st.builds(Spot, before=st.sampled_from(names))]
        made += [st.builds(Spot, after=st.sampled_from(names))]
    if case.parts:
        made.append(st.builds(Spot, part=st.sampled_from(case.parts), first=st.booleans()))
    matter = st.sampled_from(["front", "body", "back"])
    made.append(st.builds(Spot, matter=matter, first=st.booleans()))
    return draw(st.one_of(made))


def tried(change: Callable[[], str], text: str) -> str:
    """What the change makes, or the same text when it is refused."""
    try:
        return change()
    except ManifestError as error:
        refused = error.problems
    assert refused
    assert all(problem.message and problem.hint for problem in refused)
    return text


def step(data: st.DataObject, text: str, case: Case) -> str:
    draw = data.draw
    ids = [*case.chapters, *case.aside]
    spot = draw(spots(case))
    some = draw(st.lists(st.sampled_from(ids or ["niets"]), min_size=1, max_size=3, unique=True))
    title = draw(st.sampled_from([*TITLES, "Nieuw: 'deel'", "– # –", "Gewoon"]))
    part = draw(st.sampled_from([*case.parts, *TITLES]))
    name = draw(st.sampled_from([*case.names, "niets"]))
    keys = {one: (draw(st.integers(0, 3)),) for one in ids if draw(st.booleans())}
    short = draw(st.sampled_from(["", "Kort", "Kort: 'één' #"]))
    verbs: list[Callable[[], str]] = [
        lambda: editing.move(text, some, spot),
        lambda: editing.move(text, [name], spot),
        lambda: editing.swap(text, some[0], name),
        lambda: editing.add(text, some[0], spot),
        lambda: editing.add(text, some[-1]),
        lambda: editing.hold(text, some),
        lambda: editing.release(text, some),
        lambda: editing.drop(text, some),
        lambda: editing.part_add(text, title, spot),
        lambda: editing.part_rename(text, part, title),
        lambda: editing.part_remove(text, part),
        lambda: editing.part_move(text, part, spot),
        lambda: editing.retitle(text, some[0], short),
        lambda: editing.sort(text, keys, reverse=draw(st.booleans())),
    ]
    return tried(draw(st.sampled_from(verbs)), text)


@calmly
@given(manifests(), st.data())
def test_verbs_keep_every_id_once_every_comment_and_every_other_line(
    case: Case, data: st.DataObject
) -> None:
    text = case.text
    there = chapters(text)
    for _ in range(data.draw(st.integers(1, 5))):
        text = step(data, text, case)
        assert chapters(text) == there
        assert marks(text) == marks(case.text)
        newline = "\r\n" if "\r\n" in case.text else "\n"
        assert text.count("\n") == text.count(newline)
        if case.form != "flow":
            assert BOOK.replace("\n", newline) in text
            assert EDITIONS.replace("\n", newline) in text
        assert text.startswith("\ufeff") == case.text.startswith("\ufeff")


@calmly
@given(manifests(), st.data())
def test_a_move_and_the_move_back_give_the_same_bytes(case: Case, data: st.DataObject) -> None:
    assume(case.names)
    name = data.draw(st.sampled_from(case.names))
    spot = data.draw(spots(case))
    moved = tried(lambda: editing.move(case.text, [name], spot), case.text)
    assume(moved.count("matter:") == case.text.count("matter:"))
    assert editing.move(moved, [name], editing.spot_of(case.text, name)) == case.text


@calmly
@given(manifests(), st.data())
def test_a_move_is_lines_that_go_and_come_and_no_other(case: Case, data: st.DataObject) -> None:
    assume(case.names and case.form == "block")
    name = data.draw(st.sampled_from(case.names))
    spot = data.draw(spots(case))
    moved = tried(lambda: editing.move(case.text, [name], spot), case.text)
    assume(moved.count("matter:") == case.text.count("matter:"))
    assert sorted(moved.splitlines()) == sorted(case.text.splitlines())


@calmly
@given(manifests(), st.data())
def test_a_row_is_found_below_the_comments_that_it_had(case: Case, data: st.DataObject) -> None:
    assume(case.names)
    name = data.draw(st.sampled_from(case.names))
    spot = data.draw(spots(case))
    before = own_lines(case.text, name)
    moved = tried(lambda: editing.move(case.text, [name], spot), case.text)
    assert own_lines(moved, name) == before


def own_lines(text: str, name: str) -> list[str]:
    from dinobook.editing.order import read_order

    order = read_order(text)
    row = order.find(name)
    piece = next(piece for piece in order.layout.pieces if piece.row is row)
    return [line.strip().replace(",", "") for line in piece.lines]


@calmly
@given(manifests(), st.data())
def test_two_rows_that_change_places_twice_stand_where_they_stood(
    case: Case, data: st.DataObject
) -> None:
    assume(len(case.names) > 1)
    first, second = data.draw(
        st.lists(st.sampled_from(case.names), min_size=2, max_size=2, unique=True)
    )
    try:
        once = editing.swap(case.text, first, second)
    except ManifestError:
        assume(False)
    assert editing.swap(once, first, second) == case.text


@calmly
@given(manifests())
def test_an_arranged_text_that_is_left_alone_changes_nothing(case: Case) -> None:
    shown = editing.arrange_text(case.text, {"a": "Een titel # met: tekens", "b": "hold c"})
    assert editing.arranged(case.text, shown) == case.text


@calmly
@given(manifests(), st.randoms(use_true_random=False))
def test_an_arranged_text_gives_its_own_order(case: Case, random: object) -> None:
    shown = editing.arrange_text(case.text, {})
    lines = [line for line in shown.splitlines() if line.strip() and line[0] != "#"]
    free = [at for at, line in enumerate(lines) if not line.startswith("matter")]
    mixed = list(free)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    new = list(lines)
    for at, other in zip(free, mixed, strict=True):
        new[at] = lines[other]
    result = tried(lambda: editing.arranged(case.text, "\n".join(new)), "")
    assume(result)
    again = editing.arrange_text(result, {}).splitlines()
    assert [line.strip() for line in again[: len(new)]] == [line.strip() for line in new]
    assert marks(result) == marks(case.text)


@calmly
@given(manifests(), st.data())
def test_what_is_held_and_released_is_as_it_was(case: Case, data: st.DataObject) -> None:
    assume(case.chapters)
    name = data.draw(st.sampled_from(case.chapters))
    held = editing.hold(case.text, [name])
    assume(held != case.text)
    released = editing.release(held, [name])
    assert released in (
        case.text,
        case.text.replace(f"{{id: {name}}}", name),
        case.text.replace(f'{{id: "{name}"}}', f'"{name}"'),
    )


@calmly
@given(manifests(), st.data())
def test_a_part_that_is_added_and_removed_leaves_no_trace(case: Case, data: st.DataObject) -> None:
    spot = data.draw(spots(case))
    added = tried(lambda: editing.part_add(case.text, "Gloed: nieuw", spot), case.text)
    assume(added != case.text and added.count("matter:") == case.text.count("matter:"))
    assert editing.part_remove(added, "part-gloed-nieuw") == case.text


@calmly
@given(manifests(), st.data())
def test_the_order_is_that_of_the_keys(case: Case, data: st.DataObject) -> None:
    keys = {name: (data.draw(st.integers(0, 5)),) for name in case.chapters}
    once = tried(lambda: editing.sort(case.text, keys), "")
    assume(once)
    assert editing.sort(once, keys) == once
    assert chapters(once) == chapters(case.text)
