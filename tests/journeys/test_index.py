"""From marks in the chapters to an index whose pages are those on which the words are printed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from books import MANIFEST, SharedFolder, small_book
from dinobook.epub.read import text_of
from dinobook.pipeline.build import Request, build
from dinobook.pipeline.sources import load
from dinobook.storage.project import MemoryProject

WORDS = 24
SYLLABLES = ("bro", "kle", "spi", "tru", "zwa", "ple")
LOCATOR = re.compile(r"(?:[ivx]+|\d+)(?:n\d+)?(?:–\d+)?")


def nonsense(number: int) -> str:
    """A word that stands nowhere else, and that no line end takes apart."""
    return "q" + SYLLABLES[number // 6] + SYLLABLES[number % 6]


def marked_book(seed: int) -> MemoryProject:
    """Three chapters with marks in paragraphs, headings, notes, lists and tables, shuffled."""
    chance = random.Random(seed)  # noqa: S311 - the same book each time
    marks = [f"[{nonsense(at)}]{{.index}}" for at in range(WORDS)]
    chance.shuffle(marks)
    files = {}
    for at, name in enumerate(("een", "twee", "drie")):
        blocks = list(_blocks(marks[at * 8 : at * 8 + 8], chance))
        files[f"manuscript/{name}.md"] = f"---\ntitle: Deel {name}\n---\n" + "\n\n".join(blocks)
    order = ["een", "twee", "drie"]
    chance.shuffle(order)
    outline = "".join(f"  - {name}\n" for name in order)
    head, _, rest = MANIFEST.partition("  - vooraf\n")
    editions = rest[rest.index("editions:") :]
    manifest = (
        f"{head}  - matter: body\n{outline}  - matter: back\n  - generate: index\n\n{editions}"
    )
    files["manuscript/book.yaml"] = manifest
    return MemoryProject({path: text.encode() for path, text in files.items()})


def _blocks(marks: list[str], chance: random.Random) -> Iterator[str]:
    filler = "Wie wacht tot de koffie op is, wacht op niets meer. "
    note, head, cell, item, *plain = marks
    yield f"## Over {head}"
    yield filler * chance.randint(5, 30) + f"[^1] {plain[0]}."
    yield f"[^1]: {filler} {note}."
    yield f"| a | b |\n|---|---|\n| {cell} | 2 |"
    yield filler * chance.randint(5, 40) + plain[1]
    yield f"- {filler * 3}\n- {item}"
    yield f"{plain[2]} " + filler * chance.randint(20, 60) + f" []{{#eind-{chance.random()}}}"
    yield filler * chance.randint(1, 20) + plain[3]


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("whole", [False, True])
def test_the_index_names_the_page_of_every_word(tmp_path: Path, seed: int, whole: bool) -> None:
    outcome = build(
        marked_book(seed), SharedFolder(tmp_path), Request(("print",), whole=whole), lambda _: None
    )
    data = (tmp_path / outcome.files[0].name).read_bytes()
    document = pypdfium2.PdfDocument(data)
    pages = [one.get_textpage().get_text_bounded() for one in document]
    labels = [document.get_page_label(at) for at in range(len(pages))]
    first = next(at for at, text in enumerate(pages) if "Register" in text and nonsense(0) in text)
    index = " ".join(" ".join(pages[first:]).split())
    for number in range(WORDS):
        (home,) = (at for at, text in enumerate(pages[:first]) if nonsense(number) in text)
        line = re.search(rf"{nonsense(number)}, ({LOCATOR.pattern})", index)
        assert line is not None, nonsense(number)
        assert line[1].split("n")[0] == labels[home]


def test_every_word_is_linked_in_the_epub(tmp_path: Path) -> None:
    outcome = build(marked_book(3), SharedFolder(tmp_path), Request(("ebook",)), lambda _: None)
    data = (tmp_path / outcome.files[0].name).read_bytes()
    (index,) = (text for path, text in text_of(data) if path.endswith("index.xhtml"))
    assert all(re.search(rf"{nonsense(number)}, 1\b", index) for number in range(WORDS))


def test_an_index_without_marks_is_left_out_and_that_is_said(tmp_path: Path) -> None:
    book = small_book()
    manifest = book.contents["manuscript/book.yaml"].decode()
    with_index = manifest.replace("  - bronnen\n", "  - bronnen\n  - generate: index\n")
    book.contents["manuscript/book.yaml"] = with_index.encode()
    outcome = build(book, SharedFolder(tmp_path), Request(("print",)), lambda _: None)
    assert [one.code for one in outcome.problems] == ["index-004"]


@pytest.mark.parametrize(
    ("mark", "code", "says"),
    [
        ("[]{.index}", "index-001", "names no term"),
        ('[a]{.index term="a!b!c"}', "index-001", "more than one"),
        ('[a]{.index see="b" until=c}', "index-001", "until"),
        ("[a]{.index until=eindt} en []{#einde}", "index-002", "Did you mean “einde”?"),
        ('[a]{.index} [a]{.index see="koffi"} [koffie]{.index}', "index-003", "“koffie”"),
    ],
)
def test_a_wrong_mark_is_named(mark: str, code: str, says: str) -> None:
    book = small_book(vooraf=f"---\ntitle: Vooraf\n---\nEerst.\n\nDan {mark} hier.\n")
    (found,) = load(book).problems
    assert (found.code, found.place.path, found.place.line) == (code, "manuscript/vooraf.md", 6)
    assert says in found.message + found.hint
