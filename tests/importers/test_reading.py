"""Files that are not what they should be."""

from __future__ import annotations

import pytest

from dinobook.importers.text.reading import read_dump


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", "import-001", "no text"),
        (b"\n  \n\xc2\xa0\n", "import-001", "no text"),
        ("tekst".encode("utf-16"), "import-002", "UTF-16"),
        (b"PK\x03\x04rest", "import-002", "Word"),
        (b"%PDF-1.7", "import-002", "PDF"),
        (b"{\\rtf1 tekst}", "import-002", "RTF"),
        ("een\ncafé".encode("cp1252"), "project-003", "UTF-8"),
        (b"een\nt\x00wee", "project-004", "U+0000"),
        (b"een\x0ctwee", "project-004", "U+000C"),
        (b"woord " * 900_000, "project-005", "Split"),
    ],
)
def test_bad_input_is_refused_with_a_reason(data: bytes, code: str, said: str) -> None:
    text, (problem,) = read_dump(data, "dump.txt")

    assert text is None
    assert problem.code == code
    assert problem.place.path == "dump.txt"
    assert said in f"{problem.message} {problem.hint}"


@pytest.mark.parametrize("data", [b"een\r\ntwee", b"een\rtwee", b"\xef\xbb\xbfeen\ntwee"])
def test_line_ends_and_byte_order_mark_do_not_matter(data: bytes) -> None:
    assert read_dump(data, "dump.txt") == ("een\ntwee", ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CafÃ© op de hoek", "import-003"),
        ("Caf\ufffd op de hoek", "import-003"),
        ("links\u202erechts", "import-004"),
        ("nul\u200bbreed", "import-004"),
    ],
)
def test_damage_that_a_reader_would_not_see_is_warned_about(text: str, code: str) -> None:
    read, (warning,) = read_dump(f"eerst\n{text}".encode(), "dump.txt")

    assert read is not None
    assert (warning.code, warning.place.line, warning.is_error) == (code, 2, False)
