"""The evidence for one statement: who said what, how clearly voice speaks, what to look at next."""

from collections.abc import Callable

import pytest

from reports.comparison import Change, apart, band, change
from reports.evidence import Evidence, Signal, SignalRule, Source, draft
from reports.framework import Statement, load
from reports.release import Cell, Release

Make = Callable[..., Release]
FAIR = load("ap-audit").by_number()["1.1"]
LEADERS = load("ap-audit").by_number()["1.2"]
TRAINING = load("ap-audit").by_number()["3.3"]


def share(low: float, high: float) -> Cell:
    return Cell("good", "Yes", "", low, high)


def drafted(statement: Statement, *releases: Release) -> Evidence:
    return draft(statement, releases, SignalRule(), "pupils")


def lines(evidence: Evidence) -> list[str]:
    return [sentence.text for sentence in evidence.evidence]


def test_each_audience_is_dated_and_has_its_base_and_reach(shipped_release: Make) -> None:
    pupils = shipped_release("pupil", 18, 24, lambda q: 13)
    said = lines(drafted(FAIR, pupils))
    assert said[0] == ("Pupils, November 2026: 60% to 80% of those who replied said “Yes” to “Do staff treat all "
                       "pupils fairly?” 24 were asked and 15 to 19 replied. Had the others replied, the figure could "
                       "be anywhere from 30% to 90%.")
    assert said[1:] == ["Voice signal: Thin.",
                        "Voice is thin here, so look first at the equality objectives and accessibility plan; "
                        "displays and assemblies; and records of incidents involving prejudice."]


def test_counts_name_their_own_whole(shipped_release: Make) -> None:
    staff = shipped_release("staff", 14, 14, lambda q: 10, policy="counts")
    said = lines(drafted(FAIR, staff))[0]
    assert said.startswith("Staff, November 2026: 10 of 14 (71%) said “Strongly agree or agree” to “Every pupil ")


def test_a_low_response_speaks_for_itself_only(shipped_release: Make) -> None:
    parents = shipped_release("parent", 12, 30, lambda q: 9)
    assert lines(drafted(FAIR, parents))[0].endswith("This does not speak for those who did not reply.")


def test_a_figure_held_back_is_named(shipped_release: Make) -> None:
    evidence = drafted(FAIR, shipped_release("pupil", 4, 24, lambda q: 4))
    assert lines(evidence)[0] == ("Pupils, November 2026: 24 were asked “Do staff treat all pupils fairly?” "
                                  "Too few replied to show.")
    assert "Too few answers to show from pupils. Ask them in another way." in [s.text for s in evidence.areas]


def test_agreement_and_gaps_between_audiences(shipped_release: Make) -> None:
    pupils = shipped_release("pupil", 20, 24, lambda q: 6)
    staff = shipped_release("staff", 14, 14, lambda q: 13)
    evidence = drafted(FAIR, pupils, staff)
    assert "Staff were clearly more positive than pupils." in lines(evidence)
    assert "Find out why pupils were less positive than staff." in [s.text for s in evidence.areas]
    alike = drafted(FAIR, shipped_release("pupil", 20, 24, lambda q: 18), staff,
                    shipped_release("parent", 20, 30, lambda q: 15))
    assert "Parents and carers, pupils and staff answered much alike." in lines(alike)
    two = drafted(FAIR, shipped_release("pupil", 20, 24, lambda q: 18), staff)
    assert "Pupils answered much as staff did." in lines(two)


def test_change_is_told_by_band_and_with_its_caution(shipped_release: Make) -> None:
    before = shipped_release("pupil", 20, 24, lambda q: 15, year=2025)
    now = shipped_release("pupil", 20, 24, lambda q: 6)
    evidence = drafted(FAIR, before, now)
    assert "Pupils moved down a band or more since November 2025. The people may be different." in lines(evidence)
    assert "Find out what changed for pupils since November 2025." in [s.text for s in evidence.areas]
    assert evidence.evidence[1].sources == (Source("pupil_2026", "p1.1"), Source("pupil_2025", "p1.1"))


@pytest.mark.parametrize("pupil,parent,staff,signal", [
    (17, 17, 12, Signal.STRONG), (5, 10, 7, Signal.WEAK), (5, 17, 12, Signal.MIXED), (10, 10, 7, Signal.MIXED)])
def test_the_signal_follows_its_rule(
        shipped_release: Make, pupil: int, parent: int, staff: int, signal: Signal) -> None:
    releases = (shipped_release("pupil", 20, 24, lambda q: pupil), shipped_release("parent", 20, 30, lambda q: parent),
                shipped_release("staff", 14, 14, lambda q: staff))
    assert drafted(FAIR, *releases).signal is signal


def test_a_partial_view_never_makes_a_signal(shipped_release: Make) -> None:
    releases = (shipped_release("pupil", 20, 24, lambda q: 18), shipped_release("parent", 20, 30, lambda q: 18),
                shipped_release("staff", 14, 14, lambda q: 13))
    evidence = drafted(LEADERS, *releases)
    assert evidence.signal is Signal.THIN
    assert any("see one side of this only" in line for line in lines(evidence))


def test_a_response_below_half_never_makes_a_signal(shipped_release: Make) -> None:
    releases = (shipped_release("pupil", 20, 24, lambda q: 18), shipped_release("parent", 14, 30, lambda q: 13))
    assert drafted(FAIR, *releases).signal is Signal.THIN


def test_without_voice_the_documents_are_named() -> None:
    silent = drafted(FAIR)
    assert lines(silent)[0] == "No questionnaire that has closed asked about this."
    assert lines(silent)[-1].startswith("Other evidence has to carry this: ")
    assert silent.areas[0].text == "Voice cannot show what to improve here."
    unknown = drafted(Statement(number="9.9", text="Something else."))
    assert lines(unknown)[0] == "No question in our questionnaires speaks to this."


def test_who_has_not_been_asked_is_said(shipped_release: Make) -> None:
    evidence = drafted(FAIR, shipped_release("staff", 14, 14, lambda q: 13))
    assert "Not asked about this yet: parents and carers and pupils." in [s.text for s in evidence.areas]


def test_many_who_did_not_know_are_something_to_look_at(shipped_release: Make) -> None:
    staff = shipped_release("staff", 40, 50, lambda q: 20, unsure=12)
    assert any("of the staff who answered chose “Don't know”" in s.text for s in drafted(TRAINING, staff).areas)


def test_each_sentence_about_an_answer_knows_its_tally(shipped_release: Make) -> None:
    evidence = drafted(FAIR, shipped_release("pupil", 20, 24, lambda q: 6),
                       shipped_release("staff", 14, 14, lambda q: 13))
    for sentence in (*evidence.evidence, *evidence.areas):
        if "%" in sentence.text or "said" in sentence.text:
            assert sentence.sources


def test_figures_of_unlike_schemes_are_laid_on_the_same_bands() -> None:
    assert band(share(0.77, 0.77)) == (0.6, 0.8)
    assert band(share(2 / 3, 1)) == (0.6, 1.0)
    assert band(share(0.55, 0.65)) == (0.4, 0.8)
    assert change(share(0.2, 0.4), share(0.4, 0.6)) is Change.UP
    assert change(share(0.61, 0.61), share(0.79, 0.79)) is Change.SIMILAR
    assert change(share(2 / 3, 1), share(0.4, 0.6)) is Change.DOWN
    assert apart(share(0.8, 1), share(0.4, 0.6))
    assert not apart(share(0.6, 0.8), share(0.4, 0.6))
