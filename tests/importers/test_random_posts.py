"""Whatever a post is made of, its import loses no word, and a second one changes nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from dinobook.importers.markdown import MarkdownFolder
from dinobook.importers.run import apply
from dinobook.markup.convert import convert
from dinobook.storage.project import MANIFEST, MemoryProject

MANIFEST_TEXT = b"""\
book: {title: B, authors: [{name: A}], identifier: "urn:uuid:3f2b8c1e-5d47-4a90-9c1b-7e6a2d0f4b58"}
outline: [voorwoord]
editions: {ebook: {format: epub}}
"""

# “w” stands for a word that occurs nowhere else
TEXT = (
    *("w", "w w.", "*w* w", "**w**", "`w`", "`![w](er.png)`", "``w ` <b>w</b>``", "w &amp; w"),
    *("[w](/weg)", "[w w](b.md)", "[w](b.md#kop)", "[w](#kop)", "[w](https://a.be/x)"),
    *(
        '[w](/weg "w")',
        "[w](javascript:x)",
        "[w](//a.be)",
        "[w](<een adres>)",
        "[w][l]",
        "[w](/a b)",
    ),
    *("![w](er.png)", "![w](weg.png)", "![](weg.jpg)", "![w](https://a.be/ver.gif)", "[^1] w"),
    *('![w](er.png "w")', "[![w](weg.png)](/weg)", '<img src="weg.png" alt="w" align=left>'),
    *("<b>w</b>", "<strike>w</strike>", "<tt>w</tt>", "<font color=red>w</font>", "w <idle> w"),
    *(
        "<span style='x'>w</span>",
        "w <div> w",
        '<a href="/weg" rel=x>w</a>',
        "<abbr title=w>w</abbr>",
    ),
    *("[w](/weg 'w'){.w}", "[^1]", "<video src='x.mp4' />", "<object data=y.pdf title=w>", "[w]"),
    *("<svg viewBox='0 0 9 9'><title>w</title><path d='M0 0h9'/></svg>", "<img src=er.png alt=w"),
    *("{{< film w >}}", "w {% film w %}", "<!-- w -->", "w</p>", "\\<w>", "2 < 3 w > w"),
)
BLOCK = (
    *("# w", "## w", "### w {#plek}", "#### w", "w\n===", "w w\n---", "* * *"),
    *("~~~\nw <center>\n# w ![w](weg.png)\n~~~", "    w [w](/weg)", "```html\n<img src=w>\n```"),
    *(
        "- w\n- ![w](weg.png)\n    - w",
        "1. w\n2. w",
        "> w\n> ![w](weg.png)",
        "| w | w |\n|---|---|\n| w | w |",
    ),
    *("<center>w</center>", "<div align=center>\n<p>w\n</div>", "<script>\nalert(1)\n</script>"),
    *('<iframe src="https://a.be/f" title="w"></iframe>', "<video src=x.mp4>w</video>"),
    *("<svg viewBox='0 0 9 9' width=9>\n<title>w</title>\n<path d='M0 0h9'/></svg>",),
    *(
        "![w](weg.png)",
        "![1. w](weg.png)",
        "<table width=90%><tr><td bgcolor=x>w</td></tr></table>",
    ),
    *(
        "[l]: /weg",
        "[^1]: w w",
    ),
)
HEADS = (
    "---\ntitle: w w\nlayout: post\n---\n",
    '---\ntitle: "w: w"\ndate: 2016-07-14\ncategories: [x]\n---\n',
    '+++\ntitle = "w"\ndraft = false\n+++\n',
    "# w w\n\n",
    "---\ntitle:\n---\n# w\n\n",
)

LEFT = ("picture-001",)
"""What only the author can say: what a picture shows."""
SECOND = re.compile(r"\n\n\[\^1-\d+\]: [^\n]*")
"""The same note again, for its second call."""

pieces = st.tuples(st.sampled_from(TEXT), st.sampled_from(["", " "])).map("".join)
paragraphs = st.lists(pieces, min_size=1, max_size=5).map(lambda found: "".join(found).strip())
blocks = st.lists(paragraphs | st.sampled_from(BLOCK), max_size=7)
posts = st.tuples(st.sampled_from(HEADS), blocks).map(
    lambda both: both[0] + "\n\n".join([*both[1], "w."])
)


def with_words(text: str, numbers: Iterator[int]) -> str:
    """The text with a new word in the place of each `w`."""
    return re.sub(r"(?<![^\W_w])w(?![^\W_w])", lambda _: f"woord{next(numbers)}w", text) + "\n"


def words_in(text: str) -> list[str]:
    return re.findall(r"woord\d+w", text)


@settings(deadline=None, max_examples=60)
@given(posts, posts)
def test_no_word_is_lost_and_a_second_import_changes_nothing(first: str, second: str) -> None:
    numbers = itertools.count()
    files = {"a.md": with_words(first, numbers), "b.md": with_words(second, numbers)}
    folder = MemoryProject({name: text.encode() for name, text in files.items()} | {"er.png": b"x"})
    blog = MarkdownFolder("blog", folder)
    book = MemoryProject({MANIFEST: MANIFEST_TEXT})
    report = apply(book, blog)

    assert [one for one in report.problems if one.is_error] == []
    for name, text in files.items():
        made = book.contents[f"manuscript/{name}"].decode()
        assert words_in(SECOND.sub("", made)) == words_in(text)
        found = convert(made, f"manuscript/{name}", "nl-BE")
        assert found.fragment is not None
        wrong = [one for one in found.problems if one.is_error and one.code not in LEFT]
        assert wrong == []
    before = dict(book.contents)
    assert apply(book, blog).written == ()
    assert book.contents == before
