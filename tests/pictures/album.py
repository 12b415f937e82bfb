"""Pictures that are made here, small books that show them, and what comes out of those."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image as Pillow

from books import SharedFolder
from dinobook.pipeline.build import Outcome, build
from dinobook.pipeline.request import Request
from dinobook.pipeline.sources import load
from dinobook.problems import Problem
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import MemoryProject
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


def wide_profile() -> bytes:
    """An ICC profile (ICC.1:2001-04) with the colours and the curve of Adobe RGB (1998)."""

    def fixed(*numbers: float) -> bytes:
        return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)

    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.2 * 256))
    name = b"Ruim\0"
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(name)) + name + bytes(78),
        b"cprt": b"text" + bytes(4) + b"CC0\0",
        b"wtpt": b"XYZ " + bytes(4) + fixed(0.9642, 1, 0.8249),
        b"rXYZ": b"XYZ " + bytes(4) + fixed(0.60974, 0.31111, 0.01947),
        b"gXYZ": b"XYZ " + bytes(4) + fixed(0.20528, 0.62567, 0.06087),
        b"bXYZ": b"XYZ " + bytes(4) + fixed(0.14919, 0.06322, 0.74457),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body = b"", b""
    start = 132 + 12 * len(tags)
    for tag, data in tags.items():
        table += tag + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    head = struct.pack(
        ">I4sI4s4s4s", start + len(body), bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ "
    )
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += fixed(0.9642, 1, 0.8249) + bytes(48)
    return head + struct.pack(">I", len(tags)) + table + body


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
                if "/images/" in name and "/images/cover." not in name
            }

    def shown(self, name: str) -> Pillow.Image:
        """A bitmap of the e-book."""
        return Pillow.open(io.BytesIO(self.ebook[name]))


def make(project: MemoryProject, folder: Path, kind: type[OutputFolder] = SharedFolder) -> Made:
    outcome = build(project, kind(folder), Request(jobs=1), lambda _: None)
    return Made(folder, outcome)


def soft_masks(data: bytes) -> int:
    """How many pictures of a PDF have soft edges."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return sum(isinstance(one, pikepdf.Stream) and "/SMask" in one for one in pdf.objects)
