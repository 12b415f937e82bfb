"""What an author types in a citation is what the book is told, whatever stands around it."""

from __future__ import annotations

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from dinobook.markup.convert import convert
from dinobook.markup.fragment import Citation, CitedItem, Locator

ENDS = string.ascii_letters + string.digits
KEYS = st.builds(
    lambda first, inside, last: first + inside + last,
    st.sampled_from(ENDS),
    st.text(st.sampled_from(f"{ENDS}:.-_/+"), max_size=8),
    st.sampled_from(ENDS),
).filter(lambda key: "__" not in key and "--" not in key)
WORDS = st.lists(st.sampled_from(["zie", "ook", "vooral", "daar"]), max_size=3).map(" ".join)
KINDS = st.sampled_from(["page", "chapter", "section"])
PLACES = st.one_of(st.none(), st.builds(Locator, KINDS, st.sampled_from(["2", "14", "IV"])))
ITEMS = st.builds(CitedItem, KEYS, WORDS, PLACES, WORDS, st.booleans())

TYPED = {"page": "p.", "chapter": "h.", "section": "§"}


def typed(item: CitedItem) -> str:
    place = f", {TYPED[item.locator.kind]} {item.locator.value}" if item.locator else ""
    key = f"{'-' if item.without_author else ''}@{item.key}"
    return " ".join(filter(None, [item.prefix, key + place, item.suffix]))


def citations(body: str) -> tuple[Citation, ...]:
    result = convert(f"---\ntitle: Proef\n---\n{body}\n", "manuscript/proef.md")
    assert result.problems == ()
    assert result.fragment is not None
    return result.fragment.citations


@settings(deadline=None)  # the first chapter loads the engine
@given(st.lists(ITEMS, min_size=1, max_size=3))
def test_a_citation_says_what_was_typed(items: list[CitedItem]) -> None:
    (found,) = citations(f"Woord [{'; '.join(map(typed, items))}], woord.")
    assert found.items == tuple(items)
    assert found.prefixed is bool(items[0].prefix)


@given(KEYS, PLACES)
def test_a_citation_in_a_sentence_says_what_was_typed(key: str, place: Locator | None) -> None:
    behind = f" [{TYPED[place.kind]} {place.value}]" if place else ""
    (found,) = citations(f"Volgens @{key}{behind}, en zo.")
    assert (found.items, found.narrative) == ((CitedItem(key, locator=place),), True)
