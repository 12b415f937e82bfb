"""An edition's printer, and the rules of it that the author sets otherwise."""

from __future__ import annotations

from dataclasses import fields

import pytest

from dinobook.manifest import parse
from dinobook.manifest.model import EditionSpec
from dinobook.manifest.page_size import page_size_mm
from dinobook.manifest.print_rules import SOURCE, PrintRules
from dinobook.printers import Printer, Rule, printer
from dinobook.problems import Problem, Severity


def manifest_with(text: str, edition: str) -> str:
    return text.replace("  print: {format: pdf, page: a5}", f"  print: {edition}")


def edition(text: str, written: str) -> EditionSpec:
    parsed = parse(manifest_with(text, written))
    assert parsed.problems == ()
    assert parsed.manifest is not None
    return parsed.manifest.editions[-1]


def only_problem(text: str, written: str) -> Problem:
    (found,) = parse(manifest_with(text, written)).problems
    assert found.place.excerpt == f"print: {written}"[:80]
    return found


def test_every_rule_of_a_printer_can_be_set_otherwise() -> None:
    kept = {"name", "title", "binding", "papers", "cover"}
    assert set(PrintRules.model_fields) == {one.name for one in fields(Printer)} - kept


def test_an_edition_has_the_rules_of_its_printer(manifest_text: str) -> None:
    assert edition(manifest_text, "{format: pdf, printer: pumbo}").printed_by == printer("pumbo")
    assert edition(manifest_text, "{format: pdf, page: a5}").printed_by is None


def test_rules_in_the_manifest_go_before_the_printers(manifest_text: str) -> None:
    rules = (
        "{trims_mm: [135x210, 5.5x8.5in], custom_mm: [100x150, 150x220], bleed_mm: 0.125in, "
        "bleed_inside: false, marks: [crop, colour], colour: gray, ink_limit: 250, standard: x-4, "
        "outline: true, links: false, pages: [40, 0], multiple: 4, last_blank: 2, "
        "blanks_in_row: 3, gutter_mm: [[100, 10], [200, 0.5in]], margin_mm: 7mm, image_dpi: 250, "
        "font_pt: 6.5, line_pt: 0.4, spine_text_pages: 90}"
    )
    got = edition(manifest_text, f"{{format: pdf, printer: generic, print: {rules}}}").printed_by
    assert got is not None
    assert {name: getattr(got, name).value for name in PrintRules.model_fields} == {
        "trims_mm": ((135, 210), (139.7, 215.9)),
        "custom_mm": ((100, 150), (150, 220)),
        "bleed_mm": 3.175,
        "bleed_inside": False,
        "marks": ("crop", "colour"),
        "colour": "gray",
        "ink_limit": 250,
        "standard": "x-4",
        "outline": True,
        "links": False,
        "pages": (40, 0),
        "multiple": 4,
        "last_blank": 2,
        "blanks_in_row": 3,
        "gutter_mm": ((100, 10), (200, 12.7)),
        "margin_mm": 7,
        "image_dpi": 250,
        "font_pt": 6.5,
        "line_pt": 0.4,
        "spine_text_pages": 90,
    }
    assert got.bleed_mm == Rule(3.175, SOURCE)
    assert got.papers == printer("generic").papers


