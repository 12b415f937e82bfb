"""English, German and French as their own books are set; docs/typography.md names the rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.markup.typography.house_style import HouseStyle
from dinobook.markup.typography.tree import typeset_text

SIGNS = str.maketrans({"\u00a0": "⍽", "\u202f": "⸱"})


def shown(text: str, language: str, house: HouseStyle | None = None) -> str:
    """The text as it is set: ⍽ is a no-break space, ⸱ a thin one."""
    return typeset_text(text, language, house or HouseStyle()).translate(SIGNS)


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        # dashes
        ("en", "He came -- late --- and - well - left.", "He came – late – and – well – left."),
        ("en", "He came--late---and left", "He came – late – and left"),
        ("en-GB", "so - it is", "so – it is"),
        ("en-US", "so - it -- is --- or--was", "so—it—is—or—was"),
        ("en", "typed — as it — is, or – so", "typed — as it — is, or – so"),
        ("en", "1990--1995, 5 - 3, well-being, --help", "1990–1995, 5 - 3, well-being, --help"),
        ("en", "pp. 5-10, 12-15, fig. 2-3, 1939-45", "pp.⍽5–10, 12–15, fig.⍽2–3, 1939–45"),
        ("en", "ISSN 1234-5678, ISO 8601-02", "ISSN 1234-5678, ISO 8601-02"),
        ("en", "call 020-1939-45-1 or 2000-1990", "call 020-1939-45-1 or 2000-1990"),
        ("de", "Er kam -- spät - und --- ging.", "Er kam⍽– spät⍽– und⍽– ging."),
        ("de", "-- Goethe", "– Goethe"),
        ("de", "S. 5-10, 1914-1918, Ost-West", "S.⍽5–10, 1914–1918, Ost-West"),
        ("de-CH", "so - ja - so", "so⍽– ja⍽– so"),
        ("fr", "Il vint - tard - et partit.", "Il vint –⍽tard⍽– et partit."),
        ("fr", "-- Bonjour, dit-il.", "—⍽Bonjour, dit-il."),
        ("fr", "— Bonjour, dit-il.", "—⍽Bonjour, dit-il."),
        ("fr", "peut-être, p. 5-10", "peut-être, p.⍽5-10"),
        # apostrophes
        ("en", "the ‘90s, '80s music and ‘68", "the ’90s, ’80s music and ’68"),
        ("en", "‘Tis, 'twas, 'em, 'til", "’Tis, ’twas, ’em, ’til"),
        ("en", "rock 'n' roll, the letter 'n' is", "rock ’n’ roll, the letter ‘n’ is"),
        ("en", "'Cause and effect', just 'cause", "‘Cause and effect’, just ’cause"),
        ("en", "\"'Tis true,\" she said", "“’Tis true,” she said"),
        ("de", "'ne Frage, so'n Ding, ich hab' 's", "’ne Frage, so’n Ding, ich hab’ ’s"),
        ("de", "die '90er und '68", "die ’90er und ’68"),
        ("fr", "les années ‘90, l'eau, aujourd'hui", "les années ’90, l’eau, aujourd’hui"),
        # quotation marks
        ("en", "He said ”yes” and “no“.", "He said “yes” and “no”."),
        ("de", "\"Er sagt 'ja'\"", "„Er sagt ‚ja‘“"),
        ("de-AT", "\"ja\"", "„ja“"),
        ("de-CH", "\"Er sagt 'ja'\" für 10'000 Franken", "«Er sagt ‹ja›» für 10’000 Franken"),
        ("de-Latn-LI", "\"ja\"", "«ja»"),
        ("fr", "\"Il dit 'oui'\"", "«⸱Il dit “oui”⸱»"),
        ("fr-BE", "\"Il dit 'oui'\"", "«⸱Il dit “oui”⸱»"),
        ("fr-CH", "\"Il dit 'oui'\"", "«⸱Il dit ‹⸱oui⸱›⸱»"),
        # French spaces, typed or not
        ("fr", "Un : deux ; trois ! Quatre ?", "Un⍽: deux⸱; trois⸱! Quatre⸱?"),
        ("fr", "Un: deux; trois! Quatre?! Quoi…?", "Un⍽: deux⸱; trois⸱! Quatre⸱?! Quoi…⸱?"),
        ("fr", "à 12:30, (oui?) «non!»", "à 12:30, (oui⸱?) «⸱non⸱!⸱»"),
        ("fr", "https://a.be/?b;c et a@b.be?", "https://a.be/?b;c et a@b.be⸱?"),
        ("fr-CA", "Un : deux; trois! «non» \"si\"", "Un⍽: deux; trois! «⍽non⍽» «⍽si⍽»"),
        ("fr-CH", "Un : deux; trois", "Un⸱: deux⸱; trois"),
        # what keeps together
        ("en", "J. R. R. Tolkien, Mr Smith", "J.⍽R.⍽R.⍽Tolkien, Mr⍽Smith"),
        ("en", "3 March, 5 p.m., No. 5", "3⍽March, 5⍽p.m., No.⍽5"),
        ("de", "z.B. und z. B., d.h., i.d.R.", "z.⸱B. und z.⸱B., d.⸱h., i.⸱d.⸱R."),
        ("de", "500 v.Chr., vgl. S. 5 f., § 3", "500 v.⸱Chr., vgl. S.⍽5⍽f., §⍽3"),
        ("de", "14. Juli, 10 000, Dr. Weiß", "14.⍽Juli, 10⸱000, Dr.⍽Weiß"),
        ("fr", "Mme Dupont, M. Roy, n° 5", "Mme⍽Dupont, M.⍽Roy, n°⍽5"),
        ("fr", "1er mai, 10 000 €", "1er⍽mai, 10⸱000⍽€"),
        ("fr", "250 000 ou 10 000 000 €", "250⸱000 ou 10⸱000⸱000⍽€"),
        ("nl", "250 000 of 10 000 000, in 2016 500", "250⍽000 of 10⍽000⍽000, in 2016 500"),
        ("nl", "20 °C. Het was 5 K. De rest", "20⍽°C. Het was 5⍽K. De rest"),
        ("nl", "20 ° C. Het was 230 V. De rest", "20 ° C. Het was 230⍽V. De rest"),
        ("nl", "in 2010 J. Peeters en K. Raes", "in 2010 J.⍽Peeters en K.⍽Raes"),
        ("nl", "in 1990 W. van Dijk en 12 J. Raes", "in 1990 W.⍽van Dijk en 12 J.⍽Raes"),
        ("en", "In 1990 J. Smith and A. B. Lee", "In 1990 J.⍽Smith and A.⍽B.⍽Lee"),
        ("fr", "En 1990 J. Dupont", "En 1990 J.⍽Dupont"),
        ("de", "Im Jahr 1990 K. Müller, 300 K. Danach", "Im Jahr 1990 K.⍽Müller, 300⍽K. Danach"),
        ("nl", "o. a. m. b. t. v. w. b. e. n. z. a. q.", "o.⍽a.⍽m.⍽b.⍽t.⍽v.⍽w.⍽b.⍽e.⍽n.⍽z.⍽a.⍽q."),
        ("nl", "de jaren '60 van Hans' fiets", "de jaren ’60 van Hans’ fiets"),
        ("fr", "au XXe siècle, 20 h 15, 5 %", "au XXe⍽siècle, 20⍽h⍽15, 5⍽%"),
    ],
)  # fmt: skip
def test_a_language_is_set_by_its_own_rules(language: str, typed: str, expected: str) -> None:
    assert shown(typed, language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("nl", "zo—ja"), ("en", "zo—ja"), ("de", "zo⍽– ja"), ("fr", "zo – ja")],
)
def test_the_house_chooses_the_dash_where_the_language_leaves_a_choice(
    language: str, expected: str
) -> None:
    assert shown("zo - ja", language, HouseStyle(dashes="closed")) == expected


def test_an_english_house_may_have_spaced_dashes_in_america() -> None:
    assert shown("so - yes", "en-US", HouseStyle(dashes="spaced")) == "so – yes"


PIECES = st.sampled_from(
    [*"\"'‘’“”„«»‹›!?:;.,()–—- \n\u00a0\u202f5a", " - ", "--", "'tis", "'90s", "'n'", "z.B.",
     "d. h.", "S. 5-10", "1990-95", "10 000", "10'000", " :", " ?", "Mme R", "14. Juli",
     "20 h 15", "…?", "o. a. m. b. t. v. w. b. e. n. z. ", "in 1990 K. ", "5 W. "]
)  # fmt: skip


@given(
    st.lists(PIECES, max_size=12).map("".join),
    st.sampled_from(["en", "en-US", "de", "de-CH", "fr", "fr-CA", "fr-CH", "fr-BE"]),
    st.sampled_from([HouseStyle(), HouseStyle(dashes="closed", ellipsis="spaced")]),
)
def test_a_second_time_changes_nothing_in_any_country(
    text: str, language: str, house: HouseStyle
) -> None:
    once = typeset_text(text, language, house)
    assert typeset_text(once, language, house) == once
