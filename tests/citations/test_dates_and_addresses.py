"""What authors type for dates and identifiers, and what the list of works makes of it."""

from __future__ import annotations

import json
import re
import time
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citations.books import MANIFEST_WITH_SOURCES, book_of, citing_book, sound
from citations.test_book import links, text
from dinobook import xhtml
from dinobook.book.model import Book
from dinobook.citations.dates import date_of, known_date
from dinobook.citations.read import read_sources

PLAIN = {"eerste": "---\ntitle: Eerste\n---\nTekst.\n"}


def listed(sources: str, style: str = "apa", language: str = "nl-BE") -> list[str]:
    """The list of works of a book that cites all these sources."""
    manifest = MANIFEST_WITH_SOURCES.replace(
        "  sources:", f"  csl: {style}\n  nocite: all\n  sources:"
    ).replace("language: nl-BE", f"language: {language}")
    book = book_of(citing_book(sources, book=manifest, tweede=_citing(sources), **PLAIN))
    return _entries(book)


def _citing(sources: str) -> str:
    keys = [one.key for one in read_sources(sources, "a.bib", "nl").references]
    return "---\ntitle: Tweede\n---\nZie " + " en ".join(f"[@{key}]" for key in keys) + ".\n"


def _entries(book: Book) -> list[str]:
    page = next(one for one in book.sections if one.id == "bibliography")
    items = xhtml.parse(page.xhtml).iter(xhtml.tag("li"))
    return [xhtml.text_of(one).replace("\u00a0", " ") for one in items]


def book_entry(fields: str, key: str = "x") -> str:
    return f"@book{{{key}, author = {{Jansen, Piet}}, title = {{Proef}}, {fields}}}\n"


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        ("year = {in druk}", "in druk"),
        ("year = {in press}", "in druk"),
        ("year = {forthcoming}", "te verschijnen"),
        ("year = {2001a}", "2001a"),
        ("year = {ca. 1920}", "ca. 1920"),
        ("year = {[2001]}", "[2001]"),
        ("year = {1998-2010}", "1998–2010"),
        ("year = {1998--2010}", "1998–2010"),
        ("date = {1998/2010}", "1998–2010"),
        ("date = {mei 2001}", "2001"),
        ("date = {12 mei 2001}", "2001"),
        ("date = {May 12, 2001}", "2001"),
        ("date = {12/5/2001}", "2001"),
        ("date = {zomer 2001}", "2001"),
        ("date = {2001?}", "2001?"),
        ("date = {2001-13-45}", "2001-13-45"),
        ("year = {z.d.}", "z.d."),
        ("year = {n.d.}", "z.d."),
        ("year = 2001, month = {mei}", "2001"),
        ("year = 1987 # {--}", "1987–"),
        ("title = {Proef}", "z.d."),
        ("pubstate = {inpress}", "in druk"),
        ("pubstate = {forthcoming}", "te verschijnen"),
    ],
)
def test_every_date_is_printed(fields: str, printed: str) -> None:
    assert listed(book_entry(fields)) == [f"Jansen, P. ({printed}). Proef."]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("date = {mei 2001}", "2001, mei"),
        ("date = {12 mei 2001}", "2001, 12 mei"),
        ("date = {2001, May 12}", "2001, 12 mei"),
        ("date = {1er mars 2001}", "2001, 1 maart"),
        ("date = {12. Mai 2001}", "2001, 12 mei"),
        ("year = 2001, month = {mei}", "2001, mei"),
        ("year = 2001, month = 12 # { } # may", "2001, 12 mei"),
        ("year = 2001, month = {juni/juli}", "2001, juni–juli"),
        ("date = {herfst 2001}", "2001, herfst"),
    ],
)
def test_months_days_and_seasons_are_read(typed: str, printed: str) -> None:
    source = f"@article{{x, author = {{Jansen, Piet}}, title = {{P}}, journal = {{K}}, {typed}, "
    (entry,) = listed(source + "entrysubtype = {newspaper}}")
    assert f"({printed})" in entry


def test_a_date_in_words_stands_in_the_citation_too() -> None:
    source = book_entry("year = {in druk}") + book_entry("year = {in druk}, note = {n}", "y")
    manifest = MANIFEST_WITH_SOURCES
    chapter = "---\ntitle: Tweede\n---\nZie [@x] en @y.\n"
    book = book_of(citing_book(source, book=manifest, tweede=chapter, **PLAIN))
    assert "Zie (Jansen, in druk-a) en Jansen (in druk-b)." in text(book, "tweede")


