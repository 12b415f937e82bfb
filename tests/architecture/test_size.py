"""Small is measured: modules, functions, names; and only the command line talks."""

from __future__ import annotations

import ast
import posixpath
from collections import Counter
from collections.abc import Iterable

import pytest

MODULE_LINES = 300
FUNCTION_LINES = 60
"""The aim is 40; what is longer than this must be split."""

ROOM_FILES = 25
"""So many modules are seen at a glance; a folder with more has several jobs."""

TABLES = {"codes.py"}
"""A row a line, and as many as there are; nothing to split by job."""

NAMES_THAT_SAY_NOTHING = {
    "base", "common", "core", "helper", "helpers", "manager", "misc", "stuff", "tools", "util",
    "utils",
}  # fmt: skip


def long_parts(path: str, source: str) -> list[str]:
    found = []
    lines = len(source.splitlines())
    if lines > MODULE_LINES and path not in TABLES:
        found.append(f"{path}: {lines} lines; split it by job (at most {MODULE_LINES})")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                found.append(f"{path}:{node.lineno}: {node.name} has {length} lines; split it")
    return found


def full_rooms(paths: Iterable[str]) -> list[str]:
    counted = Counter(posixpath.dirname(path) for path in paths)
    return [
        f"{room}/ has {count} modules; split it by job (at most {ROOM_FILES})"
        for room, count in counted.items()
        if count > ROOM_FILES
    ]


def empty_names(path: str) -> list[str]:
    parts = path.removesuffix(".py").split("/")
    return [f"{path}: “{part}” names no job" for part in parts if part in NAMES_THAT_SAY_NOTHING]


def prints(path: str, source: str) -> list[str]:
    if path.startswith("cli/"):
        return []
    return [
        f"{path}:{node.lineno}: only the command line prints; return the text instead"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]


def test_modules_and_functions_are_small(sources: dict[str, str]) -> None:
    assert [fault for path, text in sources.items() for fault in long_parts(path, text)] == []


def test_no_folder_is_crowded(sources: dict[str, str]) -> None:
    assert full_rooms(sources) == []


def test_a_crowded_folder_is_seen() -> None:
    assert full_rooms(f"pdf/part{number}.py" for number in range(ROOM_FILES)) == []
    assert len(full_rooms(f"pdf/part{number}.py" for number in range(ROOM_FILES + 1))) == 1


def test_modules_are_named_for_their_job(sources: dict[str, str]) -> None:
    assert [fault for path in sources for fault in empty_names(path)] == []


def test_only_the_command_line_prints(sources: dict[str, str]) -> None:
    assert [fault for path, text in sources.items() for fault in prints(path, text)] == []


def test_the_whole_package_is_read(sources: dict[str, str]) -> None:
    assert {"problems.py", "manifest/model.py", "markup/fragment.py"} <= sources.keys()


@pytest.mark.parametrize(
    "source",
    [
        "x = 1\n" * (MODULE_LINES + 1),
        "def f():\n" + "    x = 1\n" * FUNCTION_LINES,
        "class A:\n    async def f(self):\n" + "        x = 1\n" * FUNCTION_LINES,
    ],
)
def test_a_long_part_is_seen(source: str) -> None:
    assert len(long_parts("a.py", source)) == 1


def test_the_longest_allowed_is_fine() -> None:
    function = "def f():\n" + "    x = 1\n" * (FUNCTION_LINES - 1)
    assert long_parts("a.py", function + "x = 1\n" * (MODULE_LINES - FUNCTION_LINES)) == []


@pytest.mark.parametrize("path", ["utils.py", "epub/helpers.py", "common/nav.py"])
def test_an_empty_name_is_seen(path: str) -> None:
    assert len(empty_names(path)) == 1


def test_a_print_is_seen_outside_the_command_line() -> None:
    assert len(prints("epub/nav.py", "def f():\n    print('x')")) == 1
    assert prints("cli/commands/build.py", "print('x')") == []
    assert prints("epub/nav.py", "self.print('x')\nprinted = 1") == []
