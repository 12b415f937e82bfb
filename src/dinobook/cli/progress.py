"""Progress: a bar in a terminal, plain lines elsewhere. Both on stderr."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console


@contextmanager
def progress(stages: int) -> Iterator[Callable[[str], None]]:
    """A function to call with the name of each stage as it begins."""
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield lambda name: console.print(name, markup=False)
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(24), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Starting", total=stages)
        begun = False

        def step(name: str) -> None:
            nonlocal begun
            bar.update(task, description=name, advance=1 if begun else 0)
            begun = True

        yield step
