"""Wide tables, full-page pictures and figures leave no gap: the text after them runs on."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from books import SharedFolder, small_book
from dinobook.pipeline.build import Request, build

SENTENCES = (
    "De lift deed er die ochtend lang over, en wie erin stond keek naar zijn schoenen.",
    "Op de derde verdieping stapte niemand uit, want daar was al jaren geen derde verdieping meer.",
    "Een man met een plant zei dat hij voor de plant kwam, en de plant zei niets.",
)
TURNED = """\
| week | maandag | dinsdag | woensdag | donderdag | vrijdag | zaterdag | zondag |
|---|---|---|---|---|---|---|---|
| eerste | koffie | thee | soep | koffie | niets | markt | stilte |

/// tabel | Wat er op tafel stond
    wide: turn
///"""
PLATE = """\
/// paginabeeld
![Een driehoek](images/driehoek.svg){#fig-plaat}
///"""
TALL = "\n".join(["| dag | kopjes |", "|---|---:|", *(f"| dag {n} | {n} |" for n in range(1, 15))])
REFERRED = f"""\
[](#tab-kopjes) telt ze.

{TALL}

/// tabel | Kopjes
    id: tab-kopjes
///"""
BLOCKS = {"turned": TURNED, "plate": PLATE, "referred": REFERRED}
WORDS = {"turned": "stilte", "plate": "", "referred": "dag 14"}


def paragraphs(first: int, count: int) -> str:
    several = (f"Alinea {first + at}. {' '.join(SENTENCES[: 1 + at % 3])}" for at in range(count))
    return "\n\n".join(several)


def chapter(block: str) -> str:
    return (
        f"---\ntitle: Een eerste hoofdstuk\n---\n{paragraphs(1, 12)}\n\n{block}\n\n"
        f"{paragraphs(13, 14)}\n\n## Een kop\n\n{paragraphs(27, 9)}\n"
    )


@pytest.fixture(scope="module", params=sorted(BLOCKS))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    book = small_book(eerste=chapter(BLOCKS[request.param]))
    build(book, SharedFolder(folder), Request(("print", "ebook")), lambda _: None)
    (folder / "words").write_text(WORDS[request.param], encoding="utf-8")
    return folder


def test_the_pages_before_it_are_full(made: Path) -> None:
    pages = json.loads((made / "het-kleine-boek-print.pages.json").read_text())["pages"]
    own = [page for page in pages if page["chapter"] == "eerste" and not page["blank"]]
    fills = [page["fill"] for page in own]
    plate = [at for at, page in enumerate(own) if page["words"] < 30]
    assert all(fill > 0.8 for at, fill in enumerate(fills[:-1]) if at not in plate), fills


def test_the_text_keeps_its_order_and_the_figure_stays_before_the_heading(made: Path) -> None:
    document = pypdfium2.PdfDocument(made / "het-kleine-boek-print.pdf")
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    text = re.sub(r"\s+", " ", text[text.index("Alinea 1.") :])
    numbers = [int(number) for number in re.findall(r"Alinea (\d+)", text)]
    assert numbers == list(range(1, 36))
    words = (made / "words").read_text(encoding="utf-8")
    assert text.index("Alinea 13.") < text.index(words or "Alinea 14.") < text.index("Een kop")


def test_the_e_book_shows_it_where_it_was_written(made: Path) -> None:
    with zipfile.ZipFile(made / "het-kleine-boek-ebook.epub") as epub:
        texts = [epub.read(name).decode() for name in epub.namelist() if name.endswith(".xhtml")]
    text = next(text for text in texts if "Alinea 12." in text)
    figure = text.index("<figure")
    assert text.index("Alinea 12.") < figure < text.index("Alinea 13.")
