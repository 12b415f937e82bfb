"""A draft says on every page, and on its cover, that it is one."""

from __future__ import annotations

import re
from typing import Final

from dinobook.theme.house import COVER, Theme

_LETTERS: Final = "font: 700 8pt/10pt var(--companion-face); font-variant: normal; color: #000;"
# The box reaches over the page, so that there is room for the word however narrow the margin is.
_CORNER: Final = f"""\
content: "{{word}}" !important; {_LETTERS} letter-spacing: 0; white-space: nowrap; padding: 0;
  margin: 5mm -25mm -10mm; width: auto; height: auto; vertical-align: top;"""
_LEFT: Final = f"@top-left-corner {{{{ {_CORNER} margin-left: 5mm; text-align: left; }}}}"
_RIGHT: Final = f"@top-right-corner {{{{ {_CORNER} margin-right: 5mm; text-align: right; }}}}"
_ON_SCREEN: Final = f"""\
@page {{{{ {_RIGHT} }}}}
@page cover {{{{ @top-right-corner {{{{ content: none !important }}}} }}}}"""
_IN_PRINT: Final = f"@page :left {{{{ {_LEFT} }}}}\n@page :right {{{{ {_RIGHT} }}}}"
_IN_EBOOK: Final = """\
body::before {{ content: "{word}"; display: block; font-weight: bold; font-size: 0.85em;
  text-align: right; margin: 0 0 1em; }}
.cover-page::before {{ content: none; display: none; }}"""
_ON_COVER: Final = f"""\
.cover-sheet::after {{{{ content: "{{word}}"; position: absolute; left: 3mm; top: 1.5mm; {_LETTERS}
  padding: 0 2mm; background: #fff; border: 0.6pt solid; }}}}"""
_SHEETS: Final = {
    "print.css": _IN_PRINT,
    "screen.css": _ON_SCREEN,
    "epub.css": _IN_EBOOK,
    f"{COVER}/cover.css": _ON_COVER,
}


_NO_LETTER: Final = re.compile(r"[^\w ]", re.ASCII)
"""Written as CSS writes any sign: a quote, a line end or `/*` would end the string or be cut."""


def with_draft_mark(theme: Theme, word: str) -> Theme:
    """The theme of a draft; `word` is what its pages say.

    They say it above the outer end of the head, in a corner where themes put nothing: heads and
    text stay as they are in the book itself.
    """
    said = _NO_LETTER.sub(lambda found: f"\\{ord(found[0]):x} ", word)
    marked = {
        name: theme.files[name] + f"\n{rules.format(word=said)}\n".encode()
        for name, rules in _SHEETS.items()
        if name in theme.files
    }
    return Theme({**theme.files, **marked})
