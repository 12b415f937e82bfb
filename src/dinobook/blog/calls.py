"""Words that ask the reader to click, react, share or subscribe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.blog.finding import Finding
from dinobook.blog.phrase import Phrase, find_phrases
from dinobook.blog.post import Post

CODE: Final = "blog-001"
ADVICE: Final = "Delete it, or say it for someone who holds a book."

_ADDRESS: Final = "Name what is there, and put its address in a note."

_NETWORK: Final = r"(?:twitter|x|facebook|fb|instagram|linkedin|youtube|tiktok|bluesky|mastodon)"
_PIECE: Final = r"(?:bericht|artikel|stuk|stukje|post|blog|blogje|blogpost|verhaal|pagina)"
_LINK: Final = r"(?:link|linkje|links|knop|foto|afbeelding|titel)"
_ENDS: Final = r"(?=(?: )?[.:!)…]|\n|$)"
_REACTION: Final = r"(?:reactie|commentaar|comment|bericht|berichtje)"


def _with(*fillers: str) -> str:
    """Any of these words may stand between, in any number."""
    return f"(?: (?:{'|'.join(fillers)}))*"


PHRASES: Final = (
    Phrase(rf"klik(?:ken)?{_with('dan', 'gewoon', 'even', 'maar')} (?:hier|door)", advice=_ADDRESS),
    Phrase(
        rf"klik(?:ken)?{_with('dan', 'gewoon', 'even')}"
        rf" op (?:de|het|deze|onderstaande|volgende) {_LINK}",
        advice=_ADDRESS,
    ),
    Phrase(r"(?:via|op|onder) (?:deze|onderstaande|volgende) link(?:je|s)?", advice=_ADDRESS),
    Phrase(r"volg (?:de|deze|onderstaande) link(?:je|s)?", advice=_ADDRESS),
    Phrase(
        rf"(?:lees|zie|bekijk|vind|download|luister|ontdek)(?: (?:het|ze|je het))? hier{_ENDS}",
        advice=_ADDRESS,
    ),
    Phrase(r"hier te (?:lezen|vinden|bekijken|beluisteren|downloaden|bestellen)", advice=_ADDRESS),
    Phrase(
        rf"(?:hieronder|onderaan|beneden){_with('gerust')}"
        r" (?:in de|via de|een) (?:reacties?|comments?)"
    ),
    Phrase(r"in de (?:reacties|comments|commentaren) (?:hieronder|onderaan|hierbeneden)"),
    Phrase(r"in de comments|in het (?:reactie|commentaar)(?:veld|vak|vakje)"),
    Phrase(
        rf"laat{_with('gerust', 'zeker', 'hieronder', 'dan', 'hier', 'even')}"
        rf" (?:een|je|jouw|uw|jullie) {_REACTION}"
        rf"{_with('hieronder', 'hier', 'gerust')} (?:achter|na)"
    ),
    Phrase(rf"reageer{_with('gerust', 'zeker', 'dan')} (?:hieronder|hier|onderaan|via de \w+)"),
    Phrase(r"abonneer(?: (?:je|u|jullie))?"),
    Phrase(
        rf"schrijf (?:je|u|jullie){_with('nu', 'hier', 'snel', 'dan', 'alvast')}"
        r" in (?:op|voor) (?:de|onze|mijn) \w+"
    ),
    Phrase(r"inschrijven (?:op|voor) (?:de|onze|mijn) nieuwsbrief"),
    Phrase(rf"deel (?:dit|deze|mijn|onze) {_PIECE}"),
    Phrase(rf"deel (?:het|dit|deze)(?: {_PIECE})? (?:via|op) {_NETWORK}"),
    Phrase(
        r"(?:volg|like|vind) (?:me|mij|ons|onze \w+|mijn \w+)"
        rf"{_with('ook', 'gerust', 'leuk')} op {_NETWORK}"
    ),
    Phrase(r"like (?:deze|onze|mijn|de) (?:pagina|facebookpagina|post)"),
    Phrase(r"retweet (?:dit|deze|het|gerust|aub)"),
    Phrase(
        rf"scroll?{_with('dan', 'even', 'gerust', 'maar')}"
        r" (?:naar|verder|door|terug|omlaag|omhoog)"
    ),
    Phrase(r"lees (?:verder|meer)(?: )?[»›→>]+|read more(?: )?[»›→>]*|continue reading"),
)


def calls(post: Post) -> Iterator[Finding]:
    message = "it asks for a click, a reaction or a subscription."
    return find_phrases(post, PHRASES, CODE, message, ADVICE)
