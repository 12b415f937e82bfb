"""Front matter of other programs: what the book knows is kept, the rest becomes remarks."""

from __future__ import annotations

import html
import json
import tomllib
from dataclasses import dataclass
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.tokens import AliasToken, AnchorToken, TagToken

from dinobook.importers.dates import iso_date
from dinobook.markup.front_reader import KEYS, MAX_BRACKETS, MAX_LENGTH
from dinobook.markup.front_values import CHECKS
from dinobook.problems import Place, Problem

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
    head, body = "\n".join(rows[1:end]), "\n".join(rows[end + 1 :])
    try:
        _refuse_bulk(head)
        values = tomllib.loads(head) if rows[0].startswith("+") else _yaml(head)
    except (YAMLError, ValueError) as error:
        return Head(body=body, body_line=end + 2, problems=(_unreadable(error, path),))
    return _sorted_out(values, path, body, end + 2)


def _refuse_bulk(text: str) -> None:
    """Readers of YAML and TOML call themselves for each bracket."""
    if len(text) > MAX_LENGTH or sum(map(text.count, "[{")) > MAX_BRACKETS:
        raise ValueError("it is too long, or has too many brackets")


def _yaml(text: str) -> dict[str, Any]:
    for token in YAML(typ="rt", pure=True).scan(text):
        if isinstance(token, (AliasToken, AnchorToken, TagToken)):
            raise ValueError("“&”, “*” and “!” at the start of a value are not understood")
    found = YAML(typ="safe", pure=True).load(text)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError("it is not a list of “key: value” lines")
    return {str(key): value for key, value in found.items()}


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
    if value is None or isinstance(value, (dict, list, bool)):
        return ""
    if key == "date":
        return iso_date(value)
    text = " ".join(html.unescape(str(value)).split())
    check = CHECKS.get(key)
    return text if key == "id" or check is None or check[0](text) else ""


def _authors(value: Any) -> list[str]:
    """One name, several, or names with more about each."""
    if isinstance(value, list):
        return [name for one in value for name in _authors(one)]
    if isinstance(value, dict):
        return _authors(value.get("name"))
    return [str(value)] if isinstance(value, str) and value.strip() else []


def _list(value: Any) -> list[str]:
    if isinstance(value, list):
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


def _unreadable(error: Exception, path: str) -> Problem:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    what = error.problem if isinstance(error, MarkedYAMLError) else str(error)
    message = f"The front matter cannot be read: {what}."
    hint = "A value with a colon in it, or a sign at its start, goes between quotes."
    return Problem(Place(path, mark.line + 2 if mark else 1), "import-016", message, hint)


def _unclosed(path: str) -> tuple[Problem, ...]:
    message = "The front matter opens with “+++” and never closes."
    return (Problem(Place(path, 1), "import-016", message, "Write “+++” below its last key."),)
