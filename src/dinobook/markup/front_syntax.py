"""What is said when a front matter cannot be read: the reader's error in the author's words."""

from __future__ import annotations

import re
from typing import Final

from ruamel.yaml.error import MarkedYAMLError

_SAYINGS: Final = (
    (
        re.compile("mapping values are not allowed"),
        "A second colon stands on this line",
        "Put a value that holds a colon between quotes: title: \"Koffie: een begin\"",
    ),
    (
        re.compile("quoted scalar|expected <block end>.*scalar"),
        "A quotation mark is not closed, or text follows the closing one",
        "Put the whole value between quotes; inside single ones an apostrophe is written twice.",
    ),
    (
        re.compile(r"character '\\t'"),
        "The line is indented with a tab",
        "Indent with spaces, or not at all.",
    ),
    (
        re.compile(r"character '(?P<sign>.)' that cannot start"),
        "A value cannot begin with “{sign}”",
        "Put the value between quotes.",
    ),
    (
        re.compile("flow"),
        "A square bracket or brace is not closed",
        "Write a list as [koffie, thee]; a value that begins with [ or { goes between quotes.",
    ),
    (
        re.compile("could not find expected ':'"),
        "This line has no colon and no key",
        "Write each line as a key, a colon, a space and a value.",
    ),
)  # fmt: skip
_OTHERWISE: Final = (
    "This line does not fit in with the lines around it",
    "Begin each key at the start of a line; put a value with a colon in it between quotes.",
)


def explained(error: MarkedYAMLError) -> tuple[str, str]:
    """What is wrong, without a full stop, and what to do."""
    said = f"{error.context or ''}; {error.problem or ''}"
    for pattern, message, hint in _SAYINGS:
        if found := pattern.search(said):
            return message.replace("{sign}", found.groupdict().get("sign", "")), hint
    return _OTHERWISE
