"""The folder that books come out of: whole files or none, and a record of what they came from."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import msgspec

from dinobook.errors import SetupError, UsageError
from dinobook.problems import Problem
from dinobook.processes.interrupts import held
from dinobook.processes.leftovers import is_left_over, temporary
from dinobook.storage.cache import FolderStore
from dinobook.storage.record import Made as Made
from dinobook.storage.record import MadeCover as MadeCover
from dinobook.storage.record import MadeProof, Record
from dinobook.storage.seal import own_seal
from dinobook.storage.system_libraries import system_libraries

RECORD: Final = ".dinobook.json"
DRAFTS: Final = ".dinobook-drafts.json"
CACHE: Final = ".dinobook-cache"
_PART: Final = ".part"
_STALE_SECONDS: Final = 3600


class _Sealed(msgspec.Struct, frozen=True):
    """The file in which a record is kept."""

    seal: bytes
    record: msgspec.Raw


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """`build/`, or where `--out` points.

    `draft`: what is read and written is the record of drafts, which knows nothing of the book's
    own files, as theirs knows nothing of drafts. `on_agreed` is called when files are about to be
    put in place: from then on all of them will be.
    """

    path: Path
    draft: bool = False
    on_agreed: Callable[[], None] | None = field(default=None, compare=False, repr=False)

    @property
    def _record(self) -> Path:
        return self.path / (DRAFTS if self.draft else RECORD)

    def store(self) -> FolderStore:
        """What builds keep for the next one."""
        return FolderStore(self.path / CACHE, own_seal())

    def read(self, name: str) -> bytes | None:
        """A file that came out; None when it is not there."""
        try:
            return (self.path / name).read_bytes()
        except OSError:
            return None

    def only_a_draft(self, edition: str) -> str:
        """What a message adds where there is a draft of the edition; empty: there is none."""
        drafts = replace(self, draft=True).record().files
        return ", only a draft" if edition in drafts else ""

    def record(self) -> Record:
        """The record, without the files that were changed or taken away since.

        One that this user did not make on this machine says nothing.
        """
        try:
            sealed = msgspec.json.decode(self._record.read_bytes(), type=_Sealed)
            if not own_seal().fits(sealed.seal, self._record.name, bytes(sealed.record)):
                return Record()
            known = msgspec.json.decode(sealed.record, type=Record)
        except (OSError, msgspec.MsgspecError, KeyError):  # a code that this release does not have
            return Record()
        return replace(
            known,
            files={name: one for name, one in known.files.items() if self._is_whole(one)},
            covers={
                name: one
                for name, one in known.covers.items()
                if (self.path / one.files[0][0]).is_file()
            },
            proofs={
                name: one
                for name, one in known.proofs.items()
                if (self.path / one.files[0][0]).is_file()
            },
        )

    def publish(
        self,
        files: Sequence[tuple[Made, bytes]],
        editions: Sequence[str],
        warnings: Sequence[Problem] = (),
        beside: Mapping[str, bytes] | None = None,
    ) -> None:
        """Write every file under a temporary name, then rename them all, the record last.

        `editions` are all that the manifest names; `warnings` are shown again as long as nothing
        changes. `beside` are the files that belong to `files`, by name. Raises `SetupError` when
        the folder cannot be written; then no file has changed.
        """
        new = {made.name: data for made, data in files}
        new |= {name: (beside or {})[name] for made, _ in files for name, _ in made.beside}
        before = self.record()
        known = {**before.files, **{made.edition: made for made, _ in files}}
        by = system_libraries()
        made = Record(tuple(editions), tuple(warnings), known, before.covers, by, before.proofs)
        self._put(new, made)

    def add_covers(self, covers: Iterable[tuple[str, int, Mapping[str, bytes]]]) -> None:
        """Write the files of covers, all or none, and the record.

        Each is an edition, for how many pages the cover is, and its files, its own first. Raises
        `SetupError` as `publish` does.
        """
        new: dict[str, bytes] = {}
        made: dict[str, MadeCover] = {}
        for edition, pages, files in covers:
            sums = tuple((name, digest(data)) for name, data in files.items())
            made[edition] = MadeCover(edition, pages, sums)
            new |= files
        record = self.record()
        self._put(new, replace(record, covers={**record.covers, **made}))

    def add_proof(self, edition: str, files: Mapping[str, bytes]) -> None:
        """Write the files of a proof, its own first, all or none, and the record.

        A proof that is there and is not as it was made may hold somebody's remarks: it stays, and
        `UsageError` says so. Raises `SetupError` as `publish` does.
        """
        record = self.record()
        name = next(iter(files))
        before = record.proofs.get(edition)
        sums = dict(before.files) if before else {}
        if (self.path / name).is_file() and not self._holds(name, sums.get(name, "")):
            raise UsageError(
                f"{self.path / name} is not as it was made: it may hold remarks. "
                "Move it elsewhere or give it another name, and make the proof then."
            )
        made = MadeProof(edition, tuple((name, digest(data)) for name, data in files.items()))
        self._put(files, replace(record, proofs={**record.proofs, edition: made}))

    def _put(self, files: Mapping[str, bytes], record: Record) -> None:
        """Put files and record in place. Ctrl-C comes before that, or when all of it is done."""
        waiting: list[tuple[Path, Path]] = []
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            for name, data in {**files, self._record.name: self._written(record)}.items():
                final = self.path / name
                waiting.append((self._temporary(data), final))
                if final.is_dir():
                    raise SetupError(f"{final} is a folder; a file of that name belongs there.")
            with held():
                if self.on_agreed:
                    self.on_agreed()
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
        return self.store().trim(now) + self._parts(
            lambda path: now - path.stat().st_mtime > _STALE_SECONDS
        )

    def sweep(self) -> int:
        """Delete what builds of this machine that are no more left half-written; how many bytes."""
        return self.store().sweep() + self._parts(lambda path: is_left_over(path.name))

    def clean(self, *, outputs: bool = False) -> tuple[int, tuple[str, ...]]:
        """Delete what is kept for the next build, and with `outputs` the files that were made.

        A book and its proof go with their page maps, a cover with its front and proof. Files that
        the record does not know, or that were changed since, stay. Returns how many bytes went,
        and the names of the outputs that did.
        """
        gone = self.store().clear() + self._parts(lambda _: True)
        names: list[str] = []
        if outputs:
            for record in (self.record(), replace(self, draft=True).record()):
                for made in record.files.values():
                    names += [made.name, *(name for name, _ in made.beside)]
                others = [cover.files for cover in record.covers.values()]
                others += [proof.files for proof in record.proofs.values()]
                for files in others:
                    names += [name for name, sha256 in files if self._holds(name, sha256)]
            gone += sum(_delete(self.path / name) for name in (*names, RECORD, DRAFTS))
        return gone, tuple(names)

    def _parts(self, is_old: Callable[[Path], bool]) -> int:
        """Delete temporary files; how many bytes went."""
        gone = 0
        for path in self.path.glob(f"{_PART}[.-]*"):
            with contextlib.suppress(OSError):
                gone += _delete(path) if is_old(path) else 0
        return gone

    def _written(self, record: Record) -> bytes:
        said = msgspec.json.encode(record)
        seal = own_seal().digest(self._record.name, said)
        return msgspec.json.encode(_Sealed(seal, msgspec.Raw(said)))

    def _temporary(self, data: bytes) -> Path:
        return temporary(self.path, _PART, data)

    def _is_whole(self, made: Made) -> bool:
        return all(self._holds(*file) for file in ((made.name, made.sha256), *made.beside))

    def _holds(self, name: str, sha256: str) -> bool:
        """Whether the file is there as it was made."""
        data = self.read(name)
        return data is not None and digest(data) == sha256


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
