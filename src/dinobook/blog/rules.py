"""The rules, in the order of their codes. To add one: a function, a row here, its code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from dinobook.blog.calls import calls
from dinobook.blog.days import days
from dinobook.blog.embeds import embeds
from dinobook.blog.finding import Finding, without_overlaps
from dinobook.blog.hashtags import hashtags
from dinobook.blog.links import links
from dinobook.blog.medium import medium
from dinobook.blog.pictures import pictures
from dinobook.blog.post import Post
from dinobook.blog.quotations import long_quotations, songs
from dinobook.blog.slips import CODE as SLIP
from dinobook.blog.slips import slips
from dinobook.blog.smileys import smileys


@dataclass(frozen=True, slots=True)
class Rule:
    """`dutch`: it looks for Dutch words. `mends`: it has proposals that are safe to make."""

    code: str
    find: Callable[[Post], Iterator[Finding]]
    dutch: bool = False
    mends: bool = False


RULES: Final = (
    Rule("blog-001", calls, dutch=True),
    Rule("blog-002", medium, dutch=True, mends=True),
    Rule("blog-003", embeds),
    Rule("blog-004", days, dutch=True, mends=True),
    Rule("blog-005", smileys),
    Rule("blog-006", hashtags),
    Rule("blog-007", songs),
    Rule("blog-008", long_quotations),
    Rule("blog-009", pictures),
    Rule("blog-010", links),
    Rule(SLIP, slips),
)
SLIPS_ONLY: Final = tuple(rule for rule in RULES if rule.code == SLIP)


def findings(post: Post, rules: Iterable[Rule] = RULES) -> tuple[Finding, ...]:
    """What each of the rules that knows the chapter's language finds, in the order of the text."""
    found = [
        finding
        for rule in rules
        if post.dutch or not rule.dutch
        for finding in without_overlaps(rule.find(post))
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.code)))
