"""Conversations as written down: what came in, what went out, where it stood, what was kept.

The tests' golden transcripts and `heard chat --transcript` share this form. Plain values only. An input is a
`text` (several: each must lead to the same), a `tap`, an `edit` or `media`, or one of `start`, `reminder`
and `closed`.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import LiteralScalarString

from bot import engine
from bot.conversation import Conversation, Inbound, Step
from bot.rendering import plain
from surveys.survey import Survey

Written = dict[str, Any]


def inbound(entry: Mapping[str, Any], clock: dt.datetime | None = None) -> Inbound:
    """Read what came in: `text`, `tap`, `edit` or `media` (with `text` as its caption), `step` and `at`.

    `at` counts seconds from `clock` (`+90`), or is a time of its own.
    """
    return Inbound(
        words=str(entry.get("text", entry.get("edit", ""))), tap=entry.get("tap"), step=entry.get("step"),
        media=entry.get("media"), edited="edit" in entry, at=_moment(entry.get("at"), clock))


def replay(transcript: Mapping[str, Any], survey: Survey, channel: str) -> Iterator[list[Written]]:
    """Give, for each turn, what each of its alternative inputs leads to; the first is gone on with.

    The conversation is stored and read back before every turn. `given` words are said first, unseen.
    """
    clock = dt.datetime.fromisoformat(str(transcript["clock"]))
    step = engine.start(survey, channel=channel, language=transcript.get("language", "en"))
    for words in transcript.get("given", ()):
        step = _turn(survey, step, {"text": words}, clock)
    for turn in transcript["turns"]:
        led_to = [_turn(survey, step, entry, clock) for entry in _alternatives(turn["in"])]
        yield [outcome(survey, one, channel) for one in led_to]
        step = led_to[0]


def _turn(survey: Survey, step: Step, entry: Mapping[str, Any], clock: dt.datetime) -> Step:
    held = Conversation.load(step.conversation.dump())
    if "start" in entry:
        return engine.start(survey, channel=held.channel, language=held.language)
    if "closed" in entry:
        day = dt.date.fromisoformat(str(entry["closed"]))
        return Step(held, (engine.turned_away(survey, "closed", held.language, on=day, channel=held.channel),))
    came = inbound(entry, clock)
    if "reminder" in entry and came.at is not None:
        return engine.remind(survey, held, came.at)
    return engine.advance(survey, held, came)


def _alternatives(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    wordings = entry.get("text")
    return [{**entry, "text": one} for one in wordings] if isinstance(wordings, list) else [entry]


def outcome(survey: Survey, step: Step, channel: str) -> Written:
    """Give what one turn led to: the messages as sent on `channel`, the state and what is stored so far."""
    told = ({"stop": True} if step.stop else {}) | ({"concern": step.concern} if step.concern else {})
    return {"out": [plain(reply, channel) for reply in step.replies],
            "state": state(step.conversation) | told, "stored": stored(survey, step.conversation)}


def state(conversation: Conversation) -> Written:
    """Give where a conversation stands; what is at its default is left out."""
    found: Written = {"is": conversation.state.value}
    if conversation.at is not None:
        found["at"] = conversation.at
    if conversation.tries:
        found["tries"] = conversation.tries
    if conversation.pending:
        found["pending"] = conversation.pending["kind"]
    if conversation.language != "en":
        found["language"] = conversation.language
    return found


def stored(survey: Survey, conversation: Conversation) -> Written:
    """Give the answers kept so far, by question: the value, or what became of it in brackets."""
    kept: Written = {}
    for question in survey.questions:
        answer = conversation.answers.get(question.id)
        if answer is None or question.practice or question.type == "consent":
            continue
        value = list(answer.value) if isinstance(answer.value, tuple) else answer.value
        kept[question.id] = f"({answer.status.value})" if value is None else value
    if conversation.may_quote:
        kept["may_quote"] = True
    return kept


def _moment(at: object, clock: dt.datetime | None) -> dt.datetime | None:
    if at is None:
        return None
    if isinstance(at, str) and at.startswith("+"):
        if clock is None:
            raise ValueError("a time that counts from the clock needs a clock")
        return clock + dt.timedelta(seconds=float(at[1:]))
    return at if isinstance(at, dt.datetime) else dt.datetime.fromisoformat(str(at))


def as_yaml(transcript: Mapping[str, Any]) -> str:
    """Give a transcript as YAML to be read aloud: messages as they look, the rest on one line each."""
    yaml = YAML()
    yaml.width, yaml.allow_unicode = 10_000, True
    yaml.indent(mapping=2, sequence=2, offset=0)
    laid_out: Written = {name: value for name, value in transcript.items() if name != "turns"}
    laid_out["turns"] = [{name: _laid_out(name, value) for name, value in turn.items()}
                         for turn in transcript["turns"]]
    text = StringIO()
    yaml.dump(laid_out, text)
    return text.getvalue()


def _laid_out(name: str, value: Any) -> Any:  # noqa: ANN401 - plain values in, the same with a layout out
    if name == "out":
        if isinstance(value, Mapping):
            return {channel: _laid_out(name, messages) for channel, messages in value.items()}
        return [LiteralScalarString(message) if "\n" in message else message for message in value]
    on_one_line = CommentedMap(value)
    on_one_line.fa.set_flow_style()
    return on_one_line
