"""The address of a blog on the web, and which links lead to it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

from dinobook.errors import SourceError
from dinobook.storage.project import Readable, read_text

_SETTINGS: Final = (
    *("_config.yml", "_config.yaml", "hugo.toml", "hugo.yaml", "config.toml", "config.yaml"),
    *("config/_default/hugo.toml", "config/_default/config.toml", "mkdocs.yml"),
)
_URL: Final = re.compile(
    r"(?im)^(?:url|baseurl|site_url)[ \t]*[:=][ \t]*[\"']?(https?://[^\s\"'#]+)"
)
_BARE_HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/\S*)?\Z")


def site_address(written: str) -> str:
    """`written` as a whole address without a last slash; empty when it is none."""
    text = written.strip()
    if _BARE_HOST.match(text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in text:
        return ""
    return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")


def path_on(site: str, address: str) -> str | None:
    """The part of `address` below `site`, with its slash; None for another site."""
    if not site:
        return None
    try:
        ours, theirs = urlsplit(site), urlsplit(address)
    except ValueError:
        return None
    if theirs.scheme not in ("", "http", "https") or _host(ours.hostname) != _host(theirs.hostname):
        return None
    below = theirs.path or "/"
    if ours.path and not f"{below}/".startswith(f"{ours.path}/"):
        return None
    return below[len(ours.path) :] or "/"


def _host(name: str | None) -> str:
    return (name or "").removeprefix("www.")


def likely_site(source: Readable, files: Collection[str]) -> str:
    """The address that the settings of a blog program name; empty when there are none."""
    for path in _SETTINGS:
        if path not in files:
            continue
        try:
            found = _URL.search(read_text(source, path))
        except SourceError:
            continue  # settings that cannot be read name no site
        if found and "example." not in found[1]:
            return site_address(found[1])
    return ""
