"""`dinobook arrange`: the whole order in the author's editor, a line a row."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import Annotated, Final

import typer

from dinobook import ManifestError, UsageError
from dinobook.cli.answer import Answer
from dinobook.cli.editing import (
    ArrangementOption,
    DryRunFlag,
    ExactFlag,
    ForceFlag,
    Verb,
    carry_out,
)
from dinobook.cli.places import BookOption, OutOption, find_book
from dinobook.cli.show import talk

_DEFAULT: Final = "vi"


def arrange(
    lines: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE", help="Take the lines from this file, and open no editor."
        ),
    ] = None,
    arrangement: ArrangementOption = "",
    dry_run: DryRunFlag = False,
    exact: ExactFlag = False,
    force: ForceFlag = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Put the whole order into your editor, a line a row."""
    from dinobook.editing import arrange_text, arranged

    opened = find_book(book, out)
    file = lines
    if file is None:
        titles = {row.id: row.title for row in opened.outline(arrangement).chapters()}
        text = opened.edit("arrange", lambda text: text, dry_run=True).before
        file = _edited(arrange_text(text, titles, arrangement=arrangement))
    wanted = _read(file)
    verb = Verb(
        "arrange",
        lambda text: arranged(text, wanted, arrangement=arrangement),
        "The order is that of your lines.",
        {"arrangement": arrangement},
        (),
        arrangement,
    )
    try:
        answer = carry_out(opened, verb, dry_run=dry_run, exact=exact, force=force)
    except (ManifestError, UsageError):
        talk(f"Your lines are kept. Mend them there, and then: dinobook arrange --from {file}")
        raise
    if lines is None:
        file.unlink(missing_ok=True)
    return answer


def _edited(text: str) -> Path:
    """A file with the text, as it is when the editor was closed."""
    handle, name = tempfile.mkstemp(prefix="dinobook-arrange-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _DEFAULT
    try:
        done = subprocess.run([*shlex.split(editor), name], check=False)  # noqa: S603 - the user's
    except (OSError, ValueError) as error:
        Path(name).unlink()
        raise UsageError(
            f"The editor “{editor}” cannot be started: {_reason(error)}. "
            "Name yours in the environment: export EDITOR=nano"
        ) from error
    if done.returncode:
        raise UsageError(
            f"“{editor}” ended with {done.returncode}; nothing was changed. Your lines: {name}"
        )
    return Path(name)


def _reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", "") or str(error)).lower()


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}.") from error
