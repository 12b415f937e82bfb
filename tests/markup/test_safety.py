"""Whatever an author pastes, a fragment is well-formed and harmless, and nothing goes unsaid."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from dinobook import xhtml
from dinobook.markup.allowed import ELEMENTS
from dinobook.markup.convert import convert
from dinobook.markup.inline.formulas import MATH_ELEMENTS

NASTY = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.be/a.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<a href='java&#9;script:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "[x](javascript&colon;alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "<svg onload=alert(1)><script>x</script></svg>",
    "<iframe src=file:///etc/passwd></iframe>",
    "<link rel=attachment href=file:///etc/passwd>",
    "<a rel=attachment href=file:///etc/passwd>x</a>",
    "<object data=x></object><embed src=x><base href=https://x.be>",
    "<body onload=x>tekst",
    "<p style='background:url(https://x.be/a)'>x</p>",
    "<math><mtext></p><script>x</script></mtext></math>",
    "<div><p>open <b>en <i>nog",
    "x{onclick=alert(1)}\n\n## Kop {onclick=x}",
    "![x](y.png){onerror=x}",
    "/// tip\n    attrs: {onclick: x}\n\nTekst\n///",
    "$\\href{javascript:alert(1)}{x}$",
    "$\\text{<script>alert(1)</script>}$ en $\\style{background:url(x)}{x}$",
    "/// vergelijking | Kwaad\n\\text{<script>x</script>}\n///",
    "<!DOCTYPE x [<!ENTITY a 'b'>]> &a;",
    "<?php echo 1 ?> en <![CDATA[ x ]]>",
    "<template><b>x</b></template><noscript>y</noscript>",
    "<meta http-equiv=refresh content='0;url=https://x.be'>",
]
HARMLESS_LINK = re.compile(r"(?i)(?:https?|mailto|tel):|(?!\s*[a-z][a-z0-9+.-]*:|//)")


def assert_harmless(text: str) -> None:
    root = xhtml.parse(text)
    for element in root.iter():
        assert isinstance(element.tag, str)
        assert xhtml.name_of(element) in {*ELEMENTS, *MATH_ELEMENTS, "semantics", "annotation"}
        for key, value in element.attrib.items():
            assert not str(key).startswith("on")
            assert key not in ("style", "rel", "srcset", "formaction")
            if key in ("href", "src"):
                assert HARMLESS_LINK.match(str(value))


@pytest.mark.parametrize("text", NASTY)
def test_what_may_not_stand_is_reported_and_gone(text: str) -> None:
    result = convert(f"---\ntitle: X\n---\nVoor.\n\n{text}\n\nNa.", "manuscript/a.md")
    assert [p for p in result.problems if p.is_error] != []
    assert result.fragment is not None
    assert_harmless(result.fragment.xhtml)


PIECES = st.sampled_from(
    [*NASTY, "*", "_", "`", "[", "]", "(", ")", "<", ">", "&", "!", "#", "\n", "\n\n", "    ",
     "- ", "1. ", "> ", "/// tip | x\n", "///\n", "```\n", "[^1]", "\n[^1]: ", "a | b\n--|--\n",
     "{#x}", "<div>", "</div>", "<br>", "&nbsp;", "\x00", "\u202e", "é", "woord", "---\n", "<!--",
     "-->", "![a](b)", "\"", "'", "$", "\\", "~", "^", "==", "*[A]: b\n", ": x\n"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25))
@example(["$", "<script>alert(1)</script>", "$"])
def test_any_mixture_gives_a_well_formed_harmless_fragment(pieces: list[str]) -> None:
    result = convert("---\ntitle: X\n---\n" + "".join(pieces), "manuscript/a.md")
    if result.fragment is None:
        assert result.problems != ()
        return
    for text in (result.fragment.xhtml, *(note.xhtml for note in result.fragment.notes)):
        assert_harmless(text)
        assert etree.fromstring(text).tag == xhtml.tag("div")


def test_no_empty_element_is_written_as_a_single_tag() -> None:
    result = convert("# X\n\n<span></span><br><td></td>\n\na | b\n--|--\n | ", "manuscript/a.md")
    assert result.fragment is not None
    assert set(re.findall(r"<(\w+)[^<>]*/>", result.fragment.xhtml)) <= {"br", "img", "hr"}
