"""The folder that books come out of: whole files or none, and a record of what they came from."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from dinobook.errors import SetupError
from dinobook.problems import Problem
from dinobook.store import FolderStore

RECORD: Final = ".dinobook.json"
CACHE: Final = ".dinobook-cache"
_PART: Final = ".part-"
_STALE_SECONDS: Final = 3600


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: what the summary shows, and what tells whether it is still good.

    `beside` are the files that belong to it: their names and SHA-256. `warnings` are what the
    checks of this file had to say.
    """

    edition: str
    name: str
    size: int
    pages: int
    chapters: int
    words: int
    seconds: float
    inputs: str
    sha256: str
    beside: tuple[tuple[str, str], ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What the folder holds that is still as it was made, by edition.

    `editions` are the names that the manifest had at the last build, in its order.
    """

    editions: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    files: Mapping[str, Made] = field(default_factory=dict)

    def ready(self, names: Sequence[str], inputs: str) -> tuple[Made, ...]:
        """The files of the editions `names` (empty: of all) when every one is up to date."""
        if not set(names) <= set(self.editions):
            return ()
        wanted = [name for name in self.editions if not names or name in names]
        found = [self.files[name] for name in wanted if name in self.files]
        complete = len(found) == len(wanted) and all(one.inputs == inputs for one in found)
        return tuple(found) if complete else ()


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """`build/`, or where `--out` points."""

    path: Path

    def store(self) -> FolderStore:
        """What builds keep for the next one."""
        return FolderStore(self.path / CACHE)

    def read(self, name: str) -> bytes | None:
        """A file that came out; None when it is not there."""
        try:
            return (self.path / name).read_bytes()
        except OSError:
            return None

    def record(self) -> Record:
        """The record, without the files that were changed or taken away since."""
        try:
            rows = json.loads((self.path / RECORD).read_text(encoding="utf-8"))
            known = [_made(row) for row in rows["files"]]
            editions = tuple(str(name) for name in rows["editions"])
            warnings = tuple(Problem.from_row(row) for row in rows["warnings"])
        except (OSError, ValueError, TypeError, KeyError):
            return Record()
        return Record(
            editions, warnings, {one.edition: one for one in known if self._is_whole(one)}
        )

    def publish(
        self,
        files: Sequence[tuple[Made, bytes]],
        editions: Sequence[str],
        warnings: Sequence[Problem] = (),
        beside: Mapping[str, bytes] | None = None,
    ) -> None:
        """Write every file under a temporary name, then rename them all, then the record.

        `editions` are all that the manifest names; `warnings` are shown again as long as nothing
        changes. `beside` are the files that belong to `files`, by name. Raises `SetupError` when
        the folder cannot be written; then no file has changed.
        """
        waiting: list[tuple[Path, Path]] = []
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            for made, data in files:
                waiting.append((self._temporary(data), self.path / made.name))
                for name, _ in made.beside:
                    waiting.append((self._temporary((beside or {})[name]), self.path / name))
            record = self._record_of([made for made, _ in files], editions, warnings)
            waiting.append((self._temporary(record), self.path / RECORD))
            if blocked := next((final for _, final in waiting if final.is_dir()), None):
                raise SetupError(f"{blocked} is a folder; a file of that name belongs there.")
            for temporary, final in waiting:
                temporary.replace(final)
        except OSError as error:
            raise SetupError(f"Cannot write into {self.path}: {error.strerror}.") from error
        finally:
            for temporary, _ in waiting:
                temporary.unlink(missing_ok=True)

    def add(self, files: Mapping[str, bytes]) -> None:
        """Write files that no build makes; each whole or not at all. The record leaves them out.

        Raises `SetupError` when the folder cannot be written.
        """
        waiting: list[tuple[Path, Path]] = []
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            for name, data in files.items():
                waiting.append((self._temporary(data), self.path / name))
            for temporary, final in waiting:
                temporary.replace(final)
        except OSError as error:
            raise SetupError(f"Cannot write into {self.path}: {error.strerror}.") from error
        finally:
            for temporary, _ in waiting:
                temporary.unlink(missing_ok=True)

    def tidy(self, now: float) -> int:
        """Trim the store, and delete what builds that were killed left half-written.

        `now` is the time in seconds since 1970. Returns how many bytes went.
        """
        parts = self._parts(lambda facts: now - facts.st_mtime > _STALE_SECONDS)
        return self.store().trim(now) + parts

    def clean(self, *, outputs: bool = False) -> tuple[int, tuple[str, ...]]:
        """Delete what is kept for the next build, and with `outputs` the files that were made.

        Files that the record does not know, or that were changed since, stay. Returns how many
        bytes went, and the names of the outputs that did.
        """
        gone = self.store().clear() + self._parts(lambda _: True)
        names: list[str] = []
        if outputs:
            for made in self.record().files.values():
                names += [made.name, *(name for name, _ in made.beside)]
            gone += sum(_delete(self.path / name) for name in (*names, RECORD))
        return gone, tuple(names)

    def _parts(self, is_old: Callable[[os.stat_result], bool]) -> int:
        """Delete temporary files; how many bytes went."""
        gone = 0
        for path in self.path.glob(f"{_PART}*"):
            with contextlib.suppress(OSError):
                gone += _delete(path) if is_old(path.stat()) else 0
        return gone

    def _record_of(
        self, made: Sequence[Made], editions: Sequence[str], warnings: Sequence[Problem]
    ) -> bytes:
        files = {**self.record().files, **{one.edition: one for one in made}}
        rows = {
            "editions": list(editions),
            "warnings": [one.as_row() for one in warnings],
            "files": [_row(one) for one in files.values()],
        }
        return (json.dumps(rows, indent=1, ensure_ascii=False) + "\n").encode()

    def _temporary(self, data: bytes) -> Path:
        handle, name = tempfile.mkstemp(dir=self.path, prefix=_PART)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        return Path(name)

    def _is_whole(self, made: Made) -> bool:
        try:
            return all(
                digest((self.path / name).read_bytes()) == sha256
                for name, sha256 in ((made.name, made.sha256), *made.beside)
            )
        except OSError:
            return False


def _made(row: dict[str, Any]) -> Made:
    """A row of the record. JSON knows no tuples."""
    fields = {**row}
    beside = tuple((str(name), str(sha256)) for name, sha256 in fields.pop("beside", ()))
    warnings = tuple(Problem.from_row(one) for one in fields.pop("warnings", ()))
    return Made(**fields, beside=beside, warnings=warnings)


def _row(made: Made) -> dict[str, Any]:
    return {**asdict(made), "warnings": [one.as_row() for one in made.warnings]}


def _delete(path: Path) -> int:
    """The size of the file that was there."""
    try:
        size = path.stat().st_size
        path.unlink()
    except OSError:
        return 0
    return size


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
