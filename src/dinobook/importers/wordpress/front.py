"""The head of a chapter that was a post."""

from __future__ import annotations

import json
import re

from dinobook.importers.wordpress.convert import Chapter
from dinobook.language_tags import primary
from dinobook.markup.front_matter.split import IMPORTED
from dinobook.markup.front_matter.values import CHECKS

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def front_matter(
    chapter: Chapter, title: str, date: str, source: str, origin: str, language: str
) -> str:
    """Between its lines of hyphens. No chapter names `language`, which is the whole blog's."""
    rows = [f"title: {_quoted(title)}"]
    if date:
        rows.append(f"date: {date}")
    if source and CHECKS["source"][0](source):
        rows.append(f"source: {_quoted(source)}")
    if chapter.author:
        rows.append(f"author: {_quoted(chapter.author)}")
    if _is_other(chapter.lang, language):
        rows.append(f"lang: {chapter.lang}")
    if chapter.tags:
        tags = ", ".join(_quoted(tag) for tag in chapter.tags)
        rows.append(f"tags: [{tags}]")
    return "\n".join(["---", *rows, f"{IMPORTED}{_one_line(origin)}", "---"])


def _is_other(tag: str, language: str) -> bool:
    if not tag or not CHECKS["lang"][0](tag):
        return False
    return not language or primary(tag) != primary(language)


def _quoted(text: str) -> str:
    return json.dumps(_one_line(text), ensure_ascii=False)


def _one_line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())
