"""Every fault that a chapter can have: what is reported, and on which line of the file."""

from __future__ import annotations

import pytest

from dinobook.codes import CODES
from dinobook.markup.convert import convert
from dinobook.problems import Severity
from markup.test_foreign import SLIPS

OURS = ("front-", "text-", "block-", "note-", "html-", "char-", "words-", "picture-", "address-")
E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def front(yaml: str, body: str = "Tekst") -> str:
    return f"---\n{yaml}\n---\n{body}\n"


def body(text: str) -> str:
    """A chapter whose body begins on line 4."""
    return front("title: Proef", text)


TABLE = "a | b\n--|--\n1 | 2"
ROWS = "| Wie | Uur |\n|---|---|\n| An | 9 |\n{}\n\n/// tabel{}\n    rijkoppen: {}\n///"
LINK = '<a href="https://a.be"><em>{}</em></a>'
LONG = "https://x.example/" + "abcde/" * 50
TWO = "![Een bank](b.svg) ![Een lade](l.svg)"

FAULTS: list[tuple[str, Severity, int, str, str]] = [
    # code, severity, line, a piece of the message or hint, the chapter
    ("front-001", E, 1, "never closes", "---\ntitle: X\n\nTekst\n"),
    ("front-002", E, 2, "between quotes", front("title: Dit: dat")),
    ("front-002", E, 3, "a tab", front("title: X\n\tlang: nl")),
    ("front-002", E, 2, "double quotes", front("title: 't Is waar")),
    ("front-002", E, 3, "no colon", front("title: X\nlang nl\nauthor: a")),
    ("front-002", E, 2, "“@”", front("title: @jan")),
    ("front-002", E, 3, "indented", front("title: X\n lang: nl")),
    ("front-002", E, 2, "key: value", front("- a")),
    ("front-002", E, 3, "cannot be read", front("title: X\ntags: [a")),
    ("front-003", E, 3, "between quotes", front("title: X\nauthor: &a Ik")),
    ("front-003", E, 2, "between quotes", front("title: !!python/object:os.system x")),
    ("front-003", E, 3, "cannot start with", front("title: X\nauthor: *a")),
    ("front-004", E, 2, "“title”", front("titel: X\ntitle: Y")),
    ("front-004", E, 3, "The keys are", front("title: X\nqqq: Y")),
    ("front-005", E, 3, "line 2", front("title: X\ntitle: Y")),
    ("front-006", E, 2, 'title: "2016"', front("title: 2016", "# T\n\nTekst")),
    ("front-006", E, 3, 'lang: "no"', front("title: X\nlang: no")),
    ("front-006", E, 3, "one text", front("title: X\nauthor: [a, b]")),
    ("front-006", E, 3, "takes a list", front("title: X\ntags: a, b")),
    ("front-006", E, 3, "a number", front("title: X\ntags: [a, 2016]")),
    ("front-007", E, 3, "“nee” is not a date", front("title: X\ndate: nee")),
    ("front-007", E, 3, "2016-07-14", front("title: X\ndate: 2016-02-30")),
    ("front-007", E, 3, "2016-07-14", front("title: X\ndate: 2016")),
    ("front-007", E, 3, "language", front("title: X\nlang: Nederlands")),
    ("front-007", E, 3, "web address", front("title: X\nsource: blog/post")),
    ("front-007", E, 2, "cannot be an id", front("id: Mijn Verhaal\ntitle: X")),
    ("front-007", E, 2, "up to 60", front(f"id: {'a' * 61}\ntitle: X")),
    ("front-007", E, 3, "web address", front("title: X\nsource: 'http://[::1'")),
    ("front-009", E, 2, "10,000", front("title: X\n" + "a: b\n" * 3000, "# X\n\nTekst")),
    ("front-009", E, 2, "brackets", front("tags: " + "[" * 2000, "# X\n\nTekst")),
    ("char-001", E, 2, "U+0007", front('title: "a\\x07b"', "# X\n\nTekst")),
    ("char-001", E, 3, "U+D800", front('title: X\ntags: ["a\\ud800b"]')),
    ("text-001", E, 4, "line 2", body("# Iets anders\n\nTekst")),
    ("text-002", E, 6, "Nog een", body("Tekst\n\n# Nog een")),
    ("text-002", E, 6, "Nog een", front("id: x", "# Proef\n\n# Nog een\n\nTekst")),
    ("text-003", E, 4, "title:", front("author: Ik")),
    ("text-004", W, 6, "###", body("## Een\n\n#### Twee\n\nTekst")),
    ("text-004", W, 4, "Write it with ##.", body("### Een\n\nTekst")),
    ("text-006", E, 4, "no text", body("")),
    ("text-006", E, 4, "no text", body("<!-- later -->")),
    ("text-007", E, 6, "-->", body("Tekst\n\n<!-- weg\n\nTekst")),
    ("text-008", E, 6, "code block", body("Tekst\n\n```\ncode")),
    ("text-030", W, 5, "does not follow “1.”", body("1. een\n3. drie\n4. vier")),
    ("text-031", W, 4, "line of dashes", body("| a | b |\n| c | d |")),
    ("picture-003", W, 4, "“Trap” is not printed", body('Een ![vlak](x.png "Trap") hier.')),
    ("text-032", E, 9, "“3”", body("a | b\n--|--\n1 | <!--\nx\n--> 2\n1 | 2 | 3")),
    ("text-002", E, 8, "Kop", body("Tekst <!--\n--> hier\n\n\n# Kop")),
    ("text-002", E, 6, "Kop", body("Zin.[^1]\n\n[^1]: # Kop")),
    ("text-034", E, 1, "A picture", "# Een ![vlak](x.png)\n\nTekst"),
    ("text-034", E, 1, "without words", "# Zie [](slot)\n\nTekst"),
    ("text-033", W, 6, "no head", body("Tekst\n\n<table><tr><td>1</td></tr></table>")),
    ("text-033", W, 6, "no head", body("Tekst\n\n| | |\n|--|--|\n| a | b |")),
    ("text-035", W, 7, "A row of", body(ROWS.format("| | 10 |", "", 1))),
    ("text-035", W, 7, "2 rows", body(ROWS.format("| | 10 |\n|  | 11 |", " | X", 1))),
    ("block-004", E, 9, "which has 2 columns", body(ROWS.format("| Bo | 10 |", " | X", 2))),
    ("block-004", E, 10, "cannot be the rijkoppen", body(ROWS.format("| Bo | 10 |", " | X", 0))),
    ("block-007", E, 9, "no caption", body(ROWS.format("| Bo | 10 |", "\n    id: tab-x", 1))),
    ("text-032", E, 6, "“3” would be lost", body("a | b\n--|--\n1 | 2 | 3")),
    ("text-011", W, 4, r"2016\.", body("2016. Een jaar")),
    ("text-012", W, 5, "scene break", body("Tekst\n---\n\nTekst")),
    ("text-013", E, 4, "never closes", body("Een [tekst](https://x.be en verder")),
    ("text-014", W, 6, "## Kop", body("Tekst\n\n##Kop")),
    ("text-015", E, 4, "</div>", body("<div>\nTekst")),
    ("text-015", E, 6, "closes nothing", body("Tekst\n\n</div>")),
    ("text-016", E, 6, "line 4", body("## Een {#x}\n\n## Twee {#x}\n\nTekst")),
    ("text-016", E, 9, "line 4", body("[a]{#x}\n\ntekst\n\n/// tip\n    id: x\n\nTekst\n///")),
    ("text-020", E, 5004, "5,001", body("[a]\n" * 5001)),
    ("text-020", E, 2004, "headings", body("## Kop\n\n" * 1001)),
    ("text-020", E, 8004, "blank lines", body("\n" * 8001 + "Tekst")),
    ("text-021", E, 4, "deep", body("> " * 200 + "a")),
    ("text-021", E, 0, "deep", body("<div>" * 200 + "a" + "</div>" * 200)),
    ("text-022", E, 6, "One paragraph", body("Tekst\n\n" + "[" * 900)),
    ("block-001", E, 6, "“tip”", body("Tekst\n\n/// tip | T\nTekst")),
    ("block-001", E, 5, "“citaat”", body("//// tip | T\n/// citaat\nTekst\n////")),
    ("block-002", E, 6, "closes no block", body("Tekst\n\n///")),
    ("block-003", E, 4, "“doe-het-zelf”", body("/// doehetzelf | T\nTekst\n///")),
    ("block-003", E, 4, "The blocks are", body("/// qqqqq\nTekst\n///")),
    ("block-003", E, 4, "bar", body("/// een heel lange kop\nTekst\n///")),
    ("block-004", E, 5, "“id”", body("/// tip\n    idd: x\n\nTekst\n///")),
    ("block-004", E, 5, "not indented", body("/// tip\n    Ingesprongen\n///")),
    ("block-004", E, 5, "begins with a letter", body("/// tip\n    id: 2016\n\nTekst\n///")),
    ("block-004", E, 5, "code such as nl", body("/// tip\n    lang: no\n\nTekst\n///")),
    ("block-005", E, 4, "no text after a bar", body("/// uitgelicht | x\nTekst\n///")),
    ("block-005", E, 4, "which picture", body("/// beeld-ontbreekt\n///")),
    ("block-005", E, 4, "with https:", body("/// qr\nDe film\n///")),
    ("block-005", E, 4, "which address", body("/// qr | mailto:an@x.example\nAn\n///")),
    ("block-005", E, 4, "which address", body("/// qr | elders.example/film\nAn\n///")),
    ("block-004", E, 5, "from 1 to 60", body("/// qr | https://x.example/\n    mm: 61\nAn\n///")),
    ("block-009", E, 4, "one paragraph", body("/// qr | https://x.example/\n///\n\nTekst")),
    ("block-009", E, 4, "one paragraph", body("/// qr | https://x.example/\nEen\n\nTwee\n///")),
    ("block-009", E, 4, "another link", body(f"/// qr | {LONG}\n[Een](https://x.example/)\n///")),
    ("block-009", E, 4, "at least 28 mm", body(f"/// qr | {LONG}\nEen\n///")),
    ("block-009", E, 4, "too long", body(f"/// qr | {LONG * 12}\nEen\n///")),
    ("block-006", E, 5, "4 slashes", body("/// tip\n/// citaat\nTekst\n///\n///")),
    ("block-007", E, 7, "no caption", body("a | b\n--|--\n1 | 2\n/// tabel\n///")),
    ("block-004", E, 9, "“turn”", body(f"{TABLE}\n\n/// tabel | T\n    wide: trun\n///")),
    ("block-004", E, 9, "turn, shrink", body(f"{TABLE}\n\n/// tabel | T\n    wide: x\n///")),
    ("block-004", E, 5, "no option", body("/// tip | T\n    wide: turn\nTekst\n///")),
    ("block-005", E, 4, "in words", body("/// vergelijking\na = b\n///")),
    ("block-010", E, 6, "braces", body("Tekst\n\n/// vergelijking | Breuk\n\\frac{a}{\n///")),
    ("block-010", E, 6, "\\foo", body("Tekst\n\n/// vergelijking | Foo\n\\foo{a}\n///")),
    ("block-010", E, 4, "a dollar", body("Dan $\\frac{a}{$ niets.")),
    ("layout-031", E, 4, "2,000", body("Dan $" + "a_1+b^2=" * 300 + "c$ en niets.")),
    ("layout-031", E, 6, "a_1", body("Tekst\n\n/// vergelijking | X\n" + "a_1=" * 600 + "c\n///")),
    ("text-018", E, 6, "x^2", body("Tekst\n\n## Over $x^2$\n\nTekst")),
    ("block-010", E, 6, "empty", body("Tekst\n\n/// vergelijking | Niets\n///")),
    ("block-008", E, 6, "table", body("Tekst\n\n/// tabel | Caption\n///")),
    ("block-008", E, 6, "picture", body("Tekst\n\n/// figuur | Caption\n///")),
    ("block-004", E, 5, "from 1 to 50", body("/// vers\n    nummers: vijf\n\nEen\n///")),
    ("block-004", E, 5, "from 1 to 30", body("/// oefening\n    lijnen: 31\n\nEen\n///")),
    ("block-004", E, 5, "id, lang, class", body("/// tip\n    lijnen: 3\n\nEen\n///")),
    ("block-009", E, 4, "“Fons: Niks.”", body("/// dialoog\nFons: Niks.\n///")),
    ("block-009", E, 4, "in capitals", body("/// dialoog | Titel\n///")),
    ("block-009", E, 4, "salutation", body("/// brief\nDag,\n\nFons\n///")),
    ("block-009", E, 4, "list of questions", body("/// vragen\nWie?\n///")),
    ("block-009", E, 4, "no dates", body("/// tijdlijn\n1987: iets\n///")),
    ("block-009", E, 4, "holds one picture", body("/// naast-elkaar\n![Een bank](b.svg)\n///")),
    ("block-009", E, 4, "more than pictures", body(f"/// naast-elkaar\n{TWO} tekst\n///")),
    ("block-009", E, 4, "2 pictures, where", body(f"/// paginabeeld\n{TWO}\n///")),
    (
        *("block-009", E, 6, "does not open its chapter"),
        body("Tekst\n\n/// paginabeeld\n    class: tegenover\n\n![Een b](b.svg)\n///"),
    ),
    (
        "block-009",
        E,
        4,
        "has a caption",
        body('/// paginabeeld\n    class: aflopend\n\n![Een b](b.svg "Zo")\n///'),
    ),
    ("block-009", E, 6, "holds no picture", body("Tekst\n\n/// paginabeeld\nTekst\n///")),
    ("block-009", E, 4, "more than a pict", body("/// paginabeeld\n![Een b](b.svg)\n\nx\n///")),
    ("text-017", E, 6, "plain word", body("Tekst\n\n*1984* was er. {.initiaal}")),
    ("front-007", E, 3, "true or false", front("title: X\ninitiaal: ja")),
    ("note-001", E, 4, "[^1]:", body("Zin.[^1]")),
    ("note-001", E, 4, "“noot”", body("Zin.[^noten] En.[^noot]\n\n[^noot]: x")),
    ("note-002", E, 7, "line 6", body("Zin.[^1]\n\n[^1]: Een\n[^1]: Twee")),
    ("note-003", E, 6, "line 4", body("Zin.[^1]\n\nZin.[^1]\n\n[^1]: Een")),
    ("note-004", E, 6, "[^1]", body("Zin.\n\n[^1]: Een")),
    ("note-005", E, 6, "another note", body("Zin.[^1] En.[^2]\n\n[^1]: Een[^2]\n[^2]: Twee")),
    ("note-006", E, 6, "no text", body("Zin.[^1]\n\n[^1]:")),
    ("html-001", E, 6, "no scripts", body("Tekst\n\n<script>alert(1)</script>")),
    ("html-001", E, 6, "<iframe>", body("Tekst\n\n<iframe src='https://x.be'></iframe>")),
    ("html-001", E, 4, "<body>", body("Tekst <body onload='x()'> tekst")),
    ("html-001", E, 4, "<font>", body("Tekst <font color='red'>rood</font>")),
    ("html-002", E, 4, "onclick", body("<span onclick='x()'>Tekst</span>")),
    ("html-002", E, 6, "style", body('Tekst\n\n[x](methode){style="color:red"}')),
    ("html-003", E, 4, "2016", body("[tekst]{#2016}")),
    ("html-003", E, 4, "colspan", body("<table><tr><td colspan='x'>T</td></tr></table>")),
    ("html-003", E, 4, "datetime", body("<time datetime='gisteren'>T</time>")),
    ("html-003", E, 4, "backwards", body("<bdo dir='rtl'>abc</bdo>")),
    ("html-010", E, 6, "outside <ol> or <ul>", body("<ul><li>a</li></ul>\n\n<li>los</li>")),
    ("html-010", E, 6, "“los” stands in <ul>", body("Tekst\n\n<ul>los<li>T</li></ul>")),
    ("html-010", E, 4, "which is a block", body("Een <em>b<ul><li>c</li></ul></em>")),
    ("html-010", E, 4, "inside a link", body(LINK.format(LINK.format("x")))),
    ("html-010", E, 4, "without its text", body("<dl><dt>a</dt></dl>")),
    ("html-010", E, 4, "outside <figure>", body("<div><figcaption>T</figcaption></div>")),
    ("html-010", E, 4, "one bracket", body("<ruby>a<rp>(</rp><rt>T</rt></ruby>")),
    ("html-010", E, 6, "<p> cannot", body("<table><tr>\n\nT\n\n</tr></table>")),
    ("html-011", E, 4, "another name", body('<span data-dinobook-left="x">T</span>')),
    ("html-011", E, 5, "another name", body("T\n<div DATA-dinobook-line='x'><h2>K</h2></div>")),
    ("html-011", E, 4, "another name", body("T {data-dinobook-block=vergelijking}")),
    ("html-004", W, 4, "<a", body("Een <a href='x'y='z'>woord.")),
    ("html-004", W, 4, r"\<b", body("Als a <b dan is b groter.")),
    ("text-015", E, 4, "</b>", body("Een <b>woord.")),
    ("address-001", E, 4, "javascript:", body("[x](javascript:alert(1))")),
    ("address-001", E, 4, "vbscript:", body("<a href='vbscript:x'>x</a>")),
    ("address-001", E, 4, "https, http", body("<a href='java&#9;script:x'>x</a>")),
    ("address-001", E, 6, "data:", body("Tekst\n\n[x](data:text/html,hallo)")),
    ("address-001", E, 4, "https:", body("[x](//example.org/)")),
    ("address-001", E, 4, "nowhere", body("[x]()")),
    ("address-001", E, 4, "whole address", body("[x](https://)")),
    ("address-001", E, 4, "cannot be an address", body("[x](http://[::1)")),
    ("address-001", E, 4, "cannot be an address", body("[x](http://a.be:99999999/)")),
    ("address-001", E, 4, "no spaces", body("[x](<https://exa mple.org/>)")),
    ("address-001", E, 6, "empty parts", body("Tekst\n\n[x](https://example..org/)")),
    ("address-001", E, 4, "https, http", body("[x](&#106;avascript:alert)")),
    ("address-001", E, 5, "https, http", body("Tekst\n<a href='java\tscript:x'>x</a>")),
    ("address-002", E, 4, "manuscript/images", body("![Alt](https://x.be/a.png)")),
    ("address-002", E, 4, "manuscript/images", body("![Alt](//x.be/a.png)")),
    ("address-002", E, 4, "Copy", body("![Alt](/etc/passwd)")),
    ("address-002", E, 4, "Copy", body("![Alt](../../geheim.png)")),
    ("address-002", E, 4, "Copy", body("![Alt](%2e%2e/%2e%2e/geheim.png)")),
    ("address-002", E, 4, "Copy", body("![Alt](images%2f..%2f..%2f..%2fgeheim.png)")),
    ("address-002", E, 4, "Copy", body("![Alt](C:/a.png)")),
    ("address-002", E, 4, "Copy", body("![Alt](file:///etc/passwd)")),
    ("address-002", E, 4, "as data", body("![Alt](data:image/png;base64,AAAA)")),
    ("picture-001", E, 6, "alt=", body("Tekst\n\n![](images/x.svg)")),
    ("picture-001", E, 4, "alt=", body("<img src='images/x.svg'>")),
    ("picture-002", W, 4, "file", body("![mijn-foto](images/mijn_foto.png)")),
    ("char-001", E, 4, "U+000C", body("Te\x0ckst")),
    ("char-001", E, 5, "control", body("Tekst\n&#12; tekst")),
    ("char-002", W, 4, "U+200F", body("Te\u200fkst")),
    ("char-003", W, 6, "U+200B", body("Tekst\n\nTe\u200bkst")),
    ("char-003", W, 4, "U+E0041", body("Te\U000e0041kst")),
    ("char-004", W, 4, "lost", body("Caf\ufffd")),
    ("char-005", W, 4, "wrong encoding", body("CafÃ©")),
    ("char-005", W, 4, "wrong encoding", body("zoâ€™n")),
    ("char-006", N, 4, "soft hyphen", body("af\u00adbreken")),
    ("html-001", E, 6, "“<?php” begins", body("Tekst\n\n<?php verdwenen woorden ?>")),
    ("html-001", E, 4, "“<!DOCTYPE” begins", body("<!DOCTYPE html>\nTekst")),
    ("words-001", E, 4, "foo", body("<foo\\+@bar.example.com>")),
    ("char-010", W, 4, "as a space", body("een\u2028twee")),
    ("char-010", W, 2, "as a space", front('title: "een\u2029twee"')),
    ("char-011", E, 4, "not copied along", body("een\ufffctwee")),
    ("char-012", E, 4, "U+0301", body("een \u0301 twee")),
    ("char-012", E, 4, "stands on no letter", body("**een**\u0308")),
    ("char-013", E, 4, "U+202E", body("Te\u202ekst")),
]


