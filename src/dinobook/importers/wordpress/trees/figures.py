"""Pictures of a post: alone, with a caption, several side by side, or in a sentence."""

from __future__ import annotations

import re
from typing import Final

from dinobook.importers.wordpress.context import Context
from dinobook.importers.wordpress.export import Attachment
from dinobook.importers.wordpress.markup.tags import names
from dinobook.importers.wordpress.media import is_picture
from dinobook.importers.wordpress.trees.pictures import (
    link_around,
    picture_key,
    picture_of,
    wanted_of,
)
from dinobook.importers.wordpress.trees.tree import (
    Element,
    append_text,
    classes,
    has_text,
    iterate,
    make,
    name_of,
    parse,
    replace,
    take_inside,
    without_edge_breaks,
    words_of,
)

MOST_SIDE_BY_SIDE: Final = 4
_GALLERIES: Final = names(
    "gallery wp-block-gallery blocks-gallery-grid tiled-gallery wp-block-jetpack-tiled-"
    "gallery wp-block-jetpack-slideshow ngg-galleryoverview"
)
_PLACED: Final = re.compile(
    r"\b(?:align(?:left|right|center|none)|size-(?:medium|large|full)\w*)\b"
)
_BLOCK_PARENTS: Final = names("div section article aside blockquote li td th dd body main")


def set_pictures(context: Context, root: Element) -> None:
    """Every `<img>` as a figure or a picture in its line, with a name in the book."""
    if context.blog.dropped:
        _drop(context, root)
    for element in iterate(root, "div", "figure", "ul"):
        if classes(element) & _GALLERIES and element.getparent() is not None:
            _gallery(context, element)
    for element in iterate(root, "div", "figure", "dl"):
        if element.getparent() is not None:
            _captioned(context, element)
    for element in iterate(root, "img"):
        if "data-done" not in element.attrib:
            _loose(context, element)


def _drop(context: Context, root: Element) -> None:
    """Pictures that the plan leaves out, with the captions that are theirs alone."""
    for image in iterate(root, "img"):
        wanted = wanted_of(image)
        found = context.blog.library.find(wanted)
        if (found.path or found.name) not in context.blog.dropped:
            continue
        context.leave_out("pictures", picture_key(wanted.source, wanted.attachment), _DROPPED)
        context.leave_out("descriptions", image.get("alt") or "", _DROPPED)
        figure = next(
            (one for one in image.iterancestors("figure", "div") if _is_figure(one)), None
        )
        if figure is None or sum(1 for _ in figure.iter("img")) > 1:
            replace(image, [])
            continue
        context.leave_out("captions", words_of(figure), _DROPPED)
        replace(figure, [])


_DROPPED: Final = "the plan leaves this picture out"


def _is_figure(element: Element) -> bool:
    return element.tag == "figure" or "wp-caption" in classes(element)


def _gallery(context: Context, element: Element) -> None:
    """Rows of two to four figures; one alone is a figure."""
    if any(classes(one) & _GALLERIES for one in element.iterancestors()):
        return
    figures: list[Element] = []
    used: list[Element] = []
    for image in iterate(element, "img"):
        label = _label_of(image, element)
        if label is not None:
            used.append(label)
        figures.append(_figure(context, image, label))
    rest = [one for one in iterate(element, "figcaption") if one not in used and has_text(one)]
    made = [_row(row) for row in _rows(figures)]
    made += [take_inside(make("p"), one) for one in rest]
    replace(element, made)


