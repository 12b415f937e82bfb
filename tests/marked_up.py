"""Random chapters in which mark-up touches words, for tests that count these."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        "de",
        "kat",
        "foto's",
        "één",
        "zee-egel",
        "5",
        "a.b",
        "caf&eacute;",
        "’t",
        "ﬁets",
        "snake_case",
    ]
)
PIECES = st.sampled_from(
    ["{a}", "{a}", "{a}", "*{a}*", "**{a}**{b}", "`{a}`", "``{a} ` {b}``{b}", "<em>{a}</em>{b}",
     "[{a}](https://x.example/q_(r))'s", "[{a}]{{.klas}}{b}", "[{a}][r]{b}", "{a}&shy;{b}",
     "<https://x.example>'s", "{a}&nbsp;{b}", "{a}<wbr>{b}", "{a}<br>{b}", "{a}\\*{b}", "{a}~{b}~",
     "=={a}=={b}", "{a}^{b}^", "{a}![stil](images/x.svg){b}", "$x_1$", '"{a}"', "'{a} {b}'",
     "{a}--{b}", "{a}...", "{a}\u200b{b}", "<!-- zuinig -->{b}", "{a}\n{b}", "({a}/{b})",
     "*[{a} {b}](https://x.example)*{b}", "{a}{{{b}}}{a}", "{a}{{.klas}}{b}"]
)  # fmt: skip
INLINE = st.builds(lambda piece, a, b: piece.format(a=a, b=b), PIECES, WORDS, WORDS)
LINES = st.lists(INLINE, min_size=1, max_size=6).map(" ".join)
BLOCKS = st.one_of(
    st.tuples(st.sampled_from(["", "", "- ", "1. ", "> ", "a) "]), LINES).map("".join),
    st.tuples(WORDS, WORDS).map("## {0[0]} {0[1]}".format),
    st.tuples(WORDS, WORDS).map("```\n{0[0]} <b> {0[1]}\n```".format),
    st.tuples(INLINE, INLINE)
    .filter(lambda cells: "\n" not in "".join(cells))
    .map("a | b\n--|--\n{0[0]} | {0[1]}".format),
    st.tuples(WORDS, WORDS).map("/// tip | {0[0]}\n{0[1]}\n///".format),
)
RAW = st.one_of(
    INLINE.map(lambda text: "    " + text.replace("\n", " ") + " q{w}z <i>j</i>y"),
    # in HTML an address between < and > is a tag, and lost
    INLINE.filter(lambda text: "<http" not in text).map(
        "<p>{0} q[w](z)j</p>\n\n<pre>\nq{{w}}z\n\nj[y](q)z</pre>".format
    ),
)
"""Code by its indent, and HTML: there signs of Markdown stand for themselves."""


def _chapter(blocks: list[str]) -> str:
    return "---\ntitle: X\n---\n" + "\n\n".join([*blocks, "[r]: goed\n"])


CHAPTERS = st.lists(BLOCKS, min_size=1, max_size=6).map(_chapter)
RAW_CHAPTERS = st.lists(st.one_of(RAW, BLOCKS), min_size=1, max_size=6).map(_chapter)
