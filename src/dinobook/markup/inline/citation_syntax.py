"""Citations as an extension of the Markdown engine: `[@key, p. 4; @other]` and `@key`.

They are only marked here, as `<cite>`; `citations` reads what stands in them.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree

from markdown import Markdown, util
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from dinobook.markup.fragment import CITATION_MARK

GROUP: Final = "group"
IN_TEXT: Final = "in-text"

# BibTeX and CSL leave the form of keys open; one ends in a letter or digit, so that a full stop
# or a comma behind it is the sentence's own.
KEY: Final = r"\w(?:[\w:.#$%&+?~/-]*\w)?"

NO_KEY: Final = "\ue003"
"""Stands behind an @ that the author took the meaning of away from, until citations are read."""

_ESCAPED_AT: Final = f"{util.STX}{ord('@')}{util.ETX}"

# Not behind “]” or “!”: the address of a link, a picture. Not before “(”, “[”, “{”: a link, a span.
_GROUP: Final = r"(?<![\]!])\[(?=(?:[^\[\]]*[\s(;-])?@\w)[^\[\]]*\](?![(\[{])"
# What style sheets bring in other files with.
_NOT_A_KEY: Final = r"(?:import|include)\b[ ]+(?:url\(|[\"'“”])"
# Not inside an e-mail or web address.
_NAMED: Final = rf"(?<![\w@/.:#&=+~-])@(?!{_NOT_A_KEY}){KEY}"
_IN_TEXT: Final = rf"{_NAMED}(?:[ \n]\[[^\[\]]*\](?![(\[{{:]))?"
# With brackets that name another source: they would be a citation of their own.
_IN_TEXT_AND_OTHERS: Final = rf"{_NAMED}[ \n]\[(?=[^\[\]]*[\s(;-]@\w)[^\[\]]*\](?![(\[{{:])"


class Mark(InlineProcessor):
    """Wraps what it finds in a marked `<cite>`, as it is typed."""

    ANCESTOR_EXCLUDES = ("a", "cite")

    def __init__(self, pattern: str, form: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self.form = form

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element("cite", {CITATION_MARK: self.form})
        element.text = util.INLINE_PLACEHOLDER_RE.sub(self._marked, m.group())
        return element, m.start(), m.end()

    def _marked(self, placeholder: re.Match[str]) -> str:
        """An @ with a backslash before it, with a mark behind it; the engine has put it away."""
        put_away = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]
        is_at = put_away.get(placeholder[1]) == _ESCAPED_AT
        return f"@{NO_KEY}" if is_at else placeholder[0]


class AuthorCitations(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # before the brackets are taken for a citation of their own
        md.inlinePatterns.register(Mark(_IN_TEXT_AND_OTHERS, IN_TEXT, md), "dinobook-others", 169)
        # before spans (165), links and references, which would take the brackets
        md.inlinePatterns.register(Mark(_GROUP, GROUP, md), "dinobook-citation", 168)
        # after raw HTML, automatic links and mail addresses (90 to 120)
        md.inlinePatterns.register(Mark(_IN_TEXT, IN_TEXT, md), "dinobook-in-text", 75)
