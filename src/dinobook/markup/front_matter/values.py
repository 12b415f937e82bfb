"""What the single values of the front matter may be."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Final

from dinobook.codes import CODES
from dinobook.markup.web_addresses import is_web_address
from dinobook.slugs import slug
from dinobook.strict_yaml import Scalar

_YES_NO: Final = frozenset({"yes", "no", "on", "off", "true", "false", "y", "n"})
_DATED: Final = re.compile(r"\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d.*)?")

CURLY: Final = re.compile("[“”„«]([^“”„«»]+)[”“»]|[‘’‚]([^‘’‚]+)[’‘]")
"""A whole value between the marks of a word processor."""

MAX_ID: Final = 60

ACCEPTABLE: Final = tuple(code for code in CODES if code.startswith("blog-") and code != "blog-011")
"""What `accept` may name; blog-011 says that an acceptance is too much."""

ACCEPT_HINT: Final = "Write “accept: [blog-006, blog-004: vorige week]”."

_DATE: Final = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_LANG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ADDRESS: Final = re.compile(r"https?://[^\s/]+\S*")


def read_as(name: str, value: Scalar) -> str:
    """“text”, or how an author would call what another reader of YAML sees in `value`."""
    if not value.bare or value.kind != "text":
        return value.kind
    if name == "lang" and value.text.lower() in _YES_NO:
        return "yes or no"
    return "a date" if _DATED.fullmatch(value.text) else "text"


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text if len(text) == 10 else f"{text}-01")
    except ValueError:
        return False
    return True


CHECKS: Final[dict[str, tuple[Callable[[str], object], str, str]]] = {
    "id": (
        lambda text: len(text) <= MAX_ID and slug(text) == text and text[0].isalpha(),
        f"“{{}}” cannot be an id: an id has up to {MAX_ID} lower-case letters, digits and hyphens, "
        "and begins with a letter.",
        "Take a short name, such as “mijn-verhaal”.",
    ),
    "date": (_is_date, "“{}” is not a date.", "Write it as 2016-07-14, or as 2016-07."),
    "lang": (
        _LANG.fullmatch,
        "“{}” is not the code of a language.",
        "Write nl, nl-BE, en, fr or de.",
    ),
    "source": (
        lambda text: _ADDRESS.fullmatch(text) and is_web_address(text),
        "“{}” is not a web address.",
        "Write the whole address, with https:// in front.",
    ),
}
