from __future__ import annotations

import pickle
import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinobook.pdf.engine.lines import FineSetter, FineSettings, typography_of
from dinobook.pdf.engine.notes import late_notes
from dinobook.pdf.engine.pagination.split_notes import notes_split
from pdf.fine.conftest import (
    Render,
    copied,
    lines_on,
    paragraphs,
    prose,
    text_of,
    texts_on,
    words_of,
)

STYLED = (
    "<p>Wie de <em>onderhandelingstafel bereikte zonder afspraak</em>, vond er een "
    '<a href="https://proef.example/">overlegstructuur die ouder was dan het gebouw</a>, met een '
    '<b>vraagteken</b> dat <span class="small">niemand</span> durfde uit te gommen en een '
    '<span class="wide">kapstok</span> die <em>ver<b>antwoordelijk</b>heid</em> heette, hoewel er '
    "nooit een jas aan hing of een paraplu, want het regende alleen buiten.</p>"
)


def test_no_word_is_lost_or_moved(render: Render) -> None:
    body = paragraphs(12) + STYLED
    assert words_of(render(body, FineSetter())) == words_of(render(body))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["{}", "<em>{}</em>", "<b><em>{}</em></b>", '<span class="wide">{}</span>']
            ),
            st.integers(0, 10_000),
            st.integers(1, 14),
            st.sampled_from([" ", "", "\u00a0", "-", " <i></i>", "—"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_paragraph_keeps_its_letters(
    render: Render, parts: list[tuple[str, int, int, str]]
) -> None:
    text = "".join(form.format(prose(seed, count)) + after for form, seed, count, after in parts)
    body = f"<p>{text}</p>"
    fine, plain = (
        re.sub(r"[\s‐\u200b]+", "", "".join(texts_on(render(body, setter))))
        for setter in (FineSetter(), None)
    )
    assert fine == plain


def test_full_lines_reach_the_edge_and_only_punctuation_goes_over_it(render: Render) -> None:
    setter = FineSetter()
    rendered = render(paragraphs(12) + STYLED, setter)
    assert setter.report().left == ()
    lines = lines_on(rendered)
    for (line, block), (_, next_block) in pairwise(lines):
        right = max(box.position_x + box.width for box in line.descendants())
        edge = block.content_box_x() + block.width
        if text_of(line)[-1].isalpha():
            assert right <= edge + 0.1
        assert right <= edge + 4
        if next_block.element is block.element:
            assert right >= edge - 0.1, text_of(line)


def test_lines_are_better_than_those_of_weasyprint(render: Render) -> None:
    body = paragraphs(40)
    plain, fine = (
        typography_of(render(body, setter).document.pages) for setter in (None, FineSetter())
    )
    assert fine.loose_percent < plain.loose_percent / 2
    assert fine.spread_em < plain.spread_em
    assert fine.ladders == 0
    assert fine.longest_ladder <= 2


def test_code_is_not_touched(render: Render) -> None:
    body = f"<pre>een\n twee {prose(1, 40)}</pre>"
    setter = FineSetter()
    assert texts_on(render(body, setter)) == texts_on(render(body))
    assert setter.report().paragraphs == 0


def test_a_line_break_of_the_author_stays(render: Render) -> None:
    setter = FineSetter()
    body = f"<p>{prose(1, 30)}<br/>{prose(2, 30)}</p>"
    assert texts_on(render(body, setter)) == texts_on(render(body))
    assert setter.report().left == (("a line break that the author made", 1),)


def test_a_word_wider_than_the_line_is_broken_anywhere(render: Render) -> None:
    setter = FineSetter()
    long = "w" * 200
    body = f'<p class="whole">{prose(1, 10)} {long} {prose(2, 10)}</p>'
    lines = texts_on(render(body, setter))
    assert long in "".join(lines)
    assert setter.report().left == ()
    assert setter.report().forced == (long,)
    assert not any(gap.gap_em > 1 for gap in setter.report().stretched)


def test_words_are_broken_where_the_author_says(render: Render) -> None:
    word = "verantwoordelijkheidsverdeling"
    body = "".join(f"<p>{'w' * count} {(word + ' ') * 12}</p>" for count in range(1, 12))
    exceptions = FineSettings(exceptions={word: "verantwoordelijkheids\u00adverdeling"})
    broken = {
        text.rsplit(" ", 1)[-1]
        for text in texts_on(render(body, FineSetter(exceptions)))
        if text.endswith("‐")
    }
    assert broken == {"verantwoordelijkheids‐"}


def test_soft_hyphens_break_words_and_are_not_copied(render: Render) -> None:
    word = "ver\u00adantwoordelijkheidsverdeling"
    body = "".join(f"<p>{'w' * count} {(word + ' ') * 12}</p>" for count in range(1, 12))
    rendered = render(body, FineSetter())
    broken = {text.rsplit(" ", 1)[-1] for text in texts_on(rendered) if text.endswith("‐")}
    assert broken == {"ver‐"}
    assert "\u00ad" not in copied(rendered)


def test_words_kept_together_stay_together(render: Render) -> None:
    body = "".join(
        f'<p>{prose(seed, 30)} <span class="keep">art. 12 van de wet</span> {prose(seed, 20)}'
        f" van\u00a09\u00a0tot\u00a017 {prose(seed + 1, 20)}</p>"
        for seed in range(30)
    )
    texts = "\n".join(texts_on(render(body, FineSetter())))
    assert texts.count("art. 12 van de wet") == 30
    assert texts.count("van\u00a09\u00a0tot\u00a017") == 30


def test_what_is_copied_has_plain_spaces(render: Render) -> None:
    body = paragraphs(6) + STYLED
    fine, plain = copied(render(body, FineSetter())), copied(render(body))
    assert "\u00a0" not in fine
    assert not re.search(r"\b\w( \w){4}", fine), "letters set apart are read as words"
    join = re.compile(r"[\u2010\ufffe\u0002-]\s*")
    assert join.sub("", fine).split() == join.sub("", plain).split()


def test_notes_are_on_the_page_of_their_call(render: Render) -> None:
    body = "".join(
        f'<p>{prose(seed, 40)}<span class="note">Noot {seed}.</span> {prose(seed, 30)}</p>'
        for seed in range(20, 40)
    )
    setter = FineSetter()
    with notes_split():
        rendered = render(body, setter)
    assert late_notes(rendered.document) == ()
    assert setter.report().paragraphs == 20


def test_a_last_line_is_more_than_the_end_of_a_broken_word(render: Render) -> None:
    body = paragraphs(200, words=42)
    ends = {}
    for kind, setter in (("fine", FineSetter()), ("plain", None)):
        lines = texts_on(render(body, setter))
        pairs = [(above, last) for above, last in pairwise(lines) if last.endswith(".")]
        ends[kind] = [last for above, last in pairs if above.endswith("‐") and " " not in last]
    assert len(ends["plain"]) > 2, "the prose has such ends when nobody looks after them"
    assert len(ends["fine"]) <= 1, "only where every other way has spaces of over half an em"


def test_lines_make_room_for_a_drop_cap(render: Render) -> None:
    body = f'<p><span class="drop">D</span>e {prose(3, 90)}</p>{paragraphs(2)}'
    setter = FineSetter()
    fine, plain = (
        [line for line, _ in lines_on(render(body, one)) if line.element.tag == "p"]
        for one in (setter, None)
    )
    assert [line.position_x for line in fine[:6]] == [line.position_x for line in plain[:6]]
    assert fine[1].position_x > fine[5].position_x
    steps = {round(two.position_y - one.position_y, 3) for one, two in pairwise(fine)}
    assert steps == {round(14 / 0.75, 3)}, "a line was pushed below the drop cap"
    assert setter.report().left == ()


def test_what_was_decided_is_not_thought_out_again(
    render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    setter = FineSetter()
    body = paragraphs(8) + STYLED
    first = texts_on(render(body, setter))
    kept = pickle.loads(pickle.dumps(setter.decided))  # noqa: S301 - our own
    monkeypatch.setattr(FineSetter, "think", None)
    assert texts_on(render(body, FineSetter(decisions=kept))) == first


def test_a_changed_wish_is_thought_out_again(render: Render) -> None:
    before = FineSetter()
    body = paragraphs(8)
    render(body, before)
    after = FineSetter(FineSettings(hyphen=500), before.decided)
    render(body, after)
    assert before.decided
    assert not before.decided.keys() & after.decided.keys()


def test_fewer_pages_end_in_the_middle_of_a_word(render: Render) -> None:
    body = paragraphs(24, words=160)
    setter = FineSetter()
    rendered = render(body, setter)
    report = setter.report()
    assert report.mended > 0
    assert typography_of(rendered.document.pages).broken_turns == len(report.turns)
    assert words_of(rendered) == words_of(render(body))
    rendered.pdf(lambda *_: None, pdf_tags=True)  # the lines that were replaced can be drawn


def test_setting_twice_gives_the_same_bytes(render: Render) -> None:
    body = paragraphs(30) + STYLED
    one, two = (render(body, FineSetter()).pdf(lambda *_: None) for _ in range(2))
    assert one == two


def test_a_line_that_cannot_be_set_well_is_reported(render: Render) -> None:
    long = "onverantwoordelijkheidsgevoel" + "wachtkamerstoelenrij"
    setter = FineSetter()
    render(f'<p class="whole">een twee drie {long} vier vijf zes zeven</p>', setter)
    first, *_ = setter.report().stretched
    assert first.words == "een twee drie"
    assert first.gap_em > 0.55


@pytest.mark.parametrize(("align", "free"), [("right", 1.0), ("center", 0.5), ("justify", 0.0)])
def test_the_last_line_is_aligned_as_it_is_asked(render: Render, align: str, free: float) -> None:
    body = paragraphs(1).replace("<p>", f'<p style="text-align-last: {align}">', 1)
    line, block = lines_on(render(body, FineSetter()))[-1]

    left = line.position_x - block.content_box_x()
    right = block.content_box_x() + block.width - line.position_x - line.width

    assert left == pytest.approx(free * (left + right), abs=0.1)
    assert (left + right < 4) == (align == "justify")
