"""Mending touches the found words and no other byte, and a second time does nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.conftest import HEAD, PATH, read_file
from dinobook.blog import RULES, Change, Finding, mend, mend_chapters
from dinobook.errors import SourceError
from dinobook.storage.project import MemoryProject, read_text

MARK = b"\xef\xbb\xbf"
CODES = [rule.code for rule in RULES]

# Sentences that a rule mends, that it only reports, and that it leaves alone.
PIECES = [
    "Gisteren stond de lift stil.",
    "Sinds gisteren werkt ze weer.",
    "Afgelopen\ndinsdag kwam er een man.",
    "In deze blogpost gaat het over de lift 😉.",
    "Deze blogpost, die te lang werd.",
    "Vorig jaar telde ik de trappen.",
    "Het sloot op 20 december jl.",
    "Zij zei: “Gisteren nog!”",
    "De dag van vandaag.",
    "`gisteren` en [gisteren](https://stad.example/gisteren)",
    "> Gisteren, in deze post.",
    "Klik hier, of lees #verder.",
    "Ça va, ñandú; é is één of twee tekens: é.",
    "",
]
BODIES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("\n\n".join)
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def saved(body: str, line_end: str, mark: bytes) -> bytes:
    return mark + (HEAD + body).replace("\n", line_end).encode()


def as_read(data: bytes) -> str:
    return read_text(MemoryProject({PATH: data}), PATH)


def mended(data: bytes) -> bytes:
    found = read_file(as_read(data)).findings
    return mend(data, [one for one in found if one.safe])


@given(BODIES, LINE_ENDS, st.sampled_from([b"", MARK]))
def test_every_other_byte_stays(body: str, line_end: str, mark: bytes) -> None:
    """Around the places that changed, the file before and after is the same, byte for byte."""
    before = saved(body, line_end, mark)
    text = as_read(before)
    safe = [one for one in read_file(text).findings if one.safe]
    after = mended(before)

    assert after.startswith(mark)
    pieces = [piece.replace("\n", line_end) for piece in _between(text, safe)]
    pattern = "(.+?)".join(map(re.escape, pieces))
    changed = re.fullmatch(pattern, after[len(mark) :].decode(), re.DOTALL)
    assert changed is not None
    assert [" ".join(one.split()) for one in changed.groups()] == [one.proposal for one in safe]


def _between(text: str, findings: list[Finding]) -> list[str]:
    edges = [0, *(edge for one in findings for edge in (one.start, one.end)), len(text)]
    return [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


@given(BODIES, LINE_ENDS)
def test_a_second_time_changes_nothing(body: str, line_end: str) -> None:
    once = mended(saved(body, line_end, b""))
    assert mended(once) == once


@given(BODIES)
def test_a_finding_is_where_it_says(body: str) -> None:
    text = HEAD + body
    for finding in read_file(text).findings:
        assert " ".join(text[finding.start : finding.end].split()) == finding.words
        assert text.count("\n", 0, finding.start) + 1 == finding.place.line


def test_a_broken_line_stays_broken() -> None:
    data = saved("Het was afgelopen\r\ndinsdag.\r\n", "\n", MARK)
    assert mended(data).endswith(b"Het was op\r\n12 juli 2016.\r\n")


POST = HEAD + "Gisteren, en in deze blogpost.\n"


def test_only_the_chosen_rule_is_mended() -> None:
    project = MemoryProject({PATH: POST.encode()})
    changes = mend_chapters(project, [read_file(POST)], ["blog-004"])
    assert [(change.place.line, change.before, change.after) for change in changes] == [
        (6, "Gisteren, en in deze blogpost.", "Op 13 juli 2016, en in deze blogpost.")
    ]
    assert project.contents[PATH].decode().endswith("Op 13 juli 2016, en in deze blogpost.\n")


def test_a_dry_run_says_the_same_and_writes_nothing() -> None:
    project = MemoryProject({PATH: POST.encode()})
    said = mend_chapters(project, [read_file(POST)], CODES, dry_run=True)
    assert project.contents[PATH].decode() == POST
    done: tuple[Change, ...] = mend_chapters(project, [read_file(POST)], CODES)
    assert said == done
    assert len(done) == 2


def test_what_is_accepted_is_not_mended() -> None:
    text = POST.replace("source:", "accept: [blog-004: Gisteren]\nsource:")
    project = MemoryProject({PATH: text.encode()})
    assert mend_chapters(project, [read_file(text)], ["blog-004"]) == ()
    assert project.contents[PATH].decode() == text


def test_a_chapter_that_was_saved_meanwhile_is_not_mended_and_no_other_is() -> None:
    """What was found stands at places of the text as it was read."""
    other = PATH.replace("proef", "tweede")
    readings = [read_file(POST), replace(read_file(POST), path=other)]
    for saved in (b"\xff nu geen tekst meer", f"Eerst dit.\n{POST}".encode()):
        project = MemoryProject({PATH: POST.encode(), other: saved})
        with pytest.raises(SourceError) as failure:
            mend_chapters(project, readings, ["blog-004"])
        (problem,) = failure.value.problems
        assert (problem.place.path, problem.code) == (other, "project-010")
        assert project.contents == {PATH: POST.encode(), other: saved}
