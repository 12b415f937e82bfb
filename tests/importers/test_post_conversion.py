"""What a post says in HTML and in links, as a chapter says it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

import pytest

from dinobook.book.pictures.drawings import drawing
from dinobook.importers.markdown import MarkdownFolder
from dinobook.importers.markdown.html import html_edits
from dinobook.importers.markdown.links import targets
from dinobook.importers.markdown.post_text import Edit, PostText
from dinobook.importers.markdown.words import words_of
from dinobook.importers.plan import Report
from dinobook.importers.run import apply
from dinobook.markup.convert import convert
from dinobook.markup.structure.model import Structure
from dinobook.markup.structure.reader import read_structure
from dinobook.problems import Severity
from dinobook.storage.project import FolderProject, MemoryProject

Import = Callable[[dict[str, str]], tuple[Report, dict[str, str]]]
"""Brings in a folder of these files; gives the report and the chapters' texts by file name."""


@pytest.fixture
def imported(tmp_path: Path, project: MemoryProject) -> Import:
    def run(files: dict[str, str]) -> tuple[Report, dict[str, str]]:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        blog = MarkdownFolder("blog", FolderProject(tmp_path))
        report = apply(project, blog)
        return report, {
            path.removeprefix("manuscript/"): data.decode().split("---\n\n", 1)[-1]
            for path, data in project.contents.items()
            if path.endswith(".md") and path != "manuscript/voorwoord.md"
        }

    return run


HTML = [
    ("Zij is <strike>klein</strike> groot.", "Zij is ~~klein~~ groot."),
    ("Zij is <strike>klein </strike>groot.", "Zij is <s>klein </s>groot."),
    ("Typ <tt>ja</tt> in.", "Typ `ja` in."),
    ("Typ <tt>ja</tt>`nee` in.", "Typ <code>ja</code>`nee` in."),
    ("Typ <tt>a*b*</tt> in.", "Typ <code>a*b*</code> in."),
    ("<center>In het midden</center>", "<div>In het midden</div>"),
    ('<center class="motto" bgcolor=red>x</center>', '<div class="motto">x</div>'),
    ("Een <font color='red'>rood</font> woord.", "Een rood woord."),
    ('<p align="center" style="color: red">Mee</p>', "<p>Mee</p>"),
    (
        '<a href="https://a.be/" target=_blank rel="noopener">daar</a>',
        '<a href="https://a.be/">daar</a>',
    ),
    (
        '<table width="100%" border=1><tr><td>x</td></tr></table>',
        "<table><tr><td>x</td></tr></table>",
    ),
    ('<acronym title="Nationaal">N</acronym>.', '<abbr title="Nationaal">N</abbr>.'),
    ('<a name="hier"></a>Tekst', '<a id="hier"></a>Tekst'),
    ("<iframe src='//film.be/1' title='Een film'></iframe>", "[Een film](<https://film.be/1>)"),
    ('<iframe src="https://film.be/2" allowfullscreen></iframe>', "<https://film.be/2>"),
    (
        '<video controls><source src="https://b.be/v.mp4">Geen film.</video>',
        "[Geen film.](<https://b.be/v.mp4>)",
    ),
    (
        '<div>\n<iframe src="https://film.be/2?a=1&amp;b"></iframe>\n</div>',
        '<div>\n<a href="https://film.be/2?a=1&amp;b">https://film.be/2?a=1&amp;b</a>\n</div>',
    ),
    ("Voor.\n\n<script>\nalert('x')\n</script>\n\nNa.", "Voor.\n\n\nNa."),
    ("Zet <span> er maar voor.", "Zet &lt;span> er maar voor."),
    ("Het element '<traag wacht=\"ja\">' dus.", "Het element '&lt;traag wacht=\"ja\">' dus."),
    (
        "Een <img src=x alt=y <idle> en <b \\<c>.",
        "Een &lt;img src=x alt=y &lt;idle> en &lt;b \\<c>.",
    ),
    (
        "<img src=x alt=w\n\n## Kop\n\n> Een citaat.",
        "&lt;img src=x alt=w\n\n## Kop\n\n> Een citaat.",
    ),
    ("<div>\n\nTekst die blijft.", "Tekst die blijft."),
    ("Einde.</div>", "Einde."),
    ("<ul><li>een<li>twee</ul>", "<ul><li>een</li><li>twee</li></ul>"),
    (
        "<ul>\n<li>een <b>x</b>\n<ol><li>a<li>b</ol>\n<li>twee\n</ul>",
        "<ul>\n<li>een <b>x</b>\n<ol><li>a</li><li>b</li></ol>\n</li><li>twee\n</li></ul>",
    ),
    (
        "<table><tr><td>a<td>b<tr><td>c</table>",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
    ),
    ("Kijk <video src='https://a.be/x' /> dan", "Kijk <https://a.be/x> dan"),
    ('<video src="https://a.be/x">\n\nNa.', "<https://a.be/x>\n\nNa."),
    ('<object data="https://a.be/x.swf" title=Film>', "[Film](<https://a.be/x.swf>)"),
    ("<iframe src='//film.be/1'></iframe>", "<https://film.be/1>"),
    (
        '<video src="https://a.be/b"><p>Een</p><p>twee <img alt="drie"></p><!-- x --></video>',
        "[Een twee drie](<https://a.be/b>)",
    ),
    ("Een<strike>woord</strike>je", "Een~~woord~~je"),
    ("`<center>` en <http://a.be/x>", "`<center>` en <http://a.be/x>"),
    ("~~~\n<center>code</center>\n~~~", "~~~\n<center>code</center>\n~~~"),
]


