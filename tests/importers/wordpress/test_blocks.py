"""Posts of the block editor: each block in the book's own form, and nothing of it lost."""

# ruff: noqa: E501  (HTML as WordPress writes it is easier to read in one line)

from __future__ import annotations

import pytest

from posts import UPLOADS, bring_in, whole


def block(name: str, inner: str, attributes: str = "") -> str:
    said = f" {attributes}" if attributes else ""
    return f"<!-- wp:{name}{said} -->\n{inner}\n<!-- /wp:{name} -->\n\n"


PARAGRAPH = block("paragraph", "<p>Er staat een ladder.</p>")


@pytest.mark.parametrize(
    ("content", "written"),
    [
        (PARAGRAPH, "Er staat een ladder.\n"),
        (block("paragraph", "<p>een<br>twee</p>"), "een\\\ntwee\n"),
        (block("heading", '<h3 class="wp-block-heading">Kop</h3>', '{"level":3}') + PARAGRAPH, "## Kop"),
        (
            block("list", "<ul><!-- wp:list-item --><li>een<!-- wp:list --><ul><li>diep</li></ul>"
                  "<!-- /wp:list --></li><!-- /wp:list-item --></ul>"),
            "- een\n  - diep\n",
        ),
        (
            block("list", '<ol style="list-style-type:lower-alpha" start="3"><li>kit</li><li>pan</li></ol>',
                  '{"ordered":true}'),
            "c. kit\nd. pan\n",
        ),
        (
            block("quote", '<blockquote class="wp-block-quote"><!-- wp:paragraph --><p>Wie klimt, ziet.</p>'
                  "<!-- /wp:paragraph --><cite>Oma</cite></blockquote>"),
            "/// citaat | Oma\nWie klimt, ziet.\n///\n",
        ),
        (
            block("pullquote", '<figure class="wp-block-pullquote"><blockquote><p>Water.</p>'
                  "<cite>Bo</cite></blockquote></figure>"),
            "/// uitgelicht\nWater.\n\nBo\n///\n",
        ),
        (
            block("verse", '<pre class="wp-block-verse">De goot\n<em>die lekt</em>\n\nzwijgt.<cite>Oma</cite></pre>'),
            "/// vers | Oma\nDe goot\n*die lekt*\n\nzwijgt.\n///\n",
        ),
        (
            block("table", '<figure class="wp-block-table"><table><thead><tr><th>Dag</th><th '
                  'data-align="right">Liter</th></tr></thead><tbody><tr><td>ma</td><td>2</td></tr></tbody>'
                  "</table><figcaption>Wat er lekte</figcaption></figure>"),
            "/// tabel | Wat er lekte\n///\n",
        ),
        (
            block("table", '<figure class="wp-block-table"><table><tbody><tr><td colspan="2">s</td></tr><tr>'
                  "<td>a</td><td>b</td></tr></tbody><tfoot><tr><td>x</td><td>y</td></tr></tfoot></table></figure>"),
            'colspan="2"',
        ),
        (block("code", '<pre class="wp-block-code"><code>a &lt; b\n  c</code></pre>'), "```\na < b\n  c\n```\n"),
        (block("preformatted", '<pre class="wp-block-preformatted">a<br>b</pre>'), "```\na\nb\n```\n"),
        (block("separator", '<hr class="wp-block-separator"/>') + PARAGRAPH, "* * *\n"),
        (
            block("details", "<details><summary>Hoe?</summary><!-- wp:paragraph --><p>Zo.</p>"
                  "<!-- /wp:paragraph --></details>"),
            "**Hoe?**\n\nZo.\n",
        ),
        (
            block("embed", '<figure class="wp-block-embed"><div>\nhttps://vimeo.com/1\n</div></figure>',
                  '{"url":"https://vimeo.com/1"}'),
            "[vimeo.com/1](https://vimeo.com/1)\n",
        ),
        (
            block("core-embed/youtube", '<figure><div>https://youtu.be/a</div><figcaption>Onze film</figcaption>'
                  "</figure>", '{"url":"https://youtu.be/a"}'),
            "[Onze film](https://youtu.be/a)\n",
        ),
        (
            block("video", '<figure class="wp-block-video"><video src="https://x.be/f.mp4"></video>'
                  "<figcaption>De film</figcaption></figure>"),
            "[De film](https://x.be/f.mp4)\n",
        ),
        (block("audio", '<figure><audio src="https://x.be/l.mp3"></audio></figure>'), "[x.be/l.mp3](https://x.be/l.mp3)\n"),
        (
            block("file", '<div class="wp-block-file"><a href="https://x.be/plan.pdf">Het plan</a>'
                  '<a class="wp-block-file__button" href="https://x.be/plan.pdf" download>Download</a></div>'),
            "[Het plan](https://x.be/plan.pdf)\n",
        ),
        (block("columns", '<div><!-- wp:column --><div><p>links</p></div><!-- /wp:column --><div><p>rechts</p></div></div>'), "links\n\nrechts\n"),
        (block("math", "<div><math></math></div>", r'{"latex":"V = \\frac{m}{t}"}'), "$$\nV = \\frac{m}{t}\n$$"),
        (block("html", "<p>Zelf <b>getypt</b></p>"), "Zelf **getypt**\n"),
        (block("freeform", "Oud.\n\nEn nog."), "Oud.\n\nEn nog.\n"),
        (PARAGRAPH + "Los.\n\nTekst.", "Er staat een ladder.\n\nLos.\n\nTekst.\n"),
        ('<!-- wp:block {"ref":50} /-->\n' + PARAGRAPH, "Een gedeelde zin.\n\nEr staat"),
    ],
)  # fmt: skip
def test_a_block_is_the_books_own_form(content: str, written: str) -> None:
    assert written in whole(content).text