@pytest.mark.parametrize(
    ("code", "severity", "line", "words", "text"),
    FAULTS,
    ids=[f"{fault[0]}-{index}" for index, fault in enumerate(FAULTS)],
)
def test_the_fault_is_reported_at_its_line(
    code: str, severity: Severity, line: int, words: str, text: str
) -> None:
    result = convert(text, "manuscript/proef.md")
    found = [problem for problem in result.problems if problem.code == code]
    assert [(p.place.path, p.place.line, p.severity) for p in found] == [
        ("manuscript/proef.md", line, severity)
    ]
    assert words in f"{found[0].message} {found[0].hint}"
    assert found[0].message.endswith((".", "”."))
    if severity is not Severity.NOTE:
        assert found[0].hint


def test_the_name_of_the_file_can_be_at_fault() -> None:
    result = convert(front("title: X"), "manuscript/2016 Mijn Verhaal.md")
    assert [(p.code, p.place.line) for p in result.problems] == [("front-008", 0)]
    assert "id: h-2016-mijn-verhaal" in result.problems[0].hint
    assert result.fragment is not None
    assert result.fragment.meta.id == "h-2016-mijn-verhaal"


def test_an_empty_heading_is_reported() -> None:
    result = convert(body("<h2></h2>\n\nTekst"), "manuscript/proef.md")
    assert [p.code for p in result.problems] == ["text-005"]


