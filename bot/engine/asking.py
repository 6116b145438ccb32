"""The current question as a message: the card, with what this conversation adds to it."""

from collections.abc import Mapping
from typing import Any

from bot.conversation import Conversation, Option, Reply
from bot.engine.cards import Card, card, fill
from bot.engine.routing import Route, route_of
from bot.phrases import say
from surveys.answers import Answer, Status
from surveys.survey import Survey

_COMMANDS = {
    (True, True): ("skip", "help", "stop", "talk"), (True, False): ("skip", "back", "help", "stop", "talk"),
    (False, True): ("help", "stop", "talk"), (False, False): ("back", "help", "stop", "talk")}
"""What can be said besides an answer, by whether the question can be skipped and whether it is the first."""
YES, NO = "/yes", "/no"
"""What is tapped to answer "did you mean"; commands, so that they are never a choice's code."""
_YES_OR_NO = {"confirm": "confirm", "add": "add.ask"}
"""What is said while something waits for a yes or no, by its kind."""


def ask(survey: Survey, conversation: Conversation, *, notice: str = "", error: str = "") -> Reply:
    """Put the current question, or what waits for a yes or no before it: "did you mean", "add that".

    Information messages that lead up to the question come before it, in the same message.
    """
    if conversation.pending and conversation.pending["kind"] in _YES_OR_NO:
        return _yes_or_no(survey, conversation, conversation.pending, notice)
    route = route_of(survey)
    made = _card(survey, conversation, route)
    text = question_text(survey, conversation) if made.piped else made.text
    if route.informs and (lead := information(survey, conversation, route)):
        text = f"{lead}\n\n{text}"
    return _reply(route, made, conversation, text, made.hint, notice, error)


def put(survey: Survey, conversation: Conversation, text: str, *, hint: str = "", error: str = "") -> Reply:
    """Put the current question in the words of `text`, which are simpler or shorter than its own."""
    route = route_of(survey)
    return _reply(route, _card(survey, conversation, route), conversation, text, hint, "", error)


def _reply(route: Route, made: Card, conversation: Conversation, text: str, hint: str, notice: str,
           error: str) -> Reply:
    name, answers = conversation.at or "", conversation.answers
    old = answers.get(name)
    return Reply(
        text=text, question=name, entry=made.entry, options=made.options, step=conversation.step,
        helps=made.helps, picture=made.picture, commands=_commands(route, conversation, made),
        progress=route.progress(name, answers, conversation.channel), hint=hint, notice=notice,
        error=error, chosen=_chosen(old) if old else (), dir=made.dir, language=conversation.language)


def _yes_or_no(survey: Survey, conversation: Conversation, pending: Mapping[str, Any], notice: str) -> Reply:
    route, language, channel = route_of(survey), conversation.language, conversation.channel
    made = _card(survey, conversation, route)
    options = (Option(1, YES, say("confirm.yes", language)), Option(2, NO, say("confirm.no", language)))
    text = say(_YES_OR_NO[pending["kind"]], language, channel, label=pending.get("label", ""))
    return Reply(
        text=text, question=conversation.at, entry="choice",
        options=options, step=conversation.step, commands=_commands(route, conversation, made), notice=notice,
        dir=made.dir, language=language, hint=say("hint.choice", language, channel))


def question_text(survey: Survey, conversation: Conversation, *, plain: bool = False) -> str:
    """Give the current question's words alone; `plain` gives the simpler wording where there is one."""
    made = _card(survey, conversation, route_of(survey))
    words = made.plain if plain else made.text
    return fill(words, survey, conversation.language, conversation.answers) if made.piped else words


def information(survey: Survey, conversation: Conversation, route: Route) -> str:
    """Give the information messages that lead up to where the conversation is, a paragraph each."""
    leading = route.leading(conversation.at, conversation.answers, conversation.channel)
    return "\n\n".join(
        fill(question.wording_for(conversation.channel, conversation.language), survey,
             conversation.language, conversation.answers) for question in leading)


def _card(survey: Survey, conversation: Conversation, route: Route) -> Card:
    question = route.question(conversation.at or "")
    return card(survey, question, conversation.channel, conversation.language)


def _commands(route: Route, conversation: Conversation, made: Card) -> tuple[str, ...]:
    first = route.is_first(conversation.at or "", conversation.answers, conversation.channel)
    return _COMMANDS[made.skips, first]


def _chosen(answer: Answer) -> tuple[str, ...]:
    if answer.status is not Status.ANSWERED:
        return ()
    return answer.value if isinstance(answer.value, tuple) else (str(answer.value),)
