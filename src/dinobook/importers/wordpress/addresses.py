"""Which links of a blog lead to its own posts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from dinobook.importers.wordpress.export import Post

_NUMBERED_PAGE: Final = re.compile(r"/(?:page/|comment-page-)?\d{1,4}\Z")
_HREF: Final = re.compile(
    r"href\s*=\s*(?:\"([^\"#]*)#([^\"]+)\"|'([^'#]*)#([^']+)')", re.IGNORECASE
)
_OF_THE_SITE: Final = re.compile(r"(?:more-\d+|comment(?:s|-\d+)?|respond|content|top|main)\Z")
_LISTS: Final = re.compile(r"/(?:category|tag|author|categorie|feed|search)/[^/]*\Z")
"""Pages that list posts, whatever their last word is."""


@dataclass(frozen=True, slots=True)
class Target:
    """A post, and the place in it, if one is named."""

    key: str
    fragment: str = ""


class Addresses:
    """Every address that the posts of a blog have or had."""

    def __init__(self, posts: Iterable[Post], site: str) -> None:
        self.hosts = {_host(site)} - {""}
        self.by_path: dict[str, str] = {}
        self.by_number: dict[str, str] = {}
        self.by_slug: dict[str, str] = {}
        self.by_folded: dict[str, str] = {}
        for post in posts:
            self._take(post)

    def _take(self, post: Post) -> None:
        host, path, _, _ = _parts(post.link)
        if host:
            self.hosts.add(host)
        if path.strip("/"):
            self.by_path.setdefault(path, post.key)
        self.by_number.setdefault(post.id or post.key, post.key)
        if post.slug:
            # a slug that two posts share says nothing of either
            for index, slug in ((self.by_slug, post.slug), (self.by_folded, post.slug.casefold())):
                index[slug] = "" if index.get(slug, post.key) != post.key else post.key

    def find(self, href: str) -> Target | None:
        """The post that `href` leads to; None for another site, a file or a list of posts."""
        host, path, number, fragment = _parts(href)
        if host and host not in self.hosts:
            return None
        if not host and re.match(r"[a-z][a-z0-9+.-]*:", href.strip(), re.IGNORECASE):
            return None
        key = self._key(path, number)
        if not key:
            return None
        return Target(key, "" if _OF_THE_SITE.match(fragment) else fragment)

    def _key(self, path: str, number: str) -> str:
        if number:
            return self.by_number.get(number, "")
        for one in dict.fromkeys((path, _NUMBERED_PAGE.sub("", path))):
            if not one.strip("/"):
                return ""
            if _LISTS.search(one):
                return ""
            slug = one.rsplit("/", 1)[-1]
            found = (
                self.by_path.get(one)
                or self.by_slug.get(slug)
                or self.by_folded.get(slug.casefold())
            )
            if found:
                return found
        return ""

    def fragments(self, posts: Sequence[Post]) -> dict[str, set[str]]:
        """For each post the places in it that some link of these posts leads to, if they exist."""
        wanted: dict[str, set[str]] = {}
        for post in posts:
            for found in _HREF.finditer(post.content):
                address, fragment = found[1] or found[3] or "", found[2] or found[4]
                target = self.find(f"{address}#{fragment}") if address else Target(post.key)
                if target is not None:
                    wanted.setdefault(target.key, set()).add(unquote(fragment))
        contents = {post.key: post.content for post in posts}
        return {
            key: {one for one in found if _has_place(contents.get(key, ""), one)}
            for key, found in wanted.items()
        }


def _has_place(content: str, name: str) -> bool:
    return any(f"{quote}{name}{quote}" in content for quote in "\"'")


def _parts(address: str) -> tuple[str, str, str, str]:
    """Host, path, the number in `?p=123`, and fragment, as they are compared."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return "", "", "", ""
    path = unquote(parts.path).rstrip("/")
    query = parse_qs(parts.query, max_num_fields=50) if parts.query.count("&") < 50 else {}
    number = next((query[name][0] for name in ("p", "page_id") if name in query), "")
    return host, path, number if number.isdigit() else "", unquote(parts.fragment)


def _host(site: str) -> str:
    return _parts(site)[0]
