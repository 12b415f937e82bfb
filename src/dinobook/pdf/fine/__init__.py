"""Fine setting: the lines of a whole paragraph are chosen together, before they are laid out."""

from dinobook.pdf.fine.advice import advice_of
from dinobook.pdf.fine.hyphens import break_points
from dinobook.pdf.fine.laying import lines_set_by
from dinobook.pdf.fine.measure import typography_of
from dinobook.pdf.fine.rulers import Rulers
from dinobook.pdf.fine.setter import Decisions, FineSetter
from dinobook.pdf.fine.settings import FineReport, FineSettings, Stretched
from dinobook.pdf.typography import Typography

__all__ = [
    "Decisions",
    "FineReport",
    "FineSetter",
    "FineSettings",
    "Rulers",
    "Stretched",
    "Typography",
    "advice_of",
    "break_points",
    "lines_set_by",
    "typography_of",
]
