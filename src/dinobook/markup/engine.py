"""The Markdown engine with the dialect of docs/writing.md: text in, HTML text out."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Final

from markdown import Markdown

from dinobook.markup.blocks import AuthorBlocks
from dinobook.markup.citation_syntax import AuthorCitations
from dinobook.markup.foreign.extension import OtherPrograms
from dinobook.markup.inline import InlineExtension
from dinobook.markup.notes_syntax import AuthorNotes

_ENTITY: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]*;)")
_MARKUP: Final = frozenset("&<>\"'")


def build_engine() -> Markdown:
    """A fresh engine. Building one takes about two milliseconds, so nothing is kept and reset."""
    engine = Markdown(
        output_format="xhtml",
        extensions=[
            "markdown.extensions.abbr",
            "markdown.extensions.attr_list",
            "markdown.extensions.def_list",
            "markdown.extensions.fenced_code",
            "markdown.extensions.md_in_html",
            "markdown.extensions.tables",
            "pymdownx.caret",
            "pymdownx.fancylists",
            "pymdownx.mark",
            "pymdownx.saneheaders",
            "pymdownx.tilde",
            AuthorNotes(),
            AuthorBlocks(),
            AuthorCitations(),
            InlineExtension(),
            OtherPrograms(),
        ],
        extension_configs={
            "markdown.extensions.tables": {"use_align_attribute": True},
            "pymdownx.fancylists": {"additional_ordered_styles": ["roman", "alpha"]},
        },
    )
    # A straight quote is markup here: typography turns it, unless a backslash stands before it.
    engine.ESCAPED_CHARS = [*engine.ESCAPED_CHARS, "'", '"']
    return engine


def render(text: str) -> str:
    """HTML with named entities as characters. It may not be well-formed: see `tree.parse`."""
    html = build_engine().convert(text)
    return _ENTITY.sub(_character, html)


def _character(found: re.Match[str]) -> str:
    """The character that an entity names, unless it would turn into mark-up (also `&LT;`)."""
    named = html5.get(found.group(1), "&")
    return found.group() if _MARKUP & set(named) else named
