from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinobook.editing.aside import append_aside
from dinobook.errors import ManifestError
from dinobook.manifest import parse
from dinobook.manifest.edit import load

# The examples are whole manifests and the machine may be busy: few of them, without a deadline.
calmly = settings(max_examples=50, deadline=None)

IDS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
COMMENTS = st.sampled_from(
    ["", "  # later: vragen aan An", "   #", "  # “citaat”: [a, b] {c}", " # é😀\t!"]
)
OWN_LINES = st.sampled_from(
    ["", "", "# nog te doen", "  # - weg: 'voorlopig'", "\n", "# één\n\n# twee"]
)


@st.composite
def outlines(draw: st.DrawFn, ids: list[str]) -> str:
    styles = [
        "{i}- {id}",
        "{i}- {{id: {id}, short: 'Kort: één'}}",
        '{i}-   {{ id: "{id}",   status: hold }}',
        "{i}- id: {id}\n{i}  short: >-\n{i}    Een kop\n{i}    van twee regels",
        '{i}- part: "Over {id}"  # deel\n{i}- {id}',
    ]
    indent = draw(st.sampled_from(["", "  ", "    "]))
    lines = ["outline:" + draw(COMMENTS)]
    for one in ids:
        lines.append(draw(OWN_LINES))
        row = draw(st.sampled_from(styles)).format(i=indent, id=one)
        lines.append(row + (draw(COMMENTS) if ">-" not in row else ""))
    return "\n".join(lines)


@st.composite
def asides(draw: st.DrawFn, ids: list[str]) -> str | None:
    comment = draw(COMMENTS)
    if not ids:
        empty = ["aside:" + comment, "aside: []" + comment, "aside: ~" + comment, None]
        return draw(st.sampled_from([*empty, "aside:\n  # nog niets"]))
    block = "".join(f"\n{draw(OWN_LINES)}\n  - {one}{draw(COMMENTS)}" for one in ids)
    narrow = "".join(f"\n- {one}{comment}" for one in ids)
    flow = ", ".join(ids)
    tall = ",\n    ".join(ids)
    commented = f",{comment}\n  ".join(ids) + f"{comment}"
    forms = [
        f"aside:{comment}{block}",
        f"aside:{narrow}",
        f"aside: [{flow}]{comment}",
        f"aside: [ {flow} , ]{comment}",
        f"aside: [\n    {tall}\n  ]{comment}",
        f"aside: [\n    {tall},\n]{comment}",
        f"aside: [\n  {commented}\n  ]",
        f"aside:\n  [{flow}]",
        f"aside: ['{ids[0]}'" + "".join(f', "{one}"' for one in ids[1:]) + "]",
    ]
    return draw(st.sampled_from(forms))


@st.composite
def manifests(draw: st.DrawFn) -> tuple[str, list[str], list[str]]:
    """A valid manifest as authors write them, with the ids of its outline and of its aside."""
    ids = draw(st.lists(IDS, min_size=1, max_size=6, unique=True))
    cut = draw(st.integers(1, len(ids)))
    listed, left = ids[:cut], ids[cut:]
    blocks = [
        "book:  # het boek\n  title: 'Luiaards: een gids'\n"
        "  identifier: urn:uuid:3f2b8c1e-5d47-4a90-9c1b-7e6a2d0f4b58\n"
        "  description: |\n    Eén regel.\n\n    # geen opmerking\n    aside: [dit, niet]",
        draw(outlines(listed)),
        draw(asides(left)),
        "editions:\n  ebook:   {format: epub}   # voor de winkel\n  pdf-1:\n    format: pdf",
    ]
    order = draw(st.permutations([block for block in blocks if block is not None]))
    between = draw(
        st.sampled_from(["\n", "\n\n", "\n# ----\n", "\n\n\n  # los\n\n# bij wat volgt\n"])
    )
    text = draw(st.sampled_from(["", "# manifest\n", "---\n", "\ufeff"])) + between.join(order)
    text += draw(st.sampled_from(["\n", "", "\n\n", "\n# einde\n", "\n...\n"]))
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"]))), listed, left


@calmly
@given(manifests())
def test_what_is_loaded_is_given_back_byte_for_byte(case: tuple[str, list[str], list[str]]) -> None:
    text, listed, left = case
    document = load(text)
    assert document.text() == text
    named = [one for one in document.ids("outline") if one]
    assert named == listed
    assert list(document.ids("aside")) == left
    assert parse(text).problems == ()


@calmly
@given(manifests(), st.lists(IDS, max_size=6))
def test_ids_are_added_and_all_else_stays(
    case: tuple[str, list[str], list[str]], added: list[str]
) -> None:
    text, listed, left = case
    result = append_aside(text, added)
    before, after = parse(text).manifest, parse(result).manifest
    assert before is not None
    assert after is not None
    new = [one for one in dict.fromkeys(added) if one not in (*listed, *left)]
    assert list(after.aside) == left + new
    assert after.book == before.book
    assert [row.model_copy(update={"line": 0}) for row in after.outline] == [
        row.model_copy(update={"line": 0}) for row in before.outline
    ]
    assert is_subsequence(text, result)
    assert ("\r\n" in result) == ("\r\n" in text)
    assert result.count("\n") == result.count("\r\n") or "\r" not in result
    assert result.count("#") == text.count("#")


