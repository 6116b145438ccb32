"""What a questionnaire comes to by SMS: every text as it is sent, its segments and its alphabet."""

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot import engine
from bot.conversation import Conversation, Reply
from bot.engine.cards import SOMEWHERE
from bot.engine.routing import Place, route_of
from bot.phrases import say
from surveys import sms
from surveys.model import BASE_LANGUAGE
from surveys.survey import Survey
from webhook.channels.texting import messages

SAMPLE_LINK = "https://voice.example.sch.uk/#" + "x" * 22


@dataclass(frozen=True, slots=True)
class Text:
    """One message of a questionnaire: what it is called, when it is sent, and as which texts."""

    name: str
    when: str
    texts: tuple[str, ...]
    always: bool

    @property
    def segments(self) -> int:
        """How many segments it takes in all."""
        return sum(sms.measure(text).segments for text in self.texts)

    @property
    def units(self) -> int:
        """How many places it takes in its alphabet: seven-bit letters of GSM-7, or UCS-2 units."""
        return sum(sms.measure(text).units for text in self.texts)

    @property
    def strangers(self) -> tuple[str, ...]:
        """The characters that force it out of GSM-7."""
        return sms.strangers("".join(self.texts))

    @property
    def too_long(self) -> bool:
        """Whether it does not go as one text of two segments."""
        return len(self.texts) > 1


def preview(survey: Survey, language: str = BASE_LANGUAGE) -> tuple[Text, ...]:
    """Give every message of the survey by SMS, in order: the beginning, the questions, the end."""
    begun = engine.start(survey, channel="sms", language=language)
    first = [_text("opening", "first of all", reply) for reply in begun.replies[:-1]]
    return (*first, *_questions(survey, language), *_around(survey, begun.conversation, language))


def link_text(survey: Survey, language: str) -> Text:
    """Give the one text that goes out where the language does not fit; the link is a sample of usual length."""
    words = say("link", language, link=SAMPLE_LINK, **(survey.setting or SOMEWHERE).placeholders)
    return _text("link", "as the invitation", Reply(text=words, language=language))


def named(character: str) -> str:
    """Name a character as an author can look for it: 'ł' (latin small letter l with stroke, U+0142)."""
    name = unicodedata.name(character, "a character without a name").lower()
    return f"'{character}' ({name}, U+{ord(character):04X})"


def _text(name: str, when: str, reply: Reply, *, always: bool = True) -> Text:
    return Text(name, when, messages.texts(reply), always)


def _questions(survey: Survey, language: str) -> Iterator[Text]:
    before: dict[str, None] = {}
    for place in route_of(survey).places:
        if not place.answerable or _never(place):
            continue
        always = place.shown({}, "sms")
        when = "" if always else _when(place)
        yield _text(place.name, when, engine.current(survey, _standing(survey, language, place.name, before)),
                    always=always)
        before[place.name] = None


def _never(place: Place) -> bool:
    """Whether a question is meant for other channels alone."""
    condition = place.condition
    if condition is None or not place.question.ask_if:
        return False
    return not condition.references() and not condition.holds({}, "sms")


def _when(place: Place) -> str:
    asked_if = place.question.ask_if
    return f"only if {asked_if}" if asked_if else "only after own words"


def _standing(survey: Survey, language: str, at: str, before: dict[str, None], state: str = "asking") -> Conversation:
    """Give a conversation at one question, with every one before it skipped."""
    return Conversation.load(json.dumps({
        "v": 1, "survey": survey.content_hash, "channel": "sms", "language": language, "at": at, "step": 1,
        "answers": before, "state": state}))


def _around(survey: Survey, begun: Conversation, language: str) -> Iterator[Text]:
    yield _text("thanks", "at the end", engine.current(survey, _standing(survey, language, "", {}, "finished")))
    for why, when in (("already_done", "to a second go"), ("closed", "after closing"), ("opted_out", "after STOP")):
        yield _text(why, when, engine.turned_away(survey, why, language, channel="sms"), always=False)  # type: ignore[arg-type]
