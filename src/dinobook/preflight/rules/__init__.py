"""The rules of a preflight, in the order of their codes.

To add one: a file with a function that yields findings, a row here, its code. A rule about a page
sees that page alone; a rule about the file sees all of it, and of each page a summary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from dinobook.preflight.facts import FileFacts, PageFacts
from dinobook.preflight.finding import Finding, Order
from dinobook.preflight.rules.colours.colour_spaces import colour_spaces
from dinobook.preflight.rules.colours.hairlines import hairlines
from dinobook.preflight.rules.colours.ink import ink, unknown_ink
from dinobook.preflight.rules.colours.intents import intents
from dinobook.preflight.rules.colours.lost_white import lost_white
from dinobook.preflight.rules.colours.resolution import resolution
from dinobook.preflight.rules.colours.rich_black import rich_black
from dinobook.preflight.rules.colours.transparency import transparency
from dinobook.preflight.rules.document.attachments import attachments
from dinobook.preflight.rules.document.damage import damage
from dinobook.preflight.rules.document.drafts import drafts
from dinobook.preflight.rules.document.layers import layers
from dinobook.preflight.rules.document.links import links
from dinobook.preflight.rules.document.locks import locks
from dinobook.preflight.rules.document.outline import outline
from dinobook.preflight.rules.document.scripts import scripts
from dinobook.preflight.rules.document.standard import standard
from dinobook.preflight.rules.document.unread import unread
from dinobook.preflight.rules.letters.embedding import embedding
from dinobook.preflight.rules.letters.missing_glyphs import missing_glyphs
from dinobook.preflight.rules.letters.readable import readable
from dinobook.preflight.rules.letters.small_text import small_text
from dinobook.preflight.rules.letters.type3 import type3
from dinobook.preflight.rules.pages.blanks import blanks_in_row, last_blank
from dinobook.preflight.rules.pages.bleed import bleed
from dinobook.preflight.rules.pages.boxes import boxes
from dinobook.preflight.rules.pages.folios import folios
from dinobook.preflight.rules.pages.margins import margins
from dinobook.preflight.rules.pages.marks import marks
from dinobook.preflight.rules.pages.page_count import page_count
from dinobook.preflight.rules.pages.sheet import sheet
from dinobook.preflight.rules.pages.trim import alike, trim

PageRule: TypeAlias = Callable[[PageFacts, Order], Iterator[Finding]]
FileRule: TypeAlias = Callable[[FileFacts, Order], Iterator[Finding]]

PAGE_RULES: Final[tuple[PageRule, ...]] = (
    unread,
    boxes,
    trim,
    sheet,
    bleed,
    marks,
    embedding,
    type3,
    small_text,
    missing_glyphs,
    readable,
    margins,
    resolution,
    colour_spaces,
    ink,
    unknown_ink,
    rich_black,
    hairlines,
    transparency,
    lost_white,
    links,
)
FILE_RULES: Final[tuple[FileRule, ...]] = (
    damage,
    drafts,
    locks,
    alike,
    page_count,
    blanks_in_row,
    last_blank,
    folios,
    outline,
    scripts,
    attachments,
    layers,
    standard,
    intents,
)
