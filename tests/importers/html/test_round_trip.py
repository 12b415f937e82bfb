"""A tree written as a chapter and compiled is the same tree; so is a chapter written again."""

from __future__ import annotations

from html import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinobook.importers.html import vocabulary_faults, write_markdown
from importers.html.read_back import compiled, read_back
from importers.html.shapes import shape
from importers.html.trees import element, paragraph_trees, texts, trees

bounded = settings(
    deadline=None,
    max_examples=120,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def check_round_trip(html: str) -> None:
    tree = element(html)
    assert vocabulary_faults(tree) == []
    markdown = write_markdown(tree)
    result = compiled(markdown)
    assert result.fragment is not None
    assert shape(read_back(result.fragment)) == shape(tree), markdown


@bounded
@given(paragraph_trees())
def test_paragraphs_come_back_as_they_were(html: str) -> None:
    check_round_trip(html)


@bounded
@given(trees())
def test_any_tree_comes_back_as_it_was(html: str) -> None:
    check_round_trip(html)


@bounded
@given(st.lists(texts, min_size=1, max_size=3))
def test_no_rule_takes_words_for_a_fault(found: list[str]) -> None:
    tree = element(f"<div>{''.join(f'<p>{escape(text)} w</p>' for text in found)}</div>")

    assert [one.message for one in compiled(write_markdown(tree), "nl").problems] == []