def test_every_code_of_markup_has_a_fault_here() -> None:
    ours = {code for code in CODES if code.startswith(OURS)} | {"layout-031"}
    elsewhere = {"front-008", "text-005", "text-040", "words-010"} | {slip[0] for slip in SLIPS}
    assert ours == {fault[0] for fault in FAULTS} | elsewhere


@pytest.mark.parametrize(
    "text",
    [
        "Hij zei: a < b en c > d.",
        "De prijs is 5 * 3 * 2 euro.",
        "Zie https://example.org/pad?x=1&y=2.",
        "Een lijn met / en // en ///midden.",
        "- een\n- twee\n\n    tekst\n\n- drie",
        "1. een\n\n2. twee",
        "## Kop\n- een",
        "Tekst\n\n---\n\nTekst",
        "Tekst 👩\u200d💻 tekst",
        "Ãnia en Âme zijn woorden.",
        "`<script>` en `[x](` en `[^1]` en `/// x`",
        "    <script>x</script>\n\nTekst",
        "```\n<!-- [^1] <script> /// tip\n```",
        "Regel die eindigt op het jaar\n2016. Toen was alles anders.",
        "A. Peeters en B. Janssens.",
        "de EU\n(Europese Unie) en [zo]",
    ],
)
def test_ordinary_text_is_not_accused(text: str) -> None:
    assert convert(body(text), "manuscript/proef.md").problems == ()
