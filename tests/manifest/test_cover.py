"""`cover:` of the book and of an edition."""

from __future__ import annotations

import pytest

from dinobook.manifest import parse


def with_cover(text: str, book: str, edition: str = "") -> str:
    text = text.replace("\noutline:", f"\n  cover: {{{book}}}\n\noutline:", 1)
    written = f"  print: {{format: pdf, page: a5, cover: {{{edition}}}}}"
    return text.replace("  print: {format: pdf, page: a5}", written)


def test_an_editions_keys_go_before_the_books(manifest_text: str) -> None:
    parsed = parse(
        with_cover(manifest_text, "layout: pattern, flaps: 80mm, addon: 02250", "spine: up")
    )
    assert parsed.problems == ()
    assert parsed.manifest is not None
    found = parsed.manifest.editions[-1].cover.over(parsed.manifest.book.cover)
    assert (found.layout, found.flaps, found.addon, found.spine, found.barcode) == (
        *("pattern", 80.0, "02250", "up", 100),
    )


def test_a_picture_that_is_given_is_shown(manifest_text: str) -> None:
    parsed = parse(with_cover(manifest_text, "picture: images/zee.jpg"))
    assert parsed.manifest is not None
    assert parsed.manifest.book.cover.look == "picture"


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        ("barcode: 50", "manifest-046", "A barcode cannot be “50” percent"),
        ("barcode: groot", "manifest-046", "A barcode cannot be “groot” percent"),
        ("addon: 123", "manifest-046", "“123” is not the number beside a barcode"),
        ("flaps: 8cm", "manifest-043", "“8cm” is not a length"),
        ("layout: foto", "manifest-008", "“layout” cannot be “foto”"),
        ("rug: up", "manifest-005", "“rug” is not a key"),
    ],
)
def test_what_a_cover_cannot_have(manifest_text: str, written: str, code: str, said: str) -> None:
    (problem,) = parse(with_cover(manifest_text, written)).problems
    assert problem.code == code
    assert said in problem.message