def _rows(figures: list[Element]) -> list[list[Element]]:
    """As even as they get: five are three and two, nine are three times three."""
    if not figures:
        return []
    count = -(-len(figures) // MOST_SIDE_BY_SIDE)
    size, more = divmod(len(figures), count)
    rows: list[list[Element]] = []
    start = 0
    for number in range(count):
        end = start + size + (number < more)
        rows.append(figures[start:end])
        start = end
    return rows


def _row(figures: list[Element]) -> Element:
    if len(figures) == 1:
        return figures[0]
    row = make("div", {"class": "side-by-side"})
    row.extend(figures)
    return row


def _label_of(image: Element, gallery: Element) -> Element | None:
    """The caption of one picture in a gallery: in the nearest element that holds it alone."""
    holder = image.getparent()
    while holder is not None and holder is not gallery:
        if sum(1 for _ in holder.iter("img")) > 1:
            return None
        label = next((one for one in holder.iter("figcaption", "dd") if has_text(one)), None)
        if label is not None:
            return label
        holder = holder.getparent()
    return None


def _captioned(context: Context, element: Element) -> None:
    """A figure of one or more pictures with a caption below the last one."""
    if element.tag != "figure" and "wp-caption" not in classes(element):
        return
    label = next(
        (one for one in element.iter("figcaption", "p", "dd") if _is_label(one, element)), None
    )
    images = [
        one
        for one in iterate(element, "img")
        if "data-done" not in one.attrib and label not in one.iterancestors()
    ]
    if not images or element.find(".//table") is not None:
        return
    number = element.get("data-attachment")
    if number and not images[0].get("data-attachment"):
        images[0].set("data-attachment", number)
    made = [_figure(context, one, None) for one in images[:-1]]
    made.append(_figure(context, images[-1], label))
    if label is None or name_of(label) != "p":
        rest = [
            one for one in element.iter("p", "figcaption") if one is not label and has_text(one)
        ]
        made += [take_inside(make("p"), one) for one in rest]
    replace(element, made)


def _is_label(element: Element, figure: Element) -> bool:
    if not has_text(element):
        return False
    return element.tag == "figcaption" or "wp-caption-text" in classes(element)


def _figure(context: Context, image: Element, label: Element | None) -> Element:
    figure = make("figure")
    if anchor := image.get("id"):
        figure.set("id", anchor)
    words = words_of(label) if label is not None else ""
    figure.append(picture_of(context, image, words))
    if label is not None and words:
        caption = make("figcaption")
        if len(label) == 1 and label[0].tag == "p" and not (label.text or "").strip():
            label = label[0]
        figure.append(take_inside(caption, label))
    return figure


def figure_of(context: Context, attachment: Attachment) -> Element:
    """A picture of the library with its own caption."""
    image = make("img", {"src": attachment.url, "data-attachment": attachment.id})
    label = parse(attachment.caption) if attachment.caption.strip() else None
    return _figure(context, image, label)


def _loose(context: Context, image: Element) -> None:
    """A picture without a caption: a figure where it stands alone, else a part of its line."""
    holder = link_around(image)
    target = image if holder is None else holder
    parent = target.getparent()
    name = name_of(parent)
    if parent is None:
        return
    placed = bool(_PLACED.search(image.get("class") or ""))
    if name in _BLOCK_PARENTS:
        if _is_alone(target):
            replace(target, [_figure(context, image, None)])
            return
    elif name == "p" and (_is_only(target, parent) or (placed and _is_at_edge(target, parent))):
        _lift(context, image, target, parent)
        return
    made = picture_of(context, image, "")
    image_parent = image.getparent()
    if image_parent is not None:
        replace(image, [made])
    if holder is not None and is_picture(holder.get("href") or "") and not has_text(holder):
        replace(holder, [made])


def _lift(context: Context, image: Element, target: Element, parent: Element) -> None:
    """The picture out of its paragraph, before it or behind it."""
    behind = _has_before(target, parent)
    breaks = sum(1 for _ in parent.iter("br"))
    figure = _figure(context, image, None)
    tail, target.tail = target.tail, None
    replace(target, [])
    if tail:
        _text_at(parent, tail, at_end=behind)
    without_edge_breaks(parent)
    breaks -= sum(1 for _ in parent.iter("br"))
    context.leave_out("line-breaks", "", "a picture stands there now", breaks)
    if not has_text(parent) and not len(parent):
        replace(parent, [figure])
    elif behind:
        figure.tail, parent.tail = parent.tail, None
        parent.addnext(figure)
    else:
        parent.addprevious(figure)


def _text_at(parent: Element, text: str, *, at_end: bool) -> None:
    if at_end:
        append_text(parent, text)
    else:
        parent.text = (parent.text or "") + text


def _is_alone(target: Element) -> bool:
    before, after = target.getprevious(), target.getnext()
    parent = target.getparent()
    text_before = before.tail if before is not None else parent.text if parent is not None else ""
    if (text_before or "").strip() or (target.tail or "").strip():
        return False
    return not any(one is not None and one.tag in _WORDS for one in (before, after))


_WORDS: Final = names("a abbr b code em i mark s small span strong sub sup u q cite kbd del ins")


def _is_only(target: Element, parent: Element) -> bool:
    """Whether the paragraph holds pictures and line ends alone."""
    if has_text(parent):
        return False
    return all(one.tag in ("br", "img") or _holds_image(one) for one in parent)


def _holds_image(element: Element) -> bool:
    return len(element) == 1 and element[0].tag == "img"


def _is_at_edge(target: Element, parent: Element) -> bool:
    return not _has_before(target, parent) or not _has_after(target)


def _has_before(target: Element, parent: Element) -> bool:
    if (parent.text or "").strip():
        return True
    before = target.getprevious()
    while before is not None:
        if (before.tail or "").strip() or has_text(before):
            return True
        before = before.getprevious()
    return False


def _has_after(target: Element) -> bool:
    if (target.tail or "").strip():
        return True
    after = target.getnext()
    while after is not None:
        if (after.tail or "").strip() or has_text(after):
            return True
        after = after.getnext()
    return False
