"""Where the pictures of a blog lie: a folder, or the zip of its media library."""

from __future__ import annotations

import weakref
import zipfile
from typing import IO, Final

from dinobook.errors import SourceError
from dinobook.importers.wordpress.media import Media
from dinobook.importers.wordpress.reading.archive import Archive, ArchiveError
from dinobook.problems import Place, Problem
from dinobook.storage.project import Readable

_HINT: Final = "Download it again, or unpack it and name the folder."


def folder_media(folder: Readable) -> Media:
    """The files below a folder."""
    return Media(folder.files("."), folder.read_bytes)


def zip_media(stream: IO[bytes], name: str) -> Media:
    """The members of a zip, unpacked one by one when they are asked for; then it is closed.

    Raises `SourceError` for what is no zip, or one that holds too much.
    """
    try:
        archive = Archive(zipfile.ZipFile(stream))
        weakref.finalize(archive, stream.close)
        paths = archive.names()
    except ArchiveError as error:
        raise _refused(name, error) from error
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _refused(name, ArchiveError("cannot be read as a zip")) from error

    def read(path: str) -> bytes:
        try:
            return archive.read(path)
        except ArchiveError as error:
            raise _refused(name, error) from error

    return Media(paths, read)


def _refused(name: str, error: ArchiveError) -> SourceError:
    message = f"The archive {error}."
    return SourceError(message, [Problem(Place(name), "import-040", message, _HINT)])
