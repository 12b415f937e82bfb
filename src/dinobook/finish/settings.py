"""What a finished PDF must be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from dinobook.finish.ink_limit import NO_LIMIT
from dinobook.finish.profile import Profile
from dinobook.storage.cache import key_of

Standard = Literal["", "x-4", "x-1a", "x-3", "a-2a", "a-2b", "a-3a", "a-3b", "ua-2"]
Colour = Literal["any", "rgb", "cmyk", "gray"]
Mark = Literal["crop", "registration", "colour"]

PRINT_STANDARDS: Final = ("x-4", "x-1a", "x-3")
OPAQUE_STANDARDS: Final = ("x-1a", "x-3")
"""Nothing may be transparent: ISO 15930-4 and -6, 6.2.9."""
ARCHIVE_STANDARDS: Final = ("a-2a", "a-2b", "a-3a", "a-3b")
"""PDF/A by part and level: `a` promises tags as well (ISO 19005-2, 6.7), `b` only the look."""
TAGGED_STANDARDS: Final = ("a-2a", "a-3a", "ua-2")


@dataclass(frozen=True, slots=True)
class Finish:
    """The settings of one pass. `UNFINISHED` leaves a file as it is.

    `profile` is that of the press; None: not known. `bleed_mm` goes around the trim, at the
    spine only with `bleed_inside`. `folds_mm` is where a cover is folded, from the left of its
    trim; marks are drawn there too. `dpi` is the most that pictures keep; 0: as many as they have.
    `ink_limit` is the most ink in one place in percent, all colours together; 0: no limit.
    `links`, `outline`, `tags`, `metadata` and `attachments` say what may stay in the file; the last
    are the formulas as MathML, which tags hold.
    """

    standard: Standard = ""
    colour: Colour = "any"
    profile: Profile | None = None
    bleed_mm: float = 0.0
    bleed_inside: bool = True
    marks: tuple[Mark, ...] = ()
    folds_mm: tuple[float, ...] = ()
    dpi: int = 0
    ink_limit: int = 0
    links: bool = True
    outline: bool = True
    tags: bool = True
    metadata: bool = True
    attachments: bool = True

    def __post_init__(self) -> None:
        if self.is_print_standard and (self.profile is None or not self.separates):
            raise ValueError("PDF/X is for inks of a press that is known")
        if self.standard in TAGGED_STANDARDS and not (self.tags and self.links):
            raise ValueError("this standard is for files with tags")

    @property
    def separates(self) -> bool:
        """Whether colours are converted."""
        return self.colour in ("cmyk", "gray")

    @property
    def is_print_standard(self) -> bool:
        return self.standard in PRINT_STANDARDS

    @property
    def is_opaque(self) -> bool:
        return self.standard in OPAQUE_STANDARDS

    @property
    def is_archive(self) -> bool:
        return self.standard in ARCHIVE_STANDARDS

    @property
    def keeps_attachments(self) -> bool:
        """PDF/A-2 lets a file hold other PDF/A files only: ISO 19005-2, 6.8."""
        return self.attachments and self.standard not in ("a-2a", "a-2b")

    def ink_key(self) -> str:
        """A digest of all that shapes a converted colour or picture."""
        profile = self.profile.data if self.profile else b""
        return key_of(self.colour, profile, str(self.ink_limit))

    @property
    def most_ink(self) -> float:
        """The limit of ink as a sum of inks, from 0 to 4."""
        return self.ink_limit / 100 or NO_LIMIT


UNFINISHED: Final = Finish()
"""A file stays as it is."""