@pytest.mark.parametrize(("written", "made"), HTML)
def test_html_becomes_what_a_book_can_hold(imported: Import, written: str, made: str) -> None:
    report, chapters = imported({"a.md": f"---\ntitle: A\n---\n\n{written}\n"})

    assert not [one for one in report.problems if one.is_error]
    assert chapters["a.md"] == f"{made}\n"
    found = convert(f"# A\n\n{made}\n", "manuscript/a.md", "nl-BE").problems
    assert not [one for one in found if one.is_error]


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("# A\n\n# B\n\n## C\n", "# A\n\n## B\n\n### C\n"),
        ("# A\n# B\n\nTekst\n", "# A\n## B\n\nTekst\n"),
        ("A\n=\n\nB\n=\n\nC\n-\n", "A\n=\n\nB\n-\n\n### C\n"),
        ("# A\n\n### B\n\n### C\n\n##### D\n", "# A\n\n## B\n\n## C\n\n### D\n"),
        ("# A\n\n> # In een citaat\n", "# A\n\n> ## In een citaat\n"),
        ("# A\n\n~~~\n# code\n~~~\n", "# A\n\n~~~\n# code\n~~~\n"),
        ("---\ntitle: Anders\n---\n# A\n\n## B\n", "## A\n\n### B\n"),
        ("---\ntitle: A\n---\n# A\n\n## B\n", "# A\n\n## B\n"),
    ],
)
def test_headings_begin_below_the_title_and_skip_no_level(
    imported: Import, written: str, made: str
) -> None:
    report, chapters = imported({"a.md": written})

    assert not [one for one in report.problems if one.is_error]
    assert chapters["a.md"] == made


BLOG = {
    "blog/2011/12/de-trein.md": "# De trein\n\n## Het spoor\n",
    "blog/2016-07-14-de-fiets.md": "# De fiets\n\nEen bel.\n",
    "blog/over.md": "---\ntitle: Over\npermalink: /mijn stukken/over-ons/\n---\nWij.\n",
    "blog/contact.md": "---\ntitle: Contact\npermalink: /praat/met-ons/\n---\nHallo.\n",
}


