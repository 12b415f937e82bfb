"""Reading and trimming PDF dictionaries."""

from __future__ import annotations

from pikepdf import Dictionary, Object


def entries(resources: Object, kind: str) -> dict[str, Object]:
    """What resources hold of a kind, such as `/XObject`, by name."""
    found = resources.get(kind)
    return dict(found.items()) if isinstance(found, Object) else {}


def resources_of(holder: Object, outer: Object | None = None) -> Object:
    """The resources of a page or form; without any, those of what shows it."""
    found = holder.get("/Resources")
    if isinstance(found, Object):
        return found
    return Dictionary() if outer is None else outer


def drop(holder: Object, *keys: str) -> None:
    """Take entries away, where they are."""
    for key in keys:
        if key in holder:
            del holder[key]
