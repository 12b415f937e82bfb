"""Formulas in words, as a screen reader says them: `x^2` is “x kwadraat”."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from dinobook.language_tags import primary
from dinobook.markup.tree import Element
from dinobook.xhtml import serialise

_COMMA_LANGUAGES: Final = frozenset({"de", "es", "fr", "id", "it", "nl", "pl", "pt", "ru", "tr"})
"""Those that write 3,14."""
_BARE_POINT: Final = re.compile(r"(?<![\w.,}])\.(?=\d)")
_BRACED_MARK: Final = re.compile(r"(?<=\d)\{([.,])\}(?=\d)")
_THOUSANDS: Final = re.compile(r"(?<=\d)(?:\\[,;: ]|~)(?=\d{3}(?!\d))")
_POINT: Final = re.compile(r"(?<![\d.,])0\.(?=\d)")
_LISTED: Final = re.compile(r"(?<![\d.,])\d+(?:,\d+){2,}(?![\d,])")
_STARRED: Final = re.compile(r"([_^])\s*(?:\*|\\ast\b|\{\s*(?:\*|\\ast)\s*\})")
_NOT_SAID: Final = frozenset("\\{}^")
_GAP_BEFORE: Final = re.compile(r" +(?=[,;.])")
_DOUBLED: Final = re.compile(r"([,;])(?:\s*[,;])+")

_TABLE: Final = """
¬ | niet | not | non | nicht
∧ | en | and | et | und
∨ | of | or | ou | oder
⊕ | plus in een cirkel | circled plus | plus cerclé | Plus im Kreis
⊗ | maal in een cirkel | circled times | multiplié cerclé | Mal im Kreis
∘ | na | composed with | rond | nach
⋆ | ster | star | étoile | Stern
• | punt | dot | point | Punkt
∼ | tilde | tilde | tilde | Tilde
~ | tilde | tilde | tilde | Tilde
≃ | is ongeveer gelijk aan | is similar or equal to | est à peu près égal à | ist ungefähr gleich
≅ | is congruent met | is congruent to | est congru à | ist kongruent zu
≐ | benadert | approaches | tend vers la valeur | nähert sich
≜ | is per definitie | is defined as | est défini par | ist definiert als
≔ | wordt | is defined as | est défini par | ist definiert als
≪ | is veel kleiner dan | is much less than | est très inférieur à | ist viel kleiner als
≫ | is veel groter dan | is much greater than | est très supérieur à | ist viel größer als
≮ | is niet kleiner dan | is not less than | n’est pas inférieur à | ist nicht kleiner als
≯ | is niet groter dan | is not greater than | n’est pas supérieur à | ist nicht größer als
≰ | is niet kleiner dan of gelijk aan | is not less than or equal to
 | n’est ni inférieur ni égal à | ist nicht kleiner oder gleich
≱ | is niet groter dan of gelijk aan | is not greater than or equal to
 | n’est ni supérieur ni égal à | ist nicht größer oder gleich
⩽ | is kleiner dan of gelijk aan | is less than or equal to | est inférieur ou égal à
 | ist kleiner oder gleich
⩾ | is groter dan of gelijk aan | is greater than or equal to | est supérieur ou égal à
 | ist größer oder gleich
≺ | gaat vooraf aan | precedes | précède | geht voraus
≻ | volgt op | succeeds | suit | folgt auf
⊃ | omvat | is a superset of | contient | ist Obermenge von
⊇ | omvat of is gelijk aan | is a superset of or equal to | contient ou est égal à
 | ist Obermenge von oder gleich
⊄ | is geen deelverzameling van | is not a subset of | n’est pas inclus dans
 | ist keine Teilmenge von
⊈ | is geen deelverzameling van | is not a subset of | n’est pas inclus dans
 | ist keine Teilmenge von
