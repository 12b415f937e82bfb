"""What a style sheet cannot ask of chapters that are laid out apart, and what it can."""

from __future__ import annotations

import pytest

from books import small_book
from dinobook.pipeline.sources import load
from dinobook.problems import Problem


def problems(text: str, name: str = "print.css") -> list[Problem]:
    project = small_book()
    project.contents[f"styles/{name}"] = text.encode()
    return [one for one in load(project).problems if one.place.path == f"styles/{name}"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("p { color: red }\n\na.xref::after {\n  content: target-counter(attr(href), page);\n}", 4),
        ("a { content: target-counter( attr(href) , page, lower-roman) }", 1),
        (".contents a, .xref { content: target-counter(attr(href), page) }", 1),
        (".contents a { content: target-counter(attr(href), chapter) }", 1),
        (".contents a::after { content: target-text(attr(href)) }", 1),
        ('a { content: target-counters(attr(href), page, ".") }', 1),
        ("@page {\n@bottom-center {\n content: counter(page)\n counter(pages) } }", 3),
        ("@page :first { margin: 0 }", 1),
        ("@page cover:first { margin: 0 }", 1),
        ("@page :nth(2) { margin: 0 }", 1),
        ("@page chapter:nth(2n+1) { margin: 0 }", 1),
        ("html { string-set: head content() }", 1),
        (".x, body { string-set: head content(text) }", 1),
        ("h1 { position: running(head) }", 1),
        ("@page { @top-left { content: element(head) } }", 1),
        (".chapter {\n counter-reset: page 10 }", 2),
        ("@page chapter { counter-increment: page 2 }", 1),
        ("body { counter-reset: hoofdstuk }\n.chapter { counter-increment: hoofdstuk }", 2),
        (".chapter + .chapter { margin: 0 }", 1),
        (".part ~ .chapter { margin: 0 }", 1),
        (".chapter:first-of-type { margin: 0 }", 1),
    ],
)
def test_what_cannot_be_is_named_with_its_line(text: str, line: int) -> None:
    (found,) = problems(text)
    assert (found.place.line, found.code) == (line, "theme-005")
    assert found.hint


@pytest.mark.parametrize(
    "text",
    [
        '.contents a::after { content: leader(".") target-counter(attr(href), page) }',
        ".contents li > a::after { content: target-counter(attr(href), page, lower-roman) }",
        "@page { @bottom-center { content: counter(page) } }",
        "@page chapter:nth(1 of chapter) { margin: 0 }",
        "@page :blank { @top-left { content: none } }",
        ".chapter { string-set: head content() }",
        ".chapter { counter-reset: kop } h2 { counter-increment: kop }",
        ".chapter > p:first-of-type { color: red }",
        ".chapter p + p { color: red }",
        'p::before { content: "counter(pages) @page :first" } /* target-text(x) */',
    ],
)
def test_what_can_be_is_let_through(text: str) -> None:
    assert problems(text) == []


def test_the_house_style_asks_for_nothing_of_the_kind() -> None:
    assert [one for one in load(small_book()).problems if one.code == "theme-005"] == []


def test_an_e_book_is_laid_out_by_its_reader() -> None:
    assert problems(".chapter + .chapter { margin: 0 }", "epub.css") == []
