"""`heard chat`: answer a questionnaire in the terminal. A preview; nothing is kept unless a transcript is."""

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, NoReturn, get_args

import typer

from bot import engine
from bot.conversation import Conversation, Inbound, State, Step
from bot.transcripts import Written, as_yaml, outcome
from surveys import loader
from surveys.errors import InvalidSurvey
from surveys.model import Channel, Setting
from surveys.suggestions import did_you_mean
from surveys.survey import Survey
from webhook.clock import now
from webhook.commands.chat_screen import Screen, screen_for

MADE_UP = Setting(id="riverside", name="Riverside", safe_adult="Ms Okoro", contact="Find her in room 2.")
"""Whom a questionnaire speaks for in a preview."""
READING = dt.timedelta(seconds=10)
"""How long piped words are taken to have needed."""


def run(
    survey: Annotated[str, typer.Argument(help="pupil, parent, staff, or a questionnaire file.")],
    lang: Annotated[str, typer.Option(help="Language to answer in.")] = "en",
    channel: Annotated[str, typer.Option(help="Show it as sms, telegram or web.")] = "terminal",
    sets: Annotated[str, typer.Option(help="Question sets besides the core, such as A,B.")] = "",
    transcript: Annotated[Path | None, typer.Option(help="Write the conversation to this file.")] = None,
) -> None:
    """Answer a questionnaire in the terminal. Nothing is kept; say stop, or press Ctrl-C, to leave."""
    asked = _survey(survey, sets)
    _check_channel(asked, channel)
    _check_language(survey, asked, lang)
    chat = Chat(asked, channel, lang, screen_for(sys.stdin, sys.stdout, channel))
    try:
        chat.hold()
    except KeyboardInterrupt:
        chat.screen.leave("Bye for now. Nothing was kept.")
    if transcript:
        _write(transcript, chat.transcript(survey, sets))


@dataclass(slots=True)
class Chat:
    """One conversation held on a screen, and its record."""

    survey: Survey
    channel: str
    language: str
    screen: Screen
    turns: list[Written] = field(default_factory=list)
    began: dt.datetime = field(default_factory=now)
    latest: dt.datetime = field(default_factory=now)

    def hold(self) -> None:
        """Ask until the conversation ends or nothing more is typed."""
        step = engine.start(self.survey, channel=self.channel, language=self.language)
        self._said({"start": True}, step)
        for words in self._typed():
            # Through its stored form, as between two messages of a real conversation.
            conversation = Conversation.load(step.conversation.dump())
            at = self._moment()
            step = engine.advance(self.survey, conversation, Inbound(words=words, at=at))
            self._said({"text": words, "at": f"+{(at - self.began).total_seconds():.3f}"}, step)
            if step.conversation.state is not State.ASKING:
                return

    def transcript(self, name: str, sets: str) -> Written:
        """Give what was said, in the form of the golden transcripts."""
        chosen = {"sets": sets} if sets else {}
        return {"about": f"A conversation about {name}", "survey": name, **chosen,
                "audience": self.survey.audience, "channels": [self.channel], "language": self.language,
                "clock": self.began.isoformat(), "turns": self.turns}

    def _typed(self) -> Iterator[str]:
        while (words := self.screen.listen()) is not None:
            yield words

    def _said(self, entry: Written, step: Step) -> None:
        self.turns.append({"in": entry} | outcome(self.survey, step, self.channel))
        for reply in step.replies:
            self.screen.show(reply)

    def _moment(self) -> dt.datetime:
        # Lines out of a pipe come all at once; a person would have read each question first.
        pace = dt.timedelta(microseconds=1) if self.screen.live else READING
        self.latest = max(now(), self.latest + pace)
        return self.latest


def _survey(name: str, sets: str) -> Survey:
    chosen = [one.strip() for one in sets.split(",") if one.strip()]
    try:
        path = Path(name)
        if name in loader.SHIPPED:
            found = loader.read_library(name)
        elif path.suffix in (".yaml", ".yml") or path.exists():
            found = loader.load_file(path)
        else:
            _stop(f"There is no questionnaire {name!r}. {did_you_mean(name, loader.SHIPPED)} "
                  "Or give the path of a YAML file.")
        return found.with_sets(chosen).at(MADE_UP)
    except InvalidSurvey as wrong:
        _stop(f"{wrong}\nPut this right, then run it again: heard check {name}")
    except ValueError as wrong:
        _stop(str(wrong))


def _check_channel(survey: Survey, channel: str) -> None:
    known = [name for name in get_args(Channel) if name != "whatsapp"]
    if channel not in known:
        _stop(f"There is no channel {channel!r}. Use one of: {', '.join(known)}.")
    if channel != "terminal" and channel not in survey.channels:
        _note(f"This questionnaire is not meant for {channel}; this is a preview only.")


def _check_language(name: str, survey: Survey, language: str) -> None:
    if language not in survey.languages:
        written = ", ".join(f"{code} ({about.name})" for code, about in survey.languages.items())
        _stop(f"{name} is not written in {language!r}. It has: {written}. Leave out --lang, or add the language.")
    if survey.languages[language].status == "draft":
        _note(f"{survey.languages[language].name} is a draft here, not yet checked: a preview only.")


def _write(file: Path, transcript: Written) -> None:
    try:
        file.write_text(as_yaml(transcript), encoding="utf-8")
    except OSError as wrong:
        _stop(f"The transcript cannot be written to {file}: {wrong.strerror}. Name another file.")
    _note(f"The conversation is written to {file}.")


def _note(sentence: str) -> None:
    typer.echo(sentence, err=True)


def _stop(sentence: str) -> NoReturn:
    _note(sentence)
    raise typer.Exit(1)
