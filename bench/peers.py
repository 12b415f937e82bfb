"""Other programs that make a PDF of the same text, where they are installed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.book import PEER

_TYPST: Final = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
_HTML: Final = "peer.html"


@dataclass(frozen=True, slots=True)
class Peer:
    """A program, and one way in which it makes a PDF.

    `prepare` are commands that are not timed, `make` those that are; they run in the book's folder.
    Programs stand in braces; `{python}` is one that has the Typst wheel.
    """

    name: str
    programs: tuple[str, ...]
    make: tuple[tuple[str, ...], ...]
    prepare: tuple[tuple[str, ...], ...] = ()


_TO_HTML: Final = (
    "{pandoc}", PEER, "--standalone", "--embed-resources", "--resource-path=manuscript",
    "--metadata=title:Boek", "--metadata=lang:nl", "-o", _HTML,
)  # fmt: skip
_TO_TYPST: Final = (
    "{pandoc}", PEER, "--standalone", "--metadata=lang:nl", "-o", "manuscript/peer.typ",
)  # fmt: skip
PEERS: Final = (
    Peer(
        "pandoc and Typst",
        ("pandoc", "typst"),
        (_TO_TYPST, ("{typst}", "compile", "manuscript/peer.typ", "peer.pdf")),
    ),
    Peer(
        "pandoc and Typst",
        ("pandoc", "python"),
        (_TO_TYPST, ("{python}", "-c", _TYPST, "manuscript/peer.typ", "peer.pdf")),
    ),
    Peer(
        "Vivliostyle",
        ("pandoc", "vivliostyle"),
        (("{vivliostyle}", "build", _HTML, "-o", "peer.pdf"),),
        (_TO_HTML,),
    ),
    Peer(
        "pagedjs",
        ("pandoc", "pagedjs-cli"),
        (("{pagedjs-cli}", _HTML, "-o", "peer.pdf"),),
        (_TO_HTML,),
    ),
)

Find = Callable[[str], str | None]


def there(typst_python: str, find: Find = shutil.which) -> dict[Peer, Mapping[str, str]]:
    """The first way that can be gone for each program, with the places of what it takes."""
    found: dict[Peer, Mapping[str, str]] = {}
    for peer in PEERS:
        places = programs(peer, typst_python, find)
        if places is not None and all(one.name != peer.name for one in found):
            found[peer] = places
    return found


def programs(peer: Peer, typst_python: str, find: Find = shutil.which) -> Mapping[str, str] | None:
    """Where the peer's programs are; None when one is missing.

    `typst_python` is an interpreter with the Typst wheel; empty: none is known.
    """
    found = {
        name: typst_python if name == "python" else (find(name) or "") for name in peer.programs
    }
    return found if all(found.values()) else None


def filled(command: tuple[str, ...], found: Mapping[str, str]) -> list[str]:
    """The command with its program's place."""
    return [found[part[1:-1]] if part[:1] == "{" else part for part in command]


def has_pdf(folder: Path) -> bool:
    """Whether a peer left a PDF behind."""
    made = folder / "peer.pdf"
    return made.is_file() and made.read_bytes()[:5] == b"%PDF-"
