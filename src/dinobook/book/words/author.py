"""Words of the book that its author gives: `manuscript/words.yaml`, as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from dinobook import languages
from dinobook.language_tags import primary
from dinobook.languages import Value
from dinobook.markup.typography.house_style import OwnLanguage
from dinobook.storage.project import MANUSCRIPT

WORDS_FILE: Final = f"{MANUSCRIPT}/words.yaml"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The author's words for one language, by the names of their tables' fields.

    They hold where the text is in `language` (a primary tag such as `es`).
    """

    language: str = ""
    words: Mapping[str, Value] = field(default_factory=dict)
    references: Mapping[str, Value] = field(default_factory=dict)
    matter: Mapping[str, Value] = field(default_factory=dict)
    callouts: Mapping[str, Value] = field(default_factory=dict)

    def speaks(self, language: str) -> bool:
        return bool(self.language) and primary(language) == self.language

    def printed(self) -> str:
        """Every word, a line each."""
        groups = (self.words, self.references, self.matter, self.callouts)
        return "\n".join(
            text for group in groups for value in group.values() for text in _texts(value)
        )

    def for_text(self) -> OwnLanguage | None:
        """What chapters need of them: quotation marks and the names of boxes."""
        if not self.language:
            return None
        marks = (self.references.get("quotes"), self.references.get("inner"))
        outer, inner = (
            mark if isinstance(mark, tuple) and len(mark) == 2 else None for mark in marks
        )
        named = tuple((kind, str(word)) for kind, word in sorted(self.callouts.items()))
        return OwnLanguage(self.language, outer, inner, named)


NO_WORDS: Final = OwnWords()


def _texts(value: Value) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(value.values() if isinstance(value, Mapping) else value)


def house_words(kind: Callable[..., T], group: str, language: str) -> T:
    """The words of a group as dinobook has them in a language; in English when it has none.

    Raises `TypeError` when a word lacks or is too much: a bug.
    """
    return kind(**languages.table(language)[group])


def over(table: T, given: Mapping[str, Value]) -> T:
    """`table` with the author's words in place of its own; what has keys keeps the others."""
    values: dict[str, Any] = {
        name: {**getattr(table, name), **value} if isinstance(value, Mapping) else value
        for name, value in given.items()
    }
    return replace(table, **values)  # type: ignore[type-var]
