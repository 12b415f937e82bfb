"""The words of references and of lists of figures and tables, in the language of the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from dinobook.book.own_words import NO_WORDS, OwnWords, over
from dinobook.book.words import words_for
from dinobook.language_tags import primary

_EQUATION: Final = "({})"
"""The label beside an equation, in every language."""


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """What a sentence calls a thing. `{}` stands for its number; the words suit mid-sentence.

    `see` and `page` stand behind a reference on pages: “(zie p. 42)”. `known` are titles that a
    sentence calls by an article and no quotation marks, in lower case. `quotes` are the marks
    around any other title, `inner` those inside it.
    """

    language: str
    figure: str
    table: str
    equation: str
    heading: str
    chapter: str
    part: str
    appendix: str
    appendix_label: str
    see: str
    page: str
    list_of_figures: str
    list_of_tables: str
    quotes: tuple[str, str]
    inner: tuple[str, str]
    known: Mapping[str, str] = field(default_factory=dict)

    def quoted(self, title: str) -> str:
        """“De koffie”; quotation marks inside become those of the second level."""
        opened, closed = self.quotes
        inside = title.replace(opened, self.inner[0]).replace(closed, self.inner[1])
        return f"{opened}{inside}{closed}"


_NL: Final = ReferenceWords(
    language="nl",
    figure="figuur {}",
    table="tabel {}",
    equation="vergelijking {}",
    heading="paragraaf {}",
    chapter="hoofdstuk {}",
    part="deel {}",
    appendix="bijlage {}",
    appendix_label="Bijlage {}",
    see="zie",
    page="p. {}",
    list_of_figures="Lijst van figuren",
    list_of_tables="Lijst van tabellen",
    quotes=("“", "”"),
    inner=("‘", "’"),
    known={
        "afkortingen": "de lijst van afkortingen",
        "begrippenlijst": "de begrippenlijst",
        "besluit": "het besluit",
        "bibliografie": "de bibliografie",
        "bronnen": "de bronnen",
        "colofon": "het colofon",
        "conclusie": "de conclusie",
        "dankwoord": "het dankwoord",
        "discussie": "de discussie",
        "epiloog": "de epiloog",
        "franse titel": "de Franse titel",
        "frontispice": "het frontispice",
        "inhoud": "de inhoudsopgave",
        "inleiding": "de inleiding",
        "lijst van figuren": "de lijst van figuren",
        "lijst van tabellen": "de lijst van tabellen",
        "literatuurlijst": "de literatuurlijst",
        "motto": "het motto",
        "nawoord": "het nawoord",
        "opdracht": "de opdracht",
        "proloog": "de proloog",
        "register": "het register",
        "samenvatting": "de samenvatting",
        "titelpagina": "de titelpagina",
        "vooraf": "het woord vooraf",
        "voorwoord": "het voorwoord",
        "woord vooraf": "het woord vooraf",
    },
)

_EN: Final = ReferenceWords(
    language="en",
    figure="figure {}",
    table="table {}",
    equation="equation {}",
    heading="section {}",
    chapter="chapter {}",
    part="part {}",
    appendix="appendix {}",
    appendix_label="Appendix {}",
    see="see",
    page="p. {}",
    list_of_figures="List of figures",
    list_of_tables="List of tables",
    quotes=("“", "”"),
    inner=("‘", "’"),
    known={
        "abbreviations": "the list of abbreviations",
        "acknowledgements": "the acknowledgements",
        "afterword": "the afterword",
        "bibliography": "the bibliography",
        "conclusion": "the conclusion",
        "colophon": "the colophon",
        "contents": "the table of contents",
        "copyright": "the copyright page",
        "dedication": "the dedication",
        "discussion": "the discussion",
        "epigraph": "the epigraph",
        "epilogue": "the epilogue",
        "foreword": "the foreword",
        "frontispiece": "the frontispiece",
        "glossary": "the glossary",
        "half-title": "the half-title",
        "index": "the index",
        "introduction": "the introduction",
        "list of figures": "the list of figures",
        "list of tables": "the list of tables",
        "preface": "the preface",
        "prologue": "the prologue",
        "references": "the references",
        "title page": "the title page",
    },
)

_FR: Final = ReferenceWords(
    language="fr",
    figure="figure {}",
    table="tableau {}",
    equation="équation {}",
    heading="section {}",
    chapter="chapitre {}",
    part="partie {}",
    appendix="annexe {}",
    appendix_label="Annexe {}",
    see="voir",
    page="p. {}",
    list_of_figures="Liste des figures",
    list_of_tables="Liste des tableaux",
    quotes=("«\u202f", "\u202f»"),
    inner=("“", "”"),
    known={
        "abréviations": "la liste des abréviations",
        "avant-propos": "l’avant-propos",
        "bibliographie": "la bibliographie",
        "colophon": "le colophon",
        "conclusion": "la conclusion",
        "dédicace": "la dédicace",
        "discussion": "la discussion",
        "épigraphe": "l’épigraphe",
        "épilogue": "l’épilogue",
        "faux-titre": "le faux-titre",
        "frontispice": "le frontispice",
        "glossaire": "le glossaire",
        "index": "l’index",
        "introduction": "l’introduction",
        "liste des figures": "la liste des figures",
        "liste des tableaux": "la liste des tableaux",
        "page de titre": "la page de titre",
        "postface": "la postface",
        "préface": "la préface",
        "prologue": "le prologue",
        "remerciements": "les remerciements",
        "table des matières": "la table des matières",
    },
)

_DE: Final = ReferenceWords(
    language="de",
    figure="Abbildung {}",
    table="Tabelle {}",
    equation="Gleichung {}",
    heading="Abschnitt {}",
    chapter="Kapitel {}",
    part="Teil {}",
    appendix="Anhang {}",
    appendix_label="Anhang {}",
    see="siehe",
    page="S. {}",
    list_of_figures="Abbildungsverzeichnis",
    list_of_tables="Tabellenverzeichnis",
    quotes=("„", "“"),
    inner=("‚", "‘"),
)
"""German articles change with the sentence, so every title is quoted."""

TABLES: Final = {words.language: words for words in (_NL, _EN, _FR, _DE)}


def reference_words_for(language: str, own: OwnWords = NO_WORDS) -> ReferenceWords:
    """The table for a language tag, chosen as `words_for` does."""
    table = TABLES.get(primary(language))
    if not own.speaks(language):
        return table or _EN
    base = table or replace(_EN, known={})
    return replace(base, **over(base, own.references))


def caption_labels(language: str, own: OwnWords = NO_WORDS) -> dict[str, str]:
    """The words of a caption's label by the kind of figure; `{}` stands for the number."""
    words = words_for(language, own)
    return {"figure": words.figure, "table": words.table, "equation": _EQUATION}
