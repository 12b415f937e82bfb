"""`[[Doel]]` and `[[Doel|woorden]]`, as in Obsidian and wikis: links by name."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from dinobook.markup.fragment import WIKI_LINK, Link
from dinobook.markup.lines import Lines
from dinobook.markup.tree import ENGINE_MARK, Element, add_class, take

_MARK: Final = f"{ENGINE_MARK}wiki"
_LINK: Final = r"(?<![!\[])\[\[(?=[\w#./])([^\[\]\n]{1,300})\]\](?![(\[{:])"
_STASHED: Final = re.compile("\x02[^\x03]*\x03")
_ESCAPED_BAR: Final = f"\x02{ord('|')}\x03"
_ESCAPED: Final = re.compile("\x02(\\d+)\x03")
_CONTENTS: Final = frozenset({"toc", "_toc_", "inhoud"})


class WikiLink(InlineProcessor):
    """A marked `<a>`; where it leads is known when all chapters are."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown) -> None:
        super().__init__(_LINK, md)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        name, *words = _STASHED.sub(self._bar, m.group(1)).split("|", maxsplit=1)
        target = _ESCAPED.sub(lambda found: chr(int(found.group(1))), self.unescape(name)).strip()
        is_label = target.casefold() in self.md.references
        if not target or is_label or "://" in target or target.casefold() in _CONTENTS:
            return None, None, None
        anchor = ElementTree.Element("a", {_MARK: target})
        anchor.text = words[0].strip() if words and words[0].strip() else _words_of(target)
        return anchor, m.start(), m.end()

    def _bar(self, stashed: re.Match[str]) -> str:
        """In a table the bar has a backslash, which the engine has taken away already."""
        return "|" if self.unescape(stashed.group()) == _ESCAPED_BAR else stashed.group()


def _words_of(target: str) -> str:
    """`Doel#Kop` reads as “Doel: Kop”."""
    return ": ".join(part.strip(" ^") for part in target.split("#") if part.strip(" ^"))


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
