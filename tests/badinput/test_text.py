"""Chapters that are no text, damaged text, or far too much text."""

from __future__ import annotations

import time

import pytest

from badinput.desk import FIRST_LINE, Desk, places

MOST_SECONDS = 10
"""The aim is 5; a busy machine gets twice that."""

HEAD = "---\ntitle: Welkom\n---\n\n"

UNREADABLE = {
    "Windows-1252": ((HEAD + "Een café.\n\nNog een café.\n").encode("cp1252"),
                     [(5, "project-003"), (7, "project-003")]),
    "mixed": ((HEAD + "Een café.\n\n").encode() + b"Nog een caf\xe9.\n", [(7, "project-003")]),
    "with the newlines of an old Mac": ((HEAD + "Een café.\n").replace("\n", "\r").encode("cp1252"),
                                        [(5, "project-003")]),
    "UTF-16": ((HEAD + "Een café.\n").encode("utf-16"), [(1, "project-003")]),
    "a lone surrogate": ((HEAD + "Een \ud800.\n").encode("utf-8", "surrogatepass"),
                         [(5, "project-003")]),
    "NUL": ((HEAD + "Een \0.\n").encode(), [(5, "project-004")]),
    "bell, escape, tabs and feeds": ((HEAD + "Een \x1b[31m \x07.\n\nNog \x0b een \x0c.\n").encode(),
                                     [(5, "project-004"), (7, "project-004")]),
    "NEL": ((HEAD + "Een \x85.\n").encode(), [(5, "project-004")]),
    "both": ((HEAD + "Een \0.\n\n").encode() + b"caf\xe9.\n",
             [(5, "project-004"), (7, "project-003")]),
}  # fmt: skip


@pytest.mark.parametrize(("data", "found"), UNREADABLE.values(), ids=UNREADABLE)
def test_every_line_that_is_no_text_is_named(
    desk: Desk, data: bytes, found: list[tuple[int, str]]
) -> None:
    desk.write("welkom.md", data)
    assert places(desk.refused()) == [(f"welkom.md:{line}", code) for line, code in found]


def test_links_to_a_chapter_that_cannot_be_read_are_not_blamed(desk: Desk) -> None:
    desk.write("welkom.md", b"caf\xe9")
    desk.write("tweede.md", "---\ntitle: T\n---\n\n[a](welkom) [b](welkom#kop) [c](#kop) [d](x)\n")
    assert places(desk.refused()) == [("tweede.md:5", "links-001"), ("welkom.md:1", "project-003")]


def test_the_same_fault_a_thousand_times_is_told_in_short(desk: Desk) -> None:
    desk.write("welkom.md", b"caf\xe9\n" * 1000)
    errors = desk.refused()
    assert len(errors) == 21
    assert "980 more lines" in errors[-1].message


@pytest.mark.parametrize("text", [
    "\ufeff" + HEAD + "Een café.\n",
    (HEAD + "Een café.\n").replace("\n", "\r"),
    (HEAD + "Een café.\n").replace("\n", "\r\n"),
    "\ufeff" + (HEAD + "Een café.\n").replace("\n", "\r\n"),
], ids=["byte order mark", "CR", "CRLF", "both"])  # fmt: skip
def test_marks_and_newlines_of_other_systems_are_welcome(desk: Desk, text: str) -> None:
    desk.write("welkom.md", text)
    assert desk.accepted() == []


DAMAGED = {
    "mojibake": ("Een CafÃ©.", "char-005"),
    "mojibake of quotes": ("Een â€˜Ã©â€™.", "char-005"),
    "U+2028": ("een\u2028twee", "char-010"),
    "zero width": ("een\u200btwee", "char-003"),
    "bidi override": ("een\u202etwee", "char-013"),
    "bidi isolate": ("een\u2066twee", "char-002"),
    "soft hyphen": ("een\u00adtwee", "char-006"),
    "lost letter": ("Caf\ufffd", "char-004"),
}


@pytest.mark.parametrize(("text", "code"), DAMAGED.values(), ids=DAMAGED)
def test_letters_that_were_damaged_are_shown(desk: Desk, text: str, code: str) -> None:
    desk.chapter(text)
    _, shown, problems = desk.run("check")
    assert (f"welkom.md:{FIRST_LINE}", code) in places(problems)
    assert "\u202e" not in shown
    assert "\u2066" not in shown


TOO_MUCH = {
    "5 MB on one line": "x" * 5_000_000,
    "1 MB in one paragraph": "woord " * 166_000,
    "a million newlines": "\n" * 990_000,
    "half a million spaces": " " * 500_000,
    "spaces in lines": (" " * 60 + "\n") * 16_000,
    "20 000 brackets": "[" * 20_000,
    "20 000 brackets, a line each": "[\n\n" * 20_000,
    "20 000 pictures": "![" * 20_000,
    "8 000 notes called": "[^1]" * 8_000 + "\n\n[^1]: noot",
    "a list 500 deep": "\n".join("    " * depth + "- x" for depth in range(500)),
    "a list 500 deep in tabs": "\n".join("\t" * depth + "- x" for depth in range(500)),
    "quotes 500 deep": "> " * 500 + "x",
    "300 000 paragraphs": "a\n\n" * 300_000,
    "150 000 headings": "## a\n\n" * 150_000,
    "120 000 scene breaks": "* * *\n\n" * 120_000,
    "backticks": "\n\n".join("`" * count for count in range(1, 1300)),
    "45 000 quotation marks": '"' * 45_000,
    "5 000 definitions": "\n: a\n" * 150_000,
    "100 000 entities": "&#" * 50_000,
    "elements in elements": "<b>" * 1_400,
}


@pytest.mark.parametrize("body", TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much_is_refused_in_a_few_seconds(desk: Desk, body: str) -> None:
    desk.chapter(body)
    start = time.process_time()
    errors = desk.refused()
    assert time.process_time() - start < MOST_SECONDS
    assert {one.code for one in errors} & {
        "project-005", "text-020", "text-021", "text-022", "text-006"
    }  # fmt: skip
    assert {one.where.split(":")[0] for one in errors} == {"manuscript/welkom.md"}


def test_a_long_chapter_is_no_fault(desk: Desk) -> None:
    """30 000 words, three times a long chapter."""
    plain = ['Een gewone zin met zo\'n *tien* woorden, en een "citaat".'] * 9
    paragraph = " ".join([*plain, "Zie [het tweede](tweede)."])
    desk.chapter("\n\n".join([paragraph] * 300))
    assert desk.accepted() == []


@pytest.mark.parametrize("text", ["", "\n \n\n", "---\ntitle: Welkom\n---\n"])
def test_an_empty_chapter(desk: Desk, text: str) -> None:
    desk.write("welkom.md", text)
    assert "text-006" in [one.code for one in desk.refused()]
