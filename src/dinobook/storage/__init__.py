"""What is on disk: the author's folder and changes to it, the output folder, the cache.

`Project.apply` is the door; a set is made of `Write`, `Delete` and `Rename`.
"""

from __future__ import annotations

from dinobook.storage.changes import ABSENT, Change, Delete, Rename, Write, digest_of

__all__ = ["ABSENT", "Change", "Delete", "Rename", "Write", "digest_of"]
