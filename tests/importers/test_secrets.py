"""What nobody was meant to read is in no file that an import or a build wrote, as bytes."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from commands import ran
from importers.docx.documents import Made, document, drawing, members, text
from importers.docx.test_revisions import new, old
from importers.searched import found_in, telling_jpeg, telling_png
from processes import PATIENCE_SECONDS, start
from wxr import SITE, Item, export, zipped

HIDDEN = {
    "private": Item("11", "Zwijgtitel", "Zwijgtekst.", status="private", slug="zwijgslug"),
    "draft": Item("12", "Zwijgtitel", "Zwijgtekst.", status="draft", slug="zwijgslug-2"),
    "pending": Item("13", "Zwijgtitel", "Zwijgtekst.", status="pending", slug="zwijgslug-3"),
    "future": Item("14", "Zwijgtitel", "Zwijgtekst.", status="future", slug="zwijgslug-4"),
    "bin": Item("15", "Zwijgtitel", "Zwijgtekst.", status="trash", slug="zwijgslug__trashed"),
    "protected": Item("16", "Zwijgtitel", "Zwijgtekst.", password="Zwijgwoord", slug="zwijgslug-6"),  # noqa: S106
    "meta": Item("17", "Over", "Wie.", slug="over", type="page", meta={"_edit_last": "Zwijgmeta"}),
    "excerpt": Item("18", "Zwijgtitel", excerpt="Zwijgtekst.", status="draft", slug="zwijgslug-8"),
}  # fmt: skip
BLOG_SECRETS = ("Zwijg", "zwijg", "geheim.example", "203.0.113.77", "Reageerder", "Mooi gezegd")
WORD_SECRETS = ("Geheim", "onzin", "rode")


def open_posts() -> tuple[Item, ...]:
    shown = (
        f'Er staat <b>iets</b>.\n\n<img src="{SITE}/wp-content/uploads/dak.jpg" alt="Het dak">\n\n'
        f'<img src="{SITE}/wp-content/uploads/goot.png" alt="De goot">'
    )
    return (
        Item("1", "De ladder", shown, comments=3),
        Item("2", "Een zin", f'Lees <a href="{SITE}/?p=11">dit</a> en ga door.', slug="een-zin"),
    )


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Where the book and all that comes of the import stand; the sources lie beside it."""
    (tmp_path / "bron").mkdir()
    (tmp_path / "werk").mkdir()
    assert ran(tmp_path / "werk", capsys, "new", "boek").code == 0
    return tmp_path / "werk"


def told(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    done = ran(folder, capsys, *arguments, "--book", "boek")
    assert done.code == 0, done.err
    return done.out + done.err


def built(folder: Path) -> str:
    """What a build of the book says, in a process of its own."""
    with start(folder, "build", "--book", "boek") as running:
        out, err = running.communicate(timeout=PATIENCE_SECONDS)
    assert running.returncode == 0, err
    assert len({*folder.glob("boek/build/*.epub"), *folder.glob("boek/build/*.pdf")}) >= 3
    return out + err


def test_nothing_hidden_in_a_blog_is_anywhere(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = folder.parent / "bron"
    (source / "blog.xml").write_bytes(export(*open_posts(), *HIDDEN.values()))
    pictures = {"dak.jpg": telling_jpeg("Zwijg"), "goot.png": telling_png("Zwijg")}
    (source / "media.zip").write_bytes(zipped(pictures))
    assert {place for _, place in found_in(source, BLOG_SECRETS)} > {
        "blog.xml",
        "media.zip/dak.jpg",
    }
    command = (
        "import",
        "wordpress",
        "../bron/blog.xml",
        "plan.yaml",
        "--media",
        "../bron/media.zip",
    )
    said = told(folder, capsys, *command[:3])
    said += told(folder, capsys, *command, "--plan")
    said += told(folder, capsys, *command, "--apply", "--into", "Blog")
    said += built(folder)
    assert [one for one in BLOG_SECRETS if one in said] == []
    assert found_in(folder, BLOG_SECRETS) == []
    assert {"boek/manuscript/images/dak.jpg", "plan.report.json"} < came_through(folder, "dak")


def came_through(folder: Path, word: str) -> set[str]:
    return {place.removesuffix(" (name)") for _, place in found_in(folder, (word, "report"))}


def thesis(made: Made) -> None:
    made.heading("Kop")
    paragraph = made.file.add_paragraph()
    made.file.add_comment(paragraph.add_run("Een zin."), "Dit is onzin.", "Recensent Geheim", "RG")
    made.xml(text("De ") + old("rode ") + new(text("groene ")) + text("beer."))
    made.xml(drawing(made.picture(telling_jpeg("Geheim"), "jpg"), "Een oranje vlak"))
    made.xml(drawing(made.picture(telling_png("Geheim")), "Een groen vlak"))
    core = made.file.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = "Eigenaar Geheim"
    made.file.sections[0].header.paragraphs[0].text = "Geheim kopje"


def test_nothing_hidden_in_a_thesis_is_anywhere(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = document(thesis)
    assert b"Geheim" in b"".join(members(data).values())
    (folder.parent / "bron" / "scriptie.docx").write_bytes(data)
    command = ("import", "docx", "../bron/scriptie.docx", "plan.yaml", "--changes", "accept")
    said = told(folder, capsys, *command[:3], *command[4:])
    said += told(folder, capsys, *command, "--plan")
    said += told(folder, capsys, *command, "--apply", "--into", "Scriptie")
    said += built(folder)
    assert [one for one in WORD_SECRETS if one in said] == []
    assert found_in(folder, WORD_SECRETS) == []
    assert "boek/manuscript/kop.md" in came_through(folder, "groene")


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    """In a zip in a zip, in a packed stream of a PDF, in what it says of itself."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Hidden = pdf.make_stream(b"Zwijgstroom " * 50)
        pdf.docinfo["/Author"] = "Zwijgénaam"
        out = io.BytesIO()
        pdf.save(out, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    (tmp_path / "a.pdf").write_bytes(out.getvalue())
    (tmp_path / "b.zip").write_bytes(zipped({"c.zip": zipped({"d.txt": b"Zwijgtekst " * 50})}))
    found = found_in(tmp_path, ("Zwijgstroom", "Zwijgénaam", "Zwijgtekst"))
    assert {secret for secret, _ in found} == {"Zwijgstroom", "Zwijgénaam", "Zwijgtekst"}
