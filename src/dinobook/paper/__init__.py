"""What a printed book is made of: leaves, signatures, the spine, its weight and its postage."""

from __future__ import annotations

from dinobook.paper.model import Bulk, PaperReport, ShortEnd, Signature
from dinobook.paper.report import paper_report

__all__ = ["Bulk", "PaperReport", "ShortEnd", "Signature", "paper_report"]
