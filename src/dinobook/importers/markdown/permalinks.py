"""Which post an address of the blog means: with or without suffix, by date, by its old names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from dinobook.importers.markdown.front import Head
from dinobook.importers.markdown.names import DATED, NAMELESS

_SUFFIX: Final = re.compile(r"\.(?:md|markdown|html?|php|aspx?)\Z", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d{1,4}")
_TELLING_HYPHENS: Final = 2
"""`/contact` may be any page; `/de-fiets-van-oma` is the post of that name."""

Steps = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Permalinks:
    """`whole` are the addresses that can be told for certain, by their steps; `ends` their ends."""

    whole: Mapping[Steps, str]
    ends: Mapping[Steps, str]

    def post(self, path: str) -> str:
        """The file that a path on the site means; empty when it is none of the posts."""
        steps = _steps(path)
        if not steps:
            return ""
        if found := self.whole.get(steps):
            return found
        for start in range(1, len(steps) - 1):
            if found := self.whole.get(steps[start:]):
                return found
        if len(steps) > 1 and (found := self.ends.get(steps)):
            return found
        dated = len(steps) > 1 and all(_NUMBER.fullmatch(step) for step in steps[:-1])
        telling = len(steps) == 1 and steps[0].count("-") >= _TELLING_HYPHENS
        return self.ends.get(steps[-1:], "") if dated or telling else ""


def permalinks(heads: Mapping[str, Head]) -> Permalinks:
    """An address that two posts may have is nobody's."""
    whole: dict[Steps, set[str]] = defaultdict(set)
    ends: dict[Steps, set[str]] = defaultdict(set)
    for path, head in heads.items():
        for steps in _addresses(path, head):
            whole[steps].add(path)
            for start in range(len(steps)):
                ends[steps[start:]].add(path)
    return Permalinks(_certain(whole), _certain(ends))


def _certain(found: Mapping[Steps, set[str]]) -> dict[Steps, str]:
    return {steps: min(paths) for steps, paths in found.items() if len(paths) == 1}


def _addresses(path: str, head: Head) -> Iterable[Steps]:
    steps = _steps(path)
    dated = DATED.fullmatch(steps[-1]) if steps else None
    names = {steps}
    if dated:
        folder = tuple(step for step in steps[:-1] if not step.startswith("_"))
        rest = dated["rest"]
        names |= {(*folder, rest), (*folder, *dated["date"].split("-"), rest)}
        names.add((*folder, *dated["date"].split("-")[:2], rest))
    if head.slug and steps:
        names.add((*steps[:-1], head.slug.lower()))
    names |= {_steps(address) for address in head.addresses}
    return [name for name in names if name]


def _steps(path: str) -> Steps:
    """`/blog/2016/De%20trein.html` → `blog`, `2016`, `de trein`."""
    bare = unquote(urlsplit(path).path if "://" in path else re.split(r"[?#]", path)[0])
    steps = [step.lower() for step in PurePosixPath(bare).parts if step not in ("/", ".")]
    if steps:
        steps[-1] = _SUFFIX.sub("", steps[-1])
        if len(steps) > 1 and steps[-1] in NAMELESS:
            steps.pop()
    return tuple(steps)
