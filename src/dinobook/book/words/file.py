"""`manuscript/words.yaml`: words of the book that its author gives, in any language.

Four groups of keys, as the tables have them; `template` writes them all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

from dinobook import strict_yaml as yaml
from dinobook.book.words import matter as matter_words
from dinobook.book.words import model as words
from dinobook.book.words import references as reference_words
from dinobook.book.words.author import NO_WORDS, WORDS_FILE, OwnWords
from dinobook.errors import SourceError
from dinobook.language_tags import primary
from dinobook.languages import Value, speaks
from dinobook.problems import Place, Problem, Severity, did_you_mean, has_errors
from dinobook.storage import ABSENT, Write
from dinobook.storage.project import MANIFEST, Project, read_text

_HINT: Final = "“dinobook words” shows every key with what the book says now."
_OPEN: Final = frozenset({"known"})
"""Keys whose own keys are the author's: titles, in small letters."""
_OPTIONAL: Final = frozenset({"known", "printings"})
_DATES: Final = frozenset({"first_day", "months", "date", "month_year"})
"""What other languages have too, from the CLDR."""
_LENGTHS: Final = {"quotes": 2, "inner": 2, "months": 12}
_BRACES: Final = re.compile(r"\{\w*\}|[{}]")
_LINE_ENDS: Final = "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_SPACES: Final = re.compile(rf" *[{_LINE_ENDS}][ {_LINE_ENDS}]*")
"""White space with the end of a line in it, or a tab; a space that does not break stays."""
_PLACES: Final = re.compile(r"\{\w*\}")


_YAML: Final = yaml.Rules(
    called="the file",
    codes=dict.fromkeys(yaml.SLIPS, "language-004"),
    most_characters=200_000,
    too_long="Keep the words only.",
)


@dataclass(frozen=True, slots=True)
class WordsFile:
    """The author's words, and what is wrong with them or lacks. Without a file: none of either."""

    own: OwnWords = NO_WORDS
    problems: tuple[Problem, ...] = ()
    text: str = ""


def load_words(project: Project, language: str, manifest_text: str = "") -> WordsFile:
    """The author's file for a book in `language`; a warning for words that nobody translated."""
    tag = primary(language)
    if not project.exists(WORDS_FILE):
        return WordsFile(problems=tuple(_without_file(tag, manifest_text)))
    try:
        source = yaml.Source(WORDS_FILE, read_text(project, WORDS_FILE))
    except SourceError as error:
        return WordsFile(problems=tuple(error.problems))
    root, problems = yaml.read(source, _YAML)
    reader = _Reader(source, tag, list(problems))
    reader.read(root)
    if not reader.problems:
        reader.problems += _in_english(reader.own(), tag)
    return WordsFile(reader.own(), tuple(reader.problems), source.text)


def write_words(project: Project, language: str) -> tuple[str, bool]:
    """What `template` gives, and whether it was written: a file that is there stays.

    Raises `SourceError` when that file cannot be read.
    """
    found = load_words(project, language)
    if has_errors(found.problems):
        raise SourceError("The book's own file of words cannot be read.", found.problems)
    text = template(language, found.own)
    if project.exists(WORDS_FILE):
        return text, False
    project.apply([Write(WORDS_FILE, text.encode(), ABSENT)])
    return text, True


def template(language: str, own: OwnWords = NO_WORDS) -> str:
    """The file with every word as the book says it now, for the author to change."""
    lines = [
        "# What the book says itself. Translate what stands between quotation marks; {} is the",
        "# place of a number, a name or a date. What is taken out is said as dinobook has it.",
    ]
    for group, values in _spoken(language, own).items():
        lines += ["", f"{group}:"]
        for key, value in values.items():
            lines += _lines(key, value)
    return "\n".join(lines) + "\n"


def _lines(key: str, value: Value) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"  {key}:" if value else f"  {key}: {{}}"
        yield from (f"    {_quoted(one)}: {_quoted(text)}" for one, text in value.items())
    elif isinstance(value, tuple):
        yield f"  {key}: [{', '.join(map(_quoted, value))}]"
    else:
        yield f"  {key}: {_quoted(value)}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _spoken(language: str, own: OwnWords) -> dict[str, Mapping[str, Value]]:
    """Every word of a language by group and key."""
    from dinobook.markup.blocks.callouts import callout_names

    said = words.words_for(language, own)
    dates = words.dates_of(said)
    callouts = own.callouts if own.speaks(language) else {}
    return {
        "words": _by_key(
            replace(said, months=dates.months, date=dates.date, month_year=dates.month_year)
        ),
        "references": _by_key(reference_words.reference_words_for(language, own)),
        "matter": _by_key(matter_words.matter_words_for(language, own)),
        "callouts": {**callout_names(language), **callouts},
    }


def _by_key(
    table: words.Words | matter_words.MatterWords | reference_words.ReferenceWords,
) -> dict[str, Value]:
    return {one.name: getattr(table, one.name) for one in fields(table) if one.name != "language"}


def _without_file(tag: str, manifest_text: str) -> Iterator[Problem]:
    if speaks(tag):
        return
    line = next(
        (at for at, row in enumerate(manifest_text.split("\n"), 1) if _LANGUAGE_ROW.match(row)), 0
    )
    yield Problem(
        Place(MANIFEST, line, f"language: {tag}"),
        "language-001",
        f"dinobook has no words in “{tag}”: the book says “Contents”, “Chapter 1” and all else "
        "that it says itself in English.",
        f"“dinobook words” writes all of them into {WORDS_FILE}, for you to translate.",
        Severity.WARNING,
    )


