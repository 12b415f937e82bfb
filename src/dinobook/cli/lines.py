"""How the lines of PDF editions are set: one row an edition, then where to look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from dinobook.cli.show import say, show_table

if TYPE_CHECKING:
    from dinobook.measure import Setting
    from dinobook.pdf.typography import Typography

_HEADINGS: Final = (
    *("edition", "lines", "loose", "95 % of spaces up to", "hyphenated", "ladders", "widows"),
    *("orphans", "short last lines", "rivers", "hyphens at page ends", "on the grid"),
)
_FAULTS: Final = {
    "ladders": "ladder",
    "widows": "widow",
    "orphans": "orphan",
    "rivers": "river",
    "broken_turns": "hyphen at the end of a page",
}


def show_lines(settings: Sequence[Setting]) -> None:
    rows = [(one.edition, *_figures(one.total)) for one in settings]
    show_table(_HEADINGS, rows, " " + "r" * (len(_HEADINGS) - 1))
    for setting in settings:
        for section, lines in setting.sections.items():
            if faults := ", ".join(_faults(lines)):
                say(f"{setting.edition}: {section}: {faults}")


def lines_json(settings: Sequence[Setting]) -> list[dict[str, object]]:
    return [
        {
            "edition": one.edition,
            "total": asdict(one.total),
            "sections": {name: asdict(lines) for name, lines in one.sections.items()},
        }
        for one in settings
    ]


def _figures(lines: Typography) -> tuple[str, ...]:
    return (
        f"{lines.lines:,}",
        f"{lines.loose_percent:.1f} %",
        f"{lines.p95_gap_em:.2f} em",
        f"{lines.hyphenated_percent:.1f} %",
        str(lines.ladders),
        str(lines.widows),
        str(lines.orphans),
        str(lines.short_ends),
        str(lines.rivers),
        str(lines.broken_turns),
        f"{lines.on_grid_percent:.1f} %",
    )


def _faults(lines: Typography) -> Iterator[str]:
    for name, word in _FAULTS.items():
        if count := getattr(lines, name):
            first, *rest = word.split(" ", 1)
            yield " ".join([str(count), first + ("s" if count > 1 else ""), *rest])
