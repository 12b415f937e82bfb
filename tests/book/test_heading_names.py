"""Links by name find the chapter or heading that the author sees, whatever signs its name holds."""

from __future__ import annotations

import pytest

from dinobook.book.references.heading_names import Names, names_in, wiki_target
from dinobook.markup.convert import convert
from dinobook.markup.fragment import Fragment

CHAPTERS = {
    "en-of": "---\ntitle: En/of\n---\n## C# en D\n\nTekst.\n\n## Het slot\n\nTekst.\n",
    "talen": '---\ntitle: "C# en zo"\n---\n## Opzet\n\nTekst.\n\n## Zeg F#\n\nTekst.\n',
    "theepot": "---\ntitle: Theepot\n---\nTekst.\n",
    "thee": "---\ntitle: Thee\n---\n## Pot\n\nTekst.\n\n## Les & meer\n\n## Theenergens\n",
}


def fragment(name: str) -> Fragment:
    made = convert(CHAPTERS[name], f"manuscript/{name}.md").fragment
    assert made is not None
    return made


@pytest.fixture(scope="module")
def names() -> Names:
    return names_in(map(fragment, CHAPTERS))


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("En/of", ("en-of", "en-of")),
        ("en-of.md", ("en-of", "en-of")),
        ("map/thee", ("thee", "thee")),
        ("thee/pot", None),
        ("En/of#Het slot", ("en-of", "en-of--het-slot")),
        ("C# en zo", ("talen", "talen")),
        ("C# en zo#Opzet", ("talen", "talen--opzet")),
        ("C# en D", ("en-of", "en-of--c-en-d")),
        ("En/of#C# en D", ("en-of", "en-of--c-en-d")),
        ("talen#Zeg F#", ("talen", "talen--zeg-f")),
        ("thee#Pot", ("thee", "thee--pot")),
        ("thee#Iets#Pot", ("thee", "thee--pot")),
        ("thee#Nergens", None),
        ("thee#", ("thee", "thee")),
        ("#Les & meer", ("thee", "thee--les-meer")),
        ("#", None),
    ],
)
def test_a_name_may_hold_the_signs_of_a_path(
    names: Names, written: str, target: tuple[str, str] | None
) -> None:
    assert wiki_target(written, names, "manuscript/thee.md") == target
