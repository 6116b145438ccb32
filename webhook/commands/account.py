"""`heard account`: those who sign in to the console."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from storage.accounts import ROLES, Account, Role
from storage.store import Transaction
from webhook import passwords
from webhook.commands.setting import Folder
from webhook.installation import opened, stop
from webhook.safeguarding.mail import is_address

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name to sign in with.")]
Ask = Annotated[bool, typer.Option("--ask", help="Type a password; else one is made and shown once.")]


@app.command()
def add(
    name: Name,
    role: Annotated[str, typer.Option(help="lead (waves and reports) or safeguarding (reads what children write).")],
    email: Annotated[str, typer.Option(help="Where alerts go.")],
    post: Annotated[str, typer.Option(help="What they do, such as \"Chair of governors\".")],
    ask: Ask = False,
    directory: Folder = None,
) -> None:
    """Add somebody who can sign in. The password is shown once."""
    if not 2 <= len(name.strip()) <= 64 or not name.isprintable():
        stop("A name has 2 to 64 characters.")
    if not is_address(email.strip()):
        stop("That is not an e-mail address. Write it like a.okafor@example.sch.uk.")
    if not 2 <= len(post.strip()) <= 80:
        stop("Say what they do in 2 to 80 characters, for example: --post \"Designated safeguarding lead\"")
    with opened(directory) as here:
        password = _password(ask=ask)
        with here.store.begin() as tx:
            account = tx.accounts.add(name, _role(role), post=post.strip(), email=email.strip(),
                                      secret=passwords.hashed(password))
        typer.echo(f"Added {account.name} with the role {account.role}.")
        _show(account, password, here.config.public_base_url, ask=ask)
        if account.role == "safeguarding":
            typer.echo("Next, once there are two: heard safeguarding recipients FIRST SECOND")


@app.command("list")
def list_(directory: Folder = None) -> None:
    """Show every account. Passwords are kept nowhere."""
    with opened(directory) as here, here.store.read() as tx:
        found = tx.accounts.all()
    table = Table("Name", "Role", "Post", "Alerted", "Test alert acknowledged", "State")
    for one in found:
        table.add_row(one.name, one.role, one.post, ("–", "first", "second")[one.turn], str(one.tested or "–"),
                      "active" if one.active else "locked")
    Console().print(table if found else "No accounts yet. Begin with: heard account add NAME --role lead …")


@app.command()
def password(name: Name, ask: Ask = False, directory: Folder = None) -> None:
    """Give somebody a new password, and end their sessions."""
    with opened(directory) as here:
        chosen = _password(ask=ask)
        with here.store.begin() as tx:
            account = _known(tx, name)
            tx.accounts.set_secret(account.id, passwords.hashed(chosen))
        _show(account, chosen, here.config.public_base_url, ask=ask)


@app.command()
def lock(name: Name, directory: Folder = None) -> None:
    """Let nobody sign in to an account, end its sessions and alert its holder no more."""
    with opened(directory) as here, here.store.begin() as tx:
        account = _known(tx, name)
        tx.accounts.lock(account.id)
        typer.echo(f"{account.name} can no longer sign in.")
        _warn(account)


@app.command()
def unlock(name: Name, directory: Folder = None) -> None:
    """Let somebody sign in again."""
    with opened(directory) as here, here.store.begin() as tx:
        account = _known(tx, name)
        tx.accounts.unlock(account.id)
        typer.echo(f"{account.name} can sign in again.")


@app.command()
def remove(name: Name, directory: Folder = None,
           yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False) -> None:
    """Remove an account."""
    with opened(directory) as here:
        with here.store.read() as tx:
            account = _known(tx, name)
        if not yes and not typer.confirm(f"Remove {account.name}?"):
            stop("Nothing was changed.")
        with here.store.begin() as tx:
            tx.accounts.remove(account.id)
        typer.echo(f"{account.name} is removed.")
        _warn(account)


def _known(tx: Transaction, name: str) -> Account:
    account = tx.accounts.named(name)
    if account is None:
        stop(f"There is no account called {name!r}. `heard account list` shows them.")
    return account


def _role(name: str) -> Role:
    role = next((role for role in ROLES if role == name), None)
    return role or stop(f"There is no role {name!r}. There is {' and '.join(ROLES)}.")


def _password(*, ask: bool) -> str:
    if not ask:
        return passwords.generate()
    typed: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    if fault := passwords.fault(typed):
        stop(fault)
    return typed


def _show(account: Account, password: str, address: str, *, ask: bool) -> None:
    if not ask:
        typer.echo(f"Their password, shown this once: {password}")
    typer.echo(f"They sign in at {address}/console as {account.name}.")


def _warn(account: Account) -> None:
    if account.turn:
        typer.echo("They were told when a child writes something. Until two people are, no wave can open: "
                   "heard safeguarding recipients FIRST SECOND")
