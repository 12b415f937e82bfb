"""Commands of LaTeX and of word processors that make pages: a book makes its own."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.foreign.leftovers import Form

_BREAKS: Final = "newpage|pagebreak|clearpage|cleardoublepage|page-?break|samepage|nopagebreak"
_TO_LATEX: Final = (
    "footnote(?:text|mark)?|[cC]ite(?:p|t|author|year)?|(?:auto|text|paren|foot)cite|(?:page|eq|auto|c)?"
    "ref|label|text(?:bf|it|sc|tt|rm|sf)|emph|underline|(?:sub)*section\\*?|chapter\\*?"
    "|part\\*?|paragraph|begin|end|includegraphics|input|include|index|url|href|vspace\\*?"
    "|hspace\\*?|caption|title|author"
)
_ALONE: Final = (
    "tableofcontents|maketitle|noindent|bigskip|medskip|smallskip|centering|appendix|newline"
    "|linebreak|frontmatter|mainmatter|backmatter|printindex|printbibliography|item|hfill|vfill"
)

FORMS: Final = (
    Form(
        "text-046",
        re.compile(
            rf"\\(?:{_BREAKS})\b(?:\{{\}})?|\{{pagebreak\}}|(?:\[|<<<\s*)(?:newpage|page-?break)\]?"
            r"|---\s*page-?break\s*---|\{\{<?\s*page-?break\s*>?\}\}",
            re.IGNORECASE,
        ),
        "“‹›” asks for a new page; here it is printed as it stands.",
        "Delete it: every chapter begins on a new page. For a pause write * * * on a line of its "
        "own.",
    ),
    Form(
        "text-046",
        re.compile(rf"\\(?:(?:{_TO_LATEX})(?:\[[^\]\n]*\])*\{{[^{{}}\n]*\}}?|(?:{_ALONE})\b)"),
        "“‹›” is a command of LaTeX; outside a formula it is printed as it stands.",
        "Write *tekst* for emphasis, ## for a heading, [^1] for a note, [@sleutel] for a source; "
        "for mathematics put dollar signs around it.",
    ),
    Form(
        "text-047",
        re.compile(
            r"\[TOC\]|\[\[_?TOC_?\]\]|\$\{toc\}|@\[toc\]|\{:\s*toc\b[^}\n]*\}|__TOC__"
            r"|\[\[Inhoud\]\]|\{:\.no_toc\}",
            re.IGNORECASE,
        ),
        "“‹›” asks for a table of contents; here it is printed as it stands.",
        "Delete it: the row “- generate: contents” of the manifest makes one for the whole book.",
    ),
)
