"""The demo from beginning to end: a clean folder, three waves, the papers, and one wave left open."""

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from reports.framework import Framework
from webhook import papers, passwords
from webhook.clock import now
from webhook.config import Config
from webhook.demo import recipients
from webhook.demo import setting as made_up
from webhook.demo.showcase import Shelf
from webhook.dialogue import Dialogue
from webhook.installation import Installation, make
from webhook.safeguarding import alerts

MARK = ".heard-demo"
FORMATS = ("html", "pdf", "docx")
LABELS = {"html": "Read it here", "pdf": "PDF", "docx": "Word"}

Watch = Callable[[str, int], Callable[[], None]]
"""Hears that a piece of work of so many parts begins; gives what to call after each part."""


class NotADemo(Exception):
    """A folder that holds something else, which the demo will not delete. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the demo made: where its papers are, what they are, the way in for a pupil, and for its made-up staff."""

    papers: Path
    shelves: tuple[Shelf, ...]
    answer_link: str
    audit_file: str
    password: str = field(repr=False)


def clean(folder: Path) -> None:
    """Make `folder` empty for the demo; only ever delete what an earlier demo made."""
    if folder.exists() and not folder.is_dir():
        raise NotADemo(f"{folder} is a file. Choose a folder for the demo with --dir.")
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise NotADemo(f"{folder} holds something that is not a demo, and the demo would delete it. "
                       "Choose another folder with --dir.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    (folder / MARK).write_text("Everything in this folder is made up. `heard demo` deletes and remakes it.\n")


def run(config: Config, seed: int, framework: Framework, today: dt.date, watch: Watch) -> Shown:
    """Make the setting, let everybody answer, close, and write the papers. The same seed says the same."""
    clean(config.folder)
    here = make(config)
    try:
        with here.store.begin() as tx:
            tx.setting.put(made_up.SETTING)
        password = passwords.generate()
        recipients.appoint(here.store, now(), password)
        chance = Random(seed)  # noqa: S311 - made-up opinions, not secrets
        for round_ in made_up.ROUNDS:
            _one_round(here, round_, chance, today, watch)
        folder = config.folder / "papers"
        shelves = _write(here, framework, folder, watch)
        _, spare = made_up.ask(here, made_up.WEB_TRY, "Try it yourself", "try_it", today)
        alerts.tick(here.store, now(), ZoneInfo(made_up.SETTING.time_zone))
    finally:
        here.store.close()
    return Shown(folder, shelves, f"{config.public_base_url}/#{spare[0].token}", "audit.html", password)


def _one_round(here: Installation, round_: made_up.Round, chance: Random, today: dt.date, watch: Watch) -> None:
    name = f"{round_.audience.capitalize()} questionnaire, {today:%B %Y}"
    wave, invitations = made_up.ask(here, round_, name, f"{round_.audience}_{today:%Y_%m}", today)
    answered = watch(f"{round_.roster} made-up {round_.audience} answers", round_.roster)
    made_up.answer_all(Dialogue(here.store, now), wave, invitations, chance, answered)
    closed = watch(f"Closing the {round_.audience} wave", 1)
    made_up.close(here, wave, today)
    closed()


def _write(here: Installation, framework: Framework, folder: Path, watch: Watch) -> tuple[Shelf, ...]:
    found = papers.releases(here.store, made_up.SETTING.id)
    reports = {"audit": papers.audit_report(found, framework)}
    reports |= {f"summary-{release.audience}": papers.summary_report(release) for release in found}
    written = watch("Writing the audit and the reports", len(reports))
    shelves = []
    for name, report in reports.items():
        papers.write({name: report}, FORMATS, folder)
        shelves.append(Shelf(report.title, " · ".join(line.rstrip(".") for line in report.about),
                             tuple((f"{name}.{format_}", LABELS[format_]) for format_ in FORMATS)))
        written()
    return tuple(shelves)
