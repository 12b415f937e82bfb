"""Manifests as authors write them, odd ones too, with a mark in every comment."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from hypothesis import strategies as st

BOOK = (
    "book:  #k900 het boek\n  title: 'Luiaards: een gids'\n"
    "  identifier: urn:uuid:3f2b8c1e-5d47-4a90-9c1b-7e6a2d0f4b58\n"
    "  description: |\n    Eén regel.\n\n    # geen opmerking\n    outline: [dit, niet]"
)
EDITIONS = "editions:\n  ebook:   {format: epub}   #k901 voor de winkel\n  pdf-1:\n    format: pdf"
CHAPTERS = ("a", "b", "café", "de-weg", "e2", "zo.zo", "onaf", "x-1", "slot", "nog_een")
TITLES = ("Onderweg", "Deel: twee", "'t Vertrek", "100", "Wat nu? – slot")
PAGES = ("half-title", "contents", "dedication", "index")
SHAPES = {
    "chapter": (
        "{id}",
        "{id}",
        '"{id}"',
        "{{id: {id}}}",
        "{{id: {id}, short: 'Kort: één'}}",
        '{{ "id": {id} ,   status: hold }}',
        "{{id: {id},{comment}\n{i}   short: kort}}",
        "id: {id}\n{i}  short: >-\n{i}    Een kop\n{i}    van twee regels",
        "id: {id}\n{i}  status: hold{comment}\n{i}  kind: appendix",
        "id: {id}\n{i}  short: |+\n{i}    Een kop\n",
        "{{id: {id}, short: Een kop\n{i}    die doorloopt}}",
    ),
    "part": (
        "part: {title}",
        "{{part: {title}, editions: [ebook]}}",
        "part: {title}{comment}\n{i}  id: {id}",
        "{{part: {title}, id: {id}}}",
        "editions: [pdf-1]\n{i}  part: {title}",
    ),
    "page": (
        "generate: {page}",
        "{{generate: {page}}}",
        "generate: {page}\n{i}  text: |\n{i}    Voor wie\n\n{i}    # bleef\n",
        "generate: {page}\n{i}  title: 'Een titel\n{i}    die doorloopt'",
    ),
    "matter": ("matter: {matter}", "{{matter: {matter}}}"),
}


@dataclass(frozen=True)
class Case:
    """A manifest, the chapters that it has, and the names of its rows."""

    text: str
    chapters: tuple[str, ...]
    aside: tuple[str, ...]
    parts: tuple[str, ...]
    names: tuple[str, ...]
    form: str


class Marks:
    """Comments, each with a number of its own."""

    def __init__(self) -> None:
        self._numbers = itertools.count()

    def comment(self, words: str = "") -> str:
        return f"#k{next(self._numbers)}{words}"


def marks(text: str) -> list[str]:
    return sorted(re.findall(r"#k\d+", text))


@st.composite
def rows(draw: st.DrawFn, chapters: list[str]) -> list[tuple[str, str]]:
    """Rows as (kind, name): chapters in this order, with parts, pages and matters among them."""
    found = [("chapter", name) for name in chapters]
    for title in draw(st.lists(st.sampled_from(TITLES), max_size=3, unique=True)):
        found.insert(draw(st.integers(0, len(found))), ("part", title))
    for page in draw(st.lists(st.sampled_from(PAGES), max_size=2, unique=True)):
        found.insert(draw(st.integers(0, len(found))), ("page", page))
    matters = draw(st.lists(st.sampled_from(["front", "body", "back"]), max_size=3, unique=True))
    at = 0
    for matter in sorted(matters, key=["front", "body", "back"].index):
        at = draw(st.integers(at, len(found)))
        found.insert(at, ("matter", matter))
        at += 1
    return found


def _written(draw: st.DrawFn, row: tuple[str, str], indent: str, marked: Marks, number: int) -> str:
    kind, name = row
    comment = draw(st.sampled_from(["", "  " + marked.comment(": [a, b] {c}")]))
    title = f'"{name}"' if kind == "part" else ""
    values = {"id": f'"{name}"' if name.isdigit() else name, "title": title, "page": name}
    if kind == "part":
        values["id"] = f"deel-{number}"
    shape: str = draw(st.sampled_from(SHAPES[kind]))
    return shape.format(**values, matter=name, i=indent, comment=comment)


@st.composite
def blocks(draw: st.DrawFn, listed: list[tuple[str, str]], marked: Marks, key: str) -> str:
    indent = draw(st.sampled_from(["", "  ", "    "]))
    lines = [f"{key}:" + draw(st.sampled_from(["", "  " + marked.comment(" kop")]))]
    for number, row in enumerate(listed):
        for kind in draw(st.lists(st.sampled_from(["", "own", "other", "blank"]), max_size=3)):
            room = indent if kind == "own" else indent + "   "
            blank = draw(st.sampled_from(["", "", "   "]))
            lines.append(blank if kind in ("", "blank") else room + marked.comment(" over: 'x'"))
        hyphen = draw(st.sampled_from(["- ", "- ", "- ", "-   "]))
        written = _written(draw, row, indent + " " * (len(hyphen) - 2), marked, number)
        first, *rest = written.split("\n")
        behind = draw(st.sampled_from(["", "", "  " + marked.comment(" achter"), "  "]))
        if rest and (">-" in first + rest[0] or "|" in "".join([first, *rest])):
            behind = ""
        lines += [f"{indent}{hyphen}{first}", *rest]
        lines[-1] += behind
    return "\n".join(lines)


@st.composite
def brackets(draw: st.DrawFn, listed: list[tuple[str, str]], marked: Marks, key: str) -> str:
    """A list between brackets: on one line, a row a line, or anyhow."""
    words = [_written(draw, row, "    ", marked, at) for at, row in enumerate(listed)]
    words = [
        word if "\n" not in word or word[0] == "{" else str(at) + "-plat"
        for at, word in enumerate(words)
    ]
    form = draw(st.sampled_from(["one line", "tall", "anyhow"]))
    if form == "one line":
        flat = [word for word in words if "\n" not in word] or ["plat"]
        comma = draw(st.sampled_from([", ", ",", " , "]))
        end = draw(st.sampled_from(["", " ", ",", " , "]))
        return f"{key}: [{comma.join(flat)}{end}]" + draw(
            st.sampled_from(["", "  " + marked.comment(" kort")])
        )
    lines = [f"{key}: [" + draw(st.sampled_from(["", "  " + marked.comment()]))]
    for at, word in enumerate(words):
        if draw(st.booleans()):
            lines.append(draw(st.sampled_from(["", "  " + marked.comment(), "   ", "# los"])))
        comma = "," if at < len(words) - 1 or draw(st.booleans()) else ""
        behind = draw(st.sampled_from(["", "  " + marked.comment(" achter")]))
        joined = form == "anyhow" and draw(st.booleans()) and "#" not in lines[-1]
        if joined:
            lines[-1] += f" {word}{comma}{behind}"
        else:
            lines.append(f"  {word}{comma}{behind}")
    if form == "anyhow" and "#" not in lines[-1] and draw(st.booleans()):
        lines[-1] += "]"
    else:
        lines.append("  ]" + draw(st.sampled_from(["", "  " + marked.comment()])))
    return "\n".join(lines)


@st.composite
def asides(draw: st.DrawFn, ids: list[str], marked: Marks) -> str | None:
    comment = "  " + marked.comment()
    if not ids:
        empty = ["aside:" + comment, "aside: []" + comment, "aside: ~" + comment, None]
        return draw(st.sampled_from([*empty, f"aside:\n{comment}"]))
    block = "".join(f"\n  - {one}  {marked.comment()}" for one in ids)
    tall = ",\n    ".join(ids)
    forms = [
        f"aside:{block}",
        "aside:" + "".join(f"\n\n  {marked.comment()}\n  - {one}" for one in ids),
        f"aside: [{', '.join(ids)}]{comment}",
        f"aside: [\n    {tall}\n  ]{comment}",
        f"aside: [\n    {tall},\n]{comment}",
    ]
    return draw(st.sampled_from(forms))


@st.composite
def manifests(draw: st.DrawFn) -> Case:
    """A manifest without faults of form; its order may be one that a check would refuse."""
    marked = Marks()
    ids = draw(st.lists(st.sampled_from(CHAPTERS), min_size=1, max_size=8, unique=True))
    cut = draw(st.integers(0, len(ids)))
    listed = draw(rows(ids[:cut]))
    form = draw(st.sampled_from(["block", "block", "block", "brackets", "flow"]))
    if form == "flow" or not listed:
        return _in_braces(draw, listed, ids[cut:], marked)
    key = draw(st.sampled_from(["outline", "outline", '"outline"', "'outline'"]))
    maker = blocks if form == "block" else brackets
    outline = draw(maker(listed, marked, key))
    keys = [BOOK, outline, draw(asides(ids[cut:], marked)), EDITIONS]
    order = draw(st.permutations([block for block in keys if block is not None]))
    loose = f"\n\n\n  {marked.comment(' los')}\n\n{marked.comment(' bij wat volgt')}\n"
    between = draw(st.sampled_from(["\n", "\n\n", loose.replace("los", "-")]))
    text = draw(st.sampled_from(["", "# manifest\n", "---\n", "\ufeff"])) + _joined(order, between)
    text += draw(st.sampled_from(["\n", "", "\n\n", f"\n{marked.comment()}", "\n...\n"]))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))
    return _case(text, ids, form)


def _joined(keys: list[str], between: str) -> str:
    """A mark stands once, so the comment between keys stands between the first two only."""
    return "\n".join([between.join(keys[:2]), *keys[2:]])


def _in_braces(
    draw: st.DrawFn, listed: list[tuple[str, str]], left: list[str], marked: Marks
) -> Case:
    words = [_written(draw, row, "", marked, at) for at, row in enumerate(listed)]
    words = [word for word in words if "\n" not in word and "#" not in word]
    aside = f", aside: [{', '.join(left)}]" if left else ""
    text = f"{{outline: [{', '.join(words)}]{aside}, editions: {{e: {{format: epub}}}}}}\n"
    return _case(text, [], "flow")


def _case(text: str, ids: list[str], form: str) -> Case:
    """What the text really lists, by a reader that is not the one under test."""
    from ruamel.yaml import YAML

    values = YAML(typ="safe", pure=True).load(text.lstrip("\ufeff"))
    chapters, parts, names = [], [], []
    for row in values["outline"] or ():
        row = row if isinstance(row, dict) else {"id": row}
        if "part" in row:
            parts.append(str(row["part"]))
            names.append(str(row["part"]))
        elif "id" in row:
            chapters.append(str(row["id"]))
            names.append(str(row["id"]))
        elif "generate" in row:
            names.append(row["generate"])
    aside = [str(one) for one in values.get("aside") or ()]
    return Case(text, tuple(chapters), tuple(aside), tuple(parts), tuple(names), form)
