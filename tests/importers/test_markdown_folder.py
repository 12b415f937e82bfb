"""A folder of Markdown files with their pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dinobook.importers.markdown import MarkdownFolder
from dinobook.importers.markdown.front import read_head
from dinobook.importers.markdown.post_text import Edit, PostText
from dinobook.importers.plan import Kind
from dinobook.importers.planfile import plan_to_yaml
from dinobook.importers.planread import from_yaml
from dinobook.importers.run import apply
from dinobook.problems import Severity
from dinobook.storage.project import MANIFEST, FolderProject, MemoryProject

JEKYLL = """\
---
layout: post
title: "De trein: een ode"
categories: [reizen, trein]
tags: traag
---

![Een trein](/assets/Trein%20Rood.PNG "Rood") en [vroeger](../pages/fiets.md#begin).

`![code](blijft.png)` en [ver](https://example.org/a.png).

[![klein](../assets/klein.jpg)](/assets/Trein%20Rood.PNG)
"""

HUGO = """\
+++
title = "De fiets"
date = 2017-03-01T10:00:00Z
slug = "fietsen"
weight = 3
+++
Een bel.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "posts/2016-07-14-de-trein.md": JEKYLL.encode(),
        "pages/fiets.md": HUGO.encode(),
        "posts/half.md": b"---\ntitle: Half\ndraft: true\n---\nNog niet af.\n",
        "assets/Trein Rood.PNG": b"rood",
        "assets/klein.jpg": b"klein",
        "assets/los.jpg": b"los",
    }
    for name, data in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path


@pytest.fixture
def blog(folder: Path) -> MarkdownFolder:
    return MarkdownFolder("blog", FolderProject(folder))


def test_the_plan_names_every_file_and_leaves_drafts_out(blog: MarkdownFolder) -> None:
    plan, problems = blog.propose()

    assert problems == ()
    assert plan is not None
    assert [(entry.file, entry.kind.value, entry.id) for entry in plan.entries] == [
        ("pages/fiets.md", "post", "fietsen"),
        ("posts/2016-07-14-de-trein.md", "post", "de-trein"),
        ("posts/half.md", "drop", "half"),
        ("assets/Trein Rood.PNG", "image", "trein-rood"),
        ("assets/klein.jpg", "image", "klein"),
        ("assets/los.jpg", "drop", "los"),
    ]
    assert plan.entries[2].reason == "marked as a draft"
    assert from_yaml(plan_to_yaml(plan)) == (plan, ())


def test_chapters_and_pictures_are_copied_and_their_links_follow(
    blog: MarkdownFolder, project: MemoryProject
) -> None:
    report = apply(project, blog)

    assert not [problem for problem in report.problems if problem.is_error]
    assert report.listed == ("fietsen", "de-trein")
    assert project.contents["manuscript/images/trein-rood.png"] == b"rood"
    assert "manuscript/images/los.jpg" not in project.contents
    assert project.contents["manuscript/de-trein.md"].decode() == (
        "---\n"
        'title: "De trein: een ode"\n'
        "date: 2016-07-14\n"
        'tags: ["reizen", "trein", "traag"]\n'
        '# layout: "post"\n'
        "# imported from posts/2016-07-14-de-trein.md\n"
        "---\n\n"
        '![Een trein](images/trein-rood.png "Rood") en [vroeger](fietsen).\n\n'
        "`![code](blijft.png)` en [ver](https://example.org/a.png).\n\n"
        "![klein](images/klein.jpg)\n"
    )
    assert project.contents["manuscript/fietsen.md"].decode() == (
        '---\ntitle: "De fiets"\ndate: 2017-03-01\n# slug: "fietsen"\n# weight: 3\n'
        "# imported from pages/fiets.md\n---\n\nEen bel.\n"
    )


def test_a_second_time_changes_nothing(blog: MarkdownFolder, project: MemoryProject) -> None:
    apply(project, blog)
    before = dict(project.contents)

    assert apply(project, blog).written == ()
    assert project.contents == before


@pytest.mark.parametrize(
    ("body", "said", "shown"),
    [
        (
            "![Mist](kwijt.png)",
            "is not in the folder",
            "/// beeld-ontbreekt | kwijt.png\nMist\n///",
        ),
        ("![](kwijt.png)", "is not in the folder", "/// beeld-ontbreekt | kwijt.png\n///"),
        ("![1. x](../../etc/geheim.png)", "lies outside", "| geheim.png\n1\\. x\n///"),
        ("![x](https://example.org/ver.png)", "on the web", "| ver.png\nx\n///"),
        ("Zie ![x](kwijt.png) daar.", "not in the folder", "Zie ![x](images/kwijt.png) daar."),
        ("- ![x](kwijt.png)", "not in the folder", "- ![x](images/kwijt.png)"),
        ("| a |\n|---|\n| ![x](kwijt.png) |", "not in", "| ![x](images/kwijt.png) |"),
        ('<img src="kwijt.jpg" alt="x">', "not in", '<img src="images/kwijt.jpg" alt="x">'),
        ("![x][plaat]\n\n[plaat]: kwijt.gif", "not in", "[plaat]: images/kwijt.gif"),
    ],
)
def test_a_picture_that_is_not_there_becomes_a_box_of_the_draft_and_is_told_with_its_line(
    tmp_path: Path, project: MemoryProject, body: str, said: str, shown: str
) -> None:
    (tmp_path / "nieuw.md").write_text(f"# Nieuw\n\n{body}\n", encoding="utf-8")
    blog = MarkdownFolder("blog", FolderProject(tmp_path))
    plan, _ = blog.propose()
    report = apply(project, blog)

    assert plan is not None
    assert [one.kind for one in plan.entries] == [Kind.POST, Kind.IMAGE_MISSING]
    (problem,) = [one for one in report.problems if one.code == "import-015"]
    assert said in problem.message
    assert (problem.place.path, problem.severity) == ("nieuw.md", Severity.WARNING)
    assert problem.place.line in (3, 5)
    assert shown in project.contents["manuscript/nieuw.md"].decode()


@pytest.mark.parametrize(
    "body",
    [
        "![x](kwijt.gif)",
        "![x][plaat]\n\n[plaat]: kwijt.gif",
        "![plaat][] en ![Plaat]\n\n[plaat]: kwijt.gif",
        "<img src=kwijt.gif alt='a > b'>",
    ],
)
def test_a_dropped_picture_goes_however_it_is_written(
    tmp_path: Path, project: MemoryProject, body: str
) -> None:
    (tmp_path / "nieuw.md").write_text(f"# Nieuw\n\nVoor {body}\n\nNa.\n", encoding="utf-8")
    blog = MarkdownFolder("blog", FolderProject(tmp_path))
    plan, _ = blog.propose()
    assert plan is not None
    report = apply(project, blog, plan_to_yaml(plan).replace("kind: image-missing", "kind: drop"))

    assert report.problems == ()
    made = project.contents["manuscript/nieuw.md"].decode().rpartition("---")[2]
    assert set(re.findall(r"\w+", made)) <= {"Nieuw", "Voor", "en", "Na"}


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("title: A\ndate: 14-07-2016", 'title: "A"\ndate: 2016-07-14'),
        ("title: A\ndate: 14 juli 2016", 'title: "A"\ndate: 2016-07-14'),
        ("title: A\ndate: donderdag 14 juli 2016 om 9:30", 'title: "A"\ndate: 2016-07-14'),
        ("title: A\ndate: Thu, 14 Jul 2016 09:30:00 GMT", 'title: "A"\ndate: 2016-07-14'),
        ("title:", 'title: "Een post"'),
        ('title: ""\nauthor:\ntags: [null, a]', 'title: "Een post"\ntags: ["a"]'),
        ("title: A &amp; B", 'title: "A & B"'),
        ("title: 007", 'title: "007"'),
        ("title: 1_000", 'title: "1_000"'),
        ('title: "A\\u2028B\\ud800"', 'title: "A B"'),
        ("title: A\ndate: 2016-07-14T00:30:00+02:00", 'title: "A"\ndate: 2016-07-14'),
    ],
)
def test_front_matter_as_people_write_it(
    tmp_path: Path, project: MemoryProject, written: str, made: str
) -> None:
    (tmp_path / "een-post.md").write_text(f"---\n{written}\n---\nw\n", encoding="utf-8")
    report = apply(project, MarkdownFolder("blog", FolderProject(tmp_path)))

    assert report.problems == ()
    chapter = project.contents["manuscript/een-post.md"].decode()
    assert chapter == f"---\n{made}\n# imported from een-post.md\n---\n\nw\n"


