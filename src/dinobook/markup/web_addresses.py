"""Outside addresses as a browser would send them: what was typed, spelled by the standard.

After the URL Standard of WHATWG; where that is more lenient than RFC 3986, which EPUBCheck asks
for, a character is written as its bytes (`%7C`).
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote, urlsplit

_UNSEEN: Final = re.compile(r"[\t\n\r]+")
_WEB: Final = re.compile(r"(https?):[/\\]*([^/\\?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.IGNORECASE)
_OTHER: Final = re.compile(r"(mailto|tel):(.*)", re.IGNORECASE)
_NO_HOST: Final = re.compile(r"[\s<>\"|\\^`{}\[\]%\x00-\x1f\x7f]")
_IPV6: Final = re.compile(r"\[[0-9a-fA-F:.]+\]")
_PERCENT: Final = re.compile(r"%(?![0-9a-fA-F]{2})")
_REFUSED: Final = re.compile(r"[\s\x00-\x20\x7f\"<>\[\]\\^`{|}]")


def web_address(typed: str) -> str:
    """The address as it may stand in a file.

    Raises `ValueError` for what a browser could not open. Letters with accents stay as they are.
    """
    text = _UNSEEN.sub("", typed.strip())
    if found := _WEB.fullmatch(text):
        scheme, authority, path, query, fragment = (part or "" for part in found.groups())
        inside = _escaped(fragment[1:].replace("#", "%23"))
        return (
            f"{scheme.lower()}://{_authority(authority)}{_escaped(path.replace(chr(92), '/'))}"
            f"{_escaped(query)}{'#' if fragment else ''}{inside}"
        )
    if found := _OTHER.fullmatch(text):
        scheme, rest = found[1].lower(), found[2]
        if not rest.strip():
            raise ValueError("nobody to reach")
        if scheme == "tel":  # a dialled number has no spaces
            rest = "".join(rest.split())
        return f"{scheme}:{_escaped(rest.replace('#', '%23'))}"
    raise ValueError("another kind of address")


def is_web_address(typed: str) -> bool:
    """Whether a browser could make something of it; that the site exists is not asked."""
    try:
        web_address(typed)
    except ValueError:
        return False
    return True


def _authority(text: str) -> str:
    """Who, where and by which port; raises `ValueError` when host or port cannot be one."""
    user, at, place = text.rpartition("@")
    number = urlsplit(f"//{place}").port  # raises beyond 65535
    host = place if number is None else place.rpartition(":")[0]
    host = host.removesuffix(":")
    if not _IPV6.fullmatch(host):
        name = unquote(host).removesuffix(".")
        if not name or _NO_HOST.search(name) or not all(name.split(".")):
            raise ValueError("no such host")
    port = "" if number is None else f":{number}"
    return f"{_escaped(user.replace('@', '%40'))}{at}{host}{port}"


def _escaped(text: str) -> str:
    """The text with what no address may hold as its bytes."""
    return _REFUSED.sub(lambda found: quote(found[0], safe=""), _PERCENT.sub("%25", text))
