"""A lint rule, and what it may look at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from surveys.document import Finding
from surveys.draft import Draft, Item
from surveys.survey import Survey


@dataclass(frozen=True, slots=True)
class Context:
    """A draft, and what is known beyond its file.

    `channels` are those it will run on; `languages_live` those a wave opens with (None: none is opening);
    `earlier` is the version before, and `breaking` says the author means to break its series. `whole` says
    every question set is asked; otherwise only `core` is counted where length matters.
    """

    draft: Draft
    channels: tuple[str, ...]
    languages_live: tuple[str, ...] | None = None
    earlier: Survey | None = None
    breaking: bool = False
    whole: bool = False

    @property
    def on_sms(self) -> bool:
        """Whether any of it goes by SMS."""
        return "sms" in self.channels

    @property
    def possible_channels(self) -> tuple[str, ...]:
        """The file's channels too: a condition about one of them is not idle where a wave leaves it out."""
        return tuple(dict.fromkeys((*self.channels, *self.draft.channels)))

    def asked(self) -> tuple[Item, ...]:
        """Give the readable questions that wait for a reply and are counted in "3 of 12"."""
        return tuple(item for item in self.draft.items
                     if item.question and item.question.answerable and not item.question.practice
                     and item.question.type != "consent" and (self.whole or item.question.set == "core"))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id, what it is about, whether it warns by default, and the function that finds faults."""

    id: str
    about: str
    find: Callable[[Context], Iterator[Finding]]
    warns: bool = False

    def check(self, context: Context) -> Iterator[Finding]:
        """Give this rule's findings, each with its id and its severity."""
        for finding in self.find(context):
            warning = self.warns if finding.warning is None else finding.warning
            yield replace(finding, rule=self.id, warning=warning)
