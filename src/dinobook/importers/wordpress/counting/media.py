"""Galleries, featured pictures, films and sounds of a post, counted."""

from __future__ import annotations

import re

from dinobook.importers.inventory import words_in
from dinobook.importers.wordpress.counting.lines import LineCounter, bare_name, source_of
from dinobook.importers.wordpress.counting.raw_tree import Node
from dinobook.importers.wordpress.counting.texts import address_of, every, printed, text_of


class MediaCounter(LineCounter):
    """Counts what shows or plays files."""

    def lead_picture(self, root: Node) -> None:
        """The featured picture, unless the post shows it itself."""
        number = self.post.meta.get("_thumbnail_id", "").strip()
        known = self.source.attachments.get(number)
        name = bare_name(known.url) if known else ""
        shown = (one.attributes for one in every(root) if one.tag == "img")
        if any(bare_name(source_of(said)) == name for said in shown if name):
            return
        galleries = (one for one in every(root) if one.tag == "x-gallery")
        if any(number in self._gallery_numbers(one) for one in galleries):
            return
        if number and number != "0":
            self._gallery_picture(number)

    def _gallery(self, node: Node) -> None:
        for number in self._gallery_numbers(node):
            self._gallery_picture(number)

    def _gallery_numbers(self, node: Node) -> list[str]:
        said = node.attributes
        numbers = re.findall(r"\d+", said.get("ids") or said.get("include") or "")
        if not numbers:
            out = re.findall(r"\d+", said.get("exclude", ""))
            children = self.source.by_parent.get(said.get("id") or self.post.id, ())
            numbers = [one.id for one in children if one.id not in out]
        return numbers

    def _playlist(self, node: Node) -> None:
        numbers = re.findall(r"\d+", node.attributes.get("ids", ""))
        files = [self.source.attachments[one] for one in numbers if one in self.source.attachments]
        if files:
            self.add("lists")
        for one in files:
            words = one.title or printed(one.url)
            self.add("items", " ".join(words_in(words)))
            self._words(words)
            self._link(one.url, words)

    def _played(self, node: Node) -> None:
        label = next((one for one in every(node) if one.tag == "figcaption"), None)
        self._link_line(address_of(node), label)

    def _link_line(self, address: str, label: Node | None) -> None:
        """A film or sound as the line with a link that stands for it."""
        words = text_of(label).strip() if label is not None else ""
        if not address:
            if words:
                self.add("paragraphs", words)
                self._words(words)
            return
        has_link = label is not None and any(one.tag == "a" for one in every(label))
        shown = f"{words} ({printed(address)})" if has_link else words or printed(address)
        self.paragraph += 1
        self.add("paragraphs", shown)
        self._words(shown)
        if label is not None:
            self._inline(list(label.children))
        self._link(address, printed(address) if has_link or not words else words)
