"""A post of an invented blog, brought in as an import does, with all that was said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dinobook.importers.comparing import Difference, differences
from dinobook.importers.compiled import inventory_of
from dinobook.importers.html import write_markdown
from dinobook.importers.wordpress.convert import Chapter, blog_of, convert
from dinobook.importers.wordpress.export import Attachment, Export, Post
from dinobook.importers.wordpress.media import Media
from dinobook.markup.convert import convert as compile_chapter
from dinobook.markup.fragment import Fragment
from dinobook.problems import Problem
from wxr import SITE

UPLOADS = f"{SITE}/wp-content/uploads/2016/07/"

LIBRARY = (
    Attachment("7", f"{UPLOADS}ladder.jpg", "2016/07/ladder.jpg", alt="Een ladder", parent="1"),
    Attachment("8", f"{UPLOADS}emmer.png", "2016/07/emmer.png", caption="Een <em>emmer</em>"),
    Attachment("9", f"{UPLOADS}dak.jpg", "2016/07/dak.jpg", parent="1"),
    Attachment("20", f"{UPLOADS}lied.mp3", "2016/07/lied.mp3", title="Het lied"),
)
FILES = ("media/2016/07/ladder.jpg", "media/2016/07/emmer.png", "media/2016/07/dak.jpg")

OTHERS = (
    Post(
        "2",
        "2",
        "De goot",
        '<h2 id="lek">Het lek</h2> nat',
        slug="de-goot",
        link=f"{SITE}/2016/07/de-goot/",
    ),
    Post("3", "3", "Niet gekozen", "tekst", slug="niet-gekozen", link=f"{SITE}/niet-gekozen/"),
    Post("50", "50", "Kader", "<p>Een gedeelde zin.</p>", type="wp_block"),
)


@dataclass(frozen=True)
class BroughtIn:
    """`text` is the chapter's Markdown, `lost` what it lacks of the post or has beside it."""

    chapter: Chapter
    text: str
    problems: tuple[Problem, ...]
    fragment: Fragment
    lost: tuple[Difference, ...]

    @property
    def left_out(self) -> str:
        return "\n".join(f"{one.kind}: {one.words}: {one.reason}" for one in self.chapter.left_out)

    @property
    def said(self) -> str:
        return "\n".join(problem.message for problem in self.chapter.problems)


def bring_in(
    content: str,
    meta: Mapping[str, str] | None = None,
    files: Sequence[str] = FILES,
    title: str = "De ladder",
    *,
    bracket_notes: bool = False,
) -> BroughtIn:
    """The post as post 1 of the blog, which becomes the chapter `de-ladder`."""
    post = Post(
        "1",
        "1",
        title,
        content,
        slug="de-ladder",
        link=f"{SITE}/2016/06/de-ladder/",
        meta=meta or {},
    )
    export = Export((post, *OTHERS), LIBRARY, site=SITE)
    ids = {"1": "de-ladder", "2": "de-goot"}
    blog = blog_of(export, (post, OTHERS[0]), Media(tuple(files)), ids, bracket_notes=bracket_notes)
    chapter = convert(post, blog)
    text = write_markdown(chapter.tree)
    path = "manuscript/de-ladder.md"
    made = compile_chapter(f"---\ntitle: De ladder\nid: de-ladder\n---\n\n{text}", path)
    assert made.fragment is not None
    found = inventory_of(made.fragment)
    lost = differences(chapter.inventory, found, chapter.left_out, chapter.same)
    return BroughtIn(chapter, text, made.problems, made.fragment, lost)


def whole(content: str, **asked: object) -> BroughtIn:
    """The same, and nothing is lost and nothing wrong with the chapter."""
    made = bring_in(content, **asked)  # type: ignore[arg-type]
    assert made.lost == ()
    assert not [problem for problem in made.problems if problem.is_error]
    return made
