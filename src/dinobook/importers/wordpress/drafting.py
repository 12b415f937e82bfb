"""From a plan for an export to chapters and pictures in the manuscript."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from dinobook.book.pictures.faults import UnusableError
from dinobook.importers.changes import sha256_of
from dinobook.importers.html import write_markdown
from dinobook.importers.naming import unique_slugs, usable
from dinobook.importers.plan import CHAPTER_KINDS, Draft, Kind, NewFile, Origin, Plan, PlanRow
from dinobook.importers.wordpress.context import Blog
from dinobook.importers.wordpress.convert import blog_of, convert
from dinobook.importers.wordpress.export import Export, Post
from dinobook.importers.wordpress.front import front_matter
from dinobook.importers.wordpress.media import Media
from dinobook.importers.wordpress.photographs import fit_for_book
from dinobook.importers.wordpress.trees.tree import MOST_NESTED, is_too_nested
from dinobook.problems import Place, Problem, did_you_mean, sort_problems
from dinobook.storage.project import MANUSCRIPT

_PICTURES: Final = (Kind.IMAGE, Kind.DECORATION)


@dataclass(frozen=True, slots=True)
class _Picture:
    """A file of the library as the book will have it."""

    name: str
    data: bytes


def draft_files(plan: Plan, export: Export, items: Mapping[str, Post], media: Media) -> Draft:
    """Every chapter with its pictures; each picture once, however many files hold it."""
    faults = tuple(_row_faults(plan, items, media))
    if faults:
        return Draft(problems=faults)
    rows = [_with_id(row, items[row.item]) for row in plan.entries if row.kind in CHAPTER_KINDS]
    if doubled := tuple(_same_ids(plan, rows)):
        return Draft(problems=doubled)
    posts = [items[row.item] for row in rows]
    if nested := tuple(_too_nested(plan, rows, posts)):
        return Draft(problems=nested)
    pictures, unfit = _pictures(plan, media)
    if unfit:
        return Draft(problems=tuple(unfit))
    blog = replace(
        blog_of(
            export,
            posts,
            media,
            {row.item: row.id for row in rows},
            bracket_notes=plan.option("notes") == "brackets",
        ),
        pictures={path: one.name for path, one in pictures.items()},
        decorative=frozenset(row.item for row in plan.entries if row.kind is Kind.DECORATION),
        described={
            row.item: row.title for row in plan.entries if row.kind is Kind.IMAGE and row.title
        },
        dropped=frozenset(
            row.item for row in plan.entries if row.kind is Kind.DROP and row.item not in items
        ),
    )
    files: list[NewFile] = []
    origins: list[Origin] = []
    problems: list[Problem] = []
    shown: set[str] = set()
    for row, post in zip(rows, posts, strict=True):
        file, origin, found, used = _chapter(plan, export, blog, row, post)
        files.append(file)
        origins.append(origin)
        problems += found
        shown |= used
    files += _picture_files(pictures, shown)
    dropped = tuple(row for row in plan.entries if row.kind is Kind.DROP)
    return Draft(tuple(files), dropped, problems=sort_problems(problems), origins=tuple(origins))


def _chapter(
    plan: Plan, export: Export, blog: Blog, row: PlanRow, post: Post
) -> tuple[NewFile, Origin, tuple[Problem, ...], set[str]]:
    made = convert(post, blog)
    head = front_matter(
        made,
        row.title or made.title or row.id,
        row.date or made.date,
        row.source or made.source,
        f"{plan.source}, {post.type} {post.key}",
        export.language,
    )
    text = f"{head}\n\n{write_markdown(made.tree)}"
    file = NewFile(f"{MANUSCRIPT}/{row.id}.md", text.encode(), row.id, row.into)
    origin = Origin(row.id, row.item, made.inventory, made.left_out, made.same)
    return file, origin, made.problems, set(made.pictures.values())


def _with_id(row: PlanRow, post: Post) -> PlanRow:
    """A row that was “drop” when the plan was made has no id yet."""
    if row.id:
        return row
    return replace(
        row, id=usable(post.slug) or usable(row.title or post.title) or f"post-{row.item}"
    )


def _pictures(plan: Plan, media: Media) -> tuple[dict[str, _Picture], list[Problem]]:
    """Each picture of the plan by its path, and those that no book can show.

    Files that hold the same bytes share a name.
    """
    rows = [row for row in plan.entries if row.kind in _PICTURES]
    names = unique_slugs((row.id or PurePosixPath(row.item).stem for row in rows), "beeld")
    by_content: dict[str, _Picture] = {}
    found: dict[str, _Picture] = {}
    problems: list[Problem] = []
    for row, name in zip(rows, names, strict=True):
        data = media.read(row.item)
        digest = sha256_of(data)
        try:
            if digest not in by_content:
                suffix, made = fit_for_book(row.item, data)
                by_content[digest] = _Picture(f"{name}{suffix}", made)
        except UnusableError as error:
            place = Place(plan.source, 0, row.item)
            hint = f"{error.hint} Or make “{row.item}” drop in the plan.".strip()
            problems.append(Problem(place, error.code, error.message, hint))
            continue
        found[row.item] = by_content[digest]
    return found, problems


def _picture_files(pictures: Mapping[str, _Picture], shown: set[str]) -> Iterator[NewFile]:
    used = {one.name: one for path, one in pictures.items() if path in shown}
    for name, picture in used.items():
        yield NewFile(f"{MANUSCRIPT}/images/{name}", picture.data)


def _row_faults(plan: Plan, items: Mapping[str, Post], media: Media) -> Iterator[Problem]:
    """Rows for things that the export and the media files do not have, or two rows for one."""
    seen: set[str] = set()
    known = {*items, *media.paths}
    for row in plan.entries:
        place = Place(plan.source, 0, row.item)
        if row.item in seen:
            message = f"The plan names item {row.item} twice."
            yield Problem(place, "import-008", message, "Delete one of the two entries.")
        seen.add(row.item)
        if row.kind in CHAPTER_KINDS and row.item not in items:
            message = f"The export has no item {row.item}."
            hint = did_you_mean(row.item, items) or "Delete the entry, or write the plan anew."
            yield Problem(place, "import-008", message, hint)
        if row.kind in _PICTURES and row.item not in known:
            message = f"“{row.item}” is not among the media files."
            hint = "Name the folder or zip again that the plan was made with: --media."
            yield Problem(place, "import-015", message, hint)


def _too_nested(plan: Plan, rows: list[PlanRow], posts: list[Post]) -> Iterator[Problem]:
    for row, post in zip(rows, posts, strict=True):
        if is_too_nested(post.content):
            message = (
                f"“{post.title or row.id}” has lists, quotations or tables in each other, more"
                f" than {MOST_NESTED} deep."
            )
            hint = "Mend the post in WordPress and export again, or make it “drop” in the plan."
            yield Problem(Place(plan.source, 0, row.item), "import-071", message, hint)


def _same_ids(plan: Plan, rows: list[PlanRow]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for row in rows:
        if row.id in first:
            message = f"Items {first[row.id]} and {row.item} would both be the chapter “{row.id}”."
            hint = "Give one of them another id in the plan."
            yield Problem(Place(plan.source, 0, row.item), "import-009", message, hint)
        first.setdefault(row.id, row.item)
