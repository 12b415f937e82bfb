"""What WordPress's blocks are in HTML, as the elements of an import's tree."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from dinobook.importers.wordpress.context import Context
from dinobook.importers.wordpress.trees.played import set_played
from dinobook.importers.wordpress.trees.tree import (
    Element,
    classes,
    has_text,
    iterate,
    make,
    name_of,
    remove,
    replace,
    take_inside,
    without_edge_breaks,
    words_of,
)
from dinobook.importers.wordpress.trees.verse import stanzas_of

_LIST_TYPES: Final = {
    "upper-roman": "I",
    "lower-roman": "i",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-alpha": "a",
    "lower-latin": "a",
    "decimal": "1",
}
_STYLE_TYPE: Final = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_ALIGNED: Final = re.compile(r"has-text-align-(left|right|center)|align(left|right|center)")
_BUTTONS: Final = frozenset(
    {
        "wp-block-buttons",
        "wp-block-button",
        "wp-block-file__button",
        "sharedaddy",
        "jp-relatedposts",
    }
)
_SUBSCRIBE: Final = re.compile(
    r"wp-block-jetpack-(?:subscriptions|contact-form|mailchimp)|subscribe"
)
_EMPTY: Final = frozenset({"wp-block-spacer", "wp-block-cover__background", "clear"})


def dress(context: Context, root: Element) -> None:
    """Each element of a block in the form that trees of imports have, from the inside out."""
    for element in reversed(iterate(root)):
        if element.getparent() is None or not isinstance(element.tag, str):
            continue
        marks = classes(element)
        for names, change in _BY_CLASS:
            if marks & names:
                change(context, element)
                break
        else:
            change_of_tag = _BY_TAG.get(element.tag)
            if change_of_tag is not None:
                change_of_tag(context, element)


def _verse(context: Context, element: Element) -> None:
    """Lines of a poem; a blank line parts two stanzas."""
    verse = make("div", {"class": "verse"})
    inner = make("blockquote")
    cite = _cite(element)
    for stanza in stanzas_of(element):
        inner.append(stanza)
    if cite is not None:
        inner.append(cite)
    verse.append(inner)
    replace(element, [verse] if len(inner) else [])


def _cite(element: Element) -> Element | None:
    """The `<cite>` at the end of a quotation as a `footer`; it is taken out of the element.

    A `cite` with words behind it, or before it in the same sentence, is a title and stays.
    """
    found = next((one for one in reversed(iterate(element, "cite", "footer"))), None)
    if found is None:
        return None
    parent = found.getparent()
    if (found.tail or "").strip() or parent is None or found.getnext() is not None:
        return None
    if parent is not element and (
        parent.tag != "p" or parent.getparent() is not element or parent.getnext() is not None
    ):
        return None
    if found.tag == "cite" and parent.tag == "p" and _words_before(found):
        return None
    footer = take_inside(make("footer"), found)
    remove(found)
    without_edge_breaks(parent)
    if parent is not element and not has_text(parent) and not len(parent):
        remove(parent)
    return footer if has_text(footer) else None


def _words_before(element: Element) -> bool:
    """Whether its own line has words before it."""
    before = element.getprevious()
    if before is None:
        return bool((element.getparent().text or "").strip())  # type: ignore[union-attr]
    return before.tag != "br" or bool((before.tail or "").strip())


def _pull_quote(context: Context, element: Element) -> None:
    inner = element.find(".//blockquote")
    holder = element if inner is None else inner
    footer = _cite(holder)
    if footer is None and (label := element.find("figcaption")) is not None:
        footer = take_inside(make("footer"), label)
        remove(label)
    quote = make("aside", {"class": "pull-quote"})
    quote.append(take_inside(make("blockquote"), holder))
    if footer is not None:
        quote[0].append(footer)
    replace(element, [quote] if has_text(quote) else [])


def _quote(context: Context, element: Element) -> None:
    if name_of(element.getparent()) == "figure":
        return
    footer = _cite(element)
    if footer is not None:
        element.append(footer)


def _table(context: Context, element: Element) -> None:
    """The table itself, with the figure's caption inside it."""
    table = element if element.tag == "table" else element.find(".//table")
    if table is None or table is element:
        return
    label = element.find("figcaption")
    if label is not None and has_text(label):
        table.insert(0, take_inside(make("caption"), label))
    table.tail = None
    replace(element, [table])


