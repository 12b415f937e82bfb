"""An export from its proposal to the chapters of a book, as a person brings it in."""

# ruff: noqa: E501  (HTML as WordPress writes it is easier to read in one line)

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from commands import ran
from dinobook.errors import UsageError
from dinobook.importers.plan import Kind, Plan, PlanRow, Report
from dinobook.importers.planfile import plan_to_yaml
from dinobook.importers.planread import from_yaml
from dinobook.importers.run import apply, carry_out
from dinobook.importers.wordpress import Choice, Media, Wordpress
from dinobook.problems import has_errors
from dinobook.storage.project import MANIFEST, MemoryProject
from wxr import SITE, Item, export, zipped

UPLOADS = f"{SITE}/wp-content/uploads/2016/07/"
SECRETS = (
    "Zesamopenu",
    "Geheimschrift",
    "Sleutelwoord",
    "geheim.example",
    "203.0.113.77",
    "Reageerder",
)

BOOK = """\
book:
  title: Proef
  authors: [{name: An Proef, sort: "Proef, An"}]
  language: nl-BE
  identifier: urn:uuid:0b9a7e0c-7c57-4b7e-9a54-6f6f5a5a9b11
outline:
  - matter: body
  - begin
editions:
  ebook: {format: epub}
"""


def picture(colour: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (20, 10), colour).save(stream, "JPEG")
    return stream.getvalue()


FILES = {
    "2016/07/dak.jpg": picture("red"),
    "2016/07/goot.jpg": picture("blue"),
    "kopie/dak-2.jpg": picture("red"),
}
MEDIA = Media(tuple(FILES), FILES.__getitem__)

BLOG = (
    Item("1", "De ladder", f'Zie <a href="/?p=2">de goot</a>.\n\n<img src="{UPLOADS}dak.jpg" alt="Het dak">', comments=2),
    Item("2", "De goot", f'Nat.\n\n<img src="{UPLOADS}goot-300x200.jpg">\n\n<img src="{UPLOADS}weg.jpg" alt="Weg">\n\n'
         f'<img src="{UPLOADS}dak-2.jpg" alt="Nog eens">', slug="de-goot", date="2017-01-01 10:00:00"),
    Item("3", "Over mij", "Ik.", type="page", slug="over-mij"),
    Item("4", "Geheimschrift", "Zesamopenu.", status="private", slug="geheimschrift"),
    Item("5", "Geheimschrift", "Zesamopenu.", status="draft", slug=""),
    Item("6", "Geheimschrift", "Zesamopenu.", password="Sleutelwoord", slug="geheimschrift-2"),  # noqa: S106
    Item("7", "", "Zonder titel gaat het ook wel eens verder.", slug=""),
)  # fmt: skip


def blog(**asked: object) -> Wordpress:
    return Wordpress("blog.xml", [("blog.xml", export(*BLOG))], MEDIA, **asked)  # type: ignore[arg-type]


def proposed(importer: Wordpress | None = None) -> Plan:
    plan, problems = (importer or blog()).propose()
    assert not has_errors(problems)
    assert plan is not None
    return plan


def rows(plan: Plan) -> dict[str, PlanRow]:
    return {row.item: row for row in plan.entries}


@pytest.fixture
def book() -> MemoryProject:
    return MemoryProject(
        {MANIFEST: BOOK.encode(), "manuscript/begin.md": b"---\ntitle: Begin\n---\n\nHier.\n"}
    )


def written(project: MemoryProject) -> dict[str, bytes]:
    return {path: project.read_bytes(path) for path in project.files("manuscript")}


def test_the_proposal_says_what_becomes_of_each_and_why() -> None:
    found = rows(proposed())
    assert [
        (key, row.kind, row.id) for key, row in found.items() if row.kind in (Kind.POST, Kind.PAGE)
    ] == [
        ("1", Kind.POST, "de-ladder"),
        ("7", Kind.POST, "post"),
        ("2", Kind.POST, "de-goot"),
        ("3", Kind.PAGE, "over-mij"),
    ]
    assert found["1"].words.startswith("Zie de goot.")
    assert found["7"].title == "Zonder titel gaat het ook wel"
    assert {key: found[key].reason for key in "456"} == {
        "4": "private",
        "5": "a draft",
        "6": "protected by a password",
    }


