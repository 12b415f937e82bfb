"""A WordPress export (WXR) as chapters: read, choose, convert, and count what the source held."""

from __future__ import annotations

from dinobook.importers.wordpress.choice import Choice
from dinobook.importers.wordpress.importer import Wordpress
from dinobook.importers.wordpress.media import Media

__all__ = ["Choice", "Media", "Wordpress"]