@pytest.mark.parametrize(
    ("link", "made"),
    [
        ("[x](/blog/2011/12/de-trein)", "[x](de-trein)"),
        ("[x](/nl/blog/2011/12/de-trein/)", "[x](de-trein)"),
        ("[x](/blog/2011/12/de-trein.html#het-spoor)", "[x](de-trein#de-trein--het-spoor)"),
        ("[x](/blog/2011/12/de-trein#weg)", "[x](de-trein)"),
        ("[x](/2016/07/14/de-fiets/)", "[x](de-fiets)"),
        ("[x](2011/12/de-trein.md)", "[x](de-trein)"),
        ("[x](/praat/met-ons)", "[x](contact)"),
        ("[x](/ons/contact)", "x"),
        ("[1. x](/leden)", "1\\. x"),
        ("De [blog](/leden)s, [b](/leden)[c](/ons)", "De blogs, bc"),
        ("[1][bron](/weg)", "[1]bron"),
        ("Zin[^1][^2].", "Zin\\[^1]\\[^2]."),
        ('[x](/leden "Wie"){.klas}s', '[x]{title="Wie" .klas}s'),
        ('[x](/leden "Wie"){{< y >}}', '[x]{title="Wie"}{{< y >}}'),
        ("<a href=/leden>x</a> <a href=b>y</a>", "<a>x</a> <a>y</a>"),
        ("<a href=../blog/over.md>x</a>", '<a href="over">x</a>'),
        ("[^1] en [^1]\n\n[^1]: Noot", "[^1] en [^1-2]\n\n[^1]: Noot\n\n[^1-2]: Noot"),
        ("[^1]\n\n[^1]: Noot\n\n[^1]: Nog", "[^1]\n\n[^1]: Noot\n\n\\[^1]: Nog"),
        ('[x](/leden "Wie wij zijn")', '[x]{title="Wie wij zijn"}'),
        ("[x](/leden){.klas}", "[x]{.klas}"),
        ("[x][y] en [y]\n\n[y]: /leden", "x en y"),
        ("[x](/mijn%20stukken/over-ons)", "[x](over)"),
        ("[x](//a.be/y)", "[x](https://a.be/y)"),
        ("[x](javascript:klik)", "x"),
        ("[x](#bestaat-niet)", "x"),
        ("[x](#kop)\n\n## Kop", "[x](#nieuw--kop)\n\n## Kop"),
        ("[x](/blog te ver)", "[x]\\(/blog te ver)"),
        ('<a href="/leden">x</a>', "<a>x</a>"),
        ("`[x](/leden)`", "`[x](/leden)`"),
        ("## A {#x}\n\nw\n\n## B {#x}", "## A {#x}\n\nw\n\n## B {#x-2}"),
        ("w\n\n[^1]: Noot\n\n    Meer\n\nEinde", "w\n\n\\[^1]: Noot\n\nMeer\n\nEinde"),
        ("[^1] en [^2]\n\n[^1]: Noot", "[^1] en \\[^2]\n\n[^1]: Noot"),
    ],
)
def test_links_lead_to_chapters_or_keep_their_words(imported: Import, link: str, made: str) -> None:
    report, chapters = imported({**BLOG, "blog/nieuw.md": f"---\ntitle: N\n---\n{link}\n"})

    assert not [one for one in report.problems if one.is_error]
    assert chapters["nieuw.md"] == f"{made}\n"


def test_the_address_of_the_site_makes_links_whole(imported: Import) -> None:
    text = (
        "---\ntitle: N\n---\n[a](/leden#x) [b](https://www.blog.be/blog/2011/12/de-trein/)"
        " [c](http://blog.be/weg) [d](https://ander.be/weg)\n"
    )
    report, chapters = imported(
        {**BLOG, "blog/nieuw.md": text, "_config.yml": "url: 'https://blog.be'\n"}
    )

    assert not [one for one in report.problems if one.is_error]
    assert chapters["nieuw.md"] == (
        "[a](https://blog.be/leden#x) [b](de-trein) [c](http://blog.be/weg)"
        " [d](https://ander.be/weg)\n"
    )


def test_a_drawing_in_the_text_becomes_a_picture_of_its_own(
    imported: Import, project: MemoryProject
) -> None:
    inner = '<title>Een "rondje"</title><circle r="3"/>'
    text = f"Zie <svg viewBox='0 0 9 9' width=9>{inner}</svg>je."
    text += "\n\n<div>\n<svg viewBox='0 0 9 9'><path d='M0 0h9'/></svg>\n</div>\n"
    report, chapters = imported({"a.md": f"---\ntitle: A\n---\n{text}"})

    assert report.problems == ()
    assert chapters["a.md"] == (
        'Zie ![Een "rondje"](images/a--tekening-1.svg)je.\n\n'
        '<div>\n<img src="images/a--tekening-2.svg" alt="">\n</div>\n'
    )
    data = project.contents["manuscript/images/a--tekening-1.svg"]
    assert data.decode() == (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox=\'0 0 9 9\' width="9">{inner}</svg>\n'
    )
    assert drawing("a.svg", data).width_px == 9
    assert {one.name for one in report.draft.repairs} == {"html-drawing"}


