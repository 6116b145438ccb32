"""A closed wave to its one release."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.disclosure.breakdown import broken_down
from reports.disclosure.policies import POLICIES, Policy
from reports.disclosure.questions import filled, parted, published
from reports.disclosure.replies import response, worded
from reports.release import Published, Release
from surveys.model import BASE_LANGUAGE, Question, Setting, Text
from surveys.survey import Survey
from surveys.tally import Tally
from surveys.wave import Wave

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")
NOT_FOR_OTHERS = "This does not speak for those who did not reply."
ONE_PERSON = "With few replies, one person more or fewer can move a figure to another band."
PUBLISHED_BEFORE = "Held back: this round was published before, and a round is published once."


class WrongPolicy(ValueError):
    """A wave of which nothing may be published as it stands. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Round:
    """One wave with its counts, and how many replied: what a release is made from."""

    wave: Wave
    setting: Setting
    policy: Policy
    tallies: Mapping[tuple[str, str | None], Tally]
    replied: int

    @property
    def survey(self) -> Survey:
        """The survey as it was asked."""
        return self.wave.survey

    @property
    def roster(self) -> int:
        """How many were asked; never fewer than replied."""
        return max(self.wave.roster, self.replied)

    def tally(self, question: Question, group: str | None = None) -> Tally:
        """Give the tally of a question, an empty one where nobody was shown it."""
        empty = Tally(question.id, dict.fromkeys(question.buckets(self.survey.scales), 0), 0, group=group)
        return self.tallies.get((question.id, group), empty)


def publish(wave: Wave, tallies: Sequence[Tally], comment_counts: Mapping[str, int], *, invited: int,
            earlier: Sequence[Release] = ()) -> Release:
    """Give the one release of a closed wave: what its policy lets be said, and nothing else.

    `comment_counts` has how many wrote something, by question id; `invited` how many invitations were
    made. `earlier` are the setting's releases so far. The release is not chained yet: see `Release.sealed`.
    Raises `WrongPolicy` where the wave has no setting or has not closed.
    """
    if wave.survey.setting is None:
        raise WrongPolicy(f"The wave {wave.id!r} has no setting. Open it for a setting first.")
    if wave.closed is None:
        raise WrongPolicy(f"The wave {wave.id!r} has not closed. Close it first; there are no live results.")
    by_question = {(tally.question, tally.group): tally for tally in tallies}
    replied = max((_people(tally) for tally in tallies if tally.group is None), default=0)
    held = Round(wave, wave.survey.setting, POLICIES[wave.policy], by_question, replied)
    before = {(row.question, row.group): row for release in earlier if release.wave == wave.id
              for row in release.questions}
    questions = tuple(_new(row, before.get((row.question, row.group))) for row in _rows(held))
    return _release(held, questions, comment_counts, invited)


def _people(tally: Tally) -> int:
    return tally.answered + tally.skipped + tally.prefer_not + tally.not_shown


def _rows(held: Round) -> Iterator[Published]:
    survey = held.survey
    groups = survey.group.buckets(survey.scales) if survey.group else ()
    for section in survey.sections:
        for question in section.questions:
            if question not in survey.counted or question.entry == "words":
                continue
            whole = parted(survey, question, held.tally(question))
            yield published(survey, section.id, whole, held.policy, held.roster)
            members = [parted(survey, question, held.tally(question, group)) for group in groups]
            yield from broken_down(survey, section.id, whole, members, held.policy)


def _new(row: Published, before: Published | None) -> Published:
    """Hold a row back where the same wave was published before.

    Two waves share no replies: whoever answers again answers anew. So only releases of the same wave can be
    subtracted from one another; and that a figure came out the same, or did not, already says how late ballots
    were. A wave closes once, so this never happens; should it, there is nothing to subtract.
    """
    if before is None or not row.shown:
        return row
    return replace(row, favourable=None, cells=(), reach=None, held_back=PUBLISHED_BEFORE)


def _release(held: Round, questions: tuple[Published, ...], comment_counts: Mapping[str, int],
             invited: int) -> Release:
    wave, survey, setting = held.wave, held.survey, held.setting
    closed = wave.closed
    speaks = 2 * held.replied >= held.roster
    return Release(
        wave=wave.id, name=wave.name, setting=setting.name, setting_id=setting.id, pupils=setting.pupils,
        audience=survey.audience, title=_english(survey.title, survey), survey=survey.id,
        survey_hash=survey.content_hash, month=f"{MONTHS[closed.month - 1]} {closed.year}" if closed else "",
        policy=wave.policy, rules=held.policy.rules, asked=f"{wave.roster:,}",
        replied=worded(held.replied, held.policy, held.roster).words, response=response(held.replied, held.roster),
        speaks_for_all=speaks, scale=_scale(questions), questions=questions,
        notes=tuple(_notes(held, invited, speaks=speaks)), comments=_comments(held, comment_counts),
        sections={section.id: _english(section.title, survey) for section in survey.sections},
        groups={choice.code: _english(choice.label, survey)
                for choice in (survey.choices(survey.group) if survey.group else ())})


def _english(text: Text, survey: Survey) -> str:
    return filled(text.in_(BASE_LANGUAGE), survey)


def _scale(questions: Sequence[Published]) -> str:
    labels = [row.favourable.label for row in questions if row.favourable]
    return max(dict.fromkeys(labels), key=labels.count, default="")


def _notes(held: Round, invited: int, *, speaks: bool) -> Iterator[str]:
    if not speaks:
        yield NOT_FOR_OTHERS
    if 0 < invited < held.wave.roster:
        yield f"Invitations were made for {invited:,} of the {held.wave.roster:,} people on the list."
    yield ONE_PERSON


def _comments(held: Round, counts: Mapping[str, int]) -> dict[str, str]:
    asked = [question for question in held.survey.counted if question.entry == "words"]
    return {question.id: _written(_english(question.text, held.survey), counts.get(question.id, 0),
                                  held.policy) for question in asked}


def _written(question: str, number: int, policy: Policy) -> str:
    if number < policy.comments_from:
        return (f"Fewer than {policy.comments_from} people wrote an answer to “{question}” "
                "So what they wrote is not shown.")
    words = worded(number, policy).words
    return (f"{words[:1].upper()}{words[1:]} people wrote an answer to “{question}” "
            "The safeguarding lead reads what they wrote first.")
