"""The boxes of the pages, one after another: each adds its content to the tag of its element."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts
from dinobook.pdf.engine.tagging.ancestry import Ancestry
from dinobook.pdf.engine.tagging.homes import Homes
from dinobook.pdf.engine.tagging.links import describe_link
from dinobook.pdf.engine.tagging.pictures import describe_picture, mathml_of, words_for
from dinobook.pdf.engine.tagging.tag import Mark, Tag, Target

# isort: split
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

HYPHEN: Final = "\u2010"
"""What the engine sets where it breaks a word."""
HEADER: Final = "Header"
FOOTER: Final = "Footer"
DECORATION: Final = "Decoration"


@dataclass(slots=True)
class PageMarks:
    """What the marked content of a page is, by the engine's number for it.

    `marks` has the tag that holds it, `artifacts` the kinds of what no tag holds.
    """

    marks: dict[int, tuple[Tag, Mark]] = field(default_factory=dict)
    artifacts: dict[int, str] = field(default_factory=dict)


class Visit:
    """A walk over all pages of a document."""

    def __init__(self, homes: Homes, *, is_text: bool = True) -> None:
        self.homes = homes
        self._around = None if is_text else DECORATION
        self.pages: list[PageMarks] = []
        self.targets: list[tuple[Tag, Target]] = []
        self.anchors: dict[str, Any] = {}
        self.bookmarks: list[list[Any]] = []
        self._linked: set[int] = set()
        self._parts: dict[Any, int] = {}
        self._feet: dict[Any, list[tuple[int, int]]] = {}
        self._foot: list[tuple[int, int]] | None = None
        self._number, self._height = 0, 0.0
        self._drawn: dict[Any, Any] = {}

    def page(self, page: Any, drawn: dict[Any, Any]) -> None:
        """Visit the next page; `drawn` has the engine's number for the content of each box."""
        self._number, self._height, self._drawn = len(self.pages), page.height, drawn
        self.pages.append(PageMarks())
        self.bookmarks.append([])
        self._box(page._page_box, self._around)

    def _box(self, box: Any, artifact: str | None) -> None:
        """Visit a box with all in it. `artifact` None: it is part of the text."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        artifact = self._artifact(box) or artifact
        element, pseudo = box.element, (box.element_tag or "").partition("::")[2]
        if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            self._content(box, pseudo, artifact)
        elif element is not None and artifact is None and box.element_tag in ("td", "th", "tr"):
            self.homes.of(element)  # also where it holds nothing
        self._remember(box)
        if box.link_annotation is not None and element is not None:
            self._link(box.link_annotation, self.homes.of(element, pseudo))
            describe_link(box.link_annotation, element, pseudo)
        around = self._foot
        if box.element_tag == "tfoot" and artifact is None:
            self._foot = self._feet.setdefault(element, [])
        for child in getattr(box, "children", ()):
            self._box(child, artifact)
        self._foot = around

    def _remember(self, box: Any) -> None:
        """Remember where links and the outline may lead."""
        if name := box.style["anchor"]:
            self.anchors.setdefault(str(name), box.element)
        if box.bookmark_label and box.style["bookmark_level"] != "none":
            self.bookmarks[-1].append(box.element)

    def _artifact(self, box: Any) -> str | None:
        """The kind of artifact that a box is; None: what it stands in says."""
        if isinstance(box, boxes.MarginBox):
            keyword = box.at_keyword
            return next((kind for edge, kind in (("@top", HEADER), ("@bottom", FOOTER))
                         if keyword.startswith(edge)), DECORATION)  # fmt: skip
        if box.is_leader:
            return DECORATION
        if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            return self._repeated(box)
        return None

    def _repeated(self, box: Any) -> str | None:
        """The same of a table's head or foot: the first head counts, and the last foot."""
        before = self._parts.setdefault(box.element, self._number)
        if before == self._number:
            return None
        if box.is_header:
            return DECORATION
        self._parts[box.element] = self._number
        self._forget(self._feet.pop(box.element, []))
        return None

    def _forget(self, contents: list[tuple[int, int]]) -> None:
        """Make artifacts of what was taken for text."""
        for page, number in contents:
            home, mark = self.pages[page].marks.pop(number)
            home.kids.remove(mark)
            self.pages[page].artifacts[number] = DECORATION

    def _content(self, box: Any, pseudo: str, artifact: str | None) -> None:
        drawn = self._drawn.get(box)
        if drawn is None:
            return
        number = drawn["mcid"]
        page = self.pages[-1]
        is_picture = isinstance(box, boxes.ReplacedBox)
        says_nothing = (
            (pseudo or not words_for(box.element)) if is_picture else not box.text.strip()
        )
        if artifact is not None or says_nothing:
            page.artifacts[number] = artifact or DECORATION
            return
        home = self._picture(box) if is_picture else self._text_home(box.element, pseudo)
        mark = Mark(self._number, is_broken=not is_picture and box.text.endswith(HYPHEN))
        home.add(mark)
        page.marks[number] = (home, mark)
        if self._foot is not None:
            self._foot.append((self._number, number))

    def _text_home(self, element: Any, pseudo: str) -> Tag:
        return self.homes.of(element, pseudo) if pseudo else self.homes.of_text(element)

    def _picture(self, box: Any) -> Tag:
        tag = self.homes.of(box.element)
        if "Alt" not in tag.entries:
            describe_picture(tag, box, self._height)
            tag.mathml = mathml_of(box.element)
        return tag

    def _link(self, annotation: Any, tag: Tag) -> None:
        if id(annotation) in self._linked:
            return
        self._linked.add(id(annotation))
        target = Target(self._number, annotation)
        tag.add(target)
        self.targets.append((tag, target))


def root_of(document: Any) -> Any:
    """The root element of a laid-out document."""
    for box in document.pages[0]._page_box.descendants():
        if box.element_tag == "html" and box.element is not None:
            return box.element
    return None


def homes_of(document: Any) -> Homes:
    return Homes(Ancestry(root_of(document)))
