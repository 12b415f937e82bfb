from __future__ import annotations

import re
from typing import Any, get_args

import pytest

from dinobook.codes import CODES
from dinobook.manifest.book_info import AuthorInfo, BookInfo, Credits, Subjects, TypographyInfo
from dinobook.manifest.cover_keys import CoverInfo
from dinobook.manifest.model import (
    Arrangement,
    ChapterRow,
    EditionSpec,
    GenerateRow,
    Manifest,
    MatterRow,
    PartRow,
)
from dinobook.manifest.outline import PAGE_NAMES
from dinobook.manifest.page_rows import PAGE_ROWS, OtherBook
from dinobook.manifest.print_rules import PrintRules
from dinobook.manifest.strict import Strict

MODELS: list[type[Strict]] = [
    Manifest, BookInfo, AuthorInfo, Credits, Subjects,
    MatterRow, PartRow, GenerateRow, *PAGE_ROWS.values(), OtherBook, ChapterRow, EditionSpec,
    TypographyInfo, PrintRules, CoverInfo, Arrangement,
]  # fmt: skip


@pytest.mark.parametrize("model", MODELS)
def test_every_key_and_every_choice_is_in_the_manual(model: type[Strict], manual: str) -> None:
    for key in model.key_names():
        assert f"`{key}`" in manual, key
        for choice in choices(model.model_fields[key].annotation):
            assert f"`{choice}`" in manual, choice


def test_every_model_is_looked_at() -> None:
    direct = set(Strict.__subclasses__())
    assert direct <= set(MODELS)
    assert set(MODELS) - direct == set(PAGE_ROWS.values())


def test_every_page_says_in_the_manual_which_options_it_has(manual: str) -> None:
    for name in PAGE_NAMES:
        row = next(line for line in manual.splitlines() if line.startswith(f"| `{name}` |"))
        keys = PAGE_ROWS[name].key_names() if name in PAGE_ROWS else ()
        own = [key for key in keys if key not in GenerateRow.model_fields]
        assert re.findall(r"`(\w+)`", row.split("|")[2]) == own, name


def choices(annotation: Any) -> list[str]:
    return [one for one in get_args(annotation) if isinstance(one, str)]


def test_every_manifest_code_has_a_test(repository: Any) -> None:
    tests = "".join(
        path.read_text(encoding="utf-8") for path in (repository / "tests/manifest").glob("*.py")
    )
    for code in CODES:
        kind, number = code.split("-")
        if kind == "manifest":
            assert f'"{number}"' in tests or f'"{code}"' in tests, code
