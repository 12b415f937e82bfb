"""What a reader would miss: counted in compiled chapters, and told by class and place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.importers.comparing import Difference, differences
from dinobook.importers.compiled import inventory_of
from dinobook.importers.inventory import CLASSES, Inventory, LeftOut, Piece
from dinobook.markup.convert import convert

WHOLE = """\
---
title: De tuin
---

Wie *graaft* vindt stenen.[^een] Het staat in `bodem.txt`, dat is $a^2$ meter [@peeters, p. 4].
Lees [het vervolg](https://example.org/vervolg).\\
Daarna regent het.

## Zaaien

- bonen
- erwten

### Diep

> De aarde vergeet niets.

/// vers | Mien
Gras groeit
zonder ons
///

![Een hark](images/hark.png "De hark van oma")

| plant | maand |
|---|---|
| ui | mei |

<table><tr><td colspan="2">samen</td></tr><tr><td>links</td><td>rechts</td></tr></table>

```
spade = 1
```

[^een]: Grote stenen.
"""

CUTS = {
    "words": ("Daarna regent het.", "Daarna het."),
    "headings": ("### Diep", "**Diep**"),
    "paragraphs": ("Wie *graaft* vindt stenen.[^een] ", "Wie *graaft* vindt stenen.[^een]\n\n"),
    "lists": ("- bonen\n- erwten", "bonen erwten"),
    "items": ("- bonen\n- erwten", "- bonen erwten"),
    "links": ("[het vervolg](https://example.org/vervolg)", "het vervolg"),
    "addresses": ("https://example.org/vervolg", "https://example.org/ander"),
    "pictures": ("hark.png", "schop.png"),
    "captions": (' "De hark van oma"', ""),
    "descriptions": ("![Een hark]", "![Iets]"),
    "tables": ("| plant | maand |\n|---|---|\n| ui | mei |", "plant maand ui mei"),
    "rows": ("| ui | mei |\n", ""),
    "cells": ("<td>links</td><td>rechts</td>", "<td>links rechts</td>"),
    "merged-cells": (' colspan="2"', ""),
    "notes": ("[^een]: Grote stenen.\n", "[^een]: Kleine stenen.\n"),
    "note-calls": ("[^een] Het", " Het"),
    "citations": (" [@peeters, p. 4]", ""),
    "formulas": ("$a^2$", "a2"),
    "quotations": ("> De aarde", "De aarde"),
    "verse-lines": ("Gras groeit\nzonder ons", "Gras groeit zonder ons"),
    "line-breaks": ("\\\nDaarna", "\nDaarna"),
    "code": ("```\nspade = 1\n```", "spade = 1"),
}


def inventory(text: str) -> Inventory:
    fragment = convert(text, "manuscript/tuin.md").fragment
    assert fragment is not None
    return inventory_of(fragment)


def test_every_class_is_seen_in_a_chapter() -> None:
    assert set(inventory(WHOLE)) == set(CLASSES)
    assert differences(inventory(WHOLE), inventory(WHOLE)) == ()


@pytest.mark.parametrize("kind", CLASSES)
def test_one_thing_less_is_found_by_its_class(kind: str) -> None:
    old, new = CUTS[kind]
    assert old in WHOLE
    found = differences(inventory(WHOLE), inventory(WHOLE.replace(old, new)))
    assert kind in {one.kind for one in found}


def test_words_are_named_with_those_before_them() -> None:
    found = differences(inventory(WHOLE), inventory(WHOLE.replace("erwten", "")))
    assert (
        found[0].said() == "“erwten” did not come through (after “Daarna regent het Zaaien bonen”)"
    )
    assert [one.kind for one in found] == ["words", "items", "items"]


def test_quotes_dashes_and_spaces_are_no_difference() -> None:
    typed = WHOLE.replace("Daarna regent het.", 'Daarna "regent" het - vaak ...')
    curly = WHOLE.replace("Daarna regent het.", "Daarna\u00a0“regent” het – vaak …")
    assert differences(inventory(typed), inventory(curly)) == ()


def test_what_was_left_out_on_purpose_explains_what_is_missing() -> None:
    old, new = inventory(WHOLE), inventory(WHOLE.replace("### Diep\n\n", ""))
    assert differences(old, new, [LeftOut("headings", "Diep", "it repeats the title")]) == ()
    others = [LeftOut("headings", "Ondiep", "no"), LeftOut("headings", "", "by number alone")]
    word, heading = differences(old, new, others)
    assert word == Difference("words", "Diep", True, 1, word.place)
    assert heading == Difference("headings", "> Diep", True)


def test_links_that_change_places_are_seen() -> None:
    """Each leads somewhere that the source names, and both lead the wrong way."""
    links = "Lees [een](https://example.org/1) en [twee](https://example.org/2).\n"
    old = f"---\ntitle: Twee\n---\n\n{links}"
    new = old.replace("/1", "/3").replace("/2", "/1").replace("/3", "/2")
    (moved,) = differences(inventory(old), inventory(new))
    assert moved.said() == (
        "“https://example.org/1” did not come through (in its place: “https://example.org/2”)"
    )


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("attributes", "style ×2, width ×1"),
        ("elements", "bonen ×1"),
        ("addresses", "https://example.org/erwten-en-bonen"),
        ("descriptions", "Een schaal met erwten en bonen"),
        ("pictures", "erwten-bonen.jpg"),
    ],
)
def test_what_is_no_text_explains_no_lost_word(kind: str, words: str) -> None:
    old = {"words": tuple(map(Piece, ("bonen", "style", "2", "erwten")))}
    found = differences(old, {"words": ()}, [LeftOut(kind, words, "it goes")])
    assert [(one.key, one.count) for one in found] == [("bonen style 2 erwten", 4)]


def test_names_that_the_import_gave_are_the_same_thing() -> None:
    source = {"pictures": (Piece("http://example.org/a-300x200.jpg"),)}
    chapter = {"pictures": (Piece("a.jpg"),)}
    names = {"pictures": {"http://example.org/a-300x200.jpg": "a.jpg"}}
    assert differences(source, chapter, same=names) == ()
    assert len(differences(source, chapter)) == 2


word_lists = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12)


@given(word_lists, word_lists)
def test_words_lost_and_come_in_add_up(old: list[str], new: list[str]) -> None:
    found = differences({"words": tuple(map(Piece, old))}, {"words": tuple(map(Piece, new))})
    assert bool(found) == (old != new)
    lost = sum(one.count for one in found if one.lost)
    came = sum(one.count for one in found if not one.lost)
    assert len(old) - lost + came == len(new)


@given(st.integers(0, 9_000), st.integers(1, 50))
def test_a_long_text_is_compared_at_any_place(start: int, length: int) -> None:
    old = [str(number) for number in range(9_050)]
    new = old[:start] + old[start + length :]
    found = differences({"words": tuple(map(Piece, old))}, {"words": tuple(map(Piece, new))})
    assert [(one.key, one.lost) for one in found] == [(" ".join(old[start : start + length]), True)]
