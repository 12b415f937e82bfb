"""The inventory of a post, from its raw text: what its readers saw, whatever the converter does."""

from __future__ import annotations

from typing import Final

from dinobook.importers.compiled import heading_key
from dinobook.importers.inventory import Inventory, words_in
from dinobook.importers.wordpress.counting.lines import (
    Source,
)
from dinobook.importers.wordpress.counting.media import MediaCounter
from dinobook.importers.wordpress.counting.names import BLOCKS
from dinobook.importers.wordpress.counting.raw_tree import Node, raw_tree
from dinobook.importers.wordpress.counting.runs import (
    before_source,
    last_cite,
    runs_of,
    shows_picture,
)
from dinobook.importers.wordpress.counting.texts import (
    GONE,
    PLAYED,
    address_of,
    every,
    joined,
    lines_of,
    own_text,
    raw_text,
    text_of,
)
from dinobook.importers.wordpress.export import Post

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
HOLDERS: Final = ("li", "dd", "dt", "td", "th", "x-note")
FRAMES: Final = ("ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "colgroup", "select")
_NO_PARAGRAPHS: Final = (*FRAMES, *_HEADINGS, "pre", "figcaption", "caption", "x-code")


def inventory_of(post: Post, source: Source) -> Inventory:
    """Everything in the post, class by class; its notes come last, in the order of their calls."""
    counter = PostCounter(post, source)
    root = raw_tree(post.content, bracket_notes=source.bracket_notes)
    counter.lead_picture(root)
    counter.whole(root)
    counter.notes()
    return counter.found.inventory()


class PostCounter(MediaCounter):
    """Counts what stands in a block, run by run."""

    def whole(self, root: Node) -> None:
        self._children(root)

    def notes(self) -> None:
        """Their words, and what they hold; a note in a note is words of it."""
        for call in self.calls:
            self.add("notes", text_of(call))
            self._words(text_of(call))
            self._note_inside(call)

    def _note_inside(self, call: Node) -> None:
        runs = list(runs_of(call))
        for number, run in enumerate(runs):
            if isinstance(run, Node):
                self._node(run)
            else:
                self._run(run, paragraph=number > 0, count_words=False)

    def _children(self, node: Node) -> None:
        first = True
        for run in runs_of(node):
            if isinstance(run, Node):
                self._node(run)
            elif node.tag in FRAMES:
                continue
            else:
                is_own = node.tag not in _NO_PARAGRAPHS and not (first and node.tag in HOLDERS)
                self._run(run, paragraph=is_own, count_words=True)
            first = False

    def _run(self, run: list[Node | str], *, paragraph: bool, count_words: bool) -> None:
        text = joined(run)
        if paragraph and text.strip():
            self.paragraph += 1
            self.add("paragraphs", text)
        if count_words:
            self._words(text)
        self._inline(run)

    def _node(self, node: Node) -> None:
        method = _METHODS.get(node.tag)
        if node.names & GONE or "wp-block-cover__background" in node.names:
            return
        if "wp-caption" in node.names:
            self._captioned(node)
        elif method is not None:
            getattr(self, method)(node)
        elif node.tag not in ("colgroup", "col", "select", "option"):
            self._children(node)

    def _heading(self, node: Node) -> None:
        text = text_of(node)
        if not text.strip():
            self._children(node)
            return
        level = int(node.tag[1])
        self.add("headings", heading_key(level, self.depth, text))
        self.depth = level
        self._children(node)

    def _list(self, node: Node) -> None:
        self.add("lists")
        self._children(node)

    def _item(self, node: Node) -> None:
        if not text_of(node) and not any(one.tag == "img" for one in every(node)):
            return
        self.add("items", " ".join(words_in(own_text(node))))
        self._children(node)

    def _table(self, node: Node) -> None:
        """One of a single cell, or that says so, is there for looks: its words are paragraphs."""
        cells = [one for one in every(node) if one.tag in ("td", "th")]
        looks = node.attributes.get("role") in ("presentation", "none")
        if len(cells) <= 1 or looks or not text_of(node):
            for cell in cells:
                self._children(Node("div", {}, cell.children, cell.classic))
            return
        self.add("tables")
        self._children(node)

    def _row(self, node: Node) -> None:
        self.add("rows")
        self._children(node)

    def _cell(self, node: Node) -> None:
        text = text_of(node)
        self.add("cells", text)
        said = (node.attributes.get("rowspan", "1"), node.attributes.get("colspan", "1"))
        if any(one.strip().isdigit() and int(one) > 1 for one in said):
            self.add("merged-cells", text)
        self._children(node)

    def _quote(self, node: Node) -> None:
        self.add("quotations", text_of(node))
        self._quoted(node)

    def _quoted(self, node: Node) -> None:
        """A quotation's paragraphs; its source, a `<cite>` on a last line of its own, is none."""
        cite = last_cite(node)
        runs = list(runs_of(node))
        for number, run in enumerate(runs):
            is_last = number == len(runs) - 1
            if isinstance(run, Node) and run.tag == "p" and is_last and cite is not None:
                inner = list(runs_of(run))
                for part in inner:
                    self._quoted_run([part] if isinstance(part, Node) else part, cite)
            elif isinstance(run, Node) and run.tag != "footer":
                self._node(run)
            else:
                self._quoted_run([run] if isinstance(run, Node) else run, cite if is_last else None)

    def _quoted_run(self, run: list[Node | str], cite: Node | None) -> None:
        rest = before_source(run, cite)
        if rest is None:
            self._run(run, paragraph=True, count_words=True)
            return
        if rest:
            self._run(rest, paragraph=True, count_words=True)
        self._run(list(cite.children) if cite else [], paragraph=False, count_words=True)

    def _figure(self, node: Node) -> None:
        if "wp-block-pullquote" in node.names:
            self._pull_quote(node)
            return
        self._captioned(node)

    def _pull_quote(self, node: Node) -> None:
        """Its source is a paragraph below it."""
        self.add("quotations", text_of(node))
        inner = next((one for one in node.nodes() if one.tag == "blockquote"), node)
        cite = last_cite(inner)
        self._quoted(inner)
        if cite is not None and text_of(cite):
            self.add("paragraphs", text_of(cite))

    def _captioned(self, node: Node) -> None:
        played = [one for one in every(node) if one.tag in PLAYED]
        label = next((one for one in every(node) if one.tag == "figcaption"), None)
        if played and not any(one.tag == "img" for one in every(node)):
            self._link_line(address_of(played[0]), label)
            return
        parts = node.nodes()
        if "wp-block-gallery" in node.names:
            parts = self._without_gallery_caption(parts)
        if any(one.tag == "table" for one in every(node)):
            # the caption of a table stands above it in a book
            parts.sort(key=lambda one: one.tag != "figcaption")
        words = next((text_of(one) for one in parts if is_caption(one)), "")
        images = [one for one in every(node) if one.tag == "img"]
        self.described = (images[-1], words) if images and words else self.described
        for one in parts:
            if is_caption(one):
                self._caption(one)
            elif one.tag in BLOCKS:
                self._node(one)
            else:
                self._inline([one])

    def _without_gallery_caption(self, parts: list[Node]) -> list[Node]:
        """The words below a whole gallery are a paragraph behind its pictures."""
        labels = [one for one in parts if one.tag == "figcaption"]
        holder = Node("div", children=[one for label in labels for one in label.children])
        return [*(one for one in parts if one.tag != "figcaption"), *([holder] if labels else [])]

    def _caption(self, node: Node) -> None:
        text = text_of(node)
        if text.strip():
            self.add("captions", text)
        self._words(text)
        self._inline(list(node.children))

    def _short_caption(self, node: Node) -> None:
        """`[caption]`: a picture, and words behind it or in an attribute."""
        words: list[Node | str] = []
        for child in node.children:
            if isinstance(child, Node) and not words and shows_picture(child):
                continue
            if not words and isinstance(child, str) and not child.strip():
                continue
            words.append(child)
        pictures = [child for child in node.nodes() if child not in words]
        if not joined([*pictures, *words]).strip():
            words = list(raw_tree(node.attributes.get("caption", "")).children)
        text = joined([*pictures, *words]).strip()
        for one in pictures:
            self._pictures(one, text)
        if text:
            self.add("captions", text)
        self._words(text)
        self._inline(words)

    def _verse(self, node: Node) -> None:
        cite = next((one for one in reversed(node.nodes()) if one.tag == "cite"), None)
        poem = Node("pre", children=[one for one in node.children if one is not cite])
        lines = [line for line in lines_of(poem) if line.strip()]
        for line in lines:
            self.add("verse-lines", line)
        self._words("\n".join([*lines, text_of(cite) if cite else ""]))
        self._inline(
            [one for one in node.children if not (isinstance(one, Node) and one.tag == "br")]
        )

    def _code(self, node: Node) -> None:
        if "wp-block-verse" in node.names:
            self._verse(node)
            return
        text = raw_text(node)
        if text.strip():
            self.add("code", text)
            self._words(text)

    def _shared(self, node: Node) -> None:
        content = self.source.shared.get(node.attributes.get("ref", ""), "")
        if content:
            self._children(raw_tree(content))


_METHODS: Final = {
    **dict.fromkeys(_HEADINGS, "_heading"),
    **dict.fromkeys(("ul", "ol", "dl"), "_list"),
    **dict.fromkeys(("li", "dt", "dd"), "_item"),
    **dict.fromkeys(("td", "th"), "_cell"),
    **dict.fromkeys(("pre", "textarea", "x-code"), "_code"),
    **dict.fromkeys(PLAYED, "_played"),
    "table": "_table",
    "tr": "_row",
    "blockquote": "_quote",
    "figure": "_figure",
    "figcaption": "_caption",
    "caption": "_caption",
    "x-caption": "_short_caption",
    "x-gallery": "_gallery",
    "x-playlist": "_playlist",
    "x-shared": "_shared",
}


def is_caption(node: Node) -> bool:
    return node.tag == "figcaption" or "wp-caption-text" in node.names
