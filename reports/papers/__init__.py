"""The papers that go with asking: notices, data protection, safeguarding. Each is made from the live set-up.

A new paper is a function from `Facts` to `Report`, and a line in `PAPERS`.
"""

from collections.abc import Callable

from reports.papers import adults, child, keeping, law, pupil, shown
from reports.papers.facts import Alerting, Facts, Kept, Processor, Round
from reports.report import Report

__all__ = ["PAPERS", "Alerting", "Facts", "Kept", "Processor", "Round"]

PAPERS: dict[str, Callable[[Facts], Report]] = {
    "pupil-notice": pupil.notice,
    "parent-notice": adults.parents,
    "staff-notice": adults.staff,
    "dpia-draft": law.assessment,
    "record-of-processing": law.record,
    "retention-schedule": keeping.schedule,
    "processors": keeping.processors,
    "safeguarding-protocol": child.protocol,
    "disclosure-statement": shown.disclosure,
    "what-we-cannot-promise": shown.limits,
}
"""The file name of each paper, and what makes it."""
