"""`python -m bench.plain_book POSTS BOOK`: plain prose out of a folder of posts, as a book."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.corpus import import_posts
from dinobook import xhtml
from dinobook.importers.escape import escape_line
from dinobook.markup.fragment import Fragment
from dinobook.pipeline.sources import load

WORDS_PER_PAGE: Final = 272
"""Of plain paragraphs at 135 × 210 mm in the house style."""
CHAPTER_WORDS: Final = 2_700
_LEAST_WORDS: Final = 12
"""A shorter paragraph is no prose, or says little of its lines."""
_LEFT_OUT: Final = frozenset({"img", "code", "math", "br", "svg"})

_HEAD: Final = """\
book:
  title: Niets dan tekst
  authors: [{name: Verschillende auteurs, sort: "Verschillende auteurs"}]
  language: nl
  identifier: urn:uuid:0b9a7e0c-7c57-4b7e-9a54-6f6f5a5a9b14
  date: 2026-01-15
  publisher: Proefdruk

outline:
  - matter: body
"""
_EDITIONS: Final = """
editions:
  print:  {format: pdf, use: print, page: 135x210}
  screen: {format: pdf, use: screen, page: 135x210}
"""


def write_plain_book(posts: Path, book: Path, pages: int) -> int:
    """Write about `pages` pages of the posts' plain paragraphs; the number of words there were.

    Raises `FileExistsError` when the folder `book` is there.
    """
    manuscript = book / "manuscript"
    manuscript.mkdir(parents=True)
    chapters = list(_chapters(_paragraphs(posts), pages * WORDS_PER_PAGE))
    for number, chapter in enumerate(chapters, start=1):
        text = "\n\n".join(map(escape_line, chapter))
        head = f"---\ntitle: Hoofdstuk {number}\n---\n"
        (manuscript / f"h{number:03}.md").write_text(f"{head}{text}\n", encoding="utf-8")
    rows = "".join(f"  - h{number:03}\n" for number in range(1, len(chapters) + 1))
    (manuscript / "book.yaml").write_text(_HEAD + rows + _EDITIONS, encoding="utf-8")
    return sum(len(one.split()) for chapter in chapters for one in chapter)


def _chapters(paragraphs: Iterator[str], words: int) -> Iterator[list[str]]:
    chapter: list[str] = []
    in_chapter = in_book = 0
    for one in paragraphs:
        chapter.append(one)
        in_chapter += len(one.split())
        if in_book + in_chapter >= words:
            break
        if in_chapter >= CHAPTER_WORDS:
            yield chapter
            in_book += in_chapter
            chapter, in_chapter = [], 0
    if chapter:
        yield chapter


def _paragraphs(posts: Path) -> Iterator[str]:
    """Every paragraph of the posts that holds words alone, post by post."""
    imported = import_posts(posts)
    fragments = load(imported.project, draft=True).fragments
    for name in imported.ids:
        if name in fragments:
            yield from _plain(fragments[name])


def _plain(fragment: Fragment) -> Iterator[str]:
    for paragraph in xhtml.parse(fragment.xhtml).iterchildren(xhtml.tag("p")):
        inside = {xhtml.name_of(one) for one in paragraph.iter()}
        calls = any(xhtml.has_class(one, "noteref") for one in paragraph.iter())
        words = " ".join("".join(xhtml.strings(paragraph)).split())
        if len(words.split()) >= _LEAST_WORDS and not calls and _LEFT_OUT.isdisjoint(inside):
            yield words.replace("\u00ad", "")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.plain_book", description=__doc__)
    parser.add_argument("posts", type=Path, help="A folder of Markdown files.")
    parser.add_argument("book", type=Path, help="The folder to write, which must not be there.")
    parser.add_argument("--pages", type=int, default=100, help="About so many pages.")
    asked = parser.parse_args()
    if not asked.posts.is_dir():
        parser.error(f"there is no folder {asked.posts}")
    if asked.book.exists():
        parser.error(f"{asked.book} is there already")
    words = write_plain_book(asked.posts.absolute(), asked.book, asked.pages)
    sys.stdout.write(f"{words:,} words; build it with: dinobook build print --book {asked.book}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
