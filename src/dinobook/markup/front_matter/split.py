"""The head of a chapter file: strict YAML between two lines `---`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from dinobook.markup.fragment import ChapterMeta
from dinobook.markup.front_matter.reader import Reader, Values
from dinobook.markup.lint.characters import settled
from dinobook.problems import Place, Problem
from dinobook.slugs import slug

IMPORTED: Final = "# imported from "
"""How the remark begins with which an import marks the chapters that it makes."""

_TITLE_LINE: Final = re.compile(r"\s*#[ \t]+(?=\S)([^\n]*)")
_ATTRIBUTES: Final = re.compile(r"\{[^{}]*\}\Z")
_ID_LINE: Final = re.compile(
    r"""^id[ \t]*:[ \t]*["']?([a-z][a-z0-9-]{0,59})["']?[ \t]*$""", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Parts:
    """A chapter file in two. `front` is None without front matter; lines count from 1."""

    front: str | None
    front_line: int
    body: str
    body_line: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; `title_line` is 0 when it gives no title.

    `doubtful` are the keys that it may give all the same, where it could not be read.
    """

    meta: ChapterMeta
    title_line: int
    problems: tuple[Problem, ...]
    initial: bool = False
    """Whether the chapter's first paragraph begins with a drop cap."""
    doubtful: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Peek:
    """A chapter's id and title, read without converting it."""

    id: str
    title: str


def split(text: str) -> Parts:
    """Front matter and body. Without a closing `---` everything is body and `closed` is false."""
    rows = text.removeprefix("\ufeff").split("\n")
    first = next((index for index, row in enumerate(rows) if row.strip()), 0)
    if rows[first].rstrip() != "---":
        return Parts(None, 0, "\n".join(rows), 1)
    for index in range(first + 1, len(rows)):
        if rows[index].rstrip() in ("---", "..."):
            front = "\n".join(rows[first + 1 : index])
            return Parts(front, first + 2, "\n".join(rows[index + 1 :]), index + 2)
    return Parts(None, first + 1, "\n".join(rows), 1, closed=False)


def title_line(body: str) -> str:
    """The text of `# Title` when that is the body's first line, else nothing."""
    span = title_span(body)
    return body[slice(*span)] if span else ""


def title_span(text: str, at: int = 0) -> tuple[int, int] | None:
    """From where to where the words of a line `# Title` are that comes next; None: another does."""
    line = _TITLE_LINE.match(text, at)
    if line is None:
        return None
    words = line[1].rstrip()
    if attributes := _ATTRIBUTES.search(words):
        words = words[: attributes.start()].rstrip() or words
    words = words.rstrip("#").rstrip() or words
    return line.start(1), line.start(1) + len(words)


def peek(text: str, path: str) -> Peek:
    """The id and title that `convert` would give this file; faults are left to `convert`."""
    parts = split(settled(text))
    meta = read(parts, path).meta
    return Peek(meta.id, meta.title or title_line(parts.body))


def read(parts: Parts, path: str) -> FrontMatter:
    """Check every key of the front matter; a faulty value counts as not given."""
    if parts.front is None:
        problems = [] if parts.closed else [_unclosed(parts, path)]
        return FrontMatter(_meta({}, path), 0, (*problems, *_file_name(path, {})))
    reader = Reader(path, parts.front, parts.front_line)
    values = reader.values()
    if reader.doubtful and not values and (found := _ID_LINE.search(parts.front)):
        values["id"] = found[1]  # rows of the manifest and links are not at fault
    imported = any(row.startswith(IMPORTED) for row in parts.front.split("\n"))
    meta = replace(_meta(values, path), accept=tuple(reader.accepted), imported=imported)
    return FrontMatter(
        meta,
        reader.lines.get("title", 0),
        (*reader.problems, *(() if "id" in reader.doubtful else _file_name(path, values))),
        initial=values.get("initiaal") == "true",
        doubtful=frozenset(reader.doubtful),
    )


def _meta(values: Values, path: str) -> ChapterMeta:
    texts = {key: value for key, value in values.items() if isinstance(value, str)}
    tags = values.get("tags", ())
    stem = PurePosixPath(path).stem
    return ChapterMeta(
        id=texts.get("id") or _usable(stem),
        title=texts.get("title", ""),
        subtitle=texts.get("subtitle", ""),
        date=texts.get("date", ""),
        source=texts.get("source", ""),
        author=texts.get("author", ""),
        lang=texts.get("lang", ""),
        tags=tags if isinstance(tags, tuple) else (),
    )


def _usable(stem: str) -> str:
    """An id that fits in XML, whatever the file is called."""
    made = slug(stem) or "hoofdstuk"
    return made if made[0].isalpha() else f"h-{made}"


def _file_name(path: str, values: Values) -> list[Problem]:
    stem = PurePosixPath(path).stem
    if values.get("id") or _usable(stem) == stem:
        return []
    return [
        Problem(
            Place(path),
            "front-008",
            f"The file’s name “{stem}” cannot be the chapter’s id: an id has lower-case letters, "
            "digits and hyphens, and begins with a letter.",
            f"Rename the file, or write “id: {_usable(stem)}” in its front matter.",
        )
    ]


def _unclosed(parts: Parts, path: str) -> Problem:
    return Problem(
        Place(path, parts.front_line, "---"),
        "front-001",
        "The front matter opens with “---” and never closes.",
        "Write a line “---” below its last key.",
    )
