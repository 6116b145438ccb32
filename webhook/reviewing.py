"""Comments as a report may show them: redacted, by the themes and approvals that a person gave."""

from collections.abc import Iterable
from pathlib import Path

from bot.redaction import Roster, redact
from reports.release import Release
from reports.themes import Comment, told
from storage.store import Store, Transaction

MOST_NAMES = 100_000
"""Characters of a list of names that are read."""


def names_in(file: Path | None) -> tuple[str, ...]:
    """Read a list of names, one a line; it is held in memory for one use and never kept. Raises `OSError`."""
    if file is None:
        return ()
    with file.open(encoding="utf-8", errors="replace") as lines:
        return tuple(name.strip() for name in lines.read(MOST_NAMES).splitlines() if name.strip())


def roster(tx: Transaction, names: Iterable[str] = ()) -> Roster:
    """Give the names to take out: those given, the safe adult, and whoever signs in here."""
    safe = [setting.safe_adult for setting in tx.setting.all()
            if setting.safe_adult != type(setting).model_fields["safe_adult"].default]
    return Roster((*names, *safe, *(account.name for account in tx.accounts.all())))


def reviewed(store: Store, release: Release, names: Iterable[str] = ()) -> Release:
    """Give a release as a report prints it: with the themes and quotations of its wave that may be shown."""
    with store.read() as tx:
        kept, decided, themed = tx.comments.kept(release.wave), tx.reviews.get(release.wave), \
            tx.themings.get(release.wave)
        known = roster(tx, names)
    return told(release, {question: [
        Comment(redact(one.words, known), themed.get(one.id, ()), one.may_quote, decided.get(one.id) == "approved")
        for one in found] for question, found in kept.items()})
