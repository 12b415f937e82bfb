"""Where in the tag tree each element, and each text that the style sheet adds, has its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pydyf

from dinobook.pdf.engine.tagging.ancestry import NOTE, Ancestry, is_note, name_of
from dinobook.pdf.engine.tagging.lists import list_attributes, term_of
from dinobook.pdf.engine.tagging.roles import is_back_link, is_label, is_reference, role_of
from dinobook.pdf.engine.tagging.tag import GROUPS, INLINE, MIXED, PICTURES, Tag

_HOLDERS: Final = frozenset({"figure", "div", "section", "aside", "blockquote"})
"""Blocks in which a picture stands by itself, and not in a line of text."""


class Homes:
    """The tags of one document, made as they are asked for."""

    def __init__(self, ancestry: Ancestry) -> None:
        self.document = Tag("Document")
        self.ancestry = ancestry
        self.tables: dict[Any, Tag] = {}
        self._tags: dict[Any, Tag] = {}

    def known(self, element: Any) -> Tag | None:
        return self._tags.get(element)

    def around(self, element: Any) -> Tag:
        """The nearest tag that was made, of the element or of one around it."""
        while element is not None and element not in self._tags:
            element = self.ancestry.parent(element)
        return self._tags.get(element, self.document)

    def calls(self) -> Iterator[tuple[str, Tag]]:
        """The calls of notes by their ids."""
        for key, tag in self._tags.items():
            if isinstance(key, tuple) and key[1] == "footnote-call" and key[0].get(NOTE):
                yield key[0].get(NOTE), tag

    def of(self, element: Any, pseudo: str = "") -> Tag:
        """The tag of an element, or of the nearest around it that has one."""
        if pseudo:
            return self._added(element, pseudo)
        if element is None or element.tag in ("html", "body"):
            return self.document
        if element not in self._tags:
            self._tags[element] = self._made(element)
        return self._tags[element]

    def of_text(self, element: Any) -> Tag:
        """The tag that takes an element's own text: in groups, a paragraph is added for it."""
        home = self.of(element)
        if home.role not in GROUPS and home.role not in MIXED:
            return home
        block = self.ancestry.block(element)
        if home.role in MIXED and not self.ancestry.holds_blocks(block):
            return home
        last = home.last()
        if isinstance(last, Tag) and last.block is not None and last.block is block:
            return last
        made = home.new("P")
        made.block = block
        return made

    # elements ------------------------------------------------------------------------------

    def _made(self, element: Any) -> Tag:
        role = role_of(element, self.ancestry)
        up = self.ancestry.parent(element)
        if is_label(element):
            return self._label(element)
        if is_back_link(element):
            return self._describe(self._back_link(up), element)
        if not role:
            return self.of(up)
        if role == "LI":
            item = self._describe(self.of(up).new("LI"), element)
            return item.new("LBody")
        return self._describe(self._placed(element, role), element)

    def _placed(self, element: Any, role: str) -> Tag:
        """A new tag in its place."""
        up = self.ancestry.parent(element)
        if role == "Note":
            return self._note(element)
        if role == "Caption":
            return self._caption(element)
        if name_of(element) in ("dt", "dd"):
            return self._item(element).new(role)
        if role in PICTURES:
            holds_pictures = name_of(up) in _HOLDERS and self.of(up).role in GROUPS
            return (self.of(up) if holds_pictures else self.of_text(up)).new(role)
        if role in INLINE:
            refers = role == "Link" and is_reference(element, self.ancestry)
            home = self.of(up) if refers and self.of(up).role == "TOCI" else self.of_text(up)
            return (home.new("Reference") if refers else home).new(role)
        return self.of(up).new(role)

    def _describe(self, tag: Tag, element: Any) -> Tag:
        """Write down what the element says of itself."""
        if language := self.ancestry.language(element):
            tag.entries["Lang"] = pydyf.String(language)
        if name_of(element) == "abbr" and element.get("title"):
            tag.entries["E"] = pydyf.String(" ".join(element.get("title").split()))
        if tag.role == "Note":
            tag.id = element.get("id") or ""
        if tag.role == "L":
            tag.attributes = list_attributes(element)
        if tag.role == "Table":
            self.tables[element] = tag
        return tag

    def _note(self, element: Any) -> Tag:
        """A new note: behind the paragraph of its call, or where it stands in the text."""
        up = self.ancestry.parent(element)
        if not is_note(element):
            return self.of(up).new("Note")
        home = self.of_text(up)
        while home.role in INLINE and home.parent is not None:
            home = home.parent
        if home.role in ("Lbl", *MIXED) or home.parent is None:
            return home.new("Note")
        return home.parent.new_behind(home, "Note")

    def _caption(self, element: Any) -> Tag:
        """A new caption: a table holds its own, a picture stands beside it."""
        up = self.ancestry.parent(element)
        table = next((one for one in up.iter() if name_of(one) == "table"), None)
        return self.of(up).new("Caption") if table is None else self.of(table).new("Caption")

    def _item(self, element: Any) -> Tag:
        """The item of a list of terms to which a term or an explanation belongs."""
        up = self.ancestry.parent(element)
        key = (term_of(element, up), "item")
        if key not in self._tags:
            self._tags[key] = self.of(up).new("LI")
        return self._tags[key]

    def _label(self, element: Any) -> Tag:
        """A new label, where the item has none."""
        around = self.ancestry.above(element)
        body = self.of(next((one for one in around if name_of(one) == "li"), None))
        item = body.parent if body.role == "LBody" else None
        if item is None or any(tag.role == "Lbl" for tag in item.tags()):
            return self.of_text(self.ancestry.parent(element))
        return item.new("Lbl", first=True)

    def _back_link(self, paragraph: Any) -> Tag:
        """A new link from a note behind the text to its call: the note's label."""
        home = self.of(paragraph)
        while home.role != "Note" and home.parent is not None:
            home = home.parent
        if home.role != "Note" or any(tag.role == "Lbl" for tag in home.tags()):
            return self.of_text(paragraph).new("Link")
        return home.new("Lbl", first=True).new("Link")

    # what the style sheet adds -------------------------------------------------------------

    def _added(self, element: Any, pseudo: str) -> Tag:
        key = (element, pseudo)
        if pseudo not in ("marker", "footnote-call", "footnote-marker"):
            return self.of_text(element)
        if key not in self._tags:
            self._tags[key] = self._sign(element, pseudo)
        return self._tags[key]

    def _sign(self, element: Any, pseudo: str) -> Tag:
        """A new tag for the sign of an item, a note's call or its number."""
        if pseudo == "footnote-call":
            made = self.of_text(self.ancestry.parent(element)).new("Reference")
            self.of(element)  # the note's place is behind this text
        else:
            body = self.of(element)
            holder = body.parent if body.role == "LBody" and body.parent else body
            made = holder.new("Lbl", first=True)
        return made.new("Link") if pseudo != "marker" and element.get(NOTE) else made
