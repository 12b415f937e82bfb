"""Which posts of an export come in, and why the others stay out."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dinobook.importers.wordpress.export import Export, Post
from dinobook.importers.wordpress.markup.tags import tokens
from dinobook.problems import nearest

PUBLISHED: Final = "publish"
TYPES: Final = ("post", "page")

STATUSES: Final = {
    "publish": "published",
    "private": "private",
    "draft": "a draft",
    "auto-draft": "a draft that WordPress made itself",
    "pending": "waiting for review",
    "future": "scheduled, not published yet",
    "trash": "in the bin",
    "inherit": "an earlier version",
}
"""The states of WordPress as people say them."""

_TYPE_NAMES: Final = {
    "revision": "an earlier version",
    "nav_menu_item": "an entry of a menu",
    "wp_navigation": "a menu of the site",
    "wp_template": "a template of the site",
    "wp_template_part": "a template of the site",
    "wp_global_styles": "a style of the site",
    "wp_block": "a block that posts share",
    "custom_css": "a style of the site",
    "feedback": "a message sent by a form",
}
_SEEN: Final = frozenset({"img", "iframe", "video", "audio", "embed", "object"})


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for; an empty field asks for everything. Names are matched without case.

    `since` and `until` are ISO days, months or years, and both count in. `protected` takes posts
    that ask for a password as well.
    """

    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    authors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    statuses: tuple[str, ...] = (PUBLISHED,)
    types: tuple[str, ...] = TYPES
    search: str = ""
    protected: bool = False


@dataclass(frozen=True, slots=True)
class StaysOut:
    """A post that was not chosen, and why, in words."""

    post: Post
    reason: str


def choose(export: Export, choice: Choice) -> tuple[tuple[Post, ...], tuple[StaysOut, ...]]:
    """The chosen posts in the order of their days, and the others in that of the export."""
    chosen: list[Post] = []
    out: list[StaysOut] = []
    for post in export.posts:
        if reason := why_not(post, choice):
            out.append(StaysOut(post, reason))
        else:
            chosen.append(post)
    return tuple(sorted(chosen, key=_order)), tuple(out)


def _order(post: Post) -> tuple[bool, str, int, int, str]:
    """Posts by date, then the pages, in the order that the blog gives them."""
    number = int(post.id or 0)
    if post.type == "page":
        return True, "", post.order, number, post.key
    return False, post.date or "9999", 0, number, post.key


def why_not(post: Post, choice: Choice) -> str:
    """Why `post` stays out, most telling first; empty when it comes in."""
    if post.type not in choice.types:
        return _TYPE_NAMES.get(post.type, f"of the type “{post.type}”")
    if post.status not in choice.statuses:
        return STATUSES.get(post.status, f"of the status “{post.status}”")
    if post.protected and not choice.protected:
        return "protected by a password"
    return _not_asked_for(post, choice) or ("empty" if is_empty(post) else "")


def _not_asked_for(post: Post, choice: Choice) -> str:
    terms = (*post.categories, *post.nicenames)
    wanted = (
        (choice.categories, terms, "in another category"),
        (choice.tags, (*post.tags, *post.nicenames), "without the tag"),
        (choice.authors, (post.author, post.login), "by another author"),
    )
    for asked, has, reason in wanted:
        if asked and not _folded(asked) & _folded(has):
            return reason
    if choice.languages and not _in_language(post.language, choice.languages):
        return "in another language"
    if _is_outside(post.date, choice.since, choice.until):
        return "of another date"
    if choice.search and choice.search.casefold() not in _all_text(post):
        return "without the words that are searched for"
    return ""


def _folded(names: Iterable[str]) -> set[str]:
    return {" ".join(html.unescape(name).casefold().split()) for name in names if name}


def _in_language(language: str, asked: tuple[str, ...]) -> bool:
    """`nl` asks for `nl-BE` as well, `nl-BE` for itself."""
    has = language.lower().replace("_", "-")
    return any(
        has == tag or has.startswith(f"{tag}-")
        for tag in (one.lower().replace("_", "-") for one in asked)
    )


def _is_outside(date: str, since: str, until: str) -> bool:
    if not (since or until):
        return False
    if not date:
        return True
    return date[: len(since)] < since or (bool(until) and date[: len(until)] > until)


def _all_text(post: Post) -> str:
    return html.unescape(f"{post.title}\n{_words(post.content)}").casefold()


def _words(content: str) -> str:
    return "".join(one.text for one in tokens(content) if one.kind in ("text", "raw"))


def is_empty(post: Post) -> bool:
    """Whether nobody would see anything of it, but perhaps a title."""
    if html.unescape(_words(post.content)).replace("\u00a0", " ").strip():
        return False
    return not any(one.name in _SEEN for one in tokens(post.content) if one.kind == "open")


def unknown_names(export: Export, choice: Choice) -> tuple[tuple[str, str, str], ...]:
    """What is asked for and no post has: the option, the name, and the nearest one, if any."""
    posts = export.posts
    has = (
        ("category", choice.categories, [n for p in posts for n in (*p.categories, *p.nicenames)]),
        ("tag", choice.tags, [n for p in posts for n in (*p.tags, *p.nicenames)]),
        ("author", choice.authors, [n for p in posts for n in (p.author, p.login)]),
        ("status", choice.statuses, [*STATUSES, *(p.status for p in posts)]),
        ("type", choice.types, [*TYPES, *(p.type for p in posts)]),
    )
    found = []
    for option, asked, names in has:
        known = {name.casefold(): name for name in reversed(names) if name}
        folded = _folded(known)
        for name in asked:
            if not _folded((name,)) & folded:
                found.append((option, name, nearest(name, known.values()) or ""))
    return tuple(found)
