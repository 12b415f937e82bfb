"""Markdown that is likely to mean something else than it looks like."""
