"""The profiles of printers: all can be read, each rule says where it comes from."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.errors import SetupError, UsageError
from dinobook.printers import Printer, Rule, all_printers, names, printer, read_profile


@pytest.fixture(scope="module")
def generic(repository: Path) -> str:
    path = repository / "src" / "dinobook" / "printers" / "generic.yaml"
    return path.read_text(encoding="utf-8")


def rules(owner: Any) -> Iterator[Rule[Any]]:
    """Every rule, however deep it lies."""
    if isinstance(owner, Rule):
        yield owner
    elif isinstance(owner, tuple):
        for one in owner:
            yield from rules(one)
    elif is_dataclass(owner):
        for field in fields(owner):
            yield from rules(getattr(owner, field.name))


def test_every_profile_can_be_read() -> None:
    wanted = {"generic", "home", "ingramspark", "kdp-hardcover", "kdp-paperback", "lulu", "pumbo"}
    assert wanted == set(names()) == set(all_printers())


@pytest.mark.parametrize("name", names())
def test_every_rule_says_where_it_comes_from(name: str) -> None:
    for rule in rules(printer(name)):
        assert rule.source
        if "kdp" in rule.source or rule.source.startswith("http"):
            assert datetime.date.fromisoformat(rule.seen).year >= 2026
        if not rule.seen:
            assert "http" not in rule.source


@pytest.mark.parametrize("name", names())
def test_a_profile_does_not_contradict_itself(name: str) -> None:
    one = printer(name)
    least, most = one.pages.value
    assert not most or least < most
    gutters = [mm for _, mm in one.gutter_mm.value]
    assert gutters == sorted(gutters)
    assert not gutters or one.gutter_mm.value[-1][0] >= most
    assert (one.cover.wrap_mm.value > 0) == (one.binding == "hardcover")
    assert all(one.trim_for(*trim) == trim for trim in one.trims_mm.value)


def test_inches_are_exact() -> None:
    kdp = printer("kdp-paperback")
    assert kdp.bleed_mm.value == 3.175
    assert kdp.trims_mm.value[0] == (139.7, 215.9)
    assert [kdp.gutter_for(pages) for pages in (24, 150, 151, 300, 301, 828, 900)] == [
        9.525, 9.525, 12.7, 12.7, 15.875, 22.225, 22.225,
    ]  # fmt: skip
    assert printer("generic").gutter_for(500) == 0


def test_a_spine_is_as_thick_as_its_pages() -> None:
    white = printer("kdp-paperback").papers[0]
    assert white.thickness_mm(200) == pytest.approx(0.4504 * 25.4)
    assert printer("lulu").papers[0].thickness_mm(444) == pytest.approx(1.06 * 25.4, abs=0.001)


@given(st.floats(60, 300), st.floats(90, 350))
def test_the_nearest_size_is_one_that_the_printer_takes(width: float, height: float) -> None:
    for one in all_printers().values():
        taken = one.trim_for(width, height)
        assert one.trim_for(*one.nearest_trim(width, height)) is not None
        assert taken is None or max(abs(taken[0] - width), abs(taken[1] - height)) <= 0.5


BROKEN = [
    ("bleed_mm:", "bled_mm:", "“bled_mm” is not a key of a profile."),
    ("{value: 3mm", "{value: 3cm", "“bleed_mm → value” cannot be '3cm'"),
    ("[crop, registration]", "[crop, fold]", "“marks → value → 1” cannot be 'fold'"),
    ("{value: 5, source", "{value: 5, sorce", "“font_pt → sorce” is not a key of a profile."),
    ("colour: {value: any", "colour: {value: pink", "cannot be 'pink'"),
    ("grams_m2: {value: 80", "grams_m2: {value: 0", "“papers → 0 → grams_m2 → value” cannot be 0"),
    ("[38mm, 26mm]", "[38mm]", "The rule “cover → barcode_mm → value → 1” is missing."),
    ("source: left to the style sheet", "source: ''", "“gutter_mm → source” cannot be ''"),
    ("title: A", "title: [A", "This is not valid YAML"),
]


@pytest.mark.parametrize(("old", "new", "said"), BROKEN)
def test_a_broken_profile_says_where_and_what(generic: str, old: str, new: str, said: str) -> None:
    before, _, after = generic.partition(old)
    assert after
    line = before.count("\n") + 1
    with pytest.raises(SetupError, match="The profile of the printer “mijn”") as caught:
        read_profile("mijn", before + new + after)
    found = [one for one in caught.value.problems if said in one.message]
    assert [one.code for one in found] == ["printer-001"]
    assert found[0].place.path == "printers/mijn.yaml"
    assert found[0].place.line in (line, line + 1)


def test_a_rule_that_is_not_there_is_missed(generic: str) -> None:
    with pytest.raises(SetupError) as caught:
        read_profile("mijn", re.sub("(?m)^(bleed_mm|marks):.*\n", "", generic))
    assert [one.message for one in caught.value.problems] == [
        "The rule “bleed_mm” is missing.",
        "The rule “marks” is missing.",
    ]


def test_a_profile_is_more_than_a_text() -> None:
    with pytest.raises(SetupError) as caught:
        read_profile("mijn", "hallo")
    assert "must consist of rules" in caught.value.problems[0].message


def test_an_unknown_printer_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean “pumbo”"):
        printer("pumo")


def test_the_manual_tells_what_every_rule_means(repository: Path) -> None:
    manual = (repository / "docs" / "printing.md").read_text(encoding="utf-8")
    own = {"name", "title", "binding", "papers", "cover"}
    told = [*names(), *({one.name for one in fields(Printer)} - own)]
    assert [one for one in told if f"\n| `{one}` |" not in manual] == []
