"""Import of a pasted dump: blog posts copied from a web page into one text file."""

from __future__ import annotations

from dinobook.importers.text.dump import TextDump

__all__ = ["TextDump"]
