"""What other programs call the chapters and headings of a book: automatic ids, titles, files."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from dinobook.markup.fragment import Fragment
from dinobook.slugs import slug

_GITHUB: Final = re.compile(r"[^\w\- ]")
_PANDOC: Final = re.compile(r"[^\w\-. ]")

Target = tuple[str, str]
"""The id of a chapter, and that of an element in it."""


@dataclass(frozen=True, slots=True)
class Names:
    """`chapters` are known by id, file and title; `headings` of each file by every name."""

    chapters: Mapping[str, str]
    headings: Mapping[str, Mapping[str, Target]]

    def chapter(self, name: str) -> str | None:
        return self.chapters.get(_letters(name.removesuffix(".md").rpartition("/")[2]))

    def heading(self, name: str, path: str) -> Target | None:
        """A heading of the chapter `path`, by an automatic id or its words."""
        known = self.headings.get(path, {})
        return known.get(name) or known.get(_letters(name))

    def said(self) -> Iterator[str]:
        """The names of all headings, for the one who looks for the nearest."""
        return (name for known in self.headings.values() for name in known)


def names_in(fragments: Iterable[Fragment]) -> Names:
    chapters: dict[str, str] = {}
    headings: dict[str, Mapping[str, Target]] = {}
    every = tuple(fragments)
    for name_of in (_id, _stem, _title):
        for fragment in every:
            chapters.setdefault(_letters(name_of(fragment)), fragment.meta.id)
    chapters.pop("", None)
    for fragment in every:
        headings[fragment.place.path] = _headings(fragment)
    return Names(chapters, headings)


def _id(fragment: Fragment) -> str:
    return fragment.meta.id


def _stem(fragment: Fragment) -> str:
    return PurePosixPath(fragment.place.path).stem


def _title(fragment: Fragment) -> str:
    return fragment.meta.title


def _headings(fragment: Fragment) -> dict[str, Target]:
    """Every name of a chapter's headings. Exact ids go before words, the first before the next."""
    found: dict[str, Target] = {}
    for rule in (_github, _pandoc, slug):
        used: Counter[str] = Counter()
        for heading in fragment.headings:
            name = rule(heading.text)
            nth = f"{name}-{used[name]}" if used[name] else name
            used[name] += 1
            found.setdefault(nth, (fragment.meta.id, heading.id))
    for heading in fragment.headings:
        found.setdefault(_letters(heading.text), (fragment.meta.id, heading.id))
    found.pop("", None)
    return found


def _github(text: str) -> str:
    return _GITHUB.sub("", text.lower()).replace(" ", "-")


def _pandoc(text: str) -> str:
    """As https://pandoc.org/MANUAL.html#extension-auto_identifiers says."""
    plain = "-".join(_PANDOC.sub("", text).lower().split())
    start = re.search(r"[^\W\d_]", plain)
    return plain[start.start() :] if start else "section"


def _letters(text: str) -> str:
    """A name as far as every program keeps it: letters and digits, no accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if sign.isalnum())


def wiki_target(written: str, names: Names, here: str) -> Target | None:
    """What `[[written]]` in the chapter `here` means: a chapter, a heading in it, or a heading."""
    name, _, heading = (part.strip() for part in written.partition("#"))
    heading = heading.rpartition("#")[2].strip(" ^")
    if not name:
        return names.heading(heading, here)
    chapter = names.chapter(name)
    if chapter is None:
        return None if heading else names.heading(name, here) or _only(name, names)
    if not heading:
        return chapter, chapter
    paths = (path for path, known in names.headings.items() for one in known.values()
             if one[0] == chapter)  # fmt: skip
    return names.heading(heading, next(paths, ""))


def _only(name: str, names: Names) -> Target | None:
    """The one heading of this name in the whole book."""
    found = {target for path in names.headings if (target := names.heading(name, path))}
    return found.pop() if len(found) == 1 else None
