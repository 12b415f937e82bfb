"""Pango and HarfBuzz, which the system brings: others than before make other pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dinobook.storage import fingerprint
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.system_libraries import system_libraries


def test_the_record_names_their_versions(tmp_path: Path) -> None:
    OutputFolder(tmp_path).publish([], [])
    found = OutputFolder(tmp_path).record().libraries
    assert found == system_libraries()
    assert set(found) == {"Pango", "HarfBuzz"}
    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for version in found.values())
    assert found["Pango"].encode() in (tmp_path / ".dinobook.json").read_bytes()


def test_an_update_of_one_is_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint.program.__wrapped__()
    assert fingerprint.program.__wrapped__() == before
    updated = {**system_libraries(), "HarfBuzz": "99.0.0"}
    monkeypatch.setattr(fingerprint, "system_libraries", lambda: updated)
    assert fingerprint.program.__wrapped__() != before
