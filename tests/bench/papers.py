"""One audit as Word, one summary as PDF, beside the same as HTML."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from reports.render import render
from reports.report import Report
from storage.keyring import Keyring
from storage.store import Store
from webhook import papers
from webhook.clock import now
from webhook.config import Config
from webhook.demo.run import run
from webhook.demo.setting import SETTING


def seconds(work: Callable[[], object]) -> float:
    """Give the median of three, after one that warms up."""
    work()
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken)


def made() -> tuple[Report, Report]:
    """Give the demo's audit and its pupil summary."""
    with TemporaryDirectory() as folder:
        config = Config.at(Path(folder) / "bench")
        run(config, 1, papers.chosen_framework(None), now().date(), lambda words, parts: lambda: None)
        store = Store.open(config.database, Keyring.open(config.keys))
        found = papers.releases(store, SETTING.id)
        store.close()
    pupils = next(release for release in found if release.audience == "pupil")
    return papers.audit_report(found, papers.chosen_framework(None)), papers.summary_report(pupils)


def measure() -> Iterator[tuple[str, str, str, str]]:
    """Time each document warm."""
    audit, summary = made()
    for what, report, format_ in (("audit", audit, "docx"), ("summary", summary, "pdf")):
        html = seconds(lambda report=report: render(report, "html"))
        took = seconds(lambda report=report, format_=format_: render(report, format_))
        yield f"one {what} as {format_.upper()}", f"{took:.2f} s", f"{html:.3f} s as HTML", f"{took / html:.0f}"
