"""WeasyPrint, held on a short leash: no network, no file, no typeface that the book did not bring.

Every stray warning of the engine becomes a `Problem`; on a page it would be a missing picture, a
blank box for a letter or a dead reference.
"""

from __future__ import annotations

import logging
import os
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote
from xml.etree.ElementTree import ParseError

from dinobook.errors import EngineError, SetupError
from dinobook.pdf.engine.doors import step_in
from dinobook.pdf.engine.version import is_known, may_step_in, other_version
from dinobook.pdf.workers.jobs import SCHEME, Part, Resource
from dinobook.problems import Place, Problem
from dinobook.storage.cache import key_of

_FONTS_CONF: Final = Path(__file__).with_name("fonts.conf")


@contextmanager
def _sealed_fonts() -> Iterator[None]:
    """Let fontconfig, which takes its settings from the environment, know no installed font."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(_FONTS_CONF)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="No fonts configured", category=UserWarning)
            yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


try:
    with _sealed_fonts():
        import weasyprint
        from weasyprint.css.counters import CounterStyle
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher, URLFetcherResponse
except ImportError as error:
    if is_known():
        raise
    raise SetupError(f"Pages cannot be laid out with this WeasyPrint. {other_version()}") from error


@dataclass(frozen=True, slots=True)
class Rendered:
    """A laid-out document. `document` is WeasyPrint's; only this package looks inside."""

    document: Any
    problems: tuple[Problem, ...]

    def pdf(self, finisher: Callable[[Any, Any], None], **options: Any) -> bytes:
        """The document's PDF. `finisher(document, pdf)` may change the objects before writing."""
        with _guarded():
            return bytes(self.document.write_pdf(finisher=finisher, **options))


@contextmanager
def _guarded() -> Iterator[None]:
    """Whatever the engine falls over is its failure, not a bug of ours: exit code 5."""
    try:
        yield
    except Exception as error:
        raise EngineError(
            f"The page engine (WeasyPrint) failed: {type(error).__name__}: {error}. {_advice()}"
        ) from error


def _advice() -> str:
    if not is_known():
        return other_version()
    return (
        "Build with --plain, or take out the chapter that you changed last; and please report it."
    )


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Gives out what the book holds and nothing else."""

    def __init__(self, resources: Mapping[str, Resource]) -> None:
        super().__init__(allowed_protocols=(SCHEME.rstrip(":"),), allow_redirects=False)
        self._resources = resources

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        # the engine spells é and spaces as %C3%A9 and %20
        found = self._resources.get(url) or self._resources.get(unquote(url))
        if found is None:
            raise ValueError("the book has no such file")
        return URLFetcherResponse(url, found.data, {"Content-Type": found.media_type})


class _Listener(logging.Handler):
    """Turns what the engine says into problems."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(_problem(record.getMessage()))


@contextmanager
def listening() -> Iterator[list[Problem]]:
    """Collect the engine's warnings while the block runs."""
    logger = logging.getLogger("weasyprint")
    handler = _Listener()
    logger.addHandler(handler)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield handler.problems
    finally:
        logger.propagate = propagate
        logger.removeHandler(handler)


_MARGIN_BOXES: Final = tuple(
    f"{edge}-{place}"
    for edge, places in (
        ("top", ("left-corner", "left", "center", "right", "right-corner")),
        ("bottom", ("left-corner", "left", "center", "right", "right-corner")),
        ("left", ("top", "middle", "bottom")),
        ("right", ("top", "middle", "bottom")),
    )
    for place in places
)
_WITHOUT: Final[dict[Part, str]] = {
    Part.TEXT: (
        "@page {"
        + "".join(f"@{name} {{ content: none !important }}" for name in _MARGIN_BOXES)
        + "}"
    ),
    Part.HEADS: (
        "@page { background: none !important } html, body { background: none !important }"
    ),
    Part.BLANK: "",
}


class Engine:
    """What all documents of one edition share: style sheets read, typefaces loaded.

    Made once a process: to load the typefaces and read the sheets costs as much as a page. Where
    this process may, it steps in for parts of WeasyPrint from here on.
    """

    def __init__(
        self, sheets: Sequence[str], resources: Mapping[str, Resource], *, fine: bool = False
    ) -> None:
        if may_step_in():
            step_in()
        self.fine = fine
        self.facing = any(":left" in sheet or ":right" in sheet for sheet in sheets)
        self.remembered: dict[str, Any] = {}
        """What others keep for all documents that have these typefaces."""
        self.typefaces = key_of(
            *(resource.data for resource in resources.values() if resource.is_font)
        )
        self._resources = dict(resources)
        with _sealed_fonts(), _guarded(), listening() as problems:
            self._fonts = FontConfiguration()
            self._counters = CounterStyle()
            self._styles = [self._sheet(text) for text in sheets]
            self._without = {part: self._sheet(text) for part, text in _WITHOUT.items()}
        self._problems = tuple(dict.fromkeys(problems))

    def _sheet(self, text: str) -> Any:
        fetcher = _Fetcher(self._resources)
        return weasyprint.CSS(
            string=text,
            font_config=self._fonts,
            counter_style=self._counters,
            url_fetcher=fetcher,
        )

    def render(
        self, html: str, resources: Mapping[str, Resource] | None = None, part: Part | None = None
    ) -> Rendered:
        """Lay out one document. `resources`, by `dinobook:` address, are its own pictures.

        `part` None: everything is drawn.
        """
        fetcher = _Fetcher({**self._resources, **(resources or {})})
        styles = [*self._styles, self._without[part]] if part else self._styles
        with _sealed_fonts(), _guarded(), listening() as problems:
            document = _read(html, fetcher).render(
                font_config=self._fonts, counter_style=self._counters, stylesheets=styles
            )
        return Rendered(document, tuple(dict.fromkeys((*self._problems, *problems))))


def _read(html: str, fetcher: _Fetcher) -> weasyprint.HTML:
    """A document; what an author's own template spells as HTML only is read by HTML's rules."""
    if not may_step_in():
        return weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)
    from dinobook.pdf.engine.quick import XhtmlDocument

    try:
        return XhtmlDocument(html, SCHEME, fetcher)
    except ParseError:
        return weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)


def render(html: str, sheets: Sequence[str], resources: Mapping[str, Resource]) -> Rendered:
    """Lay out one document with an engine of its own."""
    return Engine(sheets, resources).render(html)


_NAMED: Final = re.compile(r"(?:dinobook:manuscript/|#)([^\s'\":]+)")
"""The picture or id that the engine speaks of."""
_UNKNOWN_CSS: Final = re.compile(
    r"Ignored|Invalid|Parse error|Unsupported|Unknown|Expected|^Error: "
)


def _problem(message: str) -> Problem:
    if _UNKNOWN_CSS.search(message):
        return Problem(
            Place("styles"),
            "theme-002",
            f"The page engine does not understand the style sheet: {message}",
            "Correct or delete that rule in styles/.",
        )
    named = _NAMED.search(message)
    return Problem(
        Place("", 0, named[1] if named else ""),
        "engine-001",
        f"The page engine says: {message}",
        "Run “dinobook check” and mend what it names; the page would show a hole here.",
    )
