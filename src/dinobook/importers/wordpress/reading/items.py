"""One `<item>` of an export as a post or an attachment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

from lxml import etree

from dinobook.importers.dates import iso_date
from dinobook.importers.wordpress.export import KEPT_META, Attachment, Post

# One version of the format differs from another in its address, and sites differ in http or https.
_NAMESPACES: Final = (
    (re.compile(r"https?://(?:www\.)?wordpress\.org/export/[\d.]+/excerpt/?\Z"), "excerpt"),
    (re.compile(r"https?://(?:www\.)?wordpress\.org/export/[\d.]*/?\Z"), "wp"),
    (re.compile(r"https?://purl\.org/rss/1\.0/modules/content/?\Z"), "content"),
    (re.compile(r"https?://purl\.org/dc/elements/1\.1/?\Z"), "dc"),
)
_PREFIXES: Final = frozenset({"wp", "content", "excerpt", "dc"})
_NUMBER: Final = re.compile(r"\d{1,20}\Z")

Fields = dict[str, str]


def name_of(element: etree._Element) -> str:
    """`wp:post_id`, `content:encoded`, `title`: whatever prefix and version the file uses."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    if not tag.startswith("{"):
        # a namespace that a damaged file does not declare
        return tag
    address, _, local = tag[1:].partition("}")
    for pattern, prefix in _NAMESPACES:
        if pattern.match(address):
            return f"{prefix}:{local}"
    prefix = element.prefix or ""
    return f"{prefix}:{local}" if prefix in _PREFIXES else f"other:{local}"


def text_of(element: etree._Element) -> str:
    return (
        "".join(str(piece) for piece in element.itertext())
        if len(element)
        else (element.text or "")
    )


class Item:
    """The children of an item, each looked at once."""

    def __init__(self, element: etree._Element) -> None:
        self.fields: Fields = {}
        self.meta: Fields = {}
        self.terms: dict[str, list[tuple[str, str]]] = {}
        self.comments = 0
        self.line = int(getattr(element, "sourceline", None) or 0)
        for child in element:
            self._take(name_of(child), child)

    def _take(self, name: str, child: etree._Element) -> None:
        if name == "wp:comment":
            self.comments += 1
        elif name == "wp:postmeta":
            self._take_meta(child)
        elif name == "category":
            term = (text_of(child).strip(), unquote(child.get("nicename", "")))
            self.terms.setdefault(child.get("domain", "category"), []).append(term)
        elif name:
            self.fields.setdefault(name, text_of(child))

    def _take_meta(self, element: etree._Element) -> None:
        found = {name_of(child): text_of(child) for child in element}
        key = found.get("wp:meta_key", "").strip()
        if key in KEPT_META:
            self.meta[key] = found.get("wp:meta_value", "")

    def get(self, name: str) -> str:
        return self.fields.get(name, "").strip()

    def names(self, domain: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name, _ in self.terms.get(domain, ()) if name))

    def nicenames(self, *domains: str) -> tuple[str, ...]:
        return tuple(nice for domain in domains for _, nice in self.terms.get(domain, ()) if nice)

    @property
    def type(self) -> str:
        return self.get("wp:post_type") or "post"


def as_post(item: Item, position: int, file: str, names: Mapping[str, str], language: str) -> Post:
    """The item as a post. `names` has the shown name of each account."""
    number = item.get("wp:post_id")
    login = item.get("dc:creator")
    own = item.nicenames("language")
    return Post(
        key=number if _NUMBER.match(number) else f"nr-{position}",
        id=number if _NUMBER.match(number) else "",
        title=item.fields.get("title", ""),
        content=item.fields.get("content:encoded", ""),
        excerpt=item.fields.get("excerpt:encoded", ""),
        slug=unquote(item.get("wp:post_name")),
        status=item.get("wp:status").lower() or "publish",
        type=item.type,
        format=next(iter(item.nicenames("post_format")), "").removeprefix("post-format-"),
        parent=item.get("wp:post_parent") or "0",
        order=_whole(item.get("wp:menu_order")),
        date=_date(item),
        modified=_day(item.get("wp:post_modified")) or _day(item.get("wp:post_modified_gmt")),
        author=names.get(login, without_address(login)),
        login=without_address(login),
        language=own[0] if own else language,
        link=item.get("link"),
        guid=item.get("guid"),
        categories=item.names("category"),
        tags=item.names("post_tag"),
        nicenames=item.nicenames("category", "post_tag"),
        meta=item.meta,
        protected=bool(item.get("wp:post_password")),
        comment_count=item.comments,
        file=file,
        line=item.line,
    )


def as_attachment(item: Item) -> Attachment:
    return Attachment(
        id=item.get("wp:post_id"),
        url=item.get("wp:attachment_url") or item.get("guid"),
        path=item.meta.get("_wp_attached_file", "").strip(),
        title=item.get("title"),
        alt=" ".join(item.meta.get("_wp_attachment_image_alt", "").split()),
        caption=item.get("excerpt:encoded"),
        parent=item.get("wp:post_parent") or "0",
        order=_whole(item.get("wp:menu_order")),
    )


def without_address(name: str) -> str:
    """The name of an account; of an e-mail address only what stands before the @."""
    return name.partition("@")[0].strip() if "@" in name.strip()[1:] else name.strip()


def _whole(text: str) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else 0


def _date(item: Item) -> str:
    """The day by the blog's own clock; a date of zeros is none, and the next best one is taken."""
    names = ("wp:post_date", "wp:post_date_gmt", "pubDate")
    return next((day for name in names if (day := _day(item.get(name)))), "")


def _day(text: str) -> str:
    return "" if text.startswith("0000") else iso_date(text)
