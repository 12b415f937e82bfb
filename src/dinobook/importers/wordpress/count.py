"""The inventory of a post, from its raw text: what its readers saw, whatever the converter does."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from dinobook.importers.compiled import heading_key
from dinobook.importers.inventory import Gatherer, Inventory, words_in
from dinobook.importers.wordpress.export import Attachment, Post
from dinobook.importers.wordpress.raw_tree import BLOCKS, Node, raw_tree

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_HOLDERS: Final = ("li", "dd", "dt", "td", "th", "x-note")
_FRAMES: Final = ("ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "colgroup", "select")
_NO_PARAGRAPHS: Final = (*_FRAMES, *_HEADINGS, "pre", "figcaption", "caption", "x-code")
_PLAYED: Final = ("video", "audio", "iframe", "embed", "object", "x-media", "x-media-open", "x-embed")
_GONE: Final = frozenset(
    "wp-block-button wp-block-buttons wp-block-file__button wp-block-spacer sharedaddy "
    "jp-relatedposts".split()
)
_EMOJI: Final = re.compile(r"wp-smiley|\bemoji\b")
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_UNSEEN: Final = re.compile("[\u00ad\u034f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_LONE_MARK: Final = re.compile(
    "(?:^|(?<=[\\s!-/:-@\\[-`{-~]))[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]+"
)
"""Accents that stand on no letter."""
_BLANK: Final = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_NOWHERE: Final = ("javascript:", "vbscript:", "data:", "about:", "file:")


@dataclass(frozen=True, slots=True)
class Source:
    """What the counting needs of the rest of the export."""

    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    by_parent: Mapping[str, Sequence[Attachment]] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)
    bracket_notes: bool = False


def inventory_of(post: Post, source: Source) -> Inventory:
    """Everything in the post, class by class; its notes come last, in the order of their calls."""
    counter = _Counter(post, source)
    root = raw_tree(post.content, bracket_notes=source.bracket_notes)
    counter.lead_picture(root)
    counter.whole(root)
    counter.notes()
    return counter.found.inventory()


def texts_of_notes(post: Post) -> dict[str, str]:
    """The notes of the block editor by the names of their calls."""
    try:
        notes = json.loads(post.meta.get("footnotes") or "[]")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(notes, list):
        return {}
    return {str(n.get("id")): str(n.get("content") or "") for n in notes if isinstance(n, dict)}


class _Counter:
    def __init__(self, post: Post, source: Source) -> None:
        self.post = post
        self.source = source
        self.found = Gatherer()
        self.paragraph = 0
        self.depth = 0
        self.calls: list[Node] = []
        self.texts = texts_of_notes(post)
        self.described: tuple[Node | None, str] = (None, "")
        """The picture that a caption belongs to, and the caption."""

    @property
    def place(self) -> str:
        return f"{self.post.name}, paragraph {max(1, self.paragraph)}"

    def add(self, kind: str, text: str = "") -> None:
        self.found.add(kind, text, self.place)

    def lead_picture(self, root: Node) -> None:
        """The featured picture, unless the post shows it itself."""
        number = self.post.meta.get("_thumbnail_id", "").strip()
        known = self.source.attachments.get(number)
        name = bare_name(known.url) if known else ""
        shown = (one.attributes for one in _all(root) if one.tag == "img")
        if any(bare_name(_source(said)) == name for said in shown if name):
            return
        galleries = (one for one in _all(root) if one.tag == "x-gallery")
        if any(number in self._gallery_numbers(one) for one in galleries):
            return
        if number and number != "0":
            self._gallery_picture(number)

    def whole(self, root: Node) -> None:
        self._children(root)

    def notes(self) -> None:
        """Their words, and what they hold; a note in a note is words of it."""
        for call in self.calls:
            self.add("notes", text_of(call))
            self._words(text_of(call))
            self._note_inside(call)

    def _note_inside(self, call: Node) -> None:
        runs = list(_runs(call))
        for number, run in enumerate(runs):
            if isinstance(run, Node):
                self._node(run)
            else:
                self._run(run, paragraph=number > 0, count_words=False)

    def _words(self, text: str) -> None:
        self.found.add_words(text, self.place)

    # what stands in a block, run by run

    def _children(self, node: Node) -> None:
        first = True
        for run in _runs(node):
            if isinstance(run, Node):
                self._node(run)
            elif node.tag in _FRAMES:
                continue
            else:
                is_own = node.tag not in _NO_PARAGRAPHS and not (first and node.tag in _HOLDERS)
                self._run(run, paragraph=is_own, count_words=True)
            first = False

    def _run(self, run: list[Node | str], *, paragraph: bool, count_words: bool) -> None:
        text = _joined(run)
        if paragraph and text.strip():
            self.paragraph += 1
            self.add("paragraphs", text)
        if count_words:
            self._words(text)
        self._inline(run)

    def _node(self, node: Node) -> None:
        method = _METHODS.get(node.tag)
        if node.names & _GONE or "wp-block-cover__background" in node.names:
            return
        if method is not None:
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
        if not text_of(node) and not any(one.tag == "img" for one in _all(node)):
            return
        self.add("items", " ".join(words_in(_own_text(node))))
        self._children(node)

    def _table(self, node: Node) -> None:
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
        """A quotation's paragraphs; its source, a `<cite>` on a line of its own at the end, is none."""
        cite = _last_cite(node)
        runs = list(_runs(node))
        for number, run in enumerate(runs):
            is_last = number == len(runs) - 1
            if isinstance(run, Node) and run.tag == "p" and is_last and cite is not None:
                inner = list(_runs(run))
                for part in inner:
                    self._quoted_run([part] if isinstance(part, Node) else part, cite)
            elif isinstance(run, Node) and run.tag != "footer":
                self._node(run)
            else:
                self._quoted_run([run] if isinstance(run, Node) else run, cite if is_last else None)

    def _quoted_run(self, run: list[Node | str], cite: Node | None) -> None:
        rest = _before_source(run, cite)
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
        cite = _last_cite(inner)
        self._quoted(inner)
        if cite is not None and text_of(cite):
            self.add("paragraphs", text_of(cite))

    def _captioned(self, node: Node) -> None:
        played = [one for one in _all(node) if one.tag in _PLAYED]
        label = next((one for one in _all(node) if one.tag == "figcaption"), None)
        if played and not any(one.tag == "img" for one in _all(node)):
            self._link_line(_address(played[0]), label)
            return
        parts = node.nodes()
        if "wp-block-gallery" in node.names:
            parts = self._without_gallery_caption(parts)
        if any(one.tag == "table" for one in _all(node)):
            # the caption of a table stands above it in a book
            parts.sort(key=lambda one: one.tag != "figcaption")
        words = next((text_of(one) for one in parts if _is_caption(one)), "")
        images = [one for one in _all(node) if one.tag == "img"]
        self.described = (images[-1], words) if images and words else self.described
        for one in parts:
            if _is_caption(one):
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
            if isinstance(child, Node) and not words and _shows_picture(child):
                continue
            if not words and isinstance(child, str) and not child.strip():
                continue
            words.append(child)
        pictures = [child for child in node.nodes() if child not in words]
        text = _joined([*pictures, *words]).strip() or node.attributes.get("caption", "")
        for one in pictures:
            self._pictures(one, text)
        if text:
            self.add("captions", text)
        self._words(text)
        self._inline(words)

    def _verse(self, node: Node) -> None:
        cite = next((one for one in reversed(node.nodes()) if one.tag == "cite"), None)
        poem = Node("pre", children=[one for one in node.children if one is not cite])
        lines = [line for line in _lines(poem) if line.strip()]
        for line in lines:
            self.add("verse-lines", line)
        self._words("\n".join([*lines, text_of(cite) if cite else ""]))
        self._inline([one for one in node.children if not (isinstance(one, Node) and one.tag == "br")])

    def _code(self, node: Node) -> None:
        if "wp-block-verse" in node.names:
            self._verse(node)
            return
        text = _raw_text(node)
        if text.strip():
            self.add("code", text)
            self._words(text)

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

    def _gallery_picture(self, number: str) -> None:
        known = self.source.attachments.get(number)
        self.add("pictures", picture_key(known.url if known else "", number))
        if known is None:
            return
        caption = text_of(raw_tree(known.caption))
        if known.alt or caption:
            self.add("descriptions", known.alt or caption)
        if caption:
            self.add("captions", caption)
            self._words(caption)

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

    def _shared(self, node: Node) -> None:
        content = self.source.shared.get(node.attributes.get("ref", ""), "")
        if content:
            self._children(raw_tree(content))

    def _played(self, node: Node) -> None:
        label = next((one for one in _all(node) if one.tag == "figcaption"), None)
        self._link_line(_address(node), label)

    def _link_line(self, address: str, label: Node | None) -> None:
        """A film or sound as the line with a link that stands for it."""
        words = text_of(label).strip() if label is not None else ""
        if not address:
            if words:
                self.add("paragraphs", words)
                self._words(words)
            return
        has_link = label is not None and any(one.tag == "a" for one in _all(label))
        shown = f"{words} ({printed(address)})" if has_link else words or printed(address)
        self.paragraph += 1
        self.add("paragraphs", shown)
        self._words(shown)
        if label is not None:
            self._inline(list(label.children))
        self._link(address, printed(address) if has_link or not words else words)

    def _link(self, address: str, words: str) -> None:
        self.add("links", words)
        if _SCHEME.match(address):
            self.add("addresses", f"https:{address}" if address.startswith("//") else address)

    # what stands in a line

    def _inline(self, run: Sequence[Node | str]) -> None:
        for node in run:
            if isinstance(node, Node):
                self._inline_node(node)

    def _inline_node(self, node: Node) -> None:
        if node.tag == "x-note" or node.attributes.get("data-fn"):
            self._call(node)
            return
        if node.names & _GONE:
            return
        if node.tag == "br":
            self.add("line-breaks")
        elif node.tag == "img":
            self._picture(node, "")
        elif node.tag == "a":
            self._anchor(node)
        elif node.tag == "code":
            self.add("code", text_of(node))
        elif node.tag == "x-formula":
            self.add("formulas", html.unescape(node.attributes.get("tex", "")))
        elif node.tag in _PLAYED:
            if address := _address(node):
                self._link(address, printed(address))
            return
        self._inline(node.children)

    def _anchor(self, node: Node) -> None:
        address = " ".join(node.attributes.get("href", "").split())
        if address and text_of(node).strip():
            self.add("links", text_of(node))
            if _SCHEME.match(address) and not address.lower().startswith(_NOWHERE):
                self.add("addresses", _UNSEEN.sub(lambda one: quote(one[0]), address))

    def _call(self, node: Node) -> None:
        name = node.attributes.get("data-fn")
        if name and not self.texts.get(name, "").strip():
            self.add("note-calls")
            return
        note = node if not name else raw_tree(self.texts[name])
        if text_of(note).strip():
            self.add("note-calls")
            self.calls.append(note)

    def _pictures(self, node: Node, caption: str) -> None:
        for one in [node, *_all(node)]:
            if one.tag == "img":
                self._picture(one, caption)

    def _picture(self, node: Node, caption: str) -> None:
        said = node.attributes
        if _EMOJI.search(said.get("class", "")) or "core/emoji" in said.get("src", ""):
            self._words(said.get("alt", ""))
            return
        if (said.get("width"), said.get("height")) in (("1", "1"), ("0", "0")):
            return
        self.add("pictures", picture_key(_source(said), ""))
        number = re.search(r"wp-image-(\d+)", said.get("class", ""))
        known = self.source.attachments.get(number[1]) if number else None
        caption = caption or (self.described[1] if node is self.described[0] else "")
        words = said.get("alt", "").strip() or (known.alt if known else "") or caption
        if words:
            self.add("descriptions", words)


