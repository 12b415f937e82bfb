"""Other programs set the same chapters, in the same face and measure, where they are installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.lines.chapters import as_markup, chapters_of, language_of
from bench.lines.measured import Figures
from bench.lines.read import Page, pages_of
from bench.run import typst_wheel
from dinobook.language_tags import primary
from dinobook.theme.faces import FACES

_LOG_SIGNS: Final = 1500
_WHEEL: Final = (
    "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]],"
    " ignore_system_fonts=True)"
)
_BABEL: Final = {"nl": "dutch", "en": "british", "fr": "french", "de": "ngerman"}

_TYPST: Final = """\
#set page(width: {width}pt, height: {height}pt, margin: (inside: {inside}pt, outside: {outside}pt,
  top: {top}pt, bottom: {bottom}pt))
#set text(font: "{family}", size: {size}pt, lang: "{language}", hyphenate: true,
  top-edge: 0.7em, bottom-edge: -0.3em, fallback: false)
#set par(justify: true, leading: {gap}pt, spacing: {gap}pt, first-line-indent: {indent}pt)
#set block(spacing: {gap}pt)
#show heading: set text(size: {size}pt)
#show heading: set block(above: {leading}pt, below: {gap}pt)
#show heading.where(level: 1): it => {{ pagebreak(weak: true); v({opener}pt); it }}
#let blockquote(body) = quote(block: true, body)
"""
_LATEX: Final = r"""
\documentclass[fontsize=@SIZE@bp,twoside,open=any,headings=small,parskip=false]{scrbook}
\usepackage{fontspec}
\setmainfont{@FILE@}[Path=fonts/, Extension=.ttf, UprightFont=*-400, BoldFont=*-700,
  ItalicFont=*-400-italic, BoldItalicFont=*-700-italic, Numbers=OldStyle]
\usepackage[@BABEL@]{babel}
\usepackage[stretch=15,shrink=15]{microtype}
\usepackage[paperwidth=@WIDTH@bp, paperheight=@HEIGHT@bp, inner=@INSIDE@bp, textwidth=@MEASURE@bp,
  top=@TOP@bp, textheight=@DEPTH@bp, headsep=6bp, footskip=20bp]{geometry}
\linespread{@SPREAD@}
\setlength{\parindent}{@INDENT@bp}
\providecommand{\tightlist}{\setlength{\itemsep}{0pt}\setlength{\parskip}{0pt}}
\clubpenalty=10000 \widowpenalty=10000 \displaywidowpenalty=10000
\pagestyle{empty}
\setcounter{secnumdepth}{-1}
\begin{document}
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where our own pages have their text, in points, and in what face it is set."""

    figures: Figures
    page: Page
    book: Path

    @property
    def places(self) -> Mapping[str, float]:
        body = self.figures.body
        inside = min(line.chars[0].x for line in body.every if line.full and line.page % 2 == 0)
        first = min(line.y for line in body.every if line.body)
        last = max(line.y for line in body.every if line.body)
        top = first - 0.7 * body.size
        depth = last - first + body.size
        return {
            "width": self.page.width,
            "height": self.page.height,
            "inside": inside,
            "outside": self.page.width - inside - body.measure,
            "measure": body.measure,
            "top": top,
            "depth": depth,
            "bottom": self.page.height - top - depth - 1,
            "size": body.size,
            "leading": body.leading,
            "gap": body.leading - body.size,
            "indent": body.indent,
            "opener": 5 * body.leading,
        }


class MissingError(Exception):
    """A program is not installed, or did not do its work; its text says what to do."""


def set_beside(program: str, own: Path, figures: Figures, book: Path, folder: Path) -> Path:
    """The PDF that `program` makes of the book's chapters. Raises `MissingError`."""
    sheet = Sheet(figures, pages_of(own)[0], book)
    _write_faces(figures.body.font, folder / "fonts")
    return PROGRAMS[program](sheet, folder)


def _family(font: str) -> str:
    """The family whose name without spaces a PDF gives."""
    plain = font.split("-")[0].replace(" ", "")
    names = [face.family for face in FACES if plain.startswith(face.family.replace(" ", ""))]
    if not names:
        raise MissingError(f"“{font}” is no face that ships with dinobook.")
    return max(names, key=len)


def _write_faces(font: str, folder: Path) -> None:
    folder.mkdir()
    family = _family(font)
    for face in (one for one in FACES if one.family == family):
        for weight in face.styles():
            look = "-italic" if face.italic else ""
            name = f"{family.replace(' ', '')}-{weight}{look}.ttf"
            (folder / name).write_bytes(face.still(weight))


def _typst(sheet: Sheet, folder: Path) -> Path:
    source, made = folder / "beside.typ", folder / "typst.pdf"
    head = _TYPST.format(
        **sheet.places,
        family=_family(sheet.figures.body.font),
        language=primary(language_of(sheet.book)),
    )
    text = as_markup(chapters_of(sheet.book), "typst").replace("#horizontalrule", "")
    source.write_text(head + text, encoding="utf-8")
    fonts = str(folder / "fonts")
    if found := shutil.which("typst"):
        options = ["--font-path", fonts, "--ignore-system-fonts"]
        command = [found, "compile", *options, str(source), str(made)]
    elif python := typst_wheel():
        command = [python, "-c", _WHEEL, str(source), str(made), fonts]
    else:
        raise MissingError("Typst is not here: pip install typst, beside dinobook.")
    return _made(command, folder, made)


def _lualatex(sheet: Sheet, folder: Path) -> Path:
    found = shutil.which("lualatex")
    if found is None:
        raise MissingError(
            "LuaLaTeX is not here: apt-get install --no-install-recommends texlive-luatex "
            "texlive-latex-recommended texlive-lang-european"
        )
    places = sheet.places
    values = {name.upper(): f"{value:.3f}" for name, value in places.items()}
    values["FILE"] = _family(sheet.figures.body.font).replace(" ", "")
    values["BABEL"] = _BABEL.get(primary(language_of(sheet.book)), "dutch")
    values["SPREAD"] = f"{places['leading'] / places['size'] / 1.2:.5f}"
    head = _LATEX
    for name, value in values.items():
        head = head.replace(f"@{name}@", value)
    text = as_markup(chapters_of(sheet.book), "latex")
    source, made = folder / "lualatex.tex", folder / "lualatex.pdf"
    source.write_text(f"{head}{text}\n\\end{{document}}\n", encoding="utf-8")
    return _made([found, "-interaction=nonstopmode", source.name], folder, made)


def _made(command: list[str], folder: Path, made: Path) -> Path:
    done = subprocess.run(  # noqa: S603 - programs that the user asked for
        command, cwd=folder, capture_output=True, check=False
    )
    if not made.is_file():
        said = (done.stdout + done.stderr).decode("utf-8", "replace")[-_LOG_SIGNS:]
        raise MissingError(f"{Path(command[0]).name} made no PDF. It said:\n{said}")
    return made


PROGRAMS: Final[Mapping[str, Callable[[Sheet, Path], Path]]] = {
    "typst": _typst,
    "lualatex": _lualatex,
}
