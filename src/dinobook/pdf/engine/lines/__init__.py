"""Fine setting: the lines of a whole paragraph are chosen together, before they are laid out."""

from dinobook.pdf.engine.lines.advice import advice_of
from dinobook.pdf.engine.lines.hyphens import break_points
from dinobook.pdf.engine.lines.laying import lines_set_by
from dinobook.pdf.engine.lines.measure import typography_of
from dinobook.pdf.engine.lines.rulers import Rulers
from dinobook.pdf.engine.lines.setter import Decisions, FineSetter
from dinobook.pdf.engine.lines.settings import FineReport, FineSettings, Stretched
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
