"""A theme: the house's files, each replaced by the author's own of the same name in `styles/`."""

from __future__ import annotations

import hashlib
import importlib.resources
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import jinja2
from lxml.etree import XMLSyntaxError

from dinobook.errors import ManifestError
from dinobook.problems import Place, Problem
from dinobook.storage.project import STYLES, Project
from dinobook.theme.faces import with_stand_ins
from dinobook.theme.initials import initial_tokens
from dinobook.theme.limits import (
    FAULTS,
    LimitedEnvironment,
    depth_fenced,
    in_words,
    memory_fenced,
    where,
)
from dinobook.xhtml import parse

TOKENS: Final = "tokens.css"
COVER: Final = "cover"
LAYERS: Final = (TOKENS, "base.css")
_VAR: Final = re.compile(r"var\((--[A-Za-z0-9_-]+)\)")
_FIGURES: Final = {"old-style": "oldstyle-nums", "lining": "lining-nums"}
NEWER: Final = {
    "--figures": _FIGURES["old-style"],
    "--code-face": '"Source Code Pro", monospace',
}
"""Tokens that an author's own tokens.css may not know yet."""
_TOKEN: Final = re.compile(r"(--[A-Za-z0-9_-]+)\s*:\s*([^;{}]+);?")
_EMPTY: Final = re.compile(r"[^{};]*\{\s*\}")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Theme:
    """Theme files by their path below `styles/`."""

    files: Mapping[str, bytes]

    def css(self, medium: str) -> str:
        """The style sheet for "epub", "screen" or "print": every layer, tokens filled in.

        Tokens (`--name: value;` in tokens.css) are replaced by their values, since many e-readers
        do not know custom properties.
        """
        return self._filled(_layers(medium))

    def cover_css(self, layout: str) -> str:
        """The style sheet of a printed book's cover, in one of its layouts."""
        return self._filled((TOKENS, f"{COVER}/cover.css", f"{COVER}/{layout}.css"))

    def family(self, token: str, medium: str = "") -> str:
        """The first typeface that a token such as `--text-face` names, in any sheet of a medium."""
        names = _layers(medium) if medium else (TOKENS,)
        text = "\n".join(_COMMENT.sub("", self.text(name)) for name in names)
        faces = (NEWER | dict(_TOKEN.findall(text))).get(token, "")
        return str(faces).split(",")[0].strip(" \"'")

    def filled(self, value: str) -> str:
        """A value with the tokens of tokens.css filled in."""
        tokens = dict(_TOKEN.findall(_COMMENT.sub("", self.text(TOKENS))))
        return _fill(value, NEWER | tokens)

    def _filled(self, names: Sequence[str]) -> str:
        text = "\n".join(_COMMENT.sub("", self.text(name)) for name in names)
        tokens = dict(_TOKEN.findall(text))
        filled = _fill(text, NEWER | _measured(tokens) | tokens)
        return with_stand_ins(_EMPTY.sub("", _TOKEN.sub("", filled)))

    def with_figures(self, choice: str | None) -> Theme:
        """The theme with the manifest's choice of figures; None: as the style sheets say."""
        if choice is None:
            return self
        added = f"\n:root {{ --figures: {_FIGURES[choice]}; }}\n".encode()
        return Theme({**self.files, TOKENS: self.files.get(TOKENS, b"") + added})

    def text(self, name: str) -> str:
        if name not in self.files:
            raise _missing(name)
        try:
            return self.files[name].decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.files[name].count(b"\n", 0, error.start) + 1
            raise _fault(name, line, "The file is not UTF-8 text.", "Save it as UTF-8.") from error

    def page(self, name: str, **context: object) -> str:
        """Fill the page template `pages/NAME.xhtml`. Values are text and are escaped."""
        source = f"pages/{name}.xhtml"
        text = self.template(source, **context)
        if name != COVER:  # which is read as HTML, with its style sheet as it is
            try:
                parse(text)
            except XMLSyntaxError as error:
                said = str(error.msg).split(", line ")[0]
                message = f"What the template makes is not well-formed XHTML: {said}."
                hint = "One element holds everything, and each is closed. Write “&” as “&amp;”."
                raise _fault(source, 0, message, hint) from error
        return text

    def template(self, source: str, /, **context: object) -> str:
        """Fill any template by its path below `styles/`."""
        environment = self._templates()
        try:
            with memory_fenced(), depth_fenced():
                template = environment.get_template(source)
                return "".join(map(environment.sized, template.generate(**context)))
        except FAULTS as error:
            raise self._at_fault(source, error) from error

    def unreadable(self) -> Iterator[Problem]:
        """A problem for each of the author's own templates that Jinja cannot read."""
        found = [problem for name in self.own_templates() for problem in self._no_text(name)]
        yield from found
        if found:
            return
        environment = self._templates()
        for name in self.own_templates():
            try:
                environment.get_template(name)
            except FAULTS as error:
                yield from self._at_fault(name, error).problems

    def own_templates(self) -> tuple[str, ...]:
        """The page templates that are not the house's, sorted."""
        house = house_files()
        return tuple(
            name
            for name, data in sorted(self.files.items())
            if name.endswith(".xhtml") and data != house.get(name)
        )

    def _no_text(self, name: str) -> Sequence[Problem]:
        try:
            self.text(name)
        except ManifestError as error:
            return error.problems
        return ()

    def _templates(self) -> LimitedEnvironment:
        pages = tuple((path, self.text(path)) for path in self.files if path.endswith(".xhtml"))
        environment = _environment(pages)
        environment.begin()
        return environment

    def _at_fault(self, source: str, error: BaseException) -> ManifestError:
        name, line = where(error, self.files)
        message = f"The template cannot be filled in: {in_words(error)}."
        hint = "Compare it with the house template of the same name."
        return _fault(name or source, line, message, hint)

    def digest(self) -> str:
        state = hashlib.sha256()
        for name in sorted(self.files):
            state.update(name.encode() + b"\0" + hashlib.sha256(self.files[name]).digest())
        return state.hexdigest()


