"""Everything that is wrong before pages are laid out: in the sources, and for press and cover."""

from __future__ import annotations

from dataclasses import replace

from dinobook.cover.judge import cover_problems
from dinobook.finish.edition import press_problems
from dinobook.problems import has_errors, sort_problems
from dinobook.project import Project
from dinobook.sources import Sources, load
from dinobook.store import FORGETFUL, Memory


def ready(
    project: Project, *, draft: bool = False, memory: Memory = FORGETFUL, readers: int = 1
) -> Sources:
    """The sources, with what a press and a cover will refuse of the manifest.

    The arguments are those of `load`. A theme that cannot be used says nothing of covers.
    """
    sources = load(project, draft=draft, memory=memory, readers=readers)
    manifest = sources.manifest
    if manifest is None:
        return sources
    found = press_problems(project, manifest)
    if not has_errors(one for one in sources.problems if one.code.startswith("theme-")):
        found += cover_problems(project, sources.theme, manifest, sources.own)
    return replace(sources, problems=sort_problems([*sources.problems, *found]))
