"""A picture that is not where the chapter says: the message names the one that is meant."""

from __future__ import annotations

import pytest

from dinobook.storage.project import MemoryProject
from pictures.album import bitmap, said, showing

PICTURE = bitmap(size=(900, 600))


def told(written: str, *there: str, chapter: str = "album.md") -> tuple[str, str, str]:
    """Code, message and hint for a chapter that shows `written` when the pictures `there` exist."""
    project = showing("x.png", PICTURE)
    del project.contents["manuscript/images/x.png"], project.contents["manuscript/album.md"]
    text = f"---\ntitle: Album\nid: album\n---\n\n![Een bord]({written})\n"
    project.contents[f"manuscript/{chapter}"] = text.encode()
    project.contents.update(dict.fromkeys((f"manuscript/{name}" for name in there), PICTURE))
    (problem,) = said(MemoryProject(project.contents))
    assert str(problem.place) == f"manuscript/{chapter}:6"
    return problem.code, problem.message, problem.hint


@pytest.mark.parametrize(
    ("written", "there", "chapter", "offered"),
    [
        ("images/plan.png", "images/Plan.PNG", "album.md", "images/Plan.PNG"),
        ("Images/plan.png", "images/plan.png", "album.md", "images/plan.png"),
        ("images/plan.png", "images/plan.png", "deel-1/album.md", "../images/plan.png"),
        ("../images/plan.png", "deel/images/plan.png", "deel/a/album.md", None),
        ("plan.png", "images/plan.png", "album.md", "images/plan.png"),
        ("images/plan.png", "beeld/2024/plan.png", "album.md", "beeld/2024/plan.png"),
        ("images/plan.png", "images/plan.jpg", "album.md", "images/plan.jpg"),
        ("images/plann.png", "images/plan.png", "album.md", "images/plan.png"),
        ("images/mijn%20plan.png", "images/mijn plan.PNG", "album.md", "<images/mijn plan.PNG>"),
    ],
)
def test_the_path_that_exists_is_offered(
    written: str, there: str, chapter: str, offered: str | None
) -> None:
    if offered is None:  # it is where the chapter says
        with pytest.raises(ValueError, match="not enough"):
            told(written, there, chapter=chapter)
        return
    code, _, hint = told(written, there, chapter=chapter)
    assert code == "images-001"
    assert hint == f"Write “{offered}”, if that is the one you mean."


def test_wrong_capitals_are_named_as_the_fault() -> None:
    _, message, _ = told("images/plan.png", "images/Plan.png")
    assert message == (
        "The picture “manuscript/images/plan.png” does not exist; “manuscript/images/Plan.png” "
        "does, with other capitals."
    )


def test_a_chapter_that_moved_up_is_offered_the_picture_too() -> None:
    code, message, hint = told("../images/plan.png", "images/plan.png")
    assert (code, message) == ("images-011", "The picture “images/plan.png” is not in manuscript/.")
    assert hint == "Write “images/plan.png”, if that is the one you mean."


def test_of_several_the_likeliest_comes_first() -> None:
    _, _, hint = told("b/plan.png", "a/plan.png", "x/b/plan.png", "c/plan.png")
    assert hint == (
        "Write “x/b/plan.png” or “a/plan.png” or “c/plan.png”, if that is the one you mean."
    )


def test_another_picture_is_not_offered() -> None:
    _, _, hint = told("images/plan.png", "images/voorkant.png", "notities.md.png")
    assert "--draft" in hint
