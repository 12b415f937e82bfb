"""How files of a book are changed: sets that happen wholly or not at all.

`Project.apply` is the door; a set is made of `Write`, `Delete` and `Rename`.
"""

from __future__ import annotations

from dinobook.storage.changes import ABSENT, Change, Delete, Rename, Write, digest_of

__all__ = ["ABSENT", "Change", "Delete", "Rename", "Write", "digest_of"]
