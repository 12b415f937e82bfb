"""All that a chapter may hold, each with what a reader must find of it. `§` is a number of its own.

`after` goes below whatever the construct stands in: a note's text cannot stand in a cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Construct:
    name: str
    text: str
    shows: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    after: str = ""
    code: tuple[str, ...] = ()


INLINE: Final = (
    Construct("plain words", "lepel§ en kop", ("lepel§ en kop",)),
    Construct("emphasis", "*nadruk§*", ("nadruk§",), ("*",)),
    Construct("strong", "**sterk§**", ("sterk§",), ("*",)),
    Construct("emphasis in strong", "**sterk *nadruk§* sterk**", ("sterk nadruk§ sterk",), ("*",)),
    Construct("emphasis by underscores", "_nadruk§_ en a_b_c", ("nadruk§ en a_b_c",), ("_nadruk",)),
    Construct("subscript", "H~2§~O", ("H2§O",), ("~",)),
    Construct("superscript", "2^e§^", ("2e§",), ("^",)),
    Construct("marker", "==marker§==", ("marker§",), ("==",)),
    Construct("struck out", "~~weg§~~", ("weg§",), ("~~",)),
    Construct("inserted", "^^erbij§^^", ("erbij§",), ("^^",)),
    Construct("link", "[tekst§](https://example.org/a§)", ("tekst§",), ("](",)),
    Construct("link with letters", "[tekst§](https://example.org/a§)'s", ("tekst§’s",), ("](",)),
    Construct("link to a chapter", "[slot§](slotstuk)je", ("slot§je",), ("](",)),
    Construct(
        "link by label", "[tekst§][l§]en", ("tekst§en",), ("][",), "[l§]: https://example.org/"
    ),
    Construct("address in brackets", "<https://example.org/p§>", ("example.org/p§",)),
    Construct("bare address", "kijk§ op https://example.org/p§.", ("kijk§",)),
    Construct("address with odd signs", "[raar§](https://example.org/%zz/{a}|b?c=[d])", ("raar§",)),
    Construct("reference without words", "zie§ [](slotstuk)", ("zie§ hoofdstuk",)),
    Construct("code", '`let§ x = "a" -- b`', ('let§ x = "a" -- b',), ("`",)),
    Construct("code with a backtick", "``tik§ ` tak``", ("tik§ ` tak",)),
    Construct("letters behind code", "`code§`s", ("code§s",), ("`",)),
    Construct("formula", "prijs§ $p_1$ stijgt", ("prijs§", "stijgt"), ("$",)),
    Construct("note call", "zin§.[^n§] Nog", ("zin§.№ Nog", "№ Noot§."), ("[^",), "[^n§]: Noot§."),
    Construct("inline note", "zin§.^[Noot§.] Nog", ("zin§.№ Nog", "№ Noot§."), ("^[",)),
    Construct("abbreviation", "AB§ staat", ("AB§ staat",), (), "*[AB§]: Afkorting"),
    Construct("index mark", "[woord§]{.index}", ("woord§",), ("{.",)),
    Construct("index mark without words", 'voor§[]{.index term="d§"} na', ("voor§ na",), ("{.",)),
    Construct("citation", "bewijs§ [@peeters, p. 4]", ("bewijs§ (Peeters, 2010, p. 4)",), ("@",)),
    Construct(
        "citation in the sentence", "volgens§ @raes is", ("volgens§ Raes (2012) is",), ("@",)
    ),
    Construct(
        "citation at second hand",
        "bewijs§ [@een, aangehaald in @twee]",
        ("bewijs§ (Eens, 2013, aangehaald in Tweed, 2014)",),
        ("@",),
    ),
    Construct(
        "two sources of one citation",
        "bewijs§ [@een en @drie, p. 4]",
        ("bewijs§ (Eens, 2013 en Dries, 2015, p. 4)",),
        ("@",),
    ),
    Construct("another language", "[so long§]{lang=en}", ("so long§",), ("{",)),
    Construct("quotes of another language", "zei ['So §']{lang=en}", ("zei ‘So §’",), ("{",)),
    Construct("dash of a typewriter", "wie§ -- wat § - waar", ("wie§ – wat § – waar",), ("--",)),
    Construct(
        "abbreviation with stops", "dit m.b.§. staat", ("dit m.b.§. staat",), (), "*[m.b.§.]: Met"
    ),
    Construct("picture before words", "![Een vlak](images/foto.png) na§", ("na§",)),
    Construct("small capitals", "[EU§]{.kleinkapitaal}'s", ("EU§’s",), ("{",)),
    Construct("key", "<kbd>Ctrl§</kbd>", ("Ctrl§",), ("<",)),
    Construct("HTML in a word", "a§<sub>b</sub><br>c", ("a§bc",), ("<",)),
    Construct("cited title", "<cite>Titel§</cite>s", ("Titel§s",), ("<",)),
    Construct("entities", "a§ &lt; b&nbsp;&copy; &eacute; &amp;", ("a§ < b © é &",), ("&lt",)),
    Construct("signs alone", "a§ < b & c > d", ("a§ < b & c > d",)),
    Construct("escapes", r"\*ster§\* \_a\_ \[b\] \# 5\$", ("*ster§* _a_ [b] # 5$",), ("\\",)),
    Construct("double quotes", '"gezegd§"', ("“gezegd§”",), ('"',)),
    Construct("apostrophes", "'t huis§ en mp3's", ("’t huis§ en mp3’s",), ("'",)),
    Construct("ellipsis in quotes", '"...of niet§?"', ("“…of niet§?”",), ('"',)),
    Construct("emoji", "vrolijk§ 😉", ("vrolijk§ 😉",)),
    Construct("symbols", "goed§ ✓ ✗ → ★", ("goed§ ✓ ✗ → ★",)),
    Construct("hashtag", "een #hek§ hier", ("een #hek§ hier",)),
    Construct("long word", "arbeidsongeschiktheidsverzekeringspapierwinkel§" * 3, ("winkel§",)),
    Construct("long hash", "0123456789abcdef§" * 9, ("0123456789abcdef§",)),
    Construct("long code", f"`{'0123456789abcdef§' * 9}`", ("0123456789abcdef§",)),
    Construct(
        "long address", f"<https://example.org/{'abcdefghij' * 9}§>", ("example.org/abcdefghij",)
    ),
    Construct("picture in a sentence", "voor§ ![Een vlak](images/foto.png) na", ("voor§", "na")),
    Construct("no-break space", "5§\u00a0km en\u202fdun", ("5§ km",)),
    Construct("Greek and Hebrew", "λόγος§ en [שלום]{lang=he}", ("λόγος§",)),
)
"""What fits into one line, and so into a cell, a heading or a caption."""

LINES: Final = (
    Construct("break by a backslash", "regel§\\\nnieuw§", ("regel§ nieuw§",), ("\\",)),
    Construct("break by spaces", "regel§  \nnieuw§", ("regel§ nieuw§",)),
    Construct("paragraph of three lines", "een§\ntwee§\ndrie§", ("een§ twee§ drie§",)),
    Construct("emphasis over lines", "*een§\ntwee§*", ("een§ twee§",), ("*",)),
    Construct("two paragraphs", "een§\n\ntwee§", ("een§ twee§",)),
    Construct("bullets", "- een§\n- twee§", ("• een§ • twee§",)),
    Construct("bullets by stars", "* een§\n* twee§", ("• een§ • twee§",)),
    Construct("loose bullets", "- een§\n\n- twee§", ("• een§ • twee§",)),
    Construct("bullets in bullets", "- a§\n    - b§\n        - c§", ("• a§ • b§ • c§",)),
    Construct("bullets by column", "- a§\n  - b§\n    - c§\n- d§", ("• a§ • b§ • c§ • d§",)),
    Construct("bullets in numbers", "1. a§\n   - b§\n2. c§", ("1. a§ • b§ 2. c§",)),
    Construct("numbers in bullets", "- a§\n  1. b§\n  2. c§", ("• a§ 1. b§ 2. c§",)),
    Construct("numbers", "1. een§\n2. twee§", ("1. een§ 2. twee§",)),
    Construct("numbers from five", "5. vijf§\n6. zes§", ("5. vijf§ 6. zes§",)),
    Construct("ten items", "\n".join(f"{at}. nr{at}§" for at in range(1, 11)), ("10. nr10§",)),
    Construct("letters", "a. ah§\nb. beh§", ("a. ah§ b. beh§",)),
    Construct("roman numbers", "i. ah§\nii. beh§", ("i. ah§ ii. beh§",)),
    Construct(
        "numbers that go on",
        "1. een§\n2. twee§\n\nTussendoor§.\n\n3. drie§",
        ("1. een§ 2. twee§", "3. drie§"),
    ),
    Construct("task list", "- [ ] taak§\n- [x] klaar§", ("taak§", "klaar§"), ("[ ]", "[x]")),
    Construct("paragraphs in items", "- een§\n\n  twee§\n- drie§", ("• een§ twee§ • drie§",)),
    Construct(
        "fence",
        "```\nlet§  x = 'a'  # \"b\"\n\n  -- *c*\n```",
        (),
        ("```",),
        "",
        ("let§  x = 'a'  # \"b\"\n\n  -- *c*\n",),
    ),
    Construct(
        "fence with a language",
        "```python\nif§ x:\n    y()\n```",
        (),
        ("```",),
        "",
        ("if§ x:\n    y()\n",),
    ),
    Construct(
        "fence of tildes", "~~~ js\n# niet§ -- zo\n~~~", (), ("~~~",), "", ("# niet§ -- zo\n",)
    ),
    Construct("fence with words", '```js title="a.js"\nf§()\n```', (), ("```",), "", ("f§()\n",)),
    Construct("indented code", "    let§ x = 'a'\n      y", (), (), "", ("let§ x = 'a'\n  y\n",)),
    Construct(
        "code with mark-up",
        "```\n- a§\n> b\n| c |\n/// tip\n<b>\n```",
        (),
        (),
        "",
        ("- a§\n> b\n| c |\n/// tip\n<b>\n",),
    ),
    Construct(
        "wide code",
        f"```\nw§ {'0123456789 ' * 12}einde§\n```",
        (),
        (),
        "",
        (f"w§ {'0123456789 ' * 12}einde§\n",),
    ),
    Construct(
        "boxes in code", "```\n┌─§─┐\n│   │\n└───┘\n```", (), (), "", ("┌─§─┐\n│   │\n└───┘\n",)
    ),
    Construct("table", "| a§ | b |\n|---|---:|\n| c§ | 5 |", ("a§ b c§ 5",), ("|",)),
    Construct("table without outer bars", "a§ | b\n---|---\nc§ | 5", ("a§ b c§ 5",), ("|",)),
    Construct(
        "table below its text", "tekst§\n| a§ | b |\n|---|---|\n| c§ | 5 |", ("a§ b c§ 5",), ("|",)
    ),
    Construct("bar in a cell", "| a§ | b |\n|---|---|\n| `x\\|y` | c\\|d |", ("x|y c|d",), ("\\",)),
    Construct(
        "table with a caption",
        "| a§ | b |\n|---|---|\n| c§ | 5 |\n\n/// tabel | Onder§\n///",
        ("a§ b c§ 5", "Onder§"),
    ),
    Construct(
        "table of many columns",
        "| "
        + " | ".join(f"kolom{at}§" for at in range(9))
        + " |\n"
        + "|---" * 9
        + "|\n"
        + "| waarde " * 9
        + "|",
        tuple(f"kolom{at}§" for at in range(9)),
    ),
    Construct("picture", "![Een vlak](images/foto.png)"),
    Construct("figure", '![Een vlak](images/foto.png "Onder§"){#fig-§}', ("Onder§",)),
    Construct(
        "figure with a block",
        "![Een vlak](images/driehoek.svg)\n\n/// figuur | Onder *het§*\n///",
        ("Onder het§",),
    ),
    Construct(
        "definition list", "Term§\n: uitleg§\n\nTweede§\n: meer§", ("Term§ uitleg§", "meer§")
    ),
    Construct("quote", "> wijs§\n> woord§", ("wijs§ woord§",), (">",)),
    Construct("quote in a quote", "> wijs§\n>\n> > woord§", ("wijs§ woord§",), (">",)),
    Construct("quote with a source", "> wijs§\n>\n> -- Bron§", ("wijs§", "Bron§"), ("--", ">")),
    Construct("list in a quote", "> - a§\n>   - b§", ("• a§ • b§",), (">",)),
    Construct("fence in a quote", "> ```\n> q§ 'x'\n> ```", (), ("```",), "", ("q§ 'x'\n",)),
    Construct(
        "fence in an item", "- a§\n\n  ```\n  q§ 'x'\n  ```", ("• a§",), ("```",), "", ("q§ 'x'\n",)
    ),
    Construct("quote in an item", "- a§\n\n  > b§", ("• a§ b§",), (">",)),
    Construct(
        "table in an item",
        "- a§\n\n  | b§ | c |\n  |---|---|\n  | d§ | e |",
        ("• a§ b§ c d§ e",),
        ("|",),
    ),
    Construct("callout", "> [!note]\n> let§ op", ("let§ op",), ("[!", ">")),
    Construct("heading", "## Kop§", ("Kop§",), ("#",)),
    Construct("deep heading", "#### Kop§", ("Kop§",), ("#",)),
    Construct("heading with an id", "## Kop§ {#kop-§}", ("Kop§",), ("{#",)),
    Construct("underlined heading", "Kop§\n----", ("Kop§",), ("----",)),
    Construct(
        "heading with a note",
        "## Kop§[^k§]\n\nTekst§.",
        ("Kop§№Tekst§", "№ Noot§."),
        ("[^",),
        "[^k§]: Noot§.",
    ),
    Construct("scene break", "voor§\n\n* * *\n\nna§", ("voor§", "na§"), ("*",)),
    Construct("rule", "voor§\n\n---\n\nna§", ("voor§", "na§"), ("---",)),
    Construct("drop cap", "Elk§ begin is klein.\n{.initiaal}", ("lk§ begin",), ("{.",)),
    Construct("row of hashtags", "#hek§ #poort§", ("#hek§ #poort§",)),
    Construct("comment", "voor§ <!-- geheim§ --> na§", ("voor§ na§",), ("geheim",)),
    Construct("display formula", "$$\nE = m c^2\n$$", (), ("$",)),
    Construct(
        "HTML division", '<div markdown="1">\n*nadruk§* hier\n</div>', ("nadruk§ hier",), ("*",)
    ),
    Construct("HTML list", "<ul><li>een§</li><li>twee§</li></ul>", ("• een§ • twee§",), ("<",)),
    Construct(
        "HTML table",
        "<table><tr><th>a§</th></tr><tr><td>b§</td></tr></table>",
        ("a§", "b§"),
        ("<",),
    ),
    Construct("HTML details", "<dl><dt>a§</dt><dd>b§</dd></dl>", ("a§ b§",), ("<",)),
    Construct("HTML code", "<pre>a§  'b'</pre>", (), ("<",), "", ("a§  'b'",)),
    Construct("two notes", "a§[^a§][^b§] z", (), ("[^",), "[^a§]: Een§.\n\n[^b§]: Twee§."),
)
"""What takes lines of its own, and so fits where paragraphs do."""

BLOCKS: Final = (
    Construct("tip", "/// tip | Raad§\nDoe§ dit.\n///", ("Raad§ Doe§ dit.",), ("///",)),
    Construct(
        "durf-benoemen", "/// durf-benoemen | Raad§\nDoe§ dit.\n///", ("Doe§ dit.",), ("///",)
    ),
    Construct("doe-het-zelf", "/// doe-het-zelf | Raad§\nDoe§ dit.\n///", ("Doe§ dit.",), ("///",)),
    Construct("oefening", "/// oefening | Raad§\n    lijnen: 2\n\nDoe§ dit.\n///", ("Doe§ dit.",)),
    Construct("reflectie", "/// reflectie | Raad§\nDoe§ dit.\n///", ("Doe§ dit.",), ("///",)),
    Construct("vragen", "/// vragen | Vraag§\n1. Wie§?\n2. Wat§?\n///", ("1. Wie§? 2. Wat§?",)),
    Construct("uitgelicht", "/// uitgelicht\nEen vraag is geen aanval§.\n///", ("aanval§.",)),
    Construct("citaat", "/// citaat | Bron§\nWijs§ woord.\n///", ("Wijs§ woord.", "Bron§")),
    Construct("motto", "/// motto | Bron§\nWijs§ woord.\n///", ("Wijs§ woord.", "Bron§")),
    Construct(
        "vers",
        "/// vers | Bron§\nDe la§ open,\n  de la§ toe.\n\nKlaar§.\n///",
        ("De la§ open, de la§ toe.", "Klaar§.", "Bron§"),
    ),
    Construct("dialoog", "/// dialoog\nFONS: Niks§.\nIK: Dan§ wel.\n///", ("FONS: Niks§.",)),
    Construct(
        "brief",
        "/// brief | Gent§, 4 mei\nBeste§,\n\nDag.\n\nGroet§,\nAn\n///",
        ("Gent§", "Beste§, Dag. Groet§, An"),
    ),
    Construct("tijdlijn", "/// tijdlijn | Tijd§\n1830\n: begin§\n///", ("1830 begin§",)),
    Construct(
        "naast-elkaar",
        '/// naast-elkaar\n![Een vlak](images/foto.png "Links§")\n\n'
        '![Een hoek](images/driehoek.svg "Rechts§")\n///',
        ("Links§", "Rechts§"),
    ),
    Construct(
        "paginabeeld",
        "voor§\n\n/// paginabeeld\n![Een vlak](images/driehoek.svg)\n///\n\nna§",
        ("voor§", "na§"),
    ),
    Construct("begrippen", "/// begrippen\nBegrip§\n: uitleg§\n///", ("Begrip§ uitleg§",)),
    Construct("qr", "/// qr | https://example.org/q§\nKijk§ hier.\n///", ("Kijk§ hier.",)),
    Construct("vergelijking", "/// vergelijking | De wet§\nE = m c^2\n///", (), ("///",)),
    Construct(
        "tabel in a tip",
        "//// tip\n| a§ | b |\n|---|---|\n| c§ | d |\n\n/// tabel | On§\n///\n////",
        ("a§ b c§ d", "On§"),
    ),
)
"""The blocks of docs/writing.md between lines of slashes."""
