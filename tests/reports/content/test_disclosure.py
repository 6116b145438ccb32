"""What each policy lets be said, threshold by threshold, in the words that readers meet."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.disclosure import NOT_FOR_OTHERS, POLICIES
from reports.disclosure.figures import FIVE, TENTHS, THREE, Banded
from reports.disclosure.replies import response, worded
from reports.release import Release

Make = Callable[..., Release]
SWEEPING = re.compile(r"\b(all|none|every|everybody|everyone|nobody|no one)\b", re.IGNORECASE)


def favourable(release: Release) -> str:
    row = release.of("q")
    assert row is not None
    return row.favourable.words if row.favourable else row.held_back


@pytest.mark.parametrize("n,good,words", [
    (5, 5, "Too few replied to show."), (6, 6, "two thirds or more"), (6, 2, "a third or fewer"),
    (9, 5, "about half"), (10, 0, "20% or fewer"), (10, 2, "20% or fewer"), (10, 4, "20% to 40%"),
    (10, 5, "40% to 60%"), (10, 6, "60% to 80%"), (10, 8, "80% or more"), (49, 49, "80% or more"),
    (49, 0, "20% or fewer"), (50, 0, "about 10% or fewer"), (50, 50, "about 90% or more"),
    (50, 26, "about 50%"), (60, 21, "about 30%")])
def test_bands_by_number_of_replies(release_of: Make, n: int, good: int, words: str) -> None:
    assert favourable(release_of("yes_no", {"yes": good, "no": n - good})) == words


@pytest.mark.parametrize("n,words", [
    (8, "Too few replied to show. A sensitive question needs 9 replies."), (9, "two thirds or more"),
    (14, "two thirds or more"), (15, "80% or more"), (59, "80% or more"), (60, "about 90% or more")])
def test_sensitive_questions_need_more(release_of: Make, n: int, words: str) -> None:
    assert favourable(release_of("yes_no", {"yes": n}, sensitive=True)) == words


@pytest.mark.parametrize("n,good,words", [
    (4, 4, "Too few replied to show."), (5, 3, "Too few replied to show."), (9, 9, "two thirds or more"),
    (10, 7, "7 of 10 (70%)"), (10, 8, "at least 8 of 10 (80% or more)"), (10, 10, "at least 8 of 10 (80% or more)"),
    (10, 2, "2 or fewer of 10 (20% or fewer)"), (10, 0, "2 or fewer of 10 (20% or fewer)"),
    (21, 16, "16 of 21 (76%)"), (5000, 4997, "4997 of 5000 (over 99%)")])
def test_counts_by_number_of_replies(release_of: Make, n: int, good: int, words: str) -> None:
    assert favourable(release_of("yes_no", {"yes": good, "no": n - good}, policy="counts", roster=6000)) == words


@pytest.mark.parametrize("scheme", [THREE, FIVE, TENTHS])
@given(whole=st.integers(1, 200), data=st.data())
def test_a_share_has_one_band_and_its_mirror_image_the_mirrored_one(
        scheme: Banded, whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    share = part / whole
    figure, mirror = scheme.figure(part, whole), scheme.figure(whole - part, whole)
    assert figure.low - 1e-9 <= share <= figure.high + 1e-9
    assert (round(1 - mirror.high, 9), round(1 - mirror.low, 9)) == (round(figure.low, 9), round(figure.high, 9))
    assert sum(band.words == figure.words for band in scheme.bands) == 1


@pytest.mark.parametrize("n,words", [(0, "under 6"), (5, "under 6"), (6, "6 to 9"), (10, "10 to 14"), (15, "15 to 19"),
                                     (20, "20 to 29"), (29, "20 to 29"), (30, "about 30"), (34, "about 30"),
                                     (35, "about 40"), (4996, "about 5,000")])
def test_replies_are_in_steps_where_figures_are_in_bands(n: int, words: str) -> None:
    said = worded(n, POLICIES["bands"])
    assert said.words == words
    assert said.least <= n <= said.most


def test_a_step_never_says_that_more_may_have_replied_than_were_asked() -> None:
    assert worded(21, POLICIES["bands"], 24).words == "20 or more"
    assert worded(21, POLICIES["bands"], 29).words == "20 to 29"


@given(st.integers(6, 3000))
def test_steps_of_replies_never_overlap(n: int) -> None:
    here, after = worded(n, POLICIES["bands"]), worded(n + 1, POLICIES["bands"])
    assert here == after or here.most + 1 == after.least


def test_counts_say_how_many_replied(release_of: Make) -> None:
    assert release_of("yes_no", {"yes": 4}, policy="counts").questions[0].replies == "fewer than 5"
    assert release_of("yes_no", {"yes": 5}, policy="counts").questions[0].replies == "5"
    assert release_of("yes_no", {"yes": 13}, policy="counts").replied == "13"


@pytest.mark.parametrize("replied,roster,words", [
    (5, 24, "Fewer than a quarter"), (6, 24, "Between a quarter and a half"), (11, 24, "Between a quarter and a half"),
    (12, 24, "Between a half and three quarters"), (18, 24, "Three quarters or more")])
def test_response_is_told_in_quarters(replied: int, roster: int, words: str) -> None:
    assert response(replied, roster).startswith(words)


def test_below_half_the_roster_the_release_says_whom_it_does_not_speak_for(release_of: Make) -> None:
    below = release_of("yes_no", {"yes": 11}, roster=24)
    assert not below.speaks_for_all
    assert NOT_FOR_OTHERS in below.notes
    half = release_of("yes_no", {"yes": 10}, skipped=2, roster=24)
    assert half.speaks_for_all
    assert NOT_FOR_OTHERS not in half.notes


def test_whole_distributions_appear_from_24_replies(release_of: Make) -> None:
    counts = {"sa": 9, "a": 8, "d": 4, "sd": 2}
    assert not release_of("ag4", counts).questions[0].cells
    row = release_of("ag4", counts | {"sd": 3, "dont_know": 6}).questions[0]
    assert [(cell.label, cell.words) for cell in row.cells] == [
        ("Strongly agree", "20% to 40%"), ("Agree", "20% to 40%"), ("Disagree", "20% or fewer"),
        ("Strongly disagree", "20% or fewer"), ("Don't know", "20% or fewer")]
    assert row.favourable is not None
    assert row.favourable.label == "Strongly agree or agree"


def test_dont_know_is_not_in_the_base(release_of: Make) -> None:
    row = release_of("ysn", {"yes": 4, "no": 1, "dont_know": 20}).questions[0]
    assert (row.replies, row.shown, row.held_back) == ("under 6", False, "Too few replied to show.")


def test_small_counts_are_merged_on_their_own_side(release_of: Make) -> None:
    row = release_of("ag4", {"sa": 2, "a": 5, "d": 3, "sd": 4, "dont_know": 3}, policy="counts").questions[0]
    assert [(cell.label, cell.words) for cell in row.cells] == [
        ("Strongly agree or agree", "7 of 14 (50%)"), ("Disagree", "3 of 14 (21%)"),
        ("Strongly disagree", "4 of 14 (29%)"), ("Don't know", "3 of 17 (18%)")]
    few = release_of("ag4", {"sa": 4, "a": 5, "d": 3, "sd": 4, "dont_know": 2}, policy="counts").questions[0]
    assert "Don't know" not in [cell.label for cell in few.cells]


def test_choices_without_a_good_answer_wait_for_the_whole_distribution(release_of: Make) -> None:
    held = release_of("single", {"x": 10, "y": 9, "z": 4}).questions[0]
    assert held.favourable is None
    assert held.held_back == "Fewer than 24 replied, so how many chose each answer is not shown."
    shown = release_of("single", {"x": 10, "y": 9, "z": 5}).questions[0]
    assert [cell.words for cell in shown.cells] == ["40% to 60%", "20% to 40%", "20% to 40%"]


def test_ticks_are_shares_of_people(release_of: Make) -> None:
    row = release_of("multi", {"x": 24, "y": 12, "z": 0}, answered=24).questions[0]
    assert [cell.words for cell in row.cells] == ["80% or more", "40% to 60%", "20% or fewer"]
    assert row.favourable is None


def test_numbers_are_shown_in_their_declared_bands_and_dates_never(release_of: Make) -> None:
    row = release_of("number", {"band_1": 20, "band_2": 10}).questions[0]
    assert [(cell.label, cell.words) for cell in row.cells] == [("Under 5", "60% to 80%"), ("5 or more", "20% to 40%")]
    for kind in ("plain_number", "date"):
        held = release_of(kind, {}, answered=40).questions[0]
        assert (held.shown, held.replies) == (False, "about 40")
        assert held.held_back == "Only how many answered is kept for this question."
