"""What a printer would refuse a PDF for: each broken rule, with its place and its source."""

from dinobook.preflight.check import Report, preflight
from dinobook.preflight.finding import Authority, Finding

__all__ = ["Authority", "Finding", "Report", "preflight"]