@pytest.mark.parametrize(
    "text", ["<svg><path d='M0 0h9'/></svg>", "<svg viewBox='0 0 9 9'><use href='#x'/></svg>"]
)
def test_a_drawing_that_no_book_can_show_is_left_to_the_author(imported: Import, text: str) -> None:
    _, chapters = imported({"a.md": f"---\ntitle: A\n---\n{text}\n"})

    assert chapters["a.md"] == f"{text}\n"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (
            "<svg viewBox='0 0 9 9'><text>a&nbsp;b &amp; c&hellip; & d</text></svg>",
            "viewBox='0 0 9 9'><text>a\u00a0b &amp; c… &amp; d</text></svg>",
        ),
        (
            "<SVG VIEWBOX='0 0 9 9'><LinearGradient ID=g><STOP/></LinearGradient>"
            "<Path FILL='url(#g)' d='M0 0h9'/></SVG>",
            "viewBox='0 0 9 9'><linearGradient id=\"g\"><stop/></linearGradient>"
            "<path fill='url(#g)' d='M0 0h9'/></svg>",
        ),
        (
            "<svg viewBox='0 0 9 9'><style><![CDATA[a>b{fill:red}/*&*/]]></style><path/></svg>",
            "viewBox='0 0 9 9'><style><![CDATA[a>b{fill:red}/*&*/]]></style><path/></svg>",
        ),
    ],
)
def test_a_drawing_as_web_pages_have_it_becomes_a_file(
    imported: Import, project: MemoryProject, written: str, kept: str
) -> None:
    report, chapters = imported({"a.md": f"---\ntitle: A\n---\nZie {written}.\n"})

    assert report.problems == ()
    assert chapters["a.md"] == "Zie ![](images/a--tekening-1.svg).\n"
    data = project.contents["manuscript/images/a--tekening-1.svg"]
    assert data.decode() == f'<svg xmlns="http://www.w3.org/2000/svg" {kept}\n'
    assert drawing("a.svg", data).width_px == 9


def test_a_picture_whose_tag_nothing_closes_is_text(imported: Import) -> None:
    report, chapters = imported(
        {"a.md": '---\ntitle: A\n---\nZie <img src="f.png" alt="x"\n\nNa.\n'}
    )

    assert report.problems == ()
    assert chapters["a.md"] == 'Zie &lt;img src="f.png" alt="x"\n\nNa.\n'


def test_links_that_lose_their_address_are_told_once_with_their_lines(imported: Import) -> None:
    text = "---\ntitle: N\n---\n[eerst](#kop) en [leden](/leden)\n\n## Kop\n\nZie [ons](/ons).\n"
    report, _ = imported({"nieuw.md": text})

    (told,) = report.problems
    assert (told.code, told.severity, told.place.path) == ("import-033", Severity.WARNING, "blog")
    assert told.message == (
        "2 links lead to pages that are no chapters, and lose their address"
        " (nieuw.md:4, nieuw.md:8): [leden](/leden), [ons](/ons)."
    )
    assert told.hint.startswith("Write the blog’s address in the plan")


def test_with_the_site_known_full_addresses_are_asked_for(imported: Import) -> None:
    text = "---\ntitle: N\n---\n[weg](#weg)\n"
    report, _ = imported({"nieuw.md": text, "_config.yml": "url: 'https://blog.be'\n"})

    (told,) = report.problems
    assert told.message.startswith("One link leads to a page that is no chapter, and loses its")
    assert (told.place.line, told.hint) == (
        4,
        "Write full addresses there, or leave them as they are.",
    )


def test_a_link_that_nothing_closes_is_no_link_that_lost_its_address(imported: Import) -> None:
    report, _ = imported({"nieuw.md": "---\ntitle: N\n---\n[x](/blog te ver)\n"})

    assert [one.name for one in report.draft.repairs] == ["link-open"]
    assert report.problems == ()


