"""Any text, cut into pages anywhere: the map says where each page begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinobook.book.model import Book, Kind, Matter, Metadata, Section
from dinobook.markup.fragment import Note
from dinobook.pagemap.make import page_map
from dinobook.pagemap.model import MappedPage
from dinobook.pdf.placing.folios import Page

HEAD = ("Rubriek", "Uren")


@dataclass
class Drawn:
    """A character on paper. `at` is where it stands in the text; None: the medium drew it."""

    char: str
    at: int | None
    word: int = -1
    note: int = 0
    in_table: bool = False


@dataclass
class Setter:
    """Writes a section and keeps, by its own count, what stands where."""

    xml: str = ""
    content: str = ""
    drawn: list[Drawn] = field(default_factory=list)
    words: list[tuple[int, str, str]] = field(default_factory=list)
    """Where each word begins, what it is, and the id of its element."""
    ids: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    owner: str = "s"
    in_table: bool = False

    def tag(self, tag: str) -> None:
        self.xml += tag

    def space(self) -> None:
        self._put("\n", -1)

    def word(self, text: str, *, slanted_from: int = -1, own_id: bool = False) -> None:
        """A word; from one letter on in another element, or the whole in one with an id."""
        name = f"w{len(self.words)}" if own_id else ""
        self.words.append((len(self.content), text, name or self.owner))
        if name:
            self.ids[name] = len(self.content)
            self.tag(f'<em id="{name}">')
        for at, char in enumerate(text):
            if at == slanted_from:
                self.tag("<b>")
            self._put(char, len(self.words) - 1)
        self.tag("</b>" if 0 <= slanted_from < len(text) else "")
        self.tag("</em>" if name else "")

    def note(self, text: str) -> None:
        self.notes.append(text)
        number = len(self.notes)
        self.ids[f"s--noteref-{number}"] = len(self.content)
        self.tag(
            f'<a class="noteref" id="s--noteref-{number}" href="#s--note-{number}">{number}</a>'
        )
        for char in str(number):
            self.drawn.append(Drawn(char, len(self.content), note=number))
            self.content += char

    def number(self, number: int) -> None:
        self.drawn += [Drawn(char, None, in_table=self.in_table) for char in f"{number}. "]

    def _put(self, char: str, word: int) -> None:
        self.tag(escape(char))
        self.drawn.append(Drawn(char, len(self.content), word, in_table=self.in_table))
        self.content += char


some_words = st.lists(
    st.tuples(
        st.from_regex(r"[“(]?[a-mé]{1,9}(-[a-m]{1,5})?[.,’”…]?", fullmatch=True),
        st.integers(-1, 4),
        st.booleans(),
        st.none() | st.from_regex(r"[a-m]{1,6}( [a-m]{1,6}){0,3}\.", fullmatch=True),
    ),
    min_size=1,
    max_size=12,
)
blocks = st.lists(
    st.tuples(st.sampled_from(["p", "h2", "ol", "table"]), some_words), min_size=1, max_size=6
)


def set_words(setter: Setter, words: list[tuple[str, int, bool, str | None]]) -> None:
    for at, (text, slanted_from, own_id, note) in enumerate(words):
        if at:
            setter.space()
        setter.word(text, slanted_from=slanted_from, own_id=own_id)
        if note:
            setter.note(note)


def set_section(parts: list[tuple[str, list[tuple[str, int, bool, str | None]]]]) -> Setter:
    setter = Setter(xml='<section xmlns="http://www.w3.org/1999/xhtml" id="s" class="chapter">')
    setter.ids["s"] = 0
    for at, (kind, words) in enumerate(parts):
        setter.space()
        if kind == "ol":
            setter.tag("<ol>")
            for number, one in enumerate(words, start=1):
                setter.tag("<li>")
                setter.number(number)
                set_words(setter, [one])
                setter.tag("</li>")
            setter.tag("</ol>")
        elif kind == "table":
            set_table(setter, words)
        else:
            setter.owner = f"b{at}" if kind == "h2" else "s"
            if kind == "h2":
                setter.ids[setter.owner] = len(setter.content)
            setter.tag(f'<{kind} id="{setter.owner}">' if kind == "h2" else f"<{kind}>")
            set_words(setter, words)
            setter.tag(f"</{kind}>")
            setter.owner = "s"
    setter.tag("</section>")
    return setter


def set_table(setter: Setter, words: list[tuple[str, int, bool, str | None]]) -> None:
    setter.tag("<table><thead><tr>")
    for text in HEAD:
        setter.tag("<th>")
        setter.word(text)
        setter.tag("</th>")
    setter.tag("</tr></thead><tbody>")
    setter.in_table = True
    for one in words:
        setter.tag("<tr><td>")
        set_words(setter, [one])
        setter.tag("</td></tr>")
    setter.in_table = False
    setter.tag("</tbody></table>")


@dataclass
class Cut:
    """A page as it should be found."""

    drawn: list[Drawn]
    after: list[Drawn]
    """What stands before it in the chapter."""

    @property
    def head(self) -> bool:
        first = next((one for one in self.drawn if one.at is not None), None)
        started = self.after and self.after[-1].in_table
        return bool(first and first.in_table and started)

    def page(self, setter: Setter, ends_in_word: bool) -> Page:
        numbers = [one.note for at, one in enumerate(self.drawn) if one.note]
        numbers = list(dict.fromkeys(numbers))
        body = "".join(one.char for one in self.drawn) + ("‐" if ends_in_word else "")
        text = ("\n".join(HEAD) + "\n" if self.head else "") + body + "\n"
        text += "".join(f"{one} \n{setter.notes[one - 1]}\n" for one in numbers)
        anchors = ("s", *(f"s--note-{one}" for one in numbers))
        return Page("s", "arabic", 1, "1", True, False, anchors, text, (0, 0, 1, 1), 1.0)


def pages_of(setter: Setter, wishes: list[int]) -> list[Cut]:
    """Cut at letters of words and before numbers of items, behind the first letter of all."""
    places = [at for at in range(len(setter.drawn)) if can_cut(setter.drawn, at)]
    cuts = sorted({places[wish % len(places)] for wish in wishes}) if places else []
    edges = [0, *cuts, len(setter.drawn)]
    return [Cut(setter.drawn[start:end], setter.drawn[:start]) for start, end in pairwise(edges)]


def can_cut(drawn: list[Drawn], at: int) -> bool:
    """The number of an item and its first letter stay together, as on any page."""
    here, before = drawn[at], drawn[:at]
    if not any(one.word >= 0 and one.char.isalnum() for one in before):
        return False
    if here.at is None:
        return before[-1].at is not None
    last = next(one for one in reversed(before) if one.char.isalnum())
    return here.word >= 0 and here.char.isalnum() and last.at is not None


def mapped(setter: Setter, cuts: list[Cut]) -> tuple[MappedPage, ...]:
    notes = tuple(
        Note(f"s--note-{at}", f"s--noteref-{at}", at,
             f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{text}</p></div>', 1)
        for at, text in enumerate(setter.notes, start=1)
    )  # fmt: skip
    section = Section("s", Kind.CHAPTER, Matter.BODY, "S", setter.xml, notes=notes)
    book = Book(Metadata("S", (), "nl", "urn:x", "2026-01-01T00:00:00Z"), (section,))
    pages = [
        cut.page(setter, bool(then and in_one_word(cut.drawn, then.drawn)))
        for cut, then in zip(cuts, [*cuts[1:], None], strict=True)
    ]
    return page_map(book, pages, "s.pdf").pages


def in_one_word(before: list[Drawn], after: list[Drawn]) -> bool:
    return bool(before and after and before[-1].word == after[0].word >= 0)


@settings(deadline=None)
@given(blocks, st.lists(st.integers(0, 10**6), max_size=8))
def test_each_page_begins_where_it_was_cut(
    parts: list[tuple[str, list[tuple[str, int, bool, str | None]]]], wishes: list[int]
) -> None:
    setter = set_section(parts)
    cuts = pages_of(setter, wishes)
    pages = mapped(setter, cuts)
    begins = []
    for page, cut in zip(pages, cuts, strict=True):
        letter = next(one for one in cut.drawn if one.word >= 0 and one.char.isalnum())
        begin, word, owner = setter.words[letter.word]
        split = any(one.word == letter.word and one.char.isalnum() for one in cut.after)
        assert page.first is not None
        assert page.first.word == word
        assert page.first.split == split
        assert page.first.element == owner
        assert page.first.chapter_offset == (letter.at if split else begin)
        start = setter.ids[owner]
        assert start + page.first.word_offset == begin
        assert start + page.first.offset == page.first.chapter_offset
        begins.append(page.first.chapter_offset)
    assert begins == sorted(set(begins)), "each page begins behind the one before"
    check_words(setter, begins, pages)
    check_ids(setter, begins, pages)


def check_words(setter: Setter, begins: list[int], pages: tuple[MappedPage, ...]) -> None:
    edges = [*begins[1:], len(setter.content) + 1]
    for page, start, end in zip(pages, begins, edges, strict=True):
        first = start if page.number > 1 else 0
        assert page.words == sum(first <= begin < end for begin, _, _ in setter.words)


def check_ids(setter: Setter, begins: list[int], pages: tuple[MappedPage, ...]) -> None:
    """Every id is on one page: the last that begins no later than the element."""
    homes = [name for page in pages for name in page.anchors]
    notes = [f"s--note-{at}" for at in range(1, len(setter.notes) + 1)]
    assert sorted(homes) == sorted([*setter.ids, *notes])
    for page in pages:
        for name in page.anchors:
            if name in setter.ids and name != "s":
                place = setter.ids[name]
                assert page.number == max(1, sum(begin <= place for begin in begins)), name


PARTS = [("p", [("vergadering", -1, False, None), ("“straks,”", -1, False, "weg")])]


@pytest.mark.parametrize(
    ("cut", "word", "split"),
    [(6, "vergadering", True), (13, "“straks,”", False), (15, "“straks,”", True)],
)
def test_a_word_over_two_pages_is_split(cut: int, word: str, split: bool) -> None:
    setter = set_section(PARTS)
    parts = [Cut(setter.drawn[:cut], []), Cut(setter.drawn[cut:], setter.drawn[:cut])]
    first = mapped(setter, parts)[1].first
    assert first is not None
    assert (first.word, first.split) == (word, split)


def test_a_page_of_notes_alone_has_no_first_word() -> None:
    setter = set_section(PARTS)
    whole = Cut(setter.drawn, []).page(setter, False)
    alone = Page(
        "s", "arabic", 2, "2", False, False, ("s--note-1",), "1 \nweg\n", (0, 0, 1, 1), 0.1
    )
    section = Section(
        "s", Kind.CHAPTER, Matter.BODY, "S", setter.xml,
        notes=(Note("s--note-1", "s--noteref-1", 1, "<div><p>weg</p></div>", 1),),
    )  # fmt: skip
    book = Book(Metadata("S", (), "nl", "urn:x", "2026-01-01T00:00:00Z"), (section,))
    text = whole.text.removesuffix("1 \nweg\n")
    body = Page("s", "arabic", 1, "1", True, False, ("s",), text, (0, 0, 1, 1), 1.0)
    pages = page_map(book, [body, alone], "s.pdf").pages
    assert [page.first and page.first.word for page in pages] == ["vergadering", None]
    assert pages[1].anchors == ("s--note-1",)
