"""The look: style sheets, page templates, ornaments and typefaces."""

from dinobook.theme.faces import FACES, Face, faces_in, lacked, needed
from dinobook.theme.house import Theme, load_theme

__all__ = ["FACES", "Face", "Theme", "faces_in", "lacked", "load_theme", "needed"]
