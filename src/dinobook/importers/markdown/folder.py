"""A folder of Markdown files as an importer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import ClassVar, Final

from dinobook.errors import SourceError
from dinobook.importers.changes import sha256_of
from dinobook.importers.formats import CHANGES
from dinobook.importers.markdown.front import Head, read_head
from dinobook.importers.markdown.links import MARKDOWN_SUFFIXES, Target, targets
from dinobook.importers.markdown.names import FileName
from dinobook.importers.markdown.pictures import PictureFiles, file_name
from dinobook.importers.markdown.post_text import PostText
from dinobook.importers.markdown.posts import draft_files
from dinobook.importers.naming import unique_slugs
from dinobook.importers.plan import Draft, Kind, Plan, PlanRow, first_few
from dinobook.importers.site import likely_site
from dinobook.markup.front_matter.split import title_line
from dinobook.problems import Place, Problem, Severity
from dinobook.storage.project import Readable, read_text

DIGEST_CHARS = 12

_CONTENTS: Final = ("summary.md", "_sidebar.md")
"""Lists of chapters, of mdBook, GitBook and Docsify."""
_OTHER_TEXTS: Final = (
    ".qmd",
    ".rmd",
    ".mdx",
    ".rst",
    ".adoc",
    ".org",
    ".textile",
    ".ipynb",
    ".docx",
)


@dataclass(frozen=True, slots=True)
class MarkdownFolder:
    """A folder, read through a `Readable` whose root it is, and the name that messages use."""

    format: ClassVar[str] = "markdown"

    name: str
    source: Readable

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
        digests = self._digests(entry.file for entry in entries if entry.file in files)
        sha256 = sha256_of("\n".join(digests).encode())
        site = likely_site(self.source, files)
        plan = Plan(self.format, self.name, sha256, entries, digests, tuple(CHANGES), site)
        return plan, tuple(_skipped(self.name, files))

    def changes(self, plan: Plan) -> tuple[Problem, ...]:
        """One problem for each file that is new, gone, or different."""
        now, problems = self.propose()
        if now is None:
            return problems
        problems = tuple(problem for problem in problems if problem.is_error)
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


def _texts(source: Readable, files: Iterable[str]) -> tuple[dict[str, str], tuple[Problem, ...]]:
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in files:
        if path.lower().endswith(MARKDOWN_SUFFIXES):
            try:
                texts[path] = read_text(source, path)
            except SourceError as error:
                problems += error.problems
    return texts, tuple(problems)


def _skipped(name: str, files: Iterable[str]) -> Iterator[Problem]:
    """Texts that look like chapters of another program; they are not read."""
    by_suffix: dict[str, list[str]] = {}
    for path in files:
        if path.lower().endswith(_OTHER_TEXTS):
            by_suffix.setdefault(PurePosixPath(path).suffix.lower(), []).append(path)
    for suffix, paths in by_suffix.items():
        message = f"Files ending in {suffix} are skipped: {first_few(paths)}."
        hint = "Save them as Markdown with names ending in .md, if they belong in the book."
        place = Place(paths[0] if len(paths) == 1 else name)
        yield Problem(place, "import-031", message, hint, Severity.WARNING)


def _posts(heads: dict[str, Head]) -> tuple[PlanRow, ...]:
    names = unique_slugs(_wanted_id(path, head) for path, head in heads.items())
    return tuple(
        _post(path, head, name) for (path, head), name in zip(heads.items(), names, strict=True)
    )


def _post(path: str, head: Head, name: str) -> PlanRow:
    title = head.get("title") or title_line(head.body)
    date = "" if head.get("date") else FileName.of(path).date
    made = PlanRow(
        Kind.POST, 0, 0, title[:80], 1.0, "a Markdown file", file=path, id=name, date=date
    )
    if PurePosixPath(path).name.lower() in _CONTENTS:
        reason = "a list of chapters, not one itself"
        return replace(made, kind=Kind.DROP, date="", confidence=0.9, reason=reason)
    if head.unpublished:
        return replace(made, kind=Kind.DROP, confidence=0.7, reason="marked as a draft")
    if not head.body.strip() or head.body.strip().lstrip("#").strip() == title:
        return replace(made, kind=Kind.DROP, confidence=0.7, reason="it has no text")
    if not title:
        reason = "a Markdown file without a title; its name makes one"
        return replace(made, words=FileName.of(path).title, confidence=0.8, reason=reason)
    return replace(made, reason="a Markdown file; its name has the date") if date else made


def _wanted_id(path: str, head: Head) -> str:
    """The file's own id, its slug, or its name without the date or the number before it."""
    return head.get("id") or head.slug or FileName.of(path).uncounted


def _images(files: Iterable[str], heads: dict[str, Head]) -> tuple[PlanRow, ...]:
    pictures = PictureFiles(files)
    shown_by: dict[str, tuple[str, str]] = {}
    for path, head in heads.items():
        for target in targets(PostText.of(path, head.body, head.body_line)):
            if target.image:
                shown_by.setdefault(pictures.key(target), (path, _whereabouts(target)))
    there = sorted(pictures.files)
    missing = [key for key in shown_by if key not in pictures.files]
    names = unique_slugs(
        (PurePosixPath(file_name(key)).stem for key in [*there, *missing]), "beeld"
    )
    named = dict(zip([*there, *missing], names, strict=True))
    return (
        *(_image(path, named[path], shown_by) for path in there),
        *(_missing(key, named[key], *shown_by[key]) for key in missing),
    )


def _whereabouts(target: Target) -> str:
    if target.outside:
        return "it lies outside the folder"
    return "it is not in the folder" if target.path else "it lies on the web"


def _image(path: str, name: str, shown_by: Mapping[str, tuple[str, str]]) -> PlanRow:
    if path in shown_by:
        return PlanRow(Kind.IMAGE, 0, 0, reason=f"shown by {shown_by[path][0]}", file=path, id=name)
    return PlanRow(Kind.DROP, 0, 0, "", 0.9, "a picture that no file shows", file=path, id=name)


def _missing(key: str, name: str, path: str, why: str) -> PlanRow:
    reason = f"shown by {path}, but {why}"
    return PlanRow(Kind.IMAGE_MISSING, 0, 0, "", 0.9, reason, file=key, id=name)
