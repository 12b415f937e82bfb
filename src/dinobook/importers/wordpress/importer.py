"""An export of a WordPress blog as an importer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import ClassVar, Final

from dinobook.errors import UsageError
from dinobook.importers.changes import sha256_of
from dinobook.importers.naming import unique_slugs, usable
from dinobook.importers.plan import Draft, Kind, Plan, PlanRow
from dinobook.importers.wordpress.choice import Choice, choose, unknown_names, why_not
from dinobook.importers.wordpress.convert import Survey, blog_of, plain_title, survey
from dinobook.importers.wordpress.drafting import draft_files
from dinobook.importers.wordpress.export import Export, Post
from dinobook.importers.wordpress.media import Media
from dinobook.importers.wordpress.reading.files import read_export
from dinobook.importers.wordpress.splitting import parts_of
from dinobook.problems import Place, Problem, Severity, has_errors

DIGEST_CHARS: Final = 12
_SHOWN: Final = 10
_WORDS: Final = 80

GROUPINGS: Final = ("", "year", "category")
"""What may become parts of the book."""


@dataclass
class Wordpress:
    """Name and bytes of each file of an export, with the media files that lie at hand.

    `choice` is for the proposal alone: a plan says for each post what becomes of it. `parts` puts
    posts into parts of the book, by `year` or `category`.
    """

    format: ClassVar[str] = "wordpress"

    name: str
    files: Sequence[tuple[str, bytes]]
    media: Media = field(default_factory=Media)
    choice: Choice = field(default_factory=Choice)
    parts: str = ""
    recover: bool = False
    bracket_notes: bool = False

    @cached_property
    def export(self) -> Export:
        return read_export(self.files, recover=self.recover)

    @cached_property
    def items(self) -> Mapping[str, Post]:
        """Every post by its key, those that are too long in parts."""
        return {part.key: part for post in self.export.posts for part in parts_of(post)}

    def propose(self) -> tuple[Plan | None, tuple[Problem, ...]]:
        """Raises `UsageError` for a category, tag or author that the blog does not have."""
        export = self.export
        if has_errors(export.problems):
            return None, export.problems
        _refuse_unknown(export, self.choice)
        chosen, out = choose(export, self.choice)
        posts = [part for post in chosen for part in parts_of(post)]
        chapters, pictures = self._rows(posts)
        rows = (*chapters, *(_left_out(one.post, one.reason) for one in out), *pictures)
        digests = self._digests()
        options = (("notes", "brackets" if self.bracket_notes else ""),)
        sha256 = sha256_of("\n".join(digests).encode())
        plan = Plan(self.format, self.name, sha256, rows, digests, options=options)
        return plan, (*export.problems, *_told(self.name, posts))

    def changes(self, plan: Plan) -> tuple[Problem, ...]:
        """One problem for each post that is new, gone or different, the first ten shown."""
        problems = tuple(one for one in self.export.problems if one.is_error)
        if problems:
            return problems
        old, new = (dict(_halves(rows)) for rows in (plan.digests, self._digests()))
        differing = [key for key in (old | new) if old.get(key) != new.get(key)]
        return tuple(self._changed(key, old, new) for key in differing[:_SHOWN])

    def _changed(self, key: str, old: Mapping[str, str], new: Mapping[str, str]) -> Problem:
        what = "has changed" if key in old else "is new"
        what = what if key in new else "is gone"
        post = self.items.get(key) or self.items.get(f"{key}/1")
        named = post.name if post is not None else f"Post {key}"
        message = f"{named[:1].upper()}{named[1:]} {what} since the plan was made."
        hint = "Make a new plan, or name the export that the plan was made for."
        return Problem(Place(self.name, 0, key), "import-005", message, hint)

    def draft(self, plan: Plan) -> Draft:
        return draft_files(plan, self.export, self.items, self.media)

    def _digests(self) -> tuple[str, ...]:
        return tuple(f"{_digest(post)} {post.key}" for post in self.export.posts)

    def _rows(self, posts: Sequence[Post]) -> tuple[list[PlanRow], list[PlanRow]]:
        """A row for each chapter, and one for each picture that these posts show."""
        wanted = (usable(one.slug) or plain_title(one.title) for one in posts)
        names = dict(zip((one.key for one in posts), unique_slugs(wanted), strict=True))
        blog = blog_of(self.export, posts, self.media, names, bracket_notes=self.bracket_notes)
        rows: list[PlanRow] = []
        shown: dict[str, tuple[Kind, Post]] = {}
        for post in posts:
            found = survey(post, blog)
            rows.append(
                replace(_row(post, found.words[:_WORDS]), id=names[post.key], into=self._part(post))
            )
            _note_pictures(shown, post, found)
        return rows, [_picture(path, *seen, blog.pictures) for path, seen in shown.items()]

    def _part(self, post: Post) -> str:
        if self.parts == "year":
            return post.date[:4]
        if self.parts == "category" and post.categories:
            return plain_title(post.categories[0])
        return ""


def _note_pictures(shown: dict[str, tuple[Kind, Post]], post: Post, found: Survey) -> None:
    """What this post shows; a picture is described when one of its posts describes it."""
    undescribed = {found.pictures[src] for src in found.undescribed}
    for path in found.pictures.values():
        kind = Kind.DECORATION if path in undescribed else Kind.IMAGE
        if path not in shown or (kind is Kind.IMAGE and shown[path][0] is not kind):
            shown[path] = (kind, post)
    for name in found.missing:
        shown.setdefault(name, (Kind.IMAGE_MISSING, post))


def _picture(path: str, kind: Kind, post: Post, names: Mapping[str, str]) -> PlanRow:
    reason = _PICTURES[kind].format(post.key)
    confidence = 1.0 if kind is Kind.IMAGE else 0.7
    name = PurePosixPath(names[path]).stem if path in names else ""
    return PlanRow(kind, 0, 0, "", confidence, reason, item=path, id=name)


_PICTURES: Final = {
    Kind.IMAGE: "shown by {}",
    Kind.DECORATION: "shown by {}, where nobody says what it shows",
    Kind.IMAGE_MISSING: "shown by {}, but it is not among the media files",
}


def _row(post: Post, words: str) -> PlanRow:
    title = plain_title(post.title)
    kind = Kind.PAGE if post.type == "page" else Kind.POST
    reason = "a page" if post.type == "page" else "a published post"
    if post.status != "publish" or post.protected:
        reason = why_not(post, Choice(types=(post.type,))) or reason
    if "/" in post.key:
        reason = "a part of a post of more than 1 MB, which is too long for one chapter"
    confidence = 1.0
    if not title:
        reason, confidence = f"{reason} without a title; its first words make one", 0.7
        title = " ".join(words.split()[:6]) or f"{post.type} {post.key}"
    return PlanRow(
        kind, 0, 0, words, confidence, reason, item=post.key, date=post.date, title=title
    )


def _left_out(post: Post, reason: str) -> PlanRow:
    """A row that says why; it tells no word of a text that nobody was shown."""
    title = "" if post.is_secret else plain_title(post.title)[:_WORDS]
    date = "" if post.is_secret else post.date
    return PlanRow(Kind.DROP, 0, 0, reason=reason, item=post.key, title=title, date=date)


def _digest(post: Post) -> str:
    said = (post.title, post.content, post.status, str(post.protected), post.date, post.slug)
    meta = "\n".join(f"{key}={value}" for key, value in sorted(post.meta.items()))
    return sha256_of("\x1f".join((*said, meta)).encode("utf-8", "replace"))[:DIGEST_CHARS]


def _halves(digests: Sequence[str]) -> Iterator[tuple[str, str]]:
    for row in digests:
        digest, _, key = row.partition(" ")
        yield key, digest


def _refuse_unknown(export: Export, choice: Choice) -> None:
    found = unknown_names(export, choice)
    if not found:
        return
    option, name, better = found[0]
    hint = f" Did you mean “{better}”?" if better else ""
    raise UsageError(f"No post of the blog has the {option} “{name}”.{hint}")


def _told(name: str, posts: Sequence[Post]) -> Iterator[Problem]:
    if not posts:
        message = "No post of the export is chosen: all of them stay out."
        hint = "Look at the reasons in the list, and choose by status, type or date."
        yield Problem(Place(name), "import-001", message, hint, Severity.WARNING)
