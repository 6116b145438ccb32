"""E-mail by SMTP, for alerts alone."""

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Protocol

from webhook.config import Config, ConfigError

SECURITY = ("starttls", "tls", "none")
SECONDS = 20
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class MailFailed(Exception):
    """The mail server did not take an e-mail. Says what kind of trouble; never an address."""


class Mailer(Protocol):
    """Whatever can send an e-mail."""

    def send(self, to: str, subject: str, text: str) -> None:
        """Send one e-mail, or raise `MailFailed`."""


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server. `security` is `starttls`, `tls` or `none`."""

    host: str
    port: int
    sender: str
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)

    def send(self, to: str, subject: str, text: str) -> None:
        """Send one e-mail of plain text, or raise `MailFailed`."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, to, subject
        message["Auto-Submitted"] = "auto-generated"  # so that no out-of-office note answers it
        message.set_content(text)
        try:
            with self._connected() as server:
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(message)
        except (smtplib.SMTPException, OSError, ValueError) as fault:
            raise MailFailed(f"The mail server {self.host} did not take the e-mail ({type(fault).__name__}). "
                             "Check HEARD_SMTP_… and the address, and send a test alert.") from None

    def _connected(self) -> smtplib.SMTP:
        if self.security == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=ssl.create_default_context())
        server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        if self.security == "starttls":
            try:
                server.starttls(context=ssl.create_default_context())
            except BaseException:
                server.close()
                raise
        return server


def configured(config: Config) -> Mailer | None:
    """Give the mail server of `HEARD_SMTP_…`, or nothing where none is set.

    Raises `ConfigError` with every fault at once.
    """
    given = config.given
    host = given.get("HEARD_SMTP_HOST", "")
    if not host:
        return None
    if problems := tuple(_faults(given, host, test_mode=config.test_mode)):
        raise ConfigError(problems)
    security = given.get("HEARD_SMTP_SECURITY", "starttls")
    return Smtp(host, int(given.get("HEARD_SMTP_PORT", "465" if security == "tls" else "587")),
                given["HEARD_SMTP_FROM"], security, given.get("HEARD_SMTP_USER", ""),
                given.get("HEARD_SMTP_PASSWORD", ""))


def _faults(given: Mapping[str, str], host: str, *, test_mode: bool) -> list[str]:
    problems = []
    port, sender = given.get("HEARD_SMTP_PORT", "587"), given.get("HEARD_SMTP_FROM", "")
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        problems.append("HEARD_SMTP_PORT must be a whole number from 1 to 65535.")
    if not is_address(sender):
        problems.append("HEARD_SMTP_FROM must be the address that alerts come from, such as heard@example.sch.uk.")
    security = given.get("HEARD_SMTP_SECURITY", "starttls")
    if security not in SECURITY:
        problems.append("HEARD_SMTP_SECURITY must be starttls, tls or none.")
    if security == "none" and host not in _LOOPBACK and not test_mode:
        problems.append("HEARD_SMTP_SECURITY may be none only for a mail server on this computer.")
    if ("HEARD_SMTP_USER" in given) != ("HEARD_SMTP_PASSWORD" in given):
        problems.append("HEARD_SMTP_USER and HEARD_SMTP_PASSWORD go together: set both or neither.")
    return problems


def is_address(text: str) -> bool:
    """Say whether `text` looks like one e-mail address, and nothing that could add a line to a header."""
    name, _, host = text.partition("@")
    return (bool(name) and "." in host.strip(".") and text.isascii() and text.isprintable()
            and not set(text) & set(" ,;:<>()[]\\\"") and text.count("@") == 1 and len(text) <= 254)
