"""A new book: three chapters to change, a manifest, and the tokens of the house theme."""

from __future__ import annotations

import importlib.resources
import json
from typing import Final

from dinobook.errors import UsageError
from dinobook.manifest import parse
from dinobook.storage import ABSENT, Write
from dinobook.storage.paths import IGNORED
from dinobook.storage.project import MANIFEST, MANUSCRIPT, STYLES, FolderProject
from dinobook.theme.house import TOKENS, files_below, house_files

_PARTICLES: Final = (
    "van von de den der del della di du la le les het ’t 't te ten ter vande vanden vander"
)
_BEFORE_NAMES: Final = frozenset(_PARTICLES.split())
_MANIFEST = """\
# The book: what it is, in what order, and in which editions.
# To move a chapter, move its line. Every key is explained in dinobook’s docs/manifest.md.

book:
  title: {title}
  authors:
    - name: {author}
      sort: {sort}   # as a library files it
  language: nl-BE
  identifier: urn:uuid:{identifier}   # permanent: never change it

outline:
  - matter: front
  - generate: title-page
  - generate: colophon
  - generate: contents
  - matter: body
  - welkom
  - eerste-hoofdstuk
  - tweede-hoofdstuk

editions:
  ebook:  {{format: epub}}
  screen: {{format: pdf, use: screen, page: a5}}
  print:  {{format: pdf, use: print, page: 135x210}}
"""

_IGNORED: Final = """\
# What dinobook makes, and what it remembers of edits: of no use to others.
/build/
/.dinobook/
/.dinobook-changes*/
"""


def start_book(project: FolderProject, title: str, author: str, identifier: str) -> tuple[str, ...]:
    """Write a new book, all of it or nothing, and return its files as project paths.

    `identifier` is a UUID for the book's life. Raises `UsageError` when the folder holds a file of
    the same name already.
    """
    manifest = _MANIFEST.format(
        title=_quoted(title),
        author=_quoted(author),
        sort=_quoted(filed_name(author)),
        identifier=identifier,
    )
    if faults := parse(manifest).problems:
        raise UsageError(f"A book cannot have this title or author. {faults[0].message}")
    files = {MANIFEST: manifest.encode(), **example_files()}
    files[f"{STYLES}/{TOKENS}"] = house_files()[TOKENS]
    if not (project.root / IGNORED).exists():  # a folder that Git knows already keeps its own
        files[IGNORED] = _IGNORED.encode()
    taken = sorted(path for path in files if (project.root / path).exists())
    if taken:
        raise UsageError(
            f"{project.root} already holds {taken[0]}; nothing was written. Choose a new folder."
        )
    project.apply(Write(path, data, ABSENT) for path, data in files.items())
    return tuple(sorted(files))


def filed_name(name: str) -> str:
    """“Vos, An de”, for the author to check: from the last word, or from a Van or De before it.

    That is how Belgian libraries file “An Van den Berg”, and Dutch ones “Vos, An de”.
    """
    words = name.split()
    start = next(
        (
            at
            for at, word in enumerate(words)
            if at and word.casefold() in _BEFORE_NAMES and word[0].isupper()
        ),
        len(words) - 1,
    )
    given = " ".join(words[:start])
    return f"{' '.join(words[start:])}, {given}" if given else name


def example_files() -> dict[str, bytes]:
    """The example chapters of a new book and their pictures, by project path."""
    chapters = importlib.resources.files(__name__) / MANUSCRIPT
    return dict(files_below(chapters, f"{MANUSCRIPT}/"))


def _quoted(text: str) -> str:
    """A YAML double-quoted scalar, which JSON's strings are."""
    return json.dumps(text, ensure_ascii=False)