_LANGUAGE_ROW: Final = re.compile(r"\s+[\"']?language[\"']?\s*:")


def _in_english(own: OwnWords, tag: str) -> Iterator[Problem]:
    """A warning with the keys that nobody translated, for a language that has no table."""
    if speaks(tag):
        return
    ours = _spoken(tag, own)
    lacking = [
        f"{group}: {name}"
        for group, values in _spoken("en", NO_WORDS).items()
        for key, value in values.items()
        if group != "callouts" and key not in _OPTIONAL
        for name in _untranslated(
            key, value, (ours[group] if key in _DATES else getattr(own, group)).get(key)
        )
    ]
    if lacking:
        shown = ", ".join(f"“{one}”" for one in lacking[:_SHOWN])
        more = f" and {len(lacking) - _SHOWN} more" if len(lacking) > _SHOWN else ""
        yield Problem(
            Place(WORDS_FILE),
            "language-002",
            f"What the book says is still English for {shown}{more}.",
            _HINT,
            Severity.WARNING,
        )


def _untranslated(key: str, value: Value, given: Value | None) -> Iterator[str]:
    """The key, or those below it, that lack a word or have the English one.

    “Index” may be the word in other languages too; several words in a row are English.
    """
    if isinstance(value, Mapping) and isinstance(given, Mapping):
        for one, text in value.items():
            yield from (f"{key}: {name}" for name in _untranslated(one, text, given.get(one)))
    elif given is None or (given == value and _is_surely_english(key, value)):
        yield key


def _is_surely_english(key: str, value: Value) -> bool:
    return key in _NEVER_ALIKE or len(_WORD.findall(str(value))) > 1


_SHOWN: Final = 8
_NEVER_ALIKE: Final = frozenset({"contents", "chapter", "months"})
_WORD: Final = re.compile(r"(?<![{\w])[^\W\d_]{2,}(?![\w}])")


@dataclass(slots=True)
class _Reader:
    """Reads the nodes of one file, and notes every fault with its line."""

    source: yaml.Source
    language: str
    problems: list[Problem]
    found: dict[str, dict[str, Value]] = field(default_factory=dict)

    def own(self) -> OwnWords:
        values: dict[str, Any] = dict(self.found)
        return OwnWords(self.language, **values) if self.found else NO_WORDS

    def read(self, root: yaml.Node | None) -> None:
        known = _spoken("en", NO_WORDS)
        for entry in self._entries(root, "the file", list(known)):
            group = entry.key.text
            values = known[group]
            for one in self._entries(entry.value, f"“{group}”", list(values)):
                key = one.key.text
                value = self._value(f"{group}: {key}", key, one.value, values[key])
                if value is not None:
                    self.found.setdefault(group, {})[key] = value

    def _entries(
        self, node: yaml.Node | None, where: str, known: list[str] | None
    ) -> Iterator[yaml.KeyValue]:
        """The entries with a key that is known; None: any is."""
        if node is None or yaml.is_nothing(node):
            return
        if not isinstance(node, yaml.Mapping):
            self._wrong(node.start, f"{where[0].upper()}{where[1:]} takes keys with words.")
            return
        for entry in node.entries:
            if known is None or entry.key.text in known:
                yield entry
            else:
                self.problems.append(
                    Problem(
                        self.source.place(entry.key.start),
                        "language-003",
                        f"“{entry.key.text}” is no key of {where}.",
                        did_you_mean(entry.key.text, known) or _HINT,
                    )
                )

    def _value(self, name: str, key: str, node: yaml.Node, model: Value) -> Value | None:
        if isinstance(model, str):
            return self._text(name, node, model)
        if isinstance(model, tuple):
            return self._list(name, key, node)
        keys = None if key in _OPEN else list(model)
        said = {
            entry.key.text: self._text(
                f"{name}: {entry.key.text}", entry.value, model.get(entry.key.text)
            )
            for entry in self._entries(node, f"“{name}”", keys)
        }
        given = {one: text for one, text in said.items() if text is not None}
        return {one.casefold(): text for one, text in given.items()} if keys is None else given

    def _list(self, name: str, key: str, node: yaml.Node) -> tuple[str, ...] | None:
        if not isinstance(node, yaml.Sequence):
            self._wrong(node.start, f"“{name}” takes a list of words.")
            return None
        items = [self._text(name, item, None) for item in node.items]
        wanted = _LENGTHS.get(key, len(items))
        if len(items) != wanted:
            self._wrong(node.start, f"“{name}” takes {wanted} words, and there are {len(items)}.")
            return None
        return tuple(one for one in items if one is not None)

    def _text(self, name: str, node: yaml.Node, model: str | None) -> str | None:
        """One text, with the places for numbers that `model` has; None: no model."""
        if not isinstance(node, yaml.Scalar) or node.kind != "text" or not node.text.strip():
            self._wrong(node.start, f"“{name}” takes a text.")
            return None
        wanted = sorted(_PLACES.findall(model)) if model is not None else []
        given = sorted(_BRACES.findall(node.text))
        if model is not None and given != wanted:
            places = " ".join(wanted) or "no braces"
            self._wrong(node.start, f"“{name}” must hold {places}, as in “{model}”.")
            return None
        return _SPACES.sub(" ", node.text.strip(_LINE_ENDS))

    def _wrong(self, offset: int, message: str) -> None:
        self.problems.append(Problem(self.source.place(offset), "language-005", message, _HINT))
