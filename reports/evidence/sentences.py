"""Sentences about what people said: past tense, dated, with who was asked and what could not be shown.

Each knows the tallies it comes from. No sentence says that a whole group agreed: bands never show that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.comparison import Change, apart
from reports.disclosure import NOT_FOR_OTHERS
from reports.evidence.signal import Signal, SignalRule
from reports.evidence.voices import Source, Voice
from reports.people import audiences_listed, capital, listed, named
from reports.release import Cell


@dataclass(frozen=True, slots=True)
class Sentence:
    """One or two sentences on one matter, and the tallies they come from."""

    text: str
    sources: tuple[Source, ...] = ()


def said(voice: Voice) -> Sentence:
    """Say what one audience said, with its base, its date and its reach."""
    row, release = voice.row, voice.release
    opening = f"{capital(voice.people)}, {release.month}:"
    if voice.figure is None:
        return Sentence(f"{opening} {release.asked} were asked “{row.text}” {row.held_back}", (voice.source,))
    text = (f"{opening} {share(voice.figure)} said “{voice.figure.label}” to “{row.text}” "
            f"{release.asked} were asked and {row.replies} replied.")
    if row.reach is not None:
        text += f" Had the others replied, the figure could be anywhere from {row.reach.words}."
    if voice.partial:
        text += f" {capital(voice.people)} see one side of this only."
    if not release.speaks_for_all:
        text += f" {NOT_FOR_OTHERS}"
    return Sentence(text, (voice.source,))


def share(cell: Cell) -> str:
    """Give a figure as the subject of a sentence; a count names its own whole."""
    return cell.words if " of " in cell.words else f"{cell.words} of those who replied"


def compared(voices: Sequence[Voice]) -> Iterator[Sentence]:
    """Say whether the audiences that could be shown gave a similar picture, or which stood apart."""
    shown = _shown(voices)
    if len({voice.release.audience for voice in shown}) < 2 or not _one_each(voices):
        return
    highest, lowest = shown[-1], shown[0]
    text = _alike(list(dict.fromkeys(voice.people for voice in shown)))
    if stands_apart(highest, lowest):
        text = f"{capital(highest.people)} were clearly more positive than {lowest.people}."
    yield Sentence(text, tuple(voice.source for voice in shown))


def stands_apart(higher: Voice, lower: Voice) -> bool:
    """Say whether two voices that are shown are at least one whole band apart."""
    return higher.figure is not None and lower.figure is not None and apart(higher.figure, lower.figure)


def changed(voices: Sequence[Voice]) -> Iterator[Sentence]:
    """Say how each voice stands beside the wave before, where the question was put in the same words."""
    moved = [(voice, voice.change, voice.before) for voice in voices]
    told = [f"{voice.people} {how.value} since {before[0].month}" for voice, how, before in moved
            if how is not None and before is not None]
    if told:
        sources = [source for voice, how, before in moved if how is not None and before is not None
                   for source in (voice.source, Source(before[0].wave, before[1].question))]
        yield Sentence(f"{capital('; '.join(told))}. The people may be different.", tuple(sources))


def other_evidence(documents: Sequence[str], signal: Signal, *, silent: bool) -> Iterator[Sentence]:
    """Name the documents that would speak; more firmly where voice is thin."""
    if not documents:
        return
    thin = "Voice is thin here, so look first at" if signal is Signal.THIN else "Look also at"
    yield Sentence(f"{'Other evidence has to carry this:' if silent else thin} {listed(documents)}.")


def lowest(voices: Sequence[Voice], rule: SignalRule) -> Iterator[Sentence]:
    """Say where good answers were fewest, lowest first, of the voices that are not clearly positive."""
    for voice in _shown(voices):
        if voice.figure is not None and not rule.high_in(voice):
            yield Sentence(f"{capital(voice.people)}, {voice.release.month}: {share(voice.figure)} said "
                           f"“{voice.figure.label}” to “{voice.row.text}”", (voice.source,))


def highest(voices: Sequence[Voice], rule: SignalRule) -> Iterator[Sentence]:
    """Say where good answers were most, highest first, of the voices that are clearly positive."""
    for voice in reversed(_shown(voices)):
        if voice.figure is not None and rule.high_in(voice):
            yield Sentence(f"{capital(voice.people)}, {voice.release.month}: {share(voice.figure)} said "
                           f"“{voice.figure.label}” to “{voice.row.text}”", (voice.source,))


def drawn_from(voices: Sequence[Voice]) -> Iterator[Sentence]:
    """Say which questionnaires spoke, with how many questions, how many were asked and how many replied."""
    for release in dict.fromkeys(voice.release.wave for voice in voices):
        own = [voice for voice in voices if voice.release.wave == release]
        first, questions = own[0].release, "question" if len(own) == 1 else "questions"
        reach = "" if first.speaks_for_all else f" {NOT_FOR_OTHERS}"
        yield Sentence(f"{capital(own[0].people)}, {first.month}: {len(own)} {questions} on this; {first.asked} were "
                       f"asked and {first.replied} replied.{reach}", tuple(voice.source for voice in own))


def to_find_out(voices: Sequence[Voice]) -> Iterator[Sentence]:
    """Say what to ask next: gaps between audiences, falls, and people who did not know."""
    shown = _shown(voices)
    if shown and _one_each(voices) and stands_apart(shown[-1], shown[0]):
        yield Sentence(f"Find out why {shown[0].people} were less positive than {shown[-1].people}.",
                       (shown[0].source, shown[-1].source))
    for voice in voices:
        if voice.change is Change.DOWN and voice.before is not None:
            yield Sentence(f"Find out what changed for {voice.people} since {voice.before[0].month}.",
                           (voice.source, Source(voice.before[0].wave, voice.row.question)))
        if voice.unsure is not None:
            yield Sentence(f"{capital(voice.unsure.words)} of the {voice.people} who answered chose "
                           f"“{voice.unsure.label}”. They may need to be told more.", (voice.source,))


def missing(voices: Sequence[Voice], audiences: Sequence[str], pupils: str) -> Iterator[Sentence]:
    """Say who has not been asked, and whose answers were too few."""
    if audiences:
        who = audiences_listed([named(audience, pupils) for audience in audiences])
        yield Sentence(f"Not asked about this yet: {who}.")
    few = [voice for voice in voices if voice.figure is None]
    if few:
        yield Sentence(f"Too few answers to show from {audiences_listed([voice.people for voice in few])}. "
                       "Ask them in another way.", tuple(voice.source for voice in few))


def _one_each(voices: Sequence[Voice]) -> bool:
    # Audiences are set side by side on one matter only, never one question beside another.
    return len({voice.release.audience for voice in voices}) == len(voices)


def _shown(voices: Sequence[Voice]) -> list[Voice]:
    shown = [(voice.figure.low, voice.figure.high, place, voice) for place, voice in enumerate(voices)
             if voice.figure is not None]
    return [voice for *_, voice in sorted(shown, key=lambda each: each[:3])]


def _alike(names: Sequence[str]) -> str:
    if len(names) == 2:
        return f"{capital(names[0])} answered much as {names[1]} did."
    return f"{capital(audiences_listed(names))} answered much alike."
