"""What a post holds, counted by a reader that shares no code with the converter."""

from __future__ import annotations

from dinobook.importers.wordpress.counting.lines import Source, plain_address
from dinobook.importers.wordpress.counting.post import inventory_of

__all__ = ["Source", "inventory_of", "plain_address"]
