"""Fine setting: the lines of a whole paragraph are chosen together, before they are laid out."""

from dinobook.pdf.fine.measure import Typography, typography_of
from dinobook.pdf.fine.setter import FineSetter
from dinobook.pdf.fine.settings import FineReport, FineSettings, Stretched

__all__ = ["FineReport", "FineSetter", "FineSettings", "Stretched", "Typography", "typography_of"]
