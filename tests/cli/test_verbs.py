"""The editor's verbs as they are typed, and what they answer."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from books import small_book
from commands import Ran, ran
from processes import write_book


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(small_book(), tmp_path / "boek")


def manifest(book: Path) -> str:
    return (book / "manuscript" / "book.yaml").read_text()


def order(book: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    rows = json.loads(ran(book, capsys, "outline", "--json").out)["rows"]
    return [row["id"] for row in rows if row["kind"] in ("chapter", "part")]


def typed(book: Path, capsys: pytest.CaptureFixture[str], words: str) -> Ran:
    done = ran(book, capsys, *words.split())
    assert done.code == 0, done.err
    return done


def test_every_verb_is_taken_back(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {path: path.read_bytes() for path in sorted(book.rglob("*.md"))}
    begin = "part-het-begin"
    verbs = [
        ("move tweede --before eerste", f"vooraf {begin} tweede eerste bronnen"),
        ("move vooraf --to-matter back", f"{begin} tweede eerste bronnen vooraf"),
        ("swap vooraf bronnen", f"{begin} tweede eerste vooraf bronnen"),
        ("drop vooraf", f"{begin} tweede eerste bronnen"),
        ("add vooraf --first", f"{begin} vooraf tweede eerste bronnen"),
        ("part add Slot --before eerste", f"{begin} vooraf tweede part-slot eerste bronnen"),
        ("part move Slot --first", f"part-slot eerste {begin} vooraf tweede bronnen"),
        ("part rename Slot Einde", f"part-slot eerste {begin} vooraf tweede bronnen"),
        ("part remove Einde", f"eerste {begin} vooraf tweede bronnen"),
        ("hold tweede", f"eerste {begin} vooraf tweede bronnen"),
        ("release tweede", f"eerste {begin} vooraf tweede bronnen"),
        ("retitle tweede Twee", f"eerste {begin} vooraf tweede bronnen"),
        ("sort --by title", f"eerste {begin} tweede vooraf bronnen"),
    ]
    texts = [manifest(book)]
    for words, expected in verbs:
        typed(book, capsys, words)
        assert order(book, capsys) == expected.split(), words
        texts.append(manifest(book))
    assert {path: path.read_bytes() for path in files} == files
    for text in reversed(texts[:-1]):
        typed(book, capsys, "undo")
        assert manifest(book) == text
    for text in texts[1:]:
        typed(book, capsys, "redo")
        assert manifest(book) == text
    assert {path: path.read_bytes() for path in files} == files


def test_a_move_says_which_lines_change_and_what_that_does(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(book, capsys, "build", "print").code == 0
    before = manifest(book)
    shown = typed(book, capsys, "move eerste --after tweede --dry-run").out
    assert manifest(book) == before
    assert shown.startswith("Dry run (nothing is changed): “eerste” stands")
    assert " - " in shown
    assert " + " in shown
    assert "2 chapters renumbered: tweede 2 → 1, eerste 1 → 2." in shown
    assert "Estimate" in shown
    answer = json.loads(typed(book, capsys, "move eerste --after tweede --json").out)
    assert answer["changed"] is True
    assert answer["steps"] == [1]
    lines = [line.split(maxsplit=2) for line in answer["files"]["manuscript/book.yaml"]]
    assert sorted(sign for _, sign, _ in lines) == ["+", "-"]
    assert lines[0][2] == lines[1][2]
    assert answer["impact"]["kind"] == "estimate"
    exact = json.loads(typed(book, capsys, "undo --exact --dry-run --json").out)
    assert exact["impact"]["kind"] == "exact"
    assert exact["impact"]["about"] is False


def test_what_is_so_already_is_no_step(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = typed(book, capsys, "move eerste --before tweede").out
    assert shown.startswith("Nothing changes")
    assert "Nothing was done yet" in typed(book, capsys, "history").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("move eerst --first", 3, "Did you mean “eerste”?"),
        ("move twede --first", 3, "Did you mean “tweede”?"),
        ("move tweede", 2, "Add --before ROW"),
        ("move tweede --before eerste --first", 2, "--before and --first are too many"),
        ("move tweede --before eerste --to-part x", 2, "in one way: --before and --to-part"),
        ("move tweede --to-part Begin", 3, "has no row “Begin”"),
        ("part move Einde --first", 3, "has no row “Einde”"),
        ("add nieuw", 2, "give its title"),
        ("add eerste --title Nieuw", 2, "has a file already"),
        ("retitle twee Nieuw --chapter", 2, "There is no chapter file"),
        ("undo", 2, "nothing to undo"),
        ("redo", 2, "nothing to redo"),
        ("sort --by length", 2, "length"),
        ("hold contents", 3, "a page that the book makes itself"),
        ("move tweede --first --arrangement nosuch", 3, "no arrangement “nosuch”"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    book: Path, capsys: pytest.CaptureFixture[str], words: str, code: int, said: str
) -> None:
    before = manifest(book)
    done = ran(book, capsys, *words.split())
    assert done.code == code
    assert said in done.err
    assert manifest(book) == before
    assert not list(book.rglob("nieuw.md"))


def test_a_rule_of_order_is_kept_unless_it_is_forced(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = book / "manuscript" / "book.yaml"
    file.write_text(manifest(book).replace("- tweede", "- {id: tweede, after: eerste}"))
    refused = ran(book, capsys, "move", "tweede", "--before", "eerste")
    assert refused.code == 3
    assert "“tweede” must come after “eerste”" in refused.err
    assert "nearest place that breaks nothing is after “eerste”" in refused.err
    typed(book, capsys, "move tweede --before eerste --force")
    assert "--force" in typed(book, capsys, "history").out
    (step,) = json.loads(typed(book, capsys, "history --json").out)["steps"]
    assert step["force"] is True


def test_a_new_chapter_has_a_file_that_goes_again(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = manifest(book)
    done = ran(book, capsys, "add", "nieuw", "--title", "Iets: nieuws", "--after", "eerste")
    assert done.code == 0
    assert "manuscript/nieuw.md" in done.err
    new = book / "manuscript" / "nieuw.md"
    rows = json.loads(ran(book, capsys, "outline", "--json").out)["rows"]
    assert next(row for row in rows if row["id"] == "nieuw")["title"] == "Iets: nieuws"
    typed(book, capsys, "undo")
    assert manifest(book) == before
    assert not new.exists()
    typed(book, capsys, "redo")
    new.write_text(new.read_text() + "Een eerste zin.\n")
    said = typed(book, capsys, "undo")
    assert manifest(book) == before
    assert new.read_text().endswith("Een eerste zin.\n")
    assert "nieuw.md" in said.out + said.err


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("---\ntitle: Oud\n---\nZin.\n", "---\ntitle: Nieuw woord\n---\nZin.\n"),
        ('---\nid: tweede\ntitle: "Oud: meer"  # zo\n---\n',
            "---\nid: tweede\ntitle: Nieuw woord  # zo\n---\n",
        ),
        ("# Oud {#weg}\n\nZin.\n", "# Nieuw woord {#weg}\n\nZin.\n"),
        ("---\r\ntags: [a]\r\n---\r\n# A #\r\n", "---\r\ntags: [a]\r\n---\r\n# Nieuw woord #\r\n"),
        (
            "---\ntitle: >-\n  Oud\n  en lang\ntags: [a]\n---\n",
            "---\ntitle: Nieuw woord\ntags: [a]\n---\n",
        ),
        ("Zin zonder kop.\n", "---\ntitle: Nieuw woord\n---\nZin zonder kop.\n"),
        ("---\ndate: 2016\n---\nZin.\n", "---\ntitle: Nieuw woord\ndate: 2016\n---\nZin.\n"),
    ],
)  # fmt: skip
def test_a_title_in_the_chapter_is_said_before_and_taken_back(
    book: Path, capsys: pytest.CaptureFixture[str], text: str, after: str
) -> None:
    file = next(book.rglob("tweede.md"))
    file.write_bytes(text.encode())
    done = ran(book, capsys, "retitle", "tweede", "Nieuw woord", "--chapter")
    assert done.code == 0
    assert "This writes the title into the chapter's own file" in done.err
    assert file.read_bytes().decode() == after
    typed(book, capsys, "undo")
    assert file.read_bytes().decode() == text


def test_a_chapter_whose_head_cannot_be_read_keeps_its_title(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = next(book.rglob("tweede.md"))
    for text in ("---\ntitle: [a\n---\nZin.\n", "---\ntitle: Nooit dicht\nZin.\n"):
        file.write_text(text)
        done = ran(book, capsys, "retitle", "tweede", "Nieuw", "--chapter")
        assert done.code in (2, 4)
        assert file.read_text() == text


def editor(folder: Path, script: str) -> str:
    """A program that edits a file as a person does in an editor."""
    file = folder / "editor"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


def test_the_order_in_an_editor(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = manifest(book)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor(tmp_path, "true"))
    assert typed(book, capsys, "arrange").out.startswith("Nothing changes")
    assert manifest(book) == before
    swap = r"sed -i -e '/^ *eerste/{h;d}' -e '/^ *tweede/{G}' " + '"$1"'
    monkeypatch.setenv("EDITOR", editor(tmp_path, swap))
    typed(book, capsys, "arrange")
    assert order(book, capsys) == ["vooraf", "part-het-begin", "tweede", "eerste", "bronnen"]
    typed(book, capsys, "undo")
    monkeypatch.setenv("EDITOR", editor(tmp_path, 'sed -i -e "/^ *eerste/d" "$1"'))
    refused = ran(book, capsys, "arrange")
    assert refused.code == 3
    assert "No line is left for" in refused.err
    kept = Path(refused.err.split("arrange --from ")[1].split()[0])
    assert manifest(book) == before
    kept.write_text(kept.read_text() + "drop eerste\n")
    typed(book, capsys, f"arrange --from {kept}")
    assert order(book, capsys) == ["vooraf", "part-het-begin", "tweede", "bronnen"]
    kept.unlink()
    monkeypatch.setenv("EDITOR", "/no/such/editor")
    assert "export EDITOR=nano" in ran(book, capsys, "arrange").err


def test_diff_shows_what_the_last_steps_changed(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(book, capsys, "hold eerste")
    typed(book, capsys, "move tweede --first")
    shown = typed(book, capsys, "diff").out
    assert "- tweede" in shown
    assert "hold" not in shown
    both = json.loads(typed(book, capsys, "diff 2 --json").out)["files"]["manuscript/book.yaml"]
    assert any("status: hold" in line for line in both)
    assert ran(book, capsys, "diff", "3").code == 2


def test_a_folder_that_cannot_be_written(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if os.geteuid() == 0:
        (book / ".dinobook").write_text("")
    else:
        book.chmod(0o500)
    before = manifest(book)
    done = ran(book, capsys, "move", "tweede", "--first")
    book.chmod(0o700)
    assert done.code == 3
    assert done.err
    assert manifest(book) == before


def test_history_tells_steps_as_they_were_typed(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(book, capsys, "retitle tweede Twee")
    typed(book, capsys, "arrangement new thema")
    typed(book, capsys, "arrangement rename thema tema")
    ran(book, capsys, "part", "rename", "part-het-begin", "Het einde")
    shown = typed(book, capsys, "history").out
    assert "retitle tweede Twee" in shown
    assert "arrangement rename thema tema" in shown
    assert "part rename part-het-begin “Het einde”" in shown
    assert typed(book, capsys, "undo").out.startswith(
        "Taken back: part rename part-het-begin “Het einde”."
    )
    assert typed(book, capsys, "redo").out.startswith("Made again: part rename")
    assert "undo part rename" in typed(book, capsys, "history").out


def test_an_arrangement_takes_no_chapter_that_the_outline_lacks(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(book, capsys, "drop vooraf")
    typed(book, capsys, "arrangement new thema")
    before = manifest(book)
    done = ran(book, capsys, "add", "vooraf", "--arrangement", "thema")
    assert done.code == 3
    assert "[manifest-049]" in done.err
    assert "dinobook add vooraf" in done.err
    assert manifest(book) == before
    shown = typed(book, capsys, "drop tweede --arrangement thema").out
    assert shown.startswith("“tweede” is out of “thema” now.")


def test_a_new_chapter_counts_in_the_estimate(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(book, capsys, "build", "print").code == 0
    shown = typed(book, capsys, "add nieuw --title Nieuw --after eerste --dry-run").out
    assert "because nieuw has no pages yet" in shown
    assert not (book / "manuscript" / "nieuw.md").exists()


def test_two_files_with_one_id_show_in_the_outline(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "manuscript" / "dubbel.md").write_text(
        "---\ntitle: Dubbel\nid: eerste\n---\n\nTekst.\n"
    )
    rows = json.loads(ran(book, capsys, "outline", "--json").out)["rows"]
    assert [row["errors"] for row in rows if row["id"] == "eerste"] == [1]


def test_an_order_that_no_edition_prints_has_no_pages_to_tell(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(book, capsys, "arrangement new thema")
    done = typed(book, capsys, "move tweede --first --arrangement thema")
    assert "No edition prints “thema”" in done.out
    assert "dinobook arrangement compare thema" in done.out
    assert "Estimate" not in done.out
