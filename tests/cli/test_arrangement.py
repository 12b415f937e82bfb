"""`dinobook arrangement`: other orders of the book, made, compared and used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from books import small_book
from commands import ran
from processes import write_book


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(small_book(), tmp_path / "boek")


def manifest(book: Path) -> str:
    return (book / "manuscript" / "book.yaml").read_text()


def test_from_a_copy_to_the_book(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no arrangements" in ran(book, capsys, "arrangement", "list").out
    before = manifest(book)
    shown = ran(book, capsys, "arrangement", "new", "andersom", "--dry-run").out
    assert "+     - tweede" in shown
    assert manifest(book) == before
    assert ran(book, capsys, "arrangement", "new", "andersom").code == 0
    assert "andersom" in ran(book, capsys, "arrangement", "list").out
    assert ran(book, capsys, "arrangement", "use", "andersom", "print", "ebook").code == 0
    (facts,) = json.loads(ran(book, capsys, "arrangement", "list", "--json").out)["arrangements"]
    assert facts["editions"] == ["ebook", "print"]
    assert facts["chapters"] == 4
    assert ran(book, capsys, "arrangement", "rename", "andersom", "nieuw").code == 0
    assert "arrangement: nieuw" in manifest(book)
    kept = ran(book, capsys, "arrangement", "delete", "nieuw")
    assert kept.code == 3
    assert "order-003" in kept.err
    assert ran(book, capsys, "arrangement", "promote", "nieuw", "--keep-as", "oud").code == 0
    assert "arrangement: nieuw" not in manifest(book)
    rows = json.loads(ran(book, capsys, "arrangement", "show", "oud", "--json").out)["rows"]
    assert [row["id"] for row in rows if row["kind"] == "chapter"] == [
        *("vooraf", "eerste", "tweede", "bronnen")
    ]
    assert ran(book, capsys, "undo", "4").code == 0
    assert manifest(book) == before


def test_two_orders_side_by_side(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran(book, capsys, "build", "print").code == 0
    ran(book, capsys, "arrangement", "new", "andersom")
    same = ran(book, capsys, "arrangement", "compare", "andersom", "--edition", "print").out
    assert "Every chapter has the same neighbours." in same
    assert "about" not in same
    assert ran(book, capsys, "swap", "eerste", "tweede", "--arrangement", "andersom").code == 0
    ran(book, capsys, "hold", "bronnen", "--arrangement", "andersom")
    shown = ran(book, capsys, "arrangement", "compare", "andersom", "--edition", "print").out
    assert "Only in “outline”: bronnen." in shown
    assert "vooraf – tweede" in shown
    answer = json.loads(ran(book, capsys, "arrangement", "compare", "andersom", "--json").out)
    assert answer["impact"]["kind"] == "estimate"
    exact = ("arrangement", "compare", "andersom", "--edition", "print", "--exact", "--json")
    laid_out = json.loads(ran(book, capsys, *exact).out)
    assert laid_out["impact"]["kind"] == "exact"
    (pages,) = laid_out["impact"]["pages"]
    assert pages["pages"][1] < pages["pages"][0]
    back = json.loads(
        ran(book, capsys, "arrangement", "compare", "outline", "andersom", "--json").out
    )
    assert (back["first"], back["second"]) == ("outline", "andersom")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("arrangement new andersom", 3, "“andersom” already"),
        ("arrangement new Ander", 3, "“ander”"),
        ("arrangement show andrsom", 2, "Did you mean “andersom”?"),
        ("arrangement compare andrsom", 2, "Did you mean “andersom”?"),
        ("arrangement use andersom prnt", 3, "Did you mean “print”?"),
        ("arrangement rename andersom outline", 3, "Choose another name."),
        ("arrangement promote nosuch", 3, "There are: andersom."),
    ],
)
def test_what_is_refused_changes_nothing(
    book: Path, capsys: pytest.CaptureFixture[str], words: str, code: int, said: str
) -> None:
    ran(book, capsys, "arrangement", "new", "andersom")
    before = manifest(book)
    done = ran(book, capsys, *words.split())
    assert done.code == code
    assert said in done.err
    assert manifest(book) == before
