"""Pages of a document made again from one of them on, when one of its blocks has moved.

WeasyPrint makes pages one after another, and what it makes depends on what it has looked at so far.
So all pages that were finished before it looked at the block that moves are those of the new order
too. They are kept. Styles and boxes, a small part of the work, are made anew from the moved
elements: rules such as `figure + p`, and numbers of notes, see other neighbours now. Blocks on kept
pages keep their old boxes, since one that goes on after the last of them goes on where it was left.

The same pin and the same test as in `dinobook.pdf.hooks` hold for what is named in `LEANED_ON`;
`tests/pdf/test_resume.py` compares with documents that are laid out from their beginning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import dinobook.pdf.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
import weasyprint
from weasyprint import layout
from weasyprint.css import StyleFor
from weasyprint.css.targets import TargetCollector
from weasyprint.formatting_structure import build
from weasyprint.layout import LayoutContext, block, page

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    LayoutContext.__init__,
    StyleFor.__init__,
    StyleFor.set_computed_styles,
    TargetCollector.collect_missing_counters,
    TargetCollector.lookup_target,
    block.block_container_layout,
    block._linebox_layout,
    build.build_formatting_structure,
    layout.initialize_page_maker,
    layout.layout_document,
    page.make_all_pages,
    page.make_page,
    page.remake_page,
    page.set_page_type_computed_styles,
    weasyprint.HTML.__init__,
)

_LOOKED_AT: Final = "position_x"
"""What `block_container_layout` gives a child before it looks at anything else of it."""
_UP_TO_DATE: Final = {"content_changed": False, "pages_wanted": False}
_NOT_IN_PLACE: Final = frozenset({"running()", "note()"})


@contextmanager
def pages_made_by(make: Callable[[Layout], Layout], section: str) -> Iterator[None]:
    """Let `make` make the pages of the document that is rendered in this block.

    It is given the layout of a document with such a section, no page made, and gives one of which
    every page is made: that one, or another in which blocks of the section have moved. It is not
    asked where WeasyPrint may make pages again by itself: when the text shows numbers of pages, or
    has running elements.
    """
    original = layout.make_all_pages

    def make_pages(context: Any, root: Any, html: Any, pages: list[Any]) -> Any:
        box = next((one for one in root.descendants() if _is_section(one, section)), None)
        if box is None or _makes_pages_again(context, root):
            return original(context, root, html, pages)
        made = make(Layout(context, root, html, box.element))
        vars(context).update(vars(made.context))
        return made.pages

    layout.make_all_pages = make_pages
    try:
        yield
    finally:
        layout.make_all_pages = original


def _is_section(box: Any, name: str) -> bool:
    return bool(box.element_tag == "section" and box.element.get("id") == name)


def _makes_pages_again(context: Any, root: Any) -> bool:
    return bool(context.target_collector.counter_lookup_items) or any(
        box.style["position"][0] in _NOT_IN_PLACE for box in root.descendants()
    )


@dataclass(frozen=True, slots=True)
class _Start:
    """What was so when a page was begun.

    `seen` is the index of the last box of the section that had been looked at, `waiting` are the
    notes that had not been called. `clean`: nothing but text goes on from the page before.
    """

    seen: int
    waiting: tuple[Any, ...]
    clean: bool


class Layout:
    """One document in one order of its blocks. `pages` are WeasyPrint's, as far as they are made.

    `section` is an element, `blocks` are its children in this order.
    """

    def __init__(self, context: Any, root: Any, html: Any, section: Any) -> None:
        self.context = context
        self.section = section
        self.blocks = tuple(section)
        self.pages: list[Any] = []
        self._root, self._html = root, html
        self._boxes = next(box for box in root.descendants() if box.element is section).children
        self._starts: list[_Start] = []
        self._seen = -1
        context.rendered_notes = []

    def make_page(self) -> bool:
        """Make the next page; False: there is none. As `page.make_all_pages` does."""
        context, at = self.context, len(self.pages)
        resume_at, *_, state = context.page_maker[at]
        if at and resume_at is None and not context.reported_footnotes:
            context.broken_out_of_flow.clear()
            return False
        self._starts.append(self._start())
        state.update(_UP_TO_DATE, anchors=[], content_lookups=[])
        made, _ = page.remake_page(at, context, self._root, self._html)
        self.pages.append(made)
        return True

    def _start(self) -> _Start:
        context = self.context
        seen = (at for at, box in enumerate(self._boxes) if hasattr(box, _LOOKED_AT))
        self._seen = max((self._seen, *seen))
        left = context.reported_footnotes, context.broken_out_of_flow, context._excluded_shapes
        return _Start(self._seen, tuple(context.footnotes), not any(left))

    def with_moved(self, moved: Any, past: Any) -> Layout:
        """The layout in which a block comes after another one that is further on."""
        behind = _elements(self.blocks[self.blocks.index(moved) :])
        order = [one for one in self.blocks if one is not moved]
        order.insert(order.index(past) + 1, moved)
        self.section[:] = order
        context, root = _begun(self._html, self.context)
        new = Layout(context, root, self._html, self.section)
        if _looks_the_same(self.context, context, behind):
            new._keep(self, self._last_page_before(moved))
        return new

    def _last_page_before(self, moved: Any) -> int:
        """The number of pages that had been made before `moved` was looked at, and may be kept."""
        places = (at for at, box in enumerate(self._boxes) if box.element is moved)
        place = next(places, -1)
        kept = (at for at, start in enumerate(self._starts) if _before(start, place, at))
        return max(kept, default=0)

    def _keep(self, old: Layout, count: int) -> None:
        """Begin with the first pages of another layout."""
        if not count:
            return
        context, before = self.context, old.context
        *earlier, last = before.page_maker[: count + 1]
        context.page_maker = [*earlier, (*last[:-1], {})]
        _keep_page_styles(before.style_for, context.style_for)
        kept = _keep_boxes(old._root, self._root, last[0], self.section)
        waiting = {note.element: note for note in old._starts[count].waiting}
        context.footnotes[:] = [
            waiting[note.element] if note.element in kept else note
            for note in context.footnotes
            if note.element in waiting
        ]
        self.pages, self._starts = old.pages[:count], old._starts[:count]
        self._seen = old._starts[count].seen


def _before(start: _Start, place: int, at: int) -> bool:
    return at == 0 or (start.clean and start.seen < place)


def _elements(blocks: tuple[Any, ...]) -> set[Any]:
    return {element for block in blocks for element in block.iter()}


def _begun(html: Any, old: Any) -> tuple[Any, Any]:
    """A context and a box tree as `Document._render` makes them, for the order that `html` has.

    Sheets and pictures that were read for the `old` context are not read again.
    """
    html.wrapper_element = weasyprint.cssselect2.ElementWrapper.from_html_root(
        html.etree_element, content_language=None
    )
    targets = TargetCollector()
    style_for = StyleFor(html, old.style_for._sheets, False, old.font_config, targets)
    context = LayoutContext(
        style_for, old.get_image_from_uri, old.font_config, old.counter_style, targets
    )
    root = build.build_formatting_structure(
        html.etree_element,
        style_for,
        context.get_image_from_uri,
        html.base_url,
        targets,
        context.counter_style,
        context.footnotes,
    )
    layout.initialize_page_maker(context, root)
    return context, root


def _looks_the_same(old: Any, new: Any, behind: set[Any]) -> bool:
    """Whether no rule tells anything else of the elements that are not in `behind`.

    Rules may look back, as `:has()` does; and a text may show what a later one counts.
    """
    targets = new.target_collector.target_lookup_items.values()
    if any(one.parse_again_functions for one in targets):
        return False
    before, after = (_rules(one.style_for, behind) for one in (old, new))
    return before == after


def _rules(style_for: Any, behind: set[Any]) -> dict[tuple[Any, str | None], Any]:
    return {
        key: style.cascaded
        for key, style in style_for._computed_styles.items()
        if not isinstance(key[0], page.PageType) and key[0] not in behind
    }


def _keep_page_styles(old: Any, new: Any) -> None:
    """Margins and notes are styled page by page, and lengths such as `vw` by the first page."""
    new.initial_page_sizes.update(old.initial_page_sizes)
    new._computed_styles.update(
        (key, style)
        for key, style in old._computed_styles.items()
        if isinstance(key[0], page.PageType)
    )


def _keep_boxes(old: Any, new: Any, resume_at: Any, section: Any) -> set[Any]:
    """Put the blocks that a page leaves behind it in their places in the new tree.

    `resume_at` is the path to where the page begins, from the root: `{index: path below}`. Gives
    the elements of the block that goes on there.
    """
    while resume_at and new.element is not section:
        ((index, resume_at),) = resume_at.items()
        old, new = old.children[index], new.children[index]
    if not resume_at:
        return set()
    ((index, goes_on),) = resume_at.items()
    end = index + 1 if goes_on else index
    new.children[:end] = old.children[:end]
    return set(new.children[index].element.iter()) if goes_on else set()
