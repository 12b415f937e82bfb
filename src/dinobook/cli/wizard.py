"""`dinobook import` alone: what, into which part, the plan on the screen, and then the import.

Each question is a function from what is known to what is asked; `ask` puts it to the person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from dinobook import OpenBook, SourceError, UsageError, importer_for, look_at, propose
from dinobook.cli.answer import Answer
from dinobook.cli.plans import Wish, bring_in
from dinobook.cli.show import show_problems, show_table, talk

if TYPE_CHECKING:
    from dinobook.importers.plan import Importer

_TRIES: Final = 3
_NOW: Final = "yes"
_PLAN: Final = "plan"
_NOT: Final = "no"
_IN_DUTCH: Final = {"j": _NOW, "ja": _NOW, "nee": _NOT, "neen": _NOT}
_SHOWN_KINDS: Final = ("post", "page", "chapter", "drop")
_WIDTH: Final = 48
"""Of a title in the table, in characters."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; `choices` may be answered by their number, and `default` by nothing.

    `open`: anything else may be answered too. Where it may not, the first letters of a choice do,
    and what is none of them is asked again.
    """

    text: str
    choices: Sequence[str] = ()
    default: str = ""
    open: bool = True

    def answer(self, typed: str) -> str:
        """What was typed, or the choice that it stands for; empty for none of closed choices."""
        said = typed.strip() or self.default
        if said.isdigit() and 0 < int(said) <= len(self.choices):
            return self.choices[int(said) - 1]
        if self.open:
            return said
        word = _IN_DUTCH.get(said.casefold(), said.casefold())
        return next((one for one in self.choices if word and one.startswith(word)), "")


Ask = Callable[[Question], str]


def which_source() -> Question:
    """The file or folder to bring in."""
    return Question(
        "What do you want to bring in? Name a file (an export of WordPress, a Word document, a "
        "text with posts) or a folder with Markdown files"
    )


def which_part(book: OpenBook) -> Question:
    """Where the chapters go: a part that is there, a new one, or aside."""
    parts = [row.title for row in book.outline().rows if row.kind == "part"]
    return Question(
        "Into which part of the book? A number, the title of a new part, or nothing: aside, from "
        "where you move them later",
        parts,
    )


def what_now() -> Question:
    """Whether to go on."""
    text = "Bring this in, or write it as a plan to edit first?"
    return Question(text, (_NOW, _PLAN, _NOT), _NOT, open=False)


def asked_here(question: Question) -> str:
    """The question on the terminal, and what the person answers."""
    for number, choice in enumerate(question.choices, start=1):
        talk(f"  {number}  {choice}")
    suffix = " " if question.text.endswith("?") else ": "
    while True:
        typed = typer.prompt(
            question.text, question.default, show_default=False, prompt_suffix=suffix, err=True
        )
        if (said := question.answer(typed)) or question.open:
            return said
        talk(f"“{typed}” is none of these: {', '.join(question.choices)}.")


def run_wizard(ask: Ask, book: OpenBook) -> Answer:
    """Ask, show, and carry out what is wanted. Raises as an import does."""
    source = _source(ask)
    importer = importer_for(source)
    into = ask(which_part(book))
    _show(importer, source, into)
    now = ask(what_now())
    if now == _NOW:
        return bring_in(importer, source, Wish(False, True, None, into), book.folder)
    if now == _PLAN:
        return bring_in(importer, source, Wish(True, False, None, into), book.folder)
    talk("Nothing was written.")
    return Answer({}, ())


def _show(importer: Importer, source: Path, into: str) -> None:
    """What becomes a chapter and what is left out, each in a line; the rest in numbers."""
    proposal, problems = propose(importer, into)
    if proposal is None or any(problem.is_error for problem in problems):
        show_problems(problems)
        raise SourceError(f"{source} cannot be imported.")
    rows = [entry for entry in proposal.entries if entry.kind in _SHOWN_KINDS]
    show_table(
        ("where", "becomes", "title or first words"),
        [(one.where, one.kind.value, _title(one.title or one.words)) for one in rows],
    )
    others = Counter(one.kind.value for one in proposal.entries if one.kind not in _SHOWN_KINDS)
    if others:
        talk(f"In them: {', '.join(f'{count} × {kind}' for kind, count in others.items())}.")
    errors = sum(problem.is_error for problem in importer.draft(proposal).problems)
    if errors:
        talk(f"{errors} things are in the way; “{_NOW}” names them and writes nothing.")


def _title(words: str) -> str:
    return words if len(words) <= _WIDTH else f"{words[: _WIDTH - 1].rstrip()}…"


def _source(ask: Ask) -> Path:
    """The file or folder; asked for again when there is none."""
    for _ in range(_TRIES):
        path = Path(ask(which_source()).strip("'\"")).expanduser()
        try:
            found = look_at(path)
        except UsageError as error:
            talk(error.message)
            continue
        talk(f"{path} is {found.what}.")
        if found.format:
            return path
        talk(found.advice)
    raise UsageError("Nothing to bring in was named.")
