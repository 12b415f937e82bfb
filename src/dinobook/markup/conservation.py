"""An independent check that converting a chapter lost none of its words.

It knows as little as possible about how chapters are converted: the source is stripped of what is
mark-up by a handful of patterns, the fragment of its tags, and the words are counted. Where a
pattern could strip too much it may; it must never strip too little, or it would cry wolf.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from typing import Final

from dinobook import xhtml
from dinobook.markup.fragment import Fragment
from dinobook.markup.front_matter import split
from dinobook.markup.source import FORMULA
from dinobook.markup.tree import INLINE, Element

_STRIP: Final = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"(?<!\w)%%(?:[^%]|%(?!%))*%%(?!\w)"), ""),
    # the target of a wiki link that has words of its own
    (re.compile(r"\[\[[^\[\]|\n]*\|(?=[^\[\]\n]*\]\])"), "[["),
    # the LaTeX of equations, which becomes signs; their descriptions stay
    (FORMULA, lambda found: found[0].removesuffix(found[1])),
    (re.compile(r"(?m)^([ >]*)\$\$(?:[^$]|\$(?!\$))*\$\$[ ]*$"), r"\1"),
    # the kind of a callout, the box of a task
    (re.compile(r"(?m)^([ >]*>[ ]*)\[![\w-]+\][-+]?"), r"\1"),
    (re.compile(r"(?m)^([ >]*(?:(?:[-*+]|\w{1,9}[.)])[ ]+)+)\[[ xX]\](?=[ ])"), r"\1"),
    # definitions of abbreviations and of addresses; an address has a point, slash, # or colon
    (re.compile(r"(?m)^[ >]*\*\[[^\]\n]*\]:.*$"), " "),
    (
        re.compile(
            r"(?m)^[ >]*\[(?!\^)[^\]\n]+\]:[ ]*\n?[ ]*<?\S*[./#:@]\S*(?:\s+[\"'(].*[\"')])?[ ]*$"
        ),
        " ",
    ),
    # the address that a QR code leads to
    (re.compile(r"(?m)^([ >]*/{3,}[ ]*qr)\b.*$"), r"\1"),
    # a note's label, a block's name and options, a list's number, the fence of code
    (re.compile(r"\[\^[^\]\n]*\]:?"), " "),
    (re.compile(r"(?m)^[ >]*/{3,}[ ]*[\w-]*((?:[ ]*\|.*)?)((?:\n[ ]{4,}[\w-]+:.*)*)$"), r" \1 "),
    (re.compile(r"(?m)^[ >]*(?:(?:[-*+]|\w{1,9}[.)])[ ]+)+"), " "),
    (re.compile(r"(?m)^[ >]*(?:`{3,}|~{3,}).*$"), " "),
    # addresses: of links and pictures (their titles stay), of references, in angle brackets
    (
        re.compile(r"\]\([ ]*(?:<[^>\n]*>|[^\s)\"]*)((?:[ ]+[^\s)\"]+)*)([ ]+\"[^\n]*?\")?[ ]*\)"),
        r"] \2",
    ),
    (re.compile(r"\][ ]?\[[^\]\n]*\]"), "] "),
    (re.compile(r"<[A-Za-z/][^<>]*>"), ""),
    # attribute lists
    (re.compile(r"\{:?[^{}\n]*\}"), ""),
)
_JOINED: Final = re.compile(r"[*_~^=`\\¬\u00ad\u200b-\u200d\u2060\ufeff\ue000'’‘ʼ]")
_WORD: Final = re.compile(r"[^\W_]+")
_SHORT: Final = 4


def lost_words(source_text: str, fragment: Fragment) -> tuple[tuple[str, int], ...]:
    """Words of a chapter file that its fragment has too few of, with a line where each stands."""
    parts = split(source_text)
    if not parts.closed:
        return ()
    wanted = Counter(source_words(parts.body))
    there = Counter(fragment_words(fragment))
    short = {word: count - there[word] for word, count in wanted.items() if there[word] < count}
    if not short:
        return ()
    run = "".join(fragment_words(fragment))
    lost = [
        word
        for word, count in short.items()
        # words may have been joined by mark-up in between: then their letters are still there
        if len(word) < _SHORT or run.count(word) < wanted[word]
    ]
    return _with_lines(lost, parts.body, parts.body_line)


def source_words(body: str) -> list[str]:
    """The words of a chapter's text, mark-up taken off."""
    for pattern, kept in _STRIP:
        body = pattern.sub(kept, body)
    return _words(html.unescape(body))


def fragment_words(fragment: Fragment) -> list[str]:
    """The words that a reader meets in a fragment, descriptions of pictures too."""
    pieces = [fragment.meta.title]
    for text in (fragment.xhtml, *(note.xhtml for note in fragment.notes)):
        root = xhtml.parse(text)
        pieces.append(" ".join(_blocks(root)))
        for element in root.iter():
            pieces += [element.get(name, "") for name in ("alt", "alttext", "title")]
    return _words(" ".join(pieces))


def _blocks(element: Element) -> list[str]:
    """The text, with spaces where one block ends and the next begins."""
    gap = "" if xhtml.name_of(element) in INLINE else " "
    if xhtml.has_class(element, "noteref"):
        return [" "]
    pieces = [gap, element.text or ""]
    for child in element:
        pieces += [*_blocks(child), child.tail or ""]
    return ["".join([*pieces, gap])]


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", _JOINED.sub("", text))
    return _WORD.findall(plain.casefold())


def _with_lines(lost: list[str], body: str, first_line: int) -> tuple[tuple[str, int], ...]:
    """For each word the line that holds most of the lost ones: they were lost together."""
    rows = [set(_words(row)) for row in body.split("\n")]
    weight = [len(row.intersection(lost)) for row in rows]
    found = []
    for word in lost:
        best = max(
            (index for index, row in enumerate(rows) if word in row),
            key=lambda index: weight[index],
            default=-1,
        )
        found.append((word, first_line + best if best >= 0 else 0))
    return tuple(found)
