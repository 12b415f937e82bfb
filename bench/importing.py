"""`python -m bench.importing`: what an author waits for when an export comes in.

A WordPress blog of 600 posts with 370,000 words: its plan, and the import. A thesis in Word of 100
pages with 20 photographs and 20 tables. Times in seconds on the clock and of processors; memory is
that of the largest process. It needs the extra `test`, for the document.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from docx import Document
from docx.shared import Cm
from PIL import Image

from bench.clock import timed
from bench.prose import PLACES, Prose

_ROOT = Path(__file__).parents[1]
_POSTS = 600
_WORDS = 500
_CHAPTERS = 10
_WORDS_IN_CHAPTER = 3000
_HEAD = """\
<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Een blog</title><link>https://blog.example</link><language>nl-BE</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://blog.example</wp:base_site_url>
<wp:base_blog_url>https://blog.example</wp:base_blog_url>
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.importing", description=__doc__)
    parser.add_argument("--posts", type=int, default=_POSTS)
    posts = parser.parse_args().posts
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        export = folder / "blog.xml"
        export.write_text(wordpress_export(posts, _WORDS), encoding="utf-8")
        _run("a new book", folder, ["new", str(folder / "boek")])
        book = ["--book", str(folder / "boek")]
        plan = str(folder / "plan.yaml")
        _run("the plan", folder, ["import", "wordpress", str(export), plan, "--plan", *book])
        _run("the import", folder, ["import", "wordpress", str(export), plan, "--apply", *book])
        made = sorted((folder / "boek" / "manuscript").glob("bericht-*.md"))
        words = sum(len(file.read_text(encoding="utf-8").split()) for file in made)
        sys.stdout.write(f"{len(made)} chapters with {words} words\n")
        _run("the same again", folder, ["import", "wordpress", str(export), plan, "--apply", *book])
        thesis = folder / "scriptie.docx"
        thesis.write_bytes(word_thesis())
        _run("a thesis", folder, ["import", "docx", str(thesis), "--apply", *book])
        shutil.rmtree(folder / "boek")


def word_thesis(seed: int = 19) -> bytes:
    """Ten chapters with 30,000 words, two photographs and two tables in each."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    prose = Prose(chance)
    made = Document()
    for number in range(1, _CHAPTERS + 1):
        made.add_heading(f"Hoofdstuk {number}", 1)
        words = 0
        while words < _WORDS_IN_CHAPTER:
            if words % 5 == 0:
                made.add_heading(prose.sentence(), 2)
            paragraph = prose.paragraph()
            words += len(paragraph.split())
            made.add_paragraph(paragraph)
        for picture in range(2):
            made.add_picture(io.BytesIO(_photograph(chance)), width=Cm(12))
            made.add_paragraph(f"Figuur {number}.{picture + 1}: {prose.sentence()}", "Caption")
            table = made.add_table(rows=6, cols=4)
            for cell in (cell for row in table.rows for cell in row.cells):
                cell.text = prose.one(PLACES)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _photograph(chance: random.Random) -> bytes:
    """Noise of a few megapixels, which no packing makes small."""
    small = Image.frombytes("RGB", (160, 120), chance.randbytes(160 * 120 * 3))
    out = io.BytesIO()
    small.resize((2400, 1800)).save(out, "JPEG", quality=85)
    return out.getvalue()


def wordpress_export(posts: int, words: int, seed: int = 19) -> str:
    """An export of so many posts, half of them blocks, half as WordPress had them before."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    prose = Prose(chance)
    items = "".join(_item(number, _body(prose, number, words)) for number in range(1, posts + 1))
    return f"{_HEAD}{items}</channel></rss>\n"


def _body(prose: Prose, number: int, words: int) -> str:
    blocks = number % 2 == 0
    return "\n\n".join(_as_block(one) if blocks else one for one in _parts(prose, number, words))


def _parts(prose: Prose, number: int, words: int) -> Iterator[str]:
    written = 0
    while written < words:
        paragraph = prose.paragraph()
        written += len(paragraph.split())
        at = written % 7
        if at == 0:
            paragraph += f' <a href="https://blog.example/bericht-{max(1, number - 3)}/">Lees</a>'
        if at == 1:
            yield f"<h2>{escape(prose.sentence())}</h2>"
        if at == 2:
            items = "".join(f"<li>{escape(prose.sentence())}</li>" for _ in range(3))
            yield f"<ul>{items}</ul>"
        yield escape(paragraph, quote=False).replace("&lt;", "<").replace("&gt;", ">")


def _as_block(part: str) -> str:
    if part.startswith("<h2"):
        return f"<!-- wp:heading -->\n{part}\n<!-- /wp:heading -->"
    if part.startswith("<ul"):
        inside = part.replace("<li>", "<!-- wp:list-item --><li>")
        inside = inside.replace("</li>", "</li><!-- /wp:list-item -->")
        return f"<!-- wp:list -->\n{inside}\n<!-- /wp:list -->"
    return f"<!-- wp:paragraph -->\n<p>{part}</p>\n<!-- /wp:paragraph -->"


def _item(number: int, body: str) -> str:
    day = f"{2005 + number // 40}-{1 + number % 12:02}-{1 + number % 28:02}"
    return (
        f"<item><title>Bericht {number}</title>"
        f"<link>https://blog.example/bericht-{number}/</link><dc:creator>an</dc:creator>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_date>{day} 10:00:00</wp:post_date><wp:post_name>bericht-{number}</wp:post_name>"
        "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
        f'<category domain="category" nicename="jaar-{day[:4]}">Jaar {day[:4]}</category></item>\n'
    )


def _run(what: str, folder: Path, arguments: list[str]) -> None:
    cost = timed(
        [sys.executable, "-m", "dinobook", *arguments],
        {**os.environ, "PYTHONPATH": str(_ROOT / "src")},
        folder / "log",
    )
    sys.stdout.write(
        f"{what}: {cost.wall_s:.1f} s ({cost.cpu_s:.1f} s of processor, {cost.peak_mib:.0f} MiB)\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
