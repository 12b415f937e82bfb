from __future__ import annotations

import pytest

MANIFEST = """\
book:
  title: "Het boek"
  identifier: urn:uuid:3f2b8c1e-5d47-4a90-9c1b-7e6a2d0f4b58

outline:
  - matter: front
  - generate: contents
  - voorwoord
  - matter: body
  - part: "Deel één"
  - de-weg
  - {id: onaf, status: hold}

aside: [oud]

editions:
  ebook: {format: epub}
  print: {format: pdf, page: a5}
"""


@pytest.fixture
def manifest_text() -> str:
    """A small manifest without problems; tests break one thing in it."""
    return MANIFEST
