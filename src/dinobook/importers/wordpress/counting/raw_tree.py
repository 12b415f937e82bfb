"""A post's raw text as a light tree, for counting alone.

It shares nothing with the converter: the parser of the standard library, no shortcode is resolved
(each is a node of its own), and paragraphs are looked for in the finished tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from dinobook.importers.wordpress.counting.names import (
    BLOCKS,
    CLOSED_BY,
    DEEPEST,
    FORMS,
    FORMULA,
    MEDIA_NAMES,
    NOT_READ,
    OTHERS,
    PAIRS,
    SHORT,
    SITE,
    VOID,
    json_of,
    said_in,
)


@dataclass(slots=True, eq=False)
class Node:
    """An element. `classic` says that blank lines in its text part paragraphs."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
    classic: bool = False

    @property
    def names(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def nodes(self) -> list[Node]:
        return [child for child in self.children if isinstance(child, Node)]


def raw_tree(content: str, *, bracket_notes: bool = False) -> Node:
    """The tree of a whole post, or of a note. With `bracket_notes`, `((…))` is one too."""
    builder = _Builder(content, content.count("))") if bracket_notes else 0)
    builder.feed(_without_open_comment(content.replace("\r\n", "\n").replace("\r", "\n")))
    builder.close()
    return builder.root


def _without_open_comment(content: str) -> str:
    """A comment that never ends is text: it hides nothing."""
    last = content.rfind("-->") + 1
    start = content.find("<!--", last)
    return content if start < 0 else f"{content[:start]}&lt;{content[start + 1 :]}"


class _Builder(HTMLParser):
    def __init__(self, content: str, brackets: int) -> None:
        super().__init__(convert_charrefs=True)
        self.brackets = brackets
        self.in_brackets = False
        self.has_blocks = "<!-- wp:" in content
        lowered = content.lower()
        self.ends = {name: lowered.count(f"[/{name}]") for name in PAIRS}
        self.escaped = {name: lowered.count(f"[/{name}]]") for name in PAIRS}
        self.media_ends = {name: lowered.count(f"[/{name}]") for name in MEDIA_NAMES}
        self.root = Node("div", classic=not self.has_blocks)
        self.stack = [self.root]
        self.blocks: list[str] = []
        self.skipping = 0
        self.silent = 0

    @property
    def classic(self) -> bool:
        if not self.has_blocks:
            return True
        return not self.blocks or self.blocks[-1] in ("freeform", "shortcode", "classic")

    def handle_comment(self, data: str) -> None:
        found = re.match(r"\s*(/?)wp:([a-z][\w/-]*)\s*(\{.*\})?\s*(/?)\s*\Z", data, re.DOTALL)
        if found is None:
            return
        name = re.sub(r"\Acore/", "", found[2])
        name = "embed" if name.startswith("core-embed/") else name
        if found[1]:
            self._block_ends(name)
        elif found[4]:
            self._block_alone(name, found[3] or "")
        else:
            self._block_begins(name, found[3] or "")

    def _block_begins(self, name: str, written: str) -> None:
        self.blocks.append(name)
        if self.skipping:
            return
        if SITE.match(name) or NOT_READ.match(name):
            self.skipping = len(self.blocks)
        elif name == "embed":
            self._open(Node("x-embed", {"src": json_of(written).get("url", "")}))
        elif name == "math" and json_of(written).get("latex"):
            self._add(Node("x-formula", {"tex": json_of(written)["latex"]}))
            self.skipping = len(self.blocks)

    def _block_ends(self, name: str) -> None:
        if name not in self.blocks:
            return
        while self.blocks.pop() != name:
            pass
        if self.skipping > len(self.blocks):
            self.skipping = 0
        elif name == "embed":
            self._shut("x-embed")

    def _block_alone(self, name: str, written: str) -> None:
        if not self.skipping and name == "embed":
            self._add(Node("x-embed", {"src": json_of(written).get("url", "")}))
        elif not self.skipping and name == "block":
            self._add(Node("x-shared", {"ref": str(json_of(written).get("ref", ""))}))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self.silent += 1
            return
        if self.skipping or self.silent:
            return
        if self.stack[-1].tag == "x-code":
            self._text(self.get_starttag_text() or "")
            return
        attributes = {name: value or "" for name, value in reversed(attrs)}
        if tag == "mfn":
            tag = "x-note"
        self._open(Node(tag, attributes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in ("svg", "path", "script", "style"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.stack[-1].tag == "x-code":
            self._text(f"</{tag}>")
            return
        if tag in ("script", "style"):
            self.silent = max(0, self.silent - 1)
        elif not (self.skipping or self.silent):
            self._shut("x-note" if tag == "mfn" else tag)

    def handle_data(self, data: str) -> None:
        if self.skipping or self.silent:
            return
        if any(_is_raw(node) for node in self.stack):
            self._text(data)
            return
        position = 0
        for found in SHORT.finditer(data):
            self._prose(data[position : found.start()])
            self._shortcode(found)
            position = found.end()
        self._prose(data[position:])

    def _shortcode(self, found: re.Match[str]) -> None:
        name, ends = found[3].lower(), bool(found[2])
        known = name in PAIRS or name in OTHERS or name in MEDIA_NAMES or name in FORMS
        in_code = self.stack[-1].tag == "x-code"
        if not known or (in_code and not (ends and name in PAIRS)):
            self._prose(found[0])
        elif found[1] and found[5]:
            self._prose(found[0][1:-1])
        elif self._is_escaped(name, ends, found):
            self._prose(found[0][:-1] if ends else found[0][1:])
        else:
            self._prose(found[1])
            self._known(name, ends, found)
            self._prose(found[5])

    def _is_escaped(self, name: str, ends: bool, found: re.Match[str]) -> bool:
        """`[[caption]…[/caption]]` is shown, without its outer brackets."""
        if name not in PAIRS or not self.escaped[name]:
            return False
        if ends and found[5]:
            self.escaped[name] -= 1
        return bool(found[5] if ends else found[1])

    def _known(self, name: str, ends: bool, found: re.Match[str]) -> None:
        if name in PAIRS:
            self._pair(name, ends, found)
        elif name in OTHERS and not ends:
            self._add(Node(OTHERS[name], said_in(found[4])))
        elif name in MEDIA_NAMES:
            self._media(name, ends, found[4])

    def _pair(self, name: str, ends: bool, found: re.Match[str]) -> None:
        if ends:
            self.ends[name] -= 1
            if not self._shut(PAIRS[name]):
                self._prose(f"[/{name}]")
        elif self.ends[name] > 0 and not self._is_open(PAIRS[name]):
            self._open(Node(PAIRS[name], said_in(found[4])))
        else:
            self._prose(f"[{name}{found[4]}]")

    def _media(self, name: str, ends: bool, written: str) -> None:
        if ends:
            self._shut("x-media-open")
            return
        said = {"name": name, **said_in(written)}
        if self.media_ends[name] > 0 and not written.rstrip().endswith("/"):
            self.media_ends[name] -= 1
            self._open(Node("x-media-open", said))
        else:
            self._add(Node("x-media", said))

    def _prose(self, text: str) -> None:
        position = 0
        for found in FORMULA.finditer(text):
            self._bracketed(text[position : found.start()])
            self._add(Node("x-formula", {"tex": re.sub(r"&(?:bg|fg|s)=\w+", "", found[1]).strip()}))
            position = found.end()
        self._bracketed(text[position:])

    def _bracketed(self, text: str) -> None:
        """Text with its notes in double brackets, when these are notes."""
        while self.brackets and (at := text.find("))" if self.in_brackets else "((")) >= 0:
            if self.in_brackets:
                self.brackets -= 1
                self._text(text[:at])
                self._shut("x-note")
            else:
                self._text(text[:at].rstrip(" \t\u00a0"))
                self._open(Node("x-note"))
            self.in_brackets = not self.in_brackets
            text = text[at + 2 :]
        self._text(text)

    def _text(self, text: str) -> None:
        if not text:
            return
        children = self._holder().children
        if children and isinstance(children[-1], str):
            children[-1] += text
        else:
            children.append(text)

    def _add(self, node: Node) -> None:
        self._ends_before(node.tag)
        node.classic = self.classic
        self._holder().children.append(node)

    def _holder(self) -> Node:
        """What the next piece hangs in; text between the blocks of a post is a classic stretch."""
        if len(self.stack) > 1 or not self.has_blocks or not self.classic:
            return self.stack[-1]
        children = self.root.children
        last = children[-1] if children else None
        if not isinstance(last, Node) or last.tag != "x-classic":
            last = Node("x-classic", classic=True)
            children.append(last)
        return last

    def _open(self, node: Node) -> None:
        self._add(node)
        if node.tag not in VOID and len(self.stack) < DEEPEST:
            self.stack.append(node)

    def _ends_before(self, tag: str) -> None:
        if tag in BLOCKS and self.stack[-1].tag == "p":
            self.stack.pop()
        if self.stack[-1].tag in CLOSED_BY.get(tag, ()):
            self.stack.pop()
            if tag == "tr" and self.stack[-1].tag == "tr":
                self.stack.pop()

    def _is_open(self, tag: str) -> bool:
        return any(node.tag == tag for node in self.stack)

    def _shut(self, tag: str) -> bool:
        for index in range(len(self.stack) - 1, 0, -1):
            if self.stack[index].tag == tag:
                del self.stack[index:]
                return True
            if self.stack[index].tag == "x-note" and tag not in ("x-note",):
                return False  # nothing outside ends inside a note
        return False


def _is_raw(node: Node) -> bool:
    return node.tag in ("pre", "textarea") and "wp-block-verse" not in node.names
