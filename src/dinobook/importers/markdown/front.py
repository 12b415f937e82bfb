"""Front matter of other programs: what the book knows is kept, the rest becomes remarks."""

from __future__ import annotations

import html
import json
import tomllib
from dataclasses import dataclass
from typing import Any, Final

from dinobook.importers.dates import iso_date
from dinobook.markup.front_matter.reader import KEYS
from dinobook.markup.front_matter.values import CHECKS
from dinobook.problems import Place, Problem
from dinobook.strict_yaml import (
    SLIPS,
    Mapping,
    Rules,
    Source,
    is_nothing,
    plain,
    read,
    size_problems,
)

_CODE: Final = "import-016"
RULES: Final = Rules(
    called="the front matter",
    codes={slip: _CODE for slip in SLIPS if slip != "control"},
    most_characters=10_000,
    too_long="Keep a line for each key, and put the text below the second “---”.",
    most_brackets=100,
    most_levels=30,
    unreadable="The front matter cannot be read.",
)
"""More lenient than that of chapters: other people wrote it, for another program."""


_FENCE: Final = {"---": ("---", "..."), "+++": ("+++",)}
_LISTS: Final = ("tags", "categories")
_TAGS: Final = (*_LISTS, "category")
_ADDRESSES: Final = ("permalink", "url", "aliases", "redirect_from", "source")
_SILENT: Final = ("slug", "draft", "published")


@dataclass(frozen=True, slots=True)
class Head:
    """`kept` are the book's own keys as texts; `remarks` are comment lines for the others.

    `unused` are the keys of those; `addresses` are where the post was on the web.
    """

    kept: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    slug: str = ""
    unpublished: bool = False
    body: str = ""
    body_line: int = 1
    problems: tuple[Problem, ...] = ()
    unused: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    def get(self, key: str) -> str:
        return dict(self.kept).get(key, "")


def read_head(text: str, path: str) -> Head:
    """The front matter of one file, in YAML or TOML, and the text below it."""
    rows = text.split("\n")
    closers = _FENCE.get(rows[0].rstrip(), ())
    end = next((i for i, row in enumerate(rows[1:], 1) if row.rstrip() in closers), 0)
    if not end:
        return Head(body=text, problems=_unclosed(path) if rows[0].rstrip() == "+++" else ())
    source = Source(path, "\n".join(rows[1:end]), 2)
    body = "\n".join(rows[end + 1 :])
    values, problems = _toml(source) if rows[0].startswith("+") else _yaml(source)
    if problems:
        return Head(body=body, body_line=end + 2, problems=problems)
    return _sorted_out(values, path, body, end + 2)


def _yaml(source: Source) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    root, problems = read(source, RULES)
    if isinstance(root, Mapping):
        return {entry.key.text: plain(entry.value) for entry in root.entries}, problems
    if not problems and not is_nothing(root):
        message = f"{RULES.unreadable} It is not a list of “key: value” lines."
        problems = (Problem(source.whole(), _CODE, message, RULES.too_long),)
    return {}, problems


def _toml(source: Source) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    if too_long := size_problems(source, RULES):  # the reader calls itself for each bracket
        return {}, too_long
    try:
        return tomllib.loads(source.text), ()
    except ValueError as error:
        message = f"{RULES.unreadable} It is no TOML: {error}."
        hint = "Put a text between double quotes."
        return {}, (Problem(Place(source.path, 1), _CODE, message, hint),)


def _sorted_out(values: dict[str, Any], path: str, body: str, body_line: int) -> Head:
    kept: list[tuple[str, str]] = []
    tags: list[str] = []
    others: list[tuple[str, Any]] = []
    for key, value in values.items():
        if key in _TAGS:
            tags += _parted(value) if key in _LISTS else _list(value)
        elif key in KEYS and key not in ("accept", "initiaal") and (text := _text(key, value)):
            kept.append((key, text))
        elif value not in (None, ""):
            others.append((key, value))
    return Head(
        kept=tuple(kept),
        tags=tuple(dict.fromkeys(tags)),
        remarks=tuple(f"# {key}: {_shown(value)}" for key, value in others),
        slug=str(values.get("slug") or ""),
        unpublished=values.get("draft") is True or values.get("published") is False,
        body=body,
        body_line=body_line,
        unused=tuple(key for key, _ in others if key not in _SILENT),
        addresses=tuple(one for key in _ADDRESSES for one in _list(values.get(key))),
    )


def _text(key: str, value: Any) -> str:
    """The value as the book's front matter takes it; empty when it does not."""
    if key == "author":
        value = ", ".join(_authors(value))
    if value is None or isinstance(value, dict | list | tuple | bool):
        return ""
    if key == "date":
        return iso_date(value)
    text = " ".join(html.unescape(str(value)).split())
    check = CHECKS.get(key)
    return text if key == "id" or check is None or check[0](text) else ""


def _authors(value: Any) -> list[str]:
    """One name, several, or names with more about each."""
    if isinstance(value, list | tuple):
        return [name for one in value for name in _authors(one)]
    if isinstance(value, dict):
        return _authors(value.get("name"))
    return [str(value)] if isinstance(value, str) and value.strip() else []


def _list(value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(one) for one in value if one not in (None, "")]
    return [str(value).strip()] if value else []


def _parted(value: Any) -> list[str]:
    """`a, b c` are two and `a b c` three, as blog programs read them."""
    if not isinstance(value, str):
        return _list(value)
    parts = value.split(",") if "," in value else value.split()
    return [part.strip() for part in parts if part.strip()]


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:200]


def _unclosed(path: str) -> tuple[Problem, ...]:
    message = "The front matter opens with “+++” and never closes."
    return (Problem(Place(path, 1), "import-016", message, "Write “+++” below its last key."),)
