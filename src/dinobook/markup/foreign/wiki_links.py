"""`[[Doel]]` and `[[Doel|woorden]]`, as in Obsidian and wikis: links by name."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from dinobook.markup.foreign.leftovers import ESCAPED, STASHED
from dinobook.markup.fragment import WIKI_LINK, Link
from dinobook.markup.lines import Lines
from dinobook.markup.structure.definitions import name_of
from dinobook.markup.tree import ENGINE_MARK, Element, take
from dinobook.xhtml import add_class

_MARK: Final = f"{ENGINE_MARK}wiki"
_LINK: Final = r"(?<![!\[])\[\[(?=[\w#./])([^\[\]\n]{1,300})\]\](?![(\[{:])"
_ESCAPED_BAR: Final = f"\x02{ord('|')}\x03"
_STEP: Final = re.compile(r"\s+#+\s*|#+(?!\s|$|#)|(?<![\w#])#+")
_CONTENTS: Final = frozenset({"toc", "_toc_", "inhoud"})


class WikiLink(InlineProcessor):
    """A marked `<a>`; where it leads is known when all chapters are.

    A label that the chapter defines goes before: `[[1]]` is that link, between brackets.
    """

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown) -> None:
        super().__init__(_LINK, md)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        name, *words = STASHED.sub(self._bar, m.group(1)).split("|", maxsplit=1)
        target = ESCAPED.sub(lambda found: chr(int(found.group(1))), self.unescape(name)).strip()
        if not words and (defined := self.md.references.get(name_of(target))):
            return _defined(target, *defined), m.start() + 1, m.end() - 1
        if not target or "://" in target or target.casefold() in _CONTENTS:
            return None, None, None
        anchor = ElementTree.Element("a", {_MARK: target})
        anchor.text = words[0].strip() if words and words[0].strip() else _words_of(target)
        return anchor, m.start(), m.end()

    def _bar(self, stashed: re.Match[str]) -> str:
        """In a table the bar has a backslash, which the engine has taken away already."""
        return "|" if self.unescape(stashed.group()) == _ESCAPED_BAR else stashed.group()


def _defined(label: str, address: str, title: str) -> ElementTree.Element:
    anchor = ElementTree.Element("a", {"href": address, **({"title": title} if title else {})})
    anchor.text = label
    return anchor


def _words_of(target: str) -> str:
    """`Doel#Kop` reads as “Doel: Kop”; “C# en zo” is no path."""
    return ": ".join(part.strip(" ^") for part in _STEP.split(target) if part.strip(" ^"))


def settle_wiki_links(tree: Element, lines: Lines, *, in_note: bool) -> list[Link]:
    """Name each link's target as any link does, with a class that tells how to find it."""
    links = []
    for anchor in tree.iter("a"):
        target = take(anchor, _MARK)
        if target is not None:
            anchor.set("href", target)
            add_class(anchor, WIKI_LINK)
            line = lines.take("wiki", target, in_note=in_note)
            links.append(Link(target, line, wiki=True))
    return links
