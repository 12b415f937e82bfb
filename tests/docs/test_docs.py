"""The docs say what is there: parts, commands, codes, links, and commands that run."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from architecture.test_imports import RANKS
from commands import ran
from dinobook.cli.registry import application
from dinobook.codes import CODES
from dinobook.starter import start_book
from dinobook.storage.project import FolderProject
from importers.docx.documents import Made, document
from wxr import Item, export

MARKDOWN_LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
# In a test's own temporary folder there is nothing to set up: tests/setup runs these.
SET_UP = ("./book test",)

# What a module is found by when it reaches past its arguments.
WORLD = re.compile(
    r"^\s*(?:import|from) (?:tempfile|subprocess|shutil|time|importlib\.(?:resources|metadata))\b"
    r"|^from pathlib import .*\bPath\b"
    r"|\bos\.(?:environ|cpu_count|walk)\b|\buuid4\(|\bget_context\("
    r"|\b(?:datetime|date)\.(?:now|today|utcnow)\(",
    re.MULTILINE,
)


@pytest.fixture(scope="session")
def pages(repository: Path) -> dict[str, str]:
    """README, changelog and everything in docs/, by path."""
    found = [
        repository / "README.md",
        repository / "CHANGELOG.md",
        *repository.glob("docs/**/*.md"),
    ]
    return {
        path.relative_to(repository).as_posix(): path.read_text(encoding="utf-8") for path in found
    }


def table_below(text: str, heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, without its head."""
    part = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip(" `") for cell in row.strip("|").split(" | ")] for row in rows[2:]]


def code_lines(text: str) -> Iterator[str]:
    """The lines of code blocks that are commands of ours."""
    for line in text.splitlines():
        if re.match(r" {4}(?:\./book|dinobook) ", line):
            yield line.strip()


# architecture


def test_the_architecture_page_names_each_part_with_its_rank(
    pages: dict[str, str], sources: dict[str, str]
) -> None:
    rows = table_below(pages["docs/architecture.md"], "The parts")
    said = {
        part.strip("/").removesuffix(".py"): int(rank)
        for rank, parts, _ in rows
        for part in parts.split("`, `")
    }
    there = {path.split("/")[0].removesuffix(".py") for path in sources} - {"__init__"}
    assert said == {unit: RANKS[unit] for unit in there}


def test_the_architecture_page_names_who_touches_the_world(
    pages: dict[str, str], sources: dict[str, str]
) -> None:
    rows = table_below(pages["docs/architecture.md"], "What touches the world")
    assert {row[0] for row in rows} == {
        path for path, text in sources.items() if WORLD.search(text)
    }


def test_paths_on_the_architecture_page_exist(pages: dict[str, str], repository: Path) -> None:
    text = pages["docs/architecture.md"].split("\n## Where this differs")[0]
    named = set(re.findall(r"`([a-z_]+(?:/[a-z_]+)*(?:/|\.py))`", text))
    roots = (repository, repository / "src" / "dinobook")
    assert named
    assert [one for one in named if not any((root / one).exists() for root in roots)] == []


def test_the_architecture_page_is_short(pages: dict[str, str]) -> None:
    assert len(pages["docs/architecture.md"].splitlines()) <= 245


# commands


def leaves(command: object, path: str = "dinobook") -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Every command with what may follow it: ("option", "--draft"), ("argument", "FILE")."""
    inner = getattr(command, "commands", {})
    for name, one in inner.items():
        yield from leaves(one, f"{path} {name}")
    params: list[tuple[str, str]] = []
    for param in getattr(command, "params", []):
        if param.param_type_name == "option":
            params += [("option", flag) for flag in (*param.opts, *param.secondary_opts)]
        else:
            shown = param.metavar or param.name.upper()
            params.append(("argument", re.sub(r"[\[\]{}]|\.\.\.$", "", shown)))
    yield path, params


COMMANDS = dict(leaves(typer.main.get_command(application())))
GENERAL = {"--help", "-q", "--quiet", "--json"}
"""Behind every command, and described once."""
VERBS = frozenset(
    [
        *("move", "swap", "add", "drop", "hold", "release", "retitle", "sort", "arrange"),
        *("undo", "redo", "history", "diff"),
        *("part", "rename", "remove", "arrangement", "new", "use", "promote"),
    ]
)
"""The editor's, whose options are described together."""


