from __future__ import annotations

from typing import Any, get_args

import pytest

from dinobook.codes import CODES
from dinobook.manifest.model import (
    AuthorInfo,
    BookInfo,
    ChapterRow,
    EditionSpec,
    GenerateRow,
    Manifest,
    MatterRow,
    PartRow,
    Strict,
    Subjects,
    TypographyInfo,
)

MODELS: list[type[Strict]] = [
    Manifest, BookInfo, AuthorInfo, Subjects,
    MatterRow, PartRow, GenerateRow, ChapterRow, EditionSpec, TypographyInfo,
]  # fmt: skip


@pytest.mark.parametrize("model", MODELS)
def test_every_key_and_every_choice_is_in_the_manual(model: type[Strict], manual: str) -> None:
    for key in model.key_names():
        assert f"`{key}`" in manual, key
        for choice in choices(model.model_fields[key].annotation):
            assert f"`{choice}`" in manual, choice


def test_every_model_is_looked_at() -> None:
    assert set(MODELS) == set(Strict.__subclasses__())


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
