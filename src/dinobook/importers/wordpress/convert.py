"""One post of a blog as a chapter-to-be."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from dinobook.importers.inventory import Inventory, LeftOut, Piece, same_words
from dinobook.importers.wordpress.addresses import Addresses
from dinobook.importers.wordpress.context import Blog, Context
from dinobook.importers.wordpress.counting import Source, inventory_of, plain_address
from dinobook.importers.wordpress.export import Attachment, Export, Post
from dinobook.importers.wordpress.markup.text import as_markup
from dinobook.importers.wordpress.media import Library, Media
from dinobook.importers.wordpress.trees.elements import dress
from dinobook.importers.wordpress.trees.figures import figure_of, set_pictures
from dinobook.importers.wordpress.trees.links import set_links
from dinobook.importers.wordpress.trees.notes import set_notes, texts_of_editor
from dinobook.importers.wordpress.trees.settle import settle
from dinobook.importers.wordpress.trees.tree import Element, parse, words_of
from dinobook.problems import Problem

_TAG: Final = re.compile(r"<[^<>]*>")
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]"
)
_DEFAULT_CATEGORY: Final = frozenset({"uncategorized", "geen categorie", "zonder categorie"})


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a post becomes: a tree for the writer, and all that a reader should be told.

    `pictures` has the path in the media library of each `src` in the tree. `same` says how a thing
    of the source is called in the chapter, class by class. `undescribed` are pictures that nobody
    has described, `missing` the names of those that the media files lack.
    """

    tree: Element
    inventory: Inventory
    left_out: tuple[LeftOut, ...]
    title: str
    date: str
    tags: tuple[str, ...]
    source: str
    lang: str
    author: str
    pictures: Mapping[str, str]
    same: Mapping[str, Mapping[str, str]]
    undescribed: tuple[str, ...]
    missing: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """The words of a post, and what it shows; the names are those of `Chapter`."""

    words: str
    pictures: Mapping[str, str]
    undescribed: tuple[str, ...]
    missing: tuple[str, ...]


def blog_of(
    export: Export,
    posts: Collection[Post],
    media: Media,
    chapters: Mapping[str, str] | None = None,
    *,
    bracket_notes: bool = False,
) -> Blog:
    """What the chosen posts share; `chapters` has the id of the chapter that each becomes."""
    open_posts = [post for post in export.posts if not post.is_secret]
    addresses = Addresses((*posts, *(one for one in open_posts if one not in posts)), export.site)
    library = Library(media, export.attachments)
    by_address = {plain_address(one.url): one for one in reversed(export.attachments)}
    children = {key: library.of_post(key) for key in library.children}
    shared = {one.id: one.content for one in open_posts if one.type == "wp_block" and one.id}
    return Blog(
        library=library,
        addresses=addresses,
        source=Source(library.by_id, children, shared, by_address, bracket_notes),
        chapters=chapters or {},
        anchors=addresses.fragments(list(posts)),
        site=export.site,
        bracket_notes=bracket_notes,
    )


def survey(post: Post, blog: Blog) -> Survey:
    """What a plan says of a post, without making its chapter."""
    context = Context(post, blog)
    root = _dressed(context)
    return Survey(
        words=words_of(root),
        pictures=context.pictures,
        undescribed=tuple(context.undescribed),
        missing=tuple(dict.fromkeys(context.missing)),
    )


def _dressed(context: Context) -> Element:
    """The post's HTML with everything in its place, not yet cleaned."""
    context.editor_notes.update(texts_of_editor(context))
    root = parse(as_markup(context, context.post.content))
    set_notes(context, root)
    dress(context, root)
    set_pictures(context, root)
    _lead_picture(context, root)
    return root


def convert(post: Post, blog: Blog) -> Chapter:
    """The post's text, notes and pictures, in the order in which its readers saw them."""
    context = Context(post, blog)
    root = _dressed(context)
    set_links(context, root)
    title = plain_title(post.title)
    tree = settle(context, root, title)
    return Chapter(
        tree=tree,
        inventory=_with_added(inventory_of(post, blog.source), context.added),
        left_out=tuple(context.left_out),
        title=title,
        date=post.date,
        tags=tags_of(post),
        source=post.link,
        lang=post.language,
        author=post.author,
        pictures=context.pictures,
        same=context.same,
        undescribed=tuple(context.undescribed),
        missing=tuple(dict.fromkeys(context.missing)),
        problems=tuple(context.problems),
    )


def _with_added(inventory: Inventory, added: Iterable[str]) -> Inventory:
    """With the descriptions that the plan adds."""
    pieces = [Piece(same_words(words)) for words in added]
    return {**inventory, "descriptions": (*inventory.get("descriptions", ()), *pieces)}


def _lead_picture(context: Context, root: Element) -> None:
    """The featured picture at the head, unless the post shows it itself."""
    number = context.post.meta.get("_thumbnail_id", "").strip()
    if not number or number == "0":
        return
    attachment = context.blog.library.by_id.get(number, Attachment(number, ""))
    shown = {one.get("src") or one.get("data-name") for one in root.iter("img", "span")}
    figure = figure_of(context, attachment)
    picture = figure[0]
    if (picture.get("src") or picture.get("data-name")) not in shown:
        figure.tail, root.text = root.text, None
        root.insert(0, figure)


def plain_title(written: str) -> str:
    """The title as words: titles may hold HTML."""
    return " ".join(_UNSEEN.sub("", html.unescape(_TAG.sub("", written))).split())


def tags_of(post: Post) -> tuple[str, ...]:
    """Tags and categories, without the category that WordPress gives to all that has none."""
    names: Iterable[str] = (plain_title(one) for one in (*post.categories, *post.tags))
    return tuple(
        dict.fromkeys(one for one in names if one and one.casefold() not in _DEFAULT_CATEGORY)
    )
