"""Figures: pictures and tables with a caption, and pictures in a paragraph of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from dinobook.markup.blocks.dialect import BLOCK_MARK
from dinobook.markup.blocks.kinds import EQUATION
from dinobook.markup.blocks.row_heads import hand_over_row_heads
from dinobook.markup.fragment import Figure
from dinobook.markup.lines import Lines, line_of
from dinobook.markup.tree import LINE_MARK, Element, plain_text, remove, take
from dinobook.problems import Problem, Severity
from dinobook.xhtml import add_class

_KINDS: Final = {"tabel": "table", "figuur": "figure"}
PICTURE_FIRST: Final = "picture-first"
"""The class of a paragraph that begins with a picture and goes on with words."""
_NUMBERED: Final = ("table", "figure", "equation")


@dataclass(frozen=True, slots=True)
class Captioned:
    """A `<figure>` with a caption, before its texts are final."""

    element: Element
    kind: str
    line: int


def make_figures(tree: Element, lines: Lines) -> tuple[list[Captioned], list[Problem]]:
    """Join captions to their tables and pictures."""
    captioned, problems = _from_blocks(tree, lines)
    captioned = [*captioned, *_equations(tree), *_from_paragraphs(tree)]
    _mark_picture_first(tree)
    return captioned, [*problems, *_without_caption(tree, lines)]


def _mark_picture_first(tree: Element) -> None:
    """A paragraph that begins with a picture has no indent, which would push it off the line."""
    for paragraph in tree.iter("p"):
        if _begins_with_picture(paragraph):
            add_class(paragraph, PICTURE_FIRST)


def _begins_with_picture(paragraph: Element) -> bool:
    for event, element in etree.iterwalk(paragraph, events=("start", "end")):
        if event == "start" and element.tag == "img":
            return True
        words = element.text if event == "start" else element.tail
        if words and words.strip():
            return False
    return False


def _without_caption(tree: Element, lines: Lines) -> Iterator[Problem]:
    """Pictures in a sentence: what stands between quotation marks is printed nowhere."""
    for picture in tree.iter("img"):
        caption = picture.get("title", "")
        if caption.strip():
            yield lines.source.problem(
                int(picture.get(LINE_MARK, "0")),
                "picture-003",
                f"The caption “{caption}” is not printed: its picture stands in a sentence.",
                "Put the picture in a paragraph of its own; or take the caption away.",
                Severity.WARNING,
            )


def _equations(tree: Element) -> Iterator[Captioned]:
    for box in tree.iter("figure"):
        if box.get(BLOCK_MARK) == EQUATION:
            yield Captioned(box, "equation", line_of(box))


def list_figures(
    trees: Sequence[Element], chapter: str, captioned: Sequence[Captioned]
) -> list[Figure]:
    """What the book will number, in the order of `trees`, each with an id."""
    by_element = {found.element: found for found in captioned}
    figures: list[Figure] = []
    counts = dict.fromkeys(_NUMBERED, 0)
    for element in (one for tree in trees for one in tree.iter("figure")):
        found = by_element.get(element)
        caption = element.find("figcaption")
        if found is None or caption is None:
            continue
        counts[found.kind] += 1
        if not element.get("id"):
            element.set("id", f"{chapter}--{found.kind}-{counts[found.kind]}")
        figures.append(Figure(element.get("id") or "", found.kind, plain_text(caption), found.line))
    return figures


def _from_blocks(tree: Element, lines: Lines) -> tuple[list[Captioned], list[Problem]]:
    found: list[Captioned] = []
    problems: list[Problem] = []
    for element in list(tree.iter("figure")):
        name = element.get(BLOCK_MARK) or ""
        if name not in _KINDS:
            continue
        line = line_of(element)
        caption = element.find("figcaption")
        above = _table_above(element) if name == "tabel" else _picture_above(element)
        if name == "tabel" and hand_over_row_heads(element, above):
            remove(element)
        elif caption is None or not plain_text(caption):
            problems.append(
                lines.source.problem(
                    line,
                    "block-007",
                    f"The block “{name}” has no caption.",
                    f"Write it after a bar: /// {name} | Bijschrift",
                )
            )
        elif above is None:
            thing = "table" if name == "tabel" else "picture in a paragraph of its own"
            problems.append(
                lines.source.problem(
                    line,
                    "block-008",
                    f"The block “{name}” does not follow a {thing}.",
                    f"Put it right below the {thing.split()[0]}, with a blank line between.",
                )
            )
        else:
            _adopt(element, caption, above)
            found.append(Captioned(element, _KINDS[name], line))
    return found, problems


def _table_above(element: Element) -> Element | None:
    above = element.getprevious()
    return above if above is not None and above.tag == "table" else None


def _picture_above(element: Element) -> Element | None:
    above = element.getprevious()
    return above if above is not None and _only_picture(above) is not None else None


def _only_picture(paragraph: Element) -> Element | None:
    """The picture, when the paragraph holds nothing else."""
    if paragraph.tag != "p" or len(paragraph) != 1 or paragraph[0].tag != "img":
        return None
    text = (paragraph.text or "") + (paragraph[0].tail or "")
    return None if text.strip() else paragraph[0]


def _adopt(figure: Element, caption: Element, above: Element) -> None:
    """Move a table below its caption, or a picture above it."""
    picture = _only_picture(above)
    if above.tail and above.tail.strip():
        return
    remove(above)
    if picture is None:
        figure.append(above)
    else:
        _hand_over(picture, figure)
        figure.insert(0, picture)
        picture.tail = None
    _set_caption(caption)


def _hand_over(picture: Element, figure: Element) -> None:
    """A picture's id and classes are its figure's, unless the figure has its own id."""
    for name in (take(picture, "class") or "").split():
        add_class(figure, name)
    own = take(picture, "id")
    if own and not figure.get("id"):
        figure.set("id", own)


def _set_caption(caption: Element) -> None:
    """An empty label first, then the caption's text; its first paragraph needs no `<p>`."""
    label = etree.Element("span", {"class": "caption-label"})
    label.tail = (caption.text or "").strip()
    caption.text = None
    caption.insert(0, label)
    if len(caption) > 1 and caption[1].tag == "p":
        first = caption[1]
        label.tail = first.text
        for offset, child in enumerate(list(first), start=1):
            caption.insert(offset, child)
        caption.remove(first)


def _from_paragraphs(tree: Element) -> list[Captioned]:
    found: list[Captioned] = []
    for paragraph in list(tree.iter("p")):
        picture = _only_picture(paragraph)
        if picture is None:
            continue
        picture.tail = None
        figure = paragraph
        figure.tag = "figure"
        figure.text = None
        add_class(figure, "figure")
        _hand_over(picture, figure)
        text = take(picture, "title")
        if text:
            caption = etree.SubElement(figure, "figcaption")
            caption.text = text
            _set_caption(caption)
            found.append(Captioned(figure, "figure", int(picture.get(LINE_MARK, "0"))))
    return found
