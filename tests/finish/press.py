"""A small profile of a press, made here: no press has it, and no licence guards it.

An ICC profile of version 2 (ICC.1:2001-04) with tables of two points a channel.
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Sequence

Lab = tuple[float, float, float]

PAPER: Lab = (95, 0, -2)
SOLIDS: Sequence[tuple[float, float, float]] = (
    (0.58, -37, -50),  # cyan: the share of light that is left, and its colour
    (0.51, 74, -3),
    (0.94, -5, 93),
)
BLACK_SHARE = 0.17


def press_profile(space: bytes = b"CMYK", kind: bytes = b"prtr", name: str = "Proefpers") -> bytes:
    """A profile with sixteen measured patches: each of four inks, on or off."""
    device = {b"CMYK": 4, b"GRAY": 1}[space]
    to_lab = _table(device, 3, _patches(device))
    to_inks = _table(3, device, _separation(device))
    tags = [
        (b"desc", _description(name)),
        (b"cprt", b"text\0\0\0\0CC0\0"),
        (b"wtpt", b"XYZ \0\0\0\0" + _fixed(0.9642, 1, 0.8249)),
        *((tag, to_lab) for tag in (b"A2B0", b"A2B1", b"A2B2")),
        *((tag, to_inks) for tag in (b"B2A0", b"B2A1", b"B2A2")),
    ]
    return _profile(space, kind, tags)


def _patches(device: int) -> bytes:
    inks = itertools.product((0, 1), repeat=device)
    return b"".join(_lab(_printed((0, 0, 0, *on) if device == 1 else on)) for on in inks)


def _printed(on: Sequence[int]) -> Lab:
    lightness, a, b = PAPER
    for ink, (share, to_a, to_b) in zip(on, SOLIDS, strict=False):
        if ink:
            lightness, a, b = lightness * share, a + to_a, b + to_b
    if on[3]:
        lightness, a, b = lightness * BLACK_SHARE, a / 10, b / 10
    return lightness, a, b


def _lab(colour: Lab) -> bytes:
    lightness, a, b = colour
    return bytes(max(0, min(255, round(part))) for part in (lightness * 2.55, a + 128, b + 128))


def _separation(device: int) -> bytes:
    """Inks at the corners of L*a*b*: dark is black, the rest by hue."""
    corners = itertools.product((0, 1), repeat=3)
    if device == 1:
        return bytes(255 * (1 - light) for light, _, _ in corners)
    return b"".join(
        bytes([60 * (1 - a), 60 * a, 60 * b, 255 * (1 - light)]) for light, a, b in corners
    )


def _table(inputs: int, outputs: int, points: bytes) -> bytes:
    identity = _fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
    straight = bytes(range(256))
    head = b"mft1\0\0\0\0" + bytes([inputs, outputs, 2, 0]) + identity
    return head + straight * inputs + points + straight * outputs


def _description(name: str) -> bytes:
    text = name.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(8 + 3 + 67)


def _fixed(*numbers: float) -> bytes:
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def _profile(space: bytes, kind: bytes, tags: list[tuple[bytes, bytes]]) -> bytes:
    body, table = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for tag, data in tags:
        table += tag + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size = start + len(body)
    header = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, kind, space, b"Lab ")
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    header += _fixed(0.9642, 1, 0.8249) + bytes(48)
    return header + struct.pack(">I", len(tags)) + table + body
