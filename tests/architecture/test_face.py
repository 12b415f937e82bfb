"""What other programs may import: small, typed, described, quick; the commands use it too."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest

import dinobook
from architecture.test_imports import imported_modules
from dinobook import editing
from processes import SOURCE

ALSO = {
    # how a process begins and ends, and how a file is written
    "dinobook.errors.EXIT_BUG",
    "dinobook.errors.EXIT_STOPPED",
    "dinobook.processes.headroom.with_headroom",
    "dinobook.processes.interrupts.held",
    "dinobook.processes.leftovers.sweep_beside",
    "dinobook.processes.leftovers.temporary",
    "dinobook.processes.pool.close_all",
    # how things are worded
    "dinobook.preflight.pagenumbers.ranges",
    "dinobook.problems.counted",
    "dinobook.problems.did_you_mean",
    "dinobook.problems.joined",
}
"""What commands take from behind the face."""


def test_each_public_name_is_there_and_is_what_types_say(sources: dict[str, str]) -> None:
    said: dict[str, str] = {}
    for node in ast.walk(ast.parse(sources["__init__.py"])):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dinobook."):
            said |= {alias.name: str(node.module) for alias in node.names}
    assert sorted([*said, "__version__"]) == dinobook.__all__
    for name, module in said.items():
        assert getattr(dinobook, name) is getattr(sys.modules[module], name), name


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


def taken_from_behind(source: str) -> list[str]:
    """What a command imports when it runs, but for the face; types that are only named are none."""
    tree = ast.parse(source)
    tree.body = [one for one in tree.body if not is_for_types(one)]
    return [name for _, name in imported_modules(ast.unparse(tree)) if is_behind(name)]


def is_for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def is_behind(name: str) -> bool:
    package, _, rest = name.partition(".")
    first, _, name = rest.partition(".")
    if first == "editing" and name in editing.__all__:
        return False
    return package == "dinobook" and first != "cli" and rest not in dinobook.__all__


def test_commands_use_the_face(sources: dict[str, str]) -> None:
    commands = {path: text for path, text in sources.items() if path.startswith("cli/")}
    found = {name for text in commands.values() for name in taken_from_behind(text)}
    assert found == ALSO


@pytest.mark.parametrize(
    "source",
    [
        "from dinobook.pipeline.build import build",
        "def late():\n    from dinobook.paper import paper_report",
        "import dinobook.pipeline.sources",
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
reveal_type(UserError("").problems[0].place.path)
"""
TYPES = ["int", "str", "float", "str"]
MISTAKES = """\
from dinobook import Crew, Request

Request(editions="print")
"""


def typed(script: str, python: Path) -> list[str]:
    """What mypy says of a program that this Python would run."""
    program = python.parent / "program.py"
    program.write_text(script)
    (python.parent / "none.ini").write_text("[mypy]\n")
    options = ["--strict", "--no-pretty", "--config-file", str(python.parent / "none.ini")]
    options += ["--cache-dir", str(python.parent / "cache"), "--python-executable", str(python)]
    # in a process of its own: it lets calls go deeper, and what runs behind it would feel that
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", *options, str(program)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert not ran.stderr
    return ran.stdout.splitlines()


def test_other_programs_see_the_types(tmp_path: Path) -> None:
    """Of a package that is installed in an environment of its own (PEP 561), alone."""
    venv.create(tmp_path, symlinks=True)
    (site,) = tmp_path.glob("lib/python*/site-packages")
    (site / "dinobook").symlink_to(SOURCE / "dinobook")
    python = tmp_path / "bin" / "python"
    said = typed(SCRIPT, python)
    types = [line.split('Revealed type is "')[1] for line in said if "Revealed type" in line]
    assert [one.removeprefix("builtins.").rstrip('"') for one in types] == TYPES, said
    assert not any(": error:" in line for line in said), said
    wrong = "\n".join(typed(MISTAKES, python))
    assert 'has no attribute "Crew"' in wrong
    assert 'Argument "editions" to "Request"' in wrong


def test_docs_name_every_public_name_once(repository: Path) -> None:
    text = (repository / "docs" / "library.md").read_text(encoding="utf-8")
    whole, _, verbs = text.partition("## `dinobook.editing`")
    rows, own = (
        re.findall(r"^\| `(\w+)` \| .{5,} \|$", one, re.MULTILINE) for one in (whole, verbs)
    )
    assert sorted([*rows, "__version__"]) == dinobook.__all__
    assert sorted(own) == sorted(editing.__all__)
