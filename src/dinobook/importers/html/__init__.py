"""HTML of other programs: cleaned to a tree of few elements, and written as a chapter."""

from __future__ import annotations

from dinobook.importers.html.cleaning.clean import clean
from dinobook.importers.html.cleaning.flow import OURS
from dinobook.importers.html.vocabulary import vocabulary_faults
from dinobook.importers.html.write import write_markdown

__all__ = ["OURS", "clean", "vocabulary_faults", "write_markdown"]
