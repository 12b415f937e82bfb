"""WeasyPrint's private parts are still those that dinobook was written for."""

from __future__ import annotations

import hashlib
import importlib
import inspect
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from weasyprint import __version__

import dinobook.pdf
from dinobook.pdf.engine.hooks import breaks_in
from dinobook.pdf.engine.version import WANTED


def parts() -> Iterator[object]:
    """What any module of the package leans on."""
    names = (one.name for one in pkgutil.walk_packages(dinobook.pdf.__path__, "dinobook.pdf."))
    for module in map(importlib.import_module, names):
        yield from getattr(module, "LEANED_ON", ())


LEANED_ON = tuple(dict.fromkeys(parts()))

READ = {
    "weasyprint.layout.background.layout_box_backgrounds": "617a870678c82755",
    "weasyprint.document.Document._render": "ebaceeb0fa8e79aa",
    "weasyprint.layout.LayoutContext.create_block_formatting_context": "674c8dd8d2c09f06",
    "weasyprint.layout.LayoutContext.finish_block_formatting_context": "855b9409d12e3182",
    "weasyprint.layout.block._linebox_layout": "e07bbe000974787e",
    "weasyprint.formatting_structure.boxes.Box.copy": "22622e6493869089",
    "weasyprint.formatting_structure.boxes.ParentBox.copy_with_children": "6b906f6c9326ab5d",
    "weasyprint.formatting_structure.boxes.TextBox.copy_with_text": "e8ea28f3b7812142",
    "weasyprint.formatting_structure.boxes.TextBox.process_whitespace": "76bdbeb747c0ae63",
    "weasyprint.layout.inline.add_word_spacing": "879516e71f1b80fa",
    "weasyprint.layout.float.avoid_collisions": "5fc7793c573af328",
    "weasyprint.layout.inline.count_expandable_spaces": "175fe6f42576ed38",
    "weasyprint.layout.inline.get_next_linebox": "67af458c2545e74f",
    "weasyprint.layout.replaced.inline_replaced_box_layout": "f1fe4648b21a8efa",
    "weasyprint.layout.inline.iter_line_boxes": "04aec48abfcad809",
    "weasyprint.layout.inline.split_inline_box": "3a0cb7ca7e34c7ef",
    "weasyprint.layout.inline.split_text_box": "8c564329599ef23f",
    "weasyprint.layout.inline.text_align": "e953d41b87ccfc30",
    "weasyprint.text.line_break.Layout": "681b737d1ba5e004",
    "weasyprint.text.line_break.first_line_metrics": "55ec5d0b58b29a8b",
    "weasyprint.text.line_break.get_log_attrs": "65c1a1c4fa75ee95",
    "weasyprint.text.line_break.line_size": "03fa04fd51fc69aa",
    "weasyprint.text.line_break.split_first_line": "39ad1016863ca34d",
    "weasyprint.css.counters.CounterStyle.render_value": "3c9d4c3730fbcef1",
    "weasyprint.pdf.fonts.Font.__init__": "1f281166b10302a4",
    "weasyprint.pdf.fonts.build_fonts_dictionary": "fc551bef35d0d6c3",
    "weasyprint.draw.text.draw_text": "ebaf96239c6ca363",
    "weasyprint.draw.text.draw_first_line": "1bb8eae6d88e71b1",
    "weasyprint.pdf.generate_pdf": "626343ef25c396e8",
    "weasyprint.pdf.stream.Stream.add_font": "e4226e1117477217",
    "weasyprint.pdf.tags.add_tags": "f0e74575b0bafaf3",
    "weasyprint.document.Page.__init__": "56afceec729bf2c1",
    "weasyprint.HTML.__init__": "5f19f40b81837f87",
    "weasyprint.css.ComputedStyle.__init__": "ffbc48647d0d85e2",
    "weasyprint.css.ComputedStyle.__missing__": "b318d8efc8ac79d7",
    "weasyprint.css.ComputedStyle.copy": "4398a49b631bf992",
    "weasyprint.css.functions.check_math": "4f8e6a21258e09ba",
    "weasyprint.text.fonts.get_font_description": "85734b8947b9bf64",
    "weasyprint.text.line_break._font_style_cache_key": "d6b09d54b8258d58",
    "weasyprint.layout.page.make_margin_boxes": "4a2d2e301eb3bc47",
    "weasyprint.layout.percent.resolve_percentages": "71673078096fcf87",
    "weasyprint.layout.inline.remove_last_whitespace": "53f0c79c9fbbda50",
    "weasyprint.text.line_break.create_layout": "6587192cc0ab3ffa",
    "weasyprint.text.ffi.unicode_to_char_p": "c9ab2afbd2c1f69d",
    "weasyprint.layout.block.block_container_layout": "65842ca53a8391eb",
    "weasyprint.layout.initialize_page_maker": "5bb3c878d722af53",
    "weasyprint.layout.layout_document": "a5cbf437e99caf72",
    "weasyprint.layout.page.make_all_pages": "b5e4034894841caa",
    "weasyprint.layout.page.make_page": "656f183328e8b1b5",
    "weasyprint.layout.page.page_height": "71a0230377c0354e",
    "weasyprint.layout.page.remake_page": "1ff09b2dffa17839",
    "weasyprint.layout.page.set_page_type_computed_styles": "4e68b396b35c4a06",
    "weasyprint.formatting_structure.boxes.ParentBox.remove_decoration": "689d6c8b42f70410",
    "weasyprint.formatting_structure.build.create_anonymous_boxes": "f1e76cc779a89855",
    "weasyprint.layout.LayoutContext._update_footnote_area": "2e317e4b066fb80c",
    "weasyprint.layout.LayoutContext.layout_footnote": "5075f64aaae4a32d",
    "weasyprint.layout.LayoutContext.overflows_page": "d18699b7ce2ebaa0",
    "weasyprint.layout.LayoutContext.report_footnote": "f05bad3895c6824c",
    "weasyprint.layout.LayoutContext.unlayout_footnote": "c7c223cf4a0fda54",
    "weasyprint.layout.block._in_flow_layout": "c2537262836dd981",
    "weasyprint.layout.block.avoid_page_break": "2810fc88d7b6fbb7",
    "weasyprint.layout.block.block_level_page_break": "4c36f807aa76498f",
    "weasyprint.layout.block.collapse_margin": "c91ad56f81717b09",
    "weasyprint.layout.block.find_last_in_flow_child": "4f776f99397a8608",
    "weasyprint.draw.draw_inline_level": "068162a401d00efd",
    "weasyprint.draw.draw_block_level": "3de9ec3ad4aaad3c",
    "weasyprint.pdf.stream.Stream.marked": "3fa3acacbbf66422",
    "weasyprint.pdf.stream.Stream.artifact": "be61e42186804e99",
    "weasyprint.pdf.anchors.add_links": "262e8b9b299892a7",
    "weasyprint.layout.absolute.AbsolutePlaceholder.__init__": "c21e457ad551b4d8",
    "weasyprint.css.targets.TargetCollector.cache_target_page_counters": "545eb30bb50f0e49",
    "weasyprint.layout.block.block_level_layout": "c1301dde9284e245",
}
"""The digest of each source that was read, by its name."""


