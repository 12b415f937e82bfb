"""A chapter as the rules read it: what is prose, and which of it is the author's own voice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from dinobook.blog.finding import Finding
from dinobook.blog.speech import speech
from dinobook.language_tags import primary
from dinobook.markup.blocks.fences import read_fences
from dinobook.markup.blocks.kinds import KINDS
from dinobook.markup.fragment import ChapterMeta
from dinobook.markup.front_matter.split import split
from dinobook.markup.source import Source, read_source
from dinobook.markup.structure.model import Fence
from dinobook.markup.typography.rules import OPAQUE
from dinobook.problems import Place

Span = tuple[int, int]

# What Markdown and HTML write between the words. A bracket stays: it parts words from words.
_MARKS: Final = re.compile(
    r"""
    (?<=\])\([^)\n]*\)                       # the address of a link
  | (?<=\])\[[^\]\n]*\]                      # or the name of one
  | (?m:^[ >]*\[(?!\^)[^\]\n]+\]:[ ]*\S.*$)  # which stands further down
  | \[\^[^\]\n]*\]:?                         # the call of a note, and its label
  | <[^<>\s][^<>\n]*>                        # a tag or an address
  | \{[^{}\n]*\}                             # classes, ids and languages
  | (?:https?://|www\.)[^\s<>()\[\]]+
  | [\w.+-]+@[\w-]+\.[\w.]+
    """,
    re.VERBOSE,
)
_BLOCK: Final = re.compile(r"\S[^\n]*(?:\n(?![ \t>]*(?:\n|\Z))[^\n]*)*")
_QUOTED_LINE: Final = re.compile(r"(?m)^[ ]{0,3}>.*$")
_OTHERS_SPEAK: Final = ("citaat", "motto", "vers")
_EXCERPT: Final = 30


@dataclass(frozen=True, slots=True)
class Post:
    """One chapter.

    `prose` and `own` are as long as the body, so that an offset means the same place in each.
    In `prose` code, addresses and marks are blanked with U+FFFC; in `own` also what others say.
    `head` is what stands above the body. `fallbacks` names, for each character that the book's
    own typefaces lack, the one that has it.
    """

    source: Source
    meta: ChapterMeta
    dutch: bool
    offset: int
    fences: tuple[Fence, ...]
    prose: str
    own: str
    fallbacks: Mapping[str, str] = field(default_factory=dict)
    head: str = ""

    def finding(self, span: Span, code: str, message: str, advice: str) -> Finding:
        """`span` counts in the body."""
        line = self.source.line_at(span[0])
        return self._finding(self.source.body, self.offset, line, span, (code, message, advice))

    def finding_above(self, span: Span, code: str, message: str, advice: str) -> Finding:
        """`span` counts in the head."""
        line = self.head.count("\n", 0, span[0]) + 1
        return self._finding(self.head, 0, line, span, (code, message, advice))

    def _finding(
        self, text: str, offset: int, line: int, span: Span, told: tuple[str, str, str]
    ) -> Finding:
        start, end = span
        code, message, advice = told
        words = _folded(text[start:end])
        before, behind = _around(text, start, end)
        return Finding(
            place=Place(self.source.path, line, f"{before}{words}{behind}"),
            code=code,
            start=offset + start,
            end=offset + end,
            words=words,
            around=(before, behind),
            message=message,
            advice=advice,
        )

    def blocks(self) -> Iterator[Span]:
        """Paragraphs, list items and headings: lines of prose without a blank one between."""
        return ((found.start(), found.end()) for found in _BLOCK.finditer(self.prose))

    def inside(self, fence: Fence, *, heading: bool = False) -> Span:
        """The text between the opening line of a block and its last; with that line, `heading`."""
        first = fence.line if heading else fence.line + 1
        return self._start_of(first), self._start_of(fence.end_line or fence.line + 1)

    def line_end(self, line: int) -> int:
        return self._start_of(line) + len(self.source.line_text(line))

    def _start_of(self, line: int) -> int:
        index = line - self.source.first_line
        starts = self.source.starts
        return starts[index] if index < len(starts) else len(self.source.body)


def read_post(
    text: str,
    path: str,
    meta: ChapterMeta,
    language: str = "nl-BE",
    fallbacks: Mapping[str, str] | None = None,
) -> Post:
    """The chapter file `text`, with line ends as LF; `language` holds where `meta` has none."""
    parts = split(text)
    source = read_source(path, parts.body, parts.body_line)
    fences, _ = read_fences(source)
    blanked = "".join(
        char if char == plain else OPAQUE
        for char, plain in zip(source.body, source.plain, strict=True)
    )
    prose = masked(blanked, _fence_lines(source, fences))
    prose = masked(prose, (found.span() for found in _MARKS.finditer(prose)))
    quiet = Post(
        source=source,
        meta=meta,
        dutch=primary(meta.lang or language) == "nl",
        offset=len(text) - len(source.body),
        fences=tuple(fences),
        prose=prose,
        own=prose,
        fallbacks=fallbacks or {},
        head=text[: len(text) - len(source.body)],
    )
    return _with_own_voice(quiet)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind on the same line, cut at spaces."""
    left = text.rfind("\n", 0, start) + 1
    right = (text + "\n").find("\n", end)
    if start - left > _EXCERPT:
        left = text.rfind(" ", left, start - _EXCERPT) + 1 or start - _EXCERPT
    if right - end > _EXCERPT:
        space = text.find(" ", end + _EXCERPT, right)
        right = space if space >= 0 else end + _EXCERPT
    return _folded(text[left:start]), _folded(text[end:right])


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def masked(text: str, spans: Iterable[Span]) -> str:
    """The text with U+FFFC in place of the characters of the spans; line ends stay."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = ["\n" if char == "\n" else OPAQUE for char in chars[start:end]]
    return "".join(chars)


def _fence_lines(source: Source, fences: Iterable[Fence]) -> Iterator[Span]:
    """The lines `///`, all but a title or caption on them, and their options."""
    starts = (*source.starts, len(source.body) + 1)
    for fence in fences:
        rows = [fence.line, *range(fence.line + 1, fence.line + 1 + len(fence.options))]
        for line in (*rows, *([fence.end_line] if fence.end_line else [])):
            index = line - source.first_line
            start, end = starts[index], starts[index + 1] - 1
            kind = KINDS.get(fence.name.lower())
            if line == fence.line and kind and kind.bar in ("title", "caption") and fence.bar:
                end = source.body.rfind(fence.bar, start, end)
            yield start, end


def _with_own_voice(post: Post) -> Post:
    quoted = [found.span() for found in _QUOTED_LINE.finditer(post.source.plain)]
    quoted += [post.inside(fence) for fence in post.fences if fence.name.lower() in _OTHERS_SPEAK]
    own = masked(post.prose, quoted)
    own = masked(own, (span for start, end in post.blocks() for span in speech(own, start, end)))
    return replace(post, own=own)
