"""The book's own words, in the language of the book: everything that no author typed.

The tables are data; a language that is missing falls back on its primary tag (`nl-BE` → `nl`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from dinobook.book.own_words import NO_WORDS, OwnWords, over
from dinobook.language_tags import primary


@dataclass(frozen=True, slots=True)
class Words:
    """What the book says of itself. `{}` stands for the number, name or date that goes there.

    `first_day` is the first of a month in a date: le 1er mars.
    """

    language: str
    contents: str
    index: str
    see: str
    see_also: str
    chapter: str
    part: str
    cover: str
    cover_of: str
    title_page: str
    half_title: str
    colophon: str
    bibliography: str
    figure: str
    table: str
    notes: str
    note: str
    back_to_note: str
    page: str
    pages: str
    landmarks: str
    start_of_text: str
    first_published: str
    first_published_on: str
    by: str
    published_by: str
    typefaces: str
    missing_picture: str
    draft: str
    draft_of: str
    write_down: str
    qr_code: str
    made_with: str
    accessibility_summary: str
    months: tuple[str, ...]
    first_day: str
    date: str
    month_year: str


def _listed(names: str) -> tuple[str, ...]:
    return tuple(names.split())


_NL: Final = Words(
    language="nl",
    contents="Inhoud",
    index="Register",
    see="zie",
    see_also="zie ook",
    chapter="Hoofdstuk {}",
    part="Deel {}",
    cover="Omslag",
    cover_of="Omslag van {}",
    title_page="Titelpagina",
    half_title="Franse titel",
    colophon="Colofon",
    bibliography="Bronnen",
    figure="Figuur {}",
    table="Tabel {}",
    notes="Noten",
    note="Noot {}",
    back_to_note="Terug naar noot {}",
    page="pagina {}",
    pages="Pagina’s",
    landmarks="Oriëntatiepunten",
    start_of_text="Begin van de tekst",
    first_published="Eerder verschenen op {}",
    first_published_on="Eerder verschenen op {} ({})",
    by="door {}",
    published_by="Uitgegeven door {}",
    typefaces="Gezet in {}",
    missing_picture="Beeld ontbreekt: {}",
    draft="Concept",
    draft_of="Concept: {}",
    write_down="Neem pen en papier.",
    qr_code="QR-code naar {}",
    made_with="Samengesteld met dinobook",
    accessibility_summary=(
        "Deze uitgave heeft een inhoudsopgave, een logische leesvolgorde en koppen per niveau. "
        "Tekst en letter zijn aan te passen."
    ),
    months=_listed(
        "januari februari maart april mei juni juli augustus september oktober november december"
    ),
    first_day="1",
    date="{day} {month} {year}",
    month_year="{month} {year}",
)

_EN: Final = Words(
    language="en",
    contents="Contents",
    index="Index",
    see="see",
    see_also="see also",
    chapter="Chapter {}",
    part="Part {}",
    cover="Cover",
    cover_of="Cover of {}",
    title_page="Title page",
    half_title="Half-title",
    colophon="Colophon",
    bibliography="Sources",
    figure="Figure {}",
    table="Table {}",
    notes="Notes",
    note="Note {}",
    back_to_note="Back to note {}",
    page="page {}",
    pages="Pages",
    landmarks="Landmarks",
    start_of_text="Start of the text",
    first_published="First published at {}",
    first_published_on="First published at {} ({})",
    by="by {}",
    published_by="Published by {}",
    typefaces="Set in {}",
    missing_picture="Missing picture: {}",
    draft="Draft",
    draft_of="Draft: {}",
    write_down="Take pen and paper.",
    qr_code="QR code to {}",
    made_with="Compiled with dinobook",
    accessibility_summary=(
        "This edition has a table of contents, a logical reading order and headings by level. "
        "Type and size can be changed."
    ),
    months=_listed(
        "January February March April May June July August September October November December"
    ),
    first_day="1",
    date="{day} {month} {year}",
    month_year="{month} {year}",
)

_FR: Final = Words(
    language="fr",
    contents="Table des matières",
    index="Index",
    see="voir",
    see_also="voir aussi",
    chapter="Chapitre {}",
    part="Partie {}",
    cover="Couverture",
    cover_of="Couverture de {}",
    title_page="Page de titre",
    half_title="Faux-titre",
    colophon="Colophon",
    bibliography="Sources",
    figure="Figure {}",
    table="Tableau {}",
    notes="Notes",
    note="Note {}",
    back_to_note="Retour à la note {}",
    page="page {}",
    pages="Pages",
    landmarks="Repères",
    start_of_text="Début du texte",
    first_published="Paru d’abord sur {}",
    first_published_on="Paru d’abord sur {} ({})",
    by="par {}",
    published_by="Publié par {}",
    typefaces="Composé en {}",
    missing_picture="Image manquante\u00a0: {}",
    draft="Brouillon",
    draft_of="Brouillon\u00a0: {}",
    write_down="Prenez de quoi écrire.",
    qr_code="Code QR vers {}",
    made_with="Composé avec dinobook",
    accessibility_summary=(
        "Cette édition a une table des matières, un ordre de lecture logique et des titres par "
        "niveau. La police et le corps du texte peuvent être modifiés."
    ),
    months=_listed(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ),
    first_day="1er",
    date="{day} {month} {year}",
    month_year="{month} {year}",
)

_DE: Final = Words(
    language="de",
    contents="Inhalt",
    index="Register",
    see="siehe",
    see_also="siehe auch",
    chapter="Kapitel {}",
    part="Teil {}",
    cover="Umschlag",
    cover_of="Umschlag von {}",
    title_page="Titelseite",
    half_title="Schmutztitel",
    colophon="Impressum",
    bibliography="Quellen",
    figure="Abbildung {}",
    table="Tabelle {}",
    notes="Anmerkungen",
    note="Anmerkung {}",
    back_to_note="Zurück zu Anmerkung {}",
    page="Seite {}",
    pages="Seiten",
    landmarks="Orientierungspunkte",
    start_of_text="Textbeginn",
    first_published="Zuerst erschienen auf {}",
    first_published_on="Zuerst erschienen auf {} ({})",
    by="von {}",
    published_by="Erschienen bei {}",
    typefaces="Gesetzt aus {}",
    missing_picture="Bild fehlt: {}",
    draft="Entwurf",
    draft_of="Entwurf: {}",
    write_down="Nimm Stift und Papier.",
    qr_code="QR-Code zu {}",
    made_with="Erstellt mit dinobook",
    accessibility_summary=(
        "Diese Ausgabe hat ein Inhaltsverzeichnis, eine logische Lesereihenfolge und Überschriften "
        "nach Ebenen. Schrift und Größe lassen sich ändern."
    ),
    months=_listed(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    ),
    first_day="1",
    date="{day}. {month} {year}",
    month_year="{month} {year}",
)

TABLES: Final[dict[str, Words]] = {words.language: words for words in (_NL, _EN, _FR, _DE)}


def words_for(language: str, own: OwnWords = NO_WORDS) -> Words:
    """The table for a language tag, with the author's own words over it.

    English when neither the tag nor its primary part is there.
    """
    table = TABLES.get(primary(language))
    if not own.speaks(language):
        return table or _EN
    base = table or _EN
    return replace(base, **over(base, own.words))


def written_date(iso: str, words: Words) -> str:
    """`2016-07-14` as the language writes it, on one line; a year alone stays what it is."""
    parts = iso.split("-")
    if len(parts) == 1:
        return iso
    month = words.months[int(parts[1]) - 1]
    if len(parts) == 2:
        written = words.month_year.format(month=month, year=parts[0])
    else:
        day = words.first_day if parts[2] == "01" else str(int(parts[2]))
        written = words.date.format(day=day, month=month, year=parts[0])
    return written.replace(" ", "\xa0")
