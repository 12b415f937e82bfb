"""Take out of a PDF what a press does not want."""

from __future__ import annotations

import pikepdf

from dinobook.finish.objects import drop
from dinobook.finish.settings import Finish


def strip(pdf: pikepdf.Pdf, settings: Finish) -> None:
    """Remove what the settings do not let stay. The pages look as they did."""
    root = pdf.Root
    page_entries = ["/PieceInfo", "/Thumb"]
    if not settings.links:
        page_entries.append("/Annots")
        drop(root, "/Names", "/Dests", "/OpenAction", "/AA", "/AcroForm")
    if not settings.outline:
        drop(root, "/Outlines", "/PageMode")
    # The tags of links would lead to annotations that are gone (ISO 32000-1, 14.7.4.3).
    if not settings.tags or not settings.links:
        drop(root, "/StructTreeRoot", "/MarkInfo")
        page_entries += ["/StructParents", "/Tabs"]
    if not settings.metadata:
        drop(root, "/Metadata", "/PieceInfo")
        drop(pdf.trailer, "/Info")
    for page in pdf.pages:
        drop(page.obj, *page_entries)
    if not settings.keeps_attachments:
        _detach(pdf)


def _detach(pdf: pikepdf.Pdf) -> None:
    """Take the files away that tags hold."""
    for tag in pdf.objects:
        if isinstance(tag, pikepdf.Dictionary) and "/S" in tag:
            drop(tag, "/AF")
