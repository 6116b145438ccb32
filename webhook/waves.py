"""Opening and closing waves: what is frozen when, and the one moment at which ballots are counted."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from random import SystemRandom

from reports.disclosure import publish
from reports.release import Release
from storage.keyring import Keyring
from storage.store import Store, Transaction
from surveys.answers import Response
from surveys.errors import Problem, Severity
from surveys.lint import check_wave
from surveys.model import Setting
from surveys.promising import word
from surveys.survey import Survey
from surveys.tally import comments, count
from surveys.wave import Policy, Reached, Wave, WaveState
from webhook.languages import unchecked
from webhook.safeguarding import readiness


class WaveError(Exception):
    """Something that cannot be done to a wave now. The message says what to do instead."""


def draft(store: Store, setting: Setting, survey: Survey, *, wave_id: str, name: str, roster: int,
          sets: Collection[str] = (), policy: Policy = "bands", languages: Sequence[str] = ("en",),
          channels: Sequence[Reached] = ("web",)) -> Wave:
    """Keep a new wave as a draft: the survey with the chosen question sets, speaking for the setting."""
    try:
        chosen = survey.with_sets(sets).at(setting)
    except ValueError as wrong:
        raise WaveError(str(wrong)) from None
    for language in languages:
        if language not in chosen.languages:
            known = ", ".join(chosen.languages)
            raise WaveError(f"The questionnaire has no {language!r}. It has {known}.")
    wave = Wave(id=wave_id, setting=setting.id, name=name, survey=chosen, roster=roster, policy=policy,
                languages=tuple(languages), channels=tuple(channels))
    with store.begin() as tx:
        if tx.waves.get(wave_id) is not None:
            raise WaveError(f"There is already a wave called {wave_id!r}. Choose another id.")
        tx.waves.add(wave)
    return wave


def faults(wave: Wave) -> tuple[Problem, ...]:
    """Give what is wrong with a wave's questionnaire as it would open: its sets, channels and languages."""
    found = check_wave(wave.survey, wave.survey.id, channels=wave.channels, languages_live=wave.languages)
    return (*found, *unchecked(wave))


def open_wave(store: Store, keys: Keyring, wave_id: str, today: dt.date) -> Wave:
    """Open a drafted wave: from now on its policy, roster, texts and questions cannot change.

    The key pair for its sealed ballots is made here; the secret half goes to the key file only.
    """
    wave = _known(store, wave_id)
    if wave.state is not WaveState.DRAFT:
        raise WaveError(f"Wave {wave_id!r} is already {wave.state.value}. A wave is opened once.")
    errors = [problem for problem in faults(wave) if problem.severity is Severity.ERROR]
    if errors:
        told = "\n".join(f"{problem.fault} {problem.remedy}" for problem in errors)
        raise WaveError(f"Wave {wave_id!r} cannot open yet. Mend this, and create it again:\n{told}")
    with store.read() as tx:
        lacking = readiness.lacking(tx.accounts.recipients(), today)
    if lacking:
        raise WaveError(f"Wave {wave_id!r} cannot open yet, because a child who writes might not be heard. {lacking}")
    public = keys.new_wave(wave_id)
    setting = wave.survey.setting
    survey = wave.survey.at(setting.model_copy(update={"word": word(wave, confirmed=True)})) if setting else wave.survey
    opened = wave.model_copy(update={"state": WaveState.OPEN, "opened": today, "survey": survey})
    with store.begin() as tx:
        tx.waves.set_public_key(wave_id, public)
        tx.waves.update(opened)
    return opened


def close(store: Store, keys: Keyring, wave_id: str, today: dt.date,
          on_step: Callable[[str], None] = lambda step: None) -> Release:
    """Count the ballots once, publish, and destroy the ballots and their key.

    Counting is one transaction. What follows it (key, compacting) is done again by closing again, so a
    stop at any point loses nothing: before the commit the wave is still open, after it the counts stand.
    `on_step` hears the name of each step as it begins.
    """
    wave = _known(store, wave_id)
    if wave.state is WaveState.DRAFT:
        raise WaveError(f"Wave {wave_id!r} was never opened, so there is nothing to close.")
    if wave.state is WaveState.OPEN:
        with store.begin() as tx:
            # Never before the day of opening, whatever the clock says: what is kept goes days after closing.
            day = max(today, wave.opened or today)
            _count(tx, wave.model_copy(update={"state": WaveState.CLOSED, "closed": day}), on_step)
    on_step("destroying the key")
    keys.destroy_wave(wave_id)
    with store.turning_queue() as tx:
        # What still waits for the tick must not open in a copy made when its writer had just finished.
        for waiting in (tx.concerns, tx.requests):
            waiting.reseal()
    on_step("compacting the database")
    store.shred()
    with store.read() as tx:
        text = tx.releases.get(wave_id)
    if text is None:
        raise WaveError(f"Wave {wave_id!r} is closed but has no release. The database is damaged: "
                        "restore the backup that was made after closing.")
    return Release.load(text)


def _count(tx: Transaction, wave: Wave, on_step: Callable[[str], None]) -> None:
    on_step("opening the box")
    responses = tx.ballots.open_all(wave.id)
    SystemRandom().shuffle(responses)
    on_step("counting")
    words = comments(wave.survey, responses)
    _keep(tx, wave, responses, words)
    on_step("publishing")
    invited, _, _ = tx.invitations.counts(wave.id)
    earlier = [Release.load(text) for text in tx.releases.all(wave.setting)]
    release = publish(wave, tx.tallies.get(wave.id), {key: len(found) for key, found in words.items()},
                      invited=invited, earlier=earlier)
    sealed = release.sealed(tx.releases.latest_digest(wave.setting) or "")
    tx.releases.put(wave.id, wave.setting, sealed.dump(), sealed.digest, sealed.previous)
    on_step("destroying the ballots")
    tx.ballots.destroy(wave.id)
    tx.waves.update(wave)


def _keep(tx: Transaction, wave: Wave, responses: Sequence[Response],
          words: dict[str, list[tuple[str, bool]]]) -> None:
    tx.tallies.put(wave.id, count(wave.survey, responses))
    tx.comments.put(wave.id, words)


def _known(store: Store, wave_id: str) -> Wave:
    with store.read() as tx:
        wave = tx.waves.get(wave_id)
        names = [other.id for other in tx.waves.all()]
    if wave is None:
        known = f"There are: {', '.join(names)}." if names else "`heard wave create` makes the first."
        raise WaveError(f"There is no wave called {wave_id!r}. {known}")
    return wave
