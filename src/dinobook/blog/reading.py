"""Chapters read for leftovers, less what their authors let stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dinobook.blog.finding import Finding
from dinobook.blog.post import read_post
from dinobook.blog.rules import RULES, SLIPS_ONLY, Rule, findings
from dinobook.markup.fragment import Acceptance, ChapterMeta, Fragment
from dinobook.problems import Place, Problem, Severity
from dinobook.storage.project import Project, read_text
from dinobook.theme import Theme
from dinobook.theme.coverage import fallbacks_for

DEFAULT_LANGUAGE = "nl-BE"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one chapter. `needless` are acceptances of what is not there.

    `slips_only`: it was read for slips of the pen, not for leftovers. `digest` is that of the file
    that was read.
    """

    path: str
    findings: tuple[Finding, ...]
    accepted: int = 0
    needless: tuple[Problem, ...] = ()
    slips_only: bool = False
    digest: str = ""

    def problems(self) -> tuple[Problem, ...]:
        return (*(finding.problem() for finding in self.findings), *self.needless)


def read_chapters(
    project: Project,
    fragments: Iterable[Fragment],
    theme: Theme,
    language: str = DEFAULT_LANGUAGE,
    *,
    every: bool = False,
) -> tuple[Reading, ...]:
    """Read those with a `source`, which were posts, and those that accept something; or `every`.

    The others that an import made are read for slips of the pen.
    """
    found = []
    for fragment in fragments:
        rules = RULES if every else _rules(fragment.meta)
        if rules:
            path = fragment.place.path
            digest = project.digest(path)
            text = read_text(project, path)
            reading = read_chapter(text, path, fragment.meta, theme, language, rules)
            found.append(replace(reading, digest=digest))
    return tuple(found)


def _rules(meta: ChapterMeta) -> tuple[Rule, ...]:
    slips = {rule.code for rule in SLIPS_ONLY}
    if meta.source or any(row.code not in slips for row in meta.accept):
        return RULES
    return SLIPS_ONLY if meta.accept or meta.imported else ()


def read_chapter(
    text: str,
    path: str,
    meta: ChapterMeta,
    theme: Theme,
    language: str = DEFAULT_LANGUAGE,
    rules: tuple[Rule, ...] = RULES,
) -> Reading:
    """`text` is the whole chapter file, `meta` its front matter."""
    found = findings(read_post(text, path, meta, language, fallbacks_for(text, theme)), rules)
    standing = [one for one in found if any(_accepts(row, one) for row in meta.accept)]
    needless = [row for row in meta.accept if not any(_accepts(row, one) for one in found)]
    return Reading(
        path,
        tuple(one for one in found if one not in standing),
        len(standing),
        tuple(_needless(row, path) for row in needless),
        slips_only=rules == SLIPS_ONLY,
    )


def _accepts(row: Acceptance, finding: Finding) -> bool:
    return row.code == finding.code and row.words.casefold() in ("", finding.words.casefold())


def _needless(row: Acceptance, path: str) -> Problem:
    what = f"“{row.words}” ({row.code})" if row.words else row.code
    return Problem(
        Place(path, row.line),
        "blog-011",
        f"The front matter accepts {what}, which is not found in the chapter.",
        "Delete it under “accept”, or write the words as the chapter has them now.",
        Severity.WARNING,
    )