def test_pictures_are_rows_too_by_what_the_blog_says_of_them() -> None:
    found = rows(proposed())
    assert found["2016/07/dak.jpg"].kind is Kind.IMAGE
    assert found["2016/07/goot.jpg"].kind is Kind.DECORATION
    assert found["weg.jpg"].kind is Kind.IMAGE_MISSING


def test_a_plan_survives_its_file() -> None:
    plan = proposed(blog(parts="year"))
    again, problems = from_yaml(plan_to_yaml(plan), "plan.yaml", "wordpress")
    assert (again, problems) == (plan, ())
    assert rows(plan)["2"].into == "2017"


def test_the_import_brings_in_what_the_proposal_says(book: MemoryProject) -> None:
    report = apply(book, blog())
    assert not has_errors(report.problems), report.problems
    assert not [one for one in report.conserved if one.differences]
    texts = written(book)
    assert b"[de goot](de-goot)" in texts["manuscript/de-ladder.md"]
    assert b'source: "https://blog.voorbeeld.be/de-ladder/"' in texts["manuscript/de-ladder.md"]
    assert b"date: 2016-07-14" in texts["manuscript/de-ladder.md"]
    assert b'![](images/goot.jpg){alt=""}' in texts["manuscript/de-goot.md"]
    assert b"/// beeld-ontbreekt | weg.jpg" in texts["manuscript/de-goot.md"]
    assert set(report.aside) == {"de-ladder", "de-goot", "over-mij", "post"}


def test_two_files_with_the_same_picture_are_one_in_the_book(book: MemoryProject) -> None:
    apply(book, blog())
    names = [path for path in book.files("manuscript") if "images/" in path]
    assert names == ["manuscript/images/dak.jpg", "manuscript/images/goot.jpg"]


def photograph() -> bytes:
    """On its side, as a telephone held upright saves it, with the place where it was taken."""
    stream = io.BytesIO()
    exif = Image.Exif()
    exif[274], exif[315] = 6, "Geheimschrift van de maker"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (20, 10), "green").save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def test_photographs_stand_upright_and_tell_nothing_of_their_maker(book: MemoryProject) -> None:
    files = {"foto.jpg": photograph(), "scan.tif": tiff()}
    shown = '<img src="/foto.jpg" alt="Een foto">\n\n<img src="/scan.tif" alt="Een scan">'
    source = [("blog.xml", export(Item("1", "Foto", shown, slug="foto")))]
    report = apply(book, Wordpress("blog.xml", source, Media(tuple(files), files.__getitem__)))
    assert not has_errors(report.problems), report.problems
    new = book.read_bytes("manuscript/images/foto.jpg")
    assert b"Geheim" not in new
    assert Image.open(io.BytesIO(new)).size == (10, 20)
    assert book.read_bytes("manuscript/images/scan.png").startswith(b"\x89PNG")


def tiff() -> bytes:
    stream = io.BytesIO()
    Image.new("L", (20, 10)).save(stream, "TIFF")
    return stream.getvalue()


def test_a_picture_that_no_book_can_show_is_refused_by_name(book: MemoryProject) -> None:
    files = {"kapot.jpg": b"geen beeld"}
    source = [("blog.xml", export(Item("1", "X", '<img src="/kapot.jpg" alt="x y">')))]
    report = apply(book, Wordpress("blog.xml", source, Media(tuple(files), files.__getitem__)))
    assert has_errors(report.problems)
    assert "kapot.jpg" in report.problems[0].message + report.problems[0].hint
    assert "drop" in report.problems[0].hint


