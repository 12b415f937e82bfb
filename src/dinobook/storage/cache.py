"""A cache of bytes, by the digest of all that shaped them.

Entries are data, never code, and sealed: one that is damaged, stands under another key, or was not
made by this user on this machine counts as missing. Several builds may use one store at once: an
entry appears whole or not at all.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeVar

import msgspec

from dinobook.errors import SetupError
from dinobook.processes.leftovers import is_left_over, write_atomically
from dinobook.storage.seal import DIGEST_BYTES, Seal, own_seal

Value = TypeVar("Value")

_FOLDER: Final = re.compile(r"[0-9a-f]{2}")
_ENTRY: Final = re.compile(r"\.?[0-9a-f]{62}(\..+)?")
"""An entry, or what is left of one that was being written."""
LIMIT_BYTES: Final = 500_000_000
_KEEP_SECONDS: Final = 3600
"""Entries used within the last hour may belong to a build that is under way."""


class Store(Protocol):
    """Bytes by key. A key is a hexadecimal digest."""

    def get(self, key: str) -> bytes | None:
        """The entry; None when it is not there or damaged."""
        ...

    def put(self, key: str, data: bytes) -> None:
        """Keep an entry. Keeping it again changes nothing. Raises `SetupError` when it cannot."""
        ...


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A store in a folder, one file an entry. `seal`: that of the user, unless said otherwise."""

    root: Path
    seal: Seal | None = None

    def get(self, key: str) -> bytes | None:
        path = self._path(key)
        try:
            whole = path.read_bytes()
        except OSError:
            return None
        sealed, data = whole[:DIGEST_BYTES], whole[DIGEST_BYTES:]
        if not self._seal.fits(sealed, key, data):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return data

    def put(self, key: str, data: bytes) -> None:
        try:
            # What a power cut damages is made again: to wait for the disk takes longer than that.
            sealed = self._seal.digest(key, data) + data
            write_atomically(self._path(key), sealed, lasting=False)
        except OSError as error:
            raise SetupError(f"Cannot write into {self.root}: {error.strerror}.") from error

    @property
    def _seal(self) -> Seal:
        return self.seal or own_seal()

    def trim(self, now: float, limit: int = LIMIT_BYTES) -> int:
        """Delete the entries that were not used for longest until `limit` bytes are left.

        `now` is the time in seconds since 1970. Returns how many bytes went.
        """
        entries = sorted(self._entries())
        total = sum(size for _, size, _ in entries)
        gone = 0
        for used, size, path in entries:
            if total - gone <= limit or now - used < _KEEP_SECONDS:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                gone += size
        return gone

    def sweep(self) -> int:
        """Delete what builds that are no more left half-written; how many bytes went."""
        return _delete((size, path) for _, size, path in self._entries() if is_left_over(path.name))

    def clear(self) -> int:
        """Delete everything; how many bytes went."""
        gone = _delete((size, path) for _, size, path in self._entries())
        for folder in [*self.root.glob("[0-9a-f][0-9a-f]"), self.root]:
            with contextlib.suppress(OSError):  # not empty: another build put something there
                folder.rmdir()
        return gone

    def _entries(self) -> Iterable[tuple[float, int, Path]]:
        """Last use, size and path of every entry; files of others are never touched."""
        for folder, _, names in os.walk(self.root):
            if not _FOLDER.fullmatch(Path(folder).name):
                continue
            for name in filter(_ENTRY.fullmatch, names):
                path = Path(folder, name)
                with contextlib.suppress(OSError):
                    facts = path.stat()
                    yield facts.st_mtime, facts.st_size, path

    def _path(self, key: str) -> Path:
        return self.root / key[:2] / key[2:]


def _delete(files: Iterable[tuple[int, Path]]) -> int:
    gone = 0
    for size, path in list(files):
        with contextlib.suppress(OSError):
            path.unlink()
            gone += size
    return gone


@dataclass(frozen=True, slots=True)
class Cache:
    """Remembers what was worked out from the same parts before. Without a store, it forgets.

    `program` is a digest of what does the working out.
    """

    store: Store | None = None
    program: str = ""

    def kept(self) -> Store:
        """The store. Raises `ValueError` for a cache that has none."""
        if self.store is None:
            raise ValueError("this cache keeps nothing")
        return self.store

    def recall(self, kind: type[Value], make: Callable[[], Value], *parts: str | bytes) -> Value:
        """What `make` gives, of this type, or gave when it was asked with the same parts."""
        known = self.known(kind, *parts)
        if known is not None:
            return known
        value = make()
        self.keep(value, *parts)
        return value

    def known(self, kind: type[Value], *parts: str | bytes) -> Value | None:
        """What is kept under these parts; None when nothing of this type is."""
        data = self.store.get(self._key(parts)) if self.store is not None else None
        return None if data is None else unpack(kind, data)

    def has(self, *parts: str | bytes) -> bool:
        """Whether anything is kept under these parts; always, where nothing can be kept."""
        return self.store is None or self.store.get(self._key(parts)) is not None

    def keep(self, value: object, *parts: str | bytes) -> None:
        if self.store is not None:
            self.store.put(self._key(parts), pack(value))

    def _key(self, parts: tuple[str | bytes, ...]) -> str:
        return key_of("cache", self.program, *parts)


NO_CACHE: Final = Cache()


def put_blob(store: Store, data: bytes) -> str:
    """Keep data that many may share, once; the key under which it is."""
    key = hashlib.sha256(data).hexdigest()
    if store.get(key) is None:
        store.put(key, data)
    return key


def pack(value: object) -> bytes:
    """A value of this program as MessagePack: dataclasses, tuples, mappings, text, numbers."""
    return msgspec.msgpack.encode(value)


def unpack(kind: type[Value], data: bytes) -> Value | None:
    """A value of this type that `pack` made; None when the data is none."""
    try:
        found: Value = msgspec.msgpack.decode(data, type=kind)
    except msgspec.MsgspecError:
        return None
    return found


def key_of(*parts: str | bytes) -> str:
    """The key for what these parts shape. Their borders count."""
    state = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big") + data)
    return state.hexdigest()