def digest(part: object) -> str:
    return hashlib.sha256(inspect.getsource(part).encode()).hexdigest()[:16]  # type: ignore[arg-type]


def name(part: object) -> str:
    return f"{part.__module__}.{part.__qualname__}"  # type: ignore[attr-defined]


def test_the_version_is_the_one_that_was_read(repository: Path) -> None:
    assert __version__ == WANTED
    wanted = tomllib.loads((repository / "pyproject.toml").read_text())["project"]["dependencies"]
    assert f"weasyprint=={WANTED}" in wanted
    for name in ("build", "test"):
        pins = (repository / "requirements" / f"{name}.txt").read_text()
        assert re.search(rf"^weasyprint=={re.escape(WANTED)} ", pins, re.MULTILINE)
    other = (repository / "requirements" / "other-engine.txt").read_text()
    assert re.findall(r"^weasyprint==(\S+)", other, re.MULTILINE) not in ([], [WANTED])


@pytest.mark.parametrize("part", LEANED_ON, ids=name)
def test_what_is_leaned_on_is_as_it_was_read(part: object) -> None:
    assert READ.get(name(part)) == digest(part), (
        f"WeasyPrint changed {name(part)}. Read it, see whether what leans on it holds, "
        "run tests/pdf, and only then write the new digest here."
    )


def test_nothing_is_listed_that_is_not_leaned_on() -> None:
    assert set(READ) == {name(part) for part in LEANED_ON}


def test_pango_says_where_lines_may_begin() -> None:
    """The bits of its answer are read as they lie in memory."""
    assert breaks_in("een twee-drie, vier\u00a0vijf", "nl") == [4, 9, 15]
    assert breaks_in("a", "nl") == []
