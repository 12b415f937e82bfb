"""What an import says about a folder, in few lines: a kind of thing once, with its first places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from dinobook.importers.markdown.front import Head
from dinobook.importers.markdown.post_text import PostText
from dinobook.importers.plan import Repair, first_few
from dinobook.markup.front_matter.reader import KEYS
from dinobook.problems import Place, Problem, Severity

_SHOWN: Final = 60
_SHORTCODE: Final = re.compile(r"\{\{[<%]|\{%-?\s*\w+")


def unused_keys(folder: str, heads: Mapping[str, Head]) -> Iterator[Problem]:
    """One note for each key that the book has no use for; a warning when it knows the key."""
    files: dict[str, list[str]] = defaultdict(list)
    for path, head in heads.items():
        for key in head.unused:
            files[key].append(path)
    for key, paths in files.items():
        place = Place(paths[0] if len(paths) == 1 else folder)
        kept = f"it is kept as a remark in {first_few(paths)}."
        if key in KEYS:
            message = f"The book does not understand this “{key}” in the front matter; {kept}"
            hint = "Write it in the chapter as docs/writing.md says, or in the plan (a date)."
            yield Problem(place, "import-016", message, hint, Severity.WARNING)
        else:
            message = f"The book has no use for “{key}” in the front matter; {kept}"
            yield Problem(place, "import-016", message, severity=Severity.NOTE)


def of_page(head: Head, post: PostText) -> Iterator[Problem]:
    """Commands of blog programs, and scripts that went."""
    for number, line in enumerate(head.body.split("\n"), start=head.body_line):
        if _SHORTCODE.search(line):
            message = "This line holds a command for a blog program; the book would print it."
            hint = "Write what it should show."
            place = Place(post.path, number, line.strip()[:80])
            yield Problem(place, "import-017", message, hint, Severity.WARNING)
    for change in post.done:
        if change.name == "html-script":
            message = "A script or style stood here, which a book cannot run; it is left out."
            hint = "Write what it showed, if readers would miss it."
            place = Place(post.path, change.line, " ".join(change.before.split())[:80])
            yield Problem(place, "import-030", message, hint, Severity.WARNING)


def _short(text: str) -> str:
    return " ".join(text.split())[:_SHOWN]


def links_gone(folder: str, done: Iterable[Repair], site: str) -> Iterator[Problem]:
    """One warning for all links that lost their address."""
    gone = [change for change in done if change.name == "link-gone"]
    if not gone:
        return
    places = dict.fromkeys(str(Place(one.file, one.line)) for one in gone)
    lost = "One link leads to a page that is no chapter, and loses its address"
    if len(gone) > 1:
        lost = f"{len(gone)} links lead to pages that are no chapters, and lose their address"
    message = (
        f"{lost} ({first_few(places)}): "
        f"{first_few(dict.fromkeys(said for one in gone if (said := _short(one.before))))}."
    )
    hint = "Write the blog’s address in the plan, as in site: https://example.org, to keep them."
    if site:
        hint = "Write full addresses there, or leave them as they are."
    place = Place(gone[0].file, gone[0].line) if len(gone) == 1 else Place(folder)
    yield Problem(place, "import-033", message, hint, Severity.WARNING)
