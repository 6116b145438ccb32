"""A release as a whole: comments, groups, reach, facts of the wave, rules, and what is refused."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.disclosure import POLICIES, WrongPolicy, publish, rules
from reports.disclosure.questions import reach
from reports.disclosure.replies import worded
from reports.release import Cell, Release
from surveys.loader import library
from surveys.survey import Survey
from surveys.tally import Tally
from surveys.wave import Policy

Make = Callable[..., Release]
SWEEPING = re.compile(r"\b(all|none|every|everybody|everyone|nobody|no one)\b", re.IGNORECASE)


def favourable(release: Release) -> str:
    row = release.of("q")
    assert row is not None
    return row.favourable.words if row.favourable else row.held_back


def test_comments_are_a_sentence(release_of: Make) -> None:
    release = release_of("free_text", {}, answered=12, comments=12)
    assert release.questions == ()
    assert release.comments == {"q": "10 to 14 people wrote an answer to “Is it good here?” "
                                     "The safeguarding lead reads what they wrote first."}
    few = release_of("free_text", {}, answered=9, comments=9).comments
    assert few == release_of("free_text", {}, answered=0, comments=0).comments


GROUPS = {"a": {"yes": 6, "no": 6}, "b": {"yes": 8, "no": 5}}


def test_groups_are_shown_in_bands_where_they_are_large_enough(release_of: Make) -> None:
    for policy in POLICIES:
        release = release_of("yes_no", {"yes": 14, "no": 11}, groups=GROUPS, policy=policy)
        shown = [release.of("q", group) for group in "ab"]
        assert [row.favourable.words for row in shown if row and row.favourable] == ["40% to 60%", "60% to 80%"]
        assert release.groups == {"a": "Stage A", "b": "Stage B"}


@pytest.mark.parametrize("small", [1, 4, 9])
def test_a_small_group_hides_the_one_that_would_give_it_away(release_of: Make, small: int) -> None:
    groups = {"a": {"yes": 12, "no": 8}, "b": {"yes": small}}
    release = release_of("yes_no", {"yes": 12 + small, "no": 8}, groups=groups)
    for group in "ab":
        row = release.of("q", group)
        assert row is not None
        assert (row.shown, row.replies) == (False, "not shown")
        assert row.held_back.startswith("Not shown for this group")


def test_two_small_groups_may_hide_together(release_of: Make) -> None:
    groups = {"a": {"yes": 8, "no": 12}, "b": {"yes": 3, "no": 3}, "c": {"yes": 3, "no": 3}}
    release = release_of("yes_no", {"yes": 14, "no": 18}, groups=groups)
    assert [row.shown for group in "abc" if (row := release.of("q", group))] == [True, False, False]


@given(good_low=st.integers(0, 5), n=st.integers(10, 80), away=st.integers(0, 80), data=st.data())
def test_reach_holds_whatever_the_others_would_have_said(good_low: int, n: int, away: int, data: st.DataObject) -> None:
    good, others = data.draw(st.integers(0, n)), data.draw(st.integers(0, away))
    figure = POLICIES["bands"].ordinary.scheme(n)
    assert figure is not None
    shown = figure.figure(good, n)
    reached = reach(Cell("good", "Yes", shown.words, shown.low, shown.high), worded(n, POLICIES["bands"]), n + away)
    assert reached.low - 1e-9 <= (good + others) / (n + away) <= reached.high + 1e-9
    assert reached.words == f"{reached.low:.0%} to {reached.high:.0%}"
    assert reached.low <= shown.low + 1e-9 or n + away == n


@pytest.mark.parametrize("policy", ["bands", "counts"])
def test_a_second_release_of_the_same_wave_shows_nothing_at_all(release_of: Make, policy: Policy) -> None:
    first = release_of("yes_no", {"yes": 12, "no": 8}, policy=policy)
    for later in ({"yes": 12, "no": 8}, {"yes": 13, "no": 8}, {"yes": 15, "no": 10}):
        again = release_of("yes_no", later, policy=policy, earlier=[first])
        assert favourable(again) == "Held back: this round was published before, and a round is published once."
        assert not again.questions[0].cells


def test_a_release_carries_the_facts_of_its_wave(release_of: Make) -> None:
    release = release_of("yes_no", {"yes": 12, "no": 8}, roster=24, invited=20)
    assert (release.setting, release.title, release.month) == ("Oak House", "At Oak House", "November 2026")
    assert (release.asked, release.replied, release.scale) == ("24", "20 or more", "Yes")
    assert release.sections == {"s1": "Here"}
    assert release.rules == rules("bands")
    assert "Invitations were made for 20 of the 24 people on the list." in release.notes
    assert Release.load(release.sealed("").dump()) == release.sealed("")
    assert release.sealed("x").verifies()


def test_an_open_wave_cannot_be_published(one_question: Callable[..., Survey], wave_of: Callable[..., object]) -> None:
    survey = one_question("yes_no")
    with pytest.raises(WrongPolicy, match="has not closed"):
        publish(wave_of(survey, 10, closed=None), [], {}, invited=10)
    homeless = library()["pupil"]
    with pytest.raises(WrongPolicy, match="no setting"):
        publish(wave_of(homeless, 10, closed=dt.date(2026, 1, 1)), [], {}, invited=10)


def test_a_wave_that_nobody_answered_still_has_its_release(release_of: Make) -> None:
    release = release_of("yes_no", {})
    assert (release.replied, release.questions[0].shown) == ("under 6", False)


@pytest.mark.parametrize("policy", POLICIES)
def test_the_rules_state_their_thresholds_and_sweep_nobody_together(policy: str) -> None:
    said = " ".join(rules(policy))
    for tier in (*POLICIES[policy].ordinary.tiers, *POLICIES[policy].sensitive.tiers):
        assert re.search(rf"\b{tier.least}\b", said)
    assert not SWEEPING.search(said)


@given(n=st.sampled_from([0, 1, 4, 5, 6, 8, 9, 10, 11, 14, 15, 16, 23, 24, 25, 49, 50, 51, 59, 60, 61]),
       share=st.integers(0, 100), unsure=st.integers(0, 12), sensitive=st.booleans())
def test_nothing_published_in_bands_is_a_count_of_answers(
        one_question: Callable[..., Survey], wave_of: Callable[..., object],
        n: int, share: int, unsure: int, sensitive: bool) -> None:
    survey = one_question("ysn", sensitive=sensitive)
    good = n * share // 100
    counts = {"yes": good, "sometimes": (n - good) // 2, "no": n - good - (n - good) // 2, "dont_know": unsure}
    release = publish(wave_of(survey, 200), [Tally("q", counts, n + unsure)], {}, invited=200)
    row = release.questions[0]
    words = [cell.words for cell in (*row.cells, *([row.favourable] if row.favourable else []))]
    assert all(re.fullmatch(r"(about )?\d0% or (fewer|more)|\d0% to \d0%|about \d0%|a third or fewer|about half|"
                            r"two thirds or more", said) for said in words)
    assert row.shown == (n >= (9 if sensitive else 6))
    assert bool(row.cells) == (n >= 24)
