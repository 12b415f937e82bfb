"""HTML of other programs: cleaned to a tree of few elements, and written as a chapter."""

from __future__ import annotations

from dinobook.importers.html.vocabulary import vocabulary_faults
from dinobook.importers.html.write import write_markdown

__all__ = ["vocabulary_faults", "write_markdown"]
