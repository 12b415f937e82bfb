"""Pages of made-up Dutch, set by WeasyPrint alone or finely."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import nullcontext
from random import Random
from typing import Any

import pypdfium2
import pytest

from dinobook.pdf.engine.engine import Engine, Rendered
from dinobook.pdf.engine.hooks import LineBox, TextBox
from dinobook.pdf.engine.lines import FineSetter, lines_set_by
from dinobook.pdf.stylesheet import face_resources, face_rules

CSS = """
@page { size: 135mm 190mm; margin: 18mm 17mm }
html { font-family: "Vollkorn"; font-size: 10pt; line-height: 14pt; hyphens: auto }
html { hyphenate-limit-chars: 6 3 3 }
body { margin: 0; text-align: justify; widows: 2; orphans: 2 }
p { margin: 0; text-indent: 11pt }
.note { float: footnote; text-align: left }
.drop { float: left; font-size: 30pt; line-height: 42pt; padding-right: 3pt }
.ragged { text-align: left }
.keep { white-space: nowrap }
.whole { hyphens: none }
.small { font-variant: small-caps }
.wide { margin: 0 8pt }
"""

WORDS = """
ze die dat er nog al iets was had zo ons jas brug stad dag mee weg hier daar
de het een en van naar op met als dan toen wie wat zonder waarover niemand vergaderzaal koffie
dienstfiets gemeentesecretaris afwatering verantwoordelijkheid rooster kapstok
beleidsvoorbereiding stilte lepel regen dinsdag wachtte schoof vergat begon zweeg
personeelsvergadering overlegstructuur potlood dierenarts buurvrouw kopje onderhandelingen
"""

Render = Callable[..., Rendered]


def prose(seed: int, words: int) -> str:
    """A paragraph that is the same each time."""
    random = Random(seed)  # noqa: S311 - not for secrets
    text = " ".join(random.choice(WORDS.split()) for _ in range(words))
    return f"{text.capitalize()}."


def paragraphs(count: int, words: int = 60, seed: int = 0) -> str:
    return "".join(f"<p>{prose(seed + number, words)}</p>" for number in range(count))


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine((face_rules(CSS), CSS), face_resources(CSS))


@pytest.fixture
def render(engine: Engine) -> Render:
    """`render(body)`: set by WeasyPrint; `render(body, setter)`: finely."""

    def rendered(body: str, setter: FineSetter | None = None) -> Rendered:
        html = f'<!DOCTYPE html><html lang="nl-BE"><title>t</title><body>{body}</body></html>'
        with lines_set_by(setter) if setter else nullcontext():
            found = engine.render(html)
        assert found.problems == ()
        return found

    return rendered


def lines_on(rendered: Rendered) -> list[tuple[Any, Any]]:
    """Every line of every page with the block that it stands in, notes last on their page."""
    found: list[tuple[Any, Any]] = []

    def walk(box: Any) -> None:
        for child in getattr(box, "children", ()):
            if isinstance(child, LineBox):
                found.append((child, box))
            walk(child)

    for page in rendered.document.pages:
        walk(page._page_box)
    return found


def text_of(line: Any) -> str:
    return "".join(box.text for box in line.descendants() if isinstance(box, TextBox))


def texts_on(rendered: Rendered) -> list[str]:
    return [text_of(line) for line, _ in lines_on(rendered)]


def words_of(rendered: Rendered) -> list[str]:
    """The words of all lines, in order, broken ones joined."""
    return "\n".join(texts_on(rendered)).replace("‐\n", "").split()


def copied(rendered: Rendered) -> str:
    """What a reader copies out of the PDF."""
    data = rendered.pdf(lambda *_: None, pdf_tags=True)
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    return "\n".join(page.get_textpage().get_text_range() for page in document)
