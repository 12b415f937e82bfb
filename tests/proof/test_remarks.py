"""Remarks of all kinds, put back into a small book: on its pages, and on those of its proof."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from dinobook import MemoryProject, OpenBook, PageMap, Remark, SourceError
from dinobook.proof import Remarks, remarks_in
from proof.marking import (
    Box,
    annotation,
    boxes_of,
    highlighted,
    mark,
    round_quad,
    with_annotations,
    z_quad,
)

EERSTE, TWEEDE, DERDE = (f"manuscript/{name}.md" for name in ("eerste", "tweede", "derde"))


def read(data: bytes, opened: OpenBook, maps: Sequence[PageMap] = (), **changed: str) -> Remarks:
    assert isinstance(opened.project, MemoryProject)
    files = dict(opened.project.contents)
    files |= {f"manuscript/{name}.md": text.encode() for name, text in changed.items()}
    return remarks_in(
        data, "van-jan.pdf", MemoryProject(files), {f"map{at}": one for at, one in enumerate(maps)}
    )


def only(found: Remarks) -> Remark:
    (remark,) = found.remarks
    return remark


def text_of(opened: OpenBook, path: str) -> str:
    return opened.project.read_bytes(path).decode()


def line(opened: OpenBook, path: str, words: str) -> int:
    rows = text_of(opened, path).split("\n")
    return next(at for at, row in enumerate(rows, start=1) if words in row)


PLACES = [
    ("stemt misschien alleen", EERSTE, "Wie zwijgt, stemt", "text"),
    ("met een lange titel", EERSTE, "title: Een eerste", "heading"),
    ("een ondertitel", EERSTE, "subtitle: en een", "heading"),
    ("De driehoek van het overleg", EERSTE, "![Een driehoek", "caption"),
    ("Ze was ook koud", EERSTE, "[^koffie]: De koffie", "note"),
    ("Dan pas praten", EERSTE, "2. Dan pas", "text"),
    ("een kopje", EERSTE, "- een kopje", "text"),
    ("Probeer dit", EERSTE, "/// doe-het-zelf", "text"),
    ("maandag", TWEEDE, "| maandag", "table"),
    ("Uren per dag", TWEEDE, "/// tabel | Uren", "caption"),
    ("Het slot", TWEEDE, "## Het slot", "heading"),
    ("de lade ging toe", TWEEDE, "de lade ging toe", "text"),
    ("Een onbekende bode", TWEEDE, "/// motto | Een onbekende", "text"),
    ("“de schepen”", DERDE, 'Daarna kwam "de schepen"', "text"),
    ("efficiënte, officiële affiches", DERDE, "efficiënte, officiële", "text"),
    ("die gang was lang", DERDE, "en die gang was lang", "text"),
]


@pytest.mark.parametrize("pages", ["proof", "edition"])
@pytest.mark.parametrize(("words", "path", "row", "on"), PLACES)
def test_marked_words_are_put_on_their_line(
    opened: OpenBook,
    printed: bytes,
    sheets: bytes,
    pages: str,
    words: str,
    path: str,
    row: str,
    on: str,
) -> None:
    plain = pages == "edition"
    source = printed if plain else sheets
    # titles stand in the contents too: those are on an earlier page
    page, boxes = boxes_of(source, words, nth=1 if row.startswith("title:") else 0)
    data = with_annotations(source, [(page, mark(boxes, Contents="Waarom?", T="Jan"))])
    remark = only(read(data, opened, [opened.page_map("print")] if plain else []))
    assert (remark.kind, remark.text, remark.author) == ("highlight", "Waarom?", "Jan")
    assert remark.places
    assert (remark.place.path, remark.place.line) == (path, line(opened, path, row))
    assert remark.on == on
    assert remark.words == words
    assert not remark.changed
    assert remark.page == page + 1
    assert remark.folio == opened.page_map("print").pages[page].folio


@pytest.mark.parametrize("kind", ["Highlight", "Underline", "Squiggly", "StrikeOut"])
@pytest.mark.parametrize("quad", [z_quad, round_quad])
def test_quads_in_either_order(opened: OpenBook, sheets: bytes, kind: str, quad: object) -> None:
    words = "verantwoordelijkheidsverdeling hing in een kader"
    page, boxes = boxes_of(sheets, words)
    order = z_quad if quad is z_quad else round_quad
    remark = only(read(with_annotations(sheets, [(page, mark(boxes, kind, order))]), opened))
    assert remark.words == words
    assert remark.place.line == line(opened, EERSTE, "verantwoordelijkheidsverdeling")


def test_a_word_that_is_broken_at_the_end_of_a_line_is_whole(
    opened: OpenBook, sheets: bytes
) -> None:
    page, first = boxes_of(sheets, "duurde langer dan de")
    left, low, _, high = first[0]
    below = (0.0, low - 30, 600.0, low - 1)
    _, rest = boxes_of(sheets, "vond er een", page)
    marked = mark([(left, low, 400.0, high), (below[0], rest[0][1], rest[0][0] - 2, rest[0][3])])
    remark = only(read(with_annotations(sheets, [(page, marked)]), opened))
    assert "beleidsvoorbereiding. Wie" in remark.words
    assert remark.place.line == line(opened, EERSTE, "duurde langer dan de")


def test_a_mark_without_quads_and_one_that_is_a_thin_line(opened: OpenBook, sheets: bytes) -> None:
    page, (box,) = boxes_of(sheets, "alleen maar toe")
    left, low, right, _ = box
    thin = (left, low - 0.5, right, low + 0.3)
    marks = [annotation("Highlight", box, Contents="1"), mark([thin], "Underline", Contents="2")]
    found = read(with_annotations(sheets, [(page, one) for one in marks]), opened)
    assert {one.words for one in found.remarks} == {"alleen maar toe"}
    assert found.found == 2


NOTES = {"Text": "note", "Stamp": "stamp", "FileAttachment": "attachment", "FreeText": "text"}


@pytest.mark.parametrize(("subtype", "kind"), NOTES.items())
def test_a_note_beside_a_line_is_at_that_line(
    opened: OpenBook, sheets: bytes, subtype: str, kind: str
) -> None:
    page, (box, *_) = boxes_of(sheets, "Niemand vroeg het haar ooit")
    place = (480.0, box[1], 495.0, box[3])
    left = [(page, annotation(subtype, place, Contents="Echt?"))]
    remark = only(read(with_annotations(sheets, left), opened))
    assert (remark.kind, remark.is_beside) == (kind, True)
    assert remark.place.line in (
        line(opened, EERSTE, "Niemand vroeg het haar ooit"),
        line(opened, EERSTE, "jas over de leuning"),
    )


def test_an_insertion_stands_between_two_words(opened: OpenBook, sheets: bytes) -> None:
    page, (box,) = boxes_of(sheets, "zakje")
    place = (box[0] - 4, box[1] - 2, box[0] + 1, box[1] + 4)
    left = [(page, annotation("Caret", place, Contents="lekker"))]
    remark = only(read(with_annotations(sheets, left), opened))
    assert (remark.kind, remark.text, remark.words) == ("insertion", "lekker", "een zakje")
    assert remark.place.line == line(opened, EERSTE, "schoof ze mij een zakje")


def test_words_in_the_place_of_others_are_one_remark(opened: OpenBook, sheets: bytes) -> None:
    """As Acrobat says it: a caret, and a strike-out that is of its group."""
    page, boxes = boxes_of(sheets, "koekjes toe")
    with pikepdf.open(io.BytesIO(sheets)) as pdf:
        caret = pdf.make_indirect(annotation("Caret", boxes[0], Contents="taart", T="Jan"))
        struck = mark(boxes, "StrikeOut", IRT=caret, RT=Name.Group)
        pdf.pages[page].obj.Annots = Array([caret, pdf.make_indirect(struck)])
        file = io.BytesIO()
        pdf.save(file)
    remark = only(read(file.getvalue(), opened))
    assert (remark.kind, remark.words, remark.text) == ("replacement", "koekjes toe", "taart")
    assert remark.place.line == line(opened, EERSTE, "koekjes toe")


def test_answers_come_with_the_remark_that_they_answer(opened: OpenBook, sheets: bytes) -> None:
    page, boxes = boxes_of(sheets, "continuïteit")
    with pikepdf.open(io.BytesIO(sheets)) as pdf:
        first = pdf.make_indirect(mark(boxes, Contents="Woord?", T="Jan", M="D:20261101"))
        hidden = 2 | 28
        said = annotation("Text", boxes[0], Contents="Ja", T="An", M="D:20261103080000Z")
        said.IRT, said.F = first, hidden
        answer = pdf.make_indirect(said)
        state = annotation("Text", boxes[0], State="Accepted", StateModel="Review", T="Bo",
                           M="D:20261104")  # fmt: skip
        state.IRT = answer
        window = annotation("Popup", boxes[0])
        window.Parent = first
        pdf.pages[page].obj.Annots = Array(
            [first, answer, *map(pdf.make_indirect, (state, window))]
        )
        file = io.BytesIO()
        pdf.save(file)
    remark = only(read(file.getvalue(), opened))
    assert remark.text == "Woord?"
    assert [(one.author, one.text) for one in remark.replies] == [("An", "Ja"), ("Bo", "Accepted")]
    assert remark.replies[0].date == "2026-11-03T08:00:00Z"


def test_what_is_said_in_a_window_or_with_mark_up_is_read(opened: OpenBook, sheets: bytes) -> None:
    page, boxes = boxes_of(sheets, "continuïteit")
    window = annotation("Popup", boxes[0], Contents="in het venster")
    rich = mark(boxes, RC="<body xmlns='http://www.w3.org/1999/xhtml'><p>vet <b>en</b></p></body>")
    left = [(page, mark(boxes, Popup=window)), (page, rich)]
    found = read(with_annotations(sheets, left), opened)
    assert {one.text for one in found.remarks} == {"in het venster", "vet en"}


@pytest.mark.parametrize(
    ("rich", "said"),
    [
        ("<?xml version='1.0'?><!-- a --><body><p>een<!-- b --> twee</p></body>", "een twee"),
        ("<?xml version='1.0' encoding='UTF-16'?><body><p>één</p></body>", "één"),
        ("<body><p>een<br/>twee</p><p>drie</p></body>", "een\ntwee\ndrie"),
        ("<body>los<ul><li>een</li><li>en <b>twee</b></li></ul></body>", "los\neen\nen twee"),
        ("<body><div>een</div><div>twee</div></body>", "een\ntwee"),
        ("geen opmaak", "geen opmaak"),
    ],
)
def test_marked_up_words_of_any_program_are_read_whole(
    opened: OpenBook, sheets: bytes, rich: str, said: str
) -> None:
    page, boxes = boxes_of(sheets, "continuïteit")
    found = read(with_annotations(sheets, [(page, mark(boxes, RC=rich))]), opened)
    assert found.problems == ()
    assert only(found).text == said


def test_what_is_no_remark_is_left_out(opened: OpenBook, sheets: bytes) -> None:
    page, boxes = boxes_of(sheets, "continuïteit")
    left: list[Dictionary] = [annotation(kind, boxes[0]) for kind in ("Link", "Screen", "Popup")]
    for flag in (2, 32):
        hidden = mark(boxes, Contents="onzichtbaar")
        hidden.F = flag
        left.append(hidden)
    assert read(with_annotations(sheets, [(page, one) for one in left]), opened).remarks == ()


@pytest.mark.parametrize(
    ("words", "nth", "on"),
    [("De derde keer", 0, "contents"), ("kapstok", -1, "index")],
)
def test_pages_that_say_again_what_stands_elsewhere(
    opened: OpenBook, sheets: bytes, words: str, nth: int, on: str
) -> None:
    page, boxes = boxes_of(sheets, words, nth=nth if nth >= 0 else 1)
    remark = only(read(with_annotations(sheets, [(page, mark(boxes))]), opened))
    assert (remark.on, remark.places) == (on, ())


def test_running_heads_folios_and_calls_of_notes(opened: OpenBook, printed: bytes) -> None:
    maps = opened.page_map("print")
    page, boxes = boxes_of(printed, "stift.1")
    with_head = next(
        number for number, one in enumerate(maps.pages) if one.folio == "4" and not one.blank
    )
    head, tops = boxes_of(printed, "4", with_head)
    left = [(page, mark(boxes[1:], Contents="noot")), (head, mark(tops[:1], Contents="folio"))]
    found = {one.text: one for one in read(with_annotations(printed, left), opened, [maps]).remarks}
    assert found["noot"].on == "note call"
    assert found["noot"].place.line == line(opened, EERSTE, "en naar stift.[^koffie]")
    assert found["folio"].on == "folio"
    assert found["folio"].places == ()


def test_a_note_on_a_picture_is_at_the_line_that_shows_it(opened: OpenBook, sheets: bytes) -> None:
    page, (box,) = boxes_of(sheets, "De driehoek van het overleg")
    place = (box[0] + 90, box[3] + 30, box[0] + 100, box[3] + 40)
    left = [(page, annotation("Text", place, Contents="Te groot"))]
    remark = only(read(with_annotations(sheets, left), opened))
    assert remark.on == "picture"
    assert remark.place.line == line(opened, EERSTE, "![Een driehoek")


def test_a_note_on_a_blank_page(opened: OpenBook, sheets: bytes) -> None:
    pages = opened.page_map("print").pages
    blank = next(page.number - 1 for page in pages if page.blank)
    left = [(blank, annotation("Text", (100, 500, 110, 510), Contents="Waarom leeg?"))]
    remark = only(read(with_annotations(sheets, left), opened))
    assert (remark.on, remark.places, remark.line_on_page) == ("blank page", (), 0)


def test_the_title_of_a_part_is_in_the_manifest(opened: OpenBook, sheets: bytes) -> None:
    part = next(one for one in opened.page_map("print").chapters if one.kind == "part")
    page, boxes = boxes_of(sheets, "Het begin", part.first - 1)
    remark = only(read(with_annotations(sheets, [(page, mark(boxes))]), opened))
    assert remark.on == "part title"
    assert remark.place.path == "manuscript/book.yaml"
    assert remark.place.excerpt == "- part: Het begin"


# Words that stand several times, and chapters that have changed since.


@pytest.mark.parametrize("nth", [0, 1])
def test_the_words_around_tell_which_is_meant(opened: OpenBook, sheets: bytes, nth: int) -> None:
    page, boxes = boxes_of(sheets, "Het was een lange dag", nth=nth)
    remark = only(read(with_annotations(sheets, [(page, mark(boxes))]), opened))
    rows = text_of(opened, TWEEDE).split("\n")
    lines = [at for at, row in enumerate(rows, start=1) if "Het was een lange dag" in row]
    assert remark.place.line == lines[nth]


def test_where_nothing_tells_all_lines_are_named(opened: OpenBook, sheets: bytes) -> None:
    page, boxes = boxes_of(sheets, "die gang was lang")
    data = with_annotations(sheets, [(page, mark(boxes))])
    text = text_of(opened, DERDE)
    twice = text + "\n" + text.split("---\n")[2]
    remark = only(read(data, opened, derde=twice))
    rows = twice.split("\n")
    assert [place.line for place in remark.places] == [
        at for at, row in enumerate(rows, start=1) if "die gang was lang" in row
    ]
    assert len(remark.places) == 2


def test_the_chapter_of_the_page_goes_before_another(opened: OpenBook, sheets: bytes) -> None:
    page, boxes = boxes_of(sheets, "die gang was lang")
    data = with_annotations(sheets, [(page, mark(boxes))])
    copied = text_of(opened, DERDE).replace("title: De derde keer", "title: De vierde keer")
    remark = only(read(data, opened, vierde=copied))
    assert remark.place.path == DERDE


def test_words_are_followed_to_another_chapter(opened: OpenBook, sheets: bytes) -> None:
    data = highlighted(sheets, "Zij wist ook wie er niet meer kwam")
    text = text_of(opened, EERSTE)
    start, end = text.index("De poetsvrouw kende"), text.index("Op een woensdag")
    remark = only(
        read(
            data,
            opened,
            eerste=text[:start] + text[end:],
            bronnen=f"# Bronnen\n\n{text[start:end]}",
        )
    )
    assert remark.place.path == "manuscript/bronnen.md"
    assert "Zij wist ook wie er niet meer kwam" in remark.place.excerpt


def test_words_are_found_among_others_that_were_changed(opened: OpenBook, sheets: bytes) -> None:
    data = highlighted(sheets, "koekjes")
    text = text_of(opened, EERSTE).replace("schoof ze mij een zakje koekjes toe",
                                           "gaf ze mij twee zakken koekjes mee")  # fmt: skip
    remark = only(read(data, opened, eerste=text))
    rows = text.split("\n")
    assert remark.place.line == 1 + next(
        at for at, row in enumerate(rows) if "zakken koekjes" in row
    )
    assert not remark.changed


def test_most_of_marked_words_is_enough_and_is_said(opened: OpenBook, sheets: bytes) -> None:
    words = "Niemand vroeg het haar ooit, want zij stond niet in het organogram"
    data = highlighted(sheets, words)
    text = text_of(opened, EERSTE).replace("het haar ooit", "haar dat ooit")
    remark = only(read(data, opened, eerste=text))
    assert remark.changed
    assert remark.place.line == line(opened, EERSTE, "Niemand vroeg het haar")


def test_words_that_are_gone_are_not_found(opened: OpenBook, sheets: bytes) -> None:
    """The place where they stood is named, and not as theirs."""
    data = highlighted(sheets, "koekjes")
    text = text_of(opened, EERSTE).replace(" zakje koekjes", " taart")
    remark = only(read(data, opened, eerste=text))
    assert remark.places == ()
    assert remark.near.path == EERSTE
    assert abs(remark.near.line - line(opened, EERSTE, "schoof ze mij")) <= 2


def test_the_same_words_elsewhere_are_not_meant(opened: OpenBook, sheets: bytes) -> None:
    page, boxes = boxes_of(sheets, "Het was een lange dag", nth=1)
    data = with_annotations(sheets, [(page, mark(boxes))])
    text = text_of(opened, TWEEDE).replace("zweeg. Het was een lange dag.", "zweeg.")
    assert only(read(data, opened, tweede=text)).places == ()


def test_an_old_edition_is_read_without_its_map(opened: OpenBook, printed: bytes) -> None:
    data = highlighted(printed, "Zij wist wie er zuchtte")
    remark = only(read(data, opened))
    assert remark.folio == ""
    assert remark.place.line == line(opened, EERSTE, "De poetsvrouw kende elke stoel. Zij wist")


def test_a_map_of_another_build_is_not_believed(opened: OpenBook, printed: bytes) -> None:
    real = opened.page_map("print")
    other = replace(real, pages=(*real.pages[1:], real.pages[0]))
    page, boxes = boxes_of(printed, "Zij wist wie er zuchtte")
    remark = only(read(with_annotations(printed, [(page, mark(boxes))]), opened, [other]))
    assert remark.folio == ""
    assert remark.place.path == EERSTE


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_and_cropped_pages(opened: OpenBook, printed: bytes, turn: int) -> None:
    page, boxes = boxes_of(printed, "Zij wist wie er zuchtte")
    data = with_annotations(printed, [(page, mark(boxes))])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        one = pdf.pages[page].obj
        one.Rotate = turn
        width, height = (float(side) for side in pdf.pages[page].mediabox[2:])
        one.CropBox = Array([20, 25, width - 10, height - 15])
        file = io.BytesIO()
        pdf.save(file)
    remark = only(read(file.getvalue(), opened))
    assert remark.words == "Zij wist wie er zuchtte"
    assert remark.place.path == EERSTE


def test_remarks_are_in_the_order_of_reading(opened: OpenBook, sheets: bytes) -> None:
    words = ("Soms is een zakje", "De vergaderzaal rook", "Ik telde de tegels", "stemt misschien")
    left = [(boxes_of(sheets, said)[0], mark(boxes_of(sheets, said)[1])) for said in words]
    found = read(with_annotations(sheets, left), opened)
    assert [one.words for one in found.remarks] == [words[1], words[3], words[2], words[0]]


# What is no good.


def test_a_pdf_without_remarks(opened: OpenBook, sheets: bytes) -> None:
    assert read(sheets, opened).remarks == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "remarks-001"), (b"geen PDF", "remarks-001"), (b"%PDF-1.7\n", "remarks-001")],
)
def test_what_is_no_pdf_is_refused(opened: OpenBook, data: bytes, code: str) -> None:
    with pytest.raises(SourceError, match=r"van-jan\.pdf cannot be read") as caught:
        read(data, opened)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_pdf_with_a_password_is_refused(opened: OpenBook, sheets: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read(encrypted(sheets, user="geheim"), opened)
    assert [problem.code for problem in caught.value.problems] == ["remarks-002"]


def encrypted(data: bytes, user: str) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        file = io.BytesIO()
        pdf.save(file, encryption=pikepdf.Encryption(owner="baas", user=user))
    return file.getvalue()


def test_a_pdf_that_may_only_be_read_is_read(opened: OpenBook, sheets: bytes) -> None:
    data = encrypted(highlighted(sheets, "Zij wist wie er zuchtte"), user="")
    assert only(read(data, opened)).place.path == EERSTE


def test_damaged_remarks_are_told_of_and_the_others_are_read(
    opened: OpenBook, sheets: bytes
) -> None:
    page, boxes = boxes_of(sheets, "Zij wist wie er zuchtte")
    good = mark(boxes, Contents="goed")
    broken = [
        Dictionary(Subtype=Name.Highlight, Rect=Array([1, 2])),
        Dictionary(Subtype=Name.Text, Rect=pikepdf.String("waar?")),
        Dictionary(Rect=Array([1, 2, 3, 4])),
        Dictionary(Subtype=Name.Highlight, Rect=Array([1, 2, 3, Name.Vier])),
        mark(boxes),
    ]
    broken[-1].QuadPoints = Array([1, 2, 3, pikepdf.String("x"), 5, 6, 7, 8])
    data = with_annotations(sheets, [(page, one) for one in [*broken, good]])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[page].obj.Annots.append(Name.Wat)
        pdf.pages[0].obj.Annots = Name.Geen
        file = io.BytesIO()
        pdf.save(file)
    found = read(file.getvalue(), opened)
    assert only(found).text == "goed"
    (problem,) = found.problems
    assert problem.code == "remarks-003"
    assert problem.message == f"6 annotations on page {page + 1} cannot be read."


def test_answers_that_go_round_end(opened: OpenBook, sheets: bytes) -> None:
    page, boxes = boxes_of(sheets, "continuïteit")
    with pikepdf.open(io.BytesIO(sheets)) as pdf:
        one, other = (pdf.make_indirect(mark(boxes, Contents=said)) for said in "ab")
        one.IRT, other.IRT = other, one
        pdf.pages[page].obj.Annots = Array([one, other])
        file = io.BytesIO()
        pdf.save(file)
    assert {remark.text for remark in read(file.getvalue(), opened).remarks} == {"a", "b"}


def test_a_pdf_of_another_book_is_told_of(sheets: bytes) -> None:
    data = highlighted(sheets, "Zij wist wie er zuchtte")
    other = MemoryProject({"manuscript/ander.md": b"# Anders\n\nEen heel ander boek, kort.\n"})
    found = remarks_in(data, "van-jan.pdf", other, {})
    assert only(found).places == ()
    assert [problem.code for problem in found.problems] == ["remarks-004"]


def test_a_thousand_remarks_on_a_page(opened: OpenBook, sheets: bytes) -> None:
    page, boxes = boxes_of(sheets, "Zij wist wie er zuchtte")
    left = [(page, mark(boxes, Contents=str(number))) for number in range(1000)]
    found = read(with_annotations(sheets, left), opened)
    assert found.found == 1000
    assert [one.text for one in found.remarks[:3]] == ["0", "1", "2"]


def test_boxes_are_of_words() -> None:
    box: Box = (1, 2, 3, 4)
    assert z_quad(box) != round_quad(box)
