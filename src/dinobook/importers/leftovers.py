"""Text that the dialect prints as it stands, but would take for a slip: mark-up of other programs.

It gets a backslash, by which an author says that a sign is meant. Which forms these are is the
dialect's own list.
"""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.foreign.leftovers import Form
from dinobook.markup.foreign.rules import FORMS

_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s<>\x02]+")
_SIGN: Final = re.compile(r"[!-/:-@\[-`{-~]")
_MOST: Final = 50
"""So many slips in one piece of text are mended; behind that it is no text."""
_MAY: Final = re.compile(
    r"[*_`=~^\[\]{}\\@]|:[:a-z+-]|https?[:;./]|!!!|\?\?\?|\'\'\'|<<<|!include|--8<|---|include::"
    r"|\+[-=:]",
    re.IGNORECASE,
)


def escape_leftovers(escaped: str, *, starts: bool = True) -> str:
    """Text whose Markdown is escaped, with a backslash in what looks like other mark-up."""
    if not _MAY.search(escaped):
        return escaped
    for _ in range(_MOST):
        at = _first(escaped, starts)
        if at < 0:
            return escaped
        escaped = f"{escaped[:at]}\\{escaped[at:]}"
    return escaped


def _first(escaped: str, starts: bool) -> int:
    """Where the first such form has a sign that can take a backslash; -1: there is none."""
    # as long as the text itself, so that places are the same
    seen = _ESCAPED.sub("\x02\x03", escaped)
    bare = _ADDRESS.sub(lambda one: "\x00" * len(one.group()), seen)
    for form in FORMS:
        for found in _found(form, seen, bare, starts):
            sign = _SIGN.search(escaped, *_inside(found, seen))
            if sign is not None:
                return sign.start()
    return -1


def _found(form: Form, seen: str, bare: str, starts: bool) -> list[re.Match[str]]:
    text = seen if form.addresses else bare
    if not form.starts:
        return list(form.pattern.finditer(text))
    found = form.pattern.search(text) if starts else None
    return [found] if found and not text[: found.start()].strip() else []


def _inside(found: re.Match[str], seen: str) -> tuple[int, int]:
    """The first piece of what was found that has no escaped sign in it."""
    start, end = found.span()
    stop = seen.find("\x02", start, end)
    return (start, end) if stop <= start else (start, stop)
