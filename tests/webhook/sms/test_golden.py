"""The golden transcripts that can happen by SMS, each turn as Twilio's request and as Twilio is asked to send it."""

import datetime as dt
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot import engine
from bot.conversation import Conversation
from bot.transcripts import inbound
from surveys import loader
from surveys.model import Setting
from surveys.sms import measure
from webhook.channels.texting.messages import MOST_SEGMENTS

ROOT = Path(__file__).parents[3]
SETTING = Setting(id="riverside", name="Riverside", safe_adult="Ms Okoro", contact="Find her in room 2.")
MEDIA = {"voice": "audio/ogg", "photo": "image/jpeg", "video": "video/mp4", "contact": "text/vcard"}


def by_sms():
    for file in sorted((ROOT / "tests/golden").glob("*.yaml")):
        transcript = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
        if "sms" in transcript["channels"]:
            yield pytest.param(transcript, id=file.stem)


class Phone:
    """A phone in a conversation with the engine, through the adapter and Twilio's wire in both directions."""

    def __init__(self, transcript, channel, wire, twilio):
        self.channel, self.wire, self.twilio = channel, wire, twilio
        name, sets = transcript["survey"], transcript.get("sets", "")
        found = loader.read_library(name) if name in loader.SHIPPED else loader.load_file(
            ROOT / "tests/golden/surveys" / f"{name}.yaml")
        self.survey = found.with_sets([*filter(None, sets.split(","))]).at(SETTING)
        self.language = transcript.get("language", "en")
        self.clock = dt.datetime.fromisoformat(str(transcript["clock"]))
        self.number = 0
        self.step = engine.start(self.survey, channel=channel.rendering, language=self.language)

    def turn(self, entry):
        """Give what the phone receives in answer, and how the provider took what it sent."""
        self.step, opt_out = self._stepped(entry)
        self.wire.requests.clear()
        for reply in self.step.replies:
            for message in self.channel.compose(reply):
                self.channel.send(self.twilio.theirs, message, "1")
        said = [fields["Body"] for _, _, fields in self.wire.requests]
        assert all(measure(text).segments <= MOST_SEGMENTS for text in said)
        return said, opt_out

    def _stepped(self, entry):
        if "start" in entry:
            return engine.start(self.survey, channel=self.channel.rendering, language=self.language), ""
        held = Conversation.load(self.step.conversation.dump())
        if "reminder" in entry:
            return engine.remind(self.survey, held, inbound(entry, self.clock).at), ""
        if "closed" in entry:
            away = engine.turned_away(self.survey, "closed", self.language,
                                      on=dt.date.fromisoformat(str(entry["closed"])))
            return self.step._replace(replies=(away,)), ""
        arrival = self._arrives(entry)
        # Twilio does not say when a text was written; the moment it came in stands for it.
        came = arrival.inbound._replace(at=inbound(entry, self.clock).at)
        return engine.advance(self.survey, held, came), arrival.opt_out

    def _arrives(self, entry):
        self.number += 1
        media = entry.get("media")
        more = {"NumMedia": "1", "MediaContentType0": MEDIA.get(media, "application/x")} if media else {}
        form = self.twilio.form(str(entry.get("text", "")), sid=f"SM{self.number:032x}", **more)
        raw = self.twilio.raw(form)
        self.channel.verify(raw)
        arrival, = self.channel.parse(raw)
        return arrival


@pytest.mark.parametrize("transcript", by_sms())
def test_transcript(transcript, sms, wire, twilio):
    phone = Phone(transcript, sms, wire, twilio)
    for words in transcript.get("given", ()):
        phone.turn({"text": words})
    for turn in transcript["turns"]:
        expected = turn["out"]["sms"] if isinstance(turn["out"], dict) else turn["out"]
        first, *others = _wordings(turn["in"])
        before = phone.step
        for other in others:
            assert " ".join(phone.turn(other)[0]) == " ".join(expected), other
            phone.step = before
        said, opt_out = phone.turn(first)
        assert " ".join(said) == " ".join(expected), turn["in"]
        if opt_out == "stop":
            assert phone.step.stop


def _wordings(entry):
    wordings = entry.get("text")
    return [entry | {"text": one} for one in wordings] if isinstance(wordings, list) else [entry]


def test_none_is_lost_on_the_way():
    assert len([*by_sms()]) >= 45
