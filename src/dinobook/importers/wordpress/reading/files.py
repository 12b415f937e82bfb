"""One or more files of an export, zipped or not, as one `Export`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from dinobook.importers.site import site_address
from dinobook.importers.wordpress.export import Attachment, Author, Export, Post
from dinobook.importers.wordpress.reading.archive import (
    LIMITS,
    ArchiveError,
    Limits,
    is_zip,
    members,
)
from dinobook.importers.wordpress.reading.decode import decode
from dinobook.importers.wordpress.reading.items import (
    Item,
    as_attachment,
    as_post,
    name_of,
    text_of,
    without_address,
)
from dinobook.importers.wordpress.reading.mojibake import damaged
from dinobook.importers.wordpress.reading.parse import parse
from dinobook.problems import Place, Problem, Severity

_FOREIGN: Final = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a .gz archive: unpack it first"),
    (b"Rar!", "a .rar archive: unpack it first"),
    (b"7z\xbc\xaf", "a .7z archive: unpack it first"),
)
_EMPTY_HINT: Final = "In WordPress choose Tools → Export → All content."


@dataclass(slots=True)
class _Gathered:
    """What has been read so far, file by file."""

    posts: list[Post] = field(default_factory=list)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    keys: dict[str, Post] = field(default_factory=dict)
    sites: dict[str, str] = field(default_factory=dict)
    title: str = ""
    language: str = ""
    failed: bool = False


def read_export(
    files: Sequence[tuple[str, bytes]], *, recover: bool = False, limits: Limits = LIMITS
) -> Export:
    """Name and bytes of each file → everything in them, with all that was wrong.

    When a file cannot be read, no post is given back: half an export is none.
    """
    gathered = _Gathered()
    for name, data in files:
        _read_file(gathered, name, data, recover, limits)
    if not files:
        gathered.failed = True
    if len(gathered.sites) > 1:
        gathered.problems.append(_several_sites(gathered.sites))
    if gathered.failed:
        return Export(problems=tuple(gathered.problems))
    return Export(
        posts=tuple(gathered.posts),
        attachments=tuple(gathered.attachments.values()),
        authors=tuple(gathered.authors.values()),
        site=next(iter(gathered.sites), ""),
        title=gathered.title,
        language=gathered.language,
        problems=(*gathered.problems, *damaged(gathered.posts)),
    )


def _read_file(gathered: _Gathered, name: str, data: bytes, recover: bool, limits: Limits) -> None:
    if not is_zip(data):
        _read_xml(gathered, name, data, recover)
        return
    found = 0
    try:
        for member, content in members(data, _is_xml, limits):
            found += 1
            _read_xml(gathered, f"{name}/{member}", content, recover)
    except ArchiveError as error:
        hint = "Download the export again, or unpack it and name the .xml files in it."
        _fail(gathered, Problem(Place(name), "import-040", f"The archive {error}.", hint))
        return
    if not found:
        message = "The archive holds no .xml file, so it is no export of a blog."
        hint = "An archive of pictures is given with --media; the texts come with the export."
        _fail(gathered, Problem(Place(name), "import-040", message, hint))


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".wxr"))


def _fail(gathered: _Gathered, problem: Problem) -> None:
    gathered.failed = True
    gathered.problems.append(problem)


def _read_xml(gathered: _Gathered, name: str, data: bytes, recover: bool) -> None:
    refused = _foreign(name, data)
    if refused is not None:
        _fail(gathered, refused)
        return
    decoded = decode(data, name, recover=recover)
    gathered.problems += decoded.problems
    if decoded.text is None:
        gathered.failed = True
        return
    parsed = parse(decoded.text, name, recover=recover)
    gathered.problems += parsed.problems
    if parsed.root is None:
        gathered.failed = True
        return
    _take_channel(gathered, parsed.root, name)


def _foreign(name: str, data: bytes) -> Problem | None:
    if not data.strip():
        return Problem(Place(name), "import-040", "The file is empty.", _EMPTY_HINT)
    for start, what in _FOREIGN:
        if data.startswith(start):
            message = f"The file is no WordPress export but {what}."
            return Problem(Place(name), "import-040", message, _EMPTY_HINT)
    return None


def _take_channel(gathered: _Gathered, root: etree._Element, name: str) -> None:
    names = _take_authors(gathered, root)
    heads = _heads(root)
    language = _language(heads.get("language", ""))
    gathered.title = gathered.title or heads.get("title", "")
    gathered.language = gathered.language or language
    site = site_address(heads.get("wp:base_blog_url") or heads.get("link", ""))
    if site:
        gathered.sites.setdefault(site, name)
    items = [Item(element) for element in _elements(root, "item")]
    if items and not any("wp:post_type" in item.fields for item in items):
        message = "The file is a feed of the latest posts, not an export of the blog."
        _fail(gathered, Problem(Place(name), "import-040", message, _EMPTY_HINT))
        return
    for position, item in enumerate(items, start=1):
        if item.type == "attachment":
            made = as_attachment(item)
            gathered.attachments.setdefault(made.id or made.url, made)
        else:
            _take_post(gathered, as_post(item, position, name, names, language))


def _elements(root: etree._Element, tag: str) -> Iterator[etree._Element]:
    return (element for element in root.iter(tag))


def _heads(root: etree._Element) -> dict[str, str]:
    channel = next(root.iter("channel"), root)
    heads: dict[str, str] = {}
    for child in channel:
        if child.tag == "item":
            break
        if not len(child):
            heads.setdefault(name_of(child), text_of(child).strip())
    return heads


def _language(text: str) -> str:
    found = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?(?:[-_]\w{1,20})?", text.strip())
    if found is None:
        return ""
    return found[1].lower() + (f"-{found[2].upper()}" if found[2] else "")


def _take_authors(gathered: _Gathered, root: etree._Element) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for element in root.iter("{*}author"):
        found = {name_of(child): text_of(child).strip() for child in element}
        login = found.get("wp:author_login", "")
        if not login:
            continue
        shown = found.get("wp:author_display_name", "")
        whole = (
            f"{found.get('wp:author_first_name', '')} {found.get('wp:author_last_name', '')}"
        ).strip()
        if not shown or "@" in shown:
            shown = whole if whole and "@" not in whole else without_address(shown or login)
        names[login] = shown
        gathered.authors.setdefault(login, Author(without_address(login), shown))
    return names


def _take_post(gathered: _Gathered, post: Post) -> None:
    earlier = gathered.keys.get(post.key)
    if earlier is None:
        gathered.keys[post.key] = post
        gathered.posts.append(post)
        return
    if _same(earlier, post):
        return
    number = 2
    while f"{post.key}-{number}" in gathered.keys:
        if _same(gathered.keys[f"{post.key}-{number}"], post):
            return
        number += 1
    twin = replace(post, key=f"{post.key}-{number}")
    gathered.keys[twin.key] = twin
    gathered.posts.append(twin)
    message = (
        f"Two items have the number {post.key} (the other is on line {earlier.line} of "
        f"{earlier.file}); this one is {twin.key} here."
    )
    hint = "Look which of the two you want, and leave the other out."
    place = Place(post.file, post.line)
    gathered.problems.append(Problem(place, "import-045", message, hint, Severity.WARNING))


def _same(one: Post, other: Post) -> bool:
    def compared(post: Post) -> Post:
        return replace(post, key="", file="", line=0)

    return compared(one) == compared(other)


def _several_sites(sites: Mapping[str, str]) -> Problem:
    named = "; ".join(f"{file}: {site}" for site, file in sites.items())
    message = f"The files are exports of different blogs ({named})."
    hint = "Import one blog after the other: numbers and links of two blogs get mixed up."
    return Problem(Place(next(iter(sites.values()))), "import-045", message, hint)
