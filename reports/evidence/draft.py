"""The draft of one statement's evidence and areas for improvement. A position is never drafted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.evidence.sentences import (
    Sentence,
    changed,
    compared,
    drawn_from,
    highest,
    lowest,
    missing,
    other_evidence,
    said,
    to_find_out,
)
from reports.evidence.signal import Signal, SignalRule
from reports.evidence.voices import Voice, heard, unheard
from reports.framework import Statement
from reports.release import Release

NO_QUESTION = "No question in our questionnaires speaks to this."
NOT_ASKED = "No questionnaire that has closed asked about this."
NOTHING_LOW = "Nothing in what people said stood out as low."
NOTHING_HIGH = "Nothing in what people said stood out as high."
NO_VOICE = "Voice cannot show what to improve here."


@dataclass(frozen=True, slots=True)
class Evidence:
    """What voice says about one statement: drafted sentences, and how clearly it speaks."""

    statement: str
    signal: Signal
    evidence: tuple[Sentence, ...]
    areas: tuple[Sentence, ...]
    strengths: tuple[Sentence, ...] = ()
    sources: tuple[Sentence, ...] = ()


def draft(statement: Statement, releases: Sequence[Release], rule: SignalRule, pupils: str) -> Evidence:
    """Draft one statement from the setting's releases, oldest first; `pupils` is its word for them."""
    voices = heard(statement, releases)
    signal = rule.signal(voices)
    absent = unheard(statement, releases)
    return Evidence(statement.number, signal, tuple(_evidence(statement, voices, signal)),
                    tuple(_areas(voices, rule, absent, pupils)),
                    tuple(highest(voices, rule)) or (Sentence(NOTHING_HIGH if voices else NOT_ASKED),),
                    tuple(_sources(statement, voices, signal)))


def _evidence(statement: Statement, voices: Sequence[Voice], signal: Signal) -> Iterator[Sentence]:
    if not voices:
        asked_of_somebody = statement.questions or statement.partial
        yield Sentence(NOT_ASKED if asked_of_somebody else NO_QUESTION)
    yield from map(said, voices)
    yield from compared(voices)
    yield from changed(voices)
    yield Sentence(f"Voice signal: {signal.value}.", tuple(voice.source for voice in voices))
    yield from other_evidence(statement.documents, signal, silent=not voices)


def _sources(statement: Statement, voices: Sequence[Voice], signal: Signal) -> Iterator[Sentence]:
    yield from drawn_from(voices)
    yield Sentence(f"Voice signal: {signal.value}.", tuple(voice.source for voice in voices))
    yield from other_evidence(statement.documents, signal, silent=not voices)


def _areas(voices: Sequence[Voice], rule: SignalRule, absent: Sequence[str],
           pupils: str) -> Iterator[Sentence]:
    low = tuple(lowest(voices, rule))
    yield from low
    if not low:
        shown = any(voice.figure is not None for voice in voices)
        yield Sentence(NOTHING_LOW if shown else NO_VOICE)
    yield from to_find_out(voices)
    yield from missing(voices, absent, pupils)
