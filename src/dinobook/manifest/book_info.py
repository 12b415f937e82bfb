"""What is said about the book, and what its house chooses: `book:` and `typography:`."""

from __future__ import annotations

from typing import Literal

from dinobook.manifest.cover_keys import CoverInfo
from dinobook.manifest.kinds import (
    DEFAULT_LANGUAGE,
    Depot,
    Filled,
    Language,
    Nur,
    OneOrMore,
    PartialDate,
    Text,
    Urn,
)
from dinobook.manifest.strict import Strict


class AuthorInfo(Strict):
    """Who wrote the book. `sort` is the name as a library files it: `Peeters, An`."""

    name: Filled
    sort: Text = ""


class Subjects(Strict):
    """What the book is about, in the codes of the trade."""

    thema: tuple[Text, ...] = ()
    nur: Nur = ""


class Credits(Strict):
    """Who did what for the book, beside its authors."""

    cover: Text = ""
    design: Text = ""
    pictures: Text = ""
    photographs: Text = ""
    translation: Text = ""
    editing: Text = ""
    proofreading: Text = ""
    printing: Text = ""


class BookInfo(Strict):
    """What is said about the book, in every edition.

    `responsible` is the responsible publisher, with an address; `depot` the number of the legal
    deposit; `printings` when each printing appeared, the first one first.
    `sources` are lists of sources and `csl` the style that cites them: files below `manuscript/`,
    or for `csl` the name of a style. `nocite` are keys to list in any case, or `all`.
    """

    title: Filled
    subtitle: Text = ""
    authors: tuple[AuthorInfo, ...] = ()
    language: Language = DEFAULT_LANGUAGE
    identifier: Urn
    date: PartialDate = ""
    publisher: Text = ""
    rights: Text = ""
    licence: Text = ""
    responsible: Text = ""
    depot: Depot = ""
    printings: tuple[PartialDate, ...] = ()
    credits: Credits = Credits()
    description: Text = ""
    subjects: Subjects = Subjects()
    numbering: Literal["book", "chapter"] = "book"
    sources: OneOrMore = ()
    csl: Filled = "apa"
    nocite: OneOrMore = ()
    cover: CoverInfo = CoverInfo()


class TypographyInfo(Strict):
    """What the house chooses where Dutch leaves a choice; `figures` None: as the theme has it."""

    quotes: Literal["double", "single"] = "double"
    dashes: Literal["spaced", "closed"] | None = None
    ellipsis: Literal["sign", "spaced"] = "sign"
    figures: Literal["old-style", "lining"] | None = None
