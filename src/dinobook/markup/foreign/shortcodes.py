"""Short codes: of WordPress, between square brackets, and of emoji, between colons."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.foreign.leftovers import Form

_PLAYERS: Final = (
    "embed|audio|video|playlist|youtube|vimeo|tweet|twitter|instagram|facebook|soundcloud|spotify"
    "|slideshare|polldaddy|wpvideo|googlemaps|scribd|ted|gist"
)
# Any name, when a value in quotes follows; a known one before an address, alone or closing.
_CODE: Final = (
    r"\[[a-z][\w-]*\s+[\w-]+=[\"'][^\]\n]*\]"
    rf"|\[(?:{_PLAYERS})(?:\s+[\w-]+=|[ =]https?:)[^\]\n]*\]"
    rf"|\[/(?:{_PLAYERS}|gallery|(?:source)?code|button|highlight|vc_\w+|et_pb_\w+)\]"
    r"|\[(?:embed|playlist|contact-form(?:-7)?|archives)\]"
)
_MESSAGE: Final = "“‹›” is a short code of WordPress; here it is printed as it stands."

FORMS: Final = (
    Form(
        "text-045",
        re.compile(r"\[/?(?:wp_)?caption(?:\s+[\w-]+=[^\]\n]*)?\](?![(\[{])", re.IGNORECASE),
        _MESSAGE,
        "Write the picture with its caption in a paragraph of its own: "
        '![Beschrijving](images/foto.jpg "Bijschrift")',
        addresses=True,
    ),
    Form(
        "text-045",
        re.compile(r"\[gallery(?:\s+[\w-]+=[^\]\n]*)?\](?![(\[{])", re.IGNORECASE),
        _MESSAGE,
        "Put the pictures between “/// naast-elkaar” and “///”.",
        addresses=True,
    ),
    Form(
        "text-045",
        re.compile(rf"(?:{_CODE})(?![(\[{{])", re.IGNORECASE),
        _MESSAGE,
        "Write a link to what was shown there, or say it in words.",
        addresses=True,
    ),
    Form(
        "text-042",
        re.compile(r"(?<![\w:/]):(?:[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*|[+-]1):(?![\w:/])"),
        "“‹›” is a short code for an emoji; here it is printed as it stands.",
        "Type the emoji itself; if the colons are text, write a backslash before the first.",
    ),
)
