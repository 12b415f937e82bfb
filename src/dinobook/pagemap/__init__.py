"""The page map: which word of which element begins each page of a PDF (docs/pagemap.md)."""