def test_a_letter_behind_a_date_in_words_leaves_other_words_alone() -> None:
    source = "@book{x, author = {Winters, Jan}, title = {Winters en nu no}, date = {Winter}}"
    assert listed(source) == ["Winters, J. (Winter). Winters en nu no."]
    assert listed(source.replace("{Winter}", "{n}")) == ["Winters, J. (n). Winters en nu no."]
    both = source + source.replace("{x,", "{y,").replace("nu no", "no no")
    assert listed(both) == [
        "Winters, J. (Winter-a). Winters en no no.",
        "Winters, J. (Winter-b). Winters en nu no.",
    ]


@pytest.mark.parametrize("style", ["chicago-author-date", "harvard-cite-them-right", "ieee"])
def test_a_date_in_words_ends_as_it_was_typed(style: str) -> None:
    source = book_entry("year = {in druk}, publisher = {Proefdruk}")
    (work,) = listed(source, style)
    assert "in druk" in work
    assert "in druk-" not in work


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("-0350", "351 v.Chr."), ("0350", "350 n.Chr.")],
)
def test_a_year_before_or_behind_christ_has_its_space(typed: str, printed: str) -> None:
    assert listed(book_entry(f"date = {{{typed}}}")) == [f"Jansen, P. ({printed}). Proef."]


def test_a_date_in_words_stands_once_where_a_day_is_printed_too() -> None:
    source = "@misc{x, author = {Maris, Nico}, title = {Allerlei}, year = {ca. 1965}}"
    assert listed(source) == ["Maris, N. (ca. 1965). Allerlei."]


def test_days_of_access_and_of_the_original() -> None:
    source = (
        "@online{x, author = {Nys, Oda}, title = {Praten}, date = {2010}, origdate = {ca. 1900}, "
        "url = {https://proef.example/a}, urldate = {12 mei 2012}}"
    )
    (item,) = read_sources(source, "a.bib", "nl").references
    assert json.loads(item.item)["accessed"] == {"date-parts": [[2012, 5, 12]]}
    assert json.loads(item.item)["original-date"] == {"literal": "ca. 1900"}


def test_an_entry_keeps_its_own_year_before_that_of_its_parent() -> None:
    sources = (
        "@mvbook{deel, author = {Jansen, Piet}, title = {Alles}, date = {1979}}\n"
        "@book{x, author = {Jansen, Piet}, title = {Proef}, year = {1989}, crossref = {deel}}\n"
    )
    assert any("(1989)" in one for one in listed(sources))


@pytest.mark.parametrize(
    ("issued", "printed"),
    [
        ({"raw": "in druk"}, "in druk"),
        ({"literal": "in press"}, "in druk"),
        ({"raw": "mei 2001"}, "2001"),
        ({"date-parts": [["2001a"]]}, "2001a"),
        ({"date-parts": [["2001", "5"]]}, "2001"),
        ({"date-parts": [2001]}, "2001"),
        ({"date-parts": [2001, 5, 12]}, "2001"),
        ({"date-parts": ["2001"]}, "2001"),
        ({"date-parts": [["x"]]}, "x"),
        ({"date-parts": 2001}, "2001"),
        ({"date-parts": [[]]}, "z.d."),
        ([2001], "2001"),
        ("2001-05-03", "2001"),
        (2001, "2001"),
    ],
)
def test_dates_in_json(issued: object, printed: str) -> None:
    names = [{"family": "Jansen", "given": "Piet"}]
    rows = [{"id": "x", "type": "book", "title": "Proef", "author": names, "issued": issued}]
    manifest = MANIFEST_WITH_SOURCES.replace("bronnen.bib", "b.json")
    chapter = "---\ntitle: Tweede\n---\nZie [@x].\n"
    project = citing_book(book=manifest, tweede=chapter, **PLAIN)
    project.contents["manuscript/b.json"] = json.dumps(rows).encode()
    assert sound(project).problems == ()
    assert _entries(book_of(project)) == [f"Jansen, P. ({printed}). Proef."]


@pytest.mark.parametrize(
    "doi",
    [
        "10.1000/x_y",
        "https://doi.org/10.1000/x_y",
        "http://dx.doi.org/10.1000/x_y",
        "doi:10.1000/x_y",
        "DOI 10.1000/x_y",
        "doi.org/10.1000/x_y.",
        r"\url{https://doi.org/10.1000/x_y}",
        r"10.1000/x{\_}y",
        r"https://doi.org/10.1000/x\_y",
    ],
)
@pytest.mark.parametrize("style", ["apa", "nature"])
def test_a_doi_is_printed_once(doi: str, style: str) -> None:
    (entry,) = listed(
        f"@article{{x, author = {{Jansen, Piet}}, title = {{P}}, journal = {{K}}, date = {{2001}}, "
        f"doi = {{{doi}}}}}",
        style,
    )
    address = next(word for word in entry.split() if "doi" in word)
    assert address.removeprefix("doi:") == "https://doi.org/10.1000/x_y"


