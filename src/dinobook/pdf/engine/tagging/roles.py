"""Which tag an element gets: the types of PDF 1.7 (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from typing import Any, Final

from dinobook.pdf.engine.tagging.ancestry import Ancestry, classes_of, name_of

FORMULA: Final = "data-mathml"
"""Set on the drawing of a formula: its MathML."""
_ROLES: Final = {
    **{name: "Sect" for name in ("section", "aside")},
    **{name: name.upper() for name in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "tr", "th", "td")},
    **{"blockquote": "BlockQuote", "figure": "Div", "pre": "P", "code": "Code", "q": "Quote"},
    **{"ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody"},
    **{"table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot"},
    **{"caption": "Caption", "figcaption": "Caption", "a": "Link"},
}
_LISTED: Final = {"ul": "TOC", "ol": "TOC", "li": "TOCI"}
_LABELS: Final = frozenset({"note-mark", "task-sign"})


def role_of(element: Any, ancestry: Ancestry) -> str:
    """The type of an element's own tag; empty: its content belongs to what stands around it."""
    name, names = name_of(element), classes_of(element)
    role = _ROLES.get(name, "")
    if "footnote" in names or (name == "aside" and "note" in names):
        return "Note"
    if name in _LISTED and ancestry.is_listed(element):
        return _LISTED[name]
    if name in ("img", "svg"):
        return "Formula" if element.get(FORMULA) is not None else "Figure"
    if _adds_nothing(element):
        role = ""
    elif name == "abbr" and element.get("title"):
        role = "Span"
    if not role and ancestry.language(element):
        return "Span" if ancestry.is_inline(element) else "Div"
    return role


def is_label(element: Any) -> bool:
    """Whether an element is the sign of a list's item, or a note's number at the end of a text."""
    return not _LABELS.isdisjoint(classes_of(element))


def is_back_link(element: Any) -> bool:
    return "backlink" in classes_of(element)


def is_reference(element: Any, ancestry: Ancestry) -> bool:
    """Whether a link is an entry of the contents, or calls a note."""
    return "noteref" in classes_of(element) or ancestry.is_listed(element)


def _adds_nothing(element: Any) -> bool:
    """Whether an element of a known kind is no more than what it holds."""
    name = name_of(element)
    if name == "a":
        return element.get("href") is None
    return name == "figure" and not _is_group(element)


def _is_group(figure: Any) -> bool:
    """Whether a figure holds pictures with their caption: a table takes its caption itself."""
    names = {name_of(element) for element in figure.iter()}
    return "figcaption" in names and "table" not in names
