"""The key under which what a build keeps is sealed: made once, never in a book's folder."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.storage.seal import KEY_BYTES, Seal, own_seal

SOURCES = Path(__file__).resolve().parents[1] / "src"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The state folder of a user who has none yet."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    own_seal.cache_clear()
    yield tmp_path / "state"
    own_seal.cache_clear()


def fresh() -> Seal:
    """As another process has it."""
    own_seal.cache_clear()
    return own_seal()


def test_the_key_is_made_once_and_is_the_users_alone(state: Path) -> None:
    first = own_seal()
    (file,) = (path for path in state.rglob("*") if path.is_file())
    assert file == state / "dinobook" / "key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes() == first.key
    assert fresh() == first
    assert first.key.hex() not in repr(first)


def test_a_damaged_key_is_made_anew(state: Path) -> None:
    before = own_seal()
    (state / "dinobook" / "key").write_bytes(b"half")
    assert fresh() != before
    assert (state / "dinobook" / "key").read_bytes() == fresh().key


def test_processes_that_start_together_have_one_key(state: Path) -> None:
    code = "from dinobook.storage.seal import own_seal; print(own_seal().key.hex())"
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment
        )
        for _ in range(6)
    ]
    keys = {one.communicate(timeout=60)[0].strip() for one in running}
    assert keys == {own_seal().key.hex()}
    assert [path.name for path in (state / "dinobook").iterdir()] == ["key"]


@pytest.mark.parametrize("folder", ["/dev/null/state", "relative"])
def test_where_no_key_can_be_kept_nothing_is_believed_later(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", folder)
    monkeypatch.setenv("HOME", "/dev/null")
    monkeypatch.chdir(tmp_path)
    sealed = fresh().digest("noot", b"een noot")
    assert own_seal().fits(sealed, "noot", b"een noot")
    assert not fresh().fits(sealed, "noot", b"een noot")
    assert list(tmp_path.iterdir()) == []
    own_seal.cache_clear()


KEYS = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)


@given(KEYS, KEYS, st.text("ab", max_size=4), st.text("ab", max_size=4), st.binary(), st.binary())
def test_a_seal_fits_one_thing_alone(
    key: bytes, other: bytes, name: str, another: str, data: bytes, more: bytes
) -> None:
    digest = Seal(key).digest(name, data)
    assert Seal(key).fits(digest, name, data)
    same = (key, name, data) == (other, another, more)
    assert Seal(other).fits(digest, another, more) == same