@pytest.mark.parametrize(
    ("rule", "code", "said"),
    [
        ("bled_mm: 3", "manifest-005", "Did you mean “bleed_mm”?"),
        ("bleed_mm: 3cm", "manifest-043", "“bleed_mm”: “3cm” is not a length. Write mm or inches"),
        ("bleed_mm: -3", "manifest-043", "“-3” is not a length"),
        ("bleed_mm: [3]", "manifest-043", "“bleed_mm”: this is not a length"),
        ("marks: [crops]", "manifest-008", "Did you mean “crop”? It can be: crop, registration"),
        ("marks: crop", "manifest-007", "Write marks: [crop]"),
        ("colour: blue", "manifest-008", "It can be: any, rgb, cmyk, gray."),
        ("standard: x-5", "manifest-008", "x-4, x-1a, x-3"),
        ("outline: ja", "manifest-043", "“ja” is not true or false"),
        ("image_dpi: 1.5", "manifest-043", "“1.5” is not a whole number"),
        ("image_dpi: ²", "manifest-043", "“²” is not a whole number"),
        ("multiple: 0", "manifest-043", "Write 1 for any number of pages"),
        ("pages: 24", "manifest-043", "Write both: [24, 828]"),
        ("pages: [24, x]", "manifest-043", "“x” is not a whole number"),
        ("gutter_mm: [[150]]", "manifest-043", "Write pages and margin"),
        ("gutter_mm: [[150, x]]", "manifest-043", "“x” is not a length"),
        ("trims_mm: [a5]", "manifest-043", "Write width x height: 135x210 in mm, or 5.5x8.5in"),
        ("trims_mm: [1x3in]", "manifest-013", "not between 40 and 600 mm"),
        ("custom_mm: [135x210]", "manifest-043", "Write both: [100x150, 210x297]"),
        ("font_pt: klein", "manifest-043", "“klein” is not a number"),
    ],
)
def test_a_rule_that_cannot_be_says_what_can(
    manifest_text: str, rule: str, code: str, said: str
) -> None:
    found = only_problem(manifest_text, f"{{format: pdf, printer: generic, print: {{{rule}}}}}")
    assert found.code == code
    assert said in f"{found.message} {found.hint}"


def test_an_unknown_printer_is_named_with_the_nearest_one(manifest_text: str) -> None:
    found = only_problem(manifest_text, "{format: pdf, printer: kdp-paperbak}")
    assert found.code == "printer-002"
    assert "Did you mean “kdp-paperback”?" in found.hint


def test_rules_without_a_printer_change_nothing_and_say_so(manifest_text: str) -> None:
    found = only_problem(manifest_text, "{format: pdf, print: {bleed_mm: 3}}")
    assert (found.code, found.severity) == ("manifest-044", Severity.ERROR)
    assert "“print” names none" in found.message


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("{format: epub, printer: lulu}", "an e-book has no pages"),
        ("{format: pdf, use: screen, printer: lulu}", "it is read on a screen"),
    ],
)
def test_a_printer_does_nothing_without_paper(manifest_text: str, written: str, why: str) -> None:
    found = only_problem(manifest_text, written)
    assert (found.code, found.severity) == ("manifest-025", Severity.WARNING)
    assert why in found.message


def test_a_size_that_the_printer_does_not_have_names_the_nearest(manifest_text: str) -> None:
    found = only_problem(manifest_text, "{format: pdf, printer: ingramspark, page: 135x210}")
    assert found.code == "manifest-045"
    assert found.message.startswith("IngramSpark, paperback does not print pages of 135 x 210 mm")
    assert found.hint.endswith("133.35 x 203.2 mm: write page: 133x203")
    advised = edition(manifest_text, "{format: pdf, printer: ingramspark, page: 133x203}")
    assert page_size_mm(advised) == (133.35, 203.2)


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("{format: pdf}", (135, 210)),
        ("{format: pdf, page: a5}", (148, 210)),
        ("{format: pdf, printer: generic}", (135, 210)),
        ("{format: pdf, printer: generic, page: 140x200}", (140, 200)),
        ("{format: pdf, printer: kdp-paperback}", (135, 210)),
        ("{format: pdf, printer: kdp-paperback, page: 156x234}", (155.956, 233.934)),
        ("{format: pdf, printer: kdp-hardcover}", (139.7, 215.9)),
        ("{format: pdf, printer: lulu, page: a5}", (148.082, 210.058)),
    ],
)
def test_pages_are_as_written_in_the_printers_exact_size(
    manifest_text: str, written: str, size: tuple[float, float]
) -> None:
    assert page_size_mm(edition(manifest_text, written)) == size
