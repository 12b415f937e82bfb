"""Would a printer accept this PDF? Every rule that it breaks, with the place and the source."""

from dinobook.preflight.check import Report, preflight
from dinobook.preflight.finding import Authority, Finding

__all__ = ["Authority", "Finding", "Report", "preflight"]
