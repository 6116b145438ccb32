"""Buttons under a message: what they carry, and how a tap on one is read.

What a button carries is `step:what`: the nonce of the question it belongs to, so that a late tap is known,
and a choice's code or a command. Where several choices can be picked, a tap on one marks it and asks nobody;
`+code` is not marked, `-code` is, and `!` sends all that are. The marks are kept nowhere but on the buttons.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.conversation import Inbound, Option, Reply
from bot.phrases import say
from bot.rendering import RIGHT_TO_LEFT
from webhook.channels.contract import Button

Rows = tuple[tuple[Button, ...], ...]

LARGEST = 64
"""Bytes that a button may carry (Telegram Bot API, "InlineKeyboardButton"); Telegram's library lets more pass."""
LONGEST_LABEL = 30
"""Characters that a phone shows on a button as wide as the chat."""
SEVERAL_IN_A_ROW = 5
MARKED, UNMARKED, SEND = "-", "+", "!"
_BOXES = {MARKED: "☑", UNMARKED: "☐"}
COMMANDS = ("back", "skip", "help")
"""Commands with a button. STOP has none: a slip of the thumb would take somebody out of everything."""


class TooLarge(ValueError):
    """A button that carries more than Telegram takes."""


def of(reply: Reply) -> Rows:
    """Give the buttons of a message: its choices, then the commands, then somebody to talk to."""
    return (*_choices(reply), *_send(reply), *_commands(reply))


def fits(option: Option) -> bool:
    """Say whether a button shows the whole label, so that the message need not."""
    return len(f"{option.position} {option.label}") <= LONGEST_LABEL


def _choices(reply: Reply) -> Rows:
    if reply.entry == "choices":
        return tuple((_toggle(reply, option),) for option in reply.options)
    made = [_button(reply, _label(reply, option), option.code) for option in reply.options]
    if made and all(option.label.isdigit() for option in reply.options):
        return tuple(tuple(made[at:at + SEVERAL_IN_A_ROW]) for at in range(0, len(made), SEVERAL_IN_A_ROW))
    return tuple((button,) for button in made)


def _toggle(reply: Reply, option: Option) -> Button:
    mark = MARKED if option.code in reply.chosen else UNMARKED
    return _button(reply, f"{_BOXES[mark]} {_label(reply, option)}", f"{mark}{option.code}")


def _send(reply: Reply) -> Rows:
    if reply.entry != "choices":
        return ()
    return ((_button(reply, say("page.next", reply.language), SEND),),)


def _commands(reply: Reply) -> Rows:
    rows = [tuple(_button(reply, say(f"page.{name}", reply.language), f"/{name}")
                  for name in COMMANDS if name in reply.commands)]
    if "talk" in reply.commands:
        rows.append((_button(reply, say("page.talk", reply.language), "/talk"),))
    return tuple(row[::-1] if reply.dir == "rtl" else row for row in rows if row)


def _label(reply: Reply, option: Option) -> str:
    # A number says what to type instead; it says nothing before another number, or where there is one button.
    bare = option.label.isdigit() or len(reply.options) == 1
    text = option.label if bare else f"{option.position} {option.label}"
    if len(text) > LONGEST_LABEL:
        text = f"{text[:LONGEST_LABEL - 1].rstrip()}…"
    return f"{RIGHT_TO_LEFT}{text}" if reply.dir == "rtl" else text


def _button(reply: Reply, label: str, what: str) -> Button:
    data = f"{reply.step}:{what}"
    if len(data.encode()) > LARGEST:
        raise TooLarge(f"the button {what!r} of question {reply.question!r} carries more than {LARGEST} bytes")
    return Button(label, data)


def markup(rows: Rows) -> InlineKeyboardMarkup | None:
    """Give the buttons as Telegram has them."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[InlineKeyboardButton(button.label, callback_data=button.data) for button in row]
                                 for row in rows])


@dataclass(frozen=True, slots=True)
class Tap:
    """What a tap means: something to answer, or a choice to mark, with the buttons as they then are."""

    inbound: Inbound = field(default_factory=Inbound, repr=False)
    marked: InlineKeyboardMarkup | None = None


def read(data: str, shown: InlineKeyboardMarkup | None) -> Tap | None:
    """Read a tap on a button that carries `data`, on a message that showed these buttons.

    Nothing for what no button of ours carries.
    """
    number, _, what = data.partition(":")
    if not (number.isascii() and number.isdigit() and len(number) < 20) or not what:
        return None
    step, mark = int(number), what[0]
    if mark in _BOXES:
        return Tap(marked=_with_mark_changed(shown, data)) if shown else None
    if what == SEND:
        picked = ",".join(_marked(shown, step)) if shown else ""
        return Tap(Inbound(tap=picked, step=step) if picked else Inbound(words="", step=step))
    return Tap(Inbound(tap=what, step=step))


def _marked(shown: InlineKeyboardMarkup, step: int) -> Iterator[str]:
    start = f"{step}:{MARKED}"
    for button in _each(shown.inline_keyboard):
        if isinstance(button.callback_data, str) and button.callback_data.startswith(start):
            yield button.callback_data.removeprefix(start)


def _each(rows: Sequence[Sequence[InlineKeyboardButton]]) -> Iterator[InlineKeyboardButton]:
    return (button for row in rows for button in row)


def _with_mark_changed(shown: InlineKeyboardMarkup, tapped: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[_changed(button) if button.callback_data == tapped else button for button in row]
                                 for row in shown.inline_keyboard])


def _changed(button: InlineKeyboardButton) -> InlineKeyboardButton:
    number, _, what = str(button.callback_data).partition(":")
    old, new = what[0], UNMARKED if what[0] == MARKED else MARKED
    return InlineKeyboardButton(button.text.replace(_BOXES[old], _BOXES[new], 1),
                                callback_data=f"{number}:{new}{what[1:]}")
