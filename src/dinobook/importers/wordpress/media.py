"""Pictures of a blog: which file of the media library an `<img>` shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from dinobook.importers.wordpress.export import Attachment

_SIZE: Final = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{2,5}\Z)")
_MADE: Final = re.compile(r"(?:-scaled|-rotated|-e\d{9,14}|@2x)(?=\.\w{2,5}\Z)")
_UPLOADS: Final = re.compile(r"(?:\A|/)(?:wp-content/uploads|uploads|files)/(?:sites/\d+/)?")
_PICTURE: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|svg|heic|jfif)\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Media:
    """Files that lie at hand: their paths, and how to read one of them."""

    paths: tuple[str, ...] = ()
    read: Callable[[str], bytes] = field(default=lambda path: b"")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an `<img>` says of the picture that it shows."""

    source: str
    link: str = ""
    attachment: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The file of the library, or an empty `path` when there is none; `name` is how to call it."""

    path: str
    name: str
    attachment: Attachment | None = None


class Library:
    """The media files and what the export says of them, to look pictures up in."""

    def __init__(self, media: Media, attachments: Iterable[Attachment]) -> None:
        self.by_id: dict[str, Attachment] = {}
        self.by_url: dict[str, Attachment] = {}
        self.children: dict[str, list[Attachment]] = {}
        for one in attachments:
            self.by_id.setdefault(one.id, one)
            self.by_url.setdefault(_below_uploads(one.url), one)
            self.children.setdefault(one.parent, []).append(one)
        self.by_name: dict[str, list[str]] = {}
        for path in media.paths:
            self.by_name.setdefault(_folded(PurePosixPath(path).name), []).append(path)

    def find(self, wanted: Wanted) -> Found:
        """The original of what is shown, wherever it is known by its name."""
        attachment = self._attachment(wanted)
        candidates = list(dict.fromkeys(_candidates(wanted, attachment)))
        for candidate in candidates:
            if path := self._file(candidate):
                return Found(path, PurePosixPath(path).name, attachment)
        name = PurePosixPath(candidates[0]).name if candidates else ""
        return Found("", name or wanted.attachment or "picture", attachment)

    def of_post(self, key: str) -> list[Attachment]:
        """The pictures that were uploaded to a post, in their order."""
        pictures = [one for one in self.children.get(key, ()) if is_picture(one.url or one.path)]
        return sorted(pictures, key=lambda one: (one.order, int(one.id) if one.id.isdigit() else 0))

    def _attachment(self, wanted: Wanted) -> Attachment | None:
        path = _below_uploads(wanted.source)
        found = self.by_url.get(path) or self.by_url.get(_SIZE.sub("", path))
        return found or self.by_id.get(wanted.attachment)

    def _file(self, candidate: str) -> str:
        """The file of that name; of several the one whose folders agree best."""
        paths = self.by_name.get(_folded(PurePosixPath(candidate).name), [])
        if len(paths) < 2:
            return paths[0] if paths else ""
        wanted = _folded(candidate).split("/")
        return max(paths, key=lambda path: _agreement(wanted, _folded(path).split("/")))


def _agreement(one: list[str], other: list[str]) -> int:
    count = 0
    for a, b in zip(reversed(one), reversed(other), strict=False):
        if a != b:
            break
        count += 1
    return count


def _candidates(wanted: Wanted, attachment: Attachment | None) -> Iterator[str]:
    source = _below_uploads(wanted.source)
    link = _below_uploads(wanted.link) if is_picture(wanted.link) else ""
    if attachment is not None:
        for path in (attachment.path, _below_uploads(attachment.url)):
            if path and is_picture(path):
                yield from _versions(path)
    same = bool(link) and _stem(link) == _stem(source)
    if same:
        yield from _versions(link)
    if source:
        yield from _versions(_SIZE.sub("", source))
        yield source
        yield _stem(source)
    if link and not same:
        yield from _versions(link)


def _versions(path: str) -> Iterator[str]:
    """The original before the one that WordPress made smaller; turned or cut ones stay so."""
    if "-scaled." in path:
        yield path.replace("-scaled.", ".")
    yield path


def _stem(path: str) -> str:
    return _MADE.sub("", _SIZE.sub("", path))


def is_picture(address: str) -> bool:
    return bool(_PICTURE.search(_path_of(address)))


def _path_of(address: str) -> str:
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        path = address
    return unquote(path)


def _below_uploads(address: str) -> str:
    """`2016/07/foto.jpg` of whatever address the blog has, or had; no query (`?w=300`)."""
    path = _path_of(address)
    ends = [found.end() for found in _UPLOADS.finditer(path)]
    return path[ends[-1] :] if ends else path.lstrip("/")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unquote(name)).casefold()


_CAMERA: Final = re.compile(
    r"(?i)(?:(?:img|dsc[nf]?|p|pict?|image|photo|foto|screen ?shot|schermafbeelding)[-_ ]?)?"
    r"\d[\d _.:-]{3,}(?:\(\d+\))?"
)


def is_file_name(words: str, source: str) -> bool:
    """Whether a description is but the name of its file, as old WordPress filled it in."""
    said = words.strip()
    if _PICTURE.search(said) and " " not in said:
        return True
    stem = PurePosixPath(_path_of(source)).stem
    whole = _SIZE.sub("", f"{stem}.jpg").removesuffix(".jpg")
    if _folded(said).replace(" ", "-") in {_folded(stem), _folded(whole)}:
        # “De fiets” of de-fiets.jpg may be a description, “de-fiets” is none
        return said in (stem, whole) or bool(re.search(r"\d", said))
    return bool(_CAMERA.fullmatch(said)) and not re.fullmatch(r"\d{4}", said)
