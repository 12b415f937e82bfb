"""From the text of an export to its XML tree: strictly, then cleaned, then, when asked, recovered.

A document type is refused before any parser sees it: an export has none, and it is what files that
attack a parser are made of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.entities import html5
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape  # text → text, no parser

from lxml import etree

from dinobook.problems import Place, Problem, Severity

_ROOT: Final = re.compile(r"<(?:rss|feed|html)[\s>]", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"\A<\?xml\b[^>]{0,300}\?>")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE: Final = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,8})|0*(\d{1,8}));")
_CDATA: Final = "<![CDATA["
_ITEM: Final = re.compile(r"<item[\s>]")
_AMPERSAND: Final = re.compile(r"&(#?\w{1,40};)?")
_PREDEFINED: Final = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_SPACING: Final = "\x0b\x0c"
_POST_ID: Final = re.compile(r"post_id>(?:<!\[CDATA\[)?\s*(\d{1,20})")


@dataclass(slots=True)
class Parsed:
    """The root of the file, or None when it cannot be read, with what was wrong or mended."""

    root: etree._Element | None
    problems: list[Problem] = field(default_factory=list)


def parse(text: str, name: str, *, recover: bool = False) -> Parsed:
    """The tree of one file."""
    refused = _refusal(text, name)
    if refused is not None:
        return Parsed(None, [refused])
    body = _DECLARATION.sub("", text)
    root, _ = _strict(body)
    if root is not None:
        return Parsed(root)
    cleaned, problems = _cleaned(text, name)
    root, fault = _strict(cleaned)
    if root is not None:
        return Parsed(root, problems)
    if not recover:
        return Parsed(None, [*problems, _malformed(cleaned, text, name, fault)])
    return _recovered(cleaned, name, problems)


def _refusal(text: str, name: str) -> Problem | None:
    found = _ROOT.search(text)
    head = text[: found.start()] if found else text[:20_000]
    place = Place(name, 1)
    if found is None or found[0][1:5].lower() in ("html", "feed"):
        what = "a web page" if found and found[0][1:5].lower() == "html" else "something else"
        message = f"The file is no WordPress export but {what}."
        hint = (
            "In WordPress choose Tools → Export → All content, and import the file that it gives."
        )
        return Problem(place, "import-040", message, hint)
    if "<!doctype" in head.lower() or "<!entity" in head.lower():
        message = "The file begins with a document type (<!DOCTYPE), which no WordPress export has."
        hint = "Export the blog again; a file of somebody else that has one is better not opened."
        return Problem(place, "import-042", message, hint)
    return None


def _strict(text: str) -> tuple[etree._Element | None, etree.XMLSyntaxError | None]:
    try:
        return _fed(text, recover=False), None
    except etree.XMLSyntaxError as error:
        return None, error
    except UnicodeEncodeError:  # half a character: the cleaning takes it out
        return None, None


def _fed(text: str, *, recover: bool) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
        encoding="utf-8",
    )
    root = etree.fromstring(text.encode("utf-8"), parser)
    if root is not None and root.getroottree().docinfo.internalDTD is not None:
        return None
    return root


def _cleaned(text: str, name: str) -> tuple[str, list[Problem]]:
    """Without what stands before the declaration and without control characters; both are said."""
    problems = []
    start = text.find("<?xml")
    root = _ROOT.search(text)
    first = start if 0 <= start < (root.start() if root else 0) else (root.start() if root else 0)
    if junk := text[:first].strip():
        words = " ".join(re.sub(r"<[^>]{0,500}>", " ", junk).split())
        message = f"Text before the beginning of the export was left out: “{words[:80]}”."
        problems.append(_said(name, 1, message, "It is a message of the web server, as a rule."))
    lines_before = text.count("\n", 0, first)
    body = _DECLARATION.sub("", text[first:])
    body, removed = _without_controls(body)
    for line, count, post in removed:
        number = "A control character was" if count == 1 else f"{count} control characters were"
        message = f"{number} taken out{f' of post {post}' if post else ''}."
        problems.append(
            _said(name, line + lines_before, message, "Nothing that can be read is lost.")
        )
    # the parser counts lines as the file has them
    return "\n" * lines_before + body, problems


def _said(name: str, line: int, message: str, hint: str) -> Problem:
    return Problem(Place(name, line), "import-043", message, hint, Severity.WARNING)


def _without_controls(body: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text, and for each post that had control characters: line, how many, its number."""
    if not _CONTROLS.search(body) and not _has_bad_reference(body):
        return body, []
    kept: list[str] = []
    found: list[tuple[int, int, str]] = []
    line = 1
    for piece in _items(body):
        count = 0

        def gone(match: re.Match[str]) -> str:
            nonlocal count
            count += 1
            return " " if match[0] in _SPACING else ""

        clean = _CONTROLS.sub(gone, piece)
        clean, references = _outside_cdata(clean, _without_references)
        count += references
        if count:
            number = _POST_ID.search(clean)
            found.append((line, count, number[1] if number else ""))
        kept.append(clean)
        line += piece.count("\n")
    return "".join(kept), found


