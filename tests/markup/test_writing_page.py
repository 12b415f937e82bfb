"""docs/writing.md is true: every construct and block on it works, and no block is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dinobook.markup.allowed import ELEMENTS
from dinobook.markup.blocks.kinds import BLOCKS, NUMBERS, OPTIONS
from dinobook.markup.convert import convert
from dinobook.markup.front_matter.reader import KEYS

# What a row of the first table shows, written out as a chapter → what a reader then finds.
SHOWN = {
    "`*nadruk*`": ("*nadruk* **sterk** H~2~O 2^e^ ==marker== ~~weg~~", "<del>weg</del>"),
    "`## Kop {#eigen-id}`": ("## Kop {#eigen-id}\n\nx", '<h2 id="eigen-id">Kop</h2>'),
    "`[tekst](methode)`": ("[tekst](methode)", '<a href="methode">tekst</a>'),
    "`[](#fig-plan)`": ("Zie [](#fig-plan).", '<a href="#fig-plan"></a>'),
    "`[@sleutel, p. 4;": ("[@sleutel, p. 4; @andere]", '<cite data-dinobook-citation="0">'),
    "`Zin.[^1]`": ("Zin.[^1]\n\n[^1]: De noot.", 'class="noteref"'),
    "`De prijs $p_1$": ("De prijs $p_1$ stijgt", "<msub><mi>p</mi><mn>1</mn></msub>"),
    "`#hashtag`": ("#hashtag #twee", '<p class="hashtags">'),
    "`* * *`": ("a\n\n* * *\n\nb", '<hr class="scene-break"/>'),
    "`![Beschrijving]": ('![B](images/plan.svg "Bij"){#fig-plan}', '</span>Bij</figcaption>'),
    "a table, then": ("a | b\n--|--\n1 | 2\n\n/// tabel | T\n///", '</span>T</figcaption>'),
    "`[vreemde woorden]": ("[x y]{lang=en}", '<span lang="en" xml:lang="en">x y</span>'),
    "`[woord]{.index}`": ("[woord]{.index}", 'class="index-mark" id="proef--ix1">woord</span>'),
    "a paragraph, and": ("Elk.\n{.initiaal}", '<span class="initial">E</span>lk.'),
    "`*[ABBR]: Uitleg`": ("*[ABBR]: Uitleg\n\nABBR", '<abbr title="Uitleg">ABBR</abbr>'),
    "`Term`": ("Term\n: uitleg", "<dd>uitleg</dd>"),
    "`<!-- opmerking -->`": ("a <!-- opmerking --> b", "<p>a  b</p>"),
    "three backticks": ("```\n*x*\n```", "<pre><code>*x*\n</code></pre>"),
    "`- `, `1.`": ("5. x\n6. y", '<ol start="5">'),
    "`- [ ] koffie`": ("- [ ] koffie", '<li class="task">'),
    "a backslash or": ("een\\\ntwee", "<p>een<br/>\ntwee</p>"),
    "`> [!note] Titel`": ("> [!note]\n> Let op.", '<p class="box-title block-title">Opmerking</p>'),
    "`$$` on a line": ("$$\nx^2\n$$", 'alttext="x kwadraat"'),
}  # fmt: skip


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs" / "writing.md").read_text(encoding="utf-8")


def rows(page: str, heading: str) -> list[str]:
    table = page[page.index(heading) :].split("\n\n")[0]
    return [row for row in table.split("\n")[2:] if row.startswith("|")]


def converted(text: str) -> str:
    result = convert(text, "manuscript/proef.md")
    assert result.problems == ()
    assert result.fragment is not None
    return result.fragment.xhtml


@pytest.mark.parametrize(("body", "expected"), SHOWN.values(), ids=SHOWN)
def test_a_construct_does_what_the_page_says(body: str, expected: str) -> None:
    assert expected in converted(f"---\ntitle: X\n---\n{body}")


def test_every_row_of_the_page_has_its_test(page: str) -> None:
    untested = [
        row
        for row in rows(page, "| you write |")
        if not any(row.startswith(f"| {start}") for start in SHOWN)
    ]
    assert untested == []
    assert len(rows(page, "| you write |")) == len(SHOWN)


def test_the_page_names_every_block_and_no_other(page: str) -> None:
    named = re.findall(r"^\| `/// ([\w-]+)", page, re.MULTILINE)
    assert sorted(named) == sorted(kind.name for kind in BLOCKS)


def test_the_page_names_every_key_and_option(page: str) -> None:
    assert [
        key for key in KEYS if not re.search(rf"`{key}`|^    {key}: ", page, re.MULTILINE)
    ] == []
    assert [name for name in (*OPTIONS, *NUMBERS) if f"`{name}`" not in page] == []


def test_the_page_names_every_element_that_is_let_through(page: str) -> None:
    section = page[page.index("## Raw HTML") :]
    named = set(re.findall(r"`([a-z0-9]+)`", section))
    assert sorted(ELEMENTS.keys() - named) == []
    assert sorted(named - ELEMENTS.keys()) == []


def test_the_examples_on_the_page_convert(page: str) -> None:
    examples = re.findall(r"(?m)(?:^    .*\n|^\n(?=    ))+", page)
    head, block = (re.sub(r"(?m)^    ", "", example).strip("\n") for example in examples[:2])
    fragment = converted(f"{head}\nTekst\n\n{block}\n")
    assert '<aside class="box box-doe-het-zelf">' in fragment
    assert "<li>Doe niets.</li>" in fragment


# What a row on other programs shows, written out → what a reader then finds.
FROM_ELSEWHERE = {
    "`Zin^[De noot.]": ("Zin^[De noot.] loopt door", 'class="noteref"'),
    "`[[methode]]`": ("[[methode|de methode]]", ">de methode</a>"),
    "`[tekst](#opzet": ("[tekst](#opzet)", '<a href="#opzet">tekst</a>'),
    "`![[plan.svg": ("![Een plan](plan.svg)", 'alt="Een plan"'),
    "`%% opmerking": ("a %% b %% c", "<p>a  c</p>"),
    "`## Kop {.klas}`": ("## Kop {.klas}\n\nx", '<h2 class="klas"'),
}


@pytest.mark.parametrize(("body", "expected"), FROM_ELSEWHERE.values(), ids=list(FROM_ELSEWHERE))
def test_what_comes_from_elsewhere_works(body: str, expected: str) -> None:
    assert expected in converted(f"---\ntitle: X\n---\n{body}")


def test_every_row_on_other_programs_is_tried(page: str) -> None:
    found = rows(page, "| you write | the book shows |\n|---|---|\n| `Zin^[")
    assert len(found) == len(FROM_ELSEWHERE)
    assert all(row.startswith(f"| {name}") for row, name in zip(found, FROM_ELSEWHERE, strict=True))


def test_what_cannot_work_is_told_in_one_warning(page: str) -> None:
    cells = [row.split(" | ")[0] for row in rows(page, "| you write | write instead |")]
    forms = [form for cell in cells for form in re.findall(r"`([^`]+)`", cell) if form != "noot[1]"]
    assert len(forms) > 15
    for form in forms:
        result = convert(f"---\ntitle: X\n---\n{form}", "manuscript/proef.md")
        assert [one.code[:5] for one in result.problems] == ["text-"], form