def test_a_picture_beside_text_keeps_both() -> None:
    inner = (
        f'<div class="wp-block-media-text"><figure><img src="{UPLOADS}dak.jpg" alt="Het dak"/></figure>'
        '<div class="wp-block-media-text__content"><p>Hiernaast.</p></div></div>'
    )
    assert whole(block("media-text", inner)).text == "![Het dak](images/dak.jpg)\n\nHiernaast.\n"


def test_a_cover_keeps_its_picture_and_its_words() -> None:
    inner = (
        '<div class="wp-block-cover" style="text-decoration:line-through"><span aria-hidden="true" '
        f'class="wp-block-cover__background"></span><img alt="" src="{UPLOADS}ladder.jpg"/>'
        '<div class="wp-block-cover__inner-container"><p>Woorden.</p></div></div>'
    )
    assert "![Een ladder](images/ladder.jpg)\n\nWoorden.\n" in whole(
        block("cover", inner)
    ).text.replace("~~", "")


def test_what_shows_the_site_goes_with_all_in_it_and_is_said() -> None:
    query = (
        "<!-- wp:query --><div><!-- wp:post-template --><!-- wp:post-title /--><!-- /wp:post-template -->"
        "<!-- wp:query-no-results --><p>Niets gevonden.</p><!-- /wp:query-no-results --></div><!-- /wp:query -->"
    )
    made = whole(f"{PARAGRAPH}{query}<!-- wp:latest-posts /--><!-- wp:jetpack/subscriptions /-->")
    assert made.text == "Er staat een ladder.\n"
    for name in ("query", "latest-posts", "jetpack/subscriptions"):
        assert f"“{name}”" in made.left_out


def test_buttons_are_dropped_and_counted_with_their_words() -> None:
    made = whole(
        PARAGRAPH
        + block(
            "buttons", '<div class="wp-block-buttons"><div><a href="/x">Koop nu</a></div></div>'
        )
    )
    assert "Koop" not in made.text
    assert "Koop nu" in made.left_out


def test_more_and_next_page_leave_no_trace_but_a_word() -> None:
    made = whole(
        f"{PARAGRAPH}{block('more', '<!--more-->')}{PARAGRAPH}{block('nextpage', '<!--nextpage-->')}{PARAGRAPH}"
    )
    assert made.text.count("ladder") == 3
    assert "“more”" in made.left_out


def test_a_block_of_a_plug_in_without_text_is_told_of() -> None:
    made = whole(f'{PARAGRAPH}<!-- wp:acme/slider {{"ids":[1,2]}} /-->')
    assert "acme/slider" in made.said


@pytest.mark.parametrize(
    "broken",
    [
        "<!-- wp:paragraph --><p>Open.</p>",
        "<p>Dicht.</p><!-- /wp:paragraph -->",
        "<!-- wp:query --><p>Nooit gesloten.</p>",
        '<!-- wp:paragraph {"a":} --><p>Fout.</p><!-- /wp:paragraph -->',
        "<!-- wp:group --><!-- wp:quote --><p>Kruis.</p><!-- /wp:group --><!-- /wp:quote -->",
        "<!-- wp:paragraph --><p>Geen einde van het commentaar <!-- wp:",
    ],
)
def test_a_block_that_never_closes_swallows_nothing(broken: str) -> None:
    text = bring_in(f"{PARAGRAPH}{broken}\n{PARAGRAPH}").text
    assert text.count("ladder") == 2
    assert any(word in text for word in ("Open", "Dicht", "Nooit", "Fout", "Kruis", "Geen"))


def test_headings_begin_at_the_second_level_and_the_title_stands_once() -> None:
    made = bring_in(
        "<h1>De ladder</h1>\n\nWoorden.\n\n<h4>Kop</h4>\n\nMeer.\n\n<h6>Diep</h6>\n\nNog."
    )
    assert made.text.startswith("Woorden.")
    assert "## Kop" in made.text
    assert "### Diep" in made.text
    assert made.lost == ()
    assert "repeats the title" in made.left_out
