"""Printing conditions that have a registered name: those of the ICC's registry (color.org).

A profile says in its description for which condition it was made, in words of its maker. Printers'
programs look for the registered name.
"""

from __future__ import annotations

import re
from typing import Final

REGISTRY: Final = "http://www.color.org"
_FOGRA: Final = re.compile(r"FOGRA ?(\d\d)L?\b", re.IGNORECASE)
_NAMED: Final = {
    # the profiles of eci.org
    "iso coated v2": "FOGRA39",
    "pso coated v3": "FOGRA51",
    "pso uncoated v3": "FOGRA52",
    "pso uncoated iso12647": "FOGRA47",
    # those of Idealliance and Adobe
    "gracol2006": "CGATS TR 006",
    "swop2006_coated3": "CGATS TR 003",
    "swop2006_coated5": "CGATS TR 005",
    "u.s. web coated (swop) v2": "CGATS TR 001",
}
"""How descriptions of profiles begin that do not hold the name itself."""


def condition_of(description: str) -> str:
    """The registered name of the condition that a profile is for; empty: it has none."""
    if named := _FOGRA.search(description):
        return f"FOGRA{named[1]}"
    said = " ".join(description.lower().replace("_", " ").split())
    starts = ((start.replace("_", " "), name) for start, name in _NAMED.items())
    return next((name for start, name in starts if said.startswith(start)), "")
