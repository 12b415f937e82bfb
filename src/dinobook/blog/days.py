"""Words that only the day of the post explains: “gisteren”, “vorig jaar”, “6 maart jl.”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from dinobook.blog.dates import MONTHS, SEASONS, WEEKDAYS, When, Written
from dinobook.blog.finding import Finding
from dinobook.blog.phrase import as_capital, words
from dinobook.blog.post import Post, masked

CODE: Final = "blog-004"
ADVICE: Final = "Say when, or leave it out; accept it where the story needs it."

_DAYS: Final = {
    "eergister": -2, "eergisteren": -2, "gister": -1, "gisteren": -1, "morgen": 1, "overmorgen": 2,
}  # fmt: skip
_PARTS: Final = {
    "ochtend": "ochtend", "morgen": "ochtend", "voormiddag": "voormiddag", "middag": "middag",
    "namiddag": "namiddag", "avond": "avond", "nacht": "nacht",
}  # fmt: skip
_NUMBERS: Final = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7,
    "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12, "vijftien": 15, "twintig": 20,
}  # fmt: skip
_BACK: Final = frozenset({"afgelopen", "voorbije", "vorig", "vorige", "verleden", "jl", "ll"})

_PART: Final = "|".join(_PARTS)
_WEEKDAY: Final = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
_NO_ARTICLE: Final = "".join(rf"(?<!\b{word}\s)" for word in ("de", "een", "elke", "iedere"))
_SEASON: Final = "|".join(SEASONS)
_ALONE: Final = rf"(?! (?:{_SEASON}|{'|'.join(MONTHS)}))"
_BEFORE_NOW: Final = r"(?:vorige?|verleden|afgelopen|voorbije)"
_NOT_THE_MORNING: Final = r"(?<!['’]s\s)" + "".join(
    rf"(?<!\b{word}\s)" for word in ("die", "deze", "goede", "vroege", "hele", "zelfde", "halve")
)
_DATE: Final = rf"(?P<number>[12]?\d|3[01]) (?P<month>{'|'.join(MONTHS)})"
_LAST: Final = r"jl\.?|j\.l\.|ll\.?|jongstleden"
_IS_THE_SUBJECT: Final = re.compile(r"\s+(?:is|was|werd|wordt|bracht|begon|gaf|leek|bleek)\b")

Says = Callable[["re.Match[str]", Written], "When | None"]


@dataclass(frozen=True, slots=True)
class Expression:
    """Words, and what they say for a post of that day. `safe`: the time can replace them."""

    pattern: str
    says: Says
    safe: bool = False
    hint: bool = False


def _nothing(match: re.Match[str], written: Written) -> None:
    return None


def _day(match: re.Match[str], written: Written) -> When | None:
    part = _PARTS[match["part"].lower()] if match["part"] else ""
    return written.days_on(_DAYS[match["day"].lower()], part)


def _part_of_today(match: re.Match[str], written: Written) -> When | None:
    return written.days_on(0, _PARTS[match["part"].lower()])


def _weekday(match: re.Match[str], written: Written) -> When | None:
    which = match["which"].lower().strip(".")
    return written.weekday(match["weekday"].lower(), before=which in _BACK)


def _date(match: re.Match[str], written: Written) -> When | None:
    month = MONTHS.index(match["month"].lower()) + 1
    when = written.same_day(int(match["number"]), month, before=match["past"] is not None)
    # the point of “jl.” may have ended the sentence as well
    ends = match.group().endswith(".") and re.match(r"\s*(?:\Z|\n\n|\s[A-Z“‘\"])", _after(match))
    return When("op", f"{when.text}.") if when and ends else when


def _period(steps: int) -> Says:
    def says(match: re.Match[str], written: Written) -> When | None:
        units: dict[str, Callable[[int], When | None]] = {
            "week": written.week,
            "weekend": written.weekend,
            "maand": written.month_on,
            "jaar": written.year_on,
        }
        return units[match["unit"].lower()](steps)

    return says


def _season(match: re.Match[str], written: Written) -> When | None:
    return written.last_season(match["season"].lower())


def _ago(match: re.Match[str], written: Written) -> When | None:
    text = match["count"].lower()
    count = int(text) if text.isdigit() else _NUMBERS.get(text, 0)
    unit = match["unit"].lower()
    if not count or unit.startswith("we"):
        return None
    if unit == "jaar":
        return written.year_on(-count)
    return written.month_on(-count) if unit.startswith("maand") else written.days_on(-count)


EXPRESSIONS: Final = (
    Expression(rf"(?P<day>(?:eer)?gister(?:en)?|overmorgen)(?P<part>{_PART})?", _day, safe=True),
    Expression(rf"{_NOT_THE_MORNING}{_NO_ARTICLE}(?P<day>morgen)(?P<part>{_PART})?", _day),
    Expression(r"vandaag", lambda _, written: written.days_on(0), hint=True),
    Expression(rf"(?:van|deze )(?P<part>{_PART})", _part_of_today),
    Expression(r"(?:daar)?straks", _nothing, hint=True),
    Expression(rf"(?P<which>afgelopen|voorbije) {_WEEKDAY}", _weekday, safe=True),
    Expression(
        rf"{_NO_ARTICLE}(?P<which>vorige|verleden|komende|aanstaande|volgende) {_WEEKDAY}", _weekday
    ),
    Expression(rf"{_WEEKDAY} (?P<which>jl|ll|a\.s)\.", _weekday),
    Expression(rf"{_DATE} (?:(?P<past>{_LAST})|a\.s\.|aanstaande)", _date, safe=True),
    Expression(rf"(?:vorig|verleden) (?P<unit>jaar){_ALONE}", _period(-1), safe=True),
    Expression(rf"(?:vorig|verleden|volgend) jaar (?:{_SEASON})", _nothing),
    Expression(rf"{_NO_ARTICLE}(?:vorige|verleden) (?P<unit>maand)", _period(-1), safe=True),
    Expression(rf"{_NO_ARTICLE}{_BEFORE_NOW} (?P<unit>week)", _period(-1)),
    Expression(rf"(?<!\bhet\s){_BEFORE_NOW} (?P<unit>weekend)", _period(-1)),
    Expression(rf"volgend (?P<unit>jaar){_ALONE}", _period(1), safe=True),
    Expression(rf"{_NO_ARTICLE}(?:volgende|komende) (?P<unit>week|maand)", _period(1)),
    Expression(r"(?:deze|dit) (?:komende? )?(?P<unit>week|weekend|maand|jaar)", _period(0)),
    Expression(rf"{_NO_ARTICLE}{_BEFORE_NOW} (?P<season>{_SEASON})", _season),
    Expression(rf"(?:deze|dit|volgende|volgend|komende) (?:{_SEASON})", _nothing),
    Expression(
        r"(?:(?:de|het) )?(?:afgelopen|voorbije|komende) (?:[^\W\d]+ |\d+ )?"
        r"(?:dag|dagen|week|weken|weekend|maand|maanden|jaar)",
        _nothing,
    ),
    Expression(
        r"(?P<count>enkele|een paar|een tiental|[^\W\d]+|\d{1,3}) "
        r"(?P<unit>dagen|dag|weken|week|maanden|maand|jaar|jaren) geleden",
        _ago,
    ),
)

IDIOMS: Final = words(
    r"(?:de )?dag van (?:vandaag|gisteren|morgen)|vandaag de dag|vandaag (?:of|en) morgen"
    r"|heden ten dage|(?:tot )?op vandaag|(?:van )?vandaag op morgen|niet van gisteren"
    r"|alsof het gisteren was|van (?:vandaag|morgen)|tot morgen|vandaag nog|nog vandaag"
    r"|vandaag (?:altijd|steeds)|vandaag maar één keer|morgen is (?:er|het) (?:weer|nog)"
    r"|(?:eeuwen|lang|jaren|tijd|hoelang|hoe lang) geleden"
)
"""Sayings that hold on any day."""

_DAY_WORD: Final = words(r"gisteren|vandaag|morgen")
_SENTENCE: Final = re.compile(r"(?:[^.!?…\n]|\n(?!\s*\n))+")
_PREPOSITION: Final = re.compile(r"\b(?:van|tot|sinds|vanaf)\s+\Z", re.IGNORECASE)
_PERHAPS_ONE: Final = re.compile(r"\b(?:uit|voor|na|met|rond|over|op|in)\s+\Z", re.IGNORECASE)
"""These may also be a part of a verb: “Daar keek ik naar uit gisteren.”"""

_TO_THE_READER: Final = ("doe-het-zelf", "tip")
_THOUGHT: Final = re.compile(r": \Z")


def days(post: Post) -> Iterator[Finding]:
    text = _without_sayings(post)
    written = Written.of(post.meta.date)
    for expression in EXPRESSIONS:
        for match in words(expression.pattern).finditer(text):
            if not _means_another(match, text):
                yield _finding(post, expression, match, written)


def _without_sayings(post: Post) -> str:
    """The author's own voice without what holds on any day, or on the reader's."""
    exercises = [
        post.inside(fence, heading=True)
        for fence in post.fences
        if fence.name.lower() in _TO_THE_READER
    ]
    text = masked(post.own, exercises)
    spans = [match.span() for match in IDIOMS.finditer(text)]
    for sentence in _SENTENCE.finditer(text):
        said = [
            match
            for match in _DAY_WORD.finditer(text, *sentence.span())
            if not _means_another(match, text)
        ]
        if len({match.group().lower() for match in said}) > 1:
            spans += [match.span() for match in said]
    return masked(text, spans)


def _means_another(match: re.Match[str], text: str) -> bool:
    """A newspaper (De Morgen), or a word that is thought and not said (“één gedachte: straks.”)."""
    before = text[max(0, match.start() - 3) : match.start()]
    name = match.group()[0].isupper() and re.search(r"\w[ \n]\Z", before) is not None
    return name or _THOUGHT.search(before) is not None


def _finding(
    post: Post, expression: Expression, match: re.Match[str], written: Written | None
) -> Finding:
    if written is None:
        message, when = "it depends on the day of the post, which has no date.", None
    else:
        message = f"it depends on the day of the post ({post.meta.date})."
        when = expression.says(match, written)
    found = post.finding(match.span(), CODE, message, ADVICE)
    if when is None:
        return replace(found, hint=expression.hint)
    before = match.string[max(0, match.start() - 12) : match.start()]
    doubtful = _PERHAPS_ONE.search(before) or _IS_THE_SUBJECT.match(_after(match))
    return replace(
        found,
        proposal=_behind(before, when, match.group()),
        safe=expression.safe and (not doubtful or match.group()[0].isdigit()),
        hint=expression.hint,
    )


def _behind(before: str, when: When, words_there: str) -> str:
    """The time as it is written behind these words: with one preposition."""
    if _PREPOSITION.search(before) or _PERHAPS_ONE.search(before):
        return when.text
    return as_capital(f"{when.preposition} {when.text}", words_there)


def _after(match: re.Match[str]) -> str:
    return match.string[match.end() : match.end() + 20]
