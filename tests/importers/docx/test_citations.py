"""Citations that Word and reference managers keep come in with the works that they name."""

from __future__ import annotations

import base64
import json

import pytest

from importers.docx.bringing import Brought, brought
from importers.docx.documents import Made, document, field, text

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
BIBLIOGRAPHY = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"


def source(tag: str, last: str, title: str, year: str, kind: str = "Book") -> str:
    return (
        f"<b:Source><b:Tag>{tag}</b:Tag><b:SourceType>{kind}</b:SourceType><b:Author><b:Author>"
        f"<b:NameList><b:Person><b:Last>{last}</b:Last><b:First>An</b:First></b:Person>"
        f"</b:NameList></b:Author></b:Author><b:Title>{title}</b:Title><b:Year>{year}</b:Year>"
        "<b:City>Gent</b:City><b:Publisher>Berenpers</b:Publisher></b:Source>"
    )


SOURCES = source("Pee10", "Peeters", "Het berenboek", "2010") + source(
    "Rae09", "Raes", "De tweede beer", "z.d."
)


def cited(citation: str, bibliography: str = "", sources: str = SOURCES) -> Brought:
    def write(made: Made) -> None:
        xml = f'<b:Sources xmlns:b="{BIBLIOGRAPHY}">{sources}</b:Sources>'
        made.part("/customXml/item9.xml", "application/xml", KIND, xml)
        made.heading("Kop")
        made.xml(text("Volgens ") + citation + text("."))
        if bibliography:
            made.heading("Literatuur")
            made.xml(bibliography)

    return brought(document(write))


def works(found: Brought) -> list[dict[str, object]]:
    return list(json.loads(found.project.contents["manuscript/scriptie-bronnen.json"]))


@pytest.mark.parametrize(
    ("instruction", "typed"),
    [
        ("CITATION Pee10 \\l 2067", "[@Pee10]"),
        ("CITATION Pee10 \\p 4 \\l 2067", "[@Pee10, p. 4]"),
        ('CITATION Pee10 \\p "4-5" \\f "zie "', "[zie @Pee10, p. 4-5]"),
        ("CITATION Pee10 \\n", "[-@Pee10]"),
        ("CITATION Pee10 \\m Rae09 \\p 7", "[@Pee10; @Rae09, p. 7]"),
        ("CITATION pee10", "[@Pee10]"),
    ],
)
def test_word_s_own_citations(instruction: str, typed: str) -> None:
    found = cited(field(instruction, "(Peeters, 2010)"))
    assert found.errors == []
    assert found.chapter("kop") == f"Volgens {typed}."


def test_the_works_are_a_list_of_sources_of_the_book() -> None:
    found = cited(field("CITATION Pee10 \\m Rae09", "(Peeters, 2010; Raes, z.d.)"))
    assert (
        "sources: scriptie-bronnen.json" in found.project.contents["manuscript/book.yaml"].decode()
    )
    peeters, raes = works(found)
    assert peeters == {
        "id": "Pee10",
        "type": "book",
        "title": "Het berenboek",
        "publisher-place": "Gent",
        "publisher": "Berenpers",
        "author": [{"family": "Peeters", "given": "An"}],
        "issued": {"date-parts": [[2010]]},
    }
    assert "issued" not in raes


ITEM = {
    "id": 12,
    "type": "article-journal",
    "title": "Beren en mensen",
    "container-title": "Dierkunde",
    "author": [{"family": "De Smet", "given": "Bo"}],
    "issued": {"date-parts": [["2015"]]},
    "note": "niet voor andere ogen",
}
CSL = {
    "citationItems": [
        {
            "id": 12,
            "uris": ["http://zotero.org/users/1/items/A"],
            "itemData": ITEM,
            "locator": "33",
            "label": "page",
            "prefix": "zie ",
        }
    ]
}
DE_SMET = "[zie @desmet2015, p. 33]"


@pytest.mark.parametrize(
    "instruction",
    [
        f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(CSL)}",
        f"ADDIN CSL_CITATION {json.dumps(CSL)}",
    ],
)
def test_zotero_and_mendeley(instruction: str) -> None:
    found = cited(field(instruction, "(zie De Smet, 2015, p. 33)"))
    assert found.errors == []
    assert found.chapter("kop") == f"Volgens {DE_SMET}."
    (work,) = works(found)
    assert work["title"] == "Beren en mensen"
    assert "niet voor andere ogen" not in json.dumps(works(found))


