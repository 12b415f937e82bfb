"""What a book says itself, in each language that dinobook speaks, as data (`*.yaml` here)."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from dinobook.language_tags import primary
from dinobook.strict_yaml import Plain, read_own

Value = str | tuple[str, ...] | Mapping[str, str]
Table = Mapping[str, Mapping[str, Value]]
"""Words by group and key, as in `manuscript/words.yaml`."""

ENGLISH: Final = "en"
_SUFFIX: Final = ".yaml"


@cache
def names() -> tuple[str, ...]:
    """The primary tags of the languages that have words."""
    files = (path.name for path in importlib.resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in files if name.endswith(_SUFFIX)))


def speaks(language: str) -> bool:
    return primary(language) in names()


def table(language: str) -> Table:
    """The words for a language tag (`nl-BE` → `nl`); in English when there are none."""
    return _load(primary(language) if speaks(language) else ENGLISH)


@cache
def _load(name: str) -> Table:
    """Raises `ValueError` for what is no word, list of words or words by key: a bug."""
    path = importlib.resources.files(__name__) / f"{name}{_SUFFIX}"
    groups = read_own(path.name, path.read_text(encoding="utf-8"))
    return {
        group: {key: _value(f"{group}: {key}", word) for key, word in _items(group, words)}
        for group, words in _items(path.name, groups)
    }


def _items(name: str, given: Plain) -> Iterable[tuple[str, Plain]]:
    if not isinstance(given, dict):
        raise ValueError(f"{name} has no keys")
    return given.items()


def _value(name: str, given: Plain) -> Value:
    if isinstance(given, tuple):
        return tuple(_text(name, one) for one in given)
    if isinstance(given, dict):
        return {key: _text(f"{name}: {key}", one) for key, one in given.items()}
    return _text(name, given)


def _text(name: str, given: Plain) -> str:
    if not isinstance(given, str) or not given.strip():
        raise ValueError(f"{name} is no text")
    return given
