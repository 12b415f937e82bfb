"""Words that styles and lists of sources bring along in English, in the language of the book.

Pandoc knows CSL's terms in many languages and falls back to English where it lacks one. Those are
here, and words that styles hold themselves; `tests/citations/test_language.py` looks for more.
"""

from __future__ import annotations

from typing import Final

Term = tuple[str, str, str, str]
"""A term's name and form, the word for one, and for several (empty: the same)."""

# name: long; short; verb; verb-short – each for one, and behind a bar for several
_TERMS: Final = {
    "nl": """
ad: n.Chr.
advance-online-publication: online voorpublicatie
article-journal: tijdschriftartikel
article-locator: artikel|artikelen; art.|art.
article-magazine: tijdschriftartikel; tijdschriftart.
article-newspaper: krantenartikel; krantenart.
audio-recording: geluidsopname; geluidsopn.
bc: v.Chr.
bce: v.g.t.
bill: wetsvoorstel
book: ; boek|boeken
broadcast: uitzending; uitz.
ce: g.t.
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

_STATUS: Final = {
    "nl": {
        "accepted": "aanvaard",
        "advance online publication": "online voorpublicatie",
        "forthcoming": "te verschijnen",
        "in preparation": "in voorbereiding",
        "in press": "in druk",
        "in print": "in druk",
        "in review": "in beoordeling",
        "pre-published": "voorgepubliceerd",
        "prepublished": "voorgepubliceerd",
        "submitted": "ingediend",
        "to appear": "te verschijnen",
        "to be published": "te verschijnen",
        "under review": "in beoordeling",
        "unpublished": "ongepubliceerd",
    },
    "de": {
        "forthcoming": "im Erscheinen",
        "in preparation": "in Vorbereitung",
        "in press": "im Druck",
        "pre-published": "vorab veröffentlicht",
        "submitted": "eingereicht",
        "to appear": "im Erscheinen",
    },
    "fr": {
        "forthcoming": "à paraître",
        "in preparation": "en préparation",
        "in press": "sous presse",
        "pre-published": "prépublication",
        "submitted": "soumis",
        "to appear": "à paraître",
    },
}
# Kinds of theses, reports and patents that BibLaTeX names by a key, where Pandoc has English words.
_GENRES: Final = {
    "nl": {
        "Bachelor’s thesis": "Bachelorproef",
        "Candidate thesis": "Licentiaatsverhandeling",
        "Master’s thesis": "Masterproef",
        "PhD thesis": "Proefschrift",
        "audio CD": "Audio-cd",
        "CD-ROM": "Cd-rom",
        "computer software": "Software",
        "patent": "Octrooi",
        "U.S. patent": "Amerikaans octrooi",
        "British patent": "Brits octrooi",
        "European patent": "Europees octrooi",
        "French patent": "Frans octrooi",
        "German patent": "Duits octrooi",
        "patent request": "Octrooiaanvraag",
        "U.S. patent request": "Amerikaanse octrooiaanvraag",
        "British patent request": "Britse octrooiaanvraag",
        "European patent request": "Europese octrooiaanvraag",
        "French patent request": "Franse octrooiaanvraag",
        "German patent request": "Duitse octrooiaanvraag",
        "research report": "Onderzoeksrapport",
        "technical report": "Technisch rapport",
        "Video recording": "Video-opname",
        "Audio recording": "Geluidsopname",
        "Data set": "Dataset",
        "Conference paper": "Congresbijdrage",
    },
    "de": {
        "Bachelor’s thesis": "Bachelorarbeit",
        "Master’s thesis": "Masterarbeit",
        "PhD thesis": "Dissertation",
        "research report": "Forschungsbericht",
        "technical report": "Technischer Bericht",
        "computer software": "Software",
    },
    "fr": {
        "Bachelor’s thesis": "Mémoire de licence",
        "Master’s thesis": "Mémoire de master",
        "PhD thesis": "Thèse de doctorat",
        "research report": "Rapport de recherche",
        "technical report": "Rapport technique",
        "computer software": "Logiciel",
    },
}
# Words that styles hold themselves, where they should have taken a term.
_LITERALS: Final = {
    "nl": {
        "accepted": "aanvaard",
        "accessed": "geraadpleegd",
        "aired": "uitgezonden",
        "available at": "beschikbaar op",
        "available from": "beschikbaar op",
        "before the": "voor",
        "broadcast": "uitzending",
        "computer software": "computersoftware",
        "data set": "dataset",
        "delivered": "uitgesproken",
        "epub ahead of print": "online voorpublicatie",
        "episode": "aflevering",
        "filed": "ingediend",
        "image": "afbeelding",
        "issued": "verleend",
        "located at": "bewaard in",
        "map": "kaart",
        "original work broadcast": "oorspronkelijk uitgezonden in",
        "original work published": "oorspronkelijk werk gepubliceerd in",
        "original work recorded": "oorspronkelijk opgenomen in",
        "paper presented at": "paper gepresenteerd op",
        "patent": "octrooi",
        "personal communication": "persoonlijke communicatie",
        "presented": "gepresenteerd",
        "presented at": "gepresenteerd op",
        "publication": "publicatie",
        "published online": "online gepubliceerd",
        "recorded": "opgenomen",
        "released": "uitgebracht",
        "repr.": "herdr.",
        "reprint": "herdruk",
        "review of": "recensie van",
        "thesis": "scriptie",
        "track": "nummer",
        "unpublished": "ongepubliceerd",
        "viewed": "geraadpleegd",
        "www document": "webdocument",
    },
}


def terms_in(language: str) -> list[Term]:
    """The terms that Pandoc lacks in the language."""
    lines = _TERMS.get(_primary(language), "").strip().splitlines()
    return [term for line in lines for term in _terms_of(*line.split(": ", 1))]


def _terms_of(name: str, forms: str) -> list[Term]:
    found = []
    for form, words in zip(_FORMS, forms.split(";"), strict=False):
        one, _, several = words.strip().partition("|")
        if one:
            found.append((name, form, one, several))
    return found


def status_in(text: str, language: str) -> str:
    """“in press” and its kind in the language; other words as they are."""
    return _STATUS.get(_primary(language), {}).get(text.casefold(), text)


def genre_in(text: str, language: str) -> str:
    """“PhD thesis” and its kind in the language; other words as they are."""
    return _GENRES.get(_primary(language), {}).get(text.replace("'", "’"), text)


def literal_in(text: str, language: str) -> str:
    """A word that a style holds, in the language; other words as they are."""
    bare = text.strip().rstrip(":")
    found = _LITERALS.get(_primary(language), {}).get(bare.casefold())
    if found is None or not bare:
        return text
    capital = bare[0].isupper()
    return text.replace(bare, found[0].upper() + found[1:] if capital else found)


def _primary(language: str) -> str:
    return language.split("-")[0].lower()
