"""Pictures on pages: what a standard forbids, and where they stand."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image as Pillow

from pictures.album import PRESS, PRINT, SCREEN, album, bitmap, make, saved, showing, soft_masks

MM = 72 / 25.4


def through(opacity: int) -> Pillow.Image:
    return Pillow.new("RGBA", (900, 600), (200, 30, 30, opacity))


def in_palette() -> Pillow.Image:
    """A PNG as programs for the web save it: few colours, of which one is clear."""
    picture = Pillow.new("P", (900, 600), 0)
    picture.putpalette([200, 30, 30, 0, 0, 0])
    picture.paste(1, (0, 0, 50, 50))
    return picture


@pytest.mark.parametrize("standard", ["x-1a", "x-3"])
@pytest.mark.parametrize(
    "picture",
    [
        saved(through(128)),
        saved(through(255)),
        saved(through(128).convert("LA")),
        saved(in_palette(), transparency=1),
    ],
    ids=["RGBA", "opaque RGBA", "LA", "palette"],
)
def test_a_see_through_picture_is_flattened_for_the_older_standards(
    standard: str, picture: bytes, tmp_path: Path
) -> None:
    made = make(showing("a.png", picture, PRESS.replace("x-1a", standard)), tmp_path)
    assert made.codes == []
    assert soft_masks(made.file("press")) == 0


RUNNING = {
    "behind it": "{} staat vooraan in een alinea die verder loopt over meer dan een regel, want zo "
    "gaat dat met alinea’s.",
    "on the next line": "{}\nstaat vooraan in een alinea.",
    "glued": "{}staat vooraan.",
    "emphasis": "*{}* staat vooraan.",
    "link": "{} [staat vooraan, zei men](https://voorbeeld.example/)",
    "bold": "{} **staat vooraan, zei men**",
    "two": "{0} {0} staan vooraan.",
    "after a paragraph": "Eerst iets.\n\n{} staat vooraan in een alinea.",
    "after two": "Eerst.\n\nDan.\n\n{}",
    "item": "- {} staat vooraan.\n- {0} ook.",
    "quotation": "> Eerst.\n>\n> {} staat vooraan.",
    "note": "Een noot.[^1]\n\n[^1]: Eerst.\n\n    {} staat vooraan.",
}


@pytest.mark.parametrize("text", RUNNING.values(), ids=RUNNING)
def test_a_picture_before_words_fits_and_no_word_is_blamed(text: str, tmp_path: Path) -> None:
    """The indent of a paragraph would push a picture as wide as the line out of the text."""
    body = text.replace("{0}", "{}").replace("{}", "![Een bord](images/a.png)")
    made = make(
        album(f"Vooraf.\n\n{body}", {"a.png": bitmap(size=(900, 400))}, PRINT + SCREEN), tmp_path
    )
    assert [one for one in made.codes if one != "images-012"] == []
    for edition, margin in (("print", 16 * MM), ("screen", 16 * MM)):
        rights = []
        for page in pypdfium2.PdfDocument(io.BytesIO(made.file(edition))):
            for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=9):
                if one.get_px_size() == (900, 400):
                    rights.append(page.get_width() - margin - one.get_bounds()[2])
        assert len(rights) == body.count("a.png"), edition
        assert min(rights) >= -0.5, edition
