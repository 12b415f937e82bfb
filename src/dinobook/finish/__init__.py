"""Finish an assembled PDF as a printer or an archive wants it: boxes, marks, colour, standard."""

from __future__ import annotations

from dinobook.finish.finish import finish
from dinobook.finish.settings import UNFINISHED, Finish

__all__ = ["UNFINISHED", "Finish", "finish"]
