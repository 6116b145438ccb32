"""What is written of closed waves: summaries and audits, from releases alone."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from reports import audit, framework, summary
from reports.framework import Framework
from reports.framework_documents import MOST_BYTES, Imported, InvalidDocument, read
from reports.release import Release
from reports.render import render
from reports.report import Report
from storage.errors import StorageError
from storage.store import Store

SHIPPED = "ap-audit"


class BrokenChain(StorageError):
    """A release that is not what was frozen. The message names it."""


def releases(store: Store, setting_id: str) -> tuple[Release, ...]:
    """Give every release of a setting, oldest first, having checked the chain that joins them."""
    with store.read() as tx:
        found = tuple(Release.load(text) for text in tx.releases.all(setting_id))
    previous = ""
    for release in found:
        if not release.verifies() or release.previous != previous:
            raise BrokenChain(f"The release of {release.wave!r} is not as it was frozen. Nothing is written. "
                              "Restore the database from the last backup after that wave closed.")
        previous = release.digest
    return found


def chosen_framework(document: Path | None, name: str = SHIPPED) -> Framework:
    """Give a shipped framework, or a council's own document with its exact wording."""
    if document is None:
        return framework.load(name)
    return read_document(document).framework


def read_document(path: Path) -> Imported:
    """Read a council's own document from a file; raise `InvalidDocument` where there is nothing to read."""
    shown = str(path).encode("utf-8", "replace").decode()
    if not path.is_file():
        raise InvalidDocument(f"{shown} is not a file. Check its name and folder, and try again.")
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as refusal:
        raise InvalidDocument(f"{shown} cannot be read ({refusal.strerror}). Check that you may open it.") from None
    return read(data, path.name)


def audit_report(found: Sequence[Release], wanted: Framework) -> Report:
    """Give the audit with its evidence drafted from the releases; positions are left to the lead."""
    return audit.report(audit.draft(wanted, found))


def summary_report(release: Release) -> Report:
    """Give the summary of one wave."""
    return summary.report(release)


def write(reports: Mapping[str, Report], formats: Sequence[str], folder: Path) -> list[Path]:
    """Write each report in each format; each file appears whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    return [save(folder / f"{name}.{format_}", render(report, format_))
            for name, report in reports.items() for format_ in formats]


def save(path: Path, content: bytes) -> Path:
    """Write a file so that nobody ever finds half of it."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
    return path
