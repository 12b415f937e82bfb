"""The names of the files that come out, and editions whose names would make two of one name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.manifest.crosscheck import PartialManifest
from dinobook.manifest.model import EditionSpec, Manifest
from dinobook.problems import Problem
from dinobook.slugs import slug

DRAFT_SUFFIX: Final = "-draft"
PROOF_SUFFIX: Final = "-proof"
_MADE_OF: Final = {
    "epub": {DRAFT_SUFFIX: "the draft of “{}”"},
    "pdf": {
        DRAFT_SUFFIX: "the draft of “{}”",
        PROOF_SUFFIX: "the proof of “{}”",
        f"{DRAFT_SUFFIX}{PROOF_SUFFIX}": "the proof of the draft of “{}”",
        "-cover": "the cover of “{}”",
        "-booklet": "“{}” as a booklet",
        "-signature-8": "“{}” in signatures",
        "-signature-16": "“{}” in signatures",
    },
}
"""What is made of an edition besides its own file, in the same format, by the end of its name."""


def stem_of(manifest: Manifest, edition: EditionSpec, *, draft: bool = False) -> str:
    """The name of an edition's file without its suffix."""
    return f"{slug(manifest.book.title)}-{edition.name}{DRAFT_SUFFIX if draft else ''}"


def names_taken(draft: PartialManifest) -> Iterator[Problem]:
    """Editions whose file has the name of what is made of another one."""
    known = {(one.spec.format, one.spec.name) for one in draft.editions}
    for edition in draft.editions:
        spec = edition.spec
        for suffix, what in _MADE_OF[spec.format].items():
            owner = spec.name.removesuffix(suffix)
            if spec.name.endswith(suffix) and (spec.format, owner) in known:
                yield draft.at(
                    edition.key_offset,
                    "manifest-047",
                    f"The file of “{spec.name}” has the name of {what.format(owner)}.",
                    "Give the edition another name.",
                )
