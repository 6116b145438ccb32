"""How `heard chat` shows a conversation: plainly into a pipe, pleasantly on a terminal."""

from dataclasses import dataclass
from io import TextIOWrapper
from typing import Protocol, TextIO

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.conversation import Reply
from bot.rendering import plain


class Screen(Protocol):
    """Shows replies and takes what is typed. `live` where a person is typing."""

    live: bool

    def show(self, reply: Reply) -> None:
        """Show one message."""

    def listen(self) -> str | None:
        """Give the next line typed, without its end, or None when there are no more."""

    def leave(self, sentence: str) -> None:
        """Say the last word."""


@dataclass(slots=True)
class PlainScreen:
    """Messages as lines, an empty line after each."""

    source: TextIO
    sink: TextIO
    channel: str
    live: bool = False

    def show(self, reply: Reply) -> None:
        """Print the message."""
        print(plain(reply, self.channel), end="\n\n", file=self.sink, flush=True)

    def listen(self) -> str | None:
        """Read a line."""
        line = self.source.readline()
        return line.rstrip("\r\n") if line else None

    def leave(self, sentence: str) -> None:
        """Print the sentence."""
        print(sentence, file=self.sink)


@dataclass(slots=True)
class RichScreen:
    """Messages as speech bubbles; support stands out, and so does a reply not understood."""

    console: Console
    channel: str
    live: bool = True

    def show(self, reply: Reply) -> None:
        """Print the message in a panel."""
        style = "magenta" if reply.support else "yellow" if reply.error else "cyan"
        words = Text(plain(reply, self.channel))
        width = min(76, self.console.width)
        self.console.print(Panel(words, border_style=style, width=width, padding=(0, 1)))

    def listen(self) -> str | None:
        """Ask for a line."""
        try:
            return self.console.input("[bold green]You[/] › ")
        except EOFError:
            return None

    def leave(self, sentence: str) -> None:
        """Print the sentence, on a line of its own."""
        self.console.print(f"\n{sentence}")


def screen_for(source: TextIO, sink: TextIO, channel: str) -> Screen:
    """Give the pleasant screen where a person types and reads, and the plain one otherwise."""
    for stream in (source, sink):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # bytes of another encoding are shown as such, not a crash
    if source.isatty() and sink.isatty():
        return RichScreen(Console(file=sink), channel)
    return PlainScreen(source, sink, channel)
