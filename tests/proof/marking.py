"""Remarks left in a PDF by pikepdf, as viewers write them, on words that are looked up in it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

Box = tuple[float, float, float, float]


def boxes_of(data: bytes, words: str, page: int = -1, nth: int = 0) -> tuple[int, list[Box]]:
    """The page, counted from 0, and the boxes of printed words: one for each line."""
    document = pypdfium2.PdfDocument(data)
    seen = 0
    for number in range(len(document)) if page < 0 else [page]:
        text = document[number].get_textpage()
        search = text.search(words, match_case=True)
        while (found := search.get_next()) is not None:
            if seen == nth:
                return number, _rows(text, *found)
            seen += 1
    raise AssertionError(f"“{words}” is nowhere in the PDF")


def _rows(text: pypdfium2.PdfTextPage, start: int, count: int) -> list[Box]:
    rows: list[list[Box]] = []
    for index in range(start, start + count):
        if not text.get_text_range(index, 1).strip("\r\n\x02 "):
            continue
        box = text.get_charbox(index, loose=True)
        if rows and abs(rows[-1][-1][1] - box[1]) < 2:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [(row[0][0], min(b[1] for b in row), row[-1][2], max(b[3] for b in row)) for row in rows]


def z_quad(box: Box) -> list[float]:
    """As most programs write it: upper left, upper right, lower left, lower right."""
    left, low, right, high = box
    return [left, high, right, high, left, low, right, low]


def round_quad(box: Box) -> list[float]:
    """As the standard says: round the box, from its lower left corner."""
    left, low, right, high = box
    return [left, low, right, low, right, high, left, high]


def annotation(kind: str, box: Sequence[float], **keys: object) -> Dictionary:
    made = Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array(list(box)), F=4)
    for key, value in keys.items():
        made[f"/{key}"] = pikepdf.String(value) if isinstance(value, str) else value
    return made


def mark(boxes: Sequence[Box], kind: str = "Highlight", quad: Callable[[Box], list[float]] = z_quad,
         **keys: object) -> Dictionary:  # fmt: skip
    whole = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    numbers = [number for box in boxes for number in quad(box)]
    return annotation(kind, whole, QuadPoints=Array(numbers), **keys)


def with_annotations(data: bytes, left: Sequence[tuple[int, Dictionary]]) -> bytes:
    """The PDF with these on its pages, counted from 0."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page, one in left:
            target = pdf.pages[page].obj
            if "/Annots" not in target:
                target.Annots = Array()
            target.Annots.append(pdf.make_indirect(one))
        file = io.BytesIO()
        pdf.save(file)
    return file.getvalue()


def highlighted(data: bytes, *words: str) -> bytes:
    """Each of these words highlighted once."""
    left = []
    for said in words:
        page, boxes = boxes_of(data, said)
        left.append((page, mark(boxes, Contents=f"over {said}")))
    return with_annotations(data, left)


class _Letters:
    """Where words are that stand one behind the other, whatever is printed between them."""

    def __call__(self, data: bytes, words: Sequence[str]) -> list[tuple[int, int, int]]:
        """For each word, given as its letters, its page, and its first character and last."""
        document = pypdfium2.PdfDocument(data)
        letters = [
            (number, index, sign.casefold())
            for number in range(len(document))
            for index, sign in self._inside(document[number])
        ]
        text = "".join(sign for _, _, sign in letters)
        found, at = [], 0
        for word in words:
            start = text.index(word, at)
            assert start - at < 60, f"“{word}” is not behind “{text[at - 20 : at]}”"
            at = start + len(word)
            found.append((letters[start][0], letters[start][1], letters[at - 1][1]))
        return found

    def _inside(self, page: pypdfium2.PdfPage) -> list[tuple[int, str]]:
        """The letters within the frame of a proof's page, but for its head and folio."""
        text = page.get_textpage()
        found = []
        for index in range(text.count_chars()):
            sign = text.get_text_range(index, 1)
            if len(sign) == 1 and sign.isalpha():
                left, low, _, high = text.get_charbox(index)
                if left > 40 and low > 265 and high < 790:
                    found.append((index, sign))
        return found

    def rows(self, data: bytes, page: int, first: int, last: int) -> tuple[int, list[Box]]:
        text = pypdfium2.PdfDocument(data)[page].get_textpage()
        return page, _rows(text, first, last - first + 1)


boxes_of_letters = _Letters()
