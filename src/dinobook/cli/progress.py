"""Progress: a bar in a terminal, plain lines elsewhere. Both on stderr, neither with `-q`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

from dinobook.cli.manner import manner


@contextmanager
def progress(stages: Callable[[], int]) -> Iterator[Callable[[str], None]]:
    """A function to call with the name of each stage as it begins.

    `stages` says how many there will be; it is asked when the first one begins.
    """
    console = Console(stderr=True, highlight=False)
    if manner().quiet:
        yield lambda name: None
    elif not console.is_terminal:
        yield lambda name: console.print(name, markup=False, soft_wrap=True)
    else:
        with _bar(console, stages) as step:
            yield step


@contextmanager
def _bar(console: Console, stages: Callable[[], int]) -> Iterator[Callable[[str], None]]:
    """A bar with one part for each stage, as full as stages are done; gone in the end."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskID,
        TextColumn,
        TimeElapsedColumn,
    )
    from rich.table import Column

    whole = Column(ratio=1, no_wrap=True)
    columns = (
        BarColumn(min(24, console.width // 4)),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False, table_column=whole),
    )
    with Progress(*columns, console=console, transient=True, expand=True) as bar:
        tasks: list[TaskID] = []

        def step(name: str) -> None:
            if tasks:
                bar.update(tasks[0], description=name, advance=1)
            else:
                tasks.append(bar.add_task(name, total=stages()))

        yield step