def section(text: str, command: str) -> str:
    """What the page says about one command; the head of the page for the program itself."""
    if command == "dinobook":
        return text.split("\n## ", 1)[0]
    marks = "##" if command.count(" ") == 1 else "###"
    found = re.search(rf"^{marks} `{command}`$(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    return found.group(1) if found else ""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_on_its_page(command: str, pages: dict[str, str]) -> None:
    said = section(pages["docs/commands.md"], command)
    assert said, f"docs/commands.md has no heading for {command}"
    described = described_in(said)
    expected = {name for _, name in COMMANDS[command]}
    if command == "dinobook":
        assert described == {*GENERAL, *expected}
    elif command.split()[1] in VERBS:
        assert described == expected - GENERAL - shared(pages["docs/commands.md"])
    else:
        assert described == expected - GENERAL


def described_in(said: str) -> set[str]:
    rows = re.findall(r"^\| `([^`]+)`", said, re.MULTILINE)
    return {row.split()[0] for row in rows}


def shared(text: str) -> set[str]:
    """The options that are described once for all verbs of the editor."""
    found = re.search(r"^## The editor's verbs$(.*?)^## ", text, re.MULTILINE | re.DOTALL)
    assert found
    return described_in(found.group(1))


def test_options_of_all_verbs_are_those_of_some_verb(pages: dict[str, str]) -> None:
    known = {name for one in COMMANDS if one.split()[-1] in VERBS for _, name in COMMANDS[one]}
    assert shared(pages["docs/commands.md"]) <= known


def test_commands_on_all_pages_are_written_right(pages: dict[str, str]) -> None:
    faults = []
    for page, text in pages.items():
        for line in code_lines(text):
            if not line.startswith(SET_UP) and (fault := misspelt(line)):
                faults.append(f"{page}: {line}: {fault}")
    assert faults == []


def misspelt(line: str) -> str:
    """What is wrong with a command's words and options; empty when nothing is."""
    words = shlex.split(line, comments=True)[1:]
    command = "dinobook"
    while words and f"{command} {words[0]}" in COMMANDS:
        command = f"{command} {words.pop(0)}"
    known = {name for kind, name in COMMANDS[command] if kind == "option"} | GENERAL
    if command == "dinobook import" and words and not words[0].startswith("-"):
        return "no command"
    if command == "dinobook" and not words:
        return "no command"
    wrong = [word for word in words if word.startswith("--") and word.split("=")[0] not in known]
    return f"unknown: {wrong}" if wrong else ""


def test_a_misspelt_command_is_seen() -> None:
    assert misspelt("./book build --drft")
    assert misspelt("dinobook import txt")
    assert not misspelt("./book build ebook --draft   # with boxes")


# problems


def test_every_code_is_on_the_page_of_problems(pages: dict[str, str]) -> None:
    rows = re.findall(r"^\| `([a-z]+-\d{3})`[^|]*\| ([^|]+) \|", pages["docs/problems.md"], re.M)
    assert dict(rows) == CODES
    assert len(rows) == len(CODES)


def test_every_code_has_a_message_and_an_advice(pages: dict[str, str]) -> None:
    rows = [
        re.split(r"(?<!\\)\|", line.strip("|"))
        for line in pages["docs/problems.md"].splitlines()
        if re.match(r"\| `[a-z]+-\d{3}`", line)
    ]
    assert {len(row) for row in rows} == {4}
    assert [row[0] for row in rows if not all(cell.strip() for cell in row)] == []


def test_exit_codes_in_the_readme_are_those_of_the_program(pages: dict[str, str]) -> None:
    from dinobook import errors

    kinds: list[type[errors.UserError]] = [errors.UserError, *errors.UserError.__subclasses__()]
    real = {0, errors.EXIT_BUG, errors.EXIT_STOPPED, *(kind.exit_code for kind in kinds)}
    assert {int(row[0]) for row in table_below(pages["README.md"], "What is checked")} == real


# the README


POSTS = """\
=== De fiets van oma | 2019-05-02

Mijn oma had een fiets, en die stond in de gang. Niemand mocht eraan komen.

=== De trein

De trein kwam te laat. Niemand keek op.
"""


def of_a_bridge(made: Made) -> None:
    made.heading("De brug")
    made.p("Een brug is er om over te gaan.")


def with_chapters_of_the_example(here: Path) -> None:
    """Short chapters and parts with the names that the README moves about."""
    rows = ["- part: Bevlogen", "- theorie", "- methode", "- part: Opgebrand"]
    rows += ["- vijf-minuten-niets"]
    for row in rows:
        name = row.removeprefix("- ")
        if not name.startswith("part:"):
            (here / "manuscript" / f"{name}.md").write_text(f"# {name.title()}\n\nEen zin.\n")
    manifest = here / "manuscript" / "book.yaml"
    text = manifest.read_text(encoding="utf-8")
    last = "  - tweede-hoofdstuk\n"
    assert last in text
    manifest.write_text(text.replace(last, last + "".join(f"  {row}\n" for row in rows)))


def test_every_command_in_the_readme_runs(
    pages: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = tmp_path / "dinobook"
    start_book(FolderProject(here), "Een proef", "An Proef", "0b9a7e0c-7c57-4b7e-9a54-6f6f5a5a9b12")
    with_chapters_of_the_example(here)
    (here / "posts.txt").write_text(POSTS, encoding="utf-8")
    (here / "blog.xml").write_bytes(export(Item()))
    (here / "scriptie.docx").write_bytes(document(of_a_bridge))
    (here / "blog").mkdir()
    (here / "blog" / "2016-07-14-de-bus.md").write_text("# De bus\n\nDe bus reed niet.\n")
    lines = [line for line in code_lines(pages["README.md"]) if not line.startswith(SET_UP)]
    assert len(lines) >= 8
    for line in lines:
        done = ran(here, capsys, *shlex.split(line, comments=True)[1:])
        assert done.code == 0, f"{line}\n{done.out}{done.err}"
        for proof in (here / "build").glob("*-print-proof.pdf"):
            shutil.copy(proof, here / "gelezen.pdf")
    book = here.parent / "mijn-boek"
    assert {path.suffix for path in (book / "build").glob("mijn-boek-*")} == {
        ".epub", ".json", ".pdf",
    }  # fmt: skip
    assert "De trein kwam te laat" in (book / "manuscript" / "de-trein.md").read_text()
    assert "De bus reed niet" in (book / "manuscript" / "de-bus.md").read_text()


def test_the_readme_is_short(pages: dict[str, str]) -> None:
    assert len(pages["README.md"].splitlines()) <= 150


def test_the_index_names_every_page_with_what_it_answers(pages: dict[str, str]) -> None:
    rows = re.findall(r"^\| \[([^]]+)\]\(([^)]+)\) \| (.+) \|$", pages["docs/README.md"], re.M)
    there = {page.removeprefix("docs/") for page in pages if page.startswith("docs/")}
    assert sorted(link for _, link, _ in rows) == sorted(there - {"README.md"})
    assert [name for name, link, _ in rows if name != link] == []
    assert len({answers for _, _, answers in rows}) == len(rows)
    assert "(docs/README.md)" in pages["README.md"]


def test_links_lead_to_files(pages: dict[str, str], repository: Path) -> None:
    dead = []
    for page, text in pages.items():
        prose = re.sub(r"^ {4}.*$|`[^`\n]*`", "", text, flags=re.MULTILINE)
        for pair in MARKDOWN_LINK.findall(prose):
            target = "".join(pair).split("#")[0]
            outside = re.match(r"https?://", target)
            if target and not outside and not (repository / page).parent.joinpath(target).exists():
                dead.append(f"{page}: {target}")
    assert dead == []


# every file


def test_no_file_names_a_machine_or_a_registry(repository: Path) -> None:
    """A checkout works anywhere: nobody's folders, and no host to fetch packages from."""
    if not (repository / ".git").exists():
        pytest.skip("not a git checkout: which files belong to it is not known")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = []
    for name in filter(None, listed.split("\0")):
        path = repository / name
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "replace")
            found += [f"{name}: {hit}" for hit in foreign_places(text, repository)]
    assert found == []


HOSTS = re.compile(
    r"\bpypi\.(?:org|python)|pythonhosted\.|--(?:extra-)?index-url[ =]\S+|://[^\s\"'<>)]*/simple\b"
    r"|://[^\s/\"'<>)]*(?:artifactory|nexus|devpi|mirror|registry|proxy)[^\s\"'<>)]*"
)
HOMES = re.compile(r"(?<![\w.])/(?:home|Users)/[a-z]\w+/|(?<![\w./])/root/\w+")


def foreign_places(text: str, repository: Path) -> list[str]:
    homes = [str(repository) + "/"] if str(repository) != "/" else []
    hits = [match.group() for pattern in (HOSTS, HOMES) for match in pattern.finditer(text)]
    return hits + [home for home in homes if home in text]


def test_a_machine_or_a_registry_is_seen(repository: Path) -> None:
    for text in (
        "/home/" + "an/boek",
        f"{repository}/styles",
        "https://py" + "pi.org/project/x",
        "--index-" + "url https://a.example",
        "https://mir" + "ror.example/x",
    ):
        assert foreign_places(text, repository), text
    assert foreign_places("https://example.org/blog and ~/boek and build/", repository) == []