def test_a_post_that_would_lose_words_is_named_and_can_be_left_out(
    tmp_path: Path, project: MemoryProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in the import itself: it takes a word away."""

    def losing(post: PostText) -> Iterator[Edit]:
        at = post.body.find("kwijt")
        yield from [Edit(at, at + 5, "", "html-element")] if at >= 0 else []

    monkeypatch.setattr("dinobook.importers.markdown.posts.html_edits", losing)
    (tmp_path / "a.md").write_text("# A\n\nw\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("---\ntitle: B\n---\nEen.\n\nDit is kwijt.\n", encoding="utf-8")
    blog = MarkdownFolder("blog", FolderProject(tmp_path))
    (told,) = apply(project, blog).problems
    plan, _ = blog.propose()

    assert (told.code, str(told.place)) == ("import-012", "b.md:6")
    assert "{file: b.md, kind: drop}" in told.hint
    assert plan is not None
    without = plan_to_yaml(plan).replace('{file: "b.md", kind: post', '{file: "b.md", kind: drop')
    assert apply(project, blog, without).written == ("manuscript/a.md",)


def test_a_missing_picture_can_be_dropped_in_the_plan(
    tmp_path: Path, project: MemoryProject
) -> None:
    text = "# Nieuw\n\nVoor ![Een foto](kwijt.png) na.\n\n![Nog een](weg.png)\n"
    (tmp_path / "nieuw.md").write_text(text, encoding="utf-8")
    blog = MarkdownFolder("blog", FolderProject(tmp_path))
    plan, _ = blog.propose()
    assert plan is not None
    post, *pictures = plan.entries
    dropped = tuple(replace(one, kind=Kind.DROP) for one in pictures)
    report = apply(project, blog, plan_to_yaml(replace(plan, entries=(post, *dropped))))

    assert report.problems == ()
    assert project.contents["manuscript/nieuw.md"].decode().endswith("# Nieuw\n\nVoor  na.\n")


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("---\ntitle: [\n---\nx\n", "import-016", "cannot be read"),
        ("---\ntitle: &a x\nlang: *a\n---\nx\n", "import-016", "cannot start with"),
        ("---\n" + "- " * 4000 + "\n---\nx\n", "import-016", "nested too deep"),
        ("---\ntitle: A\ntitle: B\n---\nx\n", "import-016", "“title” already stands on line 2"),
        ("---\ntitle: A\ndate: 2016-02-31\n---\nx\n", "import-016", "not understand this “date”"),
        ("---\njust text\n---\nx\n", "import-016", "not a list of “key: value” lines"),
        ("---\n" + "a: [" * 101 + "\n---\nx\n", "import-016", "up to 100 opening brackets"),
        ("+++\na = " + "[" * 101 + "\n+++\nx\n", "import-016", "up to 100 opening brackets"),
        ("+++\ntitle = \n+++\nx\n", "import-016", "cannot be read"),
        ("+++\ntitle = 1\nx\n", "import-016", "never closes"),
        ("# X\n\n{{< youtube abc >}}\n", "import-017", "blog program"),
        ("---\ntitle: A\ndate: ooit\n---\nx\n", "import-016", "does not understand this “date”"),
        ("---\ntitle: &quot;Ja&quot; zei hij\n---\nx\n", "import-016", "cannot start with"),
        ("---\nlayout: x\n---\n\nTekst\n", "import-016", "no use for “layout”"),
    ],
)
def test_what_another_program_meant_is_reported(
    tmp_path: Path, project: MemoryProject, text: str, code: str, said: str
) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    report = apply(project, MarkdownFolder("blog", FolderProject(tmp_path)))

    assert any(one.code == code and said in one.message for one in report.problems)


def test_a_folder_without_markdown_and_a_broken_file_are_refused(
    tmp_path: Path, project: MemoryProject
) -> None:
    empty = MarkdownFolder("blog", FolderProject(tmp_path))
    assert [one.code for one in apply(project, empty).problems] == ["import-014"]

    (tmp_path / "a.md").write_bytes(b"caf\xe9")
    assert [one.code for one in apply(project, empty).problems] == ["project-003"]


def test_a_changed_folder_is_refused_file_by_file(blog: MarkdownFolder, folder: Path) -> None:
    plan, _ = blog.propose()
    assert plan is not None
    (folder / "pages/fiets.md").write_text("Iets anders.\n", encoding="utf-8")
    (folder / "pages/extra.md").write_text("Extra.\n", encoding="utf-8")
    (folder / "posts/half.md").unlink()

    assert [problem.message for problem in blog.changes(plan)] == [
        "“pages/extra.md” is new since the plan was made.",
        "“pages/fiets.md” has changed since the plan was made.",
        "“posts/half.md” is gone since the plan was made.",
    ]


def test_a_plan_with_two_equal_ids_or_a_wrong_kind_is_refused(
    blog: MarkdownFolder, project: MemoryProject
) -> None:
    plan, _ = blog.propose()
    assert plan is not None
    first, second, *rest = plan.entries
    wrong = (replace(first, id="x"), replace(second, id="x"), *rest[:-1])
    wrong = (*wrong, replace(rest[-1], kind=Kind.POST))
    report = apply(project, blog, plan_to_yaml(replace(plan, entries=wrong)))

    assert {problem.code for problem in report.problems} == {"import-008", "import-009"}
    assert {problem.hint for problem in report.problems if problem.code == "import-009"} == {
        "Use up to 60 lower-case letters, digits and hyphens; no two ids may be the same."
    }
    assert MANIFEST in project.contents
    assert report.written == ()


def test_what_is_no_post_is_said_to_be_skipped(tmp_path: Path) -> None:
    files = {
        "een.md": "---\ntitle: Een\n---\nTekst.\n",
        "leeg.md": "# Leeg\n",
        "SUMMARY.md": "# Inhoud\n\n- [Een](een.md)\n",
        "twee.qmd": "# Twee\n",
        "drie.qmd": "# Drie\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    plan, problems = MarkdownFolder("blog", FolderProject(tmp_path)).propose()

    assert plan is not None
    assert [(one.file, one.kind.value, one.reason) for one in plan.entries] == [
        ("SUMMARY.md", "drop", "a list of chapters, not one itself"),
        ("een.md", "post", "a Markdown file"),
        ("leeg.md", "drop", "it has no text"),
    ]
    (told,) = problems
    assert told.message == "Files ending in .qmd are skipped: drie.qmd, twee.qmd."
    assert (told.code, told.severity, told.place.path) == ("import-031", Severity.WARNING, "blog")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("14-07-2016", "2016-07-14"),
        ("14/7/2016", "2016-07-14"),
        ("14. 7. 2016", "2016-07-14"),
        ("donderdag 14 juli 2016", "2016-07-14"),
        ("do 14 jul 2016", "2016-07-14"),
        ("Thu, 14 Jul 2016 10:00:00 +0200", "2016-07-14"),
        ("July 14th, 2016", "2016-07-14"),
        ("3rd March 2016", "2016-03-03"),
        ("Donnerstag, den 14. Juli 2016", "2016-07-14"),
        ("jeudi 14 juillet 2016", "2016-07-14"),
        ("1er mars 2016", "2016-03-01"),
        ("décembre 2016", "2016-12"),
        ("07/14/2016", ""),
        ("5 redenen 2016", ""),
        ("31 juni 2016", ""),
    ],
)
def test_a_date_is_read_as_people_write_it(written: str, read: str) -> None:
    assert read_head(f"---\ntitle: A\ndate: {written}\n---\nx\n", "a.md").get("date") == read


def test_front_matter_is_read_as_people_write_it(tmp_path: Path, project: MemoryProject) -> None:
    heads = {
        "a.md": "title: Koffie &amp; thee\ndate: 14 juli 2016\nsummary: Kort\n",
        "b.md": "title:\ndate: 14-07-2016\nsummary: Kort\nlang: Nederlands van hier\n",
        "c.md": "title: De derde\ndate: 2016-07-14 10:00:00 +0200\nsummary: Kort\n"
        "author: [An, {name: Bo}]\n",
        "d.md": "title: De vierde\ndate: onlangs\nsummary: Kort\n",
    }
    for name, head in heads.items():
        (tmp_path / name).write_text(f"---\n{head}---\nTekst.\n", encoding="utf-8")
    report = apply(project, MarkdownFolder("blog", FolderProject(tmp_path)))
    made = {name: project.contents[f"manuscript/{name}"].decode() for name in heads}

    assert made["a.md"].startswith('---\ntitle: "Koffie & thee"\ndate: 2016-07-14\n')
    assert made["b.md"].startswith('---\ntitle: "B"\ndate: 2016-07-14\n# summary: "Kort"\n# lang:')
    assert made["c.md"].startswith('---\ntitle: "De derde"\ndate: 2016-07-14\nauthor: "An, Bo"\n')
    assert '# date: "onlangs"' in made["d.md"]
    assert [one.message for one in report.problems if "summary" in one.message] == [
        "The book has no use for “summary” in the front matter; it is kept as a remark in "
        "a.md, b.md, c.md and 1 more."
    ]


@pytest.mark.parametrize(
    ("head", "made"),
    [
        ("category: Reizen met oma", '["Reizen met oma"]'),
        ("categories: reizen trein", '["reizen", "trein"]'),
        ("categories: Reizen met oma, de trein", '["Reizen met oma", "de trein"]'),
        ("tags: burn-out, koffie", '["burn-out", "koffie"]'),
        ("tags: burn-out koffie", '["burn-out", "koffie"]'),
        ("tags: [Reizen met oma, koffie]", '["Reizen met oma", "koffie"]'),
        ("tags: 2016", '["2016"]'),
    ],
)
def test_tags_are_parted_at_their_commas_or_spaces(
    tmp_path: Path, project: MemoryProject, head: str, made: str
) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: A\n{head}\n---\nTekst.\n", encoding="utf-8")
    apply(project, MarkdownFolder("blog", FolderProject(tmp_path)))

    assert f"\ntags: {made}\n" in project.contents["manuscript/a.md"].decode()


def test_a_change_that_the_plan_refuses_is_not_made(tmp_path: Path, project: MemoryProject) -> None:
    text = "---\ntitle: A\n---\n### Kop\n\n<center>x</center> en [y](/weg)\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    blog = MarkdownFolder("blog", FolderProject(tmp_path))
    plan, _ = blog.propose()
    assert plan is not None
    assert {one.name for one in blog.draft(plan).repairs} == {
        "heading-level",
        "html-element",
        "link-gone",
    }
    apply(project, blog, plan_to_yaml(replace(plan, repairs=())))

    assert project.contents["manuscript/a.md"].decode().endswith(text.split("---\n")[-1])


def test_a_link_inside_a_post_follows_its_heading_whatever_the_plan_refuses(
    tmp_path: Path, project: MemoryProject
) -> None:
    text = "---\ntitle: A\n---\n## Kop\n\n[hier](#kop)\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    blog = MarkdownFolder("blog", FolderProject(tmp_path))
    plan, _ = blog.propose()
    assert plan is not None
    assert blog.draft(plan).repairs == ()
    report = apply(project, blog, plan_to_yaml(replace(plan, repairs=())))

    assert report.problems == ()
    assert project.contents["manuscript/a.md"].decode().endswith("## Kop\n\n[hier](#a--kop)\n")


def test_a_site_that_is_none_is_refused_with_its_line(blog: MarkdownFolder) -> None:
    plan, _ = blog.propose()
    assert plan is not None
    written = plan_to_yaml(plan).replace('site: ""', "site: mijn blog")
    read, (problem,) = from_yaml(written)

    assert read is None
    assert (problem.code, "“mijn blog” is not the address" in problem.message) == (
        "import-007",
        True,
    )
    assert written.split("\n")[problem.place.line - 1] == "site: mijn blog"


def test_a_picture_is_found_where_the_site_serves_it_from(
    tmp_path: Path, project: MemoryProject
) -> None:
    (tmp_path / "static/Foto").mkdir(parents=True)
    (tmp_path / "static/Foto/Kat.JPG").write_bytes(b"kat")
    (tmp_path / "a.md").write_text("# A\n\n![Kat](/foto/kat.jpg)\n", encoding="utf-8")
    apply(project, MarkdownFolder("blog", FolderProject(tmp_path)))

    assert project.contents["manuscript/images/kat.jpg"] == b"kat"
    assert project.contents["manuscript/a.md"].decode().endswith("![Kat](images/kat.jpg)\n")
