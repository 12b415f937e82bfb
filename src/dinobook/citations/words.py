"""Words that styles and lists of sources hold in English, in the language of the book."""

from __future__ import annotations

from typing import Final

from dinobook.language_tags import primary

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


def status_in(text: str, language: str) -> str:
    """“in press” and its kind in the language; other words as they are."""
    return _STATUS.get(primary(language), {}).get(text.casefold(), text)


def genre_in(text: str, language: str) -> str:
    """“PhD thesis” and its kind in the language; other words as they are."""
    return _GENRES.get(primary(language), {}).get(text.replace("'", "’"), text)


def literal_in(text: str, language: str) -> str:
    """A word that a style holds, in the language; other words as they are."""
    bare = text.strip().rstrip(":")
    found = _LITERALS.get(primary(language), {}).get(bare.casefold())
    if found is None or not bare:
        return text
    capital = bare[0].isupper()
    return text.replace(bare, found[0].upper() + found[1:] if capital else found)
