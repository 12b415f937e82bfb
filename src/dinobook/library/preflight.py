"""Any PDF, as a printer would judge it."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from dinobook.errors import ManifestError

if TYPE_CHECKING:
    from dinobook.library.book import OpenBook
    from dinobook.pipeline.applicable_rules import Preflighted


def preflight_pdf(
    file: Path | str, printer: str = "", pages: str = "", *, book: OpenBook | None = None
) -> Preflighted:
    """What a printer would refuse a PDF for, made by any program.

    With a `book`, `file` may name one of its PDF editions; a file or cover of it is judged by its
    own printer, unless another is named. `pages` as in `3-8,12`; empty: all. Raises `UsageError`
    for a file, edition, printer or page that is not there, `SourceError` for a file that is no PDF.
    """
    from dinobook.pipeline.applicable_rules import judged, preflighted

    manifest = None
    if book is not None:
        with contextlib.suppress(ManifestError):
            manifest = book.manifest()
    outputs = book.outputs if book else None
    return preflighted(judged(Path(file), printer, manifest, outputs), pages)