def test_a_second_import_changes_nothing(book: MemoryProject) -> None:
    apply(book, blog())
    before = written(book)
    report = apply(book, blog())
    assert not report.written
    assert written(book) == before


def test_no_word_that_nobody_was_shown_leaves_the_export(book: MemoryProject) -> None:
    importer = blog()
    report = apply(book, importer)
    plan = proposed(importer)
    said = [plan_to_yaml(plan), repr(report), *map(str, importer.export.problems)]
    everything = "\n".join(said).encode() + b"".join(
        book.read_bytes(path) for path in book.files(".")
    )
    for word in SECRETS:
        assert word.encode() not in everything, word
    assert b"Nat." in everything


def test_a_private_post_comes_in_when_the_plan_asks_for_it(book: MemoryProject) -> None:
    plan = proposed()
    entries = tuple(
        replace(row, kind=Kind.POST) if row.item == "4" else row for row in plan.entries
    )
    report = carry_out(book, blog(), replace(plan, entries=entries))
    assert not has_errors(report.problems)
    assert b"Zesamopenu" in book.read_bytes("manuscript/geheimschrift.md")


def test_private_posts_come_in_when_they_are_chosen() -> None:
    found = rows(proposed(blog(choice=Choice(statuses=("private",)))))
    assert (found["4"].kind, found["4"].id, found["4"].title) == (
        Kind.POST,
        "geheimschrift",
        "Geheimschrift",
    )
    assert found["1"].kind is Kind.DROP


def test_a_picture_that_the_plan_drops_goes_with_its_caption(book: MemoryProject) -> None:
    plan = proposed()
    gone = ("2016/07/dak.jpg", "weg.jpg")
    entries = tuple(
        replace(row, kind=Kind.DROP) if row.item in gone else row for row in plan.entries
    )
    report = carry_out(book, blog(), replace(plan, entries=entries))
    assert not has_errors(report.problems), report.problems
    assert b"![" not in book.read_bytes("manuscript/de-ladder.md")
    assert b"beeld-ontbreekt" not in book.read_bytes("manuscript/de-goot.md")


def test_a_picture_without_a_description_is_refused_when_it_does_not_decorate(
    book: MemoryProject,
) -> None:
    plan = proposed()
    entries = tuple(
        replace(row, kind=Kind.IMAGE) if row.kind is Kind.DECORATION else row
        for row in plan.entries
    )
    report = carry_out(book, blog(), replace(plan, entries=entries))
    assert [one.code for one in report.problems if one.is_error] == ["import-071"]
    assert "manuscript/de-goot.md" not in book.files("manuscript")


def test_the_title_of_a_picture_s_row_is_its_description(book: MemoryProject) -> None:
    plan = proposed()
    said = {"2016/07/goot.jpg": "Een verstopte goot", "2016/07/dak.jpg": "Een dak in de regen"}
    entries = tuple(
        replace(row, kind=Kind.IMAGE, title=said[row.item]) if row.item in said else row
        for row in plan.entries
    )
    report = carry_out(book, blog(), replace(plan, entries=entries))
    assert not has_errors(report.problems), report.problems
    assert b"![Een verstopte goot](images/goot.jpg)" in book.read_bytes("manuscript/de-goot.md")
    assert b"![Een dak in de regen](images/dak.jpg)" in book.read_bytes("manuscript/de-ladder.md")


