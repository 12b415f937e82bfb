"""Files of every kind: those that cannot be read are refused in words, and none breaks us."""

from __future__ import annotations

import io
import tracemalloc

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dinobook.errors import SourceError, UsageError
from dinobook.preflight import opening, preflight
from dinobook.preflight.bleed import scale_for
from dinobook.preflight.content import canvas
from preflight.pdfs import made, printer_asking

TEXT = "BT /F 10 Tf 20 100 Td (aaaa) Tj ET"
SOUND = made(
    f"%% file outline labels=1\n%% page trim=[8,8,92,142]\n{TEXT}\nq 9 0 0 9 9 9 cm /Rgb Do Q"
)


def refusal(data: bytes) -> tuple[str, str]:
    with pytest.raises(SourceError) as caught:
        preflight("proef.pdf", data)
    (problem,) = caught.value.problems
    assert "proef.pdf was not checked" in caught.value.message
    assert problem.hint
    return problem.code, problem.message


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"Geachte drukker,\n" * 50, SOUND[200:900]])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert refusal(data) == (
        "preflight-001",
        "The file is no PDF, or it is damaged beyond repair.",
    )


def test_a_password_is_refused() -> None:
    code, message = refusal(made(f"%% file password\n{TEXT}"))
    assert code == "preflight-002"
    assert "opens with a password only" in message


def test_a_pdf_without_pages_is_refused() -> None:
    written = io.BytesIO()
    pikepdf.Pdf.new().save(written)
    assert refusal(written.getvalue()) == ("preflight-003", "The PDF has no pages.")


def test_a_pdf_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_BYTES", 1000)
    code, message = refusal(SOUND)
    assert code == "preflight-004"
    assert "dinobook reads up to 1,000" in message


def test_a_damaged_pdf_is_checked_and_called_damaged() -> None:
    start = SOUND.rindex(b"startxref")
    report = preflight("proef.pdf", SOUND[:start] + b"startxref\n7\n%%EOF\n")
    assert [finding.code for finding in report.findings] == ["preflight-006"]
    assert report.file.page_count == 1


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), max_size=12))
@example([(SOUND.index(b"/S /D") + 1, 0)])  # the style of the page labels
def test_no_damage_breaks_the_preflight(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SOUND)
    for place, value in changes:
        data[place] = value
    try:
        report = preflight("proef.pdf", bytes(data), printer_asking(font_pt=7, margin_mm=3))
    except SourceError:
        return
    assert report.read == tuple(range(1, report.file.page_count + 1))


def test_content_that_unpacks_to_too_much_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few kB that become many MB: they are never unpacked to their end."""
    monkeypatch.setattr(canvas, "MOST_BYTES", 100_000)
    pdf = pikepdf.Pdf.open(io.BytesIO(SOUND))
    pdf.pages[0].obj.Contents = pdf.make_stream(b" " * 20_000_000)
    written = io.BytesIO()
    pdf.save(written, compress_streams=True)
    tracemalloc.start()
    report = preflight("proef.pdf", written.getvalue())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [finding.code for finding in report.findings] == ["preflight-005"]
    assert most < 5_000_000


def test_too_many_operators_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canvas, "MOST_OPERATORS", 10)
    report = preflight("proef.pdf", made("q Q\n" * 20))
    assert "more than 10 drawing operators" in report.findings[0].message


def test_some_pages_only() -> None:
    small = "BT /F 5 Tf 20 100 Td (aaaa aaaa) Tj ET"
    data = made("\n".join([f"%% page\n{small}"] * 6))
    report = preflight("proef.pdf", data, printer_asking(font_pt=7, pages=(8, 9)), "2-3,5")
    assert report.read == (2, 3, 5)
    assert [(one.code, one.page) for one in report.findings] == [
        ("preflight-022", 2),
        ("preflight-022", 3),
        ("preflight-022", 5),
        ("preflight-040", 0),
    ]


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ("5-3", "runs backwards"),
        ("0", "begins before page 1"),
        ("3-9", "There is no page 9: the file has 1."),
        ("drie", "“drie” is no page or range"),
        ("1,,2", "“” is no page"),
    ],
)
def test_pages_that_are_written_wrongly(pages: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        preflight("proef.pdf", SOUND, pages=pages)


def test_the_same_file_gives_the_same_report() -> None:
    printer = printer_asking(font_pt=20, margin_mm=30)
    first, second = (preflight("proef.pdf", SOUND, printer).as_rows() for _ in range(2))
    assert first == second
    assert first["findings"]


def test_a_page_that_cannot_be_opened_is_one_finding() -> None:
    pdf = pikepdf.Pdf.open(io.BytesIO(made("\n".join([f"%% page\n{TEXT}"] * 3))))
    pdf.pages[1].obj.UserUnit = pikepdf.String("groot")
    written = io.BytesIO()
    pdf.save(written)
    report = preflight("proef.pdf", written.getvalue(), printer_asking(margin_mm=3))
    assert [(one.code, one.page) for one in report.findings] == [("preflight-005", 2)]


@pytest.mark.parametrize("side_pt", [100, 14_400, 1e9])
def test_no_sheet_is_painted_larger_than_memory(side_pt: float) -> None:
    scale = scale_for((0, 0, side_pt, side_pt))
    assert (side_pt * scale) ** 2 <= 16_000_001
    assert scale <= 2


def test_pages_that_are_read_on_a_screen_are_neither_left_nor_right() -> None:
    data = made("%% file labels=2\n" + "\n".join([f"%% page\n{TEXT}"] * 3))
    assert [one.code for one in preflight("proef.pdf", data).findings] == ["preflight-043"]
    assert preflight("proef.pdf", data, bound=False).findings == ()
