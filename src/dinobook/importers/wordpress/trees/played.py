"""Films, sounds and frames: a line with a link stands for each."""

from __future__ import annotations

from typing import Final

from dinobook.importers.wordpress.context import Context
from dinobook.importers.wordpress.markup.embeds import shown
from dinobook.importers.wordpress.trees.tree import (
    Element,
    append_text,
    has_text,
    make,
    name_of,
    replace,
    take_inside,
)


def set_played(context: Context, element: Element) -> None:
    """A film, sound or frame: a link to what it plays, with the words of its caption."""
    source = element.find(".//source")
    address = next(
        (
            found
            for found in (
                element.get("src"),
                element.get("data-src"),
                element.get("data"),
                source.get("src") if source is not None else None,
            )
            if found and not found.startswith(("about:", "data:", "javascript:"))
        ),
        "",
    ).strip()
    figure = _figure_around(element)
    label = figure.find("figcaption") if figure is not None else None
    if not address:
        context.leave_out("links", "", f"a <{element.tag}> does not say what it shows")
    link = _link(address, label)
    target = element if figure is None else figure
    if figure is None and name_of(element.getparent()) in _LINES:
        replace(element, [link] if link is not None else [])
        return
    line = make("p")
    if link is not None:
        line.append(link)
    elif label is not None:
        take_inside(line, label)
    replace(target, [line] if len(line) or line.text else [])


_LINES: Final = frozenset(
    {"p", "a", "span", "em", "strong", "li", "td", "th", "dd", "h2", "h3", "h4"}
)


def _link(address: str, label: Element | None) -> Element | None:
    if not address:
        return None
    link = make("a", {"href": f"https:{address}" if address.startswith("//") else address})
    if label is None or not has_text(label):
        link.text = shown(address)
        return link
    if label.find(".//a") is None:
        return take_inside(link, label)
    line = take_inside(make("span"), label)
    append_text(line, " (")
    link.text = shown(address)
    link.tail = ")"
    line.append(link)
    return line


def _figure_around(element: Element) -> Element | None:
    parent = element.getparent()
    while parent is not None and parent.tag in ("div", "p", "a"):
        parent = parent.getparent()
    if parent is None or parent.tag != "figure" or parent.find(".//img") is not None:
        return None
    return parent
