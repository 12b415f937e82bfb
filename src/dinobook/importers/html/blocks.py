"""The blocks of a tree as lines of Markdown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dinobook.importers.escape import escape_text
from dinobook.importers.html.chapter import Chapter
from dinobook.importers.html.figures import write_figure, write_missing
from dinobook.importers.html.formulas import formula_lines
from dinobook.importers.html.inline import write_inline
from dinobook.importers.html.lists import write_list, write_terms
from dinobook.importers.html.parts import Rows, fenced
from dinobook.importers.html.runs import lines_of, runs_of
from dinobook.importers.html.tables import write_table
from dinobook.importers.html.vocabulary import HEADINGS, Element, kind_of

_FEWEST: Final = 2
_MOST: Final = 4
"""Pictures side by side."""
_NO_BREAK: Final = "\u00a0"
_WITH_LANG: Final = frozenset({"p", "blockquote", "aside", "div", *HEADINGS})
"""What has a place for a language of its own."""


def write_block(element: Element, chapter: Chapter) -> Rows:
    """One block; empty where it says nothing."""
    tag, lang = str(element.tag), element.get("lang")
    rows = _WRITERS[tag](element, chapter)
    if rows and lang and tag not in _WITH_LANG:
        return [f'<div lang="{lang}" markdown="1">', "", *rows, "", "</div>"]
    return rows


def _paragraph(element: Element, chapter: Chapter) -> Rows:
    text = chapter.paragraph(element)
    if not text.strip():
        return []
    lang = element.get("lang")
    if text.startswith("$$"):
        text = f"<span></span>{text}"
    rows = text.split("\n")
    return [*rows, f"{{lang={lang}}}"] if lang else rows


def _heading(element: Element, chapter: Chapter) -> Rows:
    text = chapter.line(element)
    if not text.strip():
        return []
    if text.endswith("#"):
        text = f"{text[:-1]}\\#"
    options = [f"#{element.get('id')}"] if element.get("id") else []
    options += [f"lang={element.get('lang')}"] if element.get("lang") else []
    behind = f" {{{' '.join(options)}}}" if options else ""
    return [f"{'#' * int(str(element.tag)[1])} {text}{behind}"]


def _rule(element: Element, chapter: Chapter) -> Rows:
    return ["* * *"]


def _code(element: Element, chapter: Chapter) -> Rows:
    rows = [row if row.strip() else "" for row in (element.text or "").split("\n")]
    text = "\n".join(rows).rstrip("\n")
    if not text.strip():
        return []
    fence = "```"
    while fence in text:
        fence += "`"
    return [f"{fence}{element.get('data-lang') or ''}".strip(), *text.split("\n"), fence]


def _without_footer(element: Element) -> tuple[list[Element], Element | None]:
    footer = element.find("footer")
    return [child for child in element if child is not footer], footer


def _footer(footer: Element | None, chapter: Chapter) -> str:
    return chapter.line(footer) if footer is not None else ""


def _quote(element: Element, chapter: Chapter) -> Rows:
    blocks, footer = _without_footer(element)
    source = _footer(footer, chapter)
    rows = chapter.blocks(blocks)
    if not rows and not source:
        return []
    lang = element.get("lang")
    if source or lang:
        return fenced("citaat", source, rows, {"lang": lang})
    return [f"> {row}" if row else ">" for row in rows]


def _pull_quote(element: Element, chapter: Chapter) -> Rows:
    blocks, footer = _without_footer(element)
    if footer is not None:
        footer.tag = "p"
        blocks.append(footer)
    rows = chapter.blocks(blocks)
    return fenced("uitgelicht", "", rows, {"lang": element.get("lang")}) if rows else []


def _division(element: Element, chapter: Chapter) -> Rows:
    return _DIVISIONS[kind_of(element)](element, chapter)


def _verse(element: Element, chapter: Chapter) -> Rows:
    stanzas, footer = _without_footer(element)
    rows: Rows = []
    for stanza in stanzas:
        for line in lines_of(runs_of(stanza)):
            text = write_inline(line, chapter.lines)
            if text.startswith("///"):  # would close the block
                text = f"\\{text}"
            if text:
                rows.append(_verse_line(text) if rows else text)
            elif rows and rows[-1]:
                rows.append("")
        if rows and rows[-1]:
            rows.append("")
    while rows and not rows[-1]:
        rows.pop()
    source = _footer(footer, chapter)
    return fenced("vers", source, rows, {"lang": element.get("lang")}) if rows or source else []


def _verse_line(text: str) -> str:
    """Spaces before a line are meant. On the first one they might begin an option."""
    bare = text.lstrip(_NO_BREAK)
    return " " * (len(text) - len(bare)) + bare


def _side_by_side(element: Element, chapter: Chapter) -> Rows:
    rows = chapter.blocks(list(element))
    if (
        any(figure.find("img") is None for figure in element)
        or not _FEWEST <= len(element) <= _MOST
    ):
        return rows
    return fenced("naast-elkaar", "", rows, {"lang": element.get("lang")})


def _formula(element: Element, chapter: Chapter) -> Rows:
    rows = formula_lines(element.get("data-tex") or "")
    if not rows:
        return []
    if element.get("id") or any("$" in row for row in rows):
        said = " ".join(rows).replace("|", "\\|")
        return fenced("vergelijking", said, rows, {"id": element.get("id")})
    return ["$$", *rows, "$$"]


def _box(element: Element, chapter: Chapter) -> Rows:
    rows = chapter.blocks(list(element))
    title = escape_text(" ".join((element.get("data-title") or "").split()))
    kind = element.get("data-kind") or "tip"
    return fenced(kind, title, rows, {"lang": element.get("lang")}) if rows or title else []


_DIVISIONS: Final[dict[str, Callable[[Element, Chapter], Rows]]] = {
    "verse": _verse,
    "side-by-side": _side_by_side,
    "formula": _formula,
    "box": _box,
}

_WRITERS: Final[dict[str, Callable[[Element, Chapter], Rows]]] = {
    "p": _paragraph,
    **dict.fromkeys(HEADINGS, _heading),
    "span": write_missing,
    "ul": write_list,
    "ol": write_list,
    "dl": write_terms,
    "blockquote": _quote,
    "aside": _pull_quote,
    "div": _division,
    "pre": _code,
    "table": write_table,
    "figure": write_figure,
    "hr": _rule,
}
