"""An invented dump with everything that real ones have, and a project to import it into."""

from __future__ import annotations

import pytest

from dinobook.importers.plan import Plan
from dinobook.importers.text import TextDump
from dinobook.storage.project import MANIFEST, MemoryProject

DUMP = """\
De fiets van oma

Vandaag stond er\u00a0plots een oude fiets in onze gang.  Niemand wist van wie die was.

Een bel zonder klank

Mijn buurman vond dat we “alles moesten bewaren“. Ik dacht daar anders over, want ‘t was krap.

We hadden drie redenen, namelijk

  1. de gang is smal
  2. de bel is stuk
  3. niemand fietst

Schermafbeelding 2019-05-02 om 10.11.12

Wie heeft er nog een plekje vrij? Laat het mij weten via #fietsenstalling

\u00a0

Soep op maandag: wat een\u00a0feest

2018-11-05 18.30.00

Op maandag eten wij soep. Dat is geen wet, maar het scheelt niet veel.

Bruine bonen
weken lang
in koud water

(Uit “Keukenverzen” van mezelf)

#soep_dag is begonnen en a*b*c blijft gewoon staan. <b>Echt waar</b> [zie boven].  IMG_0042.JPG
"""

MANIFEST_TEXT = """\
book:
  title: Proefboek
  authors: [{name: An Peeters, sort: "Peeters, An"}]
  identifier: urn:uuid:3f2b8c1e-5d47-4a90-9c1b-7e6a2d0f4b58
outline:
  - voorwoord   # blijft vooraan
aside: [oud-stuk]
editions:
  ebook: {format: epub}
"""


@pytest.fixture
def dump() -> str:
    return DUMP


@pytest.fixture
def importer(dump: str) -> TextDump:
    return TextDump("fiets.txt", dump.encode())


@pytest.fixture
def plan(importer: TextDump) -> Plan:
    made, problems = importer.propose()
    assert made is not None
    assert not problems
    return made


@pytest.fixture
def project() -> MemoryProject:
    return MemoryProject(
        {MANIFEST: MANIFEST_TEXT.encode(), "manuscript/voorwoord.md": b"# Vooraf\n\nWelkom.\n"}
    )
