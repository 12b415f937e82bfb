"""What the plans of each importer may say: the one place to stand for a new one.

A format says how its plans name a part of the source, what such a part may become, which changes
can be switched off, and which settings of its own stand at the top.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

REPAIRS: Final[dict[str, str]] = {
    "nbsp-to-space": "a no-break space that a web page left behind becomes an ordinary space",
    "trailing-space": "spaces at the end of a line go",
    "double-space": "two or more spaces become one",
    "wrong-closer": "an opening quotation mark at the end of a word becomes a closing one",
    "leading-apostrophe": "an opening quotation mark before ’t, ’m or ’60 becomes an apostrophe",
}
"""The mechanical repairs of a dump by name. None of them touches a letter."""

CHANGES: Final[dict[str, str]] = {
    "html-script": "scripts and styles go: a book runs none",
    "html-drawing": "a drawing in the text (<svg>) becomes a picture in a file of its own",
    "html-embed": "a film, a sound or a frame becomes a link to its address",
    "html-element": "an element that only paints goes, or becomes one that books know",
    "html-attribute": "an attribute that only paints, or serves a browser, goes",
    "html-text": "a tag that opens and never closes is printed as the words it was typed as",
    "heading-level": "headings move so that they begin with ## and skip no level",
    "link-site": "a link to another page of the blog's site becomes a full address",
    "link-gone": "a link that leads nowhere in the book keeps its words only",
    "link-open": "a link that nothing closes is printed as it was typed",
    "id-twice": "an id that two posts use gets the name of its chapter before it",
    "note-twice": "a note that is called again gets a second note with the same text",
    "note-gone": "a call without its note, or a note without its call, is printed as it was typed",
    "code-open": "code that nothing closes is closed where the post ends",
}
"""What the import of a folder changes beside addresses, by name. No word is lost by it."""

EVERY_REPAIR: Final = {**REPAIRS, **CHANGES}


class Locator(StrEnum):
    """How a plan names a part of its source; the key of the row."""

    LINES = "lines"
    FILE = "file"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Format:
    """One importer's plans. `kinds` are names of `plan.Kind`; `head` explains them in the file.

    `options` are its own keys at the top of a plan, each with the values it may have; without any,
    every text will do.
    """

    name: str
    locator: Locator
    kinds: tuple[str, ...]
    head: str
    repairs: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    has_site: bool = False


_TEXT_HEAD: Final = """\
# What each part of {source} becomes. Nothing has been written yet.
#
# Look at the entries with the lowest confidence first, and change what is wrong:
#   kind     {kinds}
#   lines    one number, or first-last; every line with text belongs to one entry
#   id       the name of the chapter's file (of a post); keep it once it is in the book
#   date     of a post, when you know it; a guessed-date is only written as a remark
#   source   of a post, its address on the web, when you know it
#   source-line   the line that says where a verse or quotation comes from
#   part     text at the end of the line that the entry is about
# A post may have two lines: its title and its subtitle. “drop” leaves lines out of the book; “tag”
# makes a label of the post below it; “dialogue” is an interview, with each NAME: in capitals; a
# stanza of “verse” on one line is parted at its dashes, and dashes that lines begin or end with go.
# words, confidence and reason are only there for you. Leave sha256 and digests alone.
#
# repairs that you do not want can be deleted from the list:
{repairs}
"""

_FOLDER_HEAD: Final = """\
# What each file of {source} becomes. Nothing has been written yet.
#
#   kind     post (a chapter), image (copied to manuscript/images), image-missing (a picture that
#            is not there: a box in a draft, until you put it there) or drop (left out)
#   id       the name of the chapter's or the picture's new file, without its suffix
#   date     of a post that has none of its own; source: its address on the web
# words, confidence and reason are only there for you. Leave sha256 and digests alone.
#
# site is the address that the blog has or had on the web, such as https://example.org: links to
# its pages are followed then, and those to pages that are no chapters become full addresses.
#
# changes that you do not want can be deleted from the list of repairs:
{repairs}
"""

_DOCX_HEAD: Final = """\
# What each part of {source} becomes. Nothing has been written yet.
#
#   kind     {kinds}: a chapter; “drop” leaves it out. Of a picture that nothing describes: “image”
#            with what it shows as its title, or “decoration” when readers lose nothing without it
#   item     the path of a heading in the document
#   id       the name of the chapter's file; keep it once it is in the book
#   title    of a chapter, when it shall be called otherwise than its heading
# book: take   makes the document's title, subtitle and authors those of the book
# words, confidence and reason are only there for you. Leave sha256 alone.
"""

_WORDPRESS_HEAD: Final = """\
# What each post of {source} becomes. Nothing has been written yet.
#
#   kind     post or page (a chapter); of pictures: image, decoration (a picture that needs no
#            description, because it only decorates), image-missing (a box in a draft, until you put
#            it there); drop (left out)
#   item     the number of the post in the blog, or the file of the picture
#   id       the name of the chapter's file or of the picture, without its suffix
#   title, date, source   of the chapter; into: the part of the book where it goes
# Posts that stay out say why; make them post or page to bring them in. words, confidence and reason
# are only there for you. Leave sha256 and digests alone.
#
# notes: brackets makes notes of ((double brackets)), as the plug-in Footnotes Made Easy does.
"""

FORMATS: Final = {
    one.name: one
    for one in (
        Format(
            "text",
            Locator.LINES,
            (
                *("post", "heading", "paragraph", "list", "image-missing"),
                *("verse", "quote", "dialogue", "tag", "drop"),
            ),
            _TEXT_HEAD,
            REPAIRS,
        ),
        Format(
            "markdown",
            Locator.FILE,
            ("post", "image", "image-missing", "drop"),
            _FOLDER_HEAD,
            CHANGES,
            has_site=True,
        ),
        Format(
            "docx",
            Locator.ITEM,
            ("chapter", "image", "decoration", "drop"),
            _DOCX_HEAD,
            options={
                "changes": ("accept", "reject"),
                "level": ("1", "2", "3"),
                "headings": ("styles", "looks"),
                "book": ("leave", "take"),
            },
        ),
        Format(
            "wordpress",
            Locator.ITEM,
            ("post", "page", "image", "decoration", "image-missing", "drop"),
            _WORDPRESS_HEAD,
            options={"notes": ("brackets",)},
        ),
    )
}
"""Every format by its name, which stands in its plans as `importer`."""
