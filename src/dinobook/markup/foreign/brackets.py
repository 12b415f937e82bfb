"""Slips with brackets: links, notes, attributes and pictures that are printed as they stand."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.foreign.leftovers import Form

_WEB: Final = r"(?:https?://|www\.|mailto:)"

FORMS: Final = (
    Form(
        "text-041",
        re.compile(r"!\[\[(?P<name>[^\[\]|\n]*)[^\[\]\n]*\]\]"),
        "“‹›” is printed as it stands: the manuscript has no picture of that name, or more than "
        "one.",
        "Write ![Beschrijving](images/‹name›) with the path of the picture; the text of another "
        "chapter cannot be shown here.",
    ),
    Form(
        "text-058",
        re.compile(
            r"!\([^()\n]*\)[ ]?\[[^\[\]\n]*\]|(?<!\])\([^()\n]+\)\[" + _WEB + r"[^\[\]\n]*\]"
        ),
        "“‹›” has its brackets the wrong way round, so it is printed as it stands.",
        "Write [tekst](adres), and for a picture ![Beschrijving](pad).",
        addresses=True,
    ),
    Form(
        "text-057",
        re.compile(r"\][ ]+\((?:" + _WEB + r"|[\w./-]+\.(?:md|html?|png|jpe?g|svg)\b)[^)\n]*\)?"),
        "A space stands between “]” and the address, so it is no link and printed as it stands.",
        "Take the space away: [tekst](adres).",
        addresses=True,
    ),
    Form(
        "text-060",
        re.compile(r"(?<=\S)\]\[(?!\d+\])(?P<label>[^\[\]\n^@]{1,80})\](?![(\[:])"),
        "No line says which address “[‹label›]” stands for, so the link is printed as it stands.",
        "Write [tekst](adres); or a line “[‹label›]: https://…” with blank lines around it.",
    ),
    Form(
        "text-052",
        re.compile(r"\[(?P<label>\d{1,3}|\*{1,3}|[a-z]|[ivx]{1,5})\]:[ ]+\S[^\n]*"),
        "“‹›” looks like a note, and is printed here as it stands.",
        "Write “[^‹label›]: …” with the text, and [^‹label›] in the sentence.",
        starts=True,
    ),
    Form(
        "text-056",
        re.compile(
            r"\{:?[ ]*(?!\.initiaal\b)[.#][A-Za-z][\w-]*[^{}\n]*(?:\}|$)"
            r"|(?<=\])[ ]*\{[A-Za-z]+=[^{}\n]*(?:\}|$)"
            r"|\{:[ ]*[A-Za-z][^{}\n]*\}|(?<=[ ])\{-\}[ ]*$"
        ),
        "“‹›” is printed: it never closes, or follows nothing that it could belong to.",
        "Write it right after “]”, a picture or a heading, or on the line below a paragraph, and "
        "close it: {.klas}",
    ),
    Form(
        "text-064",
        re.compile(r"\^\[(?=[^\]\n]*$)"),
        "“^[” opens a note, and no “]” in its paragraph closes it.",
        "Write “]” after the note; if it is text, write a backslash before “^”.",
    ),
    Form(
        "text-061",
        re.compile(r"(?<!\w)https?(?::/(?!/)|//|;//|:[ ]//|\.//)[\w.-]*"),
        "“‹›” is no address: it is misspelt.",
        "A web address begins with https:// or http://",
        addresses=True,
    ),
)
