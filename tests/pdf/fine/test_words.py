from __future__ import annotations

from dataclasses import replace
from typing import Any

from dinobook.pdf.engine.lines import FineSetter, FineSettings, Rulers
from dinobook.pdf.engine.lines.content import Content
from dinobook.pdf.engine.lines.points import Point
from dinobook.pdf.engine.lines.words import WordReader
from pdf.fine.conftest import Render, prose

PARTS = (
    "<em>{}</em> en dan {}",
    "{}<b>{}</b>",
    '<span class="wide">{} ver&#173;antwoordelijkheid</span> {}',
    "{} en/of 9 tot 17 <i></i>{}",
    '{} dienst-fiets <span class="keep">art. 12 van de wet</span> {}',
    '<span class="whole">{}</span> — <span class="small">{}</span>',
    '<span lang="fr">{} beaucoup de brouillard</span> {}',
)
BODY = "".join(
    f"<p>{part.format(prose(seed, 9), prose(seed + 1, 9))} {prose(seed, 12)}</p>"
    for seed, part in enumerate(PARTS)
)


class Reading(FineSetter):
    """Keeps the paragraphs that it was asked about."""

    def __init__(self) -> None:
        super().__init__()
        self.contents: list[Content] = []

    def think(self, content: Content, *rest: Any) -> Any:
        self.contents.append(content)
        return super().think(content, *rest)


def points(content: Content, rulers: Rulers, wishes: FineSettings) -> list[list[Point]]:
    words = WordReader(content, rulers, wishes, repr(wishes)).words()
    return [[*word.inside(), word.end] for word in words]


def test_what_is_remembered_of_a_word_is_what_is_found_anew(render: Render) -> None:
    """Also with other wishes, of which nothing may be remembered from those before."""
    setter = Reading()
    render(BODY, setter)
    assert len(setter.contents) == len(PARTS)
    kept = Rulers()
    for wishes in (FineSettings(), FineSettings(exceptions={"vergaderzaal": "vergader\u00adzaal"})):
        for content in setter.contents:
            every_place = list(range(len(content.text) + 1))
            anew = points(replace(content, joints=every_place), Rulers(), wishes)
            assert sum(map(len, anew)) > len(anew) > 20
            assert points(content, kept, wishes) == anew
            assert points(content, kept, wishes) == anew
