"""One picture of a post: its file, its name in the book, and what describes it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from dinobook.importers.inventory import same_words
from dinobook.importers.wordpress.context import Context
from dinobook.importers.wordpress.media import Found, Wanted, is_file_name
from dinobook.importers.wordpress.trees.tree import (
    Element,
    has_text,
    make,
)
from dinobook.slugs import slug

_LAZY: Final = ("data-orig-file", "data-large-file", "data-lazy-src", "data-src", "data-original")
_NUMBER: Final = re.compile(r"wp-image-(\d+)")
_LONG_NAME: Final = 60


def picture_of(context: Context, image: Element, caption: str) -> Element:
    """The picture with its name in the book and its description, or a box for a missing one."""
    wanted = wanted_of(image)
    source, number = wanted.source, wanted.attachment
    found = context.blog.library.find(wanted)
    words = _description(context, image, found, caption, source)
    key = picture_key(source, number)
    if not found.path:
        context.missing.append(found.name)
        context.same.setdefault("pictures", {})[key] = same_words(found.name)
        made = make("span", {"class": "missing", "data-name": found.name, "data-done": ""})
        return made
    name = _book_name(context, found.path)
    src = f"images/{name}"
    context.pictures[src] = found.path
    context.same.setdefault("pictures", {})[key] = same_words(name)
    made = make("img", {"src": src, "data-done": ""})
    decorative = context.blog.decorative
    if words or decorative is None or found.path in decorative:
        made.set("alt", words)
    if not words and src not in context.undescribed:
        context.undescribed.append(src)
    return made


def wanted_of(image: Element) -> Wanted:
    """What the element says of its picture; a page that loads pictures late keeps two addresses."""
    late = next((image.get(name) for name in _LAZY if image.get(name)), None)
    source = late or image.get("src") or ""
    link = link_around(image)
    number = image.get("data-attachment") or ""
    if not number and (found := _NUMBER.search(image.get("class") or "")):
        number = found[1]
    return Wanted(source, (link.get("href") or "") if link is not None else "", number)


def picture_key(address: str, number: str) -> str:
    """How the inventory of the source calls a picture."""
    return same_words(address.partition("?")[0] or number)


def _description(context: Context, image: Element, found: Found, caption: str, source: str) -> str:
    """The plan's words, else the source's, the library's, or the caption, with a warning."""
    own = " ".join((image.get("alt") or "").split())
    kept = found.attachment.alt if found.attachment is not None else ""
    said = [words for words in (own, kept) if words]
    first = said[0] if said else caption
    if not found.path:
        context.leave_out("descriptions", first, _MISSING, int(bool(first)))
        return ""
    if given := context.blog.described.get(found.path, ""):
        if first:
            _call_alike(context, first, given)
        else:
            context.added.append(given)
        return given
    for words in said:
        if not is_file_name(words, source or found.name):
            _call_alike(context, first, words)
            return words
    if said and not caption:
        context.leave_out("descriptions", first, "the name of a file describes no picture")
    elif caption:
        _call_alike(context, first, caption)
        message = (
            f"A picture in {context.post.name} has no description; its caption stands for it: "
            f"“{caption[:60]}”."
        )
        context.warn("import-048", message, "Say in the chapter what the picture shows.")
    return caption


_MISSING: Final = "the picture is missing: give it with the picture"


def _call_alike(context: Context, before: str, now: str) -> None:
    """The source's first words about a picture, and those that the chapter has in their stead."""
    if before != now:
        names = context.same.setdefault("descriptions", {})
        names[same_words(before)] = same_words(now)


def _book_name(context: Context, path: str) -> str:
    """The name of a picture in the book, the same for every post that shows it."""
    known = context.blog.pictures
    if path not in known:
        plain = PurePosixPath(path)
        suffix = plain.suffix.lower()
        stem = slug(plain.stem, limit=_LONG_NAME) or "picture"
        taken = set(known.values())
        name, number = f"{stem}{suffix}", 2
        while name in taken:
            name, number = f"{stem}-{number}{suffix}", number + 1
        known[path] = name
    return known[path]


def link_around(image: Element) -> Element | None:
    """A link that holds the picture and nothing else."""
    parent = image.getparent()
    if parent is not None and parent.tag == "a" and not has_text(parent) and len(parent) == 1:
        return parent
    return None