∋ | bevat | contains | contient l’élément | enthält
∄ | er bestaat geen | there does not exist | il n’existe pas | es gibt kein
∖ | zonder | without | privé de | ohne
∁ | complement | complement | complémentaire | Komplement
∤ | is geen deler van | does not divide | ne divise pas | teilt nicht
∦ | is niet evenwijdig met | is not parallel to | n’est pas parallèle à | ist nicht parallel zu
‖ | dubbele streep | double bar | double barre | Doppelstrich
⊢ | bewijst | proves | démontre | beweist
⊨ | heeft als gevolg | models | a pour conséquence | hat zur Folge
⊤ | waar | true | vrai | wahr
→ | pijl naar rechts | right arrow | flèche vers la droite | Pfeil nach rechts
← | pijl naar links | left arrow | flèche vers la gauche | Pfeil nach links
⟵ | pijl naar links | left arrow | flèche vers la gauche | Pfeil nach links
↔ | pijl heen en weer | left right arrow | flèche dans les deux sens | Pfeil in beide Richtungen
⇐ | volgt uit | is implied by | est impliqué par | folgt aus
↑ | pijl omhoog | up arrow | flèche vers le haut | Pfeil nach oben
↓ | pijl omlaag | down arrow | flèche vers le bas | Pfeil nach unten
↦ | wordt afgebeeld op | maps to | a pour image | wird abgebildet auf
↪ | wordt ingebed in | embeds in | s’injecte dans | wird eingebettet in
∴ | dus | therefore | donc | also
∵ | omdat | because | parce que | weil
⋮ | enzovoort omlaag | and so on down | et ainsi de suite vers le bas | und so weiter nach unten
⋱ | enzovoort schuin omlaag | and so on diagonally | et ainsi de suite en diagonale
 | und so weiter diagonal
⟨ | hoekhaak openen | open angle bracket | ouvre le chevron | spitze Klammer auf
⟩ | hoekhaak sluiten | close angle bracket | ferme le chevron | spitze Klammer zu
⌊ | ondergrens van | floor of | partie entière par défaut de | Abrundungsklammer auf
⌋ | einde ondergrens | end floor | fin de la partie entière | Abrundungsklammer zu
⌈ | bovengrens van | ceiling of | partie entière par excès de | Aufrundungsklammer auf
⌉ | einde bovengrens | end ceiling | fin de la partie entière | Aufrundungsklammer zu
∑ | som | sum | somme | Summe
"""
"""Signs that the library passes on as they are, which voices skip or name in English."""

_OF_TABLE: Final = ("nl", "en", "fr", "de")


def in_words(latex: str, math: Element, language: str) -> str | None:
    """What the formula says in `language`; None where no honest words are to be had.

    Read from its LaTeX, or else from the MathML that was made of it.
    """
    spoken = primary(language)
    if spoken not in _voices():
        return None
    said = _say(_settled(latex, spoken), spoken, "latex")
    if said is None:
        said = _say(serialise(math), spoken, "mathml")
    return None if said is None else _signs_said(said, spoken)


@cache
def _voices() -> frozenset[str]:
    import mathra  # 15 ms, which a book without formulas need not wait for

    return frozenset(primary(locale["code"]) for locale in mathra.locales())


def _say(source: str, language: str, form: str) -> str | None:
    """Words of the whole formula; None when a part of it was not understood."""
    import mathra

    try:
        found = mathra.render(source, locale=language, input=form)
    except ValueError:  # a length or nesting that it does not take
        return None
    said = str(found["speech"]).strip()
    whole = said and not found["warnings"] and _NOT_SAID.isdisjoint(said)
    return said if whole else None


def _settled(latex: str, language: str) -> str:
    """Numbers as the language writes them, so that each is read as one."""
    text = _THOUSANDS.sub("", _BRACED_MARK.sub(r"\1", _BARE_POINT.sub("0.", latex)))
    if language in _COMMA_LANGUAGES:
        text = _LISTED.sub(lambda found: found.group().replace(",", ", "), _POINT.sub("0,", text))
    return _STARRED.sub(r"\1{\\star}", text)


def _signs_said(said: str, language: str) -> str:
    words = _signs().get(language, {})
    text = "".join(f" {words[char]} " if char in words else char for char in said)
    return _DOUBLED.sub(r"\1", _GAP_BEFORE.sub("", " ".join(text.split())))


@cache
def _signs() -> dict[str, dict[str, str]]:
    rows = [row.split(" | ") for row in _TABLE.replace("\n |", " |").strip().splitlines()]
    return {
        language: {row[0]: row[column].strip() for row in rows}
        for column, language in enumerate(_OF_TABLE, start=1)
    }
