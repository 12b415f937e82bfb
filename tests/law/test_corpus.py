"""Text that nobody here wrote, from beside the checkout: built, or refused by `check`."""

from __future__ import annotations

from pathlib import Path

import page as page_validation
import pytest
from bench.corpus import built, import_posts, refused
from bench.torture.cases import Case
from bench.torture.law import Court
from bench.torture.specification import examples

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


@pytest.fixture(scope="module")
def specification() -> list[Case]:
    path = CORPUS / "markdown" / "commonmark.json"
    if not path.is_file():
        pytest.skip("CommonMark's examples are not beside this checkout (../shared/corpus)")
    return examples(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def blog() -> Path:
    path = CORPUS / "blog-nl"
    if not path.is_dir():
        pytest.skip("the Dutch blog is not beside this checkout (../shared/corpus)")
    return path


def test_each_example_of_commonmark_is_built_or_refused(
    specification: list[Case], tmp_path: Path
) -> None:
    assert len(specification) == 652
    verdict = Court(tmp_path, 1, ("ebook", "print"), whole=False).judge(specification)
    assert verdict.report(specification) == ""
    assert len(verdict.refused) < len(specification) / 2


def test_a_sample_of_posts_builds_as_one_book(blog: Path, tmp_path: Path) -> None:
    """Every eighth post; `python -m bench.corpus` takes all of them."""
    paths = sorted(path.relative_to(blog).as_posix() for path in blog.rglob("*.md"))
    sample = frozenset(paths[::8])
    posts = import_posts(blog, sample.__contains__)
    assert len(posts.ids) == len(sample)
    errors, _ = refused(posts)
    assert [f"{one.place} {one.code} {one.message}" for one in errors] == []
    outcome = built(posts, tmp_path, jobs=1)
    assert all(made.words > 10_000 for made in outcome.files)
    for file in tmp_path.glob("*.pdf"):
        assert page_validation.validate_pdf(file, profile="ua1").is_compliant, file.name
    placeless = [one for one in outcome.problems if not (one.place.path and one.place.line)]
    assert placeless == []
