"""What the texts in the manifest must look like: one function for each kind of value.

Each takes the text as it stands in the file and returns it as the build uses it, or raises `Unfit`
with what is wrong and what to do.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Final

from dinobook.printers import names
from dinobook.problems import did_you_mean
from dinobook.slugs import slug

NAMED_PAGES: Final = ("a5", "a4")
MIN_SIDE_MM: Final = 40
MAX_SIDE_MM: Final = 600

URN_PATTERN: Final = r"[uU][rR][nN]:[A-Za-z0-9][A-Za-z0-9-]{1,31}:[!-~]+"
DATE_PATTERN: Final = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
PAGE_PATTERN: Final = r"(a4|a5|[0-9]+(\.[0-9]+)?x[0-9]+(\.[0-9]+)?)"
ISBN_PATTERN: Final = r"97[89](-?[0-9]){10}"
NUR_PATTERN: Final = r"[0-9]{3}"
DEPOT_PATTERN: Final = r"D/(19|20)[0-9]{2}/([0-9]{1,3}\.[0-9]{3}|[0-9]{1,5})/[0-9]{1,5}"
LANGUAGE_PATTERN: Final = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
ID_PATTERN: Final = r"\w([\w.-]*[\w-])?"
EDITION_PATTERN: Final = r"[a-z0-9]+(-[a-z0-9]+)*"

_UUID: Final = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\Z", re.IGNORECASE)
_URN_ADVICE: Final = (
    "Write urn:uuid:xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx with a UUID made once (the command "
    "“uuidgen” gives one) and never change it."
)


class Unfit(ValueError):  # noqa: N818 - said of a value; it becomes a problem, never an error
    """A value that the book cannot use."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def filled(text: str) -> str:
    """A text that says something."""
    if not text.strip():
        raise Unfit("manifest-006", "The text is empty.", "Write it between the quotes.")
    return text


def chapter_id(text: str) -> str:
    """An id in Unicode form NFC: letters, digits, hyphens, underscores and dots."""
    name = unicodedata.normalize("NFC", text)
    if re.fullmatch(ID_PATTERN, name) and not name.endswith(".md"):
        return name
    stem = slug(name.rsplit("/", 1)[-1].strip().removesuffix(".md"))
    raise Unfit(
        "manifest-017",
        f"“{text}” is not an id: ids are letters, digits and hyphens, without folder or “.md”.",
        f"Write “{stem}” if that is the chapter's id." if stem else "Write the chapter's id.",
    )


def isbn(text: str) -> str:
    """An ISBN-13 with its check digit (ISO 2108:2017, annex A), as written."""
    digits = text.replace("-", "")
    if not re.fullmatch(ISBN_PATTERN, text):
        count = sum(c.isdigit() for c in digits)
        raise Unfit(
            "manifest-010",
            f"“{text}” is not an ISBN: those have 13 digits and start with 978 or 979"
            + (f"; this has {count} digits." if count != 13 else "."),
            "Copy the 13 digits, with or without hyphens.",
        )
    total = sum(int(c) * (3 if place % 2 else 1) for place, c in enumerate(digits[:12]))
    check = str(-total % 10)
    if digits[12] != check:
        raise Unfit(
            "manifest-010",
            f"The ISBN {text} has the wrong check digit: {digits[12]} where {check} belongs.",
            "A digit was mistyped, or two were swapped: copy it again.",
        )
    return text


def urn(text: str) -> str:
    """A URN (RFC 8141); a `urn:uuid:` must hold a UUID (RFC 9562)."""
    if not re.fullmatch(URN_PATTERN, text):
        raise Unfit("manifest-011", f"“{text}” is not a URN.", _URN_ADVICE)
    _, space, rest = text.split(":", 2)
    if space.casefold() == "uuid" and not _UUID.match(rest):
        raise Unfit(
            "manifest-011", f"What follows “urn:uuid:” is not a UUID: “{rest}”.", _URN_ADVICE
        )
    return text


def partial_date(text: str) -> str:
    """A date that exists, as precise as it is known: `2016`, `2016-07` or `2016-07-14`."""
    if re.fullmatch(DATE_PATTERN, text):
        try:
            datetime.date.fromisoformat((text + "-01-01")[:10])
        except ValueError:
            raise Unfit(
                "manifest-012", f"{text} is not a day or month of the calendar.", "Check the date."
            ) from None
        return text
    raise Unfit("manifest-012", f"“{text}” is not a date.", "Write 2016, 2016-07 or 2016-07-14.")


def page_size(text: str) -> str:
    """`a5`, `a4`, or width x height in mm."""
    advice = "Write a5, a4, or width x height in mm, such as 135x210."
    if not re.fullmatch(PAGE_PATTERN, text):
        raise Unfit("manifest-013", f"“{text}” is not a page size.", advice)
    if text not in NAMED_PAGES:
        for side in text.split("x"):
            if not MIN_SIDE_MM <= float(side) <= MAX_SIDE_MM:
                raise Unfit(
                    "manifest-013",
                    f"A page side of {side} mm is not between {MIN_SIDE_MM} and {MAX_SIDE_MM} mm.",
                    advice,
                )
    return text


def edition_name(text: str) -> str:
    """A name that can be part of a file name on every system."""
    if re.fullmatch(EDITION_PATTERN, text) and slug(text) == text:
        return text
    better = slug(text)
    raise Unfit(
        "manifest-014",
        f"“{text}” cannot be an edition's name: it becomes part of file names.",
        f"Use small letters, digits and hyphens: “{better}”." if better else "Use small letters.",
    )


def arrangement_name(text: str) -> str:
    """A name that is typed in commands."""
    if re.fullmatch(EDITION_PATTERN, text) and slug(text) == text:
        return text
    better = slug(text)
    raise Unfit(
        "manifest-048",
        f"“{text}” cannot be an arrangement's name.",
        f"Use small letters, digits and hyphens: “{better}”." if better else "Use small letters.",
    )


def nur_code(text: str) -> str:
    """A code of the Dutch-language trade's subject list: three digits."""
    if re.fullmatch(NUR_PATTERN, text):
        return text
    raise Unfit(
        "manifest-015", f"“{text}” is not an NUR code.", "It has three digits, such as 801."
    )


def depot_number(text: str) -> str:
    """A number of the Belgian legal deposit: `D/`, year, the publisher's number, a serial number.

    The form is that of the Royal Library (KBR), with or without a point in the thousands.
    """
    if re.fullmatch(DEPOT_PATTERN, text):
        return text
    raise Unfit(
        "manifest-040",
        f"“{text}” is not a number of the legal deposit.",
        "Write D/, the year, the publisher's number and a serial number: D/2026/12.345/1.",
    )


def language_tag(text: str) -> str:
    """A well-formed language tag (RFC 5646, section 2.1): language, and subtags."""
    if re.fullmatch(LANGUAGE_PATTERN, text):
        return text
    raise Unfit(
        "manifest-016",
        f"“{text}” is not a language tag.",
        "Write a tag such as nl-BE, nl, en, fr or de.",
    )


def printer_name(text: str) -> str:
    """A printer that dinobook has a profile of."""
    if text in names():
        return text
    hint = did_you_mean(text, names())
    listed = f"There are: {', '.join(names())}."
    raise Unfit("printer-002", f"There is no printer “{text}”.", f"{hint} {listed}".strip())