@calmly
@given(manifests(), st.lists(IDS, max_size=6))
def test_adding_twice_is_adding_once(
    case: tuple[str, list[str], list[str]], added: list[str]
) -> None:
    once = append_aside(case[0], added)
    assert append_aside(once, added) == once


@calmly
@given(manifests(), st.lists(IDS, min_size=1, max_size=3), st.lists(IDS, max_size=3))
def test_adding_in_two_steps_parses_as_in_one(
    case: tuple[str, list[str], list[str]], first: list[str], second: list[str]
) -> None:
    stepwise = parse(append_aside(append_aside(case[0], first), second)).manifest
    at_once = parse(append_aside(case[0], [*first, *second])).manifest
    assert stepwise is not None
    assert at_once is not None
    assert stepwise.aside == at_once.aside


def is_subsequence(short: str, long: str) -> bool:
    """Whether nothing of `short` was taken away or moved. (“~” and its kind give way to a list.)"""
    rest = iter(long)
    return all(char in rest for char in short.replace("aside: ~", "aside: "))


def test_a_block_list_grows_by_lines_in_its_own_indentation(manifest_text: str) -> None:
    text = manifest_text.replace("aside: [oud]", "aside:\n    - oud  # te oud\n\n# uitgaven")
    assert append_aside(text, ["nieuw", "nog-een"]) == text.replace(
        "# te oud\n", "# te oud\n    - nieuw\n    - nog-een\n"
    )


def test_a_list_between_brackets_grows_between_them(manifest_text: str) -> None:
    assert append_aside(manifest_text, ["nieuw"]) == manifest_text.replace("[oud]", "[oud, nieuw]")


def test_a_long_list_between_brackets_goes_on_below(manifest_text: str) -> None:
    ids = [f"een-tamelijk-lange-naam-{number}" for number in range(5)]
    result = append_aside(manifest_text, ids)
    assert "aside: [oud,\n  een-tamelijk-lange-naam-0,\n" in result
    assert max(map(len, result.splitlines())) <= 100


def test_a_comment_keeps_to_its_own_item(manifest_text: str) -> None:
    text = manifest_text.replace("[oud]", "[\n  oud  # te oud\n]")
    assert append_aside(text, ["x"]) == text.replace("oud  # te oud\n", "oud,  # te oud\n  x\n")


def test_a_new_list_comes_below_the_outline(manifest_text: str) -> None:
    text = manifest_text.replace("aside: [oud]\n\n", "# wat eruit komt\n")
    assert append_aside(text, ["x", "y"]) == text.replace(
        "# wat eruit komt", "aside:\n  - x\n  - y\n\n# wat eruit komt"
    )


def test_an_empty_list_is_filled_below_its_key(manifest_text: str) -> None:
    text = manifest_text.replace("aside: [oud]", "aside:  # later")
    assert append_aside(text, ["x"]) == text.replace("# later\n", "# later\n  - x\n")


def test_the_last_line_may_lack_its_newline(manifest_text: str) -> None:
    head, tail = manifest_text.split("aside: [oud]")
    text = head + tail.lstrip() + "\naside:\n  - oud"
    assert append_aside(text, ["x"]) == text + "\n  - x"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("{}", "{aside: [x]}"),
        ("{book: {}}", "{book: {}, aside: [x]}"),
        ("{aside: , book: 1}", "{aside: [x] , book: 1}"),
        ("{aside: [], book: 1}", "{aside: [x], book: 1}"),
        ("{aside: null}", "{aside: [x]}"),
        ("book: 1\n", "book: 1\naside:\n  - x\n"),
    ],
)
def test_unusual_and_unfinished_manifests_can_be_edited(text: str, result: str) -> None:
    assert append_aside(text, ["x"]) == result


def test_ids_that_look_like_numbers_are_quoted(manifest_text: str) -> None:
    result = append_aside(manifest_text, ["2016", "true", "café"])
    assert 'aside: [oud, "2016", "true", café]' in result
    manifest = parse(result).manifest
    assert manifest is not None
    assert manifest.aside == ("oud", "2016", "true", "café")


def test_known_ids_are_left_where_they_are(manifest_text: str) -> None:
    assert append_aside(manifest_text, ["oud", "de-weg", "onaf"]) == manifest_text
    assert append_aside(manifest_text, []) == manifest_text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "manifest-002"),
        ("- a\n", "manifest-002"),
        ("book: 'open\n", "manifest-001"),
        ("book: &a 1\n", "manifest-003"),
        ("aside: oud\n", "manifest-007"),
        ("aside: {oud: 1}\n", "manifest-007"),
    ],
)
def test_what_cannot_be_read_is_not_edited(text: str, code: str) -> None:
    with pytest.raises(ManifestError) as caught:
        append_aside(text, ["x"])
    assert [one.code for one in caught.value.problems] == [code]
    assert caught.value.exit_code == 3
