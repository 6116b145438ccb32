"""The golden transcripts by Telegram's own channel: real updates in, real messages and buttons out.

Everything that a transcript says is read on the screen once: in a message, on a button, or for a moment after
a tap. State and what is stored are as the transcript has them.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from bot import engine
from bot.conversation import Conversation, Inbound, Step
from bot.transcripts import state, stored
from tests.bot.engine.test_golden import FILES, read, survey_named
from tests.webhook.telegram.talking import raw, tapped, typed
from webhook.channels.contract import Outgoing
from webhook.channels.telegram import Telegram

OURS = [file for file in FILES if "telegram" in read(file)["channels"]]
PAUSE = dt.timedelta(seconds=20)
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
MEDIA = {"photo": {"photo": PHOTO}, "voice": {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 2}},
         "location": {"location": {"latitude": 51.5, "longitude": 0.1}}}


class Chat:
    """A chat in which a transcript is played."""

    def __init__(self, channel: Telegram, transcript: dict[str, Any]) -> None:
        self.channel, self.transcript = channel, transcript
        self.survey = survey_named(transcript["survey"], transcript["audience"], transcript.get("sets", ""))
        self.clock = dt.datetime.fromisoformat(str(transcript["clock"]))
        self.now = self.clock - dt.timedelta(hours=1)
        self.language = transcript.get("language", "en")
        self.step = engine.start(self.survey, channel="telegram", language=self.language)
        self.trace = ""
        for words in transcript.get("given", ()):
            self.take({"text": words})
        self.now = max(self.now, self.clock)

    def take(self, entry: dict[str, Any]) -> list[Outgoing]:
        self.trace = ""
        self.step = self._turn(entry)
        sent, trace = [], self.trace
        for reply in self.step.replies:
            sent += self.channel.compose(reply, trace)
            trace = ""
        return sent

    def _turn(self, entry: dict[str, Any]) -> Step:
        held = Conversation.load(self.step.conversation.dump())
        self.now = self._moment(entry)
        if "start" in entry:
            return engine.start(self.survey, channel="telegram", language=self.language)
        if "reminder" in entry:
            return engine.remind(self.survey, held, self.now)
        if "closed" in entry:
            day = dt.date.fromisoformat(str(entry["closed"]))
            return Step(held, (engine.turned_away(self.survey, "closed", self.language, on=day, channel="telegram"),))
        return engine.advance(self.survey, held, self._read(entry))

    def _moment(self, entry: dict[str, Any]) -> dt.datetime:
        if "at" not in entry:
            return self.now + PAUSE
        return self.clock + dt.timedelta(seconds=float(entry["at"]))

    def _read(self, entry: dict[str, Any]) -> Inbound:
        (arrival,) = self.channel.parse(raw(self._update(entry)))
        self.trace = arrival.trace
        if not arrival.inbound.edited:
            return arrival.inbound
        # Which question a changed message was sent to is known to whoever took it in, not to the channel.
        return arrival.inbound._replace(step=entry.get("step"))

    def _update(self, entry: dict[str, Any]) -> dict[str, Any]:
        at = int(self.now.timestamp())
        if "tap" in entry:
            return tapped(f"{entry['step']}:{entry['tap']}")
        if "media" in entry:
            caption = {"caption": entry["text"]} if "text" in entry else {}
            return typed(at=at, **MEDIA[entry["media"]], **caption)
        return typed(str(entry.get("edit", entry.get("text"))), at=at, edited="edit" in entry)


def lines(messages: list[Outgoing]) -> list[str]:
    """Give everything that the messages show, a line each; the commands' buttons are always there."""
    shown = [line for message in messages for line in message.text.split("\n")]
    shown += [button.label for message in messages for row in message.buttons for button in row
              if ":/" not in button.data or button.data.endswith((":/yes", ":/no"))]
    shown += [toast for message in messages if (toast := message.trace.partition(" ")[2]) and toast not in message.text]
    bare = (line.lstrip("☐☑ \u200f") for line in shown)
    return sorted(line for line in bare if line and line not in ("Next", "Dalej"))


def alternatives(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    wordings = entry.get("text")
    for one in wordings if isinstance(wordings, list) else [wordings]:
        yield entry if one is None else entry | {"text": one}


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_transcript(telegram: Telegram, file) -> None:
    chat = Chat(telegram, read(file))
    for turn in chat.transcript["turns"]:
        expected = turn["out"]["telegram"] if isinstance(turn["out"], dict) else turn["out"]
        before = chat.step, chat.now
        for entry in reversed(list(alternatives(turn["in"]))):
            chat.step, chat.now = before
            sent = chat.take(entry)
            assert lines(sent) == sorted(line for text in expected for line in text.split("\n") if line), entry
            told = {"stop": True} if chat.step.stop else {}
            told |= {"concern": chat.step.concern} if chat.step.concern else {}
            assert state(chat.step.conversation) | told == turn["state"], entry
            assert stored(chat.survey, chat.step.conversation) == turn["stored"], entry


def test_every_transcript_that_can_happen_here_is_played() -> None:
    assert {int(file.name.split("-")[0]) for file in OURS} >= {20, 21, 26, 29, *range(1, 17)}
