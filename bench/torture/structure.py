"""Strategies for chapters whose block structure CommonMark and GFM's tables define."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from hypothesis import strategies as st

DEPTH: Final = 3
SIGN: Final = "§"
"""Stands for a number of its own in each word: `numbered` puts them in."""

Rows = list[str]

_FENCES: Final = ("```", "~~~", "```js", "````")
_BULLETS: Final = ("-", "*", "+")


def numbered(text: str, first: int = 1) -> str:
    """The text with its words numbered, so that each is found again where it stands."""
    parts = text.split(SIGN)
    counted = (f"{at:03}{part}" for at, part in enumerate(parts[1:], first))
    return parts[0] + "".join(counted)


def chapters() -> st.SearchStrategy[str]:
    """Bodies of chapters."""
    return _blocks(0).map(lambda rows: numbered("\n".join(rows) + "\n"))


def _blocks(depth: int) -> st.SearchStrategy[Rows]:
    between = st.sampled_from([True, True, True, True, False])
    return st.lists(st.tuples(between, _block(depth)), min_size=1, max_size=3).map(_stacked)


def _stacked(blocks: Sequence[tuple[bool, Rows]]) -> Rows:
    found: Rows = []
    for blank_above, rows in blocks:
        if found and blank_above:
            found.append("")
        found += rows
    return found


def _block(depth: int) -> st.SearchStrategy[Rows]:
    kinds = [_paragraph(), _code()]
    if depth < DEPTH:
        kinds += [_paragraph(), _table(), _heading(), st.deferred(lambda: _list(depth))]
        kinds += [st.deferred(lambda: _list(depth)), st.deferred(lambda: _quote(depth))]
    return st.one_of(kinds)


def _paragraph() -> st.SearchStrategy[Rows]:
    return st.integers(1, 3).map(lambda rows: ["woord§ en woord§"] * rows)


def _heading() -> st.SearchStrategy[Rows]:
    return st.sampled_from([["## kop§"], ["### kop§ ##"], ["kop§", "---"]])


def _table() -> st.SearchStrategy[Rows]:
    body = st.integers(1, 2).map(lambda rows: ["| cel§ | cel§ |"] * rows)
    return body.map(lambda rows: ["| kop§ | kop§ |", "|---|:-:|", *rows])


def _code() -> st.SearchStrategy[Rows]:
    inside = st.sampled_from(
        ['code§ # "x"', "", "  code§", "- code§", "> code§", "\tcode§", "# code§"]
    )

    def fenced(fence: str, rows: Rows) -> Rows:
        return [fence, "code§", *rows, fence.rstrip("js")]

    return st.builds(fenced, st.sampled_from(_FENCES), st.lists(inside, max_size=3))


def _quote(depth: int) -> st.SearchStrategy[Rows]:
    def quoted(rows: Rows) -> Rows:
        return [f"> {row}" if row else ">" for row in rows]

    return _blocks(depth + 1).map(quoted)


def _list(depth: int) -> st.SearchStrategy[Rows]:
    marks = st.one_of(
        st.sampled_from(_BULLETS).map(lambda sign: lambda at: sign),
        st.sampled_from((1, 1, 5, 9)).map(lambda start: lambda at: f"{start + at}."),
    )
    item = st.one_of(st.just(["woord§"]), _blocks(depth + 1))
    spaces = st.sampled_from((1, 1, 1, 2, 3))
    return st.builds(_listed, marks, spaces, st.booleans(), st.lists(item, min_size=1, max_size=3))


def _listed(mark: Callable[[int], str], spaces: int, loose: bool, items: Sequence[Rows]) -> Rows:
    found: Rows = []
    for at, rows in enumerate(items):
        first = mark(at) + " " * spaces
        if loose and found:
            found.append("")
        found += [(first if n == 0 else " " * len(first)) + row if row or n == 0 else ""
                  for n, row in enumerate(rows)]  # fmt: skip
    return found
