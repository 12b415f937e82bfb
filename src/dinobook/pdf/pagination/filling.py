"""One page as it fills: what can stand on it from a given piece on, and where it may end.

Nothing is chosen here. `endings` lists all the ways in which one page can be made, each with what
it costs by itself; `dinobook.pdf.pagination.program` chooses among them for the whole chapter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from dinobook.pdf.pagination import costs
from dinobook.pdf.pagination.pieces import Galley, Piece, Space
from dinobook.pdf.pagination.rhythm import bottom_of, top_of

_SLACK_PX: Final = 0.001
_QUARTERS: Final = 4
"""Feet are told apart by quarters of a line."""


class Cut(NamedTuple):
    """A note that goes on overleaf: its index, and the number of the cut that it goes on from."""

    note: int
    cut: int


class Start(NamedTuple):
    """What a page begins with: a piece, the block that waits for room, and the rest of a note."""

    piece: int
    waiting: int | None = None
    rest: Cut | None = None


class Move(NamedTuple):
    """A block that comes after so many of those below it."""

    block: int
    past: int


class Ending(NamedTuple):
    """One way to make a page.

    `next` is what the following page begins with, None after the last piece. `depth` are lines that
    the page is longer than others, `spaces` the blocks above or below which a line is added,
    `room_px` what stays empty above the notes, `hole` the same in whole lines, and `foot` where the
    page ends, in lines. `moves` are blocks that waited and stand here.
    """

    next: Start | None
    cost: float
    pieces: int = 0
    depth: int = 0
    spaces: tuple[int, ...] = ()
    room_px: float = 0.0
    hole: int = 0
    foot: float | None = None
    cut: Cut | None = None
    moves: tuple[Move, ...] = ()
    fits: bool = True


class _Page(NamedTuple):
    """A page as far as it is filled.

    `bottom` is the border edge of what stands lowest, `ends` where the next block may begin, and
    `offset` what the block in hand is shifted by. `inside` is the next piece of a block that has
    waited and is being placed. `notes_px` are notes that are whole, `cuttable` is the last one;
    `goes_on`: the first of them goes on from the page before.
    """

    next: int
    waiting: int | None
    inside: int | None = None
    above: int | None = None
    count: int = 0
    bottom: float = 0.0
    ends: float = 0.0
    offset: float = 0.0
    notes_px: float = 0.0
    cuttable: Cut | None = None
    goes_on: bool = False
    spaces: tuple[tuple[Space, int], ...] = ()
    cost: float = 0.0
    moves: tuple[Move, ...] = ()


class PageFiller:
    """Knows a galley and lists the ways to make single pages of it.

    Those that cost more than the cheapest by more than `worse` are left out.
    """

    def __init__(self, galley: Galley, worse: float) -> None:
        self._galley, self._worse = galley, worse
        self._end = len(galley.pieces)
        measures = galley.measures
        self._line, self._depth = measures.line, measures.depth
        self._edges = measures.note_edges, measures.rest_edges
        self._deepest = self._depth + max(costs.DEPTHS) * self._line + _SLACK_PX

    def endings(self, start: Start) -> list[Ending]:
        """All the ways to make a page that begins so; never none."""
        rest = start.rest
        first = _Page(start.piece, start.waiting, cuttable=rest, goes_on=rest is not None)
        pages, ends = [first], []
        if start.piece >= self._end and start.waiting is None:
            ends.append(first)  # nothing is left but the rest of a note
        while pages:
            for page in self._longer(pages.pop()):
                pages.append(page)
                if self._may_end(page):
                    ends.append(page)
        return self._worth(ends) or [self._unfit(start)]

    def _worth(self, ends: list[_Page]) -> list[Ending]:
        """The ways to make these pages, without those that are much worse than the best."""
        found: list[Ending] = []
        limit = float("inf")
        for least, page in sorted(((self._least_cost(one), one) for one in ends), key=_first):
            if least > limit and not self._is_last(page):
                continue
            for ending in self._ends_of(page, limit):
                found.append(ending)
                limit = min(limit, ending.cost + self._worse)
        return [one for one in found if one.cost <= limit or one.next is None]

    def _least_cost(self, page: _Page) -> float:
        """What a page costs at least."""
        foot = self._foot_px(page)
        room = self._depth - page.bottom - foot
        lines = int(room / self._line) - max(costs.DEPTHS) - costs.MOST_SPACES
        return page.cost + costs.of_hole(max(lines, 0))

    def _is_last(self, page: _Page) -> bool:
        return page.inside is None and page.waiting is None and page.next >= self._end

    def _unfit(self, start: Start) -> Ending:
        """A page that is left to itself: what it begins with finds no room on any."""
        after = min(start.piece + 1, self._end)
        nothing_left = after >= self._end and start.waiting is None
        following = None if nothing_left else Start(after, start.waiting)
        if start.piece >= self._end:
            following = None
        return Ending(following, costs.UNFIT, pieces=1, fits=False)

    def _longer(self, page: _Page) -> Iterator[_Page]:
        """The page with one more piece, in all the ways that there are."""
        for before, number, waited in self._next_pieces(page):
            longer = self._with_piece(before, number, waited=waited)
            if longer is not None:
                yield longer

    def _next_pieces(self, page: _Page) -> Iterator[tuple[_Page, int, bool]]:
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

    def _passed(self, page: _Page) -> int:
        """How many blocks the one that waits has let pass."""
        return self._block_at(page.next) - 1 - (page.waiting or 0)

    def _block_at(self, piece: int) -> int:
        galley = self._galley
        return galley.block_of[piece] if piece < len(galley.pieces) else len(galley.blocks)

    def _moved(self, page: _Page, past: int) -> _Page:
        moves = (*page.moves, Move(page.waiting or 0, past))
        return page._replace(moves=moves, cost=page.cost + costs.PASSED * past)

    def _deferred(self, page: _Page) -> _Page | None:
        """The page on which the next block waits, where it may and something follows it."""
        galley = self._galley
        block = galley.block_of[page.next]
        after = galley.starts[block + 1]
        if not galley.blocks[block].places or after >= self._end:
            return None
        return page._replace(next=after, waiting=block, cost=page.cost + costs.DEFERRED)

    def _with_piece(self, page: _Page, number: int, *, waited: bool) -> _Page | None:
        """The page with a piece; None where it has no place. `waited`: the piece's block has."""
        galley = self._galley
        piece, index = galley.pieces[number], galley.block_of[number]
        starts = galley.starts[index] == number
        if not self._may_follow(page, number, starts=starts):
            return None
        offset = self._offset(page, piece, index, starts=starts)
        bottom = piece.bottom + offset
        notes_px, cuttable = self._with_notes(page, piece.notes)
        if bottom + self._least_foot(notes_px, cuttable, page.goes_on) > self._deepest:
            return None
        block, ends_block = galley.blocks[index], galley.starts[index + 1] == number + 1
        inside = number + 1 if waited and not ends_block else None
        return _Page(
            next=page.next if waited else number + 1,
            waiting=None if waited and ends_block else page.waiting,
            inside=inside,
            above=index,
            count=page.count + 1,
            bottom=max(bottom, page.bottom),
            ends=bottom_of(block, bottom, self._line) if ends_block else bottom,
            offset=offset,
            notes_px=notes_px,
            cuttable=cuttable,
            goes_on=page.goes_on,
            spaces=self._spaces(page, index) if starts and page.count else page.spaces,
            cost=page.cost,
            moves=page.moves,
        )

    def _may_follow(self, page: _Page, number: int, *, starts: bool) -> bool:
        galley = self._galley
        if page.count:
            forced = starts and self._beside_plate(page, galley.block_of[number])
            return not (forced or galley.pieces[number].alone)
        if page.waiting is None:
            return True  # the page before could end there
        above = self._block_at(page.next) - 1
        if above == page.waiting:
            above -= 1
        return galley.may_begin(number, above if above >= 0 else None)

    def _beside_plate(self, page: _Page, index: int) -> bool:
        """Whether a plate stands on either side of the place between two blocks."""
        blocks = self._galley.blocks
        return blocks[index].plate or (page.above is not None and blocks[page.above].plate)

    def _offset(self, page: _Page, piece: Piece, index: int, *, starts: bool) -> float:
        galley = self._galley
        if not page.count:
            if starts and index == 0:
                return galley.measures.lead
            return piece.head - piece.top
        if not starts or page.above is None:
            return page.offset
        above = galley.blocks[page.above]
        return top_of(galley.blocks[index], above, page.ends, self._line)

    def _with_notes(self, page: _Page, notes: tuple[int, ...]) -> tuple[float, Cut | None]:
        notes_px, cuttable = page.notes_px, page.cuttable
        for note in notes:
            if cuttable is not None:
                notes_px += self._left_of(cuttable)
            cuttable = Cut(note, -1)
        return notes_px, cuttable

    def _left_of(self, rest: Cut) -> float:
        """The height of a note, or of what is left of it."""
        return self._galley.notes[rest.note].left(rest.cut)

    def _up_to(self, rest: Cut, cut: int) -> float:
        """The height of a note, or of what is left of it, down to one of its cuts."""
        return self._galley.notes[rest.note].between(rest.cut, cut)

    def _cuts_of(self, rest: Cut) -> range:
        return range(rest.cut + 1, len(self._galley.notes[rest.note].cuts))

    def _least_foot(self, notes_px: float, cuttable: Cut | None, goes_on: bool) -> float:
        """What the notes of a page take at least."""
        if cuttable is None:
            return 0.0
        cuts = self._cuts_of(cuttable)
        least = self._up_to(cuttable, cuts[0]) if cuts else self._left_of(cuttable)
        return notes_px + least + self._edges[goes_on]

    def _spaces(self, page: _Page, index: int) -> tuple[tuple[Space, int], ...]:
        block = self._galley.blocks[index]
        above = self._galley.blocks[page.above] if page.above is not None else None
        if block.space is not None:
            return (*page.spaces, (block.space, index))
        if above is not None and above.space_below:
            return (*page.spaces, (Space.FIGURE, index))
        return page.spaces

    def _ends_of(self, page: _Page, most: float) -> Iterator[Ending]:
        """The ways to end a page that may end here, as far as they cost no more than `most`."""
        if self._is_last(page):
            yield from self._last(page)
            return
        following = Start(page.next, page.waiting)
        for depth in costs.DEPTHS:
            yield from self._at_depth(page, following, depth, most)

    def _may_end(self, page: _Page) -> bool:
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

    def _last(self, page: _Page) -> Iterator[Ending]:
        """The last page; one more when the last note does not fit on it."""
        foot = self._foot_px(page)
        for depth in (0, max(costs.DEPTHS)):
            if page.bottom + foot <= self._depth + depth * self._line + _SLACK_PX:
                cost = page.cost + costs.DEPTH * depth
                cost += costs.of_last((page.bottom + foot) / self._line)
                yield Ending(None, cost, page.count, depth, moves=page.moves)
                return
        yield from self._at_depth(page, Start(self._end), 0, float("inf"))

    def _foot_px(self, page: _Page) -> float:
        """What the notes of a page take, all of them whole."""
        if page.cuttable is None:
            return 0.0
        return page.notes_px + self._left_of(page.cuttable) + self._edges[page.goes_on]

    def _at_depth(self, page: _Page, following: Start, depth: int, most: float) -> Iterator[Ending]:
        deep = self._depth + depth * self._line
        foot_px = self._foot_px(page)
        room, cost = deep - page.bottom - foot_px, page.cost + costs.DEPTH * abs(depth)
        if room < -_SLACK_PX and page.cuttable is not None:
            cut, foot_px = self._largest_cut(page, page.cuttable, deep)
            room, cost = deep - page.bottom - foot_px, cost + costs.SPLIT_NOTE
            following = following._replace(rest=cut)
        if room >= -_SLACK_PX and cost <= most:
            yield from self._filled(page, following, depth, room, cost, most)

    def _largest_cut(self, page: _Page, rest: Cut, deep: float) -> tuple[Cut | None, float]:
        """As much of the last note as there is room for, and the height of the notes with it."""
        for at in reversed(self._cuts_of(rest)):
            foot_px = page.notes_px + self._up_to(rest, at) + self._edges[page.goes_on]
            if page.bottom + foot_px <= deep + _SLACK_PX:
                return Cut(rest.note, at), foot_px
        return None, float("inf")

    def _filled(
        self, page: _Page, following: Start, depth: int, room: float, cost: float, most: float
    ) -> Iterator[Ending]:
        """The page with as many lines added as can be, with one fewer, and with none."""
        hole = int((room + _SLACK_PX) / self._line)
        plate = self._is_plate(page)
        lines = 0 if plate else min(hole, len(page.spaces), costs.MOST_SPACES)
        for added in range(lines, -1, -1):
            left = 0 if plate else hole - added
            paid = cost + costs.SPACE * added + costs.of_hole(left)
            if paid > most:
                continue
            room_px = room - added * self._line
            yield Ending(
                following,
                paid,
                page.count,
                depth,
                _least_seen(page.spaces, added) if added else (),
                room_px,
                left,
                None if plate else self._foot(depth, room_px, page.cuttable is not None),
                following.rest,
                page.moves,
            )

    def _is_plate(self, page: _Page) -> bool:
        return page.above is not None and self._galley.blocks[page.above].plate

    def _foot(self, depth: int, room: float, has_notes: bool) -> float:
        deep = self._depth / self._line + depth
        if has_notes:
            return round(deep, 2)
        return round(_QUARTERS * (deep - room / self._line)) / _QUARTERS


def _first(pair: tuple[float, _Page]) -> float:
    return pair[0]


def _least_seen(spaces: tuple[tuple[Space, int], ...], count: int) -> tuple[int, ...]:
    return tuple(sorted(index for _, index in sorted(spaces)[:count]))
