"""Pictures that are made here, small books that show them, and what comes out of those."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image as Pillow

from dinobook.build import Outcome, build
from dinobook.outputs import OutputFolder
from dinobook.problems import Problem
from dinobook.project import MemoryProject
from dinobook.request import Request
from dinobook.sources import load
from finish.press import press_profile

HEAD = """\
book:
  title: Album
  authors: [{name: An}]
  language: nl-BE
  identifier: urn:uuid:3f1b7a52-2a3c-4a87-9d1c-6a0a2c4a7f10
  date: 2026-01-15
outline:
  - album
editions:
"""
EBOOK = "  ebook: {format: epub}\n"
PRINT = "  print: {format: pdf, page: a5}\n"
SCREEN = "  screen: {format: pdf, use: screen, page: a5}\n"
PRESS = "  press: {format: pdf, printer: generic, icc: pers.icc, print: {standard: x-1a}}\n"
FIRST_LINE = 5
"""The line of the chapter's file at which its text begins."""


def bitmap(
    form: str = "PNG",
    mode: str = "RGB",
    size: tuple[int, int] = (800, 600),
    colour: Any = 0,
    **options: Any,
) -> bytes:
    out = io.BytesIO()
    Pillow.new(mode, size, colour).save(out, form, **options)
    return out.getvalue()


def saved(picture: Pillow.Image, form: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def album(body: str, pictures: Mapping[str, bytes], editions: str = EBOOK) -> MemoryProject:
    """A book of one chapter; the pictures lie in `images/`."""
    return MemoryProject(
        {
            "manuscript/book.yaml": (HEAD + editions).encode(),
            "manuscript/album.md": f"---\ntitle: Album\n---\n\n{body}\n".encode(),
            "manuscript/pers.icc": press_profile(),
            **{f"manuscript/images/{name}": data for name, data in pictures.items()},
        }
    )


def showing(name: str, data: bytes, editions: str = EBOOK) -> MemoryProject:
    """A book with one picture in a paragraph of its own, on the first line of its text."""
    return album(f"![Een bord](images/{name})", {name: data}, editions)


def said(project: MemoryProject) -> list[Problem]:
    """What `check` says."""
    return list(load(project).problems)


@dataclass(frozen=True)
class Made:
    """The files of a build."""

    folder: Path
    outcome: Outcome

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.outcome.problems]

    def file(self, edition: str) -> bytes:
        (path,) = self.folder.glob(f"album-{edition}.*[!n]")
        return path.read_bytes()

    @cached_property
    def ebook(self) -> dict[str, bytes]:
        """The pictures of the e-book by their file names, without its cover."""
        with zipfile.ZipFile(io.BytesIO(self.file("ebook"))) as packed:
            return {
                name.rsplit("/", 1)[-1]: packed.read(name)
                for name in packed.namelist()
                if "/images/" in name and not name.endswith("cover.jpg")
            }

    def shown(self, name: str) -> Pillow.Image:
        """A bitmap of the e-book."""
        return Pillow.open(io.BytesIO(self.ebook[name]))


def make(project: MemoryProject, folder: Path) -> Made:
    outcome = build(project, OutputFolder(folder), Request(jobs=1), lambda _: None)
    return Made(folder, outcome)


def soft_masks(data: bytes) -> int:
    """How many pictures of a PDF have soft edges."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return sum(isinstance(one, pikepdf.Stream) and "/SMask" in one for one in pdf.objects)
