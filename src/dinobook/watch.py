"""What a new build changed on the pages of a book, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from dinobook.outputs import Made, OutputFolder
from dinobook.pagemap.make import SUFFIX
from dinobook.pagemap.model import MappedPage, PageMap


def page_maps(folder: OutputFolder, files: Sequence[Made]) -> dict[str, PageMap]:
    """The page maps that lie beside the files, by edition."""
    found = {}
    for one in files:
        for name, _ in one.beside:
            data = folder.read(name) if name.endswith(SUFFIX) else None
            if data is not None:
                found[one.edition] = PageMap.from_json(data)
    return found


def changes(before: PageMap, after: PageMap) -> tuple[str, ...]:
    """Which chapters grew, shrank, came and went, and which pages have another number now."""
    old, new = _pages_by_chapter(before), _pages_by_chapter(after)
    return (*_lengths(old, new), *_moves(old, new))


def _pages_by_chapter(book: PageMap) -> dict[str, list[MappedPage]]:
    """The pages of each section in the order of the book; blank ones and the cover left out."""
    found: dict[str, list[MappedPage]] = {}
    for page in book.pages:
        if page.chapter and not page.blank:
            found.setdefault(page.chapter, []).append(page)
    return found


Pages = Mapping[str, Sequence[MappedPage]]


def _lengths(old: Pages, new: Pages) -> Iterator[str]:
    for name, pages in new.items():
        if name not in old:
            yield f"chapter {name}: new, {_count(len(pages))}"
        elif len(old[name]) != len(pages):
            yield f"chapter {name}: {len(old[name])} → {_count(len(pages))}"
    yield from (f"chapter {name}: gone" for name in old if name not in new)


def _moves(old: Pages, new: Pages) -> Iterator[str]:
    """Runs of chapters whose folios are all so many higher or lower than before."""
    kept = [name for name in old if name in new]
    for (step, _), run in groupby(kept, key=lambda name: _step(old[name][0], new[name][0])):
        names = list(run)
        if step:
            first, last = old[names[0]][0].folio, old[names[-1]][-1].folio
            pages = f"page {first} moves" if first == last else f"pages {first}–{last} move"
            yield f"{pages} by {step}".replace("-", "−")


def _step(old: MappedPage, new: MappedPage) -> tuple[int, bool]:
    """How far a page moved, and whether its folio is an arabic one."""
    if old.folio.isdecimal() and new.folio.isdecimal():
        return int(new.folio) - int(old.folio), True
    return new.number - old.number, False


def _count(pages: int) -> str:
    return f"{pages} page{'' if pages == 1 else 's'}"


def summary(edition: str, drawn: int, before: PageMap | None, after: PageMap) -> str:
    """One line for an edition that was made again. `drawn` pages were laid out anew."""
    found = changes(before, after) if before is not None else ()
    total = "" if found else f"{_count(len(after.pages))}"
    return f"{edition}: " + "; ".join(
        part for part in (total, *found, f"{_count(drawn)} redrawn") if part
    )
