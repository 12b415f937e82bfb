"""Pictures in inks, and with no more pixels than the press can use."""

from __future__ import annotations

import io
import math
import zlib
from dataclasses import dataclass
from functools import partial
from typing import Final, cast

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream
from PIL import Image, ImageChops

from dinobook.finish.faults import UnfitColour
from dinobook.finish.ink_limit import is_over, limited_picture
from dinobook.finish.inks import Inks
from dinobook.finish.objects import drop
from dinobook.finish.placements import Inches
from dinobook.finish.settings import Finish
from dinobook.finish.spaces import Space, space_of
from dinobook.storage.cache import Cache

_COMPRESSION: Final = 9
_QUALITY: Final = 95
"""Of a JPEG that is written anew: no difference is seen, also when it was one before."""
_SPACES: Final = {"CMYK": Name.DeviceCMYK, "RGB": Name.DeviceRGB, "L": Name.DeviceGray}


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture's bytes as a PDF holds them."""

    width: int
    height: int
    mode: str
    data: bytes
    lossy: bool


@dataclass(frozen=True, slots=True)
class PictureConverter:
    """Converts pictures. `inks` None: their colours stay."""

    settings: Finish
    inks: Inks | None
    cache: Cache

    def convert(self, picture: Object, resources: Object, printed: Inches | None) -> None:
        """Convert a picture in place. `printed` is its largest size. Raises `UnfitColour`."""
        if self.settings.is_archive:
            drop(picture, "/Interpolate")  # ISO 19005-2, 6.2.8
        if picture.get("/ImageMask"):
            return
        size = self._size(picture, printed)
        if "/SMask" in picture:
            _shrink_mask(picture.SMask, self._size(picture.SMask, printed))
        space = self._space(picture, resources)
        if size is None and space is None and not self._is_wet(picture, resources):
            return
        make = partial(self._encoded, picture, space, size)
        known = (self.settings.ink_key(), str(size), picture.read_raw_bytes(), _facts(picture))
        own = picture.ColorSpace
        replace_pixels(picture, self.cache.recall(Encoded, make, "picture in inks", *known))
        if space is None and not _has_palette(own):
            picture.ColorSpace = own

    def _is_wet(self, picture: Object, resources: Object) -> bool:
        """Whether a picture that is in inks already has more of them than the press takes."""
        if self.inks is None or self.inks.mode != "CMYK" or not self.settings.ink_limit:
            return False
        if _base_space(picture, resources, self.inks).kind != "cmyk":
            return False

        def look() -> bool:
            return is_over(in_full(opened_picture(picture)), self.settings.most_ink)

        known = (self.settings.ink_key(), picture.read_raw_bytes(), _facts(picture))
        return self.cache.recall(bool, look, "too much ink", *known)

    def _size(self, picture: Object, printed: Inches | None) -> tuple[int, int] | None:
        """The width and height in pixels to bring it down to; None: it stays."""
        dpi = self.settings.dpi
        if not dpi or printed is None:
            return None
        width, height = int(picture.Width), int(picture.Height)
        share = max(printed[0] * dpi / width, printed[1] * dpi / height)
        if share >= 1:
            return None
        return max(1, math.ceil(width * share)), max(1, math.ceil(height * share))

    def _space(self, picture: Object, resources: Object) -> Space | None:
        """The colours to convert from; None: they stay."""
        if self.inks is None:
            return None
        space = _base_space(picture, resources, self.inks)
        if space.kind == "gray" and not _has_palette(picture.ColorSpace):
            picture.ColorSpace = Name.DeviceGray  # a gray of its own would need its profile
        kept = ("gray", "spot", "cmyk") if self.inks.mode == "CMYK" else ("gray", "spot")
        return None if space.kind in kept else space

    def _encoded(
        self, picture: Object, space: Space | None, size: tuple[int, int] | None
    ) -> Encoded:
        opened = opened_picture(picture)
        lossy = is_jpeg(picture)
        if space is not None and self.inks is not None:
            opened = self.inks.picture(in_full(opened), space.profile)
        if size is not None:
            opened = in_full(opened).resize(size, Image.Resampling.LANCZOS)
        opened = in_full(opened)
        if opened.mode == "CMYK":
            opened = limited_picture(opened, self.settings.most_ink)
        return encoded(opened, lossy=lossy)


