"""The words of front and back matter, in the language of the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from dinobook.book.own_words import NO_WORDS, OwnWords, over
from dinobook.language_tags import primary


@dataclass(frozen=True, slots=True)
class MatterWords:
    """What made pages say of themselves. `{}` stands for the name or number that goes there.

    `printings` are the first printings in words, `printing` any later one by its number. `forms`
    say what an ISBN is the number of, `credits` who did a task; their keys are those of `Imprint`.
    """

    language: str
    frontispiece: str
    dedication: str
    epigraph: str
    abbreviations: str
    glossary: str
    sources: str
    about: str
    about_many: str
    other_books: str
    other_books_many: str
    licence: str
    responsible: str
    printings: tuple[str, ...]
    printing: str
    forms: Mapping[str, str]
    credits: Mapping[str, str]

    def printing_number(self, number: int) -> str:
        if number <= len(self.printings):
            return self.printings[number - 1]
        return self.printing.format(number)


_NL: Final = MatterWords(
    language="nl",
    frontispiece="Frontispice",
    dedication="Opdracht",
    epigraph="Motto",
    abbreviations="Afkortingen",
    glossary="Begrippenlijst",
    sources="Eerder verschenen",
    about="Over de auteur",
    about_many="Over de auteurs",
    other_books="Van dezelfde auteur",
    other_books_many="Van dezelfde auteurs",
    licence="Licentie: {}",
    responsible="Verantwoordelijke uitgever: {}",
    printings=("Eerste druk", "Tweede druk", "Derde druk", "Vierde druk", "Vijfde druk"),
    printing="{}e druk",
    forms={"epub": "e-book", "print": "papier", "screen": "pdf"},
    credits={
        "cover": "Omslag: {}",
        "design": "Vormgeving: {}",
        "pictures": "Tekeningen: {}",
        "photographs": "Foto’s: {}",
        "translation": "Vertaling: {}",
        "editing": "Redactie: {}",
        "proofreading": "Correctie: {}",
        "printing": "Drukwerk: {}",
    },
)

_EN: Final = MatterWords(
    language="en",
    frontispiece="Frontispiece",
    dedication="Dedication",
    epigraph="Epigraph",
    abbreviations="Abbreviations",
    glossary="Glossary",
    sources="First published",
    about="About the author",
    about_many="About the authors",
    other_books="By the same author",
    other_books_many="By the same authors",
    licence="Licence: {}",
    responsible="Responsible publisher: {}",
    printings=("First printing", "Second printing", "Third printing"),
    printing="Printing {}",
    forms={"epub": "e-book", "print": "paper", "screen": "PDF"},
    credits={
        "cover": "Cover: {}",
        "design": "Design: {}",
        "pictures": "Illustrations: {}",
        "photographs": "Photographs: {}",
        "translation": "Translation: {}",
        "editing": "Editing: {}",
        "proofreading": "Proofreading: {}",
        "printing": "Printed by {}",
    },
)

_FR: Final = MatterWords(
    language="fr",
    frontispiece="Frontispice",
    dedication="Dédicace",
    epigraph="Épigraphe",
    abbreviations="Abréviations",
    glossary="Glossaire",
    sources="Déjà parus",
    about="À propos de l’auteur",
    about_many="À propos des auteurs",
    other_books="Du même auteur",
    other_books_many="Des mêmes auteurs",
    licence="Licence\u00a0: {}",
    responsible="Éditeur responsable\u00a0: {}",
    printings=("Premier tirage", "Deuxième tirage", "Troisième tirage"),
    printing="{}e tirage",
    forms={"epub": "livre numérique", "print": "papier", "screen": "PDF"},
    credits={
        "cover": "Couverture\u00a0: {}",
        "design": "Mise en page\u00a0: {}",
        "pictures": "Illustrations\u00a0: {}",
        "photographs": "Photographies\u00a0: {}",
        "translation": "Traduction\u00a0: {}",
        "editing": "Rédaction\u00a0: {}",
        "proofreading": "Relecture\u00a0: {}",
        "printing": "Impression\u00a0: {}",
    },
)

_DE: Final = MatterWords(
    language="de",
    frontispiece="Frontispiz",
    dedication="Widmung",
    epigraph="Motto",
    abbreviations="Abkürzungen",
    glossary="Glossar",
    sources="Zuerst erschienen",
    about="Über die Autorin oder den Autor",
    about_many="Über die Autorinnen und Autoren",
    other_books="Weitere Bücher",
    other_books_many="Weitere Bücher",
    licence="Lizenz: {}",
    responsible="Verantwortlich im Sinne des Presserechts: {}",
    printings=(),
    printing="{}. Auflage",
    forms={"epub": "E-Book", "print": "Papier", "screen": "PDF"},
    credits={
        "cover": "Umschlag: {}",
        "design": "Gestaltung: {}",
        "pictures": "Illustrationen: {}",
        "photographs": "Fotos: {}",
        "translation": "Übersetzung: {}",
        "editing": "Lektorat: {}",
        "proofreading": "Korrektorat: {}",
        "printing": "Druck: {}",
    },
)

TABLES: Final = {words.language: words for words in (_NL, _EN, _FR, _DE)}


def matter_words_for(language: str, own: OwnWords = NO_WORDS) -> MatterWords:
    """The table for a language tag, chosen as `words_for` does."""
    table = TABLES.get(primary(language))
    if not own.speaks(language):
        return table or _EN
    base = table or replace(_EN, printings=())
    return replace(base, **over(base, own.matter))
