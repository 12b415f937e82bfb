"""The one reader of YAML: for any text nodes or problems, each on its line, and nothing else."""

from __future__ import annotations

import json
import string
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import find, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from dinobook.importers.markdown.front import RULES as POST
from dinobook.manifest.yaml_rules import RULES as MANIFEST
from dinobook.markup.front_matter.reader import RULES as CHAPTER
from dinobook.strict_yaml import (
    SLIPS,
    Mapping,
    Node,
    Rules,
    Scalar,
    Source,
    plain,
    read,
    size_problems,
)

ALL = (MANIFEST, CHAPTER, POST)
CODE_OF = {**MANIFEST.codes, "shape": "front-002"}
"""One for each slip."""
SLIP_OF = {code: slip for slip, code in CODE_OF.items()}
STRICT = Rules("the file", CODE_OF, 10_000, "Cut it.", unreadable="No.")
LENIENT = Rules(
    "the file", {slip: CODE_OF[slip] for slip in SLIPS if slip != "control"}, 10_000, "Cut it."
)

SIGNS = st.text(
    st.sampled_from("{}[]&*!%@`|>-?:,#'\"\\~=<. \t\n\r\0\x85\u2028\ufeffaé1U0e_"), max_size=60
)
SCRAPS = (
    "title: X\n", "- a\n", "  - {b: c}\n", "? d\n: e\n", "&f ", "*f", "!!map ", "%YAML 1.2\n",
    "---\n", "...\n", "|\n  g\n", ">-\n  h\n\n  i\n", '"\\UFFFFFFFF"', '"\\ud800"', "<<: ", "\t",
    "%TAG ! x\n", "2016-07-14 10:00:00\n", "1_000\n", "# a remark\n", "[[[[[[[[[[[",
)  # fmt: skip
PIECES = st.lists(
    st.one_of(
        SIGNS,
        st.text(max_size=8),
        st.sampled_from(SCRAPS),
    ),
    max_size=12,
).map("".join)


@given(PIECES, st.sampled_from(ALL))
def test_no_text_stops_the_reader(text: str, rules: Rules) -> None:
    source = Source("a.yaml", text, 3)
    root, problems = read(source, rules)
    plain(root)
    lines = text.count("\n") + 1
    for one in problems:
        assert one.code in rules.codes.values()
        assert one.place.path == "a.yaml"
        assert 3 <= one.place.line < 3 + lines
        assert one.message
        assert one.hint


def test_texts_like_these_are_read_and_refused_too() -> None:
    """Else the test above would try nothing."""
    assert find(PIECES, lambda text: isinstance(read(Source("a", text), STRICT)[0], Mapping))
    for slip in sorted({*SLIPS} - {"size"}):
        find(PIECES, lambda text, slip=slip: slip in _codes(text))  # type: ignore[misc]


def _codes(text: str) -> list[str]:
    return [SLIP_OF[one.code] for one in read(Source("a", text), STRICT)[1]]


@given(PIECES)
def test_what_is_read_is_what_another_reader_reads(text: str) -> None:
    """Its texts; kinds are our own affair."""
    root, problems = read(Source("a.yaml", text), STRICT)
    if not problems:
        assert _texts(root) == _untyped(YAML(typ="base", pure=True).load(text))


def _texts(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return {one.key.text: _texts(one.value) for one in node.entries}
    if isinstance(node, Scalar):
        return node.text
    return None if node is None else [_texts(one) for one in node.items]


def _untyped(value: object) -> object:
    """Without its own kinds of dict; nothing between two commas is an empty text."""
    if isinstance(value, dict):
        return {str(key or ""): _untyped(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_untyped(inner) for inner in value]
    return value


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff"),
    max_size=20,
)
VALUES = st.recursive(
    st.one_of(WORDS, st.booleans(), st.none(), st.integers(-(10**15), 10**15)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=8,
)


@given(VALUES)
def test_json_is_yaml_and_reads_back(value: Any) -> None:
    rules = Rules("the file", STRICT.codes, 100_000, "Cut it.", most_levels=30)
    root, problems = read(Source("a.yaml", json.dumps(value, ensure_ascii=False)), rules)
    assert problems == ()
    assert plain(root) == _with_tuples(value)


def _with_tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_tuples(inner) for key, inner in value.items()}
    return tuple(map(_with_tuples, value)) if isinstance(value, list) else value


NAMES = st.lists(st.text(string.ascii_lowercase, min_size=2, max_size=6), min_size=1, unique=True)
FORMS = (
    '"{}"', "'{}'", "{}", "{} # a remark", "|\n  {}\n\n  more\n", ">-\n  {}\n  more", "[{}, b]",
    "\n  {}", "{{a: {},\n  b: c}}", '"{}\n\n  more"', "\n- {}\n- b", "\u2028{}", "\x85{}",
)  # fmt: skip
BETWEEN = ("", "\n", "# a remark\n", "  # a remark\n\n")
SLIP_LINES = {
    "x: &a b": "sign", "x: *a": "sign", "x: !!str 1": "sign", "x: [b": "syntax", "x: 'b": "syntax",
    "\tx: b": "syntax", "x: a: b": "syntax", "x: @b": "syntax", '? "\\a"\n: b': "control",
    "x: [[[[[[[[[[b]]]]]]]]]]": "shape", "x:b": "syntax", 'x:"b"  # c': "syntax", "x:[b]": "syntax",
    "[x]: b": "shape", "--- b": "shape",
}  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[str, int]]:
    """A mapping as people write one, and the line of each key."""
    text = ""
    lines = {}
    for name in draw(NAMES):
        text += draw(st.sampled_from(BETWEEN))
        lines[name] = text.count("\n") + 1
        text += f"{name}: {draw(st.sampled_from(FORMS)).format('word')}\n"
    return text, lines


