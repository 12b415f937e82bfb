"""What one round of laying out and placing tells the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from dinobook.book.made_pages.index import NOTHING_PRINTED, PrintedPages
from dinobook.pdf.placing.see_pages import Shown
from dinobook.problems import Problem


@dataclass(frozen=True, slots=True)
class KnownPages:
    """What is known of a book's pages.

    Folios by id, digits for holes, sections that start on a verso, sections without holes, for an
    index the folios of all pages, sections whose notes go to their end, with the reasons, and the
    references that show a page.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    digits: Mapping[str, int] = field(default_factory=dict)
    left: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    printed: PrintedPages = NOTHING_PRINTED
    homeless: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    shown: Shown = field(default_factory=dict)

    def digits_of(self, names: Iterable[str]) -> dict[str, int]:
        """The digits of these names only."""
        return {name: self.digits[name] for name in sorted(names) if name in self.digits}

    def without_guesses(self, told: KnownPages) -> KnownPages:
        """The same without digits for which there turned out to be no hole."""
        return replace(self, digits=self.digits_of(told.digits))
