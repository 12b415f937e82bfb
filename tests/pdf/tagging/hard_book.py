"""A book with all that a tag may be made of, written for these tests."""

from __future__ import annotations

from books import MANIFEST, small_book
from dinobook.storage.project import MemoryProject

CHAPTER = """\
---
title: Alles door elkaar
---
Een zin met ^^erbij^^ en ~~weg~~ en `code`.[^een] En [so long]{lang=en}, zei ze. AB staat hier.
De prijs $p_1 + \\frac{a}{b}$ stijgt. <q>Gezegd</q>.

## Kop met noot[^kop]

Nog een alinea, en dan twee noten.[^twee][^drie] Verder gaat het nog even door.

- eerst[^item] en meer
  - binnen
    1. diep

    terug
- buiten

Tussendoor.

- [ ] taak
- [x] klaar

Term[^term]
: Uitleg van de term

Tweede
Derde
: Samen uitgelegd

    Met een tweede alinea

> Een wijs woord
>
> > Een dieper woord[^citaat]
> >
> > - met lijst

| wie | uren |
|---|---:|
| ik | 5[^cel] |

/// tabel | Onder de tabel[^bijschrift]
///

<table><thead><tr><th rowspan="2">Wie</th><th colspan="2">Uren</th></tr>
<tr><th>maandag</th><th>dinsdag</th></tr></thead>
<tbody><tr><th scope="rowgroup" rowspan="2">Jan</th><td>een</td><td>twee</td></tr>
<tr><td>drie</td></tr></tbody>
<tbody><tr><th>Piet</th><td colspan="2">samen</td></tr></tbody>
<tfoot><tr><td>Som</td><td>vier</td><td>vijf</td></tr></tfoot></table>

<table><thead><tr><th>alleen</th><th>kop</th></tr></thead></table>

/// vergelijking | p gedeeld door twee
\\frac{p}{2}
///

![Een vlak](images/driehoek.svg "Onder het vlak"){#fig-a}

![Alleen](images/driehoek.svg)

[Καλημέρα κόσμε]{lang=el}

<div lang="fr">

Bonjour le monde, dit-elle [or so]{lang=en}.

</div>

```python
if klaar:
    stop()
```

Zie [](#fig-a) en [het slot](tweede#slot).

*[AB]: Algemeen Belang

[^een]: Noot een met *nadruk* en [een link](https://example.org/).
[^kop]: Noot bij kop.
[^twee]: Noot twee

    Tweede alinea van twee.

    - lijst in noot
    - tweede punt

    > citaat in noot
[^drie]: Noot drie: [three words only]{lang=en} en gedaan.
[^item]: Noot in item.
[^term]: Noot bij term.
[^citaat]: Noot in citaat.
[^cel]: Noot in cel.
[^bijschrift]: Noot in bijschrift.
"""

_SENTENCES = (
    "De verantwoordelijkheidsverdeling hing in een kader naast de deur van de directiekamer. ",
    "Wie de onderhandelingstafel bereikte, vond er een overlegstructuur die ouder was. ",
    "De personeelsvergadering duurde langer dan de beleidsvoorbereiding van het hele jaar. ",
    "Buiten regende het op de dienstfietsen en de gemeentesecretaris keek naar de afwatering. ",
)
_PARAGRAPHS = "\n\n".join("".join(_SENTENCES) * 3 + f"Slot {at:02}." for at in range(12))
_ROWS = "\n".join(f"| rij {at:02} | {at} |" for at in range(70))

LONG = f"""\
---
title: Een lang hoofdstuk
---
{_PARAGRAPHS}

{"".join(f"{at}. Punt {at:02}, en nog wat{chr(10)}" for at in range(1, 61))}

| naam | getal |
|---|---:|
{_ROWS}

/// tabel | Zeventig rijen
///

Achteraf.
"""

EDITIONS = """\
  archive: {format: pdf, use: screen, page: a5, standard: a-2a}
  easy: {format: pdf, use: print, page: a5, layout: easy-reading}
"""


def hard_book() -> MemoryProject:
    return small_book(eerste=CHAPTER, tweede=LONG + "\n## Het slot {#slot}\n\nUit.\n",
                      book=MANIFEST + EDITIONS)  # fmt: skip
