"""`heard safeguarding`: who is told when a child writes something, and whether that works."""

from typing import Annotated

import typer

from storage.accounts import Account
from webhook.clock import now
from webhook.commands.setting import Folder
from webhook.installation import Installation, opened, stop
from webhook.safeguarding import readiness
from webhook.safeguarding.mail import Mailer, MailFailed, configured

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


class Printed:
    """Shows e-mails here instead of sending them. For trying out, in test mode only."""

    def send(self, to: str, subject: str, text: str) -> None:
        """Print one e-mail."""
        typer.echo(f"--- not sent, because HEARD_TEST_MODE is on ---\nTo: {to}\nSubject: {subject}\n\n{text}---")


@app.command()
def recipients(
    first: Annotated[str, typer.Argument(help="Who is told first, such as the designated safeguarding lead.")],
    second: Annotated[str, typer.Argument(help="Who is told next: in another post, best outside the setting's line.")],
    directory: Folder = None,
) -> None:
    """Say who is told first when a child writes something, and who when nobody has taken it on."""
    with opened(directory) as here:
        try:
            with here.store.begin() as tx:
                readiness.appoint(tx, tx.accounts.named(first), tx.accounts.named(second))
        except readiness.NotReady as refusal:
            stop(str(refusal))
        typer.echo("Kept. Next: heard safeguarding test")


@app.command()
def test(directory: Folder = None) -> None:
    """Send a test alert to both recipients. Each acknowledges it by the code that is in it."""
    with opened(directory) as here:
        try:
            told = readiness.send_tests(here.store, _mailer(here), here.config.public_base_url, now())
        except (readiness.NotReady, MailFailed) as refusal:
            stop(str(refusal))
        typer.echo(f"A test alert went to {' and '.join(told)}. Each types its code at "
                   f"{here.config.public_base_url}/console, or: heard safeguarding acknowledge NAME CODE")


@app.command()
def acknowledge(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose test alert it is.")],
    code: Annotated[str, typer.Argument(help="The code in the e-mail.")],
    directory: Folder = None,
) -> None:
    """Acknowledge a test alert by the code that came with it."""
    with opened(directory) as here:
        with here.store.begin() as tx:
            account = tx.accounts.named(name)
            right = account is not None and readiness.acknowledge(tx, account, code, here.today())
        if not right:
            stop("That is not the code of that person's last test alert. Send another: heard safeguarding test")
        typer.echo("Acknowledged.")
        _say(here)


@app.command()
def status(directory: Folder = None) -> None:
    """Say who is told, whether a wave may open, and how much waits to be read. Shows no words."""
    with opened(directory) as here:
        _say(here)


def _mailer(here: Installation) -> Mailer:
    mailer = configured(here.config) or (Printed() if here.config.test_mode else None)
    return mailer or stop("No mail server is set, so nobody could be alerted. "
                          "Set HEARD_SMTP_HOST and HEARD_SMTP_FROM.")


def _say(here: Installation) -> None:
    with here.store.read() as tx:
        told = tx.accounts.recipients()
        waiting = tx.concerns.waiting() + tx.requests.waiting()
    for nth, account in zip(("first", "second"), told, strict=False):
        typer.echo(f"Told {nth}: {_about(account)}")
    typer.echo(f"Waits to be read: {waiting}")
    typer.echo(readiness.lacking(told, here.today()) or "Ready: a wave may open.")


def _about(account: Account) -> str:
    since = f"test alert acknowledged on {account.tested}" if account.tested else "no test alert acknowledged yet"
    return f"{account.name} ({account.post}), {since}"
