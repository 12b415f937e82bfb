"""The remarks that a reader left in a PDF, as its viewer wrote them: ISO 32000-1, 12.5.6."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Object

from dinobook.proof.page_text import Box

DAMAGE: Final = (
    pikepdf.PdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What is raised by objects that are not of the kind that they should be."""

KINDS: Final = {
    "/Highlight": "highlight",
    "/Underline": "underline",
    "/Squiggly": "squiggly",
    "/StrikeOut": "strike-out",
    "/Redact": "strike-out",
    "/Caret": "insertion",
    "/Text": "note",
    "/FreeText": "text",
    "/Ink": "ink",
    "/Square": "shape",
    "/Circle": "shape",
    "/Line": "shape",
    "/Polygon": "shape",
    "/PolyLine": "shape",
    "/Stamp": "stamp",
    "/FileAttachment": "attachment",
    "/Sound": "attachment",
}
"""What a person leaves. Links, form fields and what a printer adds are none of these."""
MARKING: Final = frozenset({"highlight", "underline", "squiggly", "strike-out"})
DRAWN: Final = frozenset({"ink", "shape"})
_HIDDEN: Final = 2 | 32
"""Hidden and NoView (table 165)."""
_DATE: Final = re.compile(
    r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?|(Z))?"
)
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
"""What it says of an encoding no longer holds for text."""
_INLINE: Final = frozenset({"a", "b", "em", "font", "i", "s", "span", "strong", "sub", "sup", "u"})
_PER_QUAD: Final = 8
MOST_QUADS: Final = 5000


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody answered to a remark, or the state that they gave it ("Accepted")."""

    author: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """One remark. `page` counts from 0; `quads` are the boxes of marked words, in reading order.

    `date` is as ISO 8601 has it, as far as it is said; `box` is where the remark itself stands.
    """

    page: int
    kind: str
    text: str
    author: str
    date: str
    box: Box
    quads: tuple[Box, ...] = ()
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True)
class Damaged:
    """An annotation that cannot be read; `page` counts from 0."""

    page: int


_Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Read:
    """An annotation with what ties it to others."""

    own: Annotation
    key: _Key
    parent: _Key | None
    is_part: bool
    """Part of a group, as a strike-out is with the words that come in its place."""
    is_hidden: bool


def annotations_of(pdf: pikepdf.Pdf) -> tuple[list[Annotation], list[Damaged]]:
    """All remarks, page by page, with their replies; and what cannot be read."""
    read: list[_Read] = []
    damaged: list[Damaged] = []
    for number, page in enumerate(pdf.pages):
        for one in _each(page.obj):
            try:
                if (found := _read(one, number)) is not None:
                    read.append(found)
            except DAMAGE:
                damaged.append(Damaged(number))
    return _threads(read), damaged


def _each(page: Object) -> Iterator[Object]:
    try:
        listed = page.get("/Annots")
        return iter(list(listed.as_list()) if isinstance(listed, Array) else ())
    except DAMAGE:
        return iter(())


def _read(one: Object, page: int) -> _Read | None:
    """None for what is no remark. Raises one of DAMAGE for what cannot be understood."""
    if not isinstance(one, Dictionary):
        raise TypeError("an annotation is a dictionary")
    subtype = one.get("/Subtype")
    if subtype is None:
        raise ValueError("an annotation has a subtype")
    kind = KINDS.get(str(subtype))
    if kind is None:
        return None
    parent = one.get("/IRT")
    is_tied = isinstance(parent, Dictionary)
    own = Annotation(
        page,
        kind,
        _said(one),
        _text(one, "/T"),
        _date(_text(one, "/M") or _text(one, "/CreationDate")),
        _box(_numbers(one, "/Rect")),
        _quads(one) if kind in MARKING else (),
    )
    flags = one.get("/F")
    return _Read(
        own,
        one.objgen,
        parent.objgen if parent is not None and is_tied else None,
        str(one.get("/RT", "/R")) == "/Group",
        isinstance(flags, int) and bool(flags & _HIDDEN),
    )


def _said(one: Object) -> str:
    """What the remark says; some programs say it in its window, or with marks of its own only."""
    if own := _text(one, "/Contents"):
        return own
    if rich := _text(one, "/RC"):
        return _plain(rich)
    popup = one.get("/Popup")
    if isinstance(popup, Dictionary) and (there := _text(popup, "/Contents")):
        return there
    return _text(one, "/State")


def _plain(rich: str) -> str:
    """The words of rich text (12.7.3.4), a paragraph a line; of what is none, all of it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(_DECLARATION.sub("", rich).encode(), parser)
    lines = _lines_in(root) if root is not None else [rich]
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _lines_in(root: etree._Element) -> list[str]:
    lines = [""]
    for event, element in etree.iterwalk(root, ("start", "end", "comment", "pi")):
        is_element = event in ("start", "end")
        if is_element and etree.QName(element).localname not in _INLINE:
            lines.append("")
        if event == "start":
            lines[-1] += element.text or ""
        elif element is not root:
            lines[-1] += element.tail or ""
    return lines


