"""What goes, what stays, and what a file says it is."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from dinobook.finish.finish import finish
from dinobook.finish.profile import Profile
from dinobook.finish.settings import UNFINISHED, Finish, Standard
from finish.press import press_profile
from finish.sheets import saved, sheet

PRESS = Profile(press_profile(), "CMYK", "Proefpers")


def linked() -> bytes:
    """A page with a link, an outline, tags and metadata."""
    with pikepdf.open(io.BytesIO(sheet("0 g"))) as pdf:
        page, root = pdf.pages[0].obj, pdf.Root
        page.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])])
        page.StructParents, page.PieceInfo = 0, Dictionary()
        root.Names = Dictionary(Dests=Dictionary(Names=Array([String("a"), Array([page])])))
        root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=0))
        root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.MarkInfo = Dictionary(Marked=True)
        root.Metadata = pdf.make_stream(
            b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
            b' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
            b' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">'
            b"<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>"
        )
        pdf.docinfo.Title = String("Een boek")
        pdf.docinfo.ModDate = String("D:20260115000000Z")
        return saved(pdf)


def kept(settings: Finish) -> dict[str, Any]:
    with pikepdf.open(io.BytesIO(finish(linked(), settings))) as pdf:
        root = pdf.Root
        return {
            "links": "/Annots" in pdf.pages[0].obj or "/Names" in root,
            "outline": "/Outlines" in root,
            "tags": "/StructTreeRoot" in root or "/StructParents" in pdf.pages[0].obj,
            "metadata": "/Metadata" in root or "/Info" in pdf.trailer,
        }


@pytest.mark.parametrize(
    ("settings", "gone"),
    [
        (Finish(bleed_mm=3), set()),
        (Finish(outline=False), {"outline"}),
        (Finish(links=False), {"links", "tags"}),  # the tags of links would lead nowhere
        (Finish(tags=False), {"tags"}),
        (Finish(metadata=False), {"metadata"}),
    ],
)
def test_what_is_refused_goes(settings: Finish, gone: set[str]) -> None:
    assert {name for name, stays in kept(settings).items() if not stays} == gone


def test_nothing_asked_is_nothing_done() -> None:
    data = linked()
    assert finish(data, UNFINISHED) is data


@pytest.mark.parametrize(
    ("standard", "claim", "version"),
    [
        ("x-1a", ("/GTS_PDFXVersion", "PDF/X-1a:2003"), "1.4"),
        ("x-3", ("/GTS_PDFXVersion", "PDF/X-3:2003"), "1.4"),
        ("x-4", None, "1.6"),
    ],
)
def test_a_standard_for_print_is_claimed(
    standard: Standard, claim: tuple[str, str] | None, version: str
) -> None:
    data = finish(linked(), Finish(standard, "cmyk", PRESS, links=False))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = {key: str(value) for key, value in pdf.docinfo.items() if "GTS" in key}
        assert said == (dict([claim]) if claim else {})
        assert pdf.pdf_version == version
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert ("PDF/X-4" in xmp) == (standard == "x-4")
        assert "pdfuaid:part" not in xmp
        assert "2026-01-15T00:00:00Z" in xmp
        assert str(pdf.docinfo.Title) == "Een boek"


@pytest.mark.parametrize(("standard", "part"), [("a-2b", "2"), ("a-3b", "3")])
def test_an_archive_keeps_links_and_tags(standard: Standard, part: str) -> None:
    data = finish(linked(), Finish(standard))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert f"<pdfaid:part>{part}</pdfaid:part>" in xmp
        assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
        assert pdf.pages[0].obj.Annots[0].F == 4
        assert str(pdf.Root.OutputIntents[0].S) == "/GTS_PDFA1"


def test_print_standards_are_for_a_known_press() -> None:
    with pytest.raises(ValueError, match="press"):
        Finish("x-4", "cmyk")
    with pytest.raises(ValueError, match="inks"):
        Finish("x-4", "any", PRESS)


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("Coated FOGRA39 (ISO 12647-2:2004)", "FOGRA39"),
        ("PSO Coated v3", "FOGRA51"),
        ("PSO_Uncoated_v3_FOGRA52", "FOGRA52"),
        ("ISO Coated v2 300% (ECI)", "FOGRA39"),
        ("PSO Uncoated ISO12647 (ECI)", "FOGRA47"),
        ("U.S. Web Coated (SWOP) v2", "CGATS TR 001"),
        ("Proefpers", ""),
        ("Wie FOGRA zegt, zegt nog niets", ""),
    ],
)
def test_the_registered_name_of_the_condition_is_said(description: str, name: str) -> None:
    profile = Profile(press_profile(name=description), "CMYK", description)
    data = finish(linked(), Finish("x-4", "cmyk", profile, links=False))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert str(intent.OutputConditionIdentifier) == (name or "Custom")
        assert ("/RegistryName" in intent) == bool(name)
        assert str(intent.Info) == description
