"""What other programs may import: small, typed, described, quick; the commands use it too."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from mypy import api as mypy

import dinobook
from processes import SOURCE

ALSO = {
    # how a process begins and ends, and how a file is written
    "dinobook.errors.EXIT_BUG",
    "dinobook.errors.EXIT_STOPPED",
    "dinobook.headroom.with_headroom",
    "dinobook.leftovers.sweep_beside",
    "dinobook.leftovers.temporary",
    "dinobook.pool.close_all",
    # how things are worded
    "dinobook.preflight.pagenumbers.ranges",
    "dinobook.problems.did_you_mean",
}
"""What commands take from behind the face."""


def test_each_public_name_is_there_and_is_what_types_say(sources: dict[str, str]) -> None:
    said = {}
    for node in ast.walk(ast.parse(sources["__init__.py"])):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dinobook."):
            said |= {alias.name: node.module for alias in node.names}
    assert sorted([*said, "__version__"]) == dinobook.__all__
    for name, module in said.items():
        assert getattr(dinobook, name) is getattr(sys.modules[str(module)], name), name


def test_no_public_name_is_a_module_too(sources: dict[str, str]) -> None:
    """Else what `from dinobook import NAME` gives would hang on what was loaded before."""
    modules = {path.split("/")[0].removesuffix(".py") for path in sources}
    assert modules & set(dinobook.__all__) == set()


def test_an_unknown_name_is_no_public_one() -> None:
    with pytest.raises(AttributeError, match="no public name “Crew”"):
        dinobook.Crew  # type: ignore[attr-defined] # noqa: B018
    assert set(dinobook.__all__) <= set(dir(dinobook))


def loaded_by(script: str) -> set[str]:
    """What a new process loads that runs this."""
    ran = subprocess.run(
        [sys.executable, "-c", f"{script}\nimport sys\nprint(*sys.modules)"],
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ran.stdout.split())


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    assert not {one for one in loaded_by("import dinobook") if one.startswith("dinobook.")}
    asked = loaded_by("from dinobook import open_book, Request, UserError")
    heavy = ("lxml", "pydantic", "PIL", "pikepdf", "fontTools", "weasyprint", "typer", "rich")
    assert not asked & set(heavy)


def taken_from_behind(source: str) -> Iterator[str]:
    """What a command imports when it runs, but for the face; types that are only named are none."""
    tree = ast.parse(source)
    for node in tree.body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            tree.body.remove(node)
            break
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.startswith("dinobook."))
        elif isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                if node.module.startswith("dinobook.") and ".cli" not in node.module:
                    yield f"{node.module}.{one.name}"
                elif node.module == "dinobook" and one.name not in dinobook.__all__:
                    yield f"dinobook.{one.name}"


def test_commands_use_the_face(sources: dict[str, str]) -> None:
    commands = {path: text for path, text in sources.items() if path.startswith("cli/")}
    found = {name for text in commands.values() for name in taken_from_behind(text)}
    assert found == ALSO


@pytest.mark.parametrize(
    "source",
    [
        "from dinobook.build import build",
        "def late():\n    from dinobook.paper import paper_report",
        "import dinobook.sources",
        "from dinobook import sources",
    ],
)
def test_a_way_round_the_face_is_seen(source: str) -> None:
    assert list(taken_from_behind(source))


SCRIPT = """\
from pathlib import Path

from dinobook import OpenBook, Progress, Request, UserError, book_in_memory, open_book


def heard(now: Progress) -> None:
    print(now.name, now.done, now.total)


def pages(book: OpenBook) -> int:
    return book.build(Request(("print",)), heard).files[0].pages


reveal_type(open_book(Path("boek")).check().problems[0].place.line)
reveal_type(book_in_memory({}).page_map("print").pages[0].folio)
reveal_type(book_in_memory({}).paper()[0].papers[0].spine_mm)
reveal_type([one.path for error in [UserError("")] for one in [error.problems[0].place]])
"""


def typed(script: str, folder: Path) -> str:
    """What mypy says of a program, with nothing but our package, its types and its settings."""
    (folder / "program.py").write_text(script)
    (folder / "none.ini").write_text("[mypy]\n")
    program, config = str(folder / "program.py"), str(folder / "none.ini")
    said, _, _ = mypy.run(
        ["--strict", "--config-file", config, "--cache-dir", str(folder), program]
    )
    return said


def test_other_programs_see_the_types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As from an installed package, of which `py.typed` says that it has types (PEP 561)."""
    packages = tmp_path / "packages"
    packages.mkdir()
    (packages / "dinobook").symlink_to(SOURCE / "dinobook")
    monkeypatch.setenv("MYPYPATH", str(packages))
    assert (SOURCE / "dinobook" / "py.typed").is_file()
    said = typed(SCRIPT, tmp_path)
    found = [
        line.split("note: Revealed type is ")[1] for line in said.splitlines() if "note:" in line
    ]
    assert found == ['"int"', '"str"', '"float"', '"list[str]"'], said
    assert "error" not in said
    wrong = typed("from dinobook import Crew, Request\nRequest(editions='print')\n", tmp_path)
    assert 'has no attribute "Crew"' in wrong
    assert 'Argument "editions"' in wrong


def test_docs_are_of_every_public_name(repository: Path) -> None:
    text = (repository / "docs" / "library.md").read_text(encoding="utf-8")
    named = {word for part in text.split("`")[1::2] for word in part.replace("(", " ").split()[:1]}
    assert set(dinobook.__all__) - named == {"__version__"} - named
