"""Small books for tests, written for them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from dinobook.storage.cache import Cache, FolderStore
from dinobook.storage.fingerprint import program
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import MemoryProject
from dinobook.storage.seal import own_seal

MANIFEST = """\
book:
  title: Het kleine boek
  subtitle: Met alles erin
  authors: [{name: An Proef, sort: "Proef, An"}]
  language: nl-BE
  identifier: urn:uuid:0b9a7e0c-7c57-4b7e-9a54-6f6f5a5a9b11
  date: 2026-01-15
  publisher: Proefdruk
  rights: © 2026 An Proef
  description: Een boekje om mee te proberen.

outline:
  - matter: front
  - generate: half-title
  - generate: title-page
  - generate: colophon
  - generate: contents
  - vooraf
  - matter: body
  - part: Het begin
  - {id: eerste, short: Kort}
  - tweede
  - matter: back
  - bronnen

editions:
  ebook:  {format: epub, isbn: 978-94-6400-000-9}
  screen: {format: pdf, use: screen, page: a5}
  print:  {format: pdf, use: print, page: 135x210}
"""

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">
<path d="M10 90L100 10L190 90Z" fill="none" stroke="#1f1d1a" stroke-width="4"/></svg>
"""

VOORAF = """\
---
title: Vooraf
---
Dit boekje bestaat om gelezen te worden door een toets. Het [eerste hoofdstuk](eerste) volgt straks.
"""

EERSTE = """\
---
title: Een eerste hoofdstuk met een lange titel
subtitle: en een ondertitel
date: 2016-07-14
source: https://proef.example/eerste/
---
De vergaderzaal rook naar koffie en naar stift.[^koffie] Niemand zei iets, want iedereen wist het
al.

> Wie zwijgt, stemt misschien alleen maar toe.

- een lepel
- een kopje

1. Eerst luisteren.
2. Dan pas praten.

![Een driehoek op zijn rug](images/driehoek.svg "De driehoek van het overleg"){#fig-driehoek}

/// uitgelicht
Een vraag is geen aanval.
///

/// doe-het-zelf | Probeer dit
Leg je telefoon in de lade en tel tot honderd.
///

* * *

De verantwoordelijkheidsverdeling hing in een kader naast de deur, en de personeelsvergadering
duurde langer dan de beleidsvoorbereiding. Wie de onderhandelingstafel bereikte, vond er een
overlegstructuur die ouder was dan het gebouw. Iemand had er met potlood een vraagteken bij gezet,
iemand anders had dat vraagteken netjes uitgegomd, en de gom lag er nog.

Buiten begon het te regenen op de dienstfietsen. De gemeentesecretaris keek naar buiten, zag de
fietsenstalling volstromen en schoof het agendapunt over de afwatering naar de volgende
vergadering, waar het al eens vandaan gekomen was. Zo reisde het agendapunt de maanden door, als
een trekvogel met een mapje.

In de gang stond de koffiemachine haar verantwoordelijkheid af te wachten. Zij gaf zes soorten
koffie die allemaal hetzelfde smaakten, en een zevende die niemand durfde te kiezen. Op een dinsdag
in november koos iemand ze toch, en sindsdien heette die dag op onze verdieping de grote
omwenteling.

Ik telde de tegels in de gang, en daarna de namen op de deuren. Het waren er meer dan er mensen
waren. Sommige namen hoorden bij niemand meer, maar hun stoel werd nog elke vrijdag afgestoft. Dat
heet bij ons continuïteit, en er bestaat een formulier voor.

De poetsvrouw kende elke stoel. Zij wist wie er zuchtte voor hij ging zitten en wie er eerst zijn
jas over de leuning hing. Zij wist ook wie er niet meer kwam, weken voor er een brief over ging.
Niemand vroeg het haar ooit, want zij stond niet in het organogram.

Op een woensdag schoof ze mij een zakje koekjes toe. Dat was alles. Soms is een zakje koekjes een
beleidsnota, zei ze, en ze lachte zo hard dat de secretaris ervan opkeek.

Daarna ging het licht uit. Zie [de tabel](#tab-uren) en [het slot](tweede#slot).

[^koffie]: De koffie was van gisteren, dat moet gezegd. Ze was ook koud.
"""

TWEEDE = """\
---
title: Tweede
---
/// motto | Een onbekende bode
Alles komt terug, behalve de stift.
///

Een tweede hoofdstuk staat er nooit alleen. #werk is geen woord maar een hashtag.

| dag | uren |
|---|---:|
| maandag | 7,5 |
| dinsdag | 10 |

/// tabel | Uren per dag
    id: tab-uren
///

## Het slot {#slot}

/// vers | Uit de lade
De lade ging open,
de lade ging toe.

Ik vroeg haar iets,
zij vroeg: hoezo?
///

Lees ook [het begin](https://www.proef.example/eerste) of [ergens anders](https://elders.example/).
"""

BRONNEN = """\
---
title: Bronnen
---
- De Wilde, A. (2011). *Over lades*. Proefdruk.
"""


@dataclass(frozen=True, slots=True)
class SharedFolder(OutputFolder):
    """A new folder to build into, with a cache that all tests have in common.

    What many books have alike is laid out once. Not for tests of the cache itself, of what is
    made in a worker, or that change a function of the program.
    """

    def store(self) -> FolderStore:
        return FolderStore(Path(os.environ["XDG_STATE_HOME"]) / "cache", own_seal())


def shared_memory() -> Cache:
    """What builds into a `SharedFolder` remember."""
    return Cache(SharedFolder(Path()).store(), program())


def small_book(**changes: str) -> MemoryProject:
    """The small book; `changes` replaces whole files by their name without folder and suffix."""
    files = {
        "manuscript/book.yaml": MANIFEST,
        "manuscript/vooraf.md": VOORAF,
        "manuscript/eerste.md": EERSTE,
        "manuscript/tweede.md": TWEEDE,
        "manuscript/bronnen.md": BRONNEN,
        "manuscript/images/driehoek.svg": DRAWING,
    }
    for path in files:
        name = path.rsplit("/", 1)[-1].split(".")[0]
        if name in changes:
            files[path] = changes[name]
    return MemoryProject({path: text.encode() for path, text in files.items()})
