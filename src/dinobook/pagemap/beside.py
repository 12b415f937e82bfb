"""The page maps that lie beside finished PDFs."""

from __future__ import annotations

from collections.abc import Iterable

from dinobook.pagemap.model import SUFFIX, PageMap
from dinobook.storage.outputs import Made, OutputFolder


def page_maps(folder: OutputFolder, files: Iterable[Made]) -> dict[str, PageMap]:
    """The page map of each PDF among `files`, by edition."""
    found = {}
    for made in files:
        for name, _ in made.beside:
            data = folder.read(name) if name.endswith(SUFFIX) else None
            if data is not None:
                found[made.edition] = PageMap.from_json(data)
    return found
