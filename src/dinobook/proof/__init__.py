"""A PDF to mark up, and its remarks → lines of the chapters (docs/proofs.md)."""

from __future__ import annotations

from dinobook.proof.annotations import Reply
from dinobook.proof.make import edition_to_proof, make_proof
from dinobook.proof.model import Proof, Remark, Remarks
from dinobook.proof.remarks import remarks_in

__all__ = [
    "Proof",
    "Remark",
    "Remarks",
    "Reply",
    "edition_to_proof",
    "make_proof",
    "remarks_in",
]