def _layers(medium: str) -> tuple[str, ...]:
    """The style sheets of a medium, each over the one before."""
    paged = () if medium == "epub" else ("pages.css",)
    return (*LAYERS, *paged, f"{medium}.css")


@lru_cache(maxsize=8)
def _environment(pages: tuple[tuple[str, str], ...]) -> LimitedEnvironment:
    """The templates of one theme, read once."""
    texts = dict(pages)

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        return (texts[name], name, lambda: True) if name in texts else None

    return LimitedEnvironment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=jinja2.FunctionLoader(load),
    )


def load_theme(project: Project) -> Theme:
    """The house theme with the author's files over it."""
    files = house_files()
    for path in project.files(STYLES):
        files[path.removeprefix(f"{STYLES}/")] = project.read_bytes(path)
    return Theme(files)


def house_folder() -> Traversable:
    """Where the house theme is: inside the installed package, or the checkout's `styles/`."""
    inside = importlib.resources.files("dinobook") / STYLES
    return inside if inside.is_dir() else Path(__file__).parents[3] / STYLES


def house_files() -> dict[str, bytes]:
    """The house theme, by path below `styles/`."""
    return dict(files_below(house_folder()))


def files_below(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file below a packaged folder with its path, sorted; hidden files are left out."""
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from files_below(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_bytes()


def _measured(tokens: Mapping[str, str]) -> dict[str, str]:
    """What the text's typeface tells; a style sheet may say otherwise."""
    return initial_tokens(tokens.get("--text-face", "").split(",")[0].strip(" \"'"))


def _fill(text: str, tokens: Mapping[str, str]) -> str:
    for _ in range(5):
        filled = _VAR.sub(lambda found: tokens.get(found[1], found[0]).strip(), text)
        if filled == text:
            break
        text = filled
    return text


def _missing(name: str) -> ManifestError:
    hint = "Copy the house file back, or take away what asks for it."
    return _fault(name, 0, "The theme has no such file.", hint)


def _fault(name: str, line: int, message: str, hint: str) -> ManifestError:
    place = Place(f"{STYLES}/{name}", line)
    return ManifestError(
        f"The theme file {name} cannot be used.", [Problem(place, "theme-001", message, hint)]
    )
