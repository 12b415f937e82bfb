"""Tags of PDF 1.7 as PDF 2.0 has them, which PDF/UA-2 is built on (ISO 14289-2).

A note is a tag of its own kind, a figure holds its caption, and an entry of the contents names what
it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, String

_NAMESPACE: Final = "http://iso.org/pdf2/ssn"


def renew_tags(pdf: pikepdf.Pdf) -> None:
    """Make the tags of a file those of PDF 2.0. Its links lead to tags already."""
    root = pdf.Root.StructTreeRoot
    space = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String(_NAMESPACE)))
    root.Namespaces = Array([space])
    document = root.K[0]
    document.NS = space
    every = list(_below(document))
    figures = {one.objgen: _take_in(one) for one in every if _holds_a_figure(one)}
    _lead_to(figures, pdf)
    places = _subjects(pdf)
    for tag in (one for one in every if one.objgen not in figures):
        if str(tag.S) == "/TOCI":
            _name_subject(tag, places)
        else:
            _renew(tag, space)


def _below(tag: Object) -> Iterator[Object]:
    """All tags in a tag, the inner ones first."""
    for kid in _tags(tag):
        yield from _below(kid)
        yield kid


def _tags(tag: Object) -> list[Object]:
    kids = tag.get("/K", Array())
    return [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


def _kinds(tag: Object) -> list[str]:
    return [str(one.S) for one in _tags(tag)]


def _renew(tag: Object, space: Object) -> None:
    kind = str(tag.S)
    if kind == "/Note":
        tag.S, tag.NS = Name.FENote, space
    elif kind == "/L" and "/A" not in tag:
        tag.A = Dictionary(O=Name.List, ListNumbering=Name.Description)
    elif kind == "/Div" and "/Formula" in _kinds(tag):
        tag.S = Name.Sect


def _holds_a_figure(tag: Object) -> bool:
    return str(tag.S) == "/Div" and _kinds(tag) == ["/Figure", "/Caption"]


def _take_in(holder: Object) -> Object:
    """Put the caption into the figure, in the place of what held both; gives the figure."""
    figure, caption = _tags(holder)
    figure.K.append(caption)
    caption.P, figure.P = figure, holder.P
    kids = holder.P.K
    for at, kid in enumerate(kids):
        if isinstance(kid, Dictionary) and kid.objgen == holder.objgen:
            kids[at] = figure
    if "/Lang" in holder and "/Lang" not in figure:
        figure.Lang = holder.Lang
    return figure


def _lead_to(figures: Mapping[tuple[int, int], Object], pdf: pikepdf.Pdf) -> None:
    """Let links that led to what held a figure lead to the figure."""
    for place in _places(pdf).values():
        if (figure := figures.get(place.SD[0].objgen)) is not None:
            place.SD[0] = figure


def _name_subject(entry: Object, places: Mapping[str, Object]) -> None:
    """Name the tag that an entry of the contents is about."""
    links = [link for tag in _tags(entry) for link in _tags(tag) if str(link.S) == "/Link"]
    targets = (kid.Obj for link in links for kid in link.K if isinstance(kid, Dictionary))
    names = (str(target.get("/Dest", "")) for target in targets)
    if subject := next((places[name] for name in names if name in places), None):
        entry.Ref = Array([subject])


def _subjects(pdf: pikepdf.Pdf) -> dict[str, Object]:
    """The tags that names in the file lead to."""
    return {name: place.SD[0] for name, place in _places(pdf).items()}


def _places(pdf: pikepdf.Pdf) -> dict[str, Object]:
    """What names stand for that lead to tags."""
    names = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    places = NameTree(names).items() if names is not None else ()
    return {
        str(name): place
        for name, place in places
        if isinstance(place, Dictionary) and "/SD" in place
    }
