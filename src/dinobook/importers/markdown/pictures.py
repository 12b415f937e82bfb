"""Pictures of posts: those that are copied follow, for the others a box stands in a draft."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from dinobook.importers.escape import escape_start
from dinobook.importers.markdown.links import IMAGE_SUFFIXES, Span, Target, targets
from dinobook.importers.markdown.post_text import Edit, PostText
from dinobook.importers.plan import Kind, PlanRow
from dinobook.problems import Place, Problem, Severity

IMAGES: Final = "images"
PICTURE: Final = "picture"
"""The name of an edit that is told in another way: the plan has an entry for each picture."""

_REST: Final = re.compile(r"(?:\{[^{}\n]*\})?\s*\Z")


class PictureFiles:
    """The pictures of a folder, also where a site serves them from a folder above (`static/`)."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files = frozenset(path for path in files if path.lower().endswith(IMAGE_SUFFIXES))
        self.ends: dict[str, set[str]] = defaultdict(set)
        for path in self.files:
            steps = path.lower().split("/")
            for start in range(len(steps)):
                self.ends["/".join(steps[start:])].add(path)

    def key(self, target: Target) -> str:
        """What the plan calls a picture: its file in the folder, or its address elsewhere."""
        if not target.path:
            return html.unescape(target.address.strip("<>"))
        if target.path in self.files:
            return target.path
        found = self.ends.get(target.path.lower(), set())
        return min(found) if len(found) == 1 else target.path


def file_name(key: str) -> str:
    """The name of a picture's file, also of one on the web."""
    path = unquote(urlsplit(key).path) if "://" in key or key.startswith("//") else key
    return PurePosixPath(path).name or "beeld"


def suffix(key: str) -> str:
    """The suffix that a picture's file has, or will have."""
    found = PurePosixPath(file_name(key)).suffix.lower()
    return found if found in IMAGE_SUFFIXES else ".jpg"


def new_name(entry: PlanRow) -> str:
    """The picture's path below manuscript/."""
    return f"{IMAGES}/{entry.id}{suffix(entry.file)}"


def picture_edits(
    post: PostText, entries: Mapping[str, PlanRow], files: PictureFiles
) -> Iterator[Edit]:
    """New addresses, and boxes for what is not there; a dropped picture leaves its words."""
    found = targets(post)
    alone = _alone(post, found)
    for target in found:
        entry = entries.get(files.key(target)) if target.image else None
        if entry is None:
            continue
        if entry.kind is Kind.IMAGE_MISSING and target.whole in alone:
            yield Edit(*alone[target.whole], _box(post.body, target, entry), PICTURE)
        elif entry.kind in (Kind.IMAGE, Kind.IMAGE_MISSING):
            yield Edit(target.start, target.end, new_name(entry), PICTURE)
    yield from dropped_edits(post, entries, files)


def picture_problems(
    post: PostText, entries: Mapping[str, PlanRow], files: PictureFiles
) -> Iterator[Problem]:
    """Each picture that is not there, with its line, and with what stands for it until then."""
    found = targets(post)
    alone = _alone(post, found)
    for target in found:
        if not target.image:
            continue
        entry = entries.get(files.key(target))
        place = Place(post.path, target.line, target.address[:80])
        if entry is None:
            message = f"The picture “{target.address[:80]}” is in no entry of the plan."
            yield Problem(place, "import-015", message, "Make a new plan.")
        elif entry.kind is Kind.IMAGE_MISSING:
            yield _missing(target, place, new_name(entry), is_box=target.whole in alone)


def _missing(target: Target, place: Place, name: str, *, is_box: bool) -> Problem:
    where = "is not in the folder"
    if target.outside:
        where = "lies outside the folder"
    elif not target.path:
        where = "lies on the web, not in the folder"
    message = f"The picture “{target.address[:80]}” {where}."
    message += " A draft shows a box with its name; a real build asks for it."
    hint = f"Save it as manuscript/{name}."
    if is_box:
        hint += f" Then write ![…]({name}) in place of the block “beeld-ontbreekt”."
    return Problem(place, "import-015", message, hint, Severity.WARNING)


def _alone(post: PostText, found: Iterable[Target]) -> dict[Span, Span]:
    """Pictures that are all of a paragraph outside lists, quotes and boxes, with its place."""
    by_start = {
        target.whole[0]: target for target in found if target.image and target.form == "inline"
    }
    alone = {}
    for node in post.source.structure.root.children:
        if node.kind != "paragraph" or not node.lines:
            continue
        start, end = post.rows.span(node.line - 1, node.end_line - 1)
        text = post.body[start:end]
        inner = start + len(text) - len(text.lstrip())
        target = by_start.get(inner)
        if target and target.whole[1] <= end and _REST.match(post.body[target.whole[1] : end]):
            alone[target.whole] = (inner, end)
    return alone


def _box(body: str, target: Target, entry: PlanRow) -> str:
    words = escape_start(body[slice(*target.text)].strip())
    title = body[target.end : target.whole[1] - 1].strip().strip(">").strip()[1:-1]
    rows = [f"/// beeld-ontbreekt | {_bar(file_name(entry.file))}", words, title, "///"]
    return "\n".join(row for row in rows if row)


def _bar(name: str) -> str:
    return re.sub(r"[|\s]+", " ", name)


def dropped_edits(
    post: PostText, entries: Mapping[str, PlanRow], files: PictureFiles
) -> Iterator[Edit]:
    """The pictures that the plan drops go, with what describes them."""
    for target in targets(post):
        entry = entries.get(files.key(target)) if target.image else None
        if entry is None or entry.kind is not Kind.DROP:
            continue
        if target.form in ("inline", "tag", "reference"):
            yield Edit(*target.whole, "", PICTURE)
        if target.form == "reference":
            label = post.body[slice(*target.text)]
            folded = r"\s+".join(re.escape(part) for part in label.split())
            use = rf"(?<!\\)!(?:\[[^\[\]\n]*\]\[{folded}\]|\[{folded}\](?:\[\])?(?![\[(:]))"
            for found in re.finditer(use, post.plain, re.IGNORECASE):
                yield Edit(*found.span(), "", PICTURE)
