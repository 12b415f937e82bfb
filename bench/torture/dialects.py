"""What people type: our own dialect, and what those bring who come from other programs.

`woord§` is a word that every file must show, `stil§` one that none may show; other words may go
either way (an address, a description). `§` becomes a number of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Dialect:
    """`inline` stands in a sentence, `blocks` on lines of its own."""

    name: str
    inline: tuple[str, ...]
    blocks: tuple[str, ...]


COMMON_INLINE: Final = (
    "woord§", "*woord§*", "**woord§**", "***woord§***", "_woord§_", "`woord§`", "``woord§ ` x``",
    "[woord§](https://example.org/a)", "[woord§](https://example.org/a)'s", "[woord§](slotstuk)en",
    "[woord§](<https://example.org/a b> \"titel\")", "<https://example.org/pad>",
    "![Een vlak](images/foto.png)", "woord§  \nwoord§", "woord§\\\nwoord§", r"\*woord§\*",
    "&eacute; woord§ &amp;", "woord§ < 5 & > 3", "woord§*", "2 * 3 * 4 woord§", "snake_woord§_case",
    "'woord§'", '"woord§"', '"...woord§"', "'t woord§", "woord§'s", "'80s woord§", "(woord§)",
    "woord§ -- woord§", "woord§--woord§", "woord§...", "1990-1995 woord§", "50 % woord§",
    "https://example.org/" + "langpad/" * 14 + "woord§", "0123456789abcdef" * 6 + "woord§",
)  # fmt: skip

COMMON_BLOCKS: Final = (
    "- woord§\n- woord§", "* woord§\n* woord§\n\n    woord§", "1. woord§\n2. woord§",
    "7. woord§\n8. woord§", "1) woord§\n2) woord§", "a. woord§\nb. woord§", "- woord§\n  - woord§",
    "- woord§\n    1. woord§\n    2. woord§", "1. woord§\n\n   woord§\n2. woord§",
    "1. woord§\n3. woord§", "+ woord§\n+ woord§", "> woord§\n> woord§", "> woord§\nwoord§",
    "> > woord§", "> - woord§", "```\nwoord§  # x\n```", "```python\nwoord§ = 'a'\n\n# b\n```",
    "~~~\nwoord§\n~~~", "    woord§\n    woord§", "- woord§\n\n  ```\n  woord§\n  ```",
    "| woord§ | b |\n|---|---|\n| woord§ | woord§ |", "woord§ | b\n:--|--:\nwoord§ | 1",
    "| woord§ |\n|---|\n| " + "woord§ " * 40 + "|", "## woord§", "### woord§ ###", "woord§\n---",
    "woord§\n===", "* * *", "***", "---", "___", "woord§\n***\nwoord§",
    "![Een vlak](images/foto.png)", '![Een vlak](images/driehoek.svg "woord§")',
    "woord§[^1]\n\n[^1]: woord§", "woord§.[^a] woord§.[^b]\n\n[^a]: woord§\n\n[^b]: woord§\n\n    woord§",
    "<!-- stil§ -->", "woord§\n\n\n\nwoord§", "2016. woord§", "woord§\n- woord§", "#woord§ woord§",
    "[woord§][ref] woord§\n\n[ref]: https://example.org/x",
)  # fmt: skip

OURS: Final = Dialect(
    "ours",
    (
        "H~2~O woord§", "2^e^ woord§", "==woord§==", "~~woord§~~", "^^woord§^^", "$p_1$ woord§",
        "[woord§]{lang=en}", "[woord§]{.kleinkapitaal}", "[woord§]{.index}", "[@peeters, p. 4] woord§",
        "@raes woord§", "[](slotstuk) woord§", "woord§ #hekje", "woord§ 😉", "woord§ ✓", "kwart¬woord§",
        "<kbd>woord§</kbd>", "<q>woord§</q>", "[NMBS]{.kleinkapitaal}'s woord§",
    ),
    (
        "/// tip | woord§\nwoord§\n///", "/// oefening | woord§\n    lijnen: 2\n\n1. woord§\n2. woord§\n///",
        "/// durf-benoemen\nwoord§\n///", "/// doe-het-zelf\n- woord§\n\nwoord§\n///",
        "/// vragen | woord§\n1. woord§?\n2. woord§?\n///", "/// uitgelicht\nEen woord§ is genoeg.\n///",
        "/// citaat | woord§\nwoord§\n///", "/// motto | woord§\nwoord§\n///",
        "/// vers | woord§\n    nummers: 2\n\nwoord§,\n  woord§,\n\nwoord§.\n///",
        "/// dialoog | woord§\nFONS: woord§.\nIK: woord§?\n///",
        "/// brief | Gent, 3 mei\nBeste woord§,\n\nwoord§.\n\nGroet,\nwoord§\n///",
        "/// tijdlijn | woord§\n1830\n: woord§\n\n1914\n: woord§\n///",
        "/// begrippen\nWoord§\n: woord§\n///", "/// qr | https://example.org/q\nwoord§\n///",
        "/// vergelijking | Een wet\nE = m c^2\n///", "Term woord§\n: woord§\n: woord§",
        "| woord§ | b |\n|---|---|\n| woord§ | 1 |\n\n/// tabel | woord§\n    wide: shrink\n///",
        "![Een vlak](images/foto.png)\n\n/// figuur | woord§\n///", "Elk woord§ hier.\n{.initiaal}",
        "/// naast-elkaar\n![Een vlak](images/foto.png)\n\n![Een hoek](images/driehoek.svg)\n///",
        "//// tip\n| woord§ | b |\n|---|---|\n| 1 | 2 |\n\n/// tabel | woord§\n///\n////",
        "AFK woord§\n\n*[AFK]: uitleg", "<div markdown=\"1\">\n*woord§*\n</div>",
    ),
)  # fmt: skip

GITHUB: Final = Dialect(
    "GitHub",
    (
        "~~woord§~~", ":smile: woord§", "@woord§", "#123 woord§", "https://example.org/x woord§",
        "<kbd>Ctrl</kbd>+<kbd>woord§</kbd>", "www.example.org woord§", "<br>woord§", "$\\alpha$ woord§",
        "<sub>woord§</sub>", "woord§<!-- stil§ -->", "[![Een vlak](images/foto.png)](https://example.org)",
    ),
    (
        "- [ ] woord§\n- [x] woord§", "> [!NOTE]\n> woord§", "> [!WARNING]\n>\n> woord§\n> - woord§",
        "```js title=\"a.js\"\nwoord§\n```", "```diff\n- woord§\n+ woord§\n```", "$$\nx^2\n$$",
        "```mermaid\ngraph TD; woord§\n```", "|woord§|b|\n|-|-|\n|`x\\|woord§`|c|",
        "<details>\n<summary>woord§</summary>\n\nwoord§\n\n</details>", "woord§[^x].\n[^x]: woord§",
        "<p align=\"center\">\n  woord§\n</p>", "<img src=\"images/foto.png\" alt=\"Een vlak\" width=\"40\">",
        "1. woord§\n   ```\n   woord§\n   ```\n2. woord§", "- woord§\n\n      woord§",
        "| a | b |\n| --- | --- |\n| woord§ |\n| woord§ | c | d |", "woord§\n| a | b |\n|---|---|\n| 1 | 2 |",
    ),
)  # fmt: skip

OBSIDIAN: Final = Dialect(
    "Obsidian",
    (
        "[[Wiki|woord§]]", "[[woord§]]", "==woord§==", "%%stil§%% woord§", "woord§ ^blok-id", "#tag/sub woord§",
        "![[beeld.png]] woord§", "[[Notitie#Kop]] woord§", "[woord§](Notitie%20met%20spatie.md)",
        "^[woord§] woord§", "~~woord§~~",
    ),
    (
        "> [!tip] woord§\n> woord§", "> [!quote]- woord§\n> woord§", "%%\nstil§\n%%", "![[Notitie]]",
        "```dataview\nwoord§\n```", "- [ ] woord§ 📅 2024-01-01", "- [/] woord§", "$$x = y$$", "woord§:: waarde",
        "\t- woord§\n\t\t- woord§", "- woord§\n\t- woord§\n\t\t- woord§",
    ),
)  # fmt: skip

PANDOC: Final = Dialect(
    "Pandoc",
    (
        "^[woord§] woord§", "[woord§]{.smallcaps}", "[woord§]{.class #id§ key=val}", "H~2~O woord§",
        "[-@raes] woord§", "`woord§`{.python}", "woord§\\ woord§", "\\textbf{woord§}", "woord§\\newpage",
        "[woord§](#kop-zonder-id)", "woord§ --- woord§", "@fig:plan woord§", "\\(x^2\\) woord§",
    ),
    (
        "::: warning\nwoord§\n:::", "::: {.klas #id§}\nwoord§\n:::", "\\newpage", "[TOC]", "## woord§ {.klas}",
        "## woord§ {#kop§ .klas}", "## woord§ {-}", "| woord§\n|   woord§", "(@) woord§\n(@) woord§",
        "Term woord§\n\n:   woord§\n\n    woord§", "#. woord§\n#. woord§", "\\begin{center}\nwoord§\n\\end{center}",
        "```{.python .numberLines}\nwoord§\n```", "  woord§   b\n  ------ ---\n  woord§   2\n\n: woord§",
        "+-----+-----+\n| woord§ | b |\n+-----+-----+", "![woord§](images/foto.png){width=50%}",
        "i. woord§\nii. woord§", "$$\nx\n$$ {#eq:x}", "---\nauteur: woord§\n---", "[^n]: woord§\n\nwoord§[^n]",
    ),
)  # fmt: skip

WORDPRESS: Final = Dialect(
    "WordPress",
    (
        "<strong>woord§</strong>", "<em>woord§</em>&nbsp;woord§", "<a href=\"https://example.org\">woord§</a>'s",
        "<span style=\"color: red\">woord§</span>", "woord§<br />woord§", "[gallery ids=\"1,2\"] woord§",
        "<a href=\"https://example.org\" target=\"_blank\" rel=\"noopener\">woord§</a>", "&#8217;t woord§", ":-) woord§",
        "<b>woord§</b>en", "<u>woord§</u>", "<font color=\"red\">woord§</font>", "{{< x >}} woord§", "{% y %} woord§",
    ),
    (
        "<p>woord§</p>", "<!-- wp:paragraph -->\n<p>woord§</p>\n<!-- /wp:paragraph -->", "<!--more-->",
        "[caption id=\"a\"]woord§[/caption]", "<ul>\n<li>woord§</li>\n<li>woord§</li>\n</ul>", "<h2>woord§</h2>",
        "<blockquote>woord§</blockquote>", "<figure><img src=\"images/foto.png\" alt=\"Een vlak\" /><figcaption>woord§"
        "</figcaption></figure>", "https://www.youtube.com/watch?v=abc", "<iframe src=\"https://example.org\"></iframe>",
        "<div class=\"wp-block\">woord§</div>", "<table><tbody><tr><td>woord§</td><td>woord§</td></tr></tbody></table>",
        "<pre><code>woord§ &lt;b&gt;</code></pre>", "<hr />", "<p style=\"text-align: center\">woord§</p>",
        "&nbsp;\n\nwoord§", "<ol start=\"3\"><li>woord§</li></ol>", "<div>woord§\n\nwoord§</div>", "<p>woord§",
        "{% codepen a b %}\n\nwoord§", "{{#include woord.md}}",
    ),
)  # fmt: skip

WORD: Final = Dialect(
    "Word",
    (
        "“woord§”", "‘woord§’", "woord§\u00a0woord§", "woord§\u2013woord§", "woord§…", "„woord§”", "«\u202fwoord§\u202f»",
        "woord§\u00adwoord§", "woord§\u200bwoord§", "woord§\u2028woord§", "ﬁets woord§", "woord§\u2002woord§", "½ woord§",
        "woord§ → woord§", "woord§\ttab", "woord§ ²", "e\u0301 woord§", "woord§\u2011woord§", "€\u00a05 woord§", "№ woord§",
        "☐ woord§", "woord§ ✗", "woord§™", "a³ ≤ b ≠ woord§", "woord§\ufeff",
    ),
    (
        "•\twoord§\n•\twoord§", "• woord§\n• woord§", "– woord§\n– woord§", "·\twoord§", "o\twoord§", "➢ woord§", "1)\twoord§\n2)\twoord§",
        "1.\twoord§\n2.\twoord§", "a)\twoord§\nb)\twoord§", "\twoord§", "   woord§", "Afbeelding 1: woord§", "woord§\twoord§\twoord§",
        "§ 1. woord§".replace("§ 1", "\u00a7 1"), "“woord§” -- woord§", "woord§   \nwoord§   ", "1.1 woord§\n\n1.2 woord§", "-woord§\n-woord§",
        "*woord§\n*woord§", "_____________\n\nwoord§", "Noot[1] woord§\n\n[1] woord§", "noot[1] woord§\n\n[1]: woord§",
        "woord§:\n- woord§\n- woord§", "#woord§", "##woord§", "**woord§ ** woord§", "**woord§", "=woord§==", "[woord§]{.klas", "[woord§](",
    ),
)  # fmt: skip

DIALECTS: Final = (OURS, GITHUB, OBSIDIAN, PANDOC, WORDPRESS, WORD)
