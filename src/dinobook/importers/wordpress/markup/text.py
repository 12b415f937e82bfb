"""The text of a post as HTML that a parser can read: blocks, shortcodes and paragraphs resolved.

What a note says is set aside in `Context.notes`; a `<span data-note>` holds its place, because a
note may hold paragraphs and a paragraph none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Final

from dinobook.importers.wordpress.context import Context
from dinobook.importers.wordpress.export import Attachment
from dinobook.importers.wordpress.markup.autop import autop
from dinobook.importers.wordpress.markup.blocks import Gone, segments
from dinobook.importers.wordpress.markup.embeds import inline_link
from dinobook.importers.wordpress.markup.shortcodes import (
    CAPTIONS,
    CODE,
    GALLERY,
    NOTES,
    PLAYERS,
    PLAYLIST,
    Shortcode,
    masked,
    shortcodes,
    unknown_names,
)

_DEEPEST: Final = 6
_NOTE_TAG: Final = re.compile(r"<(/?)mfn\b[^<>]*>", re.IGNORECASE)
_BREAK_COMMENT: Final = re.compile(r"<!--\s*(?:more\b.{0,300}?|nextpage|noteaser)\s*-->", re.DOTALL)
_LONGEST_NOTE: Final = 20_000
_LATEX: Final = re.compile(r"\$latex\s+([^$\0\n]{1,2000}?)\s*\$")
_LATEX_LOOKS: Final = re.compile(r"&(?:bg|fg|s)=\w+\s*\Z|&(?:bg|fg|s)=\w+(?=&)")
_OWN_LINE: Final = re.compile(r"(?m)^[ \t]*(https?://[^\s<>\"\[\]]+)[ \t]*$")
_IMAGE: Final = re.compile(
    r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)", re.IGNORECASE | re.DOTALL
)
_CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]"
    r"|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|12[89]|1[34]\d|15\d)|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]"
    r"|[89][0-9a-fA-F]|[dD][89a-fA-F][0-9a-fA-F]{2}|[fF]{3}[eEfF]));"
)


def as_markup(context: Context, content: str) -> str:
    """The whole content of a post."""
    gone = Gone()
    clean = _CONTROL.sub(_meant, content.replace("\r\n", "\n").replace("\r", "\n"))
    made: list[str] = []
    for segment in segments(clean, gone, lambda ref: context.blog.source.shared.get(ref, "")):
        text = segment.markup
        if segment.classic:
            text, count = _BREAK_COMMENT.subn("\n\n", text)
            gone.breaks += count
            text = _linked_lines(text)
        text = resolved(context, text)
        made.append(autop(text) if segment.classic else text)
    _tell(context, gone)
    return "\n".join(made)


def _meant(control: re.Match[str]) -> str:
    """Nothing; but the codes of Windows (`&#146;` for ’) are the characters that browsers show."""
    character = html.unescape(control[0])
    if len(character) == 1 and "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", "ignore")
    return "" if _CONTROL.fullmatch(character) else character


def resolved(context: Context, text: str, depth: int = 0) -> str:
    """`text` with its shortcodes as HTML, and its notes set aside."""
    if "<mfn" in text.lower():
        text = _NOTE_TAG.sub(r"[\1mfn]", text)
    made: list[str] = []
    position = 0
    for found in shortcodes(text):
        made += (_plain(context, text[position : found.start], depth), _made(context, found, depth))
        position = found.end
    made.append(_plain(context, text[position:], depth))
    return "".join(made)


def _plain(context: Context, text: str, depth: int) -> str:
    """Text between shortcodes: notes in brackets, formulas, and what looks like a shortcode."""
    for name, count in unknown_names(text).items():
        message = (
            f"“[{name}]” in {context.post.name} looks like the shortcode of a plug-in that is not "
            f"known ({count} ×); it stays in the text."
        )
        context.warn("import-046", message, "Write what it should say in the chapter.")
    if context.blog.bracket_notes and "((" in text:
        text = _bracket_notes(context, text, depth)
    if "$latex" in text:
        text = _replaced(text, _LATEX, lambda found: _formula(found[1]))
    return text


def _replaced(text: str, pattern: re.Pattern[str], make: Callable[[re.Match[str]], str]) -> str:
    """Every place where words outside of tags match, as `make` makes it."""
    mask = masked(text)
    made: list[str] = []
    position = 0
    for found in pattern.finditer(mask):
        made += (text[position : found.start()], make(found))
        position = found.end()
    return "".join((*made, text[position:]))


def _formula(latex: str) -> str:
    tex = _LATEX_LOOKS.sub("", html.unescape(latex)).strip()
    return f'<span class="formula" data-tex="{html.escape(tex, quote=True)}"></span>'


def _bracket_notes(context: Context, text: str, depth: int) -> str:
    made: list[str] = []
    position = 0
    mask = masked(text)
    while (start := mask.find("((", position)) >= 0:
        end = mask.find("))", start + 2, start + _LONGEST_NOTE)
        if end < 0:
            break
        made.append(text[position:start].rstrip(" \u00a0\t"))
        made.append(_note(context, text[start + 2 : end], depth))
        position = end + 2
    return "".join((*made, text[position:]))


def _made(context: Context, found: Shortcode, depth: int) -> str:
    """The HTML for one shortcode."""
    if found.escaped:
        return found.shown
    if found.name in NOTES:
        return _note(context, found.content or "", depth)
    if found.name in CAPTIONS:
        return _figure(context, found, depth)
    return _block(context, found)


def _block(context: Context, found: Shortcode) -> str:
    """One that no other lies in."""
    if found.name in CODE:
        return _code(found)
    if found.name == GALLERY:
        return _gallery(context, found)
    if found.name == PLAYLIST:
        return _playlist(context, found)
    if found.name in PLAYERS:
        return _player(context, found)
    words = _words(found.content or "")
    context.leave_out("forms", words, f"“[{found.name}]” shows a form or a button of the site")
    return ""


def _note(context: Context, content: str, depth: int) -> str:
    if depth >= _DEEPEST or not content.strip():
        return content
    context.notes.append("")
    number = len(context.notes) - 1
    context.notes[number] = autop(resolved(context, content.strip(), depth + 1))
    return f'<span data-note="{number}"></span>'


def _figure(context: Context, found: Shortcode, depth: int) -> str:
    content = (found.content or "").strip()
    image = _IMAGE.match(content)
    words = found.attributes.get("caption", "")
    if image is None:
        return content if not words else f"{content}\n\n{words}"
    rest = content[image.end() :].strip()
    caption = resolved(context, rest or words, depth + 1) if depth < _DEEPEST else rest or words
    label = f"<figcaption>{caption}</figcaption>" if caption else ""
    number = re.search(r"\d+", found.attributes.get("id", ""))
    known = f' data-attachment="{number[0]}"' if number else ""
    return f"<figure{known}>{image[1]}{label}</figure>"


def _code(found: Shortcode) -> str:
    lang = found.attributes.get("language") or found.attributes.get("lang") or ""
    known = (
        f' data-lang="{html.escape(lang, quote=True)}"' if re.fullmatch(r"[\w+#.-]+", lang) else ""
    )
    text = html.unescape(found.content or "").strip("\n")
    return f"<pre{known}>{html.escape(text, quote=False)}</pre>"


def _gallery(context: Context, found: Shortcode) -> str:
    """Pictures by their numbers, or those that were uploaded to the post."""
    library = context.blog.library
    asked = found.attributes.get("ids") or found.attributes.get("include") or ""
    numbers = re.findall(r"\d+", asked)
    if numbers:
        pictures = [library.by_id.get(number, Attachment(number, "")) for number in numbers]
    else:
        parent = found.attributes.get("id", "") or context.post.id
        out = set(re.findall(r"\d+", found.attributes.get("exclude", "")))
        pictures = [one for one in library.of_post(parent) if one.id not in out]
    if not pictures:
        message = f"A gallery in {context.post.name} shows pictures that the export does not name."
        context.warn("import-047", message, "Look at the post, and add them to the chapter.")
        return ""
    return f'<div class="gallery">{"".join(map(_gallery_figure, pictures))}</div>'


def _gallery_figure(picture: Attachment) -> str:
    caption = f"<figcaption>{picture.caption}</figcaption>" if picture.caption else ""
    source = html.escape(picture.url, quote=True)
    return f'<figure><img src="{source}" data-attachment="{picture.id}">{caption}</figure>'


def _playlist(context: Context, found: Shortcode) -> str:
    library = context.blog.library
    numbers = re.findall(r"\d+", found.attributes.get("ids", ""))
    files = [library.by_id[number] for number in numbers if number in library.by_id]
    links = (inline_link(one.url, html.escape(one.title, quote=False)) for one in files if one.url)
    items = "".join(f"<li>{link}</li>" for link in links)
    if not items:
        message = f"A playlist in {context.post.name} names files that the export does not hold."
        context.warn("import-047", message, "Look at the post, and add them to the chapter.")
    return f"<ul>{items}</ul>" if items else ""


_HOME: Final = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "dailymotion": "https://www.dailymotion.com/video/",
    "ted": "https://www.ted.com/talks/view/id/",
    "wpvideo": "https://videopress.com/v/",
    "videopress": "https://videopress.com/v/",
}
_FILES: Final = (
    "src",
    "mp4",
    "m4v",
    "webm",
    "ogv",
    "mp3",
    "m4a",
    "ogg",
    "wav",
    "url",
    "href",
    "id",
)


def _player(context: Context, found: Shortcode) -> str:
    """A film, a sound, a map: a link in a line of its own."""
    said = [found.attributes[name] for name in _FILES if name in found.attributes]
    content = _words(found.content or "")
    address = next((one for one in (*found.positional, *said, content) if one.strip()), "").strip()
    if not re.match(r"(?:https?:)?//", address):
        address = f"{_HOME[found.name]}{address}" if address and found.name in _HOME else ""
    if not address:
        context.leave_out("links", content, f"“[{found.name}]” does not say what it shows")
        return f"<p>{html.escape(content, quote=False)}</p>" if content else ""
    return f"<p>{inline_link(address, '')}</p>"


def _words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def _linked_lines(text: str) -> str:
    """An address on a line of its own, which WordPress shows as a film or a card."""
    if "http" not in text:
        return text
    return _replaced(text, _OWN_LINE, lambda found: inline_link(html.unescape(found[1]), ""))


def _tell(context: Context, gone: Gone) -> None:
    for name, count in gone.site.items():
        context.leave_out("blocks", "", f"the block “{name}” shows the site, not the post", count)
    for name, count in gone.forms.items():
        context.leave_out("forms", "", f"the block “{name}” is a form", count)
    for words in gone.buttons:
        context.leave_out("buttons", "", f"a button does nothing on paper: “{words[:80]}”")
    context.leave_out(
        "breaks", "", "“more” and “next page” part a post on the web only", gone.breaks
    )
    for name, count in gone.unknown.items():
        context.leave_out("blocks", "", f"the block “{name}” has no text in the export", count)
        message = f"The block “{name}” in {context.post.name} has no text in the export."
        context.warn("import-046", message, "Write what it should show in the chapter.")
