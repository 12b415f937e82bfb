"""Inline constructs of our own: spans with attributes, formulas, pictures without a description."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from dinobook.markup.foreign.attributes import ATTRIBUTES
from dinobook.markup.inline.index_marks import INDEX, OPTIONS
from dinobook.markup.source import DOUBLE_FORMULA, INLINE_FORMULA
from dinobook.markup.tree import ENGINE_MARK

NO_ALT: Final = "\ue000"
"""The alt of a picture that was written without one, so that `{alt=""}` can be told from it."""

FORMULA_MARK: Final = f"{ENGINE_MARK}formula"
"""On the empty span of a formula in a sentence: its LaTeX."""

_MARKED: Final = r"(?<![\w=])==(?![\s=])((?:[^=]|=(?!=))+?)(?<!\s)==(?!=)"
_BETWEEN_FIGURES: Final = r"(?<=\d)(\*{1,2})(?=\d)"
"""`2*3`, `2**3`: a sign of sums, and no emphasis."""
_ATTRIBUTES: Final = re.compile(ATTRIBUTES)


class SpanProcessor(LinkInlineProcessor):
    """`[tekst]{lang=en}` and `[tekst]{.klas}`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        text, index, closed = self.getText(data, m.end(0))
        found = _ATTRIBUTES.match(data, index) if closed else None
        if found is None:
            return None, None, None
        span = ElementTree.Element("span")
        span.text = text
        for key, value in get_attrs_and_remainder(found.group(1))[0]:
            if key == ".":
                span.set("class", f"{span.get('class', '')} {value}".strip())
            else:
                span.set(key, value or key)
        if INDEX in (span.get("class") or "").split():
            for key in OPTIONS:
                if key in span.attrib:
                    span.set(ENGINE_MARK + key, span.attrib.pop(key))
        return span, m.start(0), found.end()


class EscapedAmpersand(InlineProcessor):
    r"""`\&eacute;`: the sign itself, so that no entity comes of it."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        above = data[: m.start()]
        if (len(above) - len(above.rstrip("\\"))) % 2:  # a backslash that is escaped itself
            return None, None, None
        return "&amp;", m.start(), m.end()


class StarProcessor(InlineProcessor):
    """`2*3`: as if a backslash stood before the star."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        escaped = "".join(f"{STX}{ord(char)}{ETX}" for char in m.group(1))
        return escaped, m.start(), m.end()


class MarkProcessor(InlineProcessor):
    """`==woord==`; not `x==1 en y==2`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        mark = ElementTree.Element("mark")
        mark.text = m.group(1)
        return mark, m.start(), m.end()


class FormulaProcessor(InlineProcessor):
    """`$x_1$`, as an empty span that carries its LaTeX; `formulas` reads it."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        return ElementTree.Element("span", {FORMULA_MARK: m.group(1)}), m.start(), m.end()


class MarkMissingAlt(Treeprocessor):
    """Runs after the inline patterns and before attribute lists."""

    def run(self, root: ElementTree.Element) -> None:
        for image in root.iter("img"):
            if not image.get("alt"):
                image.set("alt", NO_ALT)


class InlineExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # after code (190), before backslashes (180), which are LaTeX's own here
        for name, pattern in (("formula", INLINE_FORMULA), ("double-formula", DOUBLE_FORMULA)):
            formula = FormulaProcessor(pattern.pattern, md)
            md.inlinePatterns.register(formula, f"dinobook-{name}", 185)
        md.inlinePatterns.register(MarkProcessor(_MARKED, md), "dinobook-mark", 66)
        # before emphasis (60)
        between = StarProcessor(_BETWEEN_FIGURES, md)
        md.inlinePatterns.register(between, "dinobook-times", 65)
        md.inlinePatterns.register(EscapedAmpersand(r"\\&", md), "dinobook-ampersand", 182)
        # before links (160) and references, which would take the brackets
        md.inlinePatterns.register(SpanProcessor(r"(?<!\!)\[(?!\^)", md), "dinobook-span", 165)
        md.treeprocessors.register(MarkMissingAlt(md), "dinobook-alt", 15)