def test_the_command_asks_what_a_picture_shows_before_it_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(tmp_path, capsys, "new", "boek").code == 0
    (tmp_path / "export.xml").write_bytes(export(*BLOG))
    (tmp_path / "media.zip").write_bytes(zipped(FILES))
    files = ("export.xml", "plan.yaml", "--media", "media.zip")
    ask = ("import", "wordpress", *files, "--book", "boek")
    assert ran(tmp_path, capsys, *ask, "--plan").code == 0
    plan = tmp_path / "plan.yaml"
    row = "kind: decoration, id: goot"
    plan.write_text(plan.read_text().replace(row, "kind: image, id: goot"))
    refused = ran(tmp_path, capsys, *ask, "--apply")
    assert refused.code == 4
    assert "“images/goot.jpg” has no description" in refused.err
    assert "as its title" in refused.err
    assert not (tmp_path / "boek/manuscript/de-goot.md").exists()
    titled = 'kind: image, title: "Een goot", id: goot'
    plan.write_text(plan.read_text().replace("kind: image, id: goot", titled))
    done = ran(tmp_path, capsys, *ask, "--apply")
    assert done.code == 0, done.err
    assert "![Een goot](images/goot.jpg)" in (tmp_path / "boek/manuscript/de-goot.md").read_text()


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (
            lambda row: replace(row, item="99") if row.item == "1" else row,
            "import-008",
            "no item 99",
        ),
        (lambda row: replace(row, item="2") if row.item == "1" else row, "import-008", "twice"),
        (
            lambda row: replace(row, id="de-goot") if row.item == "1" else row,
            "import-009",
            "both be",
        ),
        (
            lambda row: replace(row, item="x.jpg") if row.kind is Kind.IMAGE else row,
            "import-015",
            "media",
        ),
    ],
)
def test_a_row_that_cannot_be_is_named(
    change: Callable[[PlanRow], PlanRow], code: str, said: str, book: MemoryProject
) -> None:
    plan = proposed()
    report: Report = carry_out(
        book, blog(), replace(plan, entries=tuple(map(change, plan.entries)))
    )
    assert code in [one.code for one in report.problems if one.is_error]
    assert any(said in one.message for one in report.problems)
    assert "manuscript/de-ladder.md" not in book.files("manuscript")


def test_an_export_that_has_changed_is_told_apart_post_by_post() -> None:
    plan = proposed()
    changed = (replace(BLOG[0], content="Anders."), *BLOG[2:], Item("9", "Nieuw", slug="nieuw"))
    found = Wordpress("blog.xml", [("blog.xml", export(*changed))], MEDIA).changes(plan)
    assert [
        (one.place.excerpt, one.message.split(" since")[0].rsplit(" ", 2)[-1]) for one in found
    ] == [
        ("1", "changed"),
        ("2", "gone"),
        ("9", "new"),
    ]
    assert blog().changes(plan) == ()


def of_another_day(*items: Item, site: str = SITE) -> Wordpress:
    data = export(*items).replace(SITE.encode(), site.encode())
    return Wordpress("blog.2017-05-01.xml", [("blog.2017-05-01.xml", data)], MEDIA)


def test_a_later_export_renews_what_nobody_edited_though_its_name_has_another_date(
    book: MemoryProject,
) -> None:
    assert not has_errors(apply(book, blog()).problems)
    changed = (replace(BLOG[0], content="Een langere ladder."), *BLOG[1:])
    report = apply(book, of_another_day(*changed))
    assert not has_errors(report.problems), report.problems
    assert b"Een langere ladder." in book.read_bytes("manuscript/de-ladder.md")


def test_a_later_export_leaves_alone_what_was_edited(book: MemoryProject) -> None:
    assert not has_errors(apply(book, blog()).problems)
    edited = book.read_bytes("manuscript/de-ladder.md") + b"\nVan mij.\n"
    book.write_bytes("manuscript/de-ladder.md", edited)
    changed = (replace(BLOG[0], content="Een langere ladder."), *BLOG[1:])
    report = apply(book, of_another_day(*changed))
    assert [one.place.path for one in report.problems if one.is_error] == [
        "manuscript/de-ladder.md"
    ]
    assert book.read_bytes("manuscript/de-ladder.md") == edited


def test_a_post_of_another_blog_replaces_none_of_the_same_number(book: MemoryProject) -> None:
    assert not has_errors(apply(book, blog()).problems)
    before = written(book)
    report = apply(book, of_another_day(*BLOG, site="https://anders.voorbeeld.be"))
    assert {one.code for one in report.problems if one.is_error} == {"import-011"}
    assert written(book) == before