def _cell(context: Context, element: Element) -> None:
    said = element.get("data-align") or ""
    found = _ALIGNED.search(element.get("class") or "")
    align = said or (found[1] or found[2] if found else "")
    if align and not element.get("align"):
        element.set("align", align)


def _details(context: Context, element: Element) -> None:
    """The summary as a line of its own above what it hides."""
    summary = element.find("summary")
    holder = make("div")
    if summary is not None:
        line = make("p")
        line.append(take_inside(make("strong"), summary))
        remove(summary)
        if has_text(line):
            holder.append(line)
    rest = take_inside(make("div"), element)
    if has_text(rest) or len(rest):
        holder.append(rest)
    replace(element, [holder])


def _file(context: Context, element: Element) -> None:
    """A file to download: a link with its words; the button beside it goes."""
    link = next((one for one in element.iter("a") if has_text(one)), None)
    if link is None:
        replace(element, [])
        return
    link.tail = None
    line = make("p")
    line.append(link)
    replace(element, [line])


def _button(context: Context, element: Element) -> None:
    words = words_of(element)
    context.leave_out("buttons", "", f"a button does nothing on paper: “{words[:80]}”")
    remove(element)


def _nothing(context: Context, element: Element) -> None:
    if not has_text(element) and element.find(".//img") is None:
        remove(element)


def _ordered(context: Context, element: Element) -> None:
    style = _STYLE_TYPE.search((element.get("style") or "").lower())
    if style and style[1] in _LIST_TYPES and not element.get("type"):
        element.set("type", _LIST_TYPES[style[1]])


def _code(context: Context, element: Element) -> None:
    """Code and other preformatted text: its characters alone, a `br` as a line end."""
    lang = element.get("data-lang") or ""
    for one in (element, *element.iter("code")):
        for mark in classes(one):
            if mark.startswith(("language-", "lang-")):
                lang = lang or mark.partition("-")[2]
    for line_end in iterate(element, "br"):
        line_end.tail = "\n" + (line_end.tail or "")
    text = "".join(map(str, element.itertext()))
    made = make("pre", {"class": f"language-{lang}"} if lang else {})
    made.text = text.strip("\n")
    replace(element, [made] if text.strip() else [])


def _emoji(context: Context, element: Element) -> bool:
    """A drawing of an emoji becomes the emoji."""
    source = element.get("src") or ""
    if "wp-smiley" in classes(element) or "emoji" in classes(element) or "core/emoji" in source:
        character = make("span", text=element.get("alt") or "")
        replace(element, [character])
        return True
    return False


def _image(context: Context, element: Element) -> None:
    if _emoji(context, element):
        return
    if (element.get("width"), element.get("height")) in (("1", "1"), ("0", "0")):
        context.leave_out("pictures", "", "a picture of one pixel counts visitors")
        remove(element)


Change = Callable[[Context, Element], None]

_BY_CLASS: Final[tuple[tuple[frozenset[str], Change], ...]] = (
    (_BUTTONS, _button),
    (_EMPTY, _nothing),
    (frozenset({"wp-block-verse"}), _verse),
    (frozenset({"wp-block-pullquote"}), _pull_quote),
    (frozenset({"wp-block-table"}), _table),
    (frozenset({"wp-block-file"}), _file),
)
_BY_TAG: Final[dict[str, Change]] = {
    "blockquote": _quote,
    "details": _details,
    "ol": _ordered,
    "td": _cell,
    "th": _cell,
    "pre": _code,
    "img": _image,
    **dict.fromkeys(("video", "audio", "iframe", "embed", "object"), set_played),
}
