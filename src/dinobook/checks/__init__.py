"""Checks of finished outputs: what a reader would notice, before a reader does."""
