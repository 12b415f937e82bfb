"""Import of Word documents: bytes → chapters, with all that went or changed."""

from __future__ import annotations

from dinobook.importers.docx.document import WordDocument

__all__ = ["WordDocument"]
