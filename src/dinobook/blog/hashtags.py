"""Hashtags in a sentence. A row of them alone is part of the house style and stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from dinobook.blog.finding import Finding
from dinobook.blog.post import Post
from dinobook.markup.inline.hashtags import HASHTAG

CODE: Final = "blog-006"
ADVICE: Final = "Make it a word, or delete it; the book prints it as it stands."

_IS_A_NOUN: Final = re.compile(
    r"\b(?:hashtags?|tags?|de|het|een|die|dat|deze|dit|onze|mijn|werd|wordt|heet|heette)[ \n]+$",
    re.IGNORECASE,
)


def hashtags(post: Post) -> Iterator[Finding]:
    for start, end in post.blocks():
        block = post.prose[start:end]
        if not HASHTAG.sub("", block).strip():
            continue
        for match in HASHTAG.finditer(post.own, start, end):
            before = post.own[max(start, match.start() - 20) : match.start()]
            if not _IS_A_NOUN.search(before):
                found = post.finding(match.span(), CODE, "a hashtag leads nowhere here.", ADVICE)
                yield replace(found, hint=True)
