"""Import of a folder of Markdown files with their pictures, from Jekyll, Hugo and their like."""

from __future__ import annotations

from dinobook.importers.markdown.folder import MarkdownFolder

__all__ = ["MarkdownFolder"]
