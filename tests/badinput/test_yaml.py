"""Manifest and front matter: slips, traps and bombs."""

from __future__ import annotations

from pathlib import Path

import pytest

from badinput.desk import MANIFEST, Desk, places

BOMB = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]" for n in range(20))
TOUCH = '!!python/object/apply:os.system ["touch gekraakt"]'

FRONT = {
    "never closed": (None, "front-001", 1),
    "anchor": ("title: &a X\nauthor: *a", "front-003", 2),
    "bomb": (BOMB, "front-003", 2),
    "object": (f"title: {TOUCH}", "front-003", 2),
    "number as title": ("title: 2016", "front-006", 2),
    "word as date": ("title: X\ndate: nee", "front-007", 3),
    "no as language": ("title: X\nlang: no", "front-006", 3),
    "key twice": ("title: X\ntitle: Y", "front-005", 3),
    "key misspelt": ("titel: X", "front-004", 2),
    "tab": ("title: X\n\tlang: nl", "front-002", 3),
    "colon": ("title: Een: twee", "front-002", 2),
    "list": ("- a", "front-002", 2),
    "text": ("zomaar", "front-002", 2),
    "brackets": ("title: " + "[" * 2000, "front-009", 2),
    "braces": ("title: " + "{a: " * 2000, "front-009", 2),
    "hyphens": ("- " * 4000, "front-002", 2),
    "question marks": ("? " * 4000, "front-002", 2),
    "as long as a chapter": ("a: b\n" * 100_000, "front-009", 2),
    "merge key": ("<<: {title: X}", "front-004", 2),
    "control character": ('title: "a\\e[31mb"', "char-001", 2),
    "NUL": ('title: "a\\0b"', "char-001", 2),
    "surrogate": ('title: "a\\ud800b"', "char-001", 2),
    "id with a path": ("id: ../../x\ntitle: X", "front-007", 2),
    "id without end": (f"id: {'a' * 5000}\ntitle: X", "front-007", 2),
    "address that is none": ("title: X\nsource: 'http://[::1'", "front-007", 3),
    "script as source": ("title: X\nsource: javascript:x", "front-007", 3),
    "directive": ("%YAML 1.1", "front-003", 2),
    "directive below": ("title: X\n%a", "front-003", 3),
    "key in brackets": ("[title]: X", "front-002", 2),
    "second document": ("title: X\n--- y", "front-002", 3),
    "number beyond all": (f"title: X\nsubtitle: 1{'0' * 5000}", "front-006", 3),
    "character beyond all": ('title: "\\UFFFFFFFF"', "front-002", 2),
}


@pytest.mark.parametrize(("front", "code", "line"), FRONT.values(), ids=FRONT)
def test_front_matter(
    desk: Desk,
    front: str | None,
    code: str,
    line: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "---\ntitle: X\n\nTekst.\n" if front is None else f"---\n{front}\n---\n\nTekst.\n"
    desk.write("welkom.md", text)
    assert (f"welkom.md:{line}", code) in places(desk.refused())
    assert [path.name for path in tmp_path.iterdir()] == ["boek"]


SLIPS = {
    "key misspelt": ('title: "Proef"', 'titel: "Proef"', "manifest-005", 2),
    "number as title": ('title: "Proef"', "title: 2016", "manifest-007", 2),
    "tab": ("  title:", "\ttitle:", "manifest-001", 2),
    "key twice": ("book:\n", 'book:\n  title: "X"\n', "manifest-004", 3),
    "object": ('title: "Proef"', f"title: {TOUCH}", "manifest-003", 2),
    "bomb": ("book:\n", f"{BOMB}\nbook:\n", "manifest-003", 1),
    "chapter twice": ("  - tweede\n", "  - tweede\n  - welkom\n", "manifest-018", 12),
    "path": ("  - welkom\n", "  - ../welkom.md\n", "manifest-017", 10),
    "other capitals": ("  - welkom\n", "  - Welkom\n", "manifest-027", 10),
    "chapter that is not there": ("  - welkom\n", "  - welkon\n", "manifest-027", 10),
    "no as id": ("  - welkom\n", "  - no\n", "manifest-027", 10),
    "control character": ('"Proef"', '"a\\e[31mb\\0"', "manifest-031", 2),
    "surrogate": ('"Proef"', '"a\\ud800b"', "manifest-031", 2),
    "edition with a path": ("  ebook:", "  ../x:", "manifest-014", 13),
    "edition with a name of Windows": ("  ebook:", "  con:", "manifest-014", 13),
    "page without end": ("page: a5", "page: 1e9x1", "manifest-013", 14),
    "brackets": ("  - welkom\n", "  - " + "[" * 3000 + "\n", "manifest-003", 10),
    "second document": ("outline:\n", "---\noutline:\n", "manifest-003", 7),
}


@pytest.mark.parametrize(("old", "new", "code", "line"), SLIPS.values(), ids=SLIPS)
def test_manifest(
    desk: Desk,
    old: str,
    new: str,
    code: str,
    line: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    desk.manifest(old, new)
    assert (f"book.yaml:{line}", code) in places(desk.refused())
    assert [path.name for path in tmp_path.iterdir()] == ["boek"]


WHOLE = {
    "empty": (b"", "manifest-002", ""),
    "TOML": (b'[book]\ntitle = "x"\n', "manifest-001", ":2"),
    "HTML": (b"<html>", "manifest-007", ":1"),
    "Windows-1252": (b"book:\n  title: caf\xe9\n", "project-003", ":2"),
    "UTF-16": ("book:".encode("utf-16"), "project-003", ":1"),
    "NUL": (b"book:\0\n", "project-004", ":1"),
    "more than 1 MB": (b"#" * 1_100_000, "project-005", ""),
    "a dump": (b"a: b\n" * 190_000, "project-005", ""),
    "brackets": (b"[" * 190_000, "manifest-003", ":1"),
    "braces": (b"{a: " * 40_000, "manifest-003", ":1"),
    "hyphens": (b"- " * 90_000, "manifest-003", ":1"),
    "quotes": (b'"' * 190_001, "manifest-001", ":1"),
    "spaces": (b" " * 190_000, "manifest-002", ""),
}


@pytest.mark.parametrize(("data", "code", "line"), WHOLE.values(), ids=WHOLE)
def test_a_file_that_is_no_manifest(desk: Desk, data: bytes, code: str, line: str) -> None:
    desk.write("book.yaml", data)
    assert (f"book.yaml{line}", code) in places(desk.refused())


def test_thousands_of_faults_do_not_flood_the_terminal(desk: Desk) -> None:
    rows = "".join(f"  - weg-{number}\n" for number in range(2000))
    desk.manifest("  - welkom\n", rows)
    code, shown, problems = desk.run("check")
    assert code == 1
    assert len(problems) == 500
    assert "1,501 more" in shown


def test_a_byte_order_mark_and_newlines_of_windows_change_nothing(desk: Desk) -> None:
    desk.write("book.yaml", "\ufeff" + MANIFEST.replace("\n", "\r\n"))
    assert desk.accepted() == []
