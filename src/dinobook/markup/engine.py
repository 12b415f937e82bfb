"""The Markdown engine: blocks that have been read, and its inline rules, to HTML text.

Its own block rules are not used: `structure` reads blocks as CommonMark does.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from html.entities import html5
from typing import Any, Final
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.abbr import AbbrExtension, AbbrTreeprocessor
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.util import Registry
from pymdownx.caret import InsertSupExtension
from pymdownx.tilde import DeleteSubExtension

from dinobook.markup.blocks.elements import Builder
from dinobook.markup.foreign.extension import OtherPrograms
from dinobook.markup.inline.citation_syntax import AuthorCitations
from dinobook.markup.inline.notes_syntax import AuthorNotes
from dinobook.markup.inline.rules import InlineExtension
from dinobook.markup.structure.model import Structure

_ENTITY: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]*;)")
_MARKUP: Final = frozenset("&<>\"'")
_HARD_BREAK: Final = r"\\\n"


class StructureParser(BlockParser):
    """Takes the place of the engine's block parser: hands it blocks that are read already."""

    def __init__(self, md: Markdown, structure: Structure) -> None:
        super().__init__(md)
        self.structure = structure

    def parseDocument(self, lines: Iterable[str]) -> ElementTree.ElementTree:  # noqa: N802
        self.root = ElementTree.Element(self.md.doc_tag)
        Builder(self.md.htmlStash.store).build(self.structure.root, self.root)
        return ElementTree.ElementTree(self.root)


class WholeAbbreviations(AbbrTreeprocessor):
    """Finds abbreviations that end or begin with a sign as well: m.b.t., C++, .NET."""

    def run(self, root: ElementTree.Element) -> ElementTree.Element | None:
        if self.abbrs:
            longest_first = sorted(self.abbrs, key=lambda one: (-len(one), one))
            names = "|".join(map(re.escape, longest_first))
            self.RE = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
            self.iter_element(root)
        return None


def build_engine(structure: Structure) -> Markdown:
    """A fresh engine. Building one takes about two milliseconds, so nothing is kept and reset."""
    abbreviations: Any = AbbrExtension()  # the library has no types for what it holds
    engine = Markdown(
        output_format="xhtml",
        extensions=[
            abbreviations,
            "markdown.extensions.attr_list",
            InsertSupExtension(),
            DeleteSubExtension(),
            AuthorNotes({note.label for note in structure.nodes("note")}),
            AuthorCitations(),
            InlineExtension(),
            OtherPrograms(),
        ],
    )
    abbreviations.abbrs.update(structure.abbreviations)
    engine.treeprocessors.register(WholeAbbreviations(engine, abbreviations.abbrs), "abbr", 7)
    engine.references.update(structure.references)
    engine.preprocessors = Registry()
    engine.parser = StructureParser(engine, structure)
    # before backslashes (180) take the one at the end of a line
    line_break = SubstituteTagInlineProcessor(_HARD_BREAK, "br")
    engine.inlinePatterns.register(line_break, "dinobook-break", 185)
    # CommonMark 2.4. A straight quote too is mark-up here: typography turns it.
    engine.ESCAPED_CHARS = list(string.punctuation)
    return engine


def render(structure: Structure) -> str:
    """HTML with named entities as characters. It may not be well-formed: see `tree.parse`."""
    html = build_engine(structure).convert("blocks")  # any text: the parser has its own
    return _ENTITY.sub(_character, html)


def _character(found: re.Match[str]) -> str:
    """The character that an entity names, unless it would turn into mark-up (also `&LT;`)."""
    named = html5.get(found.group(1), "&")
    return found.group() if _MARKUP & set(named) else named
