"""Imposition: finished pages, two on a side, in the order that folding needs."""

from __future__ import annotations

from dinobook.imposition.fold import Sheet, Side, fold
from dinobook.imposition.sheets import SHEET_SIZES_MM, Imposed, impose

__all__ = ["SHEET_SIZES_MM", "Imposed", "Sheet", "Side", "fold", "impose"]
