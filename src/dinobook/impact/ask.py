"""The impact of a manifest that is not saved yet on the book in a folder."""

from __future__ import annotations

from collections.abc import Sequence

from dinobook.errors import ManifestError
from dinobook.impact.find import Text, impact_of
from dinobook.impact.model import Impact
from dinobook.impact.orders import book_targets, order_of
from dinobook.impact.pages import LaidOut, LastBuild
from dinobook.manifest import Manifest, parse, read_manifest
from dinobook.manifest.model import EditionSpec
from dinobook.markup.lint.characters import settled
from dinobook.pagemap.beside import page_maps
from dinobook.pagemap.model import PageMap
from dinobook.pipeline.editions import choose
from dinobook.pipeline.unchecked import Unchecked
from dinobook.storage.cache import Cache
from dinobook.storage.fingerprint import program
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.overlay import OverlayProject
from dinobook.storage.project import MANIFEST, Project, read_text


def impact(
    project: Project, out: OutputFolder, text: str, edition: str = "", *, exact: bool = False
) -> Impact:
    """Raises as `OpenBook.impact` does."""
    before, after = read_manifest(project), _parsed(text)
    cache = Cache(out.store(), program())
    sources = Unchecked(project, before, cache)
    record = out.record()
    built = LastBuild(page_maps(out, record.files.values()), record.covers)
    laid_out = None
    if exact:
        chosen = [one for one in choose(after, [edition] if edition else []) if one.format == "pdf"]
        laid_out = _laid_out(project, out, text, chosen, before, sources, built)
    words = Text(sources, lambda path: read_text(project, path), cache)
    return impact_of(before, after, words, built, edition=edition, laid_out=laid_out)


def _parsed(text: str) -> Manifest:
    parsed = parse(settled(text), MANIFEST)
    if parsed.manifest is None:
        raise ManifestError("The manifest could not be used after that.", parsed.problems)
    return parsed.manifest


def _laid_out(
    project: Project,
    out: OutputFolder,
    text: str,
    editions: Sequence[EditionSpec],
    before: Manifest,
    sources: Unchecked,
    built: LastBuild,
) -> LaidOut:
    """Both orders, the one before only where the last build was of something else."""
    from dinobook.pdf.engine.libraries import require_libraries

    require_libraries()
    from dinobook.impact.known_pages import is_fresh
    from dinobook.pipeline.pending import pending_pages

    specs = {one.name: one for one in before.editions}
    targets = book_targets([before], sources)
    known: dict[str, PageMap] = {}
    for name in (one.name for one in editions if one.name in specs and one.name in built.maps):
        order = order_of(before, specs[name], sources, targets)
        if is_fresh(built.maps[name], order, sources):
            known[name] = built.maps[name]
    lacking = [one.name for one in editions if one.name not in known and one.name in specs]
    old = {**known, **pending_pages(project, out, lacking)}
    overlay = OverlayProject(project, {MANIFEST: text.encode()})
    new = pending_pages(overlay, out, [one.name for one in editions])
    return LaidOut({**new, **old}, new)