def test_what_stands_before_a_doi_is_read_in_one_pass() -> None:
    typed = "doi" * 1_000 + ".a" * 1_000 + "!10.1000/x"
    begun = time.process_time()
    (item,) = read_sources(book_entry(f"doi = {{{typed}}}"), "a.bib", "nl").references
    assert time.process_time() - begun < 5
    assert typed in item.item


def test_an_address_that_is_no_doi_is_an_address() -> None:
    source = book_entry("date = {2001}, doi = {https://proef.example/a}")
    manifest = MANIFEST_WITH_SOURCES
    chapter = "---\ntitle: Tweede\n---\nZie [@x].\n"
    book = book_of(citing_book(source, book=manifest, tweede=chapter, **PLAIN))
    assert list(links(book, "bibliography")) == ["https://proef.example/a"]


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        ("edition = {2nd}", "Proef (2e druk)."),
        ("edition = {Second edition}", "Proef (2e druk)."),
        ("edition = {2e druk}", "Proef (2e druk)."),
        ("edition = {derde, herziene druk}", "Proef (derde, herziene druk)."),
        ("volume = {Vol. 3}", "Proef (Vol. 3)."),
    ],
)
def test_a_number_has_its_word_once(fields: str, printed: str) -> None:
    (work,) = listed(book_entry(f"date = {{2001}}, {fields}"))
    assert work.endswith(printed)


@pytest.mark.parametrize("pages", ["3--9", "pp. 3--9", "p. 3-9", "blz. 3--9", "pagina's 3--9"])
def test_pages_have_their_word_once(pages: str) -> None:
    source = (
        f"@incollection{{x, title = {{P}}, booktitle = {{B}}, date = 2001, pages = {{{pages}}}}}"
    )
    assert listed(f"{source}}}")[0].endswith("In B (pp. 3–9).")


def test_an_archive_that_is_given_as_an_address() -> None:
    address = "https://arxiv.org/abs/1234.5678"
    (entry,) = listed(
        book_entry(f"date = {{2001}}, eprint = {{{address}}}, eprinttype = {{arxiv}}")
    )
    assert entry.endswith(f"Proef. {address}")


NUMBERS = ("2001", "1998", "0350", "12", "05", "1", "31", "2001a", "mei", "lente")
BETWEEN = (" ", "-", "–", "/", ". ", ", ", " t/m ", "e ", "~", "..", "? ")


@given(
    st.one_of(
        st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20),
        st.lists(
            st.tuples(st.sampled_from(NUMBERS), st.sampled_from(BETWEEN)).map("".join),
            min_size=1,
            max_size=3,
        ).map(lambda pieces: "".join(pieces).rstrip("-–/., ")),
    )
)
@example("1998-2001")
@example("12 mei 2001")
@example("12/5/2001")
@example("mei-juni 2001")
def test_no_date_loses_a_digit(typed: str) -> None:
    """Whatever is typed is a date in figures, or stays as it is."""
    date = date_of(typed, "nl")
    if "date-parts" in date:
        numbers = Counter(int(one) for one in re.findall(r"\d+", typed))
        said = Counter(one for part in date["date-parts"] for one in part)
        assert not numbers - said
        assert said == numbers or re.search(r"[a-z]{3}", typed, re.IGNORECASE)
    else:
        said_digits = Counter(re.findall(r"\d", "".join(date.values())))
        assert said_digits == Counter(re.findall(r"\d", typed))
    assert known_date(date, "nl") == date or "raw" in date


@given(
    st.integers(1500, 2100),
    st.integers(1, 12),
    st.integers(1, 28),
    st.sampled_from(["nl", "en"]),
)
def test_a_day_is_read_in_each_way_of_typing_it(
    year: int, month: int, day: int, language: str
) -> None:
    dutch = (
        "januari februari maart april mei juni juli augustus september oktober november december"
    )
    name = dutch.split()[month - 1]
    wanted = {"date-parts": [[year, month, day]]}
    assert date_of(f"{day} {name} {year}", language) == wanted
    assert date_of(f"{name.title()} {day}, {year}", language) == wanted
    assert date_of(f"{year}, {name} {day}", language) == wanted
