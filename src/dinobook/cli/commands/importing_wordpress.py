"""`dinobook import wordpress`: bring in a blog from its export."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from dinobook import UsageError
from dinobook.cli.answer import Answer
from dinobook.cli.commands.importing import ApplyFlag, IntoOption, PlanFlag, importing
from dinobook.cli.output_mode import AnsweringCommand
from dinobook.cli.places import BookOption

_PLANS: Final = (".yaml", ".yml")
_DAY: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def _named(option: str, what: str, metavar: str = "NAME") -> Any:
    return typer.Option(option, metavar=metavar, help=what)


Several = list[str] | None
Exports = Annotated[
    list[Path],
    typer.Argument(metavar="EXPORT...", help="Its .xml files or their zip; and the plan."),
]
MediaOption = Annotated[
    Path | None, _named("--media", "Where the blog’s pictures lie.", "FOLDER|ZIP")
]
CategoryOption = Annotated[Several, _named("--category", "Posts of this category only.")]
TagOption = Annotated[Several, _named("--tag", "Posts with this tag only.")]
AuthorOption = Annotated[Several, _named("--author", "Posts of this author only.")]
LanguageOption = Annotated[Several, _named("--language", "Posts in this language only.")]
StatusOption = Annotated[Several, _named("--status", "Such as private. Default: publish.")]
TypeOption = Annotated[Several, _named("--type", "Of the items. Default: post and page.")]
SinceOption = Annotated[str, _named("--since", "2016, 2016-07 or 2016-07-14.", "DATE")]
UntilOption = Annotated[str, _named("--until", "The last one that counts.", "DATE")]
SearchOption = Annotated[str, _named("--search", "Posts with these words only.", "WORDS")]
ProtectedFlag = Annotated[
    bool, typer.Option("--protected", help="Posts that ask for a password, too.")
]
PartsOption = Annotated[str, _named("--parts", "What becomes parts of the book.", "year|category")]
NotesOption = Annotated[str, _named("--notes", "Make notes of ((double brackets)).", "brackets")]
RecoverFlag = Annotated[
    bool, typer.Option("--recover", help="Read what can be read of a damaged export.")
]


@importing.command("wordpress", cls=AnsweringCommand)
def import_wordpress(
    files: Exports,
    media: MediaOption = None,
    category: CategoryOption = None,
    tag: TagOption = None,
    author: AuthorOption = None,
    language: LanguageOption = None,
    status: StatusOption = None,
    kind: TypeOption = None,
    since: SinceOption = "",
    until: UntilOption = "",
    search: SearchOption = "",
    protected: ProtectedFlag = False,
    parts: PartsOption = "",
    notes: NotesOption = "",
    recover: RecoverFlag = False,
    plan: PlanFlag = False,
    carry_out: ApplyFlag = False,
    into: IntoOption = "",
    book: BookOption = None,
) -> Answer:
    """Bring in the posts and pages of a WordPress blog. Shows a proposal first."""
    from dinobook import wordpress_export
    from dinobook.cli.plans import Wish, bring_in

    exports, plan_file = _parted(files)
    source = wordpress_export(
        exports,
        media,
        parts=_one_of("--parts", parts, ("year", "category")),
        recover=recover,
        bracket_notes=bool(_one_of("--notes", notes, ("brackets",))),
        categories=tuple(category or ()),
        tags=tuple(tag or ()),
        since=_day("--since", since),
        until=_day("--until", until),
        authors=tuple(author or ()),
        languages=tuple(language or ()),
        statuses=tuple(status or ("publish",)),
        types=tuple(kind or ("post", "page")),
        search=search,
        protected=protected,
    )
    return bring_in(source, exports[0], Wish(plan, carry_out, plan_file, into), book)


def _parted(files: Sequence[Path]) -> tuple[list[Path], Path | None]:
    """The files of the export, and the plan, which ends in .yaml."""
    exports = [file for file in files if file.suffix.lower() not in _PLANS]
    plans = [file for file in files if file.suffix.lower() in _PLANS]
    if not exports or len(plans) > 1:
        raise UsageError("Name the files of the export, and one plan at most.")
    return exports, plans[0] if plans else None


def _one_of(option: str, value: str, valid: Sequence[str]) -> str:
    if value and value not in valid:
        raise UsageError(f"{option} takes {' or '.join(valid)}, not “{value}”.")
    return value


def _day(option: str, value: str) -> str:
    if value and not _DAY.fullmatch(value):
        raise UsageError(f"{option} takes a year, month or day, such as 2016-07; not “{value}”.")
    return value
