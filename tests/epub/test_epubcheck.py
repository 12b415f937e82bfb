from __future__ import annotations

from collections.abc import Callable

import pytest

from dinobook.book.model import Book
from dinobook.checks import epubcheck
from dinobook.epub.theme import EpubTheme
from dinobook.epub.write import write_epub
from dinobook.errors import EngineError
from dinobook.problems import Problem, Severity

Validate = Callable[[bytes], tuple[Problem, ...]]


def dead_link(data: bytes) -> bytes:
    return data.replace(b"#tab-maten", b"#tab-weg")


def test_a_dead_link_is_an_error_at_its_page_and_line(
    book: Book, theme: EpubTheme, rewrite: Callable[..., bytes], validate: Validate
) -> None:
    spoiled = rewrite(write_epub(book, theme), "EPUB/koffie.xhtml", dead_link)
    (problem,) = validate(spoiled)
    assert problem.code == "epubcheck-001"
    assert "RSC-012" in problem.message
    assert problem.severity is Severity.ERROR
    assert problem.place.path == "EPUB/koffie.xhtml"
    assert problem.place.line > 1


def test_a_file_that_is_no_epub_is_refused(validate: Validate) -> None:
    problems = validate(b"nothing at all")
    assert any(problem.is_error for problem in problems)


def test_without_a_java_library_a_java_program_gives_the_same_verdict(
    book: Book,
    theme: EpubTheme,
    rewrite: Callable[..., bytes],
    validate: Validate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spoiled = rewrite(write_epub(book, theme), "EPUB/koffie.xhtml", dead_link)
    inside = validate(spoiled)
    monkeypatch.setattr(epubcheck, "_jvm_library", lambda: "")
    assert epubcheck.check(spoiled) == inside


def test_without_java_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epubcheck, "_jvm_library", lambda: "")
    monkeypatch.setenv("PATH", "")
    assert "apt-get install default-jre-headless" in (epubcheck.available() or "")
    with pytest.raises(EngineError, match="Java is not installed"):
        epubcheck.check(b"")
