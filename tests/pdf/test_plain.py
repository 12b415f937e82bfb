"""A book laid out by WeasyPrint alone: with `--plain`, and with any version but the one wanted."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from books import EERSTE, small_book
from dinobook.pdf.engine import version
from dinobook.pipeline.build import Request, build
from dinobook.problems import Severity
from dinobook.processes.pool import Pool
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import MemoryProject
from processes import SOURCE, write_book

OTHER = Path(sys.prefix) / "other-engine"
"""Another version, which `./book test` lays beside (`requirements/other-engine.txt`)."""

UNFIT = f"""\
{EERSTE}
{"Een alinea met gewone woorden die nog even doorlopen. " * 12}

Een woord van {"hottentotten" * 12} en een lange noot.[^lang]

| {" | ".join(f"Kolomkop{number}" for number in range(12))} |
|{"---|" * 12}
| {" | ".join(f"wandelstokkenfabriek{number}" for number in range(12))} |

```
{"regel_zonder_einde_" * 12}
```

[^lang]: {" ".join(f"nootwoord{number}" for number in range(700))}
"""
"""What dinobook sees to be too wide or too long for its page, and WeasyPrint does not."""


def texts(folder: Path) -> list[str]:
    """What the pages of the printed edition show, each in one line."""
    (file,) = folder.glob("*-print.pdf")
    document = pypdfium2.PdfDocument(file)
    found = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(re.sub(r"[\ufffe\u00ad\u2010-]\s+", "", text).split()) for text in found]


def page_of(words: str, pages: list[str]) -> int:
    (at,) = [at for at, text in enumerate(pages) if words in text]
    return at


def made(project: MemoryProject, folder: Path, pool: Pool | None = None) -> bytes:
    request = Request(("print",), plain=True, jobs=1)
    (file,) = build(project, OutputFolder(folder), request, lambda _: None, pool).files
    assert [one.code for one in file.warnings] == ["engine-002"]
    return (folder / file.name).read_bytes()


def is_readable(pages: list[str]) -> bool:
    """Whether words, notes, heads, folios and the contents are where a reader looks for them."""
    opens = page_of("De vergaderzaal rook naar koffie", pages)
    first = page_of("Niemand zei iets", pages)
    contents = page_of("Inhoud", pages)
    assert pages[opens].endswith("3"), "the folio stands below a chapter's first page"
    assert "Een eerste hoofdstuk met een lange titel" in pages[contents]
    return contents < opens <= first


def test_it_is_readable_and_says_once_what_it_lacks(tmp_path: Path) -> None:
    made(small_book(), tmp_path)
    assert is_readable(texts(tmp_path))


def test_nothing_is_lost_that_fits_on_no_page(tmp_path: Path) -> None:
    """The note is longer than a page: all of the chapter's stand at its end."""
    made(small_book(eerste=UNFIT), tmp_path)
    whole = " ".join(texts(tmp_path))
    together = whole.replace(" ", "")
    assert "nootwoord699" in whole
    assert "hottentotten" * 12 in together
    assert "wandelstokkenfabriek11" in together
    assert "regel_zonder_einde_" * 12 in together


def test_workers_that_stepped_in_take_no_part(tmp_path: Path) -> None:
    """Nor does a build that follows meet workers that may not."""
    first = made(small_book(), tmp_path / "first")
    fine = Request(("print",), jobs=1)
    with Pool(1) as pool:
        build(small_book(), OutputFolder(tmp_path / "fine"), fine, lambda _: None, pool)
        assert made(small_book(), tmp_path / "second", pool) == first
        build(small_book(), OutputFolder(tmp_path / "again"), fine, lambda _: None, pool)
    (before,) = (tmp_path / "fine").glob("*-print.pdf")
    (after,) = (tmp_path / "again").glob("*-print.pdf")
    assert before.read_bytes() == after.read_bytes() != first


def test_both_ways_are_kept_apart_by_what_is_up_to_date(tmp_path: Path) -> None:
    plain = made(small_book(), tmp_path)
    build(small_book(), OutputFolder(tmp_path), Request(("print",), jobs=1), lambda _: None)
    (file,) = tmp_path.glob("*-print.pdf")
    assert file.read_bytes() != plain
    assert made(small_book(), tmp_path) == plain


# Another version


def dinobook(*arguments: str, beside: Path = OTHER) -> subprocess.CompletedProcess[str]:
    """dinobook with the WeasyPrint that lies in this folder."""
    if not (beside / "weasyprint").is_dir():
        pytest.skip("no other WeasyPrint is here; ./book test lays one beside")
    return subprocess.run(
        [sys.executable, "-m", "dinobook", *arguments],
        env={**os.environ, "PYTHONPATH": f"{beside}{os.pathsep}{SOURCE}", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_book(small_book(), tmp_path_factory.mktemp("other") / "boek")


def test_another_version_makes_a_readable_book_and_says_which_is_wanted(
    book: Path, tmp_path: Path
) -> None:
    said = dinobook("build", "--book", str(book), "--out", str(tmp_path))
    assert said.returncode == 0, said.stderr
    assert said.stderr.count("warning:") == said.stderr.count("engine-002") == 1
    assert f"dinobook is made for {version.WANTED}" in " ".join(said.stderr.split())
    assert f"pip install weasyprint=={version.WANTED}" in " ".join(said.stderr.split())
    assert is_readable(texts(tmp_path))
    assert sum(one.suffix in (".pdf", ".epub") for one in tmp_path.iterdir()) == 3


def test_what_only_the_wanted_version_can_do_says_so(book: Path) -> None:
    said = dinobook("check", "--typography", "--book", str(book))
    assert said.returncode == 3
    assert f"pip install weasyprint=={version.WANTED}" in said.stderr
    assert "Traceback" not in said.stderr


def test_checks_without_typography_need_no_version(book: Path) -> None:
    assert dinobook("check", "--book", str(book)).returncode == 0


def test_a_version_that_can_do_nothing_says_which_is_wanted(book: Path, tmp_path: Path) -> None:
    """As those before 68, which have no `URLFetcher`."""
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text('__version__ = "52.5"\n')
    (tmp_path / "weasyprint-52.5.dist-info").mkdir()
    metadata = "Metadata-Version: 2.1\nName: weasyprint\nVersion: 52.5\n"
    (tmp_path / "weasyprint-52.5.dist-info" / "METADATA").write_text(metadata)
    out = tmp_path / "out"
    said = dinobook("build", "--book", str(book), "--out", str(out), beside=tmp_path)
    assert said.returncode == 3
    assert "52.5 is here" in said.stderr
    assert f"pip install weasyprint=={version.WANTED}" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize("other", ["69.0", "70.1", "71.0", ""])
def test_the_warning_names_both_versions(other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version, "installed", lambda: other)
    said = version.plainness()
    assert said.severity is Severity.WARNING
    assert f"WeasyPrint {other} is installed" in said.message
    assert said.hint.endswith(f"pip install weasyprint=={version.WANTED}")


def test_the_wanted_version_is_no_reason_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version, "installed", lambda: version.WANTED)
    said = version.plainness()
    assert "pip" not in said.message + said.hint
    assert "--plain" in said.hint
