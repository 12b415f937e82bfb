"""A post that is too long for a chapter, in parts that lose nothing."""

# ruff: noqa: E501  (HTML as WordPress writes it is easier to read in one line)

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from dinobook.importers.wordpress.export import Post
from dinobook.importers.wordpress.splitting import parts_of

BLOCKS = st.lists(
    st.sampled_from(
        [
            "<!-- wp:paragraph -->\n<p>Een zin.</p>\n<!-- /wp:paragraph -->\n",
            "<!-- wp:heading -->\n<h2>Kop</h2>\n<!-- /wp:heading -->\n",
            "<!-- wp:group --><div><!-- wp:paragraph --><p>Diep.</p><!-- /wp:paragraph --></div><!-- /wp:group -->\n",
            "<!-- wp:spacer /-->\n",
        ]
    ),
    max_size=60,
).map("".join)
CLASSIC = st.lists(st.sampled_from(["Een zin.", "<h2>Kop</h2>", "Één é."]), max_size=60).map(
    "\n\n".join
)


@given(st.one_of(BLOCKS, CLASSIC), st.integers(60, 800))
def test_the_parts_are_the_whole_and_none_is_too_long(content: str, most: int) -> None:
    parts = parts_of(Post("1", "1", "Lang", content), most)
    assert "".join(part.content for part in parts) == content
    if len(parts) > 1:
        assert [part.key for part in parts] == [f"1/{n}" for n in range(1, len(parts) + 1)]
        # nothing is cut inside a block: the longest piece that cannot be parted is 140 bytes
        assert all(len(part.content.encode()) <= most + 140 for part in parts)


def test_a_part_ends_before_a_heading_when_one_is_near() -> None:
    content = "\n\n".join(
        ["Een zin van woorden."] * 8 + ["<h2>Kop</h2>"] + ["Nog een zin erbij."] * 6
    )
    first, second = parts_of(Post("1", "1", "Lang", content), 250)
    assert second.content.startswith("<h2>Kop</h2>")
    assert (first.title, second.title) == ("Lang (1)", "Lang (2)")


def test_notes_go_with_the_part_that_calls_them() -> None:
    calls = "\n\n".join(f'Zin {n}<sup data-fn="n{n}">1</sup>.' for n in range(20))
    notes = json.dumps([{"id": f"n{n}", "content": f"noot {n}"} for n in range(20)])
    meta = {"footnotes": notes, "_thumbnail_id": "7"}
    first, second = parts_of(Post("1", "1", "Lang", calls, meta=meta), 400)
    assert "noot 0" in first.meta["footnotes"]
    assert "noot 19" not in first.meta["footnotes"]
    assert "noot 19" in second.meta["footnotes"]
    assert "_thumbnail_id" not in second.meta
