"""How the lines of PDF editions are set: one row an edition, then where to look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from dinobook.cli.show import say, show_table

if TYPE_CHECKING:
    from dinobook.pdf.typography import Typography
    from dinobook.pipeline.measure import EditionLines

_HEADINGS: Final = (
    *("edition", "lines", "wide", "loose", "spread of spaces", "of letters", "uneven"),
    *("off the edge", "hyphenated", "ladders", "widows", "orphans", "short last lines", "rivers"),
    *("hyphens at page ends", "on the grid", "feet apart", "short pages", "not as planned"),
)
_PAGES: Final = 10
_FAULTS: Final = {
    "ladders": "ladder",
    "widows": "widow",
    "orphans": "orphan",
    "rivers": "river",
    "broken_turns": "hyphen at the end of a page",
    "short": "page four lines short or more",
    "unplanned": "page not as planned",
}


def show_lines(settings: Sequence[EditionLines]) -> None:
    rows = [(one.edition, *_figures(one.total)) for one in settings]
    show_table(_HEADINGS, rows, " " + "r" * (len(_HEADINGS) - 1))
    for setting in settings:
        for section, lines in setting.sections.items():
            if faults := ", ".join(_faults(lines)):
                say(f"{setting.edition}: {section}: {faults}")
        if crowded := _crowded(setting.total):
            say(f"{setting.edition}: wide lines by page: {crowded}")
        for line in setting.total.worst:
            say(f"{setting.edition}: page {line.page}: {line.gap_em:.2f} em: “{line.words}”")


def lines_json(settings: Sequence[EditionLines]) -> list[dict[str, object]]:
    return [
        {
            "edition": setting.edition,
            "total": asdict(setting.total),
            "sections": {name: asdict(lines) for name, lines in setting.sections.items()},
        }
        for setting in settings
    ]


def _figures(lines: Typography) -> tuple[str, ...]:
    return (
        f"{lines.lines:,}",
        f"{lines.wide_percent:.1f} %",
        f"{lines.loose_percent:.1f} %",
        f"{lines.spread_em:.3f} em",
        f"{lines.letters_percent:.2f} %",
        f"{lines.uneven_percent:.1f} %",
        str(lines.off_edge),
        f"{lines.hyphenated_percent:.1f} %",
        str(lines.ladders),
        str(lines.widows),
        str(lines.orphans),
        str(lines.short_ends),
        str(lines.rivers),
        str(lines.broken_turns),
        f"{lines.on_grid_percent:.1f} %",
        f"{lines.apart} of {lines.facing}",
        str(lines.short),
        str(lines.unplanned),
    )


def _crowded(lines: Typography) -> str:
    """The pages with most wide lines, the worst first."""
    pages = sorted(lines.pages, key=lambda one: (-one.wide, one.page))
    return ", ".join(f"{page.page} ({page.wide})" for page in pages[:_PAGES] if page.wide > 1)


def _faults(lines: Typography) -> Iterator[str]:
    for name, word in _FAULTS.items():
        if count := getattr(lines, name):
            first, *rest = word.split(" ", 1)
            yield " ".join([str(count), first + ("s" if count > 1 else ""), *rest])
