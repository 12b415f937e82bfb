"""The syntax of other programs and slips of the pen: one warning each, on its line."""

from __future__ import annotations

import pytest

from dinobook.markup.convert import convert
from dinobook.markup.foreign.named_pictures import with_paths
from dinobook.markup.foreign.shortcodes import NAMES
from dinobook.problems import Severity
from markup.conftest import Chapter, Good

SLIPS: list[tuple[str, int, str, str]] = [
    # code, line, a piece of the message or hint, the body from line 4 on
    ("text-041", 6, "![Beschrijving](images/plan.png)", "Eerst.\n\nDan ![[plan.png|300]] hier."),
    ("text-041", 4, "another chapter", "![[Een ander stuk]]"),
    ("text-042", 5, ":smile:", "Leuk\nzo :smile: hè"),
    ("text-042", 4, "emoji", "Goed :+1: hoor"),
    ("text-043", 6, "{{#include deel.md}}", "Eerst.\n\n{{#include deel.md}}"),
    ("text-043", 4, "{% include 'kop.html' %}", "{% include 'kop.html' %}"),
    ("text-043", 4, "another file", "@import \"stijl.css\";"),
    ("text-043", 4, "another file", "<<< @/voorbeelden/deel.js"),
    ("text-044", 8, "{% codepen", "Eerst x.\n\nTekst\n\n{% codepen \"abc\" \"Een titel\" %}"),
    ("text-044", 5, "{% codepen abc def ghi %}", "Tekst\n{% codepen abc def ghi %}"),
    ("text-066", 4, "+---+---+", "+---+---+\n| a | b |"),
    ("text-044", 4, "{{ page.title }}", "De titel is {{ page.title }} hier."),
    ("text-044", 4, "{{< figure src=x >}}", "Zie {{< figure src=x >}} hier."),
    ("text-044", 4, "{{% notice tip %}}", "{{% notice tip %}}\nTekst."),
    ("text-045", 4, "Bijschrift", "[caption id=\"a\" width=\"3\"]Een foto[/caption] en tekst."),
    ("text-045", 6, "naast-elkaar", "Eerst.\n\n[gallery ids=\"1,2\"]"),
    ("text-045", 4, "short code", "[embed]https://a.example/film[/embed]"),
    ("text-045", 4, "short code", "[youtube https://a.example/film]"),
    ("text-046", 6, "new page", "Eerst.\n\n\\newpage\n\nDan."),
    ("text-046", 4, "LaTeX", "Dit is \\textbf{vet} en \\emph{schuin}."),
    ("text-046", 4, "new page", "{pagebreak}"),
    ("text-047", 4, "contents", "[TOC]\n\nTekst."),
    ("text-047", 4, "contents", "[[toc]]\n\nTekst."),
    ("text-047", 5, "contents", "* inhoud\n{:toc}\n\nTekst."),
    ("text-048", 4, "/// tip | Titel", "::: {.note}\nTekst."),
    ("text-048", 4, "/// tip | Titel", ":::warning Opgelet\nTekst."),
    ("text-049", 4, "/// tip | Titel", "!!! note \"Let op\"\n\nTekst."),
    ("text-049", 4, "/// tip | Titel", "??? tip\n\nTekst."),
    ("text-050", 4, "kramdown", "{::options toc_levels=\"2\" /}\n\nTekst."),
    ("text-051", 5, "no-break spaces", "Tekst\n&nbsp;&nbsp;&nbsp;&nbsp;verder"),
    ("text-052", 6, "[^1]", "Een zin met een noot[1].\n\n[1]: De noot zegt iets."),
    ("text-053", 4, "“**”", "Een **woord zonder einde."),
    ("text-053", 4, "“**”", "Een **woord ** met een spatie."),
    ("text-053", 5, "“*”", "Tekst\nmet *een begin zonder einde."),
    ("text-053", 4, "“*”", "*Een begin zonder einde."),
    ("text-053", 4, "no second “__”", "Een __woord zonder einde."),
    ("text-053", 6, "“**”", "> Een citaat\n\n- een **punt zonder einde\n- nog een"),
    ("text-054", 4, "apostrophe", "Een `woord zonder einde."),
    ("text-054", 4, "apostrophe", "Dat is `t voorval."),
    ("text-055", 4, "“==”", "Een =woord== hier."),
    ("text-055", 4, "“==”", "Een ==woord hier."),
    ("text-055", 4, "“~~”", "Een ~~woord hier."),
    ("text-055", 4, "“^^”", "Een ^^woord hier."),
    ("text-056", 4, "{.klas}", "Een [woord]{.klas en verder."),
    ("text-056", 4, "{.klas}", "Een [woord] {.klas} en verder."),
    ("text-056", 4, "{lang=en", "Een [woord]{lang=en en verder."),
    ("text-057", 4, "space", "Een [tekst] (https://a.example/b) hier."),
    ("text-058", 4, "[tekst](adres)", "Een (tekst)[https://a.example/b] hier."),
    ("text-058", 4, "![Beschrijving](pad)", "!(Een bank)[images/bank.png]"),
    ("text-059", 6, "##", "Eerst.\n\n== Een kop ==\n\nDan."),
    ("text-059", 4, "**tekst**", "Dit is '''vet''' hier."),
    ("text-059", 4, "**tekst**", "Dit is [b]vet[/b] en [i]schuin[/i] hier."),
    ("text-059", 4, "[]{#naam}", "Een zin met een naam. ^a1b2c3"),
    ("text-045", 4, "su_button", "Klik [su_button url='x' size='3'] hier."),
    ("text-046", 4, "new page", "{{< pagebreak >}}"),
    ("text-056", 4, "{-}", "## Kop {-}\n\nTekst."),
    ("text-060", 4, "“[blog]: https://…”", "Een [tekst][blog] hier."),
    ("text-061", 4, "misspelt", "Zie http//a.example/b voor meer."),
    ("text-061", 4, "misspelt", "Zie https:/a.example/b voor meer."),
    ("text-062", 6, "“Leeg”", "Tekst.\n\n## Leeg\n\n## Vol\n\nTekst."),
    ("text-062", 6, "“Slot”", "Tekst.\n\n## Slot"),
    ("text-062", 8, "“Onder”", "## Een\n\nTekst.\n\n### Onder\n\n## Twee\n\nTekst."),
    ("text-063", 2, 'title: "Kop"', ""),
    ("text-065", 6, "/// figuur", 'Tekst.\n\n![Een bank](b.png "Een bank^[noot] hier")'),
    ("text-065", 4, "/// figuur", "![Een bank^[noot]](b.png)"),
    ("text-064", 4, "“]”", "Een zin ^[met een noot die niet sluit."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "line", "words", "body"),
    SLIPS,
    ids=[f"{slip[0]}-{index}" for index, slip in enumerate(SLIPS)],
)
def test_a_slip_is_one_warning_at_its_line(code: str, line: int, words: str, body: str) -> None:
    title = "“Kop”" if code == "text-063" else "Proef"
    result = convert(f"---\ntitle: {title}\n---\n{body or 'Tekst'}", "manuscript/proef.md")
    assert [(one.code, one.place.line, one.severity) for one in result.problems] == [
        (code, line, Severity.WARNING)
    ]
    assert words in f"{result.problems[0].message} {result.problems[0].hint}"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "said", ["", " 12345678", " dQw4-x_9", "=https://a.example/film", ' id="a"']
)
def test_each_short_code_is_told_of_alone_or_with_a_number(name: str, said: str) -> None:
    found = convert(f"---\ntitle: Proef\n---\nZie [{name}{said}] hier.", "manuscript/p.md").problems
    assert [(one.code, one.place.line) for one in found] == [("text-045", 4)]


