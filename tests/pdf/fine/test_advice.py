from __future__ import annotations

from dinobook.pdf.engine.lines import FineReport, Stretched, advice_of
from dinobook.problems import Place, Severity


def test_what_could_not_be_set_well_is_told_with_its_words() -> None:
    report = FineReport(stretched=(Stretched("de wachtkamer van", 0.71),), turns=("verant",))
    place = Place("manuscript/blog/loket.md")
    wide, turn = advice_of(report, place)
    assert (wide.code, turn.code) == ("fine-001", "fine-002")
    assert wide.place == Place(place.path, 0, "de wachtkamer van")
    assert turn.place == Place(place.path, 0, "verant")
    assert wide.severity is turn.severity is Severity.NOTE
    assert "“de wachtkamer van”" in wide.message
    assert "0.71 em" in wide.message
    assert "“verant”" in turn.message
    assert wide.hint
    assert turn.hint


def test_a_good_page_needs_no_advice() -> None:
    assert advice_of(FineReport(paragraphs=3)) == ()
