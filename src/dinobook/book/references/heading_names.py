"""What other programs call the chapters and headings of a book: automatic ids, titles, files."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import PurePosixPath
from typing import Final

from dinobook.markup.fragment import Fragment
from dinobook.slugs import slug

_GITHUB: Final = re.compile(r"[^\w\- ]")
_PANDOC: Final = re.compile(r"[^\w\-. ]")
_NO_BREAKS: Final = re.compile("[\u00a0\u202f]")
"""Typography may have put one where the author typed a space, or none."""
_SIGNS: Final = "#/"
"""What parts the steps of a path and the headings below them, and may be part of a name."""

Target = tuple[str, str]
"""The id of a chapter, and that of an element in it."""


@dataclass(frozen=True, slots=True)
class Names:
    """`chapters` are known by id, file and title; `headings` of each file by every name."""

    chapters: Mapping[str, str]
    paths: Mapping[str, str]
    """The file of each chapter, by its id."""
    headings: Mapping[str, Mapping[str, Target]]

    def chapter(self, name: str) -> str | None:
        """A chapter by its name or by a path, unless its name holds the signs of a path itself."""
        whole = _letters(name.removesuffix(".md"), _SIGNS)
        return self.chapters.get(whole) or self.chapters.get(whole.rpartition("/")[2])

    def heading(self, name: str, path: str) -> Target | None:
        """A heading of the chapter `path`, by an automatic id or its words."""
        known = self.headings.get(path, {})
        words = _letters(name) if "#" not in name else ""
        return known.get(name) or known.get(_letters(name, _SIGNS)) or known.get(words)

    def said(self) -> Iterator[str]:
        """The names of all headings, for the one who looks for the nearest."""
        return (name for known in self.headings.values() for name in known)


def names_in(fragments: Iterable[Fragment]) -> Names:
    chapters: dict[str, str] = {}
    headings: dict[str, Mapping[str, Target]] = {}
    every = tuple(fragments)
    for name_of in (_id, _stem, _title):
        for fragment in every:
            for signs in (_SIGNS, ""):
                chapters.setdefault(_letters(name_of(fragment), signs), fragment.meta.id)
    chapters.pop("", None)
    for fragment in every:
        headings[fragment.place.path] = _headings(fragment)
    paths = {fragment.meta.id: fragment.place.path for fragment in every}
    return Names(chapters, paths, headings)


def _id(fragment: Fragment) -> str:
    return fragment.meta.id


def _stem(fragment: Fragment) -> str:
    return PurePosixPath(fragment.place.path).stem


def _title(fragment: Fragment) -> str:
    return fragment.meta.title


def _headings(fragment: Fragment) -> dict[str, Target]:
    """Every name of a chapter's headings. Exact ids go before words, the first before the next."""
    found: dict[str, Target] = {}
    for rule, gap in product((_github, _pandoc, slug), (" ", "")):
        used: Counter[str] = Counter()
        for heading in fragment.headings:
            name = rule(_NO_BREAKS.sub(gap, heading.text))
            nth = f"{name}-{used[name]}" if used[name] else name
            used[name] += 1
            found.setdefault(nth, (fragment.meta.id, heading.id))
    for heading in fragment.headings:
        for signs in (_SIGNS, ""):
            found.setdefault(_letters(heading.text, signs), (fragment.meta.id, heading.id))
    found.pop("", None)
    return found


def _github(text: str) -> str:
    return _GITHUB.sub("", text.lower()).replace(" ", "-")


def _pandoc(text: str) -> str:
    """As https://pandoc.org/MANUAL.html#extension-auto_identifiers says."""
    plain = "-".join(_PANDOC.sub("", text).lower().split())
    start = re.search(r"[^\W\d_]", plain)
    return plain[start.start() :] if start else "section"


def _letters(text: str, signs: str = "") -> str:
    """A name as far as every program keeps it: letters and digits, no accents; and `signs`."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if sign.isalnum() or sign in signs)


def wiki_target(written: str, names: Names, here: str) -> Target | None:
    """What `[[written]]` in the chapter `here` means: a chapter, a heading in it, or a heading."""
    whole = written.strip()
    for name in (whole, whole.rstrip("# ^")):
        if found := _named(name, names, here):
            return found
    for sign in re.finditer("#", whole):  # the name before it may hold others, so may the heading
        name, heading = whole[: sign.start()].strip(), whole[sign.end() :]
        path = names.paths.get(names.chapter(name) or "") if name else here
        if path and (found := _below(heading, names, path)):
            return found
    return None


def _named(name: str, names: Names, here: str) -> Target | None:
    if chapter := names.chapter(name):
        return chapter, chapter
    return names.heading(name, here) or _only(name, names)


def _below(written: str, names: Names, path: str) -> Target | None:
    """A heading of a chapter, also by the headings above it: `Opzet#Deel`."""
    last = written.rpartition("#")[2]
    return names.heading(written.strip(" ^"), path) or names.heading(last.strip(" ^"), path)


def _only(name: str, names: Names) -> Target | None:
    """The one heading of this name in the whole book."""
    found = {target for path in names.headings if (target := names.heading(name, path))}
    return found.pop() if len(found) == 1 else None
