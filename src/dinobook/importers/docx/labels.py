"""The words by which captions are counted: “Figuur 2-3: …”, “Tabel 4”."""

from __future__ import annotations

import re
from typing import Final

LABELS: Final = {
    **dict.fromkeys(
        (
            *("figuur", "fig.", "fig", "figure", "afbeelding", "afb.", "illustratie", "foto"),
            *("grafiek", "kaart", "schema", "diagram", "image", "photo", "chart", "abbildung"),
            *("abb.", "bild"),
        ),
        "figure",
    ),
    **dict.fromkeys(("tabel", "tab.", "table", "tableau", "tabelle"), "table"),
}
_NUMBER: Final = r"(?:\d+|[A-Z]|[IVXLC]+)(?:[.\-–]\d+)*[a-z]?"
LABELLED: Final = re.compile(
    rf"\s*(?P<label>{'|'.join(map(re.escape, sorted(LABELS, key=len, reverse=True)))})"
    rf"[\s\u00a0]*(?P<number>{_NUMBER})(?P<end>[\s\u00a0]*[:.–—|-]+[\s\u00a0]+|[\s\u00a0]*[:.–—-]?\Z"
    rf"|[\s\u00a0]+|[:.])",
    re.IGNORECASE,
)


def normal(number: str) -> str:
    return re.sub(r"[-–]", ".", number).casefold()


def kind_of_label(label: str) -> str:
    return LABELS.get(label.casefold(), "")
