"""The command line. Loads the module of the command that is run, and no other, so that help is quick."""

import sys
from importlib import import_module
from typing import NamedTuple

import typer


class Command(NamedTuple):
    """A command: the module that holds it, its line of help, and whether it has commands below it."""

    module: str
    summary: str
    group: bool = False


COMMANDS: dict[str, Command] = {
    "demo": Command("demo", "Show a made-up setting, from questions to audit."),
    "setting": Command("setting", "Set up your setting here, or change it.", group=True),
    "account": Command("account", "Add, list, lock and remove those who sign in.", group=True),
    "safeguarding": Command("safeguarding", "Say who is told when a child writes something; test it.", group=True),
    "wave": Command("wave", "Create, open, watch and close a wave.", group=True),
    "invite": Command("invite", "Make invitations: links, slips to cut out."),
    "contacts": Command("contacts", "Ask by text message: take in numbers, invite.", group=True),
    "serve": Command("serve", "Serve the web-chat and the channels, and send messages."),
    "worker": Command("worker", "Send messages, where several processes serve."),
    "outbox": Command("outbox", "Count the messages that wait, went or failed.", group=True),
    "doctor": Command("doctor", "Check a real installation, with what to do."),
    "report": Command("report", "Write the summary of a closed wave."),
    "audit": Command("audit", "Write the audit with what people said.", group=True),
    "papers": Command("papers", "Write notices, data protection drafts, protocol."),
    "framework": Command("framework", "Read a council's own audit document.", group=True),
    "keys": Command("keys", "Make, check or change the key file.", group=True),
    "privacy": Command("privacy", "Say what is held about people here.", group=True),
    "upgrade": Command("upgrade", "Bring an older database to the newest form."),
    "sms": Command("sms", "See what a questionnaire comes to by SMS.", group=True),
    "telegram": Command("telegram", "Have Telegram bring the bot's messages here.", group=True),
    "check": Command("check", "Check questionnaire files, fault by fault."),
    "translate": Command("translate", "Have a translation checked, in a spreadsheet.", group=True),
    "schema": Command("schema", "Print the JSON Schema of a questionnaire."),
    "chat": Command("chat", "Answer a questionnaire in the terminal."),
    "understand": Command("understand", "Show how replies would be understood."),
}


def build(wanted: str | None) -> typer.Typer:
    """Make the command line; only the command named `wanted` is loaded, the others are lines of help."""
    app = typer.Typer(
        name="heard", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help="Heard asks pupils, parents and staff, counts the answers so that nobody can be picked out, "
             "and writes what they say into your audit.")
    for name, command in COMMANDS.items():
        if name != wanted:
            app.command(name, help=command.summary)(_unloaded)
            continue
        module = import_module(f"webhook.commands.{command.module}")
        if command.group:
            app.add_typer(module.app, name=name, help=command.summary)
        else:
            app.command(name, help=command.summary)(module.run)
    return app


def _unloaded() -> None:
    """Stand for a command whose module is not needed in this run."""


def main() -> None:
    """Run the command that the arguments name."""
    wanted = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    build(wanted)(prog_name="heard")


if __name__ == "__main__":
    main()
