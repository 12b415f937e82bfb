"""Files that tags hold: formulas as MathML, for readers that speak them or let one walk in them.

PDF 2.0 knows them (ISO 32000-2, 14.13.5), PDF/A-3 too, and PDF 1.7 passes them over.
"""

from __future__ import annotations

import pydyf


class Attachments:
    """The files of one document, each once."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._pdf = pdf
        self._known: dict[str, bytes] = {}

    def mathml(self, formula: str) -> pydyf.Array:
        """The value of a formula's `AF`."""
        if formula not in self._known:
            self._known[formula] = self._added(formula)
        return pydyf.Array([self._known[formula]])

    def _added(self, formula: str) -> bytes:
        kind = {"Type": "/EmbeddedFile", "Subtype": "/application#2Fmathml+xml"}
        file = pydyf.Stream([formula.encode()], pydyf.Dictionary(kind), compress=True)
        self._pdf.add_object(file)
        entry = pydyf.Dictionary(
            {
                "Type": "/Filespec",
                "F": pydyf.String("formula.mml"),
                "UF": pydyf.String("formula.mml"),
                "AFRelationship": "/Supplement",
                "Desc": pydyf.String("MathML"),
                "EF": pydyf.Dictionary({"F": file.reference, "UF": file.reference}),
            }
        )
        self._pdf.add_object(entry)
        return bytes(entry.reference)
