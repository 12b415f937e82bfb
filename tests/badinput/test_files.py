"""What lies in the folder is not what it should be."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from badinput.desk import MANIFEST, Desk, places
from dinobook.cli.app import run
from dinobook.errors import SourceError
from dinobook.storage.project import FolderProject

TEXT = "---\ntitle: Titel\n---\n\nTekst.\n"
NOBODY = 65_534

Spoil = Callable[[Path], object]


def replaced_by(make: Spoil) -> Spoil:
    """`welkom.md` taken away and something else put in its place."""

    def spoil(manuscript: Path) -> None:
        (manuscript / "welkom.md").unlink()
        make(manuscript / "welkom.md")

    return spoil


CHAPTERS: dict[str, tuple[Spoil, str]] = {
    "a pipe": (replaced_by(os.mkfifo), "project-007"),
    "a link to nothing": (replaced_by(lambda path: path.symlink_to("weg.md")), "project-001"),
    "a link to itself": (replaced_by(lambda path: path.symlink_to(path.name)), "project-007"),
    "a link out of the book": (replaced_by(lambda path: path.symlink_to("/etc/hostname")),
                               "project-002"),
    "a link to a device": (replaced_by(lambda path: path.symlink_to("/dev/zero")), "project-002"),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "code"), CHAPTERS.values(), ids=CHAPTERS)
def test_a_chapter_that_is_no_file(desk: Desk, spoil: Spoil, code: str) -> None:
    spoil(desk.manuscript)
    assert places(desk.refused()) == [("welkom.md", code)]


def test_a_folder_in_the_place_of_a_chapter(desk: Desk) -> None:
    replaced_by(lambda path: path.mkdir())(desk.manuscript)
    assert places(desk.refused()) == [("book.yaml:10", "manifest-027")]


PICTURES: dict[str, tuple[Spoil, str]] = {
    "a folder": (lambda path: path.mkdir(), "project-007"),
    "a pipe": (os.mkfifo, "project-007"),
    "nothing": (lambda path: None, "images-001"),
    "a link to nothing": (lambda path: path.symlink_to("weg.png"), "images-001"),
    "a link to itself": (lambda path: path.symlink_to(path.name), "project-007"),
    "a link out of the book": (lambda path: path.symlink_to("/etc/hostname"), "project-002"),
    "a link to a device": (lambda path: path.symlink_to("/dev/zero"), "project-002"),
    "a file of many gigabytes": (lambda path: os.truncate(path, 5_000_000_000), "project-005"),
}


@pytest.mark.parametrize(("make", "code"), PICTURES.values(), ids=PICTURES)
def test_a_picture_that_is_no_file(desk: Desk, make: Spoil, code: str) -> None:
    desk.chapter("Tekst.\n\n![Een bord](images/bord.png)")
    folder = desk.manuscript / "images"
    folder.mkdir()
    if code == "project-005":
        (folder / "bord.png").touch()
    make(folder / "bord.png")
    code_, _, problems = desk.run("check")
    assert code_ == 1
    assert places(problems) == [("welkom.md:7", code)]
    assert problems[0].hint


@pytest.mark.parametrize("length", [300, 5000])
def test_a_picture_with_a_name_that_no_disk_can_hold(desk: Desk, length: int) -> None:
    desk.write("images/ander.txt", "")
    desk.chapter(f"Tekst.\n\n![Een bord](images/{'a' * length}.png)")
    assert places(desk.refused()) == [("welkom.md:7", "project-007")]


def test_a_circle_of_folders_is_not_walked(desk: Desk) -> None:
    (desk.manuscript / "lus").symlink_to(".")
    assert desk.accepted() == []


def test_a_file_or_folder_that_may_not_be_read() -> None:
    """Also when the tests run as root, who may read everything."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name, "dicht")
        folder.mkdir()
        file = Path(name, "dicht.md")
        file.write_text("Geheim.")
        file.chmod(0)
        folder.chmod(0)
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(NOBODY)
        try:
            with pytest.raises(SourceError) as unread:
                FolderProject(Path(name)).read_bytes("dicht.md")
            with pytest.raises(SourceError) as unlisted:
                FolderProject(Path(name)).files(".")
        finally:
            if is_root:
                os.seteuid(0)
            folder.chmod(0o755)
    for failure, where in ((unread, "dicht.md"), (unlisted, "dicht")):
        (problem,) = failure.value.problems
        assert problem.code == "project-007"
        assert where in problem.message
        assert "permission denied" in problem.message


NAMES = {
    "emoji": ("😀.md", "hoofdstuk"),
    "reserved on Windows": ("CON.md", "con-x"),
    "trailing dot": ("slot..md", "slot"),
    "as long as can be": ("a" * 240 + ".md", "a" * 60),
    "spaces and capitals": ("Mijn Verhaal.md", "mijn-verhaal"),
}


