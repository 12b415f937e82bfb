"""Other orders of the book, made, renamed, deleted and put in its place as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.editing.arrangements import (
    arrangement_delete,
    arrangement_new,
    arrangement_promote,
    arrangement_rename,
    arrangement_use,
)
from dinobook.errors import ManifestError
from dinobook.manifest import parse
from dinobook.manifest.edit import load
from dinobook.manifest.model import ChapterRow, Manifest, Row
from dinobook.strict_yaml import plain

HEAD = """\
# Ons boek.
book:
  title: Het boek
  identifier: urn:uuid:3f2b8c1e-5d47-4a90-9c1b-7e6a2d0f4b58

"""
BLOCK = """\
outline:
  # vooraan
  - voorwoord   # kort
  - part: "Deel: één"

  # los
  - generate: other-books
    books:
      - {title: Thee met een haas, date: 2024}
  - {id: de-weg, short: "Weg"}  # lang
  - id: onaf
    status: hold

"""
AT_THE_MARGIN = """\
outline:
- voorwoord
- part: Deel
- de-weg
- {id: onaf, status: hold}

"""
FLOW = "outline: [voorwoord, {part: Deel}, de-weg, {id: onaf, status: hold}]  # kort\n\n"
FLOW_ON_LINES = """\
outline: [
  voorwoord,  # vooraan
  {part: Deel},
  de-weg, {id: onaf,
    status: hold},
]
"""
TAIL = """\
# Wat eruit komt.
editions:
  ebook: {format: epub}
  print:
    format: pdf   # op papier
    page: a5
