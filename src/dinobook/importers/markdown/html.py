"""HTML that a book cannot hold, as what it means."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import Final

from dinobook.importers.escape import escape_text
from dinobook.importers.markdown.closing import closing_edits
from dinobook.importers.markdown.post_text import Edit, PostText
from dinobook.importers.markdown.tags import (
    HTML_NAMES,
    MAY_STAY_OPEN,
    VOID,
    Attribute,
    Tag,
    read_tags,
)
from dinobook.markup.allowed import ELEMENTS, may_have

SCRIPTS: Final = ("script", "style")
EMBEDS: Final = ("iframe", "video", "audio", "embed", "object")
_DRAWINGS: Final = ("svg", "math")
_BOXES: Final = (
    "address article canvas center details dialog fieldset footer form header hgroup main marquee"
    " nav noframes noscript search"
)
_RENAMED: Final = {
    **dict.fromkeys(_BOXES.split(), "div"),
    "strike": "s",
    "tt": "code",
    "acronym": "abbr",
    "summary": "p",
    "legend": "p",
    "menu": "ul",
    "dir": "ul",
}


_NAMES_OF_PIXELS: Final = ("width", "height")
_OPENS: Final = re.compile(r"(?<![\\(])<(?=/?[A-Za-z][^<>]*?(?:<|\Z|\n[ \t]*\n))")
_PIXELS: Final = re.compile(r"(\d{1,5})(?:\.\d+)?\s*px")
_PLAIN_CODE: Final = re.compile(r"[^`<>&*_\[\]\\\n~^=]+")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)


def html_edits(post: PostText) -> Iterator[Edit]:
    """Every change that the HTML of the post asks for."""
    lines = post.rows
    nodes = post.source.structure.nodes("html")
    blocks = sorted(lines.span(node.line - 1, node.end_line - 1) for node in nodes)
    at = 0
    tags = read_tags(post.plain)
    yield from closing_edits(tags)
    yield from _unclosed(post.plain, tags)
    for tag in tags:
        if tag.start < at:
            continue
        inside = _block_at(blocks, tag.start)
        if tag.name in (*_DRAWINGS, *SCRIPTS, *EMBEDS) and not tag.closes and tag.partner:
            at = tag.whole_end
        yield from _edits(post.body, tag, inside)


def _unclosed(plain: str, tags: Sequence[Tag]) -> Iterator[Edit]:
    """The sign `<` of a tag that ends nowhere is a sign: what stands behind it is text."""
    for found in _OPENS.finditer(plain):
        index = bisect_right(tags, found.start(), key=attrgetter("start")) - 1
        if index < 0 or tags[index].end <= found.start():
            yield Edit(found.start(), found.end(), "&lt;", "html-text")


def _block_at(blocks: list[tuple[int, int]], at: int) -> tuple[int, int] | None:
    index = bisect_right(blocks, at, key=itemgetter(0)) - 1
    return blocks[index] if index >= 0 and at < blocks[index][1] else None


def _edits(body: str, tag: Tag, block: tuple[int, int] | None) -> Iterator[Edit]:
    if tag.name in EMBEDS and not tag.closes and (made := _link(body, tag, block)):
        yield Edit(tag.start, tag.whole_end, made, "html-embed")
    elif _is_stray(tag, in_block=block is not None):
        yield Edit(tag.start, tag.end, "", "html-element")
    elif _is_words(tag):
        yield Edit(tag.start, tag.start + 1, "&lt;", "html-text")
    elif tag.name in SCRIPTS and not tag.closes:
        yield Edit(tag.start, _line_end(body, tag), "", "html-script")
    elif tag.name in (*_DRAWINGS, *EMBEDS, *SCRIPTS):
        return  # left to the author
    elif tag.name in ELEMENTS:
        yield from _attributes(tag)
    else:
        yield from _element(body, tag, in_text=block is None)


def _is_stray(tag: Tag, *, in_block: bool) -> bool:
    """Whether a tag closes nothing, or opens a box or paragraph that nothing closes."""
    if tag.partner or tag.name in VOID or tag.name not in HTML_NAMES:
        return False
    return tag.closes or (in_block and (tag.name == "p" or tag.name not in MAY_STAY_OPEN))


def _is_words(tag: Tag) -> bool:
    """Whether the author wrote about a tag: it is none of HTML's, or has nothing to close it."""
    if tag.name not in HTML_NAMES:
        return True
    if tag.name in ELEMENTS and (tag.name in VOID or tag.name in MAY_STAY_OPEN):
        return False
    alone = tag.partner is None and not tag.attributes and not tag.closes
    return alone and (tag.name not in VOID or tag.name not in ELEMENTS)


