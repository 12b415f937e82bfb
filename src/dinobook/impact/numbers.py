"""Numbers that an order gives otherwise: of chapters, parts, figures and tables."""

from __future__ import annotations

from collections import Counter

from dinobook.book.references.links import target_of
from dinobook.impact.model import Renumbered
from dinobook.impact.orders import Order


def renumbered(before: Order, after: Order) -> tuple[Renumbered, ...]:
    """In the new order. What is only in one of the two has no other number."""
    changed = [
        name
        for name, named in after.names.items()
        if name in before.names and before.names[name].number != named.number
    ]
    if not changed:
        return ()
    printed = _printed(after)
    return tuple(
        Renumbered(
            name,
            after.names[name].kind,
            after.names[name].title,
            before.names[name].number,
            after.names[name].number,
            printed[name],
            (after.edition.name,),
        )
        for name in changed
    )


def _printed(order: Order) -> Counter[str]:
    """How often references print the number of each thing."""
    found: Counter[str] = Counter()
    for fragment in order.printed:
        for link in fragment.links:
            target = target_of(link.href, order.targets, fragment.place.path) if link.bare else None
            if target is not None:
                found[target[1]] += 1
    return found
