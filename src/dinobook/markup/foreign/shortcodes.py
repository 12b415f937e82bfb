"""Short codes: of WordPress, between square brackets, and of emoji, between colons."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.foreign.leftovers import Form

NAMES: Final = (
    "embed", "audio", "video", "playlist", "youtube", "vimeo", "tweet", "twitter", "instagram",
    "facebook", "soundcloud", "spotify", "slideshare", "polldaddy", "wpvideo", "googlemaps",
    "scribd", "ted", "gist", "tiktok", "dailymotion", "flickr", "mixcloud", "contact-form",
    "contact-form-7", "archives",
)  # fmt: skip
"""The short codes that show something from elsewhere."""

_NAMES: Final = "|".join(NAMES)
_VALUE: Final = (
    r"\s+[\w-]+=[^\]\n]*|[ =]https?:[^\]\n]*|[ =][\"']?(?:[\w-]*\d[\w-]*|[\w-]{11})[\"']?"
)
_CODE: Final = (
    r"\[[a-z][\w-]*\s+[\w-]+=[\"'][^\]\n]*\]"
    rf"|\[(?:{_NAMES})(?:{_VALUE})?\s*/?\]"
    rf"|\[/(?:{_NAMES}|gallery|(?:source)?code|button|highlight|vc_\w+|et_pb_\w+)\]"
)
"""Any name, when a value in quotes follows; a known one alone, closing, or before an address, a
number or what else YouTube and its like call a film."""

SHORTCODE: Final = re.compile(
    rf"\[/?(?:{_NAMES}|(?:wp_)?caption|gallery)(?:[ =/][^\]\n]*)?\](?![(\[{{])"
    r"(?:[^\[\]\n]*\[/[^\[\]\n]*\])?",
    re.IGNORECASE,
)
"""A short code with what stands between it and its closing one; all are told of by `text-045`."""

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
