"""Closing a wave: everything from opening the box to the compacted file."""

import datetime as dt
import secrets
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from storage.store import Store
from surveys.answers import SKIPPED, Answer, Response
from surveys.loader import library
from surveys.model import Setting
from surveys.survey import Survey
from webhook import waves
from webhook.clock import now
from webhook.config import Config
from webhook.demo.recipients import appoint
from webhook.installation import make

SIZES = (80, 5_000)
TODAY = dt.date(2026, 11, 22)


def response(survey: Survey, chance: Random) -> Response:
    """Give a full set of made-up answers."""
    answers = {}
    for question in survey.counted:
        codes = question.buckets(survey.scales)
        answers[question.id] = (Answer.of(chance.choice(codes)) if codes
                                else Answer.of("A few words") if chance.random() < 0.3 else SKIPPED)
    return Response(answers)


def cast(store: Store, wave_id: str, survey: Survey, size: int) -> None:
    """Seal `size` ballots, as if everybody had answered."""
    chance = Random(1)
    with store.begin() as tx:
        for issued in tx.invitations.issue(wave_id, size, secrets.token_bytes):
            invitation = tx.invitations.by_token(issued.token)
            assert invitation is not None
            tx.invitations.mark(invitation.id, "done")
            tx.ballots.seal(wave_id, response(survey, chance))


def measure() -> Iterator[tuple[str, str, str, str]]:
    """Time closing at each size; the ratio is time per ballot beside the smallest size's."""
    first = 0.0
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            here = make(Config.at(Path(folder) / "bench"))
            survey = library()["pupil"]
            setting = Setting(id="bench", name="Bench")
            with here.store.begin() as tx:
                tx.setting.put(setting)
            appoint(here.store, now())
            waves.draft(here.store, setting, survey, wave_id="w", name="Bench", roster=size, sets=tuple(survey.sets))
            wave = waves.open_wave(here.store, here.keys, "w", TODAY)
            cast(here.store, "w", wave.survey, size)
            began = time.perf_counter()
            waves.close(here.store, here.keys, "w", TODAY)
            took = time.perf_counter() - began
            here.store.close()
        first = first or took / size
        yield (f"closing a wave of {size:,} ballots", f"{took:.2f} s", f"{1000 * took / size:.2f} ms a ballot",
               f"{took / size / first:.2f} per ballot")
