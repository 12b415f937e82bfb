"""What is wrong with the marks for the index, seen over all chapters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dinobook.book.made_pages.index import entry_key
from dinobook.markup.fragment import Fragment
from dinobook.problems import Place, Problem, Severity, nearest


def index_problems(fragments: Iterable[Fragment]) -> Iterator[Problem]:
    """Marks that refer to a term which the index does not have."""
    marks = [(fragment.place.path, mark) for fragment in fragments for mark in fragment.marks]
    terms = {mark.term for _, mark in marks}
    keys = {entry_key(term) for term in terms}
    for path, mark in marks:
        for target in (mark.see, mark.also):
            if target and entry_key(target) not in keys:
                close = nearest(target, sorted(terms))
                mark_it = f"Mark a place for “{target}” as well."
                yield Problem(
                    Place(path, mark.line, target),
                    "index-003",
                    f"The index sends from “{mark.term}” to “{target}”, which it does not have.",
                    f"Did you mean “{close}”?" if close else mark_it,
                    Severity.WARNING,
                )
