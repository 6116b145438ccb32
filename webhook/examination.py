"""What `heard doctor` looks at: each check gives sentences that say what is wrong and what to do."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from bot.signposting import out_of_date
from storage.store import Store
from surveys.model import Setting
from surveys.wave import WaveState
from webhook.channels.contract import Channel, ChannelError
from webhook.config import Config
from webhook.working import seconds_waiting

ROOM = 200 * 1024 * 1024
"""Bytes that should be free: the database is rewritten whole when it is compacted."""
LATE = 300
_DEFAULT_ADULT = Setting(id="x", name="x").safe_adult


class Patient(NamedTuple):
    """A real installation."""

    config: Config
    store: Store
    channels: Mapping[str, Channel]
    problems: tuple[str, ...]
    now: dt.datetime


class Finding(NamedTuple):
    """One check: its name, and what is wrong; nothing where all is well."""

    name: str
    faults: tuple[str, ...]


def examine(patient: Patient) -> Iterator[Finding]:
    """Run every check."""
    for name, check in CHECKS.items():
        yield Finding(name, tuple(check(patient)))
    for name, channel in patient.channels.items():
        yield Finding(f"channel {name}", _asked(channel))


def _asked(channel: Channel) -> tuple[str, ...]:
    try:
        return channel.check()
    except ChannelError as fault:
        return (f"The provider cannot be asked: {fault}",)


def _settings(patient: Patient) -> Iterator[str]:
    yield from patient.problems


def _address(patient: Patient) -> Iterator[str]:
    if patient.channels and not patient.config.secure:
        yield ("HEARD_PUBLIC_BASE_URL is not a public https:// address, so no provider can deliver messages here. "
               "Set it to the address under which this computer is reached.")
    if patient.config.test_mode:
        yield "HEARD_TEST_MODE is on. Take it out before asking real people."


def _keys(patient: Patient) -> Iterator[str]:
    waves = patient.store.keyring.waves  # opening it has checked that nobody else can read it
    with patient.store.read() as tx:
        lost = [wave.id for wave in tx.waves.all() if wave.state is WaveState.OPEN and wave.id not in waves]
    for wave in lost:
        yield f"The key of open wave {wave} is missing: restore the key file from its own backup."


def _disk(patient: Patient) -> Iterator[str]:
    for folder in {patient.config.folder, patient.config.database_folder or patient.config.folder}:
        free = shutil.disk_usage(folder).free
        if free < ROOM:
            yield f"Only {free // 2**20} MB are free where {folder} is. Make room: {ROOM // 2**20} MB at least."


def _clock(patient: Patient) -> Iterator[str]:
    with patient.store.read() as tx:
        days = [day for wave in tx.waves.all() for day in (wave.opened, wave.closed) if day]
    if patient.now.year < 2026 or any(day > patient.now.date() + dt.timedelta(days=1) for day in days):
        yield f"The clock says {patient.now:%d %B %Y}, which is before a wave opened. Set it, and keep it by NTP."


def _people(patient: Patient) -> Iterator[str]:
    with patient.store.read() as tx:
        setting = tx.setting.get()
    if setting is None:
        yield "No setting has been set up. Begin with: heard setting create"
        return
    if setting.safe_adult == _DEFAULT_ADULT:
        yield "Nobody is named as the safe adult. Pupils are told this name: heard setting create --safe-adult"
    if not setting.contact:
        yield "It is not said where the safe adult can be found: heard setting create --contact"


def _calendar(patient: Patient) -> Iterator[str]:
    with patient.store.read() as tx:
        setting = tx.setting.get()
    if patient.channels and setting is not None and not any(end >= patient.now.date() for _, end in setting.terms):
        yield "No term dates are entered from today on, so reminders go out on any weekday: heard setting calendar"


def _sending(patient: Patient) -> Iterator[str]:
    late = seconds_waiting(patient.store, patient.channels, patient.now)
    if late > LATE:
        yield (f"A message has waited for {late // 60:.0f} minutes. Is `heard serve` or `heard worker` running? "
               "See: heard outbox status")


def _signposts(patient: Patient) -> Iterator[str]:
    for line in out_of_date(patient.now.date()):
        yield f"{line.name} was last verified on {line.verified_on}. Verify it again."


CHECKS: dict[str, Callable[[Patient], Iterator[str]]] = {
    "settings": _settings, "address": _address, "key file": _keys, "disk": _disk, "clock": _clock,
    "people": _people, "calendar": _calendar, "sending": _sending, "helplines": _signposts,
}
"""By name. What a channel needs of its provider, the channel checks itself."""
