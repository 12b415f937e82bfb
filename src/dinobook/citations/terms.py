"""CSL's terms that Pandoc lacks in a language, and for which it falls back to English.

`tests/citations/test_language.py` looks for more.
"""

from __future__ import annotations

from typing import Final

from dinobook.language_tags import primary

Term = tuple[str, str, str, str]
"""A term's name and form, the word for one, and for several (empty: the same)."""

# name: long; short; verb; verb-short – each for one, and behind a bar for several. What stands
# behind a year without a space of the style's begins with a no-break space (U+00A0). A year -0350
# is 351 v.Chr.: EDTF and ISO 8601 count a year 0, which is 1 v.Chr.
_TERMS: Final = {
    "nl": """
ad: \u00a0n.Chr.
advance-online-publication: online voorpublicatie
article-journal: tijdschriftartikel
article-locator: artikel|artikelen; art.|art.
article-magazine: tijdschriftartikel; tijdschriftart.
article-newspaper: krantenartikel; krantenart.
audio-recording: geluidsopname; geluidsopn.
bc: \u00a0v.Chr.
bce: \u00a0v.g.t.
bill: wetsvoorstel
book: ; boek|boeken
broadcast: uitzending; uitz.
ce: \u00a0g.t.
chair: voorzitter|voorzitters; voorz.|voorz.; voorgezeten door
chapter-number: hoofdstuk|hoofdstukken; hfst.|hfst.
circa: circa; ca.
citation-number: verwijzing|verwijzingen; verw.|verw.
collection-editor: redacteur|redacteuren; red.|red.; onder redactie van; o.r.v.
column: kolom|kolommen; kol.|kol.
compiler: samensteller|samenstellers; samenst.|samenst.; samengesteld door; samengest. door
contributor: medewerker|medewerkers; medew.|medew.; met; m.m.v.
curator: curator|curatoren; cur.|cur.; gecureerd door; gecur. door
entry: lemma
entry-dictionary: woordenboeklemma
entry-encyclopedia: encyclopedielemma
event: evenement
executive-producer: uitvoerend producent|uitvoerend producenten; uitv. prod.|uitv. prod.
first-reference-note-number: verwijzing|verwijzingen; verw.|verw.
folio: folio|folio’s
graphic: afbeelding; afb.
guest: gast|gasten; gast|gasten; met als gast; met
hearing: hoorzitting; hoorzitting; getuigenis van
henceforth: hierna
host: presentator|presentatoren; pres.|pres.; gepresenteerd door; gepres. door
illustrator: illustrator|illustratoren
legal_case: rechtszaak; rechtsz.
legislation: wetgeving; wetg.
manuscript: manuscript; ms.
map: kaart
motion_picture: video-opname; video
musical_score: partituur; part.
narrator: verteller|vertellers; verteller|vertellers; verteld door; verteld door
no-place: zonder plaats; z.p.
no-publisher: zonder uitgever; z.u.
number: nummer|nummers
number-of-volumes: deel|delen; dl.|dln.
on: op
opus: opus|opera
organizer: organisator|organisatoren; org.|org.; georganiseerd door; georg. door
pamphlet: pamflet; pamfl.
paper-conference: congresbijdrage; congresbijdr.
patent: octrooi; octr.
performance: uitvoering; uitv.
performer: uitvoerder|uitvoerders; uitv.|uitv.; uitgevoerd door; uitgev. door
periodical: tijdschrift
podcast-episode: podcastaflevering; podcastafl.
post: bericht
post-weblog: blogbericht
printing: oplage|oplagen
producer: producent|producenten; prod.|prod.; geproduceerd door; geprod. door
radio-broadcast: radio-uitzending; radio-uitz.
radio-series: radioserie
radio-series-episode: aflevering van radioserie; radioafl.
reference: ; verw.|verw.
regulation: regelgeving; regelg.
report: rapport; rapp.
review: recensie; rec.; recensie van
review-book: boekrecensie; boekrec.; recensie van het boek
review-of: recensie van; rec. van
script-writer: scenarist|scenaristen; scen.|scen.; geschreven door; geschr. door
section: ; par.|par.
series-creator: bedenker van de serie|bedenkers van de serie; bedenker|bedenkers; bedacht door
song: geluidsopname; geluidsopn.
special-issue: themanummer
special-section: themasectie
speech: lezing
standard: norm
supplement: supplement|supplementen; suppl.|suppl.
television-broadcast: tv-uitzending; tv-uitz.
television-series: tv-serie
television-series-episode: aflevering van tv-serie; tv-afl.
thesis: scriptie
treaty: verdrag
volume: volume|volumes
webpage: webpagina; webpag.
working-paper: werkdocument; werkdoc.
""",
    "de": """
article-journal: Zeitschriftenartikel
article-magazine: Zeitschriftenartikel
article-newspaper: Zeitungsartikel
bill: Gesetzentwurf
broadcast: Sendung
chapter-number: Kapitel|Kapitel; Kap.|Kap.
contributor: Mitwirkender|Mitwirkende; Mitw.|Mitw.; unter Mitarbeit von
dataset: Datensatz
document: Dokument; Dok.
entry: Eintrag
entry-dictionary: Wörterbucheintrag
entry-encyclopedia: Enzyklopädieeintrag
graphic: Grafik
hearing: Anhörung; Anhörung; Aussage von
host: Moderator|Moderatoren; Mod.|Mod.; moderiert von
legal_case: Rechtsfall
legislation: Gesetzgebung
manuscript: Manuskript; Ms.
map: Karte
motion_picture: Videoaufzeichnung
musical_score: Partitur
number-of-volumes: Band|Bände; Bd.|Bde.
pamphlet: Broschüre
paper-conference: Konferenzbeitrag
patent: Patent
performance: Aufführung
performer: Interpret|Interpreten; Interpr.|Interpr.; aufgeführt von
post: Beitrag
post-weblog: Blogbeitrag
preprint: Preprint
regulation: Verordnung
report: Bericht; Ber.
review: Rezension; Rez.; Rezension von
review-book: Buchrezension; Rez.; Rezension des Buches
review-of: Rezension von; Rez. von
software: Software
song: Tonaufnahme
speech: Vortrag
standard: Norm
thesis: Abschlussarbeit
treaty: Vertrag
webpage: Webseite
""",
}
_FORMS: Final = ("", "short", "verb", "verb-short")


def terms_in(language: str) -> list[Term]:
    """The terms that Pandoc lacks in the language."""
    lines = _TERMS.get(primary(language), "").strip().splitlines()
    return [term for line in lines for term in _terms_of(*line.split(": ", 1))]


def _terms_of(name: str, forms: str) -> list[Term]:
    found = []
    for form, words in zip(_FORMS, forms.split(";"), strict=False):
        one, _, several = words.strip(" ").partition("|")
        if one:
            found.append((name, form, one, several))
    return found