def test_a_name_that_the_blog_does_not_have_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean “An Proef”"):
        blog(choice=Choice(authors=("An Proof",))).propose()


def test_a_post_of_more_than_a_megabyte_is_proposed_in_parts() -> None:
    words = "Een zin die lang genoeg is om te tellen. " * 100
    paragraph = f"<!-- wp:paragraph -->\n<p>{words}</p>\n<!-- /wp:paragraph -->\n"
    long = Item("1", "Lang", paragraph * 220)
    importer = Wordpress("blog.xml", [("blog.xml", export(long))])
    plan = proposed(importer)
    assert [row.item for row in plan.entries] == ["1/1", "1/2"]
    assert [row.title for row in plan.entries] == ["Lang (1)", "Lang (2)"]
    assert "too long" in plan.entries[0].reason
    assert rows(plan)["1/2"].words.startswith("Een zin")


def test_the_command_brings_in_a_zip_with_its_pictures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(tmp_path, capsys, "new", "boek").code == 0
    (tmp_path / "export.zip").write_bytes(zipped({"blog.001.xml": export(*BLOG)}))
    (tmp_path / "media.zip").write_bytes(zipped(FILES))
    files = ("export.zip", "plan.yaml", "--media", "media.zip")
    ask = ("import", "wordpress", *files, "--type", "post", "--book", "boek")
    planned = ran(tmp_path, capsys, *ask, "--plan")
    assert planned.code == 0, planned.err
    assert 'kind: drop, title: "Over mij"' in (tmp_path / "plan.yaml").read_text()
    done = ran(tmp_path, capsys, *ask, "--apply")
    assert done.code == 0, done.err
    new = tmp_path / "boek/manuscript/images/dak.jpg"
    assert new.read_bytes().startswith(b"\xff\xd8\xff")
    assert "private" in (tmp_path / "plan.report.txt").read_text()
    wrong = ran(tmp_path, capsys, *ask, "--since", "gisteren")
    assert (wrong.code, "2016-07" in wrong.err) == (2, True)
    damaged = tmp_path / "kapot.xml"
    damaged.write_bytes(export(*BLOG)[:-20])
    refused = ran(tmp_path, capsys, "import", "wordpress", "kapot.xml", "--book", "boek")
    assert refused.code == 4
    assert "--recover" in refused.err


def test_what_reading_found_is_said_also_without_a_plan(book: MemoryProject) -> None:
    data = export(Item("1", content="Een zin met\x00 iets."), Item("2", slug="b"))
    report = apply(book, Wordpress("blog.xml", [("blog.xml", data)], MEDIA))
    assert [one.code for one in report.problems].count("import-043") == 1
    assert "manuscript/de-ladder.md" in report.written


def test_a_chapter_that_is_too_much_says_that_and_not_that_every_word_is_lost(
    book: MemoryProject,
) -> None:
    notes = "\n\n".join(f"Zin {n}[mfn]noot {n}[/mfn]." for n in range(1200))
    source = [("blog.xml", export(Item("1", content=notes), Item("2", slug="b")))]
    report = apply(book, Wordpress("blog.xml", source, MEDIA))
    assert report.written == ()
    assert {one.code for one in report.problems} == {"import-071"}
    assert any("1,200 footnotes" in one.message for one in report.problems)
    assert all("smaller" in one.hint for one in report.problems)


@pytest.mark.parametrize(
    "tags", ["<ol><li><ul><li>", "<blockquote>", "<table><tr><td>", "<dl><dd>"]
)
def test_a_post_that_is_nested_too_deep_is_named(book: MemoryProject, tags: str) -> None:
    source = [("blog.xml", export(Item("1", content=tags * 300 + "tekst"), Item("2", slug="b")))]
    report = apply(book, Wordpress("blog.xml", source, MEDIA))
    assert report.written == ()
    (problem,) = report.problems
    assert (problem.code, problem.place.excerpt) == ("import-071", "1")
    assert "De ladder" in problem.message
