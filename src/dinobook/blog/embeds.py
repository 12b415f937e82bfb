"""What stood on the web page and came from another one: films, tweets, players."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dinobook.blog.finding import Finding
from dinobook.blog.phrase import Phrase, find_phrases
from dinobook.blog.post import Post

CODE: Final = "blog-003"
ADVICE: Final = "Say what was to be seen there, and put its address in a note; or delete it."

_HOSTS: Final = (
    r"(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|twitter\.com|x\.com|t\.co|pic\.twitter\.com"
    r"|facebook\.com|fb\.watch|instagram\.com|tiktok\.com|soundcloud\.com|open\.spotify\.com"
    r"|spotify\.com|slideshare\.net|issuu\.com|prezi\.com|flickr\.com|giphy\.com|mixcloud\.com)"
)
_LINK: Final = r"(?:\[[^\]\n]*\]\()?<?(?:https?://|//|www\.)?"
_ALONE: Final = re.compile(rf"(?mi)^[ >]*({_LINK}(?:[\w-]+\.)*{_HOSTS}(?:/[^\s)>]*)?>?\)?)[ ]*$")
_LABELS: Final = "video|filmpje|film|clip|youtube|vimeo|tweet|podcast|embed"
_LABEL: Final = re.compile(rf"(?mi)^[ ]{{0,3}}((?:{_LABELS})[ ]?:[^\n]{{0,120}})$")
_TWEET: Final = re.compile(r"(?m)^[ >]*((?:—|–|--)[^\n]{1,60}\(@\w+\)[^\n]{0,40})$")
_THING: Final = r"(?:video|filmpje|filmfragment|clip|videoclip|tweet|podcast|slideshow|presentatie)"

_LOOK: Final = r"(?:bekijk|beluister|zie|kijk naar)(?: (?:hier|zeker|hieronder|even|dan))*"

PHRASES: Final = (
    Phrase(rf"{_LOOK} (?:de|het|deze|dit|onderstaande?) {_THING}(?: (?:hieronder|hierboven))?"),
    Phrase(rf"(?:onder|boven|neven)staande? {_THING}s?"),
    Phrase(rf"{_THING} (?:hieronder|hierboven|hiernaast|onderaan)"),
    Phrase(r"(?:a post shared by|een bericht gedeeld door)[^\n]{1,60}"),
    Phrase(r"pic\.twitter\.com/\w+|view this post on instagram"),
)


def embeds(post: Post) -> Iterator[Finding]:
    message = "something was embedded here that a book cannot play."
    for pattern in (_ALONE, _TWEET, _LABEL):
        for match in pattern.finditer(post.source.plain):
            if pattern is not _LABEL or _is_alone(post, match):
                yield post.finding(match.span(1), CODE, message, ADVICE)
    yield from find_phrases(post, PHRASES, CODE, message, ADVICE)


def _is_alone(post: Post, match: re.Match[str]) -> bool:
    """Whether the line is a paragraph: in running text “film: …” may begin any line."""
    text = post.source.plain
    before = text[: match.start()].rsplit("\n", 2)[-2:-1]
    after = text[match.end() + 1 :].split("\n", 1)[0]
    return not "".join(before).strip() and not after.strip()