def _text(one: Object, key: str) -> str:
    value = one.get(key)
    if not isinstance(value, pikepdf.String):
        return ""
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _date(written: str) -> str:
    """`D:20261130142500+01'00'` as 2026-11-30T14:25:00+01:00 (7.9.4)."""
    found = _DATE.match(written)
    if found is None:
        return ""
    year, month, day, hour, minute, second, sign, hours, minutes, zulu = found.groups()
    date = "-".join(filter(None, (year, month, day)))
    if not hour:
        return date
    zone = "Z" if zulu else f"{sign}{hours}:{minutes or '00'}" if sign else ""
    return f"{date}T{hour}:{minute or '00'}:{second or '00'}{zone}"


def _numbers(one: Object, key: str) -> list[float]:
    value = one.get(key)
    if not isinstance(value, Array):
        return []
    return [float(number) for number in value.as_list()]


def _box(numbers: Sequence[float]) -> Box:
    """The box around points; raises `ValueError` when these are none."""
    xs, ys = numbers[0::2], numbers[1::2]
    if len(numbers) < 4 or len(xs) != len(ys):
        raise ValueError("a box has four sides")
    return min(xs), min(ys), max(xs), max(ys)


def _quads(one: Object) -> tuple[Box, ...]:
    """The boxes of marked words.

    The standard goes round a box, most programs write it like a Z: the box is the same.
    """
    numbers = _numbers(one, "/QuadPoints")[: MOST_QUADS * _PER_QUAD]
    whole = len(numbers) - len(numbers) % _PER_QUAD
    starts = range(0, whole, _PER_QUAD)
    return tuple(_box(numbers[start : start + _PER_QUAD]) for start in starts)


def _threads(read: Sequence[_Read]) -> list[Annotation]:
    """Remarks with what was answered to them, and groups as the one remark that they are."""
    known = {one.key: one for one in read if one.key != (0, 0)}
    roots = [one for one in read if _root(one, known) is one and not one.is_hidden]
    tied: defaultdict[_Key, list[_Read]] = defaultdict(list)
    for one in read:
        root = _root(one, known)
        if root is not one:
            tied[root.key].append(one)
    return [_together(root, tied[root.key] if root.key != (0, 0) else ()) for root in roots]


def _root(one: _Read, known: Mapping[_Key, _Read]) -> _Read:
    """What a reply is about in the end; itself when that is not there, or goes round."""
    seen = {one.key}
    at = one
    while at.parent is not None and at.parent in known:
        if at.parent in seen:
            return one
        seen.add(at.parent)
        at = known[at.parent]
    return at


def _together(root: _Read, others: Iterable[_Read]) -> Annotation:
    parts = [one.own for one in others if one.is_part]
    answers = sorted((one.own for one in others if not one.is_part), key=lambda one: one.date)
    replies = tuple(Reply(one.author, one.date, one.text) for one in answers if one.text)
    made = replace(root.own, replies=replies)
    for part in parts:
        text = "\n".join(filter(None, (made.text, part.text)))
        made = replace(made, text=text)
        if {made.kind, part.kind} == {"insertion", "strike-out"}:
            marked = part if part.kind == "strike-out" else made
            quads = marked.quads or (marked.box,)
            made = replace(made, kind="replacement", quads=quads, box=marked.box)
    return made
