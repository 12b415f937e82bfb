"""What a blog post leaves behind in a chapter: found, and mended where a machine may do that.

`read_chapters` reads the chapters of a book, `mend_chapters` replaces what is safe to replace. The
rules are listed in `dinobook.blog.rules`; docs/blog.md tells authors about them.
"""

from __future__ import annotations

from dinobook.blog.finding import Finding
from dinobook.blog.mend import MENDING, Change, mend, mend_chapters, refuse_unknown
from dinobook.blog.reading import Reading, read_chapter, read_chapters
from dinobook.blog.rules import RULES, Rule

__all__ = [
    "MENDING",
    "RULES",
    "Change",
    "Finding",
    "Reading",
    "Rule",
    "mend",
    "mend_chapters",
    "read_chapter",
    "read_chapters",
    "refuse_unknown",
]
