"""What a WordPress export holds, as values. No address of a person is among them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dinobook.problems import Problem

_TAG: Final = re.compile(r"<[^<>]*>")
KEPT_META: Final = frozenset(
    {
        "_thumbnail_id",
        "_wp_attached_file",
        "_wp_attachment_image_alt",
        "footnotes",
    }
)
"""The fields of a post that are read. Others may hold anything: addresses, keys, other people."""

SECRET: Final = frozenset({"private", "draft", "auto-draft", "pending", "future", "trash"})
"""The states of texts that nobody was shown."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post, a page, or an item of another type that the blog kept.

    `key` names it in plans: its number, with `-2` behind it where two posts share one. `slug` is
    decoded. Dates are ISO dates, or empty. `protected` says that WordPress asks for a password;
    the password itself is not kept, and of comments only their number is.
    """

    key: str
    id: str
    title: str
    content: str = ""
    excerpt: str = ""
    slug: str = ""
    status: str = "publish"
    type: str = "post"
    format: str = ""
    parent: str = "0"
    order: int = 0
    date: str = ""
    modified: str = ""
    author: str = ""
    login: str = ""
    language: str = ""
    link: str = ""
    guid: str = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    nicenames: tuple[str, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    protected: bool = False
    comment_count: int = 0
    file: str = ""
    line: int = 0

    @property
    def is_secret(self) -> bool:
        """Whether its words may stand in no file that an import writes, unless asked for."""
        return self.protected or self.status in SECRET

    @property
    def name(self) -> str:
        """For messages: its number, and its title unless nobody was meant to see that."""
        shown = " ".join(html.unescape(_TAG.sub("", self.title)).split())
        if self.is_secret or not shown:
            return f"{self.type} {self.key}"
        return f"{self.type} {self.key}, “{shown[:60]}{'…' if len(shown) > 60 else ''}”"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the media library, as the export tells of it. `caption` may hold HTML."""

    id: str
    url: str
    path: str = ""
    title: str = ""
    alt: str = ""
    caption: str = ""
    parent: str = "0"
    order: int = 0


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote: the name that readers saw, and the name of the account without any address."""

    login: str
    name: str


@dataclass(frozen=True, slots=True)
class Export:
    """All files of one export together. `site` is the address of the blog, without a last slash."""

    posts: tuple[Post, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    authors: tuple[Author, ...] = ()
    site: str = ""
    title: str = ""
    language: str = ""
    problems: tuple[Problem, ...] = ()