def encoded(picture: Image.Image, *, lossy: bool) -> Encoded:
    """A gray, RGB or CMYK picture as a PDF holds it."""
    if not lossy:
        data = zlib.compress(picture.tobytes(), _COMPRESSION)
    else:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
        data = out.getvalue()
    return Encoded(*picture.size, picture.mode, data, lossy)


def _has_palette(space: Object) -> bool:
    return isinstance(space, Array) and space[0] == Name.Indexed


def _facts(picture: Object) -> bytes:
    """What is said of the picture beside its bytes."""
    facts = {key: value for key, value in picture.stream_dict.items() if key != "/SMask"}
    space = picture.get("/ColorSpace")
    own = b""
    if isinstance(space, Array):
        own = b"".join(one.read_bytes() for one in space if isinstance(one, Stream))
    return Dictionary(facts).unparse(resolved=True) + own


def _base_space(picture: Object, resources: Object, inks: Inks) -> Space:
    """Of a picture with a palette, the space of the palette."""
    named = picture.ColorSpace
    if _has_palette(named):
        named = named[1]
        if space_of(named, resources, inks).kind == "cmyk":
            raise UnfitColour("a picture with a palette of inks")
    space = space_of(named, resources, inks)
    if space.kind == "lab":
        raise UnfitColour("a picture in CIE L*a*b*")
    return space


def is_jpeg(picture: Object) -> bool:
    filters = picture.get("/Filter")
    return filters == Name.DCTDecode or (
        isinstance(filters, Array) and len(filters) == 1 and filters[0] == Name.DCTDecode
    )


def opened_picture(picture: Object) -> Image.Image:
    """The picture's pixels, as a reader shows them."""
    try:
        opened = pikepdf.PdfImage(cast(Stream, picture)).as_pil_image()
    except (pikepdf.UnsupportedImageTypeError, NotImplementedError, OSError):
        raise UnfitColour("a picture that is packed in an unusual way") from None
    if opened.mode == "CMYK" and is_jpeg(picture):
        return _inks_of_jpeg(picture)
    return opened


def _inks_of_jpeg(picture: Object) -> Image.Image:
    """Pillow turns all inks of JPEGs upside down, as Adobe does; a PDF reader when /Decode says."""
    opened = Image.open(io.BytesIO(picture.read_raw_bytes()))
    opened.load()
    turned = float(picture.get("/Decode", Array([0]))[0]) == 1.0
    return opened if turned else ImageChops.invert(opened)


def in_full(picture: Image.Image) -> Image.Image:
    """Gray, RGB or inks in 8 bits a channel; palettes and single bits are spelt out."""
    if picture.mode in _SPACES:
        return picture
    return picture.convert("L" if picture.mode in ("1", "LA", "I;16") else "RGB")


def replace_pixels(picture: Object, new: Encoded) -> None:
    """Give a picture other pixels in place."""
    drop(picture, "/DecodeParms", "/Decode", "/Intent", "/Interpolate")
    picture.write(new.data, filter=Name.DCTDecode if new.lossy else Name.FlateDecode)
    picture.Width, picture.Height, picture.BitsPerComponent = new.width, new.height, 8
    picture.ColorSpace = _SPACES[new.mode]
    if new.lossy and new.mode == "CMYK":
        picture.Decode = Array([1, 0] * 4)  # Pillow writes inks upside down, as Adobe does


def _shrink_mask(mask: Object, size: tuple[int, int] | None) -> None:
    if size is not None:
        opened = in_full(opened_picture(mask)).convert("L").resize(size, Image.Resampling.LANCZOS)
        replace_pixels(mask, encoded(opened, lossy=False))
