"""The text of a file as it is on disk, and what book a manifest is of."""

from __future__ import annotations

from dinobook.errors import ManifestError
from dinobook.manifest.edit import load
from dinobook.storage.project import MemoryProject, read_text
from dinobook.strict_yaml import Mapping, Scalar


def decoded(path: str, data: bytes | None) -> str | None:
    """Every character, the ends of lines and a byte order mark too; None where there is no file.

    Raises `SourceError` with every line that is not UTF-8.
    """
    if data is None:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return read_text(MemoryProject({path: data}), path)  # raises, and says where


def identifier(data: bytes | None) -> str:
    """The book's identifier; empty where there is none, or no manifest that can be read."""
    try:
        book = load((data or b"").decode("utf-8")).root.get("book")
    except (ManifestError, UnicodeDecodeError):
        return ""
    found = book.get("identifier") if isinstance(book, Mapping) else None
    return found.text if isinstance(found, Scalar) else ""
