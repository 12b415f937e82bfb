"""A picture that is not where a chapter says: which one was probably meant."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from dinobook.markup.fragment import Image
from dinobook.problems import Place, Problem, nearest
from dinobook.storage.project import MANUSCRIPT

SUFFIXES: Final = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "image/tiff": (".tif", ".tiff"),
    "image/bmp": (".bmp",),
    "image/svg+xml": (".svg",),
}
"""How the names of pictures end, by media type; the first is the usual one."""
ALL_SUFFIXES: Final = tuple(suffix for several in SUFFIXES.values() for suffix in several)
_MOST: Final = 3


def not_there(image: Image, chapter_path: str, files: Sequence[str]) -> Problem:
    """`files` are those of the manuscript."""
    return Problem(
        Place(chapter_path, image.line, image.path),
        "images-001",
        f"The picture “{image.path}” does not exist{_but(image.path, files)}.",
        _hint(image.path, chapter_path, files)
        or "Put the file there, or build with --draft to see a labelled box in its place.",
    )


def outside(image: Image, chapter_path: str, files: Sequence[str]) -> Problem:
    return Problem(
        Place(chapter_path, image.line, image.path),
        "images-011",
        f"The picture “{image.path}” is not in {MANUSCRIPT}/.",
        _hint(image.path, chapter_path, files)
        or f"Put it in {MANUSCRIPT}/images/ and name it by its path there.",
    )


def _but(path: str, files: Sequence[str]) -> str:
    """Capitals are easily overlooked, so it is said that they are the fault."""
    same = next(_same_letters(path, files), "")
    return f"; “{same}” does, with other capitals" if same else ""


def _hint(path: str, chapter_path: str, files: Sequence[str]) -> str:
    """The paths to write in the chapter instead; empty when nothing is like it."""
    found = list(dict.fromkeys(_meant(path, files)))[:_MOST]
    if not found:
        return ""
    folder = posixpath.dirname(chapter_path)
    addresses = [_address(posixpath.relpath(one, folder)) for one in found]
    return f"Write {' or '.join(f'“{each}”' for each in addresses)}, if that is the one you mean."


def _address(path: str) -> str:
    """As it is written between the round brackets."""
    return f"<{path}>" if set(path) & set(" ()") else path


def _meant(path: str, files: Sequence[str]) -> Iterator[str]:
    """Files like it: those in other capitals or another folder, else the nearest name."""
    pictures = [file for file in files if file.lower().endswith(ALL_SUFFIXES)]
    alike = [*_same_letters(path, pictures), *_same_name(path, pictures)]
    yield from alike
    if not alike and (near := nearest(path, pictures)) and _is_near(path, near):
        yield near


def _is_near(path: str, other: str) -> bool:
    """Whether also the names are alike: paths have their folders in common."""
    stems = [posixpath.splitext(posixpath.basename(one))[0] for one in (path, other)]
    return nearest(stems[0], stems[1:]) is not None


def _same_letters(path: str, files: Sequence[str]) -> Iterator[str]:
    return (file for file in files if file.casefold() == path.casefold())


def _same_name(path: str, files: Sequence[str]) -> Iterator[str]:
    """In other folders; what has more of the path in common comes first."""
    name = posixpath.basename(path).casefold()
    found = [file for file in files if posixpath.basename(file).casefold() == name]
    return iter(sorted(found, key=lambda one: -_in_common(one, path)))


def _in_common(one: str, other: str) -> int:
    """How many folders, from the file upwards, have the same name."""
    ways = (reversed(path.casefold().split("/")) for path in (one, other))
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(*ways, strict=False))))
