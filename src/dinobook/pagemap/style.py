"""What shapes the pages of an edition, as one digest."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from dinobook.manifest.model import EditionSpec

if TYPE_CHECKING:
    from dinobook.theme import Theme


def style_of(theme: Theme, edition: EditionSpec) -> str:
    """A digest of the style sheets and settings that shape an edition's pages."""
    settings = edition.model_dump_json(exclude={"line", "isbn", "cover", "only", "arrangement"})
    shaping = (theme.css(edition.use), settings)
    return hashlib.sha256("\0".join(shaping).encode()).hexdigest()[:16]
