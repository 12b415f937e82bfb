"""One page as it fills: what can stand on it from a given piece on, and where it may end.

Nothing is chosen here. `endings` lists all the ways in which one page can be made, each with what
it costs by itself; `page_breaks.py` chooses among them for the whole chapter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dinobook.pdf.engine.pagination import costs
from dinobook.pdf.engine.pagination.endings import SLACK_PX, PageEnder
from dinobook.pdf.engine.pagination.footnotes import Footnotes
from dinobook.pdf.engine.pagination.page_states import Ending, FilledPage, Move, Start
from dinobook.pdf.engine.pagination.pieces import Galley, Piece, Space
from dinobook.pdf.engine.pagination.rhythm import bottom_of, top_of


class PageFiller:
    """Knows a galley and lists the ways to make single pages of it.

    Those that cost more than the cheapest by more than `worse` are left out.
    """

    def __init__(self, galley: Galley, worse: float) -> None:
        self._galley, self._end = galley, len(galley.pieces)
        measures = galley.measures
        self._line = measures.line
        self._deepest = measures.depth + max(costs.DEPTHS) * self._line + SLACK_PX
        self._feet = Footnotes(galley.notes, measures)
        self._ender = PageEnder(galley, self._feet, worse)

    def endings(self, start: Start) -> list[Ending]:
        """All the ways to make a page that begins so; never none."""
        rest = start.rest
        first = FilledPage(start.piece, start.waiting, cuttable=rest, goes_on=rest is not None)
        ends: list[FilledPage] = []
        if start.piece >= self._end and start.waiting is None:
            ends.append(first)  # nothing is left but the rest of a note
        pages = [first]
        while pages:
            pages = _cheapest(longer for page in pages for longer in self._longer(page))
            ends += [page for page in pages if self._may_end(page)]
        return self._ender.endings(ends) or [self._unfit(start)]

    def _unfit(self, start: Start) -> Ending:
        """A page that is left to itself: what it begins with finds no room on any."""
        after = min(start.piece + 1, self._end)
        nothing_left = after >= self._end and start.waiting is None
        following = None if nothing_left else Start(after, start.waiting)
        if start.piece >= self._end:
            following = None
        return Ending(following, costs.UNFIT, pieces=1, fits=False)

    def _longer(self, page: FilledPage) -> Iterator[FilledPage]:
        """The page with one more piece, in all the ways that there are."""
        for before, number, waited in self._next_pieces(page):
            longer = self._with_piece(before, number, waited=waited)
            if longer is not None:
                yield longer

    def _next_pieces(self, page: FilledPage) -> Iterator[tuple[FilledPage, int, bool]]:
        """What may come next: a piece, whether its block has waited, and the page for it."""
        if page.inside is not None:
            yield page, page.inside, True
            return
        has_more = page.next < self._end
        at_block = not has_more or self._galley.is_block_start(page.next)
        if page.waiting is not None and at_block:
            past = self._passed(page)
            places = self._galley.blocks[page.waiting].places
            if past in places:
                yield self._moved(page, past), self._galley.starts[page.waiting], True
            if has_more and past < max(places):
                yield page, page.next, False
        elif has_more:
            yield page, page.next, False
            deferred = self._deferred(page) if page.waiting is None and at_block else None
            if deferred is not None:
                yield deferred, deferred.next, False

    def _passed(self, page: FilledPage) -> int:
        """How many blocks the one that waits has let pass."""
        return self._block_at(page.next) - 1 - (page.waiting or 0)

    def _block_at(self, piece: int) -> int:
        galley = self._galley
        return galley.block_of[piece] if piece < len(galley.pieces) else len(galley.blocks)

    def _moved(self, page: FilledPage, past: int) -> FilledPage:
        moves = (*page.moves, Move(page.waiting or 0, past))
        return page._replace(moves=moves, cost=page.cost + costs.PASSED * past)

    def _deferred(self, page: FilledPage) -> FilledPage | None:
        """The page on which the next block waits, where it may and something follows it."""
        galley = self._galley
        block = galley.block_of[page.next]
        after = galley.starts[block + 1]
        if not galley.blocks[block].places or after >= self._end:
            return None
        return page._replace(next=after, waiting=block, cost=page.cost + costs.DEFERRED)

    def _with_piece(self, page: FilledPage, number: int, *, waited: bool) -> FilledPage | None:
        """The page with a piece; None where it has no place. `waited`: the piece's block has."""
        galley = self._galley
        piece, index = galley.pieces[number], galley.block_of[number]
        starts = galley.starts[index] == number
        if not self._may_follow(page, number, starts=starts):
            return None
        offset = self._offset(page, piece, index, starts=starts)
        edge = piece.bottom + offset
        block, ends_block = galley.blocks[index], galley.starts[index + 1] == number + 1
        bottom = edge + block.padding if ends_block else edge
        notes_px, cuttable = self._feet.with_notes(page, piece.notes)
        foot = self._feet.least(notes_px, cuttable, goes_on=page.goes_on)
        if bottom + foot > self._deepest:
            return None
        inside = number + 1 if waited and not ends_block else None
        return FilledPage(
            next=page.next if waited else number + 1,
            waiting=None if waited and ends_block else page.waiting,
            inside=inside,
            above=index,
            pieces=page.pieces + 1,
            bottom=max(bottom, page.edge),
            edge=max(edge, page.edge),
            ends=bottom_of(block, edge, self._line) if ends_block else edge,
            offset=offset,
            notes_px=notes_px,
            cuttable=cuttable,
            goes_on=page.goes_on,
            spaces=self._spaces(page, index) if starts and page.pieces else page.spaces,
            cost=page.cost,
            moves=page.moves,
        )

    def _may_follow(self, page: FilledPage, number: int, *, starts: bool) -> bool:
        galley = self._galley
        if page.pieces:
            forced = starts and self._beside_plate(page, galley.block_of[number])
            return not (forced or galley.pieces[number].alone)
        if page.waiting is None:
            return True  # the page before could end there
        above = self._block_at(page.next) - 1
        if above == page.waiting:
            above -= 1
        return galley.may_begin(number, above if above >= 0 else None)

    def _beside_plate(self, page: FilledPage, index: int) -> bool:
        """Whether a plate stands on either side of the place between two blocks."""
        blocks = self._galley.blocks
        return blocks[index].plate or (page.above is not None and blocks[page.above].plate)

    def _offset(self, page: FilledPage, piece: Piece, index: int, *, starts: bool) -> float:
        galley = self._galley
        if not page.pieces:
            if starts and index == 0:
                return galley.measures.lead
            return piece.head - piece.top
        if not starts or page.above is None:
            return page.offset
        above = galley.blocks[page.above]
        return top_of(galley.blocks[index], above, page.ends, self._line)

    def _spaces(self, page: FilledPage, index: int) -> tuple[tuple[Space, int], ...]:
        block = self._galley.blocks[index]
        above = self._galley.blocks[page.above] if page.above is not None else None
        space = block.space
        if space is None and above is not None and above.space_below:
            space = Space.FIGURE
        if space is None:
            return page.spaces
        return tuple(sorted((*page.spaces, (space, index)))[: costs.MOST_SPACES])

    def _may_end(self, page: FilledPage) -> bool:
        """Whether the next page may begin with what follows. A block that waited stands whole."""
        galley = self._galley
        if page.inside is not None:
            return False
        has_more = page.next < self._end
        if has_more and galley.may_begin(page.next, page.above):
            return True
        if page.waiting is None:
            return not has_more
        if has_more and not galley.is_block_start(page.next):
            return False
        may_come = self._passed(page) in galley.blocks[page.waiting].places
        return may_come and galley.may_begin(galley.starts[page.waiting], page.above)


def _cheapest(pages: Iterable[FilledPage]) -> list[FilledPage]:
    """Of pages that are filled alike, with blocks that came there in other ways, the cheapest."""
    found: dict[FilledPage, FilledPage] = {}
    for page in pages:
        kind = page._replace(cost=0.0, moves=())
        if kind not in found or page.cost < found[kind].cost:
            found[kind] = page
    return list(found.values())
