"""Rules about what is said around the questions, and by SMS: L24, L28, L29, L31 and L32."""

import re
import unicodedata
from collections.abc import Iterator

from surveys.document import Finding, Path
from surveys.draft import Item
from surveys.lint.reach import Reach
from surveys.lint.rule import Context
from surveys.model import BASE_LANGUAGE
from surveys.placeholders import SAMPLE, fill
from surveys.sms import PLAIN, asked, measure, plain, strangers

MOST_SEGMENTS = 2
MOST_BY_SMS = 15
NEEDED = {"already_done": "to someone who has already answered", "closed": "to a reply after the closing day",
          "opted_out": "after STOP"}
_AROUND = ("intro", "thanks", "closed", "already_done", "opted_out", "promise")
_NO_NAMES = re.compile(r"\b(not|don't|no|without|leave out|never|avoid)\b[^.?!]{0,24}\bnam(e|es|ing)\b"
                       r"|\bname no", re.IGNORECASE)
OWN_ALPHABET = 3
"""Letters outside GSM-7 from which a language counts as having an alphabet of its own."""


def needed_messages(context: Context) -> Iterator[Finding]:
    """L28: nothing said before the first question, after the end, after closing or after STOP."""
    draft = context.draft
    consents = any(item.question and item.question.type == "consent" for item in draft.items)
    if not consents and _empty(context, "intro"):
        yield Finding(("id",), "There is no 'intro' and no consent question.",
                      "Say what this is, and that skipping and stopping are fine, before the first question.")
    for name, when in NEEDED.items():
        if _empty(context, name):
            yield Finding(("id",), f"There is no '{name}' message.", f"Write what is said {when}.")


def _empty(context: Context, name: str) -> bool:
    written = context.draft.document.at((name,))
    return not any((written or {}).values()) if isinstance(written, dict | None) else not str(written).strip()


def segments(context: Context) -> Iterator[Finding]:
    """L24: an SMS of more than two segments, or one character that makes every SMS cost more."""
    if not context.on_sms:
        return
    by_link = _languages_by_link(context)
    for path, language, said, sent in _messages(context):
        if language in by_link:
            continue
        if odd := strangers(said):
            yield Finding((*path, language), f"{_named(odd)} not in the SMS alphabet"
                                             f"{_cost(odd, sent)}.", _instead(odd))
        elif measure(sent).segments > MOST_SEGMENTS:
            yield Finding((*path, language), f"By SMS this takes {measure(sent).segments} segments "
                                             f"({len(sent)} characters); two is the most.",
                          "Shorten it, or give a shorter wording under 'wording: sms:'.")


def _languages_by_link(context: Context) -> set[str]:
    """Give the languages whose own letters are not in GSM-7; by SMS they get a link, not the questions."""
    letters: dict[str, set[str]] = {}
    for _, text in context.draft.texts:
        for language, said in text.root.items():
            letters.setdefault(language, set()).update(filter(str.isalpha, strangers(said)))
    return {language for language, found in letters.items()
            if language != BASE_LANGUAGE and len(found) >= OWN_ALPHABET}


def _messages(context: Context) -> Iterator[tuple[Path, str, str, str]]:
    """Give path, language, words as written and the whole SMS, for all that may go by SMS."""
    draft, of = context.draft, len(context.asked())
    for path, text in draft.texts:
        if path[0] in _AROUND:
            yield from ((path, language, said, plain(fill(said, SAMPLE)))
                        for language, said in text.root.items())
    reach = Reach(draft, ("sms",))
    for item in draft.questions.values():
        question = item.question
        if question is None or not (context.whole or question.set == "core") or reach.asked(item) is False:
            continue
        text = question.wording.get("sms") or question.text
        path = (*item.path, "wording", "sms") if "sms" in question.wording else (*item.path, "text")
        for language, said in text.root.items():
            labels = [choice.label.in_(language) for choice in question.choices(draft.scales)]
            filled = fill(said, SAMPLE)
            sent = asked(filled, labels, of, of) if question.answerable else plain(filled)
            yield path, language, " ".join([said, *labels]), sent


def _named(odd: tuple[str, ...]) -> str:
    names = [f"'{c}' ({unicodedata.name(c, f'U+{ord(c):04X}').lower()})" for c in odd[:3]]
    return f"{' and '.join(names)} {'is' if len(odd) == 1 else 'are'}"


def _cost(odd: tuple[str, ...], sent: str) -> str:
    if all(character in PLAIN for character in odd):
        return " and would cut each SMS from 160 characters to 70"
    taken = measure(sent).segments
    return f", so 70 characters fit in a segment and this takes {taken}"


def _instead(odd: tuple[str, ...]) -> str:
    known = [f"{PLAIN[character]!r}" for character in odd if character in PLAIN]
    return f"Write {' or '.join(known)} instead." if known else "Leave it out of the SMS wording."


def _by_sms(context: Context) -> tuple[Item, ...]:
    """Give the questions that can be asked by SMS."""
    reach = Reach(context.draft, ("sms",))
    return tuple(item for item in context.asked() if reach.asked(item) is not False) if context.on_sms else ()


def length_by_sms(context: Context) -> Iterator[Finding]:
    """L29: more questions than people answer by SMS."""
    number = len(_by_sms(context))
    if number > MOST_BY_SMS:
        yield Finding(("sections",), f"{number} questions go by SMS; under ten is best and "
                                     f"{MOST_BY_SMS} the most.",
                      "Move some to another set, so that they are asked by web-chat only.")


def names_by_sms(context: Context) -> Iterator[Finding]:
    """L31: free words by SMS with no request to leave names out."""
    for item in _by_sms(context):
        question = item.question
        if question is None or question.entry != "words":
            continue
        texts = (question.text, question.help, question.wording.get("sms"))
        if not any(_NO_NAMES.search(text.in_(BASE_LANGUAGE)) for text in texts if text):
            yield Finding((*item.path, "text"),
                          f"Question '{item.id}' goes by SMS and does not ask for names to be left out.",
                          "Add 'Please do not name anyone.' to the text, the help or the SMS wording.")


def sensitive_by_sms(context: Context) -> Iterator[Finding]:
    """L32: a sensitive question by SMS, on phones that people share."""
    for item in _by_sms(context):
        if item.question and item.question.sensitive:
            yield Finding((*item.path, "sensitive"),
                          f"Question '{item.id}' is sensitive and goes by SMS, where others may see it.",
                          "Put it in a set that is asked by web-chat, or ask_if: channel != sms.")
