"""Links: where the author points, and where that is in this edition of the book."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree

from dinobook import xhtml
from dinobook.book.references.heading_names import Names, names_in, wiki_target
from dinobook.markup.fragment import WIKI_LINK, Fragment, Link
from dinobook.markup.tree import QR_SIZE
from dinobook.problems import Place, Problem, Severity, nearest

_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")
_NO_HOST = re.compile(r"https?:(?!//)", re.IGNORECASE)
# A web address without its beginning, or with a misspelt one.
_WEB_NAME = re.compile(
    r"(?:https?\W{1,3})?((?:www\.|(?:[\w-]+\.)+(?:be|nl|com|org|net|eu|info|io|gov|edu)\b)\S*)"
)
# What newsletters and networks add to count their readers.
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_cid|mc_eid|_hsenc|_hsmi)=")


@dataclass(frozen=True, slots=True)
class Targets:
    """Everything that a link may mean, over all chapters, printed in this edition or not."""

    chapters: Mapping[str, str]
    """Chapter id → project path."""
    sources: Mapping[str, str]
    """Blog address, normalised → chapter id."""
    addresses: Mapping[str, str]
    """Chapter id → blog address as written."""
    anchors: Mapping[str, str]
    """Id of an element → id of the chapter that holds it."""
    printed: frozenset[str]
    """The ids of the sections in this edition."""
    made: frozenset[str]
    """The ids of parts and of pages that the book makes itself, as far as they are known."""
    names: Names
    """What other programs call chapters and headings."""


def targets_of(
    fragments: Iterable[Fragment], sections: Iterable[str], made: Iterable[str] = ()
) -> Targets:
    """`sections` are those of one edition, `made` those of the manifest that are no chapters."""
    every = tuple(fragments)
    return Targets(
        chapters={one.meta.id: one.place.path for one in every},
        sources={_address(one.meta.source): one.meta.id for one in every if one.meta.source},
        addresses={one.meta.id: one.meta.source for one in every if one.meta.source},
        anchors={name: one.meta.id for one in every for name, _ in one.ids},
        printed=frozenset(sections),
        made=frozenset(made),
        names=names_in(every),
    )


def unknown_links(
    fragment: Fragment, targets: Targets, unread: Collection[str] = ()
) -> list[Problem]:
    """One problem for each link of the chapter that leads nowhere.

    `unread` are the ids of chapters that could not be read: what they hold is not known.
    """
    problems = []
    for link in fragment.links:
        if link.wiki:
            problems += _unknown_name(link, fragment, targets, unread)
            continue
        if _is_outside(link.href, targets) or _may_lead_to(unread, link.href):
            continue
        if target_of(link.href, targets, fragment.place.path) is None:
            wanted = unquote(link.href.lstrip("#").split("#")[-1])
            close = nearest(wanted, [*targets.chapters, *targets.anchors])
            hint = f"Did you mean “{close}”? " if close else ""
            problems.append(
                Problem(
                    Place(fragment.place.path, link.line, link.href),
                    "links-001",
                    f"The link “{link.href}” leads nowhere.",
                    hint + _form(link.href),
                )
            )
    return problems


def _form(href: str) -> str:
    if found := _WEB_NAME.fullmatch(href):
        return f"Write the whole web address: https://{found.group(1)}"
    return (
        "Write the id of a chapter, “#” and the id of a heading or figure, or a whole web address."
    )


def _unknown_name(
    link: Link, fragment: Fragment, targets: Targets, unread: Collection[str]
) -> list[Problem]:
    """A wiki link without a target is a warning: its words are printed all the same."""
    here = fragment.place.path
    if wiki_target(link.href, targets.names, here) or _may_lead_to(unread, link.href):
        return []
    close = nearest(link.href, [*targets.chapters, *targets.names.said()])
    return [
        Problem(
            Place(here, link.line, f"[[{link.href}]]"),
            "text-040",
            f"The book has no chapter and no heading “{link.href}”; the words are set, without a "
            "link.",
            (f"Did you mean “{close}”? " if close else "")
            + "Write [[id|woorden]] or [woorden](id) with a chapter’s id, or the words alone.",
            Severity.WARNING,
        )
    ]


def _may_lead_to(unread: Collection[str], href: str) -> bool:
    name = unquote(href).partition("#")[0]
    return bool(unread) and (not name or posixpath.basename(name).removesuffix(".md") in unread)


def resolve(root: etree._Element, targets: Targets, here: str) -> None:
    """Turn every link below `root` into `#id`, an outside address, or plain text.

    `here` is the project path of the chapter, for links that name files.
    """
    for anchor in list(root.iter(xhtml.tag("a"))):
        href = anchor.get("href")
        if href is None or xhtml.has_class(anchor, "noteref") or _prints_as_code(anchor):
            continue
        if xhtml.has_class(anchor, WIKI_LINK):
            _drop_class(anchor, WIKI_LINK)
            found = wiki_target(href, targets.names, here)
        else:
            found = target_of(href, targets, here)
        if found is None:
            if not _SCHEME.match(href):  # a part that this edition does not have
                xhtml.unwrap(anchor)
            continue
        chapter, element = found
        if chapter in targets.printed:
            anchor.set("href", f"#{element}")
            xhtml.add_class(anchor, "xref")
        elif chapter in targets.addresses:
            anchor.set("href", targets.addresses[chapter])
        else:
            xhtml.unwrap(anchor)


def _drop_class(anchor: etree._Element, name: str) -> None:
    anchor.set(
        "class", " ".join(class_name for class_name in xhtml.classes(anchor) if class_name != name)
    )
    if not anchor.get("class"):
        del anchor.attrib["class"]


def _prints_as_code(anchor: etree._Element) -> bool:
    """A QR code leads to the web, also where the book has what stands there."""
    return any(ancestor.get(QR_SIZE) for ancestor in anchor.iterancestors())


def target_of(href: str, targets: Targets, here: str) -> tuple[str, str] | None:
    """The chapter and the element that `href` means, or None for what is not in the book."""
    if href.startswith("#"):
        wanted = unquote(href[1:])
        return _anchor(wanted, targets) or targets.names.heading(wanted, here)
    if _SCHEME.match(href):
        chapter = targets.sources.get(_address(href))
        return (chapter, chapter) if chapter else None
    name, _, fragment = unquote(href).partition("#")
    chapter = _chapter(name, targets, here)
    if chapter is None:
        return (name, name) if name in targets.printed | targets.made else None
    if not fragment:
        return chapter, chapter
    return (
        _anchor(fragment, targets)
        or _anchor(f"{chapter}--{fragment}", targets)
        or targets.names.heading(fragment, targets.chapters[chapter])
    )


def _anchor(name: str, targets: Targets) -> tuple[str, str] | None:
    if name in targets.anchors:
        return targets.anchors[name], name
    if name in targets.chapters or name in targets.printed | targets.made:
        return name, name
    return None


def _chapter(name: str, targets: Targets, here: str) -> str | None:
    """A chapter by its id, by its path from the chapter `here`, or by the end of its path."""
    if name in targets.chapters:
        return name
    if not name.endswith(".md"):
        return None
    by_path = {path: chapter for chapter, path in targets.chapters.items()}
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(here), name))
    if beside in by_path:
        return by_path[beside]
    wanted = "/" + name.lstrip("./")
    return next((by_path[path] for path in by_path if ("/" + path).endswith(wanted)), None)


def _is_outside(href: str, targets: Targets) -> bool:
    if _NO_HOST.match(href):
        return False
    return bool(_SCHEME.match(href)) and _address(href) not in targets.sources


def _address(url: str) -> str:
    """A web address as far as it names a page: no scheme, `www.`, fragment, last slash.

    What others add to count its readers goes too; other queries may name the page.
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # no address at all, which the chapter's own checks say
        return url
    host = (parts.hostname or "").removeprefix("www.")
    query = without_tracking(parts.query)
    if not host or not (parts.path.strip("/") or query):
        return url
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


def without_tracking(query: str) -> str:
    return "&".join(part for part in query.split("&") if not _TRACKING.match(part))


def id_twice(name: str, place: Place, first: Place) -> Problem:
    """An id that stands in two chapters, or is that of a section; `first` is where it is known."""
    return Problem(
        place,
        "links-002",
        f"The id “{name}” is used in {first} already; an id may stand once in the book.",
        "Give one of the two another name.",
    )