@pytest.mark.parametrize(("name", "offered"), NAMES.values(), ids=NAMES)
def test_an_odd_name_gets_a_plain_id_offered(desk: Desk, name: str, offered: str) -> None:
    desk.write(name, TEXT)
    (warning,) = desk.accepted()
    assert warning.where.endswith(name)
    assert warning.code == "manifest-028"
    assert f"“- {offered}”" in warning.hint
    desk.manifest("  - tweede\n", f"  - tweede\n  - {offered}\n")
    (error,) = desk.refused()
    assert (error.code, error.where) == ("front-008", f"manuscript/{name}")
    desk.write(name, TEXT.replace("title", f"id: {offered}\ntitle"))
    assert desk.accepted() == []


UNUSABLE = {
    "bytes that are no UTF-8": b"caf\xe9.md",
    "a new line": b"een\ntwee.md",
    "a sign that steers the terminal": b"een\x1b[31mtwee.md",
    "a path of Windows": b"een\\twee.md",
}


@pytest.mark.parametrize("name", UNUSABLE.values(), ids=UNUSABLE)
def test_a_name_that_not_every_machine_can_have(desk: Desk, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(desk.manuscript) + b"/" + name)).write_text(TEXT)
    (error,) = desk.refused()
    assert error.code == "project-006"
    assert "\x1b" not in error.where
    assert run(["check", "--json", "--book", str(desk.book)]) == 1
    desk.capsys.readouterr().out.encode()


def test_names_are_matched_however_their_accents_are_stored(desk: Desk) -> None:
    composed, parted = "caf\u00e9", "cafe\u0301"
    desk.manifest("  - tweede\n", "  - tweede\n  - cafe\n")
    desk.write(
        f"{parted}.md", f"---\nid: cafe\ntitle: Café\n---\n\n![Een bord](images/{composed}.svg)\n"
    )
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0L9 9"/></svg>'
    desk.write(f"images/{parted}.svg", drawing)
    assert desk.accepted() == []


def test_two_names_that_look_the_same(desk: Desk) -> None:
    desk.write("caf\u00e9.md", TEXT)
    desk.write("cafe\u0301.md", TEXT)
    assert ("café.md", "project-008") in places(desk.refused())


def test_two_names_that_differ_in_capitals(desk: Desk) -> None:
    desk.write("Welkom.md", TEXT)
    code, _, problems = desk.run("check")
    assert code == 1
    found = places(problems)
    assert ("welkom.md", "manifest-029") in found
    assert ("welkom.md", "project-008") in found


@pytest.mark.parametrize("name", ["nieuw.MD", "nieuw.markdown", "nieuw.md.txt"])
def test_a_chapter_that_would_not_be_read_is_named(desk: Desk, name: str) -> None:
    desk.write(name, TEXT)
    (warning,) = desk.accepted()
    assert (warning.where, warning.code) == (f"manuscript/{name}", "project-009")
    assert "nieuw.md" in warning.hint


def test_a_chapter_that_was_deleted_and_an_empty_manuscript(desk: Desk) -> None:
    (desk.manuscript / "welkom.md").unlink()
    assert places(desk.refused()) == [("book.yaml:10", "manifest-027")]
    (desk.manuscript / "tweede.md").unlink()
    assert places(desk.refused()) == [
        ("book.yaml:10", "manifest-027"),
        ("book.yaml:11", "manifest-027"),
    ]


@pytest.mark.parametrize("status", ["no rows", "on hold"])
def test_a_book_without_chapters_is_not_made(desk: Desk, status: str) -> None:
    rows = "  - welkom\n  - tweede\n"
    held = "  - {id: welkom, status: hold}\n  - {id: tweede, status: hold}\n"
    desk.manifest(rows, held if status == "on hold" else "")
    wanted = [("book.yaml", "manifest-030")] * 2
    found = places(desk.refused("build", exit_code=3))
    assert [(where.split(":")[0], code) for where, code in found] == wanted


def test_a_manifest_that_is_no_file(desk: Desk) -> None:
    manifest = desk.manuscript / "book.yaml"
    manifest.unlink()
    kinds: tuple[Callable[[Path], None], ...] = (
        Path.mkdir,
        lambda path: path.symlink_to("book.yaml"),
        os.mkfifo,
    )
    for make in kinds:
        make(manifest)
        code, shown, _ = desk.run("check")
        assert code == 2
        assert "There is no book in" in shown
        manifest.rmdir() if manifest.is_dir() else manifest.unlink()
    outside = desk.book.parent / "elders.yaml"
    outside.write_text(MANIFEST)
    manifest.symlink_to(outside)
    assert places(desk.refused()) == [("book.yaml", "project-002")]