def test_a_script_that_goes_is_told_with_its_line(imported: Import) -> None:
    report, _ = imported(
        {"a.md": "---\ntitle: A\n---\nVoor.\n\n<script>\ntel(1)\n</script>\n\nNa.\n"}
    )

    (told,) = report.problems
    assert (told.code, told.severity) == ("import-030", Severity.WARNING)
    assert (told.place.path, told.place.line) == ("a.md", 6)


def counted(post: PostText) -> tuple[list[Edit], int]:
    """The edits of a post's HTML, and how many calls were made for them."""
    calls = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    assert post.plain
    sys.setprofile(count)
    try:
        found = list(html_edits(post))
    finally:
        sys.setprofile(None)
    return found, calls


@pytest.mark.parametrize(
    ("piece", "edits"),
    [
        ("<p>w</p>\n\n", []),
        ("<p>w\n\n", [""]),
        ("<thead><tr><td>w\n", ["</td></tr>", "</thead>"]),
    ],
)
def test_a_post_of_much_html_takes_no_more_than_its_share_of_steps(
    piece: str, edits: list[str]
) -> None:
    once, few = counted(PostText.of("a.md", f"<table>\n{piece * 200}</table>\n", 1))
    twice, many = counted(PostText.of("a.md", f"<table>\n{piece * 400}</table>\n", 1))

    assert many < 2.1 * few
    assert {one.text for one in once} >= set(edits)
    assert len(twice) - len(once) == 200 * len(edits)


@pytest.mark.parametrize(
    "text",
    ["Zie [hier en " + "[a](b.md) " * 2000, "[a ![x](y.png) " * 300 + "[a](b.md) " * 2000],
)
def test_brackets_that_nothing_closes_are_read_once(text: str) -> None:
    found = [one.address for one in targets(PostText.of("a.md", text, 1))]

    assert found.count("b.md") == 2000