"""
SHAPES = {
    "block": HEAD + BLOCK + TAIL,
    "margin": HEAD + AT_THE_MARGIN + TAIL,
    "flow": HEAD + FLOW + TAIL,
    "lines": HEAD + FLOW_ON_LINES + TAIL,
    "windows": ("\ufeff" + HEAD + BLOCK + TAIL).replace("\n", "\r\n"),
    "open": HEAD + TAIL + "\n" + BLOCK.rstrip(),
    "first": BLOCK + HEAD + TAIL,
}
shapes = pytest.mark.parametrize("text", SHAPES.values(), ids=list(SHAPES))


def read(text: str) -> Manifest:
    parsed = parse(text)
    assert [one for one in parsed.problems if one.code != "manifest-050"] == []
    assert parsed.manifest is not None
    return parsed.manifest


def arrangement_names(text: str) -> tuple[str, ...]:
    return tuple(one.name for one in read(text).arrangements)


def bare(rows: tuple[Row, ...]) -> list[Row]:
    """Rows without their lines."""
    return [row.model_copy(update={"line": 0}) for row in rows]


def refusal(code: str, change: object, *arguments: object) -> str:
    with pytest.raises(ManifestError) as caught:
        change(*arguments)  # type: ignore[operator]
    (found,) = caught.value.problems
    assert found.code == code
    return f"{found.message} {found.hint}"


@shapes
def test_a_new_one_has_the_rows_of_the_outline(text: str) -> None:
    new = arrangement_new(text, "thema")
    got = read(new)
    assert bare(got.order("thema")) == bare(got.outline) == bare(read(text).outline)
    assert arrangement_names(new) == ("thema",)
    left = new.splitlines()
    assert all(line in left for line in text.splitlines())


@shapes
def test_deleting_the_only_one_gives_the_same_bytes(text: str) -> None:
    new = arrangement_new(text, "thema")
    assert arrangement_delete(new, "thema").rstrip("\r\n") == text.rstrip("\r\n")


@shapes
def test_deleting_one_of_two_gives_the_same_bytes(text: str) -> None:
    one = arrangement_new(text, "thema")
    two = arrangement_new(one, "datum", "thema")
    assert bare(read(two).order("datum")) == bare(read(two).outline)
    assert arrangement_delete(two, "datum").rstrip("\r\n") == one.rstrip("\r\n")
    assert arrangement_names(arrangement_delete(two, "thema")) == ("datum",)


@shapes
def test_promoting_lets_the_two_change_places(text: str) -> None:
    rows = "    - onaf\n    # samen\n    - de-weg  # hier\n    - voorwoord\n"
    other = f"\narrangements:\n  thema:\n{rows}"
    newline = "\r\n" if "\r\n" in text else "\n"
    both = text.rstrip("\r\n") + (newline + other.replace("\n", newline))
    got = arrangement_promote(both, "thema", "vroeger")
    after = read(got)
    assert [row.id for row in after.outline if isinstance(row, ChapterRow)] == [
        *("onaf", "de-weg", "voorwoord")
    ]
    assert bare(after.order("vroeger")) == bare(read(text).outline)
    assert got.index("# samen") < got.index("arrangements:") or "open" in text
    again = read(arrangement_promote(got, "vroeger", "thema"))
    assert bare(again.outline) == bare(read(text).outline)


def test_promoting_twice_gives_the_same_bytes() -> None:
    text = arrangement_new(SHAPES["block"], "thema")
    got = arrangement_promote(text, "thema", "vroeger")
    assert arrangement_promote(got, "vroeger", "thema") == text


@shapes
def test_an_edition_prints_it_and_follows_its_name(text: str) -> None:
    new = arrangement_new(text, "thema")
    used = arrangement_use(new, "thema", ["print", "ebook"])
    assert [one.arrangement for one in read(used).editions] == ["thema", "thema"]
    named = arrangement_rename(used, "thema", "2016")
    assert [one.arrangement for one in read(named).editions] == ["2016", "2016"]
    assert read(named).arrangements[0].name == "2016"
    assert arrangement_rename(named, "2016", "thema") == used
    assert arrangement_use(used, "", ["ebook", "print"]) == new
    refused = refusal(
        "order-003", arrangement_delete, arrangement_use(new, "thema", ["print"]), "thema"
    )
    assert "“print” prints the arrangement “thema”" in refused


def test_an_edition_that_printed_it_goes_on_with_the_outline() -> None:
    text = arrangement_use(arrangement_new(SHAPES["block"], "thema"), "thema", ["print"])
    got = read(arrangement_promote(text, "thema", "vroeger"))
    assert [one.arrangement for one in got.editions] == ["", ""]


def test_comments_of_the_outline_are_not_copied() -> None:
    new = arrangement_new(SHAPES["block"], "thema")
    assert new.count("# los") == 1
    assert new.count("# vooraan") == 1


@pytest.mark.parametrize("empty", ["arrangements:", "arrangements: ~", "arrangements: {}"])
def test_where_the_key_is_there_and_empty(empty: str) -> None:
    text = SHAPES["margin"] + f"{empty}  # nog niets\n"
    new = arrangement_new(text, "thema")
    assert bare(read(new).order("thema")) == bare(read(new).outline)
    assert "# nog niets" in new


def test_beside_others_between_braces() -> None:
    text = SHAPES["block"] + "arrangements: {datum: [onaf, voorwoord, de-weg]}\n"
    new = arrangement_new(text, "thema")
    assert bare(read(new).order("thema")) == bare(read(new).outline)


def test_what_is_refused() -> None:
    text = arrangement_new(SHAPES["block"], "thema")
    assert "“thema” already" in refusal("order-002", arrangement_new, text, "thema")
    assert "outline" in refusal("order-002", arrangement_new, text, "outline")
    assert "“op-datum”" in refusal("manifest-048", arrangement_new, text, "Op datum")
    for change in (arrangement_delete, arrangement_rename, arrangement_promote):
        arguments = (text, "tema", "nieuw")[: 2 if change is arrangement_delete else 3]
        assert "Did you mean “thema”?" in refusal("order-001", change, *arguments)
    assert "Did you mean “print”?" in refusal("order-001", arrangement_use, text, "thema", ["prnt"])
    none = SHAPES["block"]
    assert "The manifest has none." in refusal("order-001", arrangement_delete, none, "thema")
    braces = "{outline: [a], editions: {e: {format: epub}}}"
    assert "line of its own" in refusal("order-004", arrangement_new, braces, "thema")
    with pytest.raises(ManifestError):
        arrangement_new("outline: [a\n", "thema")


@pytest.mark.parametrize(
    ("edition", "after"),
    [
        ("{format: pdf}", "{format: pdf, arrangement: x}"),
        ("{format: pdf, arrangement: }", "{format: pdf, arrangement: x }"),
        ("{arrangement: y, format: pdf}", "{arrangement: x, format: pdf}"),
        ("\n    format: pdf  # mooi\n", "\n    format: pdf  # mooi\n    arrangement: x\n"),
        ("\n    arrangement:\n    format: pdf\n", "\n    arrangement: x\n    format: pdf\n"),
    ],
)
def test_an_edition_is_given_it_once(edition: str, after: str) -> None:
    text = arrangement_new(f"outline: [a]\neditions:\n  print: {edition}\n", "x")
    assert arrangement_use(text, "x", ["print", "print"]).rstrip("\n").endswith(after.rstrip("\n"))


@pytest.mark.parametrize("edition", ["{}", "", "x"])
def test_an_edition_without_keys_is_refused(edition: str) -> None:
    text = arrangement_new(f"outline: [a]\neditions:\n  print: {edition}\n", "x")
    assert "has no keys" in refusal("order-001", arrangement_use, text, "x", ["print"])


def test_words_in_quotes_stay_texts() -> None:
    rows = 'outline: [\n  "true", {id: a,\n short: "no"}, {id: b,\n short: "null"}, "2016"]\n'
    text = arrangement_new(rows + TAIL, "x")
    values = plain(load(text).root)
    assert isinstance(values, dict)
    assert values["arrangements"] == {"x": values["outline"]}


def test_empty_lines_below_a_text_in_a_block_stay() -> None:
    rows = "outline:\n  - a\n  - generate: dedication\n    text: |\n      Voor jou.\n\n\n"
    text = arrangement_new(rows + TAIL, "x")
    assert arrangement_delete(text, "x") == rows + TAIL
    assert arrangement_promote(arrangement_promote(text, "x", "y"), "y", "x") == text


names = st.sampled_from(["een", "twee", "drie"])
step = st.one_of(
    st.tuples(st.just(arrangement_new), names, st.sampled_from(["", "een", "twee"])),
    st.tuples(st.just(arrangement_delete), names),
    st.tuples(st.just(arrangement_rename), names, names),
    st.tuples(st.just(arrangement_promote), names, names),
    st.tuples(
        st.just(arrangement_use),
        st.sampled_from(["", "een", "twee"]),
        st.lists(st.sampled_from(["ebook", "print"]), unique=True),
    ),
)


@given(st.sampled_from(list(SHAPES.values())), st.lists(step, max_size=6))
def test_whatever_is_done_every_order_keeps_its_rows(text: str, steps: list[tuple]) -> None:  # type: ignore[type-arg]
    before = sorted(map(str, bare(read(text).outline)))
    for change, *arguments in steps:
        try:
            text = change(text, *arguments)
        except ManifestError:
            continue
        got = read(text)
        for rows in (got.outline, *(one.rows for one in got.arrangements)):
            assert sorted(map(str, bare(rows))) == before
