"""Releases made by hand, for the tests of what reports may say."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import pytest

from reports.disclosure import publish
from reports.release import Release
from surveys.loader import library
from surveys.model import Setting
from surveys.survey import Survey
from surveys.tally import Tally
from surveys.wave import Policy, Wave

OAK = Setting(id="oak", name="Oak House")
YSN = {"choices": [{"code": "yes", "label": "Yes", "favourable": True}, {"code": "sometimes", "label": "Sometimes"},
                   {"code": "no", "label": "No"}, {"code": "dont_know", "label": "Don't know", "apart": True}]}
AG4 = {"choices": [{"code": "sa", "label": "Strongly agree", "favourable": True},
                   {"code": "a", "label": "Agree", "favourable": True}, {"code": "d", "label": "Disagree"},
                   {"code": "sd", "label": "Strongly disagree"},
                   {"code": "dont_know", "label": "Don't know", "apart": True}]}
QUESTIONS = {
    "ysn": {"type": "scale", "scale": "YSN"},
    "ag4": {"type": "scale", "scale": "AG4"},
    "yes_no": {"type": "yes_no"},
    "single": {"type": "single", "options": [{"code": c, "label": c.upper()} for c in ("x", "y", "z")]},
    "multi": {"type": "multi", "options": [{"code": c, "label": c.upper()} for c in ("x", "y", "z")]},
    "number": {"type": "number", "bands": [{"label": "Under 5", "high": 4}, {"label": "5 or more", "low": 5}]},
    "plain_number": {"type": "number"},
    "date": {"type": "date"},
    "free_text": {"type": "free_text"},
}


def one_question(kind: str, *, sensitive: bool = False, groups: Sequence[str] = ()) -> Survey:
    """Give a survey with one question `q` of a kind, and a group question where groups are named."""
    asked = [{"id": "q", "text": "Is it good here?", "sensitive": sensitive, **QUESTIONS[kind]}]
    if groups:
        asked.append({"id": "stage", "type": "group", "text": "Which stage are you in?",
                      "options": [{"code": g, "label": f"Stage {g.upper()}"} for g in groups]})
    return Survey.model_validate({
        "id": "tiny", "audience": "pupil", "title": "At {setting}", "scales": {"YSN": YSN, "AG4": AG4},
        "sections": [{"id": "s1", "title": "Here", "questions": asked}]}).at(OAK)


def wave_of(survey: Survey, roster: int, policy: Policy = "bands", *, wave_id: str = "w1", name: str = "Autumn",
            closed: dt.date | None = dt.date(2026, 11, 20)) -> Wave:
    """Give a closed wave of a survey."""
    return Wave(id=wave_id, setting="oak", name=name, survey=survey, roster=roster, policy=policy, closed=closed)


def tally(survey: Survey, question: str, counts: Mapping[str, int], *, skipped: int = 0, not_shown: int = 0,
          answered: int | None = None, group: str | None = None) -> Tally:
    """Give a tally with the counts named, and zero elsewhere."""
    every = dict.fromkeys(survey.by_id[question].buckets(survey.scales), 0) | dict(counts)
    people = sum(counts.values()) if answered is None else answered
    return Tally(question, every, people, skipped, 0, not_shown, group)


@pytest.fixture(name="one_question", scope="session")
def _one_question() -> Callable[..., Survey]:
    """Give the builder of surveys of one question."""
    return one_question


@pytest.fixture(name="wave_of", scope="session")
def _wave_of() -> Callable[..., Wave]:
    """Give the builder of closed waves."""
    return wave_of


@pytest.fixture
def release_of() -> Callable[..., Release]:
    """Give a release of one question from its counts."""
    def give(kind: str, counts: Mapping[str, int], *, roster: int = 100, policy: Policy = "bands",
             sensitive: bool = False, skipped: int = 0, answered: int | None = None,
             groups: Mapping[str, Mapping[str, int]] | None = None, comments: int = 0,
             earlier: Sequence[Release] = (), invited: int | None = None) -> Release:
        survey = one_question(kind, sensitive=sensitive, groups=tuple(groups or ()))
        tallies = [tally(survey, "q", counts, skipped=skipped, answered=answered)]
        tallies += [tally(survey, "q", counted, group=group) for group, counted in (groups or {}).items()]
        return publish(wave_of(survey, roster, policy), tallies, {"q": comments},
                       invited=roster if invited is None else invited, earlier=earlier)
    return give


@pytest.fixture
def shipped_release() -> Callable[..., Release]:
    """Give a release of a shipped questionnaire in which each question was answered as `good` of `n` says."""
    def give(name: str, n: int, roster: int, good: Callable[[str], int], *, policy: Policy = "bands",
             sets: Sequence[str] = ("A", "B", "C"), year: int = 2026, comments: int = 0,
             unsure: int = 0) -> Release:
        survey = library()[name].with_sets(sets).at(OAK)
        wave = wave_of(survey, roster, policy, wave_id=f"{name}_{year}", name=f"{name.title()}s {year}",
                       closed=dt.date(year, 11, 20))
        tallies = []
        for question in survey.counted:
            choices = survey.choices(question)
            counts: dict[str, int] = {}
            if choices:
                best = next(c.code for c in choices if c.favourable)
                worst = next(c.code for c in reversed(choices) if not c.favourable and not c.apart)
                counts = {best: good(question.id), worst: n - unsure - good(question.id), "dont_know": unsure}
            tallies.append(tally(survey, question.id, counts, answered=n))
        written = {q.id: comments for q in survey.counted if q.entry == "words"}
        return publish(wave, tallies, written, invited=roster)
    return give