def test_the_second_of_two_equal_lines_is_told_apart(chapter: Chapter) -> None:
    found = chapter("{{ naam }}\n\nTekst.\n\n{{ naam }}\n\n`{{ naam }}`").problems
    assert [one.place.line for one in found] == [4, 8]


def test_one_line_is_spoken_of_once(chapter: Chapter) -> None:
    found = chapter("{% a %} en {% b %} en {% c %}").problems
    assert [one.place.line for one in found] == [4]


@pytest.mark.parametrize(
    "text",
    [
        "De maten zijn 5 * 3 en 4*2, en a ** b.",
        "De prijs* is hoog en\n*exclusief btw* ook.",
        "De prijs* is hoog.\n\n*exclusief btw",
        r"Een \*\*woord, een \*ster, een \`tik en een \[woord\]\{.klas\}.",
        "Code: `**`, `{{ x }}`, `[TOC]`, `:smile:`, `a == b`.",
        "    {% codepen %}\n    **\n\nTekst.",
        "```\n{{ naam }} ** ` [[x]]\n```",
        "De formule $a^{[b]} == {{c}}$ klopt.",
        "/// vers\n**niet vet\n*een ster\n::: zo\n///",
        "Om 10:30:15 en op 12:00: dan pas.",
        "Zie https://a.example/b**c==d en <https://a.example/e__f>.",
        "snake_case, __init__.py, a == b en x==y.",
        "Een lijst [1] en [2] en [a] (zie boven).",
        "Een zin (met haakjes) [en rechte].",
        "Zie [een video], [de tweet van 2016], [video hierbij] en [ted](proef).",
        "Vraag: wat?! Uitroep!! En toen???",
        "Hij zei: “{zo}” en {zo}.",
        "Een [woord]{.klas} en ## geen kop.",
        "Een tilde ~100 en ~~weg~~ en ==merk== en ^^in^^.",
        "**Vet**\n\nTekst.\n\n**Dit is een kop in vet**",
        "## Kop\n\n### Onderkop\n\nTekst.",
        "## Kop\n\n- een\n- twee",
        "100%% zeker en 50%% niet.",
        "Een spatie&nbsp;tussen woorden.",
        "Titel {.klas}\n=====\n\nTekst.",
    ],
)  # fmt: skip
def test_ordinary_text_is_left_alone(text: str, chapter: Chapter) -> None:
    found = [one for one in chapter(text).problems if "text-040" <= one.code <= "text-069"]
    assert found == []


