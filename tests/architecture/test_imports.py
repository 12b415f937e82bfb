"""Arrows point one way, and each engine has one home (docs/architecture.md).

A *unit* is a module or package right below `dinobook`. A unit imports units of a lower rank only;
the few arrows between equals are listed. The imports are read from the source, wherever they stand.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

import dinobook

RANKS: dict[str, int] = {
    unit: rank
    for rank, units in enumerate(
        [
            [
                "__init__",
                "codes",
                "problems",
                "errors",
                "slugs",
                "language_tags",
                "units",
                "xhtml",
                "strict_yaml",
                "languages",
                "processes",
                "pandoc",
            ],
            ["storage", "printers", "imposition", "manifest", "markup"],
            ["citations", "editing"],
            ["book", "theme", "finish"],
            ["blog", "starter", "epub", "pdf", "checks", "pagemap", "preflight"],
            ["paper", "cover", "importers"],
            ["pipeline"],
            ["impact", "proof"],
            ["library"],
            ["desk", "cli", "__main__"],
        ]
    )
    for unit in units
}

BETWEEN_EQUALS = {
    ("problems", "codes"),
    ("errors", "problems"),
    ("strict_yaml", "problems"),
    ("languages", "language_tags"),
    ("languages", "strict_yaml"),
    ("processes", "errors"),
    ("manifest", "storage"),
    ("manifest", "printers"),
    ("markup", "storage"),
    ("book", "theme"),
    ("pagemap", "checks"),
    ("pagemap", "pdf"),
    ("__main__", "cli"),
}

FACE = "__init__.py"
"""It offers what lies below it, and loads nothing; the version alone is for every part."""

HOMES: dict[str, set[str]] = {
    "ebooklib": {"epub"},
    "weasyprint": {"pdf/engine"},
    "pydyf": {"pdf/engine"},
    "markdown": {"markup"},
    "pymdownx": {"markup"},
    "latex2mathml": {"markup"},
    "mathra": {"markup"},
    "segno": {"markup"},
    "babel": {"book", "languages"},
    "barcode": {"cover"},
    "ruamel": {"strict_yaml", "importers"},
    "ziamath": {"pdf"},
    "typer": {"cli"},
    "rich": {"cli"},
    "watchfiles": {"pipeline"},
}


def unit_of(path: str) -> str:
    """`epub/nav.py` → `epub`; `codes.py` → `codes`."""
    return path.split("/")[0].removesuffix(".py")


def imported_modules(source: str) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything that the module imports, in functions and by name too."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import():
                yield from ((node.lineno, alias.name) for alias in node.names)
            case ast.ImportFrom(level=0, module=str(module)):
                yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
            case ast.ImportFrom():
                yield node.lineno, "." * node.level
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__")
                | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield node.lineno, name


def wrong_arrows(path: str, source: str) -> list[str]:
    here = "library" if path == FACE else unit_of(path)
    if here not in RANKS:
        return [f"{path}: “{here}” has no rank yet; give it one in RANKS"]
    found = []
    for line, name in imported_modules(source):
        package, _, rest = name.partition(".")
        if name.startswith("."):
            found.append(f"{path}:{line}: write the import in full, from dinobook down")
        elif package == "dinobook":
            there = rest.split(".")[0]
            there = "__init__" if there.startswith("__") or not there else there
            there = "library" if there in dinobook.__all__ else there
            if not may_import(here, there):
                found.append(f"{path}:{line}: {here} may not import {there}")
    return found


def may_import(here: str, there: str) -> bool:
    if here == there or (here, there) in BETWEEN_EQUALS:
        return True
    return there in RANKS and RANKS[there] < RANKS[here]


def engines_abroad(path: str, source: str) -> list[str]:
    return [
        f"{path}:{line}: only {' and '.join(sorted(HOMES[engine]))} may import {engine}"
        for line, name in imported_modules(source)
        if (engine := name.split(".")[0]) in HOMES
        and not any(path.startswith(f"{home}/") for home in HOMES[engine])
    ]


def test_arrows_point_one_way(sources: dict[str, str]) -> None:
    assert [fault for path, text in sources.items() for fault in wrong_arrows(path, text)] == []


def test_each_engine_has_one_home(sources: dict[str, str]) -> None:
    assert [fault for path, text in sources.items() for fault in engines_abroad(path, text)] == []


def test_listed_arrows_join_equals_and_point_one_way() -> None:
    """An arrow to a lower rank needs no listing, and one upward must not be bought by a listing."""
    assert [pair for pair in BETWEEN_EQUALS if RANKS[pair[0]] != RANKS[pair[1]]] == []
    assert [
        (here, there) for here, there in BETWEEN_EQUALS if (there, here) in BETWEEN_EQUALS
    ] == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("storage/project.py", "from dinobook.book.model import Book"),
        ("storage/project.py", "from dinobook import book"),
        ("theme/faces.py", "from dinobook.book.model import Book"),
        ("book/ids.py", "import dinobook.epub.write"),
        ("epub/nav.py", "from dinobook.pdf import engine"),
        ("codes.py", "from dinobook import problems"),
        ("book/ids.py", "from dinobook import Problem"),
        ("epub/nav.py", "def late():\n    from dinobook.cli import main"),
        ("epub/nav.py", "import importlib\nimportlib.import_module('dinobook.pipeline.build')"),
        ("epub/nav.py", "from . import ncx"),
        ("epub/nav.py", "from ..build import recipe"),
        ("epub/nav.py", "from dinobook.nowhere import x"),
        ("novelty.py", ""),
        ("novelty/part.py", ""),
    ],
)
def test_an_arrow_upward_is_seen(path: str, source: str) -> None:
    assert len(wrong_arrows(path, source)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("book/ids.py", "from dinobook.markup.fragment import Fragment"),
        ("book/ids.py", "from dinobook.book.model import Book"),
        ("problems.py", "from dinobook.codes import CODES"),
        ("cli/commands/build.py", "from dinobook import __version__"),
        ("cli/commands/build.py", "from dinobook import open_book"),
        ("epub/nav.py", "import dinobooks, lxml"),
    ],
)
def test_an_arrow_downward_is_fine(path: str, source: str) -> None:
    assert wrong_arrows(path, source) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("pdf/cover.py", "from ebooklib import epub"),
        ("pdf/write.py", "import weasyprint"),
        ("epub/write.py", "import weasyprint.text.fonts as fonts"),
        ("book/ids.py", "def late():\n    import markdown"),
        ("markup/inline/notes.py", "from rich.console import Console"),
        ("pipeline/build.py", "from importlib import import_module\nimport_module('weasyprint')"),
    ],
)
def test_an_engine_abroad_is_seen(path: str, source: str) -> None:
    assert len(engines_abroad(path, source)) == 1


def test_an_engine_at_home_is_fine() -> None:
    assert engines_abroad("epub/write.py", "import ebooklib\nimport richer") == []


CODE_IN_DATA = {"pickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
"""What reads with these a file that somebody else wrote does as it says."""


def readers_of_code(path: str, source: str) -> list[str]:
    return [
        f"{path}:{line}: {name} runs what a file says"
        for line, name in imported_modules(source)
        if name.split(".")[0] in CODE_IN_DATA
    ]


def test_no_file_is_read_that_could_hold_code(sources: dict[str, str]) -> None:
    assert [fault for path, text in sources.items() for fault in readers_of_code(path, text)] == []


@pytest.mark.parametrize("source", ["import pickle", "from marshal import loads"])
def test_a_reader_of_code_is_seen(source: str) -> None:
    assert len(readers_of_code("storage/cache.py", source)) == 1
