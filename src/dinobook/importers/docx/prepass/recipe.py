"""The pre-pass: a document's parts → a plainer document, and what its marks stand for."""

from __future__ import annotations

from dataclasses import dataclass

from dinobook.importers.docx.cited.fields import mendeley_controls
from dinobook.importers.docx.cited.model import Works
from dinobook.importers.docx.cited.word_sources import items_by_tag
from dinobook.importers.docx.marks import Marks
from dinobook.importers.docx.ooxml import M, W, run
from dinobook.importers.docx.parts import Story, WordParts
from dinobook.importers.docx.prepass.bookmarks import settle_bookmarks
from dinobook.importers.docx.prepass.boxes import Boxes, external_pictures
from dinobook.importers.docx.prepass.grids import even_tables
from dinobook.importers.docx.prepass.paragraphs import ParagraphMarker, without_noncharacters
from dinobook.importers.docx.prepass.revisions import Changes, settle, without_comments
from dinobook.importers.docx.prepass.rewrite import rewritten
from dinobook.importers.docx.prepass.settle_fields import FieldsOf, settle_fields
from dinobook.importers.docx.prepass.wrappers import (
    joined_drop_caps,
    spelled_symbols,
    unwrapped,
    without_alternatives,
)
from dinobook.importers.docx.styles import Styles


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that Pandoc reads whole. `boxes`: how many text boxes were put behind a paragraph.

    `unread`: citations whose works are not known; `outside`: pictures that are not in the file.
    """

    document: bytes
    marks: Marks
    works: Works
    unread: tuple[str, ...]
    outside: tuple[str, ...]
    boxes: int = 0
    index_entries: int = 0
    has_foreign_parts: bool = False
    signs: tuple[str, ...] = ()
    """Those of typefaces of signs that nobody knows in Unicode."""


def prepare(parts: WordParts, changes: Changes) -> Prepared:
    """Settles the trees of `parts`: they are used up."""
    marks, works = Marks(), Works()
    roots = [story.root for story in parts.stories]
    without_noncharacters(roots)
    sources = items_by_tag(parts.sources)
    boxes = 0
    signs: list[str] = []
    merged = FieldsOf()
    foreign = any(root.find(f".//{W}altChunk") is not None for root in roots)
    for story in parts.stories:
        boxes += _unfolded(story, parts, marks, changes)
        found = settle_fields(story.root, marks, works, sources)
        unwrapped(story.root)
        signs += spelled_symbols(story.root)
        joined_drop_caps(story.root)
        even_tables(story.root)
        _join(merged, found)
    settle_bookmarks(roots, merged.bookmarks, marks)
    for story in parts.stories:
        _mark_formulas(story, marks)
        ParagraphMarker(Styles(parts.styles), marks, merged).settle(story.root, story.kind)
    return Prepared(
        rewritten(parts.stories, parts.styles, parts.numbering, merged.addresses),
        marks,
        works,
        tuple(merged.unread),
        tuple(one for story in parts.stories for one in external_pictures(story.relations)),
        boxes,
        merged.entries,
        foreign,
        tuple(signs),
    )


def _unfolded(story: Story, parts: WordParts, marks: Marks, changes: Changes) -> int:
    """Everything in its one place, in the order in which it is read; how many boxes there were."""
    without_alternatives(story.root)
    settle(story.root, changes)
    without_comments(story.root)
    mendeley_controls(story.root)
    boxes = Boxes(story, parts.package, marks)
    boxes.settle()
    return boxes.count


def _join(merged: FieldsOf, found: FieldsOf) -> None:
    merged.counted |= found.counted
    merged.generated |= found.generated
    merged.bookmarks |= found.bookmarks
    merged.unread += found.unread
    merged.entries += found.entries
    merged.addresses |= found.addresses


def _mark_formulas(story: Story, marks: Marks) -> None:
    """Before each formula its letters, by which it is counted."""
    for formula in list(story.root.iter(f"{M}oMath")):
        letters = "".join(part.text or "" for part in formula.iter(f"{M}t"))
        around = formula.getparent()
        place = around if around is not None and around.tag == f"{M}oMathPara" else formula
        place.addprevious(run(marks.formula(letters)))