@given(documents(), st.integers(1, 50))
def test_each_key_stands_on_its_line(document: tuple[str, dict[str, int]], first: int) -> None:
    text, lines = document
    source = Source("a.yaml", text, first)
    root, problems = read(source, LENIENT)
    assert problems == ()
    assert isinstance(root, Mapping)
    found = {one.key.text: source.line(one.key.start) - first + 1 for one in root.entries}
    assert found == lines
    assert all(name in source.place(root.entries[0].key.start).excerpt for name in [*lines][:1])


@given(documents(), st.sampled_from([*SLIP_LINES]), documents())
def test_a_slip_is_reported_on_its_line(
    before: tuple[str, dict[str, int]], slip: str, after: tuple[str, dict[str, int]]
) -> None:
    text = before[0] + slip + "\n" + "".join(f"x{row}\n" for row in _rows(after[0]))
    code, problem = SLIP_LINES[slip], read(Source("a.yaml", text), STRICT)[1][0]
    assert (SLIP_OF[problem.code], problem.place.line) == (code, before[0].count("\n") + 1)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("title:Koffie en thee\nlang: nl\n", 1, "“title: Koffie en thee”"),
        ("lang: nl\ntitle:Koffie\n", 2, "“title: Koffie”"),
        ("title:Koffie\n\n# let op: nieuw\nlang: nl\n", 1, "“title: Koffie”"),
        ("a: b\nlist:\n  - x:y\n    z: w\n", 3, "“x: y”"),
        ("list:\n  - a\n  -b\n  - c\n", 3, "“- b”"),
        ("a:\n  b:{c: d, e: f}\n", 2, "“b: {c: d, e: f}”"),
    ],
)
def test_a_colon_without_its_space_is_named_where_it_stands(
    text: str, line: int, said: str
) -> None:
    _, (problem,) = read(Source("a.yaml", text), LENIENT)
    assert (problem.place.line, said in problem.hint) == (line, True)
    assert "There is no space behind the" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "a: lang\n  https://x.example/b\nc",
        "a: Koffie: thee",
        "a: lang\n  om 12:30 uur: laat",
        "a: [b,\n c:d\ne: f",
    ],
)
def test_a_colon_that_is_right_as_it_is_gets_no_space(text: str) -> None:
    _, (problem,) = read(Source("a.yaml", text), LENIENT)
    assert "no space" not in problem.message


def _rows(text: str) -> Iterator[str]:
    """Only the plain lines: an open quotation mark swallows others."""
    return (row for row in text.split("\n") if row[:1].isalpha() and row.endswith(": word"))


@given(documents())
def test_a_key_that_stands_twice_names_both_lines(document: tuple[str, dict[str, int]]) -> None:
    text, lines = document
    name, line = next(iter(lines.items()))
    _, (problem,) = read(Source("a.yaml", f"{text}{name}: again\n"), LENIENT)
    assert SLIP_OF[problem.code] == "twice"
    assert problem.place.line == text.count("\n") + 1
    assert problem.message == f"“{name}” already stands on line {line}."


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("y", "y"), ("true", True), ("False", False),
        ("2016-07-14", "2016-07-14"), ("2016-07-14T00:30:00+02:00", "2016-07-14T00:30:00+02:00"),
        ("10:30", "10:30"), ("0o17", "0o17"), ("007", "007"), ("1_000", "1_000"), ("12", 12),
        ("-3", -3), ("+3", "+3"), ("1.5", 1.5), ("1.50", "1.50"), ("1e3", "1e3"), (".inf", ".inf"),
        ("1" * 40, "1" * 40), ("~", None), ("", None), ("null", None), ("'null'", "null"),
        ("<<", "<<"), ("=", "="), ('"12"', "12"), ("a #b", "a"), ("a#b", "a#b"),
    ],
)  # fmt: skip
def test_a_value_is_what_is_written(written: str, value: object) -> None:
    root, problems = read(Source("a.yaml", f"x: {written}\n"), STRICT)
    assert problems == ()
    assert plain(root) == {"x": value}


def test_control_characters_are_refused_or_read_as_spaces() -> None:
    source = Source("a.yaml", 'x: "a\\0b\\ud800c"')
    root, (problem,) = read(source, STRICT)
    assert (SLIP_OF[problem.code], plain(root)) == ("control", {"x": "abc"})
    assert "U+0000" in problem.message
    assert (plain(read(source, LENIENT)[0]), read(source, LENIENT)[1]) == ({"x": "a b c"}, ())


def test_brackets_and_length_have_limits() -> None:
    (problem,) = size_problems(Source("a.md", "x: " + "[" * 101, 2), CHAPTER)
    assert (problem.code, problem.place.line) == ("front-009", 2)
    (problem,) = size_problems(Source("book.yaml", "x" * 200_001), MANIFEST)
    assert (problem.code, problem.place.line) == ("project-005", 0)
    assert "200,001 characters" in problem.message
    assert size_problems(Source("book.yaml", "[" * 200), MANIFEST) == ()
