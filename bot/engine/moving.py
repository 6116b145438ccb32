"""Moving a conversation: staying at a question, going on, going back, finishing, stopping."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from bot.conversation import Conversation, Inbound, Reply, State, Step
from bot.engine.asking import ask, information
from bot.engine.cards import SOMEWHERE, direction, fill, spoken_for
from bot.engine.routing import QUOTE, Route
from bot.phrases import say
from bot.signposting import contacts, helplines
from surveys.answers import Answer
from surveys.model import Question, Setting, Text
from surveys.survey import Survey


class Turn(NamedTuple):
    """One thing that came in, and where it found the conversation."""

    survey: Survey
    conversation: Conversation
    inbound: Inbound
    route: Route

    @property
    def question(self) -> Question:
        """The question being asked."""
        return self.route.question(self.conversation.at or "")

    @property
    def setting(self) -> Setting:
        """Whom the questionnaire speaks for."""
        return self.survey.setting or SOMEWHERE

    def say(self, key: str, **detail: object) -> str:
        """Give a sentence in this conversation's language, with the setting's words in it."""
        own = spoken_for(self.setting, self.conversation.language) | detail
        return say(key, self.conversation.language, self.conversation.channel, **own)

    def message(self, text: str, *, support: bool = False, notice: str = "") -> Reply:
        """Give a message that asks nothing."""
        language = self.conversation.language
        return Reply(text=text, support=support, notice=notice, language=language,
                     dir=direction(self.survey, language))

    def support(self, opening: str) -> Reply:
        """Give the support message: an opening sentence, and where to turn."""
        where = contacts(self.survey.audience, self.conversation.language, self.setting)
        return self.message(f"{self.say(opening)} {self.say('support.not_live')}\n{where}", support=True)

    def signposted(self, words: str) -> str:
        """Give `words`, for pupils with where to turn, unless their author has said it in them."""
        pupil = self.survey.audience == "pupil"
        if not pupil or any(line.reach in words for line in helplines() if "pupil" in line.audiences):
            return words
        return f"{words}\n\n{contacts('pupil', self.conversation.language, self.setting)}"


def on_text(conversation: Conversation) -> bool:
    """Say whether messages come one by one on a phone, without a page that says which question is open."""
    return conversation.channel != "web"


def by_message(conversation: Conversation) -> bool:
    """Say whether messages go through a provider: they may come in parts, or from a machine ("I'm driving")."""
    return conversation.channel in ("sms", "telegram", "whatsapp")


def moment(inbound: Inbound) -> dt.datetime | None:
    """Give when the message was written, in UTC; a time without a zone is taken as UTC."""
    at = inbound.at
    return at if at is None or at.tzinfo else at.replace(tzinfo=dt.UTC)


def heard(turn: Turn) -> str | None:
    """Give when the respondent last heard from us, once this turn is answered."""
    at = moment(turn.inbound)
    return at.isoformat() if at and on_text(turn.conversation) else turn.conversation.asked_at


def stay(turn: Turn, *, before: Reply | None = None, notice: str = "", error: str = "",
         **changes: Any) -> Step:  # noqa: ANN401 - Conversation.but checks the names
    """Put the current question again, after the message `before` where there is one."""
    conversation = turn.conversation.but(**{"pending": None, "asked_at": heard(turn)} | changes)
    put = ask(turn.survey, conversation, notice=notice, error=error)
    return Step(conversation, (before, put) if before else (put,))


def go_on(turn: Turn, answers: Mapping[str, Answer], *, notice: str = "",
          before: Reply | None = None) -> Step:
    """Go on to the first question shown that has no answer, or finish."""
    held = turn.conversation
    at = turn.route.next(answers, held.channel)
    if at is None:
        return finish(turn, answers, notice=notice, before=before)
    conversation = Conversation(
        survey=held.survey, channel=held.channel, language=held.language, at=at, step=held.step + 1,
        answers=answers, asked_at=heard(turn), may_quote=may_quote(answers))
    put = ask(turn.survey, conversation, notice=notice)
    return Step(conversation, (before, put) if before else (put,))


def may_quote(answers: Mapping[str, Answer]) -> bool:
    """Say whether the respondent said that their words may be shown."""
    said = answers.get(QUOTE)
    return said is not None and said.value == "yes"


def go_to(turn: Turn, name: str, notice: str) -> Step:
    """Go back to an earlier question; its old answer stays until a new one comes."""
    conversation = turn.conversation.but(at=name, step=turn.conversation.step + 1, tries=0, pending=None,
                                         last_words="", repeats=0, asked_at=heard(turn))
    return Step(conversation, (ask(turn.survey, conversation, notice=notice),))


def finish(turn: Turn, answers: Mapping[str, Answer], *, notice: str = "",
           before: Reply | None = None) -> Step:
    """End with thanks; pupils also read where to turn, whatever they answered."""
    held = turn.conversation
    conversation = Conversation(
        survey=held.survey, channel=held.channel, language=held.language, at=None, step=held.step + 1,
        state=State.FINISHED, answers=answers, may_quote=may_quote(answers))
    words = own_words(turn, turn.survey.thanks, "thanks")
    parts = (information(turn.survey, conversation, turn.route), words if before else turn.signposted(words))
    thanks = turn.message("\n\n".join(part for part in parts if part), notice="" if before else notice,
                          support=turn.survey.audience == "pupil" and not before)
    return Step(conversation, (before, thanks) if before else (thanks,))


def decline(turn: Turn) -> Step:
    """End because the respondent said no thanks: nothing is kept."""
    return Step(_emptied(turn, State.DECLINED), (turn.message(turn.say("declined")),))


def stop(turn: Turn, *replies: Reply) -> Step:
    """End because the respondent opted out of everything: nothing is kept."""
    return Step(_emptied(turn, State.STOPPED), replies, stop=True)


def own_words(turn: Turn, text: Text | None, key: str, **detail: object) -> str:
    """Give the survey's own sentence where its author wrote one, or the phrasebook's."""
    if text is None:
        return turn.say(key, **detail)
    return fill(text.in_(turn.conversation.language), turn.survey, turn.conversation.language)


def _emptied(turn: Turn, state: State) -> Conversation:
    held = turn.conversation
    return Conversation(survey=held.survey, channel=held.channel, language=held.language, at=None,
                        step=held.step + 1, state=state)
