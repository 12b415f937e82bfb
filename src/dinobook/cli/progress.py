"""Progress: a bar in a terminal, plain lines elsewhere. Both on stderr, neither with `-q`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from dinobook import Progress, Step
from dinobook.cli.output_mode import manner

_NOT_YET_DONE = 0.95
"""So much of a stage is done at most when all its parts are: a PDF is still joined and read."""


@contextmanager
def progress() -> Iterator[Step]:
    """A step to hand to the library: it shows how far a build is."""
    console = Console(stderr=True, highlight=False)
    if manner().quiet:
        yield lambda now: None
    elif not console.is_terminal:
        yield _lines(console)
    else:
        with _bar(console) as step:
            yield step


def _lines(console: Console) -> Step:
    """A line for each stage."""

    def step(now: Progress) -> None:
        if not now.done:
            console.print(now.name, markup=False, soft_wrap=True)

    return step


@contextmanager
def _bar(console: Console) -> Iterator[Step]:
    """A bar with one part for each stage, which fills chapter by chapter; gone in the end."""
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar
    from rich.table import Column

    whole = Column(ratio=1, no_wrap=True)
    columns = (
        BarColumn(min(24, console.width // 4)),
        TextColumn("{task.fields[stage]}"),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False, table_column=whole),
    )
    with Bar(*columns, console=console, transient=True, expand=True) as bar:
        task = bar.add_task("", total=None, stage="")

        def step(now: Progress) -> None:
            bar.update(
                task,
                description=in_words(now),
                total=now.stages,
                completed=filled(now),
                stage=f"{now.stage}/{now.stages}",
            )

        yield step


def filled(now: Progress) -> float:
    """How many stages are done, with what is done of this one."""
    part = _NOT_YET_DONE * now.done / now.total if now.total else 0.0
    return now.stage - 1 + part


def in_words(now: Progress) -> str:
    """`Making boek-print.pdf: 12 of 31, 140 pages`."""
    if not now.done:
        return now.name
    pages = f", {now.pages:,} page{'s' * (now.pages != 1)}" if now.pages else ""
    return f"{now.name}: {now.done} of {now.total}{pages}"