def test_mendeley_s_content_controls() -> None:
    kept = base64.b64encode(json.dumps(CSL).encode()).decode()
    inner = text("(zie De Smet, 2015, p. 33)")
    control = (
        f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{kept}"/></w:sdtPr>'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )
    found = cited(control)
    assert found.errors == []
    assert found.chapter("kop") == f"Volgens {DE_SMET}."


ENDNOTE = (
    "<EndNote><Cite><Author>De Smet</Author><Year>2015</Year><Pages>33</Pages><Prefix>zie </Prefix>"
    '<record><ref-type name="Journal Article">17</ref-type><contributors><authors><author>'
    '<style face="normal">De Smet, Bo</style></author></authors></contributors><titles><title>'
    "<style>Beren en mensen</style></title></titles><dates><year>2015</year></dates></record>"
    "</Cite></EndNote>"
)


def test_endnote_in_the_instruction_and_in_the_field_s_data() -> None:
    found = cited(field(f"ADDIN EN.CITE {ENDNOTE}", "(zie De Smet, 2015, p. 33)"))
    assert found.errors == []
    assert found.chapter("kop") == f"Volgens {DE_SMET}."

    kept = base64.b64encode(ENDNOTE.encode()).decode()
    data = f'<w:fldChar w:fldCharType="begin"><w:fldData>{kept}</w:fldData></w:fldChar>'
    inner = (
        f"<w:r>{data}</w:r><w:r><w:instrText> ADDIN EN.CITE.DATA </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    whole = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ADDIN EN.CITE '
        f'</w:instrText></w:r>{inner}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{text("(zie De Smet, 2015, p. 33)")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert cited(whole).chapter("kop") == f"Volgens {DE_SMET}."


def test_citavi() -> None:
    kept = {
        "Entries": [
            {
                "ReferenceId": "a-b",
                "Prefix": "zie ",
                "PageRange": {"OriginalString": "33"},
                "Reference": {
                    "Title": "Beren en mensen",
                    "ReferenceType": "JournalArticle",
                    "Authors": [{"FirstName": "Bo", "LastName": "De Smet"}],
                    "Year": "2015",
                    "Periodical": {"Name": "Dierkunde"},
                },
            }
        ]
    }
    letters = base64.b64encode(json.dumps(kept).encode()).decode()
    found = cited(field(f"ADDIN CitaviPlaceholder{{{letters}}}", "(zie De Smet, 2015, p. 33)"))
    assert found.errors == []
    assert found.chapter("kop") == f"Volgens {DE_SMET}."
    assert works(found)[0]["container-title"] == "Dierkunde"


@pytest.mark.parametrize(
    "instruction",
    [
        "CITATION Weg99",
        "ADDIN ZOTERO_ITEM CSL_CITATION {kapot",
        "ADDIN EN.CITE <EndNote><Cite>",
        "ADDIN CitaviPlaceholder{!!!}",
        'ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": [3, null, {"itemData": []}]}',
    ],
)
def test_a_citation_that_cannot_be_read_stays_text_and_is_told(instruction: str) -> None:
    found = cited(field(instruction, "(Weg, 1999)"))
    assert found.errors == []
    assert found.chapter("kop") == "Volgens (Weg, 1999)."
    assert "(Weg, 1999)" in found.problem("import-058").message


def test_a_citation_that_is_typed_stays_text() -> None:
    found = cited(text("(Peeters, 2010, p. 4)"))
    assert found.chapter("kop") == "Volgens (Peeters, 2010, p. 4)."
    assert "manuscript/scriptie-bronnen.json" not in found.project.contents


LIST = field("BIBLIOGRAPHY", "Peeters, A. (2010). Het berenboek. Gent: Berenpers.")


def test_the_bibliography_that_the_book_makes_stays_out_with_its_heading() -> None:
    found = cited(field("CITATION Pee10", "(Peeters, 2010)"), LIST)
    assert found.errors == []
    assert "manuscript/literatuur.md" not in found.project.contents
    assert "bibliography" in found.problem("import-063").message


def test_without_citations_a_bibliography_is_text() -> None:
    found = cited(text("niemand"), LIST)
    assert found.errors == []
    assert found.chapter("literatuur").startswith("Peeters, A. (2010)")


def test_a_work_that_only_the_typed_bibliography_names_is_told() -> None:
    strange = field("BIBLIOGRAPHY", "Maes, B. (2001). Een heel ander werk. Brugge: Pers.")
    found = cited(field("CITATION Pee10", "(Peeters, 2010)"), strange)
    assert "Een heel ander werk" in found.problem("import-060").message