def _items(body: str) -> list[str]:
    starts = [0, *(found.start() for found in _ITEM.finditer(body)), len(body)]
    return [body[a:b] for a, b in pairwise(starts)]


def _has_bad_reference(body: str) -> bool:
    return any(not _is_allowed(found) for found in _REFERENCE.finditer(body))


def _is_allowed(reference: re.Match[str]) -> bool:
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return number <= 0x10FFFF and not _CONTROLS.match(chr(number))


def _without_references(text: str) -> tuple[str, int]:
    count = 0

    def gone(match: re.Match[str]) -> str:
        nonlocal count
        if _is_allowed(match):
            return match[0]
        count += 1
        return ""

    return _REFERENCE.sub(gone, text), count


def _outside_cdata(text: str, change: Callable[[str], tuple[str, int]]) -> tuple[str, int]:
    made: list[str] = []
    total = 0
    for piece, is_cdata in _sections(text):
        if is_cdata:
            made.append(piece)
        else:
            changed, count = change(piece)
            made.append(changed)
            total += count
    return "".join(made), total


def _sections(text: str) -> Iterator[tuple[str, bool]]:
    """The text outside of CDATA sections and these sections, in order."""
    position = 0
    while (start := text.find(_CDATA, position)) >= 0:
        end = text.find("]]>", start)
        if end < 0:
            break
        yield text[position:start], False
        yield text[start : end + 3], True
        position = end + 3
    yield text[position:], False


def _malformed(cleaned: str, text: str, name: str, fault: etree.XMLSyntaxError | None) -> Problem:
    line = fault.lineno or 1 if fault is not None else 1
    before = "\n".join(cleaned.split("\n")[:line])
    numbers = _POST_ID.findall(before[before.rfind("<item") :] if "<item" in before else "")
    where = f", near post {numbers[-1]}" if numbers else ""
    reason = _plain(fault)
    message = f"The file is no well-formed XML{where}: {reason}."
    if "</rss>" not in text[-2000:]:
        message = f"The file breaks off{where or ' before its end'}."
    hint = (
        "Export the blog again, in smaller parts if that helps. With --recover the rest is read, "
        "and posts are counted to tell what is missing."
    )
    return Problem(Place(name, line), "import-042", message, hint)


def _plain(fault: etree.XMLSyntaxError | None) -> str:
    said = (fault.msg or "") if fault is not None else ""
    said = re.sub(r", line \d+, column \d+.*", "", said.split("\n")[0]).strip()
    return (said[:1].lower() + said[1:120]) or "it cannot be read"


def _recovered(cleaned: str, name: str, problems: list[Problem]) -> Parsed:
    mended, count = _outside_cdata(cleaned, _with_entities)
    if count:
        message = f"{count} signs & that begin no entity were taken as they stand."
        problems.append(_said(name, 1, message, ""))
    try:
        root = _fed(mended, recover=True)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        message = "Nothing in the file can be recovered."
        return Parsed(None, [*problems, Problem(Place(name, 1), "import-042", message)])
    raw = sum(len(_ITEM.findall(one)) for one, is_cdata in _sections(mended) if not is_cdata)
    got = sum(1 for _ in root.iter("item"))
    problems.append(_counted(name, raw, got, whole="</rss>" in mended[-2000:]))
    return Parsed(root, problems)


def _counted(name: str, raw: int, got: int, *, whole: bool) -> Problem:
    message = f"The file was recovered: it names {raw} items, and {got} could be read."
    if not whole:
        message += " It breaks off, so the last one is not whole."
    hint = "Compare the posts with your blog before you trust them."
    severity = Severity.WARNING if raw == got else Severity.ERROR
    return Problem(Place(name), "import-044", message, hint, severity)


def _with_entities(text: str) -> tuple[str, int]:
    """Entities of HTML as characters, and every other & as itself."""
    count = 0

    def mended(match: re.Match[str]) -> str:
        nonlocal count
        name = match[1] or ""
        if name in _PREDEFINED or name.startswith("#"):
            return match[0]
        if name in html5:
            return escape(html5[name])
        count += 1
        return f"&amp;{name}"

    return _AMPERSAND.sub(mended, text), count
