"""Notes on pictures that an edition shows with fewer pixels than they have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dinobook.book.model import Asset
from dinobook.book.pictures.prepare import MAX_EBOOK_PIXELS, Medium, shown_size
from dinobook.manifest.model import EditionSpec
from dinobook.problems import Place, Problem, Severity

_MILLION = 1_000_000


def shown_smaller(
    editions: Iterable[EditionSpec], assets: Iterable[Asset], places: Mapping[str, Sequence[Place]]
) -> Iterator[Problem]:
    """A note for each picture that e-books show smaller; `places` is where each is shown."""
    if all(edition.format != "epub" for edition in editions):
        return
    for asset in assets:
        pixels = asset.width_px * asset.height_px
        if asset.media_type == "image/svg+xml" or pixels <= MAX_EBOOK_PIXELS:
            continue
        width, height = shown_size(asset, Medium.EBOOK)
        yield Problem(
            places[asset.path][0],
            "images-014",
            f"“{asset.path}” has {pixels / _MILLION:.1f} million pixels; the e-book shows it with "
            f"{width} × {height}, as many readers’ devices take no more.",
            "Nothing needs to be done. Fewer still: “dpi” in the edition.",
            Severity.NOTE,
        )