def test_a_post_is_parsed_a_few_times_however_long(
    imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def counted_parse(body: str, numbers: Sequence[int]) -> Structure:
        parsed.append(body)
        return read_structure(body, numbers)

    monkeypatch.setattr("dinobook.markup.source.read_structure", counted_parse)
    imported({"a.md": "---\ntitle: A\n---\n" + "![w](weg.png) [x](/weg)\n\n" * 100})

    assert 0 < len(parsed) < 30


def test_an_id_that_two_posts_use_gets_the_name_of_its_chapter(imported: Import) -> None:
    post = "---\ntitle: {}\n---\n## Kop {{#plan}}\n\n[hier](#plan) [daar]({}#plan)\n"
    _, chapters = imported({"a.md": post.format("A", "b.md"), "b.md": post.format("B", "a.md")})

    assert chapters["a.md"] == "## Kop {#a--plan}\n\n[hier](#a--plan) [daar](b#b--plan)\n"
    assert chapters["b.md"] == "## Kop {#b--plan}\n\n[hier](#b--plan) [daar](a#a--plan)\n"


def test_a_note_in_a_quotation_that_is_called_again_gets_a_second_one(imported: Import) -> None:
    quoted = "> > Een[^1] en twee[^1].\n> >\n> > [^1]: Noot\n> >     met meer.\n> >\n> > Slot.\n"
    report, chapters = imported({"a.md": f"---\ntitle: A\n---\n{quoted}\nNa[^1].\n"})

    assert report.problems == ()
    assert chapters["a.md"] == (
        "> > Een[^1] en twee[^1-2].\n> >\n> > [^1]: Noot\n> >     met meer.\n"
        "> >\n> > [^1-2]: Noot\n> >     met meer.\n> >\n> > [^1-3]: Noot\n> >     met meer.\n"
        "> >\n> > Slot.\n\nNa[^1-3].\n"
    )
    converted = convert(f"---\ntitle: A\n---\n{chapters['a.md']}", "manuscript/a.md")
    assert [one.message for one in converted.problems if one.is_error] == []


def test_words_are_those_that_a_reader_sees() -> None:
    text = (
        'Een [link](/weg "naar huis") ![beeld](x.png) <img alt="nog een" src=y> `<b>` <b>dik</b>.'
    )

    assert words_of(text) == ["Een", "link", "naar", "huis", "beeld", "nog", "een", "b", "dik"]
    assert words_of("De [blog](/weg)s[^1] *b*eter\n\n[^1]: Ja") == [
        "De",
        "blogs",
        "beter",
        "1",
        "Ja",
    ]
    assert words_of("<script>alert(1)</script>Wel <idle x> &eacute;") == ["Wel", "idle", "x", "é"]
    assert words_of("~~~\n<b>code</b>\n~~~") == ["bcodeb"]


TABLE = "| dag | uren |\n|---|---:|\n| maandag | 7,5 |\n\n/// tabel | Uren\n    id: tab-uren\n///\n"
TIP = "/// tip | Iets\n    class: breed\n    id: tip-1\n\nEen tip.\n///\n"


def test_a_link_to_the_id_below_the_line_of_a_block_stays(imported: Import) -> None:
    report, texts = imported(
        {
            "a.md": "# A\n\nZie [](#tab-uren), [de tip](#tip-1) en [](b.md#tab-b).\n\n"
            f"{TABLE}\n{TIP}",
            "b.md": f"# B\n\nZie [](#tab-b) en [daar](a.md#tip-1).\n\n{TABLE.replace('uren', 'b')}",
        }
    )
    assert not report.problems
    assert "Zie [](#tab-uren), [de tip](#tip-1) en [](b#tab-b)." in texts["a.md"]
    assert "Zie [](#tab-b) en [daar](a#tip-1)." in texts["b.md"]


def test_two_posts_with_the_same_id_below_a_block_each_keep_their_links(imported: Import) -> None:
    _, texts = imported(
        {
            "a.md": f"# A\n\nZie [](#tab-uren).\n\n{TABLE}",
            "b.md": f"# B\n\nZie [](#tab-uren) en [](a.md#tab-uren).\n\n{TABLE}",
        }
    )
    assert "Zie [](#a--tab-uren)." in texts["a.md"]
    assert "    id: a--tab-uren\n" in texts["a.md"]
    assert "Zie [](#b--tab-uren) en [](a#a--tab-uren)." in texts["b.md"]
    assert "    id: b--tab-uren\n" in texts["b.md"]


def test_ids_of_blocks_in_quotations_and_lists(imported: Import) -> None:
    quoted = "\n".join(f"> {row}" for row in TIP.splitlines())
    listed = "- Een lijst\n\n" + "\n".join(f"  {row}" for row in TABLE.splitlines())
    text = f"# A\n\nZie [de tip](#tip-1) en [](#tab-uren).\n\n{quoted}\n\n{listed}\n"
    _, texts = imported({"a.md": text, "b.md": f"# B\n\n[x](#tip-1)\n\n{TIP}"})
    assert "Zie [de tip](#a--tip-1) en [](#tab-uren)." in texts["a.md"]
    assert ">     id: a--tip-1\n" in texts["a.md"]


def test_code_that_shows_a_block_gives_no_id(imported: Import) -> None:
    code = "```\n" + TABLE + "```\n"
    _, texts = imported({"a.md": f"# A\n\nZie [de tabel](#tab-uren).\n\n{code}"})
    assert "Zie de tabel." in texts["a.md"]


@pytest.mark.parametrize(
    ("name", "chapter", "title"),
    [
        ("01-inleiding.md", "inleiding.md", "Inleiding"),
        ("3. Het slot.md", "het-slot.md", "3. Het slot"),
        ("10-redenen-om-te-stoppen.md", "redenen-om-te-stoppen.md", "10 redenen om te stoppen"),
        ("1984.md", "h-1984.md", "1984"),
        ("2-3.md", "h-2-3.md", "2 3"),
        ("3d-printen.md", "h-3d-printen.md", "3d printen"),
        ("2016-07-14-de-trein.md", "de-trein.md", "De trein"),
    ],
)
def test_a_number_that_counts_files_is_no_part_of_a_name(
    imported: Import, project: MemoryProject, name: str, chapter: str, title: str
) -> None:
    imported({name: "Zomaar een zin.\n"})
    text = project.contents[f"manuscript/{chapter}"].decode()
    assert f'title: "{title}"\n' in text
