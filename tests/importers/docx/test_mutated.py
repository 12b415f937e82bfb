"""Documents that were damaged by chance are read or refused in words, and never crash."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinobook.importers.docx import WordDocument
from importers.docx.bringing import carried_out
from importers.docx.documents import (
    Made,
    box,
    document,
    drawing,
    field,
    formula,
    marked,
    members,
    png,
    text,
    zipped,
)

PARTS = (
    "word/document.xml",
    "word/footnotes.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/_rels/document.xml.rels",
    "_rels/.rels",
    "[Content_Types].xml",
)
_TAG = re.compile(rb"<[^<>]+>")


def _rich(made: Made) -> None:
    made.heading("Kop", bookmark="_Ref2")
    made.xml(text("Zin") + made.note("Noot.") + field("REF _Ref1 \\h", "Figuur 1") + text("."))
    made.xml(
        drawing(made.picture(png()), "Een vlak", floats=True) + box(f"<w:p>{text('Vak')}</w:p>")
    )
    made.xml(
        marked("_Ref1", text("Figuur ") + field("SEQ Figuur", "1")) + text(": Beer"), "Caption"
    )
    kept = {"citationItems": [{"itemData": {"title": "T", "author": [{"family": "A"}]}}]}
    made.xml(field(f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(kept)}", "(A)") + formula("x=1"))
    made.file.add_paragraph("een", "List Bullet")
    table = made.file.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1))
    made.xml(f"<w:ins>{text('nieuw')}</w:ins><w:moveFrom>{text('weg')}</w:moveFrom>")


@lru_cache
def rich() -> dict[str, bytes]:
    return members(document(_rich))


@lru_cache
def packed() -> bytes:
    return zipped(rich())


def survives(data: bytes) -> None:
    """It is read, and its proposal drafted and proved; or refused with a message and a hint."""
    source = WordDocument("scriptie.docx", data, "accept")
    plan, problems = source.propose()
    if plan is None:
        assert problems
        assert all(one.code.startswith("import-0") and one.hint for one in problems)
        return
    carried_out(source, plan)


SOME = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SOME
@given(st.data())
def test_bytes_of_the_zip_are_changed(draw: st.DataObject) -> None:
    data = bytearray(packed())
    for _ in range(draw.draw(st.integers(1, 8))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    survives(bytes(data))


@SOME
@given(st.integers(0, 100), st.integers(0, 100))
def test_the_zip_is_cut(first: int, last: int) -> None:
    data = packed()
    survives(data[len(data) * first // 100 : len(data) * (100 - last) // 100])


@SOME
@given(st.sampled_from(PARTS), st.data())
def test_tags_of_a_part_go_or_come_twice(name: str, draw: st.DataObject) -> None:
    data = rich()[name]
    tags = list(_TAG.finditer(data))
    for _ in range(draw.draw(st.integers(1, 3))):
        one = tags[draw.draw(st.integers(0, len(tags) - 1))]
        again = draw.draw(st.sampled_from([b"", one[0] * 2, b"<w:r>", b"</w:p>", b"<w:tc/>"]))
        data = data[: one.start()] + again + data[one.end() :]
    survives(zipped(rich() | {name: data}))


@SOME
@given(st.sampled_from(PARTS), st.data())
def test_whole_elements_go(name: str, draw: st.DataObject) -> None:
    """The part stays well-formed: elements are taken out, moved, or called otherwise."""
    from lxml import etree

    root = etree.fromstring(rich()[name])
    for _ in range(draw.draw(st.integers(1, 4))):
        every = [one for one in root.iter() if one is not root]
        if not every:
            break
        one = every[draw.draw(st.integers(0, len(every) - 1))]
        way = draw.draw(st.integers(0, 3))
        parent = one.getparent()
        if way == 0 and parent is not None:
            parent.remove(one)
        elif way == 1:
            one.attrib.clear()
        elif way == 2:
            one.tag = every[draw.draw(st.integers(0, len(every) - 1))].tag
        elif one.attrib:
            key = draw.draw(st.sampled_from([str(key) for key in one.attrib]))
            one.set(key, draw.draw(st.sampled_from(["", "-1", "999999999", "x", "begin", "end"])))
    survives(zipped(rich() | {name: etree.tostring(root)}))


@SOME
@given(st.sampled_from(PARTS))
def test_a_part_is_missing(name: str) -> None:
    survives(zipped({key: data for key, data in rich().items() if key != name}))


@SOME
@given(st.text(max_size=60))
def test_any_text_is_said_or_cleaned(words: str) -> None:
    kept = "".join(one for one in words if one.isprintable() or one in "\u2028\ufdd0\ufdd1")
    survives(document(lambda made: made.p(kept)))
