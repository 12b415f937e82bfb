"""Links whose target an edition had before, and no longer has."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.book.references.heading_names import wiki_target
from dinobook.book.references.links import target_of
from dinobook.impact.model import LostLink
from dinobook.impact.orders import Order


def lost_links(before: Order, after: Order) -> Iterator[LostLink]:
    """In the new order."""
    targets = after.targets
    had, has = before.places, after.places
    for planned in after.sections:
        if not planned.file or planned.file not in had:
            continue
        fragment = after.fragments[planned.file]
        path = fragment.place.path
        for link in fragment.links:
            found = (
                wiki_target(link.href, targets.names, path)
                if link.wiki
                else target_of(link.href, targets, path)
            )
            if found is not None and found[0] in had and found[0] not in has:
                yield LostLink(planned.id, link.href, found[0], link.bare, path, link.line)
