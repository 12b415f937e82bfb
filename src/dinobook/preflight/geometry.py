"""Rectangles on a page: left, bottom, right, top, in points."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, TypeAlias

from pikepdf import Matrix

Rect: TypeAlias = tuple[float, float, float, float]
Point: TypeAlias = tuple[float, float]

POINTS_PER_MM: Final = 72 / 25.4
UNIT_SQUARE: Final = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
EVERYWHERE: Final[Rect] = (-math.inf, -math.inf, math.inf, math.inf)


def mm(points: float) -> float:
    return points / POINTS_PER_MM


def bounds(points: Iterable[Point]) -> Rect:
    """The smallest rectangle round points, of which there is at least one."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def corners(rect: Rect) -> tuple[Point, Point, Point, Point]:
    left, bottom, right, top = rect
    return (left, bottom), (right, bottom), (right, top), (left, top)


def placed(points: Iterable[Point], matrix: Matrix) -> Rect:
    """The rectangle round points as the matrix moves them."""
    return bounds(matrix.transform(point) for point in points)


def overlap(one: Rect, other: Rect) -> Rect | None:
    """What two rectangles share; a line or a point counts. None: nothing."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if left <= right and bottom <= top else None


def within(inner: Rect, outer: Rect, slack: float) -> bool:
    """Whether no side of `inner` sticks out of `outer` by more than `slack`."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def width(rect: Rect) -> float:
    return rect[2] - rect[0]


def height(rect: Rect) -> float:
    return rect[3] - rect[1]


def thinnest(matrix: Matrix) -> float:
    """How wide a line of width 1 is where the matrix makes it thinnest: its smaller singular value.

    Singular values s, t of a 2 x 2 matrix satisfy st = |determinant|, s² + t² = the sum of squares.
    """
    squares = matrix.a**2 + matrix.b**2 + matrix.c**2 + matrix.d**2
    determinant = abs(matrix.a * matrix.d - matrix.b * matrix.c)
    root = math.sqrt(max(squares**2 - 4 * determinant**2, 0))
    return math.sqrt(max(squares - root, 0) / 2)
