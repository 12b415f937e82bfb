"""What the signs of Symbol and Wingdings are in Unicode: data, for who converts and who counts.

Symbol is Adobe's encoding (Adobe Systems, Symbol Encoding to Unicode, 2002); Wingdings that of
Microsoft's typeface, as far as people meet it in texts.
"""

from __future__ import annotations

from typing import Final

_SYMBOL: Final = {
    0x40: "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
    0x61: "αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊",
}
_SINGLE: Final = {0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x5C: "∴", 0x5E: "⊥",
                  0x7E: "∼", 0xE5: "∑", 0xF2: "∫"}  # fmt: skip
_WINGDINGS: Final = {
    0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖",
    0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
    0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF3: "⇔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip


def sign(font: str, code: str) -> str:
    """The sign of a typeface by its code in hexadecimal; empty for one that is not known."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    low = number & 0xFF if number >= 0xF000 or number < 0x100 else 0
    name = font.casefold()
    if name == "symbol" and low:
        return _SINGLE.get(low) or _in_rows(low) or (chr(low) if 0x20 <= low < 0x7F else "")
    if name == "wingdings" and low:
        return _WINGDINGS.get(low, "")
    is_letter = 0x20 <= number < 0xD800 or 0xF900 <= number < 0x11_0000
    return chr(number) if is_letter else ""


def _in_rows(low: int) -> str:
    for start, row in _SYMBOL.items():
        if start <= low < start + len(row):
            return row[low - start]
    return ""