_METHODS: Final = {
    **dict.fromkeys(_HEADINGS, "_heading"),
    **dict.fromkeys(("ul", "ol", "dl"), "_list"),
    **dict.fromkeys(("li", "dt", "dd"), "_item"),
    **dict.fromkeys(("td", "th"), "_cell"),
    **dict.fromkeys(("pre", "textarea", "x-code"), "_code"),
    **dict.fromkeys(_PLAYED, "_played"),
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


def _is_caption(node: Node) -> bool:
    return node.tag == "figcaption" or "wp-caption-text" in node.names


def picture_key(address: str, number: str) -> str:
    """How the inventory calls a picture: its address as the post gives it."""
    return address.partition("?")[0] or number


def bare_name(address: str) -> str:
    """The file that an address names, whatever size of it."""
    name = address.partition("?")[0].rsplit("/", 1)[-1]
    return re.sub(r"(?:-\d+x\d+|-scaled)(?=\.\w+$)", "", name).lower()


def printed(address: str) -> str:
    """An address as people read it."""
    text = address.strip()
    for start in ("https:", "http:", "//", "www."):
        text = text[len(start) :] if text.lower().startswith(start) else text
    return text[:-1] if text.endswith("/") else text


def text_of(node: Node) -> str:
    """The words a reader sees in it, without those of its notes."""
    return _joined(node.children)


def _joined(run: Sequence[Node | str]) -> str:
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", "".join(_strings(run))))
    return re.sub(r"[ \t\n\r\f]+", " ", _LONE_MARK.sub("", text)).strip()


def _strings(run: Sequence[Node | str]) -> Iterator[str]:
    for child in run:
        if isinstance(child, str):
            yield child
        elif child.tag == "br" or (child.tag in BLOCKS and child.tag not in ("x-gallery",)):
            yield " "
            yield from _inner(child)
            yield " "
        elif child.tag == "img":
            if _EMOJI.search(child.attributes.get("class", "")):
                yield child.attributes.get("alt", "")
        elif child.tag in _PLAYED:
            yield printed(_address(child))
        else:
            yield from _inner(child)


def _inner(node: Node) -> Iterator[str]:
    hidden = node.tag in ("x-note", "x-formula") or "data-fn" in node.attributes
    if not hidden and not node.names & _GONE:
        yield from _strings(node.children)


def _all(node: Node) -> Iterator[Node]:
    for child in node.nodes():
        yield child
        yield from _all(child)


def _runs(node: Node) -> Iterator[Node | list[Node | str]]:
    """The blocks in a node, and between them its paragraphs as lists."""
    run: list[Node | str] = []
    for child in _parted(node.children, _is_classic(node)):
        if isinstance(child, Node) and _is_block(child):
            if trimmed := _trimmed(run):
                yield trimmed
            run = []
            yield child
        elif child is None:
            if trimmed := _trimmed(run):
                yield trimmed
            run = []
        else:
            run.append(child)
    if trimmed := _trimmed(run):
        yield trimmed


def _is_classic(node: Node) -> bool:
    return node.classic and node.tag not in ("pre", "x-code", "textarea")


def _trimmed(run: list[Node | str]) -> list[Node | str]:
    """Without white space and line ends at both ends; empty when nothing is left to see."""
    start, end = 0, len(run)
    while start < end and _is_edge(run[start]):
        start += 1
    while end > start and _is_edge(run[end - 1]):
        end -= 1
    return run[start:end]


def _is_edge(one: Node | str) -> bool:
    return not one.strip() if isinstance(one, str) else one.tag == "br"


def _is_block(node: Node) -> bool:
    return node.tag in BLOCKS or node.tag in ("x-embed", "x-shared", "x-media", "x-media-open")


def _parted(children: Sequence[Node | str], classic: bool) -> Iterator[Node | str | None]:
    """The children, with None where a paragraph ends; line ends of classic posts as `br`."""
    waiting: list[Node | str] = []
    for piece in _pieces(children) if classic else children:
        is_break = isinstance(piece, Node) and piece.tag == "br"
        if waiting and isinstance(piece, str) and not piece.strip():
            waiting.append(piece)
        elif is_break and waiting:
            is_made = "made" in piece.attributes  # type: ignore[union-attr]
            if not is_made:
                waiting = []
                yield None
        elif is_break and "made" not in piece.attributes:  # type: ignore[union-attr]
            waiting = [piece]  # type: ignore[list-item]
        else:
            yield from waiting
            waiting = []
            yield piece
    yield from waiting


def _pieces(children: Sequence[Node | str]) -> Iterator[Node | str | None]:
    for index, child in enumerate(children):
        if isinstance(child, str):
            starts = index == 0 or _ends_a_line(children[index - 1])
            ends = index == len(children) - 1 or _ends_a_line(children[index + 1])
            pieces = _BLANK.split(child)
            for number, piece in enumerate(pieces):
                if number:
                    yield None
                yield from _with_line_ends(
                    piece, starts or number > 0, ends or number < len(pieces) - 1
                )
        elif _is_block(child) or child.tag in ("br", "x-note", *_PLAYED):
            yield child
        else:
            part = Node(child.tag, child.attributes)
            for piece in _pieces(child.children):
                if piece is None:
                    yield part
                    yield None
                    part = Node(child.tag, child.attributes)
                else:
                    part.children.append(piece)
            yield part


def _ends_a_line(child: Node | str) -> bool:
    return isinstance(child, Node) and (_is_block(child) or child.tag == "br")


def _with_line_ends(piece: str, starts: bool, ends: bool) -> Iterator[Node | str]:
    lines = piece.split("\n")
    for number, line in enumerate(lines):
        if number:
            yield Node("br", {"made": ""})
        whole = (starts or number > 0) and (ends or number < len(lines) - 1)
        if whole and re.fullmatch(r"\s*https?://[^\s<>\"\[\]]+\s*", line):
            yield Node("a", {"href": line.strip()}, [printed(line.strip())])
        elif line:
            yield line


def _shows_picture(node: Node) -> bool:
    return node.tag == "img" or (node.tag == "a" and any(one.tag == "img" for one in _all(node)))


def _last_cite(node: Node) -> Node | None:
    found = [one for one in _all(node) if one.tag in ("cite", "footer")]
    return found[-1] if found else None


def _before_source(run: list[Node | str], cite: Node | None) -> list[Node | str] | None:
    """What stands before the source in its paragraph; None when the source is not at its end."""
    last = run[-1] if run else ""
    if cite is None or isinstance(last, str) or last.tag != cite.tag:
        return None
    if text_of(last) != text_of(cite):
        return None
    before = run[:-1]
    rest = _trimmed(before)
    ends = [one for one in before if isinstance(one, Node) or one.strip()]
    is_own_line = not ends or (isinstance(ends[-1], Node) and ends[-1].tag == "br")
    return rest if is_own_line or cite.tag == "footer" else None


def _own_text(item: Node) -> str:
    """The words of an item without those of the lists in it."""
    return _joined([one for one in item.children if isinstance(one, str) or one.tag not in ("ul", "ol", "dl")])


def _lines(node: Node) -> list[str]:
    return "".join(_verse_strings(node)).split("\n")


def _verse_strings(node: Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child.tag == "br":
            yield "\n"
        elif child.tag not in ("x-note",) and "data-fn" not in child.attributes:
            yield from _verse_strings(child)


def _raw_text(node: Node) -> str:
    return "".join(_verse_strings(node))


def _source(said: Mapping[str, str]) -> str:
    names = ("data-orig-file", "data-large-file", "data-lazy-src", "data-src", "data-original", "src")
    return next((said[name] for name in names if said.get(name)), "")


_HOMES: Final = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "dailymotion": "https://www.dailymotion.com/video/",
    "ted": "https://www.ted.com/talks/view/id/",
    "wpvideo": "https://videopress.com/v/",
    "videopress": "https://videopress.com/v/",
}


def _address(node: Node) -> str:
    said = node.attributes
    names = ("bare", "src", "data-src", "data", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav")
    sources = (one.attributes.get("src", "") for one in _all(node) if one.tag == "source")
    found = [said.get(name, "") for name in (*names, "url", "href", "id")]
    address = next((one for one in (*found, *sources, text_of(node)) if one.strip()), "").strip()
    if re.match(r"(?:https?:)?//", address) or node.tag not in ("x-media", "x-media-open"):
        return address
    home = _HOMES.get(said.get("name", ""), "")
    return f"{home}{address}" if home and address else ""
