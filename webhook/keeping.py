"""What every way of answering shares: the survey as it is live, and keeping what a step did."""

from collections.abc import Sequence

from bot import engine
from bot.conversation import Conversation, Reply, State
from storage.conversations import Held
from storage.store import Transaction
from surveys.survey import Survey
from surveys.wave import Wave, WaveState
from webhook.safeguarding import joining


class Overtaken(Exception):
    """The conversation changed between reading and writing; what was done is rolled back."""


class Surveys:
    """The surveys of waves in the languages they have live: a respondent is never offered a draft."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Survey] = {}

    def of(self, wave: Wave) -> Survey:
        """Give the survey of a wave."""
        key = (wave.id, wave.survey.content_hash)
        if key not in self._known:
            self._known[key] = wave.survey.in_languages(wave.languages)
        return self._known[key]

    def loaded(self, wave: Wave, held: Held) -> tuple[Survey, Conversation]:
        """Give the survey, and the conversation that runs on it.

        The wave's survey is frozen, so it is the edition the conversation began with, even where a newer
        Heard gives it another hash.
        """
        survey = self.of(wave)
        return survey, Conversation.load(held.text).but(survey=survey.content_hash)


def keep(tx: Transaction, handle: bytes, held: Held, survey: Survey, conversation: Conversation) -> bool:
    """Store what a step did; false where the invitation was used up elsewhere meanwhile."""
    if conversation.state is State.ASKING:
        if not tx.conversations.put(handle, conversation.dump(), held.revision):
            raise Overtaken
        return True
    tx.conversations.end(handle)
    if conversation.state is not State.FINISHED:
        return True  # Declined or stopped: nothing is kept, and the invitation lets them in again.
    if not tx.invitations.mark(held.invitation, "done"):
        return False
    response = engine.response(survey, conversation)
    tx.ballots.seal(held.wave, response)
    joining.finished(tx, survey, response)
    return True


def closed(survey: Survey, wave: Wave, language: str, channel: str = "web") -> Reply:
    """Give the message for someone who comes when the wave is not open."""
    why: engine.Why = "closed" if wave.state is WaveState.CLOSED else "not_open"
    return engine.turned_away(survey, why, language, on=wave.closed, channel=channel)


def spoken(preferred: Sequence[str], live: Sequence[str]) -> str:
    """Give the first preferred language that is live, also as a form of one (`pl` for `pl-PL`)."""
    for language in preferred:
        for name in (language, language.split("-")[0]):
            if name in live:
                return name
    return live[0]
