"""Dutch sentences without end: word lists and patterns of our own, drawn by a seeded generator."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

ACTORS: Final = (
    "de secretaris", "een collega", "de directeur", "de poetsvrouw", "mijn buurvrouw",
    "de schepen van mobiliteit", "een stagiair", "de bibliothecaris", "de conciërge",
    "iemand van de tweede verdieping", "een oude leraar", "de voorzitter", "de verpleegkundige",
    "mijn grootvader", "de man van de boekhouding", "een ongeruste ouder", "de jongste medewerker",
    "de huisarts", "de woordvoerder", "een inwoner van de Vissersstraat",
)  # fmt: skip
PAPERS: Final = (
    "het verslag", "een brief", "het rooster", "de beleidsnota", "een lijst met namen",
    "het formulier", "de agenda", "een handgeschreven kaartje", "het jaarverslag",
    "de plattegrond", "een krantenknipsel", "de toespraak", "het reglement", "een vergeten dagboek",
    "de begroting", "het antwoord", "een ontwerp", "de enquête", "de aantekeningen", "het besluit",
)  # fmt: skip
DID: Final = (
    "schreef", "las", "bewaarde", "vergat", "verstuurde", "ondertekende", "herlas", "verscheurde",
    "verdedigde", "besprak", "vertaalde", "verbeterde", "vroeg", "kende", "zocht", "vond",
)  # fmt: skip
PLACES: Final = (
    "in de gang", "aan de koffietafel", "op de derde verdieping", "bij het raam", "in het archief",
    "achter het loket", "op het marktplein", "in een lokaal zonder ramen", "aan de keukentafel",
    "tussen twee vergaderingen", "op de trein naar huis", "onder het afdak van de fietsenstalling",
    "in de wachtzaal", "langs het jaagpad",
)  # fmt: skip
TIMES: Final = (
    "Op een dinsdag in november", "De volgende ochtend", "Na de middag", "Lang daarna",
    "Tijdens de zomer", "Nog voor het licht werd", "Op de laatste dag van het jaar", "Die avond",
    "Toen de koffie koud was", "Halverwege de vergadering", "In de week voor Pasen", "Vroeger",
)  # fmt: skip
MATTERS: Final = (
    "vertrouwen", "geduld", "stilte", "openheid", "haast", "twijfel", "moed", "beleefdheid",
    "vermoeidheid", "verantwoordelijkheid", "nieuwsgierigheid", "gewoonte", "aandacht", "orde",
    "vriendelijkheid", "bezorgdheid",
)  # fmt: skip
MANY: Final = (
    "vergaderingen", "brieven", "stoelen", "vragen", "dossiers", "afspraken", "fietsen", "lades",
    "antwoorden", "namen", "gesprekken", "paraplu’s", "handtekeningen", "straten", "voornemens",
)  # fmt: skip
KINDS: Final = (
    "kleine", "lastige", "vergeten", "eerlijke", "onbeantwoorde", "oude", "voorlopige", "stille",
    "gewone", "onverwachte", "openbare", "halve",
)  # fmt: skip
WHY: Final = ("omdat", "terwijl", "hoewel", "zodra", "voordat", "nadat", "zoals")
SAID: Final = (
    "dat had ik kunnen weten", "we beginnen gewoon opnieuw", "niemand heeft ons iets gevraagd",
    "er staat geen datum op", "zo doen we dat hier al jaren", "het is maar een voorstel",
    "ik zou er nog een nacht over slapen", "de sleutel hangt waar hij altijd hing",
)  # fmt: skip
SURNAMES: Final = (
    "Aerts", "De Wilde", "Goossens", "Lambrecht", "Maes", "Nijs", "Peeters", "Roelants", "Sterckx",
    "Tack", "Vermeiren", "Wouters",
)  # fmt: skip

Pattern = Callable[["Prose"], str]


@dataclass(frozen=True, slots=True)
class Prose:
    """Draws words. The same random state gives the same text."""

    draw: random.Random

    def one(self, words: tuple[str, ...]) -> str:
        return self.draw.choice(words)

    def subject(self) -> str:
        """What a chapter or heading is about: “Kleine vragen en oude stoelen”."""
        first, second = self.draw.sample(MANY, 2)
        kinds = self.draw.sample(KINDS, 2)
        return f"{kinds[0].capitalize()} {first} en {kinds[1]} {second}"

    def sentence(self) -> str:
        text = self.draw.choices(_PATTERNS, _OFTEN)[0](self)
        return text[0].upper() + text[1:]

    def sentences(self, count: int) -> str:
        return " ".join(self.sentence() for _ in range(count))

    def paragraph(self) -> str:
        return self.sentences(self.draw.randint(3, 7))

    def source(self) -> tuple[str, str, str]:
        """Author, year and title of a book that does not exist."""
        return self.one(SURNAMES), str(self.draw.randint(1961, 2014)), f"Over {self.one(MANY)}"


def _plain(prose: Prose) -> str:
    one = prose.one
    return f"{one(ACTORS)} {one(DID)} {one(PAPERS)} {one(PLACES)}."


def _turned(prose: Prose) -> str:
    one = prose.one
    return f"{one(TIMES)} {one(DID)} {one(ACTORS)} {one(PAPERS)}, en niemand keek ervan op."


def _because(prose: Prose) -> str:
    one = prose.one
    clause = f"{one(WHY)} {one(ACTORS)} {one(PAPERS)} {one(DID)}"
    return f"{one(ACTORS)} bleef {one(PLACES)} staan, {clause}."


def _double(prose: Prose) -> str:
    one = prose.one
    first = f"{one(ACTORS)} {one(DID)} {one(PAPERS)}"
    return f"{first}, {one(ACTORS)} {one(DID)} {one(PAPERS)}, en zo werd het weer avond."


def _maxim(prose: Prose) -> str:
    first, second, third = prose.draw.sample(MATTERS, 3)
    return f"{first} is geen {second}, en van {third} alleen wordt niemand wijzer."


def _counted(prose: Prose) -> str:
    one, all_of_them = prose.one, prose.draw.randint(12, 90)
    some = prose.draw.randint(2, all_of_them - 2)
    rest = f"waren er {some} {one(KINDS)} bij, en die lagen {one(PLACES)}"
    return f"van de {all_of_them} {one(MANY)} {rest}."


def _question(prose: Prose) -> str:
    one = prose.one
    return f"wie {one(DID)} {one(PAPERS)} toen er om {one(MATTERS)} gevraagd werd?"


def _spoken(prose: Prose) -> str:
    one = prose.one
    said = one(SAID)
    return f'"{said[0].upper()}{said[1:]}," zei {one(ACTORS)} {one(PLACES)}.'


def _stressed(prose: Prose) -> str:
    one = prose.one
    return f"het ging {one(PLACES)} nooit over *{one(MATTERS)}*, altijd over {one(MANY)}."


def _seen(prose: Prose) -> str:
    one = prose.one
    return f"wat ik {one(PLACES)} zag, waren {one(KINDS)} {one(MANY)} en veel {one(MATTERS)}."


def _short(prose: Prose) -> str:
    return f"{prose.one(MATTERS)} helpt."


_PATTERNS: Final[tuple[Pattern, ...]] = (
    _plain, _turned, _because, _double, _maxim, _counted, _question, _spoken, _stressed, _seen,
    _short,
)  # fmt: skip
_OFTEN: Final = (5, 4, 5, 3, 3, 3, 2, 2, 2, 3, 1)
