"""`python -m bench.corpus`: a folder of other people's posts, imported and built as one book."""

from __future__ import annotations

import argparse
import io
import posixpath
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from PIL import Image

from dinobook.errors import UserError
from dinobook.importers.markdown import MarkdownFolder
from dinobook.importers.run import apply
from dinobook.pipeline.build import Outcome, Request, build
from dinobook.pipeline.sources import load
from dinobook.problems import Problem
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import FolderProject, MemoryProject, normalise

BLOG: Final = Path(__file__).parents[2] / "shared" / "corpus" / "blog-nl"
"""247 Dutch posts beside the checkout; see the README there."""

_MANIFEST: Final = """\
book:
  title: Wat er stond
  authors: [{name: Verschillende auteurs, sort: "Verschillende auteurs"}]
  language: nl
  identifier: urn:uuid:0b9a7e0c-7c57-4b7e-9a54-6f6f5a5a9b13
  date: 2026-01-15
  publisher: Proefdruk
"""
_OUTLINE: Final = """
outline:
  - matter: front
  - generate: title-page
  - generate: contents
  - matter: body
"""
_EDITIONS: Final = """
editions:
  ebook:  {format: epub}
  screen: {format: pdf, use: screen, page: a5}
  print:  {format: pdf, use: print, page: 135x210}
"""

_NAMED: Final = re.compile("“([^”]+)”")


@dataclass(frozen=True, slots=True)
class Posts:
    """An imported folder: its book, the ids of its chapters, and what the import had to say.

    `missing` are the pictures for which it refused, until something stood in their places.
    """

    project: MemoryProject
    ids: tuple[str, ...]
    problems: tuple[Problem, ...]
    missing: tuple[str, ...] = ()

    def with_chapters(self, ids: Sequence[str]) -> Posts:
        """The same posts as a book of these chapters alone."""
        kept = {f"manuscript/{name}.md" for name in ids}
        contents = {
            path: data
            for path, data in self.project.contents.items()
            if not path.endswith(".md") or path in kept
        }
        rows = "".join(f"  - {name}\n" for name in ids)
        contents["manuscript/book.yaml"] = (_MANIFEST + _OUTLINE + rows + _EDITIONS).encode()
        return replace(self, project=MemoryProject(contents), ids=tuple(ids))


def import_posts(
    folder: Path, wanted: Callable[[str], bool] = lambda path: True, *, stand_ins: bool = True
) -> Posts:
    """The posts whose path `wanted` takes, as the import's own proposal brings them in.

    `stand_ins`: where the import refuses for want of pictures, small ones are put in their places.
    """
    source = FolderProject(folder)
    chosen = MemoryProject(
        {f"posts/{path}": source.read_bytes(path) for path in source.files(".") if wanted(path)}
    )
    missing: tuple[str, ...] = ()
    while True:
        project = MemoryProject(
            {"manuscript/book.yaml": (_MANIFEST + _OUTLINE + _EDITIONS).encode()}
        )
        report = apply(project, MarkdownFolder(folder.name, _Below(chosen)))
        wished = _missing_pictures(report.problems) if stand_ins else ()
        new = [path for path in wished if f"posts/{path}" not in chosen.contents]
        if not new:
            found = Posts(project, tuple(report.listed), report.problems, missing)
            return found.with_chapters(found.ids)
        missing = (*missing, *new)
        chosen.contents |= {f"posts/{path}": _stand_in(path) for path in new}


