"""Pages that ask nothing: the end, being turned away, having lost one's place."""

from bot.conversation import Reply, State
from bot.engine.cards import direction, fill
from bot.phrases import say
from surveys.survey import Survey
from webhook.chat.wording import Shown, spoken
from webhook.turns import Away

_ENDS: dict[State, tuple[str, str, str]] = {
    State.FINISHED: ("page.done.title", "thanks", "thanks"),
    State.DECLINED: ("page.declined.title", "", "declined"),
    State.STOPPED: ("page.ended.title", "opted_out", "stopped"),
}
"""For each end: its title, the survey's own text for it, and the phrasebook's where it has none."""


def over(survey: Survey, state: State, language: str, before: tuple[Reply, ...] = ()) -> Shown:
    """Give the last page. It needs nothing of the conversation, which is deleted."""
    title, name, key = _ENDS[state]
    own = getattr(survey, name) if name else None
    text = fill(own.in_(language), survey, language) if own else say(key, language, "web")
    return message(language, say(title, language), text, before=before, talk=True,
                   after=say("page.done.close", language), done=state is State.FINISHED,
                   setting=survey.setting, dir=direction(survey, language))


def away(turned: Away) -> Shown:
    """Give the page of somebody who cannot answer now."""
    reply = turned.reply
    return message(reply.language, say("page.away.title", reply.language), reply.text, dir=reply.dir,
                   setting=turned.survey.setting)


def lost(language: str) -> Shown:
    """Give the page of a browser that is in no conversation."""
    return message(language, say("page.lost.title", language), say("page.lost.text", language), door=True)


def message(language: str, title: str, text: str, **more: object) -> Shown:
    """Give a page with a title and a few sentences; `more` as the template names it."""
    return spoken(language) | {"title": title, "text": text, "before": (), "after": "", "done": False,
                               "talk": False, "door": False} | more
