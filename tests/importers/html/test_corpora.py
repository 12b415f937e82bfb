"""Chapters that others wrote: compiled, written again and compiled, they are what they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dinobook.importers.html import vocabulary_faults, write_markdown
from dinobook.markup.front_matter import split as front_matter
from importers.html.read_back import compiled, read_back
from importers.html.shapes import Shape, shape

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
EVERY = 12
"""One post in so many is read, and one example in four; all of them by hand."""


def written_again(body: str) -> tuple[Shape, Shape] | None:
    """The shapes before and after; None for a chapter with more in it than an import can have."""
    result = compiled(body)
    if result.fragment is None:
        return None
    tree = read_back(result.fragment)
    if vocabulary_faults(tree):
        return None
    again = compiled(write_markdown(tree))
    assert again.fragment is not None
    return shape(tree), shape(read_back(again.fragment))


def test_posts_of_a_blog_come_back() -> None:
    posts = sorted((CORPUS / "blog-nl").rglob("*.md"))[::EVERY]
    if not posts:
        pytest.skip("the corpus is not beside this checkout")
    compared = 0
    for post in posts:
        body = front_matter.split(post.read_text(encoding="utf-8")).body
        if both := written_again(body):
            assert both[0] == both[1], post.name
            compared += 1
    assert compared > len(posts) // 2


def test_examples_of_commonmark_come_back() -> None:
    path = CORPUS / "markdown" / "commonmark.json"
    if not path.exists():
        pytest.skip("the examples of CommonMark are not beside this checkout")
    examples = json.loads(path.read_text(encoding="utf-8"))
    compared = 0
    for one in examples[::4]:
        if both := written_again(one["markdown"]):
            assert both[0] == both[1], one["markdown"]
            compared += 1
    assert compared > len(examples) // 6