def _missing_pictures(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The paths in the folder of pictures that errors of an import are about."""
    found = []
    for problem in problems:
        named = _NAMED.search(problem.message)
        if problem.is_error and problem.code == "import-015" and named:
            address = unquote(re.split(r"[?#]", named[1].strip("<>"))[0])
            parent = posixpath.dirname(problem.place.path)
            path = address.lstrip("/") if address.startswith("/") else f"{parent}/{address}"
            found.append(normalise(path))
    return tuple(dict.fromkeys(found))


def _stand_in(path: str) -> bytes:
    if path.lower().endswith(".svg"):
        return b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6" width="9" height="6"/>'
    buffer = io.BytesIO()
    kind = {".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}
    picture = Image.new("RGB", (90, 60), (40, 90, 60))
    picture.save(buffer, kind.get(posixpath.splitext(path)[1].lower(), "PNG"))
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _Below:
    """The folder `posts` of a project in memory, as a project whose root it is."""

    inner: MemoryProject

    def exists(self, path: str) -> bool:
        return self.inner.exists(f"posts/{path}")

    def files(self, folder: str) -> tuple[str, ...]:
        found = self.inner.files("posts" if folder == "." else f"posts/{folder}")
        return tuple(path.removeprefix("posts/") for path in found)

    def read_bytes(self, path: str) -> bytes:
        return self.inner.read_bytes(f"posts/{path}")


def built(posts: Posts, out: Path, jobs: int = 0) -> Outcome:
    """The draft of the book. Raises `UserError` where a build stops."""
    return build(posts.project, OutputFolder(out), Request(draft=True, jobs=jobs), lambda _: None)


def refused(posts: Posts) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The errors and the warnings of `check --draft`."""
    problems = load(posts.project, draft=True).problems
    errors = tuple(one for one in problems if one.is_error)
    return errors, tuple(one for one in problems if not one.is_error)


def figures(folder: Path) -> Iterator[str]:
    """Lines to show: errors and warnings by code, and what the build comes to.

    Chapters with errors are left out of the build, and so are those at which it stops.
    """
    posts = import_posts(folder)
    yield f"imported {len(posts.ids)} posts; the import said {len(posts.problems)} things"
    yield f"it refused for want of {len(posts.missing)} pictures; small ones stand in for them"
    yield from _by_code(posts.problems)
    errors, warnings = refused(posts)
    yield f"check --draft: {len(errors)} errors, {len(warnings)} warnings"
    yield from _by_code(errors)
    yield "warnings:"
    yield from _by_code(warnings)
    while errors and (left := _without(posts, errors)) != posts.ids:
        posts = posts.with_chapters(left)
        errors, _ = refused(posts)
    yield f"built: {len(posts.ids)} chapters without errors"
    with tempfile.TemporaryDirectory() as out:
        yield from _build_figures(posts, Path(out))


def _build_figures(posts: Posts, out: Path) -> Iterator[str]:
    while posts.ids:
        start = time.monotonic()
        try:
            outcome = built(posts, out)
        except UserError as error:
            yield f"stopped after {time.monotonic() - start:.0f} s: {error.message}"
            yield from _by_code(error.problems)
            left = _without(posts, [one for one in error.problems if one.is_error])
            if left == posts.ids:
                return
            posts = posts.with_chapters(left)
            continue
        yield f"{time.monotonic() - start:.0f} s"
        yield from (
            f"{made.name}: {made.pages} pages, {made.words} words" for made in outcome.files
        )
        known = set(load(posts.project, draft=True).problems)
        yield "said by the build alone:"
        yield from _by_code(one for one in outcome.problems if one not in known)
        return


def _without(posts: Posts, problems: Iterable[Problem]) -> tuple[str, ...]:
    paths = {problem.place.path for problem in problems}
    return tuple(name for name in posts.ids if f"manuscript/{name}.md" not in paths)


def _by_code(problems: Iterable[Problem]) -> Iterator[str]:
    """How often each code, with the place of the first."""
    by_code: defaultdict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        by_code[problem.severity.name.lower(), problem.code].append(problem)
    for (severity, code), row in sorted(by_code.items()):
        yield f"  {len(row):4} {severity} {code}: {row[0].place} {row[0].message}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=BLOG, help="Markdown files.")
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        parser.error(f"there is no folder {asked.folder}")
    for line in figures(asked.folder.absolute()):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
