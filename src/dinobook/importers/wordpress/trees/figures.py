"""Pictures of a post: alone, with a caption, several side by side, or in a sentence."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from dinobook.importers.inventory import same_words
from dinobook.importers.wordpress.context import Context
from dinobook.importers.wordpress.export import Attachment
from dinobook.importers.wordpress.markup.tags import names
from dinobook.importers.wordpress.media import Found, Wanted, is_file_name, is_picture
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
from dinobook.slugs import slug

MOST_SIDE_BY_SIDE: Final = 4
_GALLERIES: Final = names(
    "gallery wp-block-gallery blocks-gallery-grid tiled-gallery wp-block-jetpack-tiled-"
    "gallery wp-block-jetpack-slideshow ngg-galleryoverview"
)
_LAZY: Final = ("data-orig-file", "data-large-file", "data-lazy-src", "data-src", "data-original")
_NUMBER: Final = re.compile(r"wp-image-(\d+)")
_PLACED: Final = re.compile(
    r"\b(?:align(?:left|right|center|none)|size-(?:medium|large|full)\w*)\b"
)
_BLOCK_PARENTS: Final = names("div section article aside blockquote li td th dd body main")
_LONG_NAME: Final = 60


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
        wanted = _wanted(image)
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
    images = [one for one in iterate(element, "img") if "data-done" not in one.attrib]
    if not images or element.find(".//table") is not None:
        return
    label = next(
        (one for one in element.iter("figcaption", "p", "dd") if _is_label(one, element)), None
    )
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
    figure.append(_picture(context, image, words))
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
    holder = _link_around(image)
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
    made = _picture(context, image, "")
    image_parent = image.getparent()
    if image_parent is not None:
        replace(image, [made])
    if holder is not None and is_picture(holder.get("href") or "") and not has_text(holder):
        replace(holder, [made])


def _lift(context: Context, image: Element, target: Element, parent: Element) -> None:
    """The picture out of its paragraph, before it or behind it."""
    behind = _has_before(target, parent)
    figure = _figure(context, image, None)
    tail, target.tail = target.tail, None
    replace(target, [])
    if tail:
        _text_at(parent, tail, at_end=behind)
    without_edge_breaks(parent)
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


def _link_around(image: Element) -> Element | None:
    """A link that holds the picture and nothing else."""
    parent = image.getparent()
    if parent is not None and parent.tag == "a" and not has_text(parent) and len(parent) == 1:
        return parent
    return None


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


def _picture(context: Context, image: Element, caption: str) -> Element:
    """The picture with its name in the book and its description, or a box for a missing one."""
    wanted = _wanted(image)
    source, number = wanted.source, wanted.attachment
    found = context.blog.library.find(wanted)
    words = _description(context, image, found, caption, source)
    key = picture_key(source, number)
    if not found.path:
        context.missing.append(found.name)
        context.same.setdefault("pictures", {})[key] = same_words(found.name)
        made = make("span", {"class": "missing", "data-name": found.name, "data-done": ""})
        return made
    name = _book_name(context, found.path)
    src = f"images/{name}"
    context.pictures[src] = found.path
    context.same.setdefault("pictures", {})[key] = same_words(name)
    made = make("img", {"src": src, "data-done": ""})
    decorative = context.blog.decorative
    if words or decorative is None or found.path in decorative:
        made.set("alt", words)
    if not words and src not in context.undescribed:
        context.undescribed.append(src)
    return made


def _wanted(image: Element) -> Wanted:
    """What the element says of its picture; a page that loads pictures late keeps two addresses."""
    late = next((image.get(name) for name in _LAZY if image.get(name)), None)
    source = late or image.get("src") or ""
    link = _link_around(image)
    number = image.get("data-attachment") or ""
    if not number and (found := _NUMBER.search(image.get("class") or "")):
        number = found[1]
    return Wanted(source, (link.get("href") or "") if link is not None else "", number)


def picture_key(address: str, number: str) -> str:
    """How the inventory of the source calls a picture."""
    return same_words(address.partition("?")[0] or number)


def _description(context: Context, image: Element, found: Found, caption: str, source: str) -> str:
    """The source's own words, else those of the library, else the caption, with a warning."""
    own = " ".join((image.get("alt") or "").split())
    kept = found.attachment.alt if found.attachment is not None else ""
    said = [words for words in (own, kept) if words]
    first = said[0] if said else caption
    if not found.path:
        context.leave_out("descriptions", first, _MISSING, int(bool(first)))
        return ""
    for words in said:
        if not is_file_name(words, source or found.name):
            _call_alike(context, first, words)
            return words
    if said and not caption:
        context.leave_out("descriptions", first, "the name of a file describes no picture")
    elif caption:
        _call_alike(context, first, caption)
        message = (
            f"A picture in {context.post.name} has no description; its caption stands for it: "
            f"“{caption[:60]}”."
        )
        context.warn("import-048", message, "Say in the chapter what the picture shows.")
    return caption


_MISSING: Final = "the picture is missing: give it with the picture"


def _call_alike(context: Context, before: str, now: str) -> None:
    """The source's first words about a picture, and those that the chapter has in their stead."""
    if before != now:
        names = context.same.setdefault("descriptions", {})
        names[same_words(before)] = same_words(now)


def _book_name(context: Context, path: str) -> str:
    """The name of a picture in the book, the same for every post that shows it."""
    known = context.blog.pictures
    if path not in known:
        plain = PurePosixPath(path)
        suffix = plain.suffix.lower()
        stem = slug(plain.stem, limit=_LONG_NAME) or "picture"
        taken = set(known.values())
        name, number = f"{stem}{suffix}", 2
        while name in taken:
            name, number = f"{stem}-{number}{suffix}", number + 1
        known[path] = name
    return known[path]
