"""Pictures with too few pixels for the size at which they are printed."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.preflight.facts import Image, PageFacts
from dinobook.preflight.finding import Finding, Order, joined, rule_of


def resolution(page: PageFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if printer is None:
        return
    least = printer.image_dpi.value
    coarse = [
        image for image in page.printed.images if _has_detail(image) and image.dpi < least - 1
    ]
    if coarse:
        worst = min(coarse, key=lambda image: image.dpi)
        yield Finding(
            "preflight-030",
            f"A picture of {worst.width_px} x {worst.height_px} pixels is printed at "
            f"{worst.dpi:.0f} dpi; the printer asks for {least}.",
            f"Print it at {worst.dpi / least:.0%} of its size, or find one with more pixels.",
            rule_of(printer, printer.image_dpi),
            page.number,
            joined([image.rect for image in coarse]),
        )


def _has_detail(image: Image) -> bool:
    """A picture one pixel wide is a colour or a gradient, which may be stretched."""
    return min(image.width_px, image.height_px) > 1
