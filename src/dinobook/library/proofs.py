"""Proofs of a book that is open, and the remarks that come back on them."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dinobook.errors import UsageError
from dinobook.library.editing import Editing
from dinobook.pipeline.request import Request
from dinobook.processes.progress import Step, silent

if TYPE_CHECKING:
    from dinobook.proof import Proof, Remarks


@dataclass(frozen=True, slots=True)
class Proofing(Editing):
    """What goes out to be read, and what comes back."""

    def proof(
        self,
        edition: str = "",
        *,
        day: str = "",
        draft: bool = False,
        request: Request | None = None,
        step: Step = silent,
    ) -> Proof:
        """Make the proof of a PDF edition; its pages are those that a build makes.

        Without a name, of the first edition that is printed, or the first PDF. The edition is built
        when it is not up to date, as the `request` says. `day` (`2026-11-30`) is the date that the
        proof bears; empty: today. Raises `UsageError` where there is no such edition, or the last
        proof was changed since and may hold remarks; and as `build` does.
        """
        from dinobook.book.words.file import load_words
        from dinobook.pipeline.build import build
        from dinobook.proof import edition_to_proof, make_proof

        manifest = self.manifest()
        spec = edition_to_proof(manifest, edition)
        request = replace(request or Request(), editions=(spec.name,), draft=draft)
        if request.now is None:
            request = replace(request, now=time.time())
        (made,) = build(self.project, self.outputs, request, step, None).files
        folder = replace(self.outputs, draft=draft)
        own = load_words(self.project, manifest.book.language).own
        day = day or datetime.now().astimezone().date().isoformat()
        proof, files = make_proof(folder, manifest, made, day, own, spec.arrangement)
        folder.add_proof(spec.name, files)
        return proof

    def remarks(self, file: Path | str) -> Remarks:
        """What readers left in a PDF of this book, each at the line of the chapters as they are.

        A proof or a PDF edition, of this build or an older one. Raises `UsageError` for a file that
        is not there, `SourceError` for one that is no PDF or opens with a password only.
        """
        from dinobook.pagemap.beside import page_maps
        from dinobook.proof import remarks_in

        path = Path(file)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
        drafts = replace(self.outputs, draft=True).record().files.values()
        maps = page_maps(self.outputs, drafts)
        maps |= page_maps(self.outputs, self.outputs.record().files.values())
        return remarks_in(data, path.name, self.project, maps)
