"""Words with which a text calls itself a post, or its home a blog."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.blog.finding import Finding
from dinobook.blog.phrase import Phrase, find_phrases
from dinobook.blog.post import Post

CODE: Final = "blog-002"
ADVICE: Final = "Say “hoofdstuk” or “boek”, or delete it."

_POST: Final = r"(?:blogpost|blog-post|blogbericht|blogartikel|blogje|blogstukje|blogstuk)"
_NO_AGREEMENT: Final = r"(?! ?,? (?:die|welke|deze|ze|hij|zelf)(?!\w))"
"""Behind “dit hoofdstuk” other words would have to change as well."""

_OTHER: Final = "Name the chapter and link to it: [de titel](het-id)."
_SITE: Final = "Say where, for a reader of the book; put an address in a note."

_WHICH: Final = r"(?:vorige|volgende|eerdere?|vroegere?|andere?|laatste|recente?)"

PHRASES: Final = (
    Phrase(rf"(?:deze|dit) {_POST}{_NO_AGREEMENT}", "dit hoofdstuk", safe=True),
    Phrase(rf"(?:deze|dit) {_POST}", "dit hoofdstuk"),
    Phrase(
        rf"(?<=\bin\s)(?:deze blog|deze post|dit blog){_NO_AGREEMENT}", "dit hoofdstuk", safe=True
    ),
    Phrase(r"(?<=\bop\s)(?:deze|dit) blog", advice="Say “in dit boek”, or delete it."),
    Phrase(r"(?:deze|dit) blog", "dit hoofdstuk"),
    Phrase(r"(?<=\bmet\s)deze post", "dit hoofdstuk"),
    Phrase(
        rf"(?:de|een|mijn|onze|het) {_WHICH} (?:blogs?|posts?|{_POST}s?)",
        advice=_OTHER,
    ),
    Phrase(rf"(?<=\bin\s)een (?:blog|{_POST})(?: op (?:de|onze|mijn) [\w-]+)?", advice=_OTHER),
    Phrase(r"(?:op|via|naar) (?:mijn|onze|deze) (?:blog|site|website|webstek)", advice=_SITE),
    Phrase(r"op de [\w-]+(?:-| )(?:site|website|blog)", advice=_SITE),
    Phrase(r"in de (?:zijbalk|sidebar|rechterkolom|linkerkolom)", advice=_SITE),
    Phrase(r"wordt vervolgd|to be continued", advice="Say in which chapter, or delete it."),
)


def medium(post: Post) -> Iterator[Finding]:
    return find_phrases(post, PHRASES, CODE, "it speaks of the blog, not of the book.", ADVICE)
