"""Every file of tests is run: what pytest leaves out by itself (a folder “build”) is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


def test_every_file_of_tests_is_collected(pytestconfig: pytest.Config) -> None:
    left_out = set(pytestconfig.getini("norecursedirs")) - {".*", "__pycache__"}
    assert left_out == set()
    unseen = [
        path.relative_to(TESTS).as_posix()
        for path in TESTS.rglob("*.py")
        if "\ndef test_" in path.read_text(encoding="utf-8") and not path.name.startswith("test_")
    ]
    assert unseen == []
