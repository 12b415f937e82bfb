"""An independent check that converting a chapter lost none of its words, and doubled none.

It shares nothing with the engine: `blocks` and `inline` read the source by themselves and keep what
a reader sees, `compare` counts the words of both. Where the source can be read in two ways, the
reading that shows fewer words is taken, or it would cry wolf.
"""

from __future__ import annotations

from dinobook.markup.conservation.compare import Differences, differences, lost_words

__all__ = ["Differences", "differences", "lost_words"]
