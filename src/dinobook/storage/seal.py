"""What tells that this user made something on this machine: a digest under a key of their own.

A book's folder travels; what builds keep in it for the next one is believed only where it was made.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

KEY_BYTES: Final = 32
DIGEST_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Seal:
    """Seals data under a secret `key` of 32 bytes."""

    key: bytes = field(repr=False)

    def digest(self, name: str, *data: bytes) -> bytes:
        """32 bytes that nobody without the key can work out. `name` says what the data is."""
        state = hashlib.blake2b(name.encode() + b"\0", key=self.key, digest_size=DIGEST_BYTES)
        for part in data:
            state.update(part)
        return state.digest()

    def fits(self, digest: bytes, name: str, *data: bytes) -> bool:
        return hmac.compare_digest(digest, self.digest(name, *data))


@cache
def own_seal() -> Seal:
    """This user's, on this machine. Where their key cannot be kept, one for this process alone."""
    with contextlib.suppress(OSError):
        return Seal(_kept_key(_state_folder() / "key"))
    return Seal(secrets.token_bytes(KEY_BYTES))


def _state_folder() -> Path:
    """Where programs keep what is this machine's (XDG Base Directory Specification)."""
    said = Path(os.environ.get("XDG_STATE_HOME", ""))
    try:
        home = said if said.is_absolute() else Path.home() / ".local" / "state"
    except RuntimeError as error:  # the user has no home
        raise OSError from error
    return home / "dinobook"


def _kept_key(path: Path) -> bytes:
    """The key in a file, made at first use. Of two processes at once, both have the same."""
    for _ in range(2):
        with contextlib.suppress(FileNotFoundError):
            if len(key := path.read_bytes()) == KEY_BYTES:
                return key
            path.unlink()  # damaged
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = path.with_name(f"key-{secrets.token_hex(8)}")
        try:
            new.touch(mode=0o600, exist_ok=False)
            new.write_bytes(secrets.token_bytes(KEY_BYTES))
            with contextlib.suppress(FileExistsError):
                os.link(new, path)
        finally:
            new.unlink(missing_ok=True)
    return path.read_bytes()
