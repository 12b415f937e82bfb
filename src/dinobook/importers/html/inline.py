"""Runs of words as one paragraph of Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

from dinobook.importers.escape import IsList, escape_start, escape_text
from dinobook.importers.html.addresses import link_address, picture
from dinobook.importers.html.formulas import inline_formula
from dinobook.importers.html.runs import Mark, Marked, Run, edge, nested, words_in
from dinobook.importers.html.vocabulary import Element, kind_of

_SIGNS: Final = {"em": "*", "strong": "**", "del": "~~", "ins": "^^", "mark": "=="}
_RAISED: Final = {"sub": "~", "sup": "^"}
_FAMILIES: Final = {"*": "*", "_": "*", "~": "~", "^": "~", "=": "="}
"""Signs that the dialect pairs together."""
_UNDERSCORES: Final = {"em": "_", "strong": "__"}
_SPAN: Final = "["
_BOLD: Final = frozenset({"em", "strong"})
_SEAM: Final = "<span></span>"
"""Keeps two brackets apart, and leaves no trace on a page."""
_DOLLAR: Final = "&#36;"
"""One that touches a formula."""
_TOUCHING: Final = ("$$", "^[", "[^")
_BARE_WORD: Final = re.compile(r"[\w.,+−-]*\w")
_BOUNDARY: Final = re.compile(r"[\s.,;:!?()“”‘’„«»…–—/]")
_BARE_ADDRESS: Final = re.compile(r"https?://[\w./?=#%:,+!~-]*[\w/]")
_LOOSE: Final = "~^$"
_IN_ATTRIBUTE: Final = re.compile(r"[\\`*\[\]{}$^~_@%:!|<>\"&']")
_CODE: Final = re.compile(r"[^`\\\s](?:[^`]*[^`\\\s])?")


@dataclass(slots=True)
class Lines:
    """What the writing of words needs to know, and hands on.

    `call` gives the call of a note; `is_list` says which letters begin a list; `hoisted` takes
    pictures that are missing, which stand on lines of their own.
    """

    call: Callable[[Element], str]
    is_list: IsList = lambda mark: True
    hoisted: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class _Piece:
    """Markdown; with `raw`, the words that will be escaped when their neighbours are known."""

    text: str
    raw: bool = False
    is_citation: bool = False


def write_inline(runs: Sequence[Run], lines: Lines, *, line_break: str = "\\\n") -> str:
    """Markdown that may not begin a line. `line_break` is what ends a line."""
    return _Inline(runs, lines, line_break).text()


def write_paragraph(runs: Sequence[Run], lines: Lines) -> str:
    """Markdown whose lines, parted by backslashes, begin nothing else."""
    return _Inline(runs, lines, "\\\n").text(starts=True)


class _Inline:
    def __init__(self, runs: Sequence[Run], lines: Lines, line_break: str) -> None:
        self.lines = lines
        self.line_break = line_break
        self.pieces: list[_Piece] = []
        self.loose = _loose_signs(runs)
        self._write(nested(runs), frozenset())

    def text(self, *, starts: bool = False) -> str:
        written = ""
        begins = True
        for index, piece in enumerate(self.pieces):
            if not piece.raw:
                written += piece.text
                begins = piece.text == self.line_break
                continue
            text = self._escaped(index, begins)
            if begins and starts:
                behind = self._behind(index)
                text = escape_start(text + behind, self.lines.is_list).removesuffix(behind)
            written += text
            begins = False
        return written

    def _behind(self, index: int) -> str:
        """Something that stands for what follows on the line."""
        after = self.pieces[index + 1 : index + 2]
        return "\ufffc" if after and after[0].text != self.line_break else ""

    def _escaped(self, index: int, begins: bool) -> str:
        raw = self.pieces[index].text
        before = self.pieces[index - 1] if index else _Piece("")
        after = self.pieces[index + 1].text if index + 1 < len(self.pieces) else ""
        beside = before.is_citation or before.text.endswith(("[", "]", ")", "}", "^"))
        plain = not beside and not after.startswith(("[", "]"))
        loose = self.loose - {raw[0]}
        text = escape_text(raw, loose, starts=begins, plain_brackets=plain)
        if text[:1] in tuple("([{:") and before.text.endswith(("]", ")", "}")):
            text = f"\\{text}"
        if after.startswith("[") and text.endswith("!"):
            text = f"{text[:-1]}\\{text[-1]}"
        if after.startswith("$"):
            text = re.sub(r"\\?\$$", _DOLLAR, text)
        if before.text.endswith("$"):
            text = re.sub(r"^\\?\$", _DOLLAR, text)
        if after and after[0] in "*_~^=`" and text.endswith(after[0]):
            text = text if text.endswith(f"\\{after[0]}") else f"{text[:-1]}\\{text[-1]}"
        return text

    def _write(self, children: Sequence[Marked | Run], inside: frozenset[str]) -> None:
        """`inside` are the families of the signs that are open."""
        for index, child in enumerate(children):
            if isinstance(child, Run) and child.atom is None:
                self.pieces.append(_Piece(child.text, raw=True))
                continue
            before = edge(children[index - 1] if index else None, first=False)
            after = edge(children[index + 1] if index + 1 < len(children) else None, first=True)
            if isinstance(child, Marked):
                self._marked(child, inside, before, after)
            elif child.atom is not None:
                self._atom(child.atom, before, after)

    def _put(self, text: str) -> None:
        last = self.pieces[-1] if self.pieces else _Piece("")
        touching = last.text[-1:] + text[:1]
        if (last.is_citation and text.startswith(("[", "(", "{"))) or (
            not last.raw and touching in _TOUCHING
        ):
            self.pieces.append(_Piece(_SEAM))
        self.pieces.append(_Piece(text))

    def _marked(self, node: Marked, inside: frozenset[str], before: str, after: str) -> None:
        mark = node.mark
        if mark.tag == "a":
            self._link(node, inside)
        elif mark.tag == "span" and _SPAN not in inside:
            self._put("[")
            self._write(node.children, inside | {_SPAN})
            self._put(f"]{{{_attribute_list(mark)}}}")
        elif mark.tag == "code" and (code := _code(node)):
            self._put(code)
        else:
            self._signs(node, inside, before, after)

    def _signs(self, node: Marked, inside: frozenset[str], before: str, after: str) -> None:
        sign = self._sign(node, inside, before, after)
        if not sign:
            opening, closing = _tags(node.mark)
            self._put(opening)
            self._write(node.children, inside)
            self._put(closing)
            return
        children = node.children
        if len(children) == 1 and sign == "***":
            only = children[0]
            children = only.children if isinstance(only, Marked) else children
        self._put(sign)
        self._write(children, inside | {_FAMILIES[sign[0]]})
        self._put(sign)

    def _sign(self, node: Marked, inside: frozenset[str], before: str, after: str) -> str:
        """The signs that the dialect has for a mark, where they are sure to be read so; else ""."""
        tag = node.mark.tag
        sign = _SIGNS.get(tag) or _RAISED.get(tag, "")
        if not sign or self._ends_with_sign(sign):
            return ""
        words = words_in(node.children)
        if tag in _RAISED:
            return sign if "~" not in inside and _is_raised(node, before, after) else ""
        if _FAMILIES[sign[0]] in inside:
            apart = _BOUNDARY.fullmatch(before) and _BOUNDARY.fullmatch(after)
            whole = "\ufffc" not in (words[:1], words[-1:])
            return _UNDERSCORES[tag] if tag in _BOLD and apart and whole else ""
        if tag == "mark" and (before.isalnum() or before in ("_", "\ufffc") or "=" in words):
            return ""
        if _is_figure(before, words[:1]) or _is_figure(words[-1:], after):
            return ""
        only = node.children[0] if len(node.children) == 1 else None
        if isinstance(only, Marked) and {tag, only.mark.tag} == _BOLD:
            return "***"
        return sign

    def _ends_with_sign(self, sign: str) -> bool:
        """Whether signs of the same family stand right before."""
        if not self.pieces or self.pieces[-1].raw:
            return False
        last = self.pieces[-1].text[-1:]
        return _FAMILIES.get(last) == _FAMILIES[sign[0]]

    def _link(self, node: Marked, inside: frozenset[str]) -> None:
        href = dict(node.mark.attributes).get("href", "")
        only = node.children[0] if len(node.children) == 1 else None
        is_bare = isinstance(only, Run) and only.text == href
        if is_bare and _BARE_ADDRESS.fullmatch(href):
            self._put(f"<{href}>")
            return
        self._put("[")
        self._write(node.children, inside)
        self._put(f"]({link_address(href)})")

    def _atom(self, atom: Element, before: str, after: str) -> None:
        kind = kind_of(atom)
        if atom.tag == "br":
            self._put(self.line_break)
        elif atom.tag == "img":
            self._put(picture(atom))
        elif kind == "note":
            self._put(self.lines.call(atom))
        elif kind == "formula":
            self._put(inline_formula(atom.get("data-tex") or "", before, after))
        elif kind == "citation":
            written = atom.get("data-markdown") or ""
            self._put(written)
            self.pieces[-1].is_citation = True
        elif kind == "missing":
            self.lines.hoisted.append(atom)
        elif kind == "reference":
            self._put(f"[]({link_address(atom.get('href') or '')})")
        else:
            self._put(f"[]{{#{atom.get('id')}}}")


def _is_figure(before: str, after: str) -> bool:
    """`2*3` is a sum."""
    return before.isdigit() and after.isdigit()


def _is_raised(node: Marked, before: str, after: str) -> bool:
    only = node.children[0] if len(node.children) == 1 else None
    bare = isinstance(only, Run) and only.atom is None and _BARE_WORD.fullmatch(only.text)
    return bool(bare) and before.isalnum() and (not after or after.isspace() or after in ".,;:)")


def _loose_signs(runs: Sequence[Run]) -> frozenset[str]:
    """Signs that stand once in the paragraph, and belong to no mark there."""
    text = "".join(run.text for run in runs)
    tags = {mark.tag for run in runs for mark in run.marks}
    used = "~^" if tags & {"del", "ins", "sub", "sup"} else ""
    if any(run.atom is not None and kind_of(run.atom) == "formula" for run in runs):
        used += "$"
    return frozenset(sign for sign in _LOOSE if sign not in used and text.count(sign) == 1)


def _code(node: Marked) -> str:
    """Code between backticks; empty where it needs tags."""
    only = node.children[0] if len(node.children) == 1 else None
    if not isinstance(only, Run) or only.atom is not None or not _CODE.fullmatch(only.text):
        return ""
    return f"`{only.text}`"


def _tags(mark: Mark) -> tuple[str, str]:
    attributes = "".join(f' {key}="{_value(value)}"' for key, value in mark.attributes)
    return f"<{mark.tag}{attributes}>", f"</{mark.tag}>"


def _value(text: str) -> str:
    """The value of an attribute, in which nothing is read as Markdown."""
    return _IN_ATTRIBUTE.sub(lambda found: f"&#{ord(found[0])};", " ".join(text.split()))


def _attribute_list(mark: Mark) -> str:
    named = dict(mark.attributes)
    parts = [f"#{named['id']}"] if "id" in named else []
    return " ".join([*parts, *(f"{key}={escape(named[key])}" for key in ("lang",) if key in named)])