def _element(body: str, tag: Tag, *, in_text: bool) -> Iterator[Edit]:
    """An element that books do not know: another name, or no tag at all."""
    new = _RENAMED.get(tag.name, "")
    opening = tag.partner if tag.closes and tag.partner else tag
    if tag.name in ("strike", "tt") and in_text and opening.partner:
        inner = body[opening.end : opening.partner.start]
        sign = _sign(tag.name, inner)
        beside = body[max(opening.start - 1, 0) : opening.start] + body[opening.whole_end :][:1]
        if sign and sign[0] not in beside:
            yield Edit(tag.start, tag.end, sign, "html-element", quiet=tag.closes)
            return
    made = ""
    if new and tag.partner:
        made = f"</{new}>" if tag.closes else f"<{new}{_kept(new, tag)}>"
    yield Edit(tag.start, tag.end, made, "html-element", quiet=tag.closes)


def _sign(name: str, inner: str) -> str:
    """The Markdown for struck and typewritten words, where it surely means the same."""
    if not inner or inner != inner.strip() or "\n" in inner:
        return ""
    if name == "tt":
        return "`" if _PLAIN_CODE.fullmatch(inner) else ""
    return "" if "~" in inner else "~~"


def _kept(name: str, tag: Tag) -> str:
    """The attributes that the element may keep under its new name."""
    kept = [
        attribute for attribute in tag.attributes if may_have(name, attribute.key, attribute.value)
    ]
    return "".join(f' {one.key}="{html.escape(html.unescape(one.value))}"' for one in kept)


def _attributes(tag: Tag) -> Iterator[Edit]:
    for attribute in tag.attributes:
        if attribute.key == "markdown" or may_have(tag.name, attribute.key, attribute.value):
            continue
        yield Edit(attribute.start, attribute.end, _instead(tag, attribute), "html-attribute")


def _instead(tag: Tag, one: Attribute) -> str:
    """`width="600px"` is a number in truth, and `<a name="x">` an id."""
    pixels = _PIXELS.fullmatch(one.value)
    if one.key in _NAMES_OF_PIXELS and pixels and may_have(tag.name, one.key, pixels[1]):
        return f' {one.key}="{pixels[1]}"'
    is_anchor = tag.name == "a" and one.key == "name" and not tag.get("id")
    return f' id="{one.value}"' if is_anchor and may_have("a", "id", one.value) else ""


def _link(body: str, tag: Tag, block: tuple[int, int] | None) -> str:
    """A film or frame as a link, in words when it has any; empty when it leads nowhere."""
    inside = body[tag.end : tag.partner.start] if tag.partner else ""
    address = html.unescape(tag.get("src") or tag.get("data") or _source_in(inside)).strip()
    if not address or re.search(r"[\s<>]", address):
        return ""
    if address.startswith("//"):
        address = f"https:{address}"
    words = " ".join(html.unescape(f"{tag.get('title')} {_said(inside)}").split())
    alone = block is not None and (tag.start, tag.whole_end) == _trimmed(body, block)
    if block is None or alone:
        far = re.match(r"https?:", address)
        label = escape_text(words or address)
        return f"[{label}](<{address}>)" if words or not far else f"<{address}>"
    escaped = html.escape(address)
    return f'<a href="{escaped}">{html.escape(words, quote=False) or escaped}</a>'


def _said(inside: str) -> str:
    """What stands between the tags, and what these say themselves."""
    text = _COMMENT.sub("", inside)
    pieces: list[str] = []
    at = 0
    for tag in read_tags(text):
        alt = tag.get("alt") if tag.name == "img" else ""
        if tag.name in HTML_NAMES:
            pieces += [text[at : tag.start], " ", alt, " ", tag.get("title"), " "]
            at = tag.end
    return "".join([*pieces, text[at:]])


def _source_in(inside: str) -> str:
    found = (tag for tag in read_tags(inside) if tag.name in ("source", "embed", "param"))
    return next((tag.get("src") for tag in found if tag.get("src")), "")


def _trimmed(body: str, span: tuple[int, int]) -> tuple[int, int]:
    text = body[slice(*span)]
    return span[0] + len(text) - len(text.lstrip()), span[1] - len(text) + len(text.rstrip())


def _line_end(body: str, tag: Tag) -> int:
    """Where a script ends, with its line end when it had its lines to itself."""
    end = tag.whole_end
    above = body.rfind("\n", 0, tag.start) + 1
    below = body.find("\n", end)
    below = len(body) if below < 0 else below
    alone = not body[above : tag.start].strip() and not body[end:below].strip()
    return min(below + 1, len(body)) if alone else end
