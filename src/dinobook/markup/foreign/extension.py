"""The extension of the Markdown engine that brings in what stands in this folder."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension

from dinobook.markup.foreign.attributes import read_attributes_strictly
from dinobook.markup.foreign.inline_notes import InlineNote
from dinobook.markup.foreign.leftovers import Leftovers
from dinobook.markup.foreign.rules import FORMS
from dinobook.markup.foreign.wiki_links import WikiLink


class OtherPrograms(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # before citations (168), spans (165) and links, which would take the brackets
        md.inlinePatterns.register(InlineNote(r"\^\[(?!\^)", md), "dinobook-inline-note", 176)
        md.inlinePatterns.register(WikiLink(md), "dinobook-wiki", 172)
        read_attributes_strictly(md)
        # behind attribute lists (8), before backslashes are taken away (0)
        md.treeprocessors.register(Leftovers(md, FORMS), "dinobook-leftovers", 5)
