"""A folder of Markdown files as an importer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import ClassVar, Final

from dinobook.errors import SourceError
from dinobook.importers.changes import sha256_of
from dinobook.importers.markdown.front import Head, read_head
from dinobook.importers.markdown.links import IMAGE_SUFFIXES, MARKDOWN_SUFFIXES, targets
from dinobook.importers.markdown.posts import draft_files
from dinobook.importers.naming import unique_slugs
from dinobook.importers.plan import Draft, Entry, Kind, Plan
from dinobook.markup.front_matter import title_line
from dinobook.problems import Place, Problem
from dinobook.project import Project, read_text

DIGEST_CHARS = 12

_DATED_NAME: Final = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)-(?P<rest>.+)")
_NAMELESS: Final = ("index", "_index", "readme")


@dataclass(frozen=True, slots=True)
class MarkdownFolder:
    """A folder, read through a `Project` whose root it is, and the name that messages use."""

    format: ClassVar[str] = "markdown"

    name: str
    source: Project

    def propose(self) -> tuple[Plan | None, tuple[Problem, ...]]:
        files = self.source.files(".")
        texts, problems = _texts(self.source, files)
        if not texts and not problems:
            message = "The folder holds no Markdown files."
            hint = "Name the folder that has the posts in it (files ending in .md)."
            return None, (Problem(Place(self.name), "import-014", message, hint),)
        if problems:
            return None, problems
        heads = {path: read_head(text, path) for path, text in texts.items()}
        entries = (*_posts(heads), *_images(files, heads))
        digests = self._digests(entry.file for entry in entries)
        sha256 = sha256_of("\n".join(digests).encode())
        return Plan(self.format, self.name, sha256, entries, digests, ()), ()

    def changes(self, plan: Plan) -> tuple[Problem, ...]:
        """One problem for each file that is new, gone, or different."""
        now, problems = self.propose()
        if now is None:
            return problems
        old_files, new_files = (dict(_halves(one.digests)) for one in (plan, now))
        found = []
        for path in sorted(old_files.keys() | new_files.keys()):
            if old_files.get(path) != new_files.get(path):
                what = "has changed" if path in old_files else "is new"
                what = what if path in new_files else "is gone"
                message = f"“{path}” {what} since the plan was made."
                hint = "Make a new plan, or put the folder back as it was."
                found.append(Problem(Place(path), "import-005", message, hint))
        return tuple(found)

    def draft(self, plan: Plan) -> Draft:
        texts, problems = _texts(self.source, self.source.files("."))
        return Draft(problems=problems) if problems else draft_files(plan, self.source, texts)

    def _digests(self, paths: Iterable[str]) -> tuple[str, ...]:
        return tuple(
            f"{sha256_of(self.source.read_bytes(path))[:DIGEST_CHARS]} {path}"
            for path in sorted(paths)
        )


def _halves(digests: Iterable[str]) -> Iterator[tuple[str, str]]:
    for row in digests:
        digest, _, path = row.partition(" ")
        yield path, digest


def _texts(source: Project, files: Iterable[str]) -> tuple[dict[str, str], tuple[Problem, ...]]:
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in files:
        if path.lower().endswith(MARKDOWN_SUFFIXES):
            try:
                texts[path] = read_text(source, path)
            except SourceError as error:
                problems += error.problems
    return texts, tuple(problems)


def _posts(heads: dict[str, Head]) -> tuple[Entry, ...]:
    names = unique_slugs(_wanted_id(path, head) for path, head in heads.items())
    entries = []
    for (path, head), name in zip(heads.items(), names, strict=True):
        title = head.get("title") or title_line(head.body) or ""
        dated = _DATED_NAME.match(PurePosixPath(path).stem)
        made = Entry(Kind.POST, 0, 0, title[:80], 1.0, "a Markdown file", file=path, id=name)
        if dated and not head.get("date"):
            made = replace(
                made, date=dated["date"], reason="a Markdown file; its name has the date"
            )
        if head.unpublished:
            made = replace(made, kind=Kind.DROP, confidence=0.7, reason="marked as a draft")
        elif not title:
            made = replace(made, confidence=0.8, reason="a Markdown file without a title")
        entries.append(made)
    return tuple(entries)


def _wanted_id(path: str, head: Head) -> str:
    """The file's own id, its slug, or its name without the date that Jekyll puts before it."""
    pure = PurePosixPath(path)
    stem = pure.parent.name if pure.stem.lower() in _NAMELESS and pure.parent.name else pure.stem
    dated = _DATED_NAME.match(stem)
    return head.get("id") or head.slug or (dated["rest"] if dated else stem)


def _images(files: Iterable[str], heads: dict[str, Head]) -> tuple[Entry, ...]:
    shown_by: dict[str, str] = {}
    for path, head in heads.items():
        for target in targets(head.body, path, head.body_line):
            if target.image and target.path:
                shown_by.setdefault(target.path, path)
    pictures = [path for path in files if path.lower().endswith(IMAGE_SUFFIXES)]
    names = unique_slugs((PurePosixPath(path).stem for path in pictures), "beeld")
    return tuple(
        Entry(Kind.IMAGE, 0, 0, reason=f"shown by {shown_by[path]}", file=path, id=name)
        if path in shown_by
        else Entry(Kind.DROP, 0, 0, "", 0.9, "a picture that no file shows", file=path, id=name)
        for path, name in zip(pictures, names, strict=True)
    )
