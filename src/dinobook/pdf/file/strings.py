"""Text strings and numbers as a PDF writes them (ISO 32000-1, 7.9.2.2 and 7.3.3)."""

from __future__ import annotations


def text_string(text: str) -> bytes:
    """ASCII as it is, anything else as UTF-16 in hexadecimal digits."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(%b)" % escaped.encode("ascii")
    return b"<feff%b>" % text.encode("utf-16-be").hex().encode()


def sort_key(text: str) -> bytes:
    """Name trees are sorted by the bytes of their strings (ISO 32000-1, 7.9.6)."""
    plain = text.isascii() and text.isprintable()
    return text.encode("ascii") if plain else b"\xfe\xff" + text.encode("utf-16-be")


def number_bytes(value: float) -> bytes:
    """A PDF number: no exponent, no needless zeros."""
    return f"{value:.5f}".rstrip("0").rstrip(".").encode()
