"""Who is told when something waits, and whether it reaches them."""

import datetime as dt
from collections.abc import Callable

from flask import Response, request

from storage.store import Store
from webhook.clock import Clock
from webhook.config import Config
from webhook.console.access import signed
from webhook.console.showing import back, page
from webhook.safeguarding import readiness
from webhook.safeguarding.mail import MailFailed, configured


class Telling:
    """The page of recipients and test alerts."""

    def __init__(self, store: Store, config: Config, clock: Clock, today: Callable[[], dt.date]) -> None:
        self._store = store
        self._mailer = configured(config)
        self._address = config.public_base_url
        self._clock = clock
        self._today = today

    def alerts(self) -> Response:
        """Show who is told, and since when it is known to work."""
        return self._shown()

    def test(self) -> Response:
        """Send test alerts."""
        if self._mailer is None:
            return self._shown("No mail server is set up, so no e-mail can be sent. Whoever runs Heard sets "
                               "HEARD_SMTP_HOST and HEARD_SMTP_FROM.")
        try:
            readiness.send_tests(self._store, self._mailer, self._address, self._clock())
        except (readiness.NotReady, MailFailed) as refusal:
            return self._shown(str(refusal))
        return back("alerts", told="sent")

    def confirm(self) -> Response:
        """Take the code of somebody's own test alert."""
        with self._store.begin() as tx:
            right = readiness.acknowledge(tx, signed().account, request.form.get("code", "")[:100], self._today())
        if not right:
            return self._shown("That is not the code of your last test alert. Check each letter, or send another.",
                               field="code")
        return back("alerts", told="confirmed")

    def appoint(self) -> Response:
        """Say who is told first and second."""
        try:
            with self._store.begin() as tx:
                first, second = (tx.accounts.named(request.form.get(turn, "")[:200]) for turn in ("first", "second"))
                readiness.appoint(tx, first, second)
        except readiness.NotReady as refusal:
            return self._shown(str(refusal), field="first")
        return back("alerts", told="appointed")

    def _shown(self, fault: str = "", field: str = "test") -> Response:
        today = self._today()
        with self._store.read() as tx:
            recipients, accounts = tx.accounts.recipients(), tx.accounts.all()
            troubled = tx.alerts.troubled()
        return page(self._store, "alerts", {
            "recipients": recipients, "lacking": readiness.lacking(recipients, today), "troubled": troubled,
            "tested": lambda account: readiness.tested(account, today), "mail": self._mailer is not None,
            "readers": [one for one in accounts if one.role == "safeguarding" and one.active],
            "fault": fault, "field": field, "days": readiness.FRESH.days}, 422 if fault else 200)
