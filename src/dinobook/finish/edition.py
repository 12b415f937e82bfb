"""What the manifest asks of an edition's PDF → the settings that finish it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dinobook.errors import ManifestError
from dinobook.finish.profile import Profile, read_profile
from dinobook.finish.settings import PRINT_STANDARDS, UNFINISHED, Colour, Finish
from dinobook.manifest.model import EditionSpec, Manifest
from dinobook.printers import Printer
from dinobook.problems import Place, Problem
from dinobook.storage.project import MANIFEST, MANUSCRIPT, Project

_FIT: Final = {"cmyk": ("CMYK",), "gray": ("GRAY", "CMYK")}


def profile_of(project: Project, edition: EditionSpec) -> Profile | None:
    """The profile that the edition's `icc` names; None: it names none.

    Raises `ManifestError` for a file that is not there or cannot be used.
    """
    if not edition.icc:
        return None
    path = f"{MANUSCRIPT}/{edition.icc}"
    if not project.exists(path):
        message = f"“{edition.name}” names the profile “{edition.icc}”, and there is no {path}."
        raise _fault(edition, "finish-005", message, "Check the name, capitals included.")
    return read_profile(project.read_bytes(path), Place(path))


def finish_of(edition: EditionSpec, profile: Profile | None) -> Finish:
    """The settings for an edition; `profile` is the one that its `icc` names.

    Raises `ManifestError` when its printer's rules and its profile do not go together.
    """
    if edition.format == "epub":
        return UNFINISHED
    if edition.printed_by is None:
        return Finish(standard=edition.standard or "", dpi=edition.dpi)
    return finish_for(edition.printed_by, edition, profile)


def finish_for(printer: Printer, edition: EditionSpec, profile: Profile | None) -> Finish:
    """The settings by a printer's rules. Raises as `finish_of` does."""
    colour = _colour(printer)
    _check(edition, printer, colour, profile)
    standard = printer.standard.value
    return Finish(
        standard=standard,
        colour=colour,
        profile=profile,
        bleed_mm=printer.bleed_mm.value,
        bleed_inside=printer.bleed_inside.value,
        marks=printer.marks.value,
        dpi=edition.dpi,
        ink_limit=printer.ink_limit.value,
        links=printer.links.value and standard not in PRINT_STANDARDS,
        outline=printer.outline.value,
        tags=standard not in PRINT_STANDARDS,
        attachments=False,
    )


def _colour(printer: Printer) -> Colour:
    """PDF/X is for inks, also when the printer says nothing of colours."""
    colour = printer.colour.value
    is_free = colour in ("any", "rgb")
    return "cmyk" if is_free and printer.standard.value in PRINT_STANDARDS else colour


def _check(edition: EditionSpec, printer: Printer, colour: Colour, profile: Profile | None) -> None:
    if profile is None:
        if printer.standard.value in PRINT_STANDARDS:
            standard = f"PDF/{printer.standard.value.upper()}"
            message = f"“{edition.name}” is to be {standard}, which needs the profile of the press."
            hint = (
                "Ask the printer for its ICC profile, put it in manuscript/ and name it: icc: … "
                'Or write print: {standard: ""}, if the printer takes any PDF.'
            )
            raise _fault(edition, "finish-001", message, hint)
    elif profile.space not in _FIT.get(colour, (profile.space,)):
        message = f"“{edition.icc}” is a profile of {profile.space}; “{edition.name}” is {colour}."
        hint = f"Name a profile of {' or '.join(_FIT[colour])}."
        raise _fault(edition, "finish-002", message, hint)


def press_problems(project: Project, manifest: Manifest) -> list[Problem]:
    """What keeps the PDFs of a manifest from being finished, before anything is laid out."""
    found: list[Problem] = []
    for edition in manifest.editions:
        try:
            finish_of(edition, profile_of(project, edition))
        except ManifestError as error:
            found += [at_key(problem, manifest, edition) for problem in error.problems]
    return found


def at_key(problem: Problem, manifest: Manifest, edition: EditionSpec) -> Problem:
    """A problem of the edition's press at the key that it comes from."""
    if not problem.code.startswith("finish-"):
        return problem
    keys = ("icc",) if edition.icc else ("print", "standard")
    return replace(problem, place=manifest.place_in(edition, *keys))


def _fault(edition: EditionSpec, code: str, message: str, hint: str) -> ManifestError:
    problem = Problem(Place(MANIFEST, edition.line), code, message, hint)
    return ManifestError("The manifest cannot be used yet.", [problem])
