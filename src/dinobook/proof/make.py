"""A proof of an edition that was built, as files of the output folder."""

from __future__ import annotations

from dinobook.book.words.author import NO_WORDS, OwnWords
from dinobook.book.words.model import words_for, written_date
from dinobook.errors import UsageError
from dinobook.manifest import Manifest
from dinobook.manifest.file_names import PROOF_SUFFIX
from dinobook.manifest.model import EditionSpec
from dinobook.pagemap.beside import page_maps
from dinobook.pagemap.model import SUFFIX
from dinobook.pipeline.editions import choose
from dinobook.proof.model import Proof
from dinobook.proof.sheets import Said, sheets
from dinobook.storage.outputs import Made, OutputFolder


def edition_to_proof(manifest: Manifest, name: str = "") -> EditionSpec:
    """The PDF edition with this name; without one, the first that is printed, or the first PDF.

    Raises `UsageError` when there is none.
    """
    chosen = choose(manifest, [name] if name else [])
    pdfs = sorted((one for one in chosen if one.format == "pdf"), key=lambda one: not one.on_paper)
    if not pdfs:
        what = f"The edition “{name}” is no PDF" if name else "The book has no PDF edition"
        raise UsageError(f"{what}: pages are needed for a proof.")
    return pdfs[0]


def make_proof(
    folder: OutputFolder,
    manifest: Manifest,
    made: Made,
    day: str,
    own: OwnWords = NO_WORDS,
    arrangement: str = "",
) -> tuple[Proof, dict[str, bytes]]:
    """The proof of a file that was just made or is up to date, and its files by name.

    `day` is the date that it bears, as ISO 8601 has it. `arrangement` names the order that the
    edition has, empty for the outline's.
    """
    data, pages = folder.read(made.name), page_maps(folder, [made]).get(made.edition)
    if data is None or pages is None:
        raise UsageError(f"{made.name} is no longer in {folder.path}. Try again.")
    language = manifest.book.language
    words = words_for(language, own)
    said = Said(
        manifest.book.title,
        language,
        words.proof,
        words.page,
        made.edition,
        day,
        written_date(day, words),
        arrangement,
    )
    stem = made.name.removesuffix(".pdf") + PROOF_SUFFIX
    name = f"{stem}.pdf"
    done = sheets(data, pages, said, name)
    files = {name: done.data, f"{stem}{SUFFIX}": done.map.to_json()}
    count = len(done.map.pages)
    proof = Proof(made.edition, name, count, done.lines, done.sheet_mm, tuple(files), made)
    return proof, files
