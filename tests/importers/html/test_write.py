"""What a person will edit: the Markdown that a tree becomes, with no escape that it could spare."""

from __future__ import annotations

import pytest
from lxml import etree

from dinobook.importers.html import write_markdown
from importers.html.read_back import compiled


def written(html: str) -> str:
    return write_markdown(etree.fromstring(f"<div>{html}</div>")).strip()


WORDS = [
    "In 2016. Dat was het jaar.",
    "Een #hashtag en mijn_bestand.",
    "Het kost $5, en [sic] nog meer […].",
    "Zie https://example.org/a_b?c=d&e=f en info@example.org.",
    "AT&T, 3 < 4 > 2, 50% en ~10, 2*3*4.",
    "A. Peeters schreef het",
    "(i. v. m. ziekte)",
    "Hij zei: “ja” - en toen -- niets…",
    "Een | streep, een = teken, een + en een !",
    "5 * 3 is vijftien",
    "C:\\map\\bestand.txt",
]


@pytest.mark.parametrize("text", WORDS)
def test_prose_is_not_escaped(text: str) -> None:
    paragraph = etree.Element("p")
    paragraph.text = text
    tree = etree.Element("div")
    tree.append(paragraph)

    assert write_markdown(tree) == f"{text}\n"


FORMS = {
    "2016. begint de regel": (r"2016\. begint de regel"),
    "- geen lijst": r"\- geen lijst",
    "# geen kop": r"\# geen kop",
    ": smile: en :smile:": r"\: smile: en \:smile:",
    "a) eerst": r"a\) eerst",
    "/// tip": r"\/// tip",
    "{{ naam }}": r"\{\{ naam }}",
    "\\newpage": r"\\newpage",
    "[gallery ids=“1”]": r"\[gallery ids=“1”\]",
    "@naam zei": r"\@naam zei",
    "100%% zeker": r"100\%\% zeker",
    "==markering==": r"\=\=markering\=\=",
    "• bolletje": "&#8226; bolletje",
    "[ ] taak": r"\[ \] taak",
    "het einde\\": "het einde&#92;",
}


@pytest.mark.parametrize("text", FORMS)
def test_signs_that_would_mean_something_are_escaped(text: str) -> None:
    assert written(f"<p>{text}</p>") == FORMS[text]
    assert [one.code for one in compiled(FORMS[text]).problems] == []


BLOCKS = {
    "<h2 id='opzet'>Opzet</h2>": "## Opzet {#opzet}",
    "<p>een<br/>twee</p>": "een\\\ntwee",
    "<p><em> schuin </em>en <strong>vet</strong></p>": "*schuin* en **vet**",
    "<p><em><strong>beide</strong></em></p>": "***beide***",
    "<p>on<em>aan</em>ge<s>wist</s></p>": "on*aan*ge~~wist~~",
    "<p>H<sub>2</sub> O<sub>x y</sub></p>": "H~2~ O<sub>x y</sub>",
    "<p lang='en'>English</p>": "English\n{lang=en}",
    "<p>een <span lang='fr'>mot</span></p>": "een [mot]{lang=fr}",
    "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>": "- a\n  - b\n- c",
    "<ul><li><p>a</p></li><li><p>b</p></li></ul>": "- a\n\n- b",
    "<ol start='5'><li>vijf</li><li>zes</li></ol>": "5. vijf\n6. zes",
    "<ol type='a'><li>x</li><li>y</li></ol>": "a. x\nb. y",
    "<ul><li class='done'>klaar</li><li class='todo'>nog niet</li></ul>": (
        "- [x] klaar\n- [ ] nog niet"
    ),
    "<dl><dt>Term</dt><dd>uitleg</dd></dl>": "Term\n: uitleg",
    "<blockquote><p>a</p><p>b</p></blockquote>": "> a\n>\n> b",
    "<blockquote><p>a</p><footer>Bron</footer></blockquote>": "/// citaat | Bron\na\n///",
    "<aside class='pull-quote'><p>groot</p></aside>": "/// uitgelicht\ngroot\n///",
    "<div class='verse'><p>een<br/>\u00a0\u00a0twee</p></div>": "/// vers\neen\n  twee\n///",
    "<pre data-lang='py'>x = `1`</pre>": "```py\nx = `1`\n```",
    "<hr/>": "* * *",
    "<p>zie <span class='formula' data-tex='x_1'/>.</p>": "zie $x_1$.",
    "<div class='formula' data-tex='x = 1'/>": "$$\nx = 1\n$$",
    "<p>zie <a class='reference' href='#fig-a'/></p>": "zie [](#fig-a)",
    "<p>zo <span class='citation' data-markdown='[@k, p. 4]'/></p>": "zo [@k, p. 4]",
    "<p>zin<span class='note'>noot</span></p>": "zin[^1]\n\n[^1]: noot",
    "<p>zin<span class='note'><p>een</p><p>twee</p></span></p>": (
        "zin[^1]\n\n[^1]: een\n\n    twee"
    ),
    "<figure id='f'><img src='images/een a.png' alt='Dak'/><figcaption>Zo</figcaption></figure>": (
        '![Dak](images/een%20a.png "Zo"){#f}'
    ),
    "<figure><img src='a.png' alt=''/><figcaption>Zo <em>dus</em></figcaption></figure>": (
        '![](a.png){alt=""}\n\n/// figuur | Zo *dus*\n///'
    ),
    "<figure><span class='missing' data-name='weg.jpg'/><figcaption>Zo</figcaption></figure>": (
        "/// beeld-ontbreekt | weg.jpg\nZo\n///"
    ),
    "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1|2</td>"
    "<td align='right'>3</td></tr></tbody></table>": "| a | b |\n|---|--:|\n| 1\\|2 | 3 |",
    "<table><caption>K</caption><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr>"
    "<th scope='row'>1</th><td>3</td></tr></tbody></table>": (
        "| a | b |\n|---|---|\n| 1 | 3 |\n\n/// tabel | K\n    rijkoppen: 1\n///"
    ),
    "<p><a href='https://a.be/x_(y)'>daar</a> of <a href='https://a.be'>https://a.be</a></p>": (
        "[daar](https://a.be/x_(y)) of <https://a.be>"
    ),
}


@pytest.mark.parametrize("html", BLOCKS)
def test_a_tree_is_written_in_our_own_forms(html: str) -> None:
    assert written(html) == BLOCKS[html]


def test_merged_cells_are_an_html_table_whose_notes_work() -> None:
    markdown = written(
        "<table><caption>K</caption><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr>"
        "<td rowspan='2'>een <em>x</em><span class='note'>noot</span></td><td>y</td></tr>"
        "<tr><td>z &lt; 3</td></tr></tbody></table>"
    )
    result = compiled(markdown + "\n")

    assert result.problems == ()
    assert result.fragment is not None
    assert [note.number for note in result.fragment.notes] == [1]
    assert 'rowspan="2"' in result.fragment.xhtml
    assert "<em>x</em>" in result.fragment.xhtml


def test_what_no_writer_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="<script> in <div>"):
        written("<script>x</script>")
    with pytest.raises(ValueError, match="style"):
        written("<p style='color: red'>x</p>")


def test_the_tree_is_not_changed() -> None:
    tree = etree.fromstring("<div><ul><li>a <em> b </em></li></ul></div>")
    before = etree.tostring(tree)
    write_markdown(tree)

    assert etree.tostring(tree) == before