def test_curly_marks_that_are_meant_go_between_straight_ones() -> None:
    result = convert("---\ntitle: '“Kop”'\n---\nTekst", "manuscript/proef.md")
    assert result.problems == ()
    assert result.fragment is not None
    assert result.fragment.meta.title == "“Kop”"


def test_a_comment_between_percent_signs_leaves_no_trace(good: Good) -> None:
    text = (
        "Voor %%weg hiermee%% en na.\n\n%%\nniets *hier*\n\nen hier\n%%\n\nSlot.[^1]\n\n[^1]: Noot."
    )
    fragment = good(text)
    assert "weg" not in fragment.xhtml
    assert "hier" not in fragment.xhtml
    assert fragment.notes[0].line == 14


def test_an_inline_note_counts_among_the_others(good: Good) -> None:
    text = "Een^[Met *nadruk* en [haken].] twee[^a] drie^[En\nverder.]\n\n[^a]: De tweede."
    fragment = good(text)
    assert [(one.number, one.line) for one in fragment.notes] == [(1, 4), (2, 7), (3, 4)]
    assert "<em>nadruk</em> en [haken]." in fragment.notes[0].xhtml


@pytest.mark.parametrize(
    "body",
    [
        "Een^[noot ^[in een noot]].",
        "Een^[noot met [^a]].\n\n[^a]: Tekst.",
        "Een[^a].\n\n[^a]: En ^[nog].",
    ],
)
def test_a_note_inside_a_note_is_refused(body: str, chapter: Chapter) -> None:
    assert "note-005" in [one.code for one in chapter(body).problems]


def test_an_empty_inline_note_is_refused(chapter: Chapter) -> None:
    assert [one.code for one in chapter("Een^[].").problems] == ["note-006"]


FILES = ("manuscript/images/bank.png", "manuscript/a/twee.png", "manuscript/b/twee.png")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("![[bank.png|Een bank]]", "![Een bank](images/bank.png)"),
        ("![[bank.png|300|Een bank]]", "![Een bank](images/bank.png)"),
        ("![[Bank.png]]", "![](images/bank.png)"),
        ("![[a/twee.png|Twee]]", "![Twee](a/twee.png)"),
        ("![[twee.png|Twee]]", "![[twee.png|Twee]]"),
        ("![[niets.png]]", "![[niets.png]]"),
        ("`![[bank.png]]`", "`![[bank.png]]`"),
    ],
)
def test_a_picture_by_name_gets_its_path(written: str, read: str) -> None:
    text = "---\ntitle: Een\n---\nTekst\n\n{}\n"
    assert with_paths(text.format(written), "manuscript/een.md", FILES) == text.format(read)
