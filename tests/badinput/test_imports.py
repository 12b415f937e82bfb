"""Dumps, plans and folders that cannot be brought in."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from badinput.desk import SOURCES, Desk, places
from dinobook.cli.app import run
from dinobook.markup.convert import convert

DUMP = "=== Een proef | 2016-07-14\n\nDe tekst van een post.\n"

DUMPS = {
    "empty": (b"", "dump.txt", "import-001"),
    "Windows-1252": (DUMP.encode() + "café".encode("cp1252"), "dump.txt:4", "project-003"),
    "UTF-16": (DUMP.encode("utf-16"), "dump.txt", "import-002"),
    "Word": (b"PK\x03\x04rest", "dump.txt", "import-002"),
    "old Word": (b"\xd0\xcf\x11\xe0rest", "dump.txt", "import-002"),
    "PDF": (b"%PDF-1.7", "dump.txt", "import-002"),
    "NUL": (DUMP.encode() + b"\0", "dump.txt:4", "project-004"),
    "more than 1 MB": (DUMP.encode() * 30_000, "dump.txt", "project-005"),
}


@pytest.mark.parametrize(("data", "where", "code"), DUMPS.values(), ids=DUMPS)
@pytest.mark.parametrize("how", [(), ("--plan",), ("--apply",)], ids=["show", "plan", "apply"])
def test_a_dump_that_is_no_text(
    desk: Desk,
    data: bytes,
    where: str,
    code: str,
    how: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(desk.book)
    file = desk.book / "dump.txt"
    file.write_bytes(data)
    assert places(desk.refused("import", "text", "dump.txt", *how, exit_code=SOURCES)) == [
        (where, code)
    ]


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path.name)])
def test_a_dump_that_is_no_file(desk: Desk, make: Callable[[Path], object]) -> None:
    make(desk.book / "dump.txt")
    code, shown, _ = desk.run("import", "text", str(desk.book / "dump.txt"))
    assert code == 2
    assert "There is no file" in shown


def test_what_a_dump_says_is_text_and_nothing_else(desk: Desk) -> None:
    hostile = "<script>alert(1)</script> {{ 7*7 }} [x](javascript:y) ![a](/etc/hostname) `b` *c*"
    (desk.book / "dump.txt").write_text(f"{DUMP}\n{hostile}\n")
    desk.accepted("import", "text", str(desk.book / "dump.txt"), "--apply")
    assert desk.accepted() == []
    text = (desk.manuscript / "een-proef.md").read_text()
    fragment = convert(text, "manuscript/een-proef.md").fragment
    assert fragment is not None
    assert [heading.text for heading in fragment.headings] == [hostile]


PLANS = {
    "empty": (b"", "import-006"),
    "no text": (b"\xff\xfe\x00", "project-003"),
    "brackets": (b"a: " + b"[" * 3_000, "import-006"),
    "object": (b'!!python/object/apply:os.system ["touch gekraakt"]', "import-006"),
    "list": (b"- a", "import-006"),
    "key misspelt": (b"importr: text", "import-007"),
    "numbers beyond measure": (
        b"importer: text\nsource: x\nsha256: x\n"
        b"entries: [{lines: 1, kind: post, source-line: .inf, confidence: .nan}]", "import-007"),
    "id with a path": (
        b"importer: text\nsource: x\nsha256: x\n"
        b"entries: [{lines: 1, kind: post, id: ../../x}]", "import-007"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "code"), PLANS.values(), ids=PLANS)
def test_a_plan_that_is_none(
    desk: Desk, data: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.book)
    Path("dump.txt").write_text(DUMP)
    Path("plan.yaml").write_bytes(data)
    _, _, problems = desk.run("import", "text", "dump.txt", "--apply", "plan.yaml")
    assert code in [one.code for one in problems]
    assert {one.where.split(":")[0] for one in problems} == {"plan.yaml"}
    assert sorted(path.name for path in desk.book.iterdir()) == [
        "dump.txt", "manuscript", "plan.yaml"
    ]  # fmt: skip
    assert not (desk.manuscript / "een-proef.md").exists()


@pytest.mark.parametrize("there", ["a folder", "no text"])
def test_a_plan_is_written_over_nothing(desk: Desk, there: str) -> None:
    (desk.book / "dump.txt").write_text(DUMP)
    plan = desk.book / "plan.yaml"
    plan.mkdir() if there == "a folder" else plan.write_bytes(b"\xff\xfe\0")
    code, shown, _ = desk.run("import", "text", str(desk.book / "dump.txt"), "--plan", str(plan))
    assert (code, "exists and is different" in shown) == (2, True)
    assert plan.is_dir() or plan.read_bytes() == b"\xff\xfe\0"


FOLDERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "circle": (lambda path: path.symlink_to(path.name), "project-007"),
    "pipe": (os.mkfifo, "project-007"),
    "out of the folder": (lambda path: path.symlink_to("/etc/hostname"), "project-002"),
    "Windows-1252": (lambda path: path.write_bytes(b"caf\xe9"), "project-003"),
    "more than 1 MB": (lambda path: path.write_text("x" * 1_100_000), "project-005"),
}


@pytest.mark.parametrize(("make", "code"), FOLDERS.values(), ids=FOLDERS)
def test_a_folder_that_cannot_come_in(
    desk: Desk, make: Callable[[Path], object], code: str
) -> None:
    folder = desk.book / "posts"
    folder.mkdir()
    (folder / "goed.md").write_text("# Goed\n\nTekst.\n")
    make(folder / "post.md")
    errors = desk.refused("import", "markdown", str(folder), "--apply", exit_code=SOURCES)
    assert [(one.where.split(":")[0], one.code) for one in errors] == [("post.md", code)]


def test_a_picture_outside_of_the_folder_counts_as_missing(desk: Desk) -> None:
    folder = desk.book / "posts"
    folder.mkdir()
    (desk.book / "x.png").write_bytes(b"secret")
    (folder / "post.md").write_text("# A\n\nTekst.\n\n![b](../x.png)\n")
    code, _, problems = desk.run("import", "markdown", str(folder), "--apply")
    assert (code, [one.code for one in problems]) == (0, ["import-015"])
    assert "/// beeld-ontbreekt" in (desk.manuscript / "post.md").read_text()


@pytest.mark.parametrize("head", ["---\na: {}\n---", "+++\na = {}\n+++"], ids=["YAML", "TOML"])
def test_a_head_of_brackets_stops_no_import(desk: Desk, head: str) -> None:
    folder = desk.book / "posts"
    folder.mkdir()
    (folder / "post.md").write_text(head.format("[" * 5_000) + "\n\n# A\n\nTekst.\n")
    code, _, problems = desk.run("import", "markdown", str(folder), "--apply")
    assert code in (0, SOURCES)
    assert "import-016" in [one.code for one in problems]


@pytest.mark.parametrize("title", ["", "a\0b", "a\x1b[31mb", "a\udce9b"])
def test_no_book_starts_with_a_title_that_none_can_have(
    desk: Desk, title: str, tmp_path: Path
) -> None:
    assert run(["new", str(tmp_path / "nieuw"), "--title", title]) == 2
    assert not (tmp_path / "nieuw").exists()
    assert "cannot have this title" in desk.capsys.readouterr().err
