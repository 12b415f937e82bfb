"""`dinobook arrangement …`: other orders of the book."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dinobook.cli.answer import Answer
from dinobook.cli.commands.editing.outline import show_outline
from dinobook.cli.completing import arrangements, editions
from dinobook.cli.editing import DryRunFlag, ExactFlag, Verb, carry_out
from dinobook.cli.output_mode import HELP, AnsweringCommand
from dinobook.cli.places import BookOption, OutOption, find_book
from dinobook.cli.show import say, show_table

if TYPE_CHECKING:
    from dinobook import Comparison

arrangement = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings=HELP,
    help="Make, show, compare and use other orders of the book.",
)

NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="An arrangement.", autocompletion=arrangements)
]


@arrangement.command(cls=AnsweringCommand)
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called: chronologisch.")],
    source: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="OTHER",
            help="Begin with the rows of this arrangement. None: those of the outline.",
            autocompletion=arrangements,
        ),
    ] = "",
    dry_run: DryRunFlag = False,
    book: BookOption = None,
) -> Answer:
    """Begin another order, with the rows of the outline."""
    from dinobook.editing.arrangements import arrangement_new

    verb = Verb(
        "arrangement new",
        lambda text: arrangement_new(text, name, source),
        f"“{name}” has the rows of {f'“{source}”' if source else 'the outline'}.",
        {"name": name, "from": source},
        weighed=False,
    )
    return carry_out(find_book(book), verb, dry_run=dry_run)


@arrangement.command("list", cls=AnsweringCommand)
def list_all(book: BookOption = None) -> Answer:
    """Show all arrangements, what each lacks, and which editions print it."""
    every = find_book(book).arrangements()
    if every:
        show_table(
            ("arrangement", "chapters", "on hold", "printed by", "lacks"),
            [
                (
                    one.name,
                    str(one.chapters),
                    str(one.held),
                    ", ".join(one.editions),
                    ", ".join(one.lacks),
                )
                for one in every
            ],
            " rr",
        )
    else:
        say("The manifest has no arrangements. Make one with “dinobook arrangement new NAME”.")
    return Answer({"arrangements": [asdict(one) for one in every]})


@arrangement.command(cls=AnsweringCommand)
def show(name: NameArgument, book: BookOption = None, out: OutOption = None) -> Answer:
    """Show one as “outline” does."""
    view = find_book(book, out).outline(name)
    show_outline(view)
    return Answer(asdict(view))


@arrangement.command(cls=AnsweringCommand)
def compare(
    name: NameArgument,
    other: Annotated[
        str,
        typer.Argument(
            metavar="[OTHER]",
            help="Beside this one. None: the outline.",
            autocompletion=arrangements,
        ),
    ] = "",
    edition: Annotated[
        str,
        typer.Option(
            "--edition", metavar="EDITION", help="In this edition only.", autocompletion=editions
        ),
    ] = "",
    exact: ExactFlag = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Tell what it would do to print this order and not the other."""
    first, second = ("outline", name) if not other else (name, other)
    found = find_book(book, out).compare(second, first, edition, exact=exact)
    _show(found)
    return Answer(asdict(found))


@arrangement.command(cls=AnsweringCommand)
def rename(
    name: NameArgument,
    new_name: Annotated[str, typer.Argument(metavar="NEW", help="What it is called from now on.")],
    dry_run: DryRunFlag = False,
    book: BookOption = None,
) -> Answer:
    """Call it otherwise; editions that print it follow."""
    from dinobook.editing.arrangements import arrangement_rename

    verb = Verb(
        "arrangement rename",
        lambda text: arrangement_rename(text, name, new_name),
        f"“{name}” is “{new_name}” now.",
        {"name": name, "new": new_name},
        weighed=False,
    )
    return carry_out(find_book(book), verb, dry_run=dry_run)


@arrangement.command(cls=AnsweringCommand)
def delete(name: NameArgument, dry_run: DryRunFlag = False, book: BookOption = None) -> Answer:
    """Take it out of the manifest; no chapter's file is touched."""
    from dinobook.editing.arrangements import arrangement_delete

    verb = Verb(
        "arrangement delete",
        lambda text: arrangement_delete(text, name),
        f"“{name}” is gone.",
        {"name": name},
        weighed=False,
    )
    return carry_out(find_book(book), verb, dry_run=dry_run)


@arrangement.command(cls=AnsweringCommand)
def use(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="An arrangement, or “outline”.", autocompletion=arrangements
        ),
    ],
    chosen: Annotated[
        list[str],
        typer.Argument(
            metavar="EDITION…", help="The editions that print it.", autocompletion=editions
        ),
    ],
    dry_run: DryRunFlag = False,
    exact: ExactFlag = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Let editions print it, or the outline again."""
    from dinobook.editing.arrangements import arrangement_use

    wanted = "" if name == "outline" else name
    named = ", ".join(f"“{one}”" for one in chosen)
    order = f"the arrangement “{name}”" if wanted else "the outline"
    verb = Verb(
        "arrangement use",
        lambda text: arrangement_use(text, wanted, chosen),
        f"{named} print{'s' if len(chosen) == 1 else ''} {order} from now on.",
        {"name": name, "editions": list(chosen)},
    )
    return carry_out(find_book(book, out), verb, dry_run=dry_run, exact=exact)


@arrangement.command(cls=AnsweringCommand)
def promote(
    name: NameArgument,
    keep_as: Annotated[
        str,
        typer.Option(
            "--keep-as",
            metavar="OTHER",
            help="What the outline of today is called then. None: “before-NAME”.",
        ),
    ] = "",
    dry_run: DryRunFlag = False,
    exact: ExactFlag = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Make it the outline, and the outline an arrangement."""
    from dinobook.editing.arrangements import arrangement_promote

    kept = keep_as or f"before-{name}"
    verb = Verb(
        "arrangement promote",
        lambda text: arrangement_promote(text, name, kept),
        f"“{name}” is the outline now, and the outline is kept as “{kept}”.",
        {"name": name, "kept_as": kept},
    )
    return carry_out(find_book(book, out), verb, dry_run=dry_run, exact=exact, force=True)


def _show(found: Comparison) -> None:
    say(f"From “{found.first}” to “{found.second}”:")
    for line in found.impact.lines():
        say(line)
    for names, order in ((found.only_first, found.first), (found.only_second, found.second)):
        if names:
            say(f"Only in “{order}”: {', '.join(names)}.")
    if not found.neighbours:
        say("Every chapter has the same neighbours.")
        return
    rows = [[one.chapter, _between(*one.first), _between(*one.second)] for one in found.neighbours]
    show_table(("chapter", f"in “{found.first}”", f"in “{found.second}”"), rows)


def _between(above: str, below: str) -> str:
    return f"{above or '(begin)'} – {below or '(end)'}"
