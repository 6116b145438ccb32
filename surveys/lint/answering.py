"""Rules about the choices of a question: L10 to L17 and L25."""

import re
from collections.abc import Iterator

from surveys.document import Finding, Path
from surveys.lint.normal import as_number, normal
from surveys.lint.rule import Context
from surveys.model import BASE_LANGUAGE, Choice
from surveys.questions.multi import Multi
from surveys.questions.scale import ScaleQuestion
from surveys.structure import choice_lists

TWILIO_WORDS = ("stop", "stopall", "unsubscribe", "cancel", "end", "quit", "start", "unstop",
                "revoke", "optout")
"""Words that Twilio acts on before Heard sees them."""
OUR_WORDS = ("skip", "back", "help", "info")
MOST_BUTTONS, LONGEST_LABEL, LONGEST_PAYLOAD = 10, 30, 64
PREFER_NOT = ("prefer_not", "prefer_not_to_say")
_ALONE = re.compile(r"none\b|nothing\b|neither\b|nobody\b|no one\b|don't know|dont know|not sure|prefer not"
                    r"|n/a\b|not applicable")


def enough_choices(context: Context) -> Iterator[Finding]:
    """L10: fewer than two choices."""
    for path, choices in choice_lists(context.draft):
        if len(choices) < 2:
            yield Finding(path, f"There {'is one choice' if choices else 'are no choices'}; two are needed.",
                          "Add another, or make it an 'info' or 'free_text' question.")


def terms(choice: Choice, language: str) -> set[str]:
    """Give the normalised words that mean `choice` in a conversation in `language`, English ones too."""
    found = {normal(choice.label.in_(language)), normal(choice.label.in_(BASE_LANGUAGE))}
    for spoken in (language, BASE_LANGUAGE):
        found |= {normal(word) for word in choice.accept.get(spoken, ())}
    return found - {""}


def clashing_words(context: Context) -> Iterator[Finding]:
    """L12: a word or number that could mean two choices of one list."""
    for path, choices in choice_lists(context.draft):
        told: set[tuple[int, str]] = set()
        for language in context.draft.languages:
            taken: dict[str, int] = {}
            for number, choice in enumerate(choices):
                for term in sorted(terms(choice, language)):
                    other = taken.setdefault(term, number)
                    position = as_number(term)
                    if position is not None and position - 1 != number and 0 < position <= len(choices):
                        other = position - 1
                    if other != number and (number, term) not in told:
                        told.add((number, term))
                        yield _clash(path, number, term, choices[other])


def _clash(path: Path, number: int, term: str, other: Choice) -> Finding:
    return Finding((*path, number), f"A reply of '{term}' could mean this choice or "
                                    f"'{other.label.in_(BASE_LANGUAGE)}'.",
                   "Change the label or the accepted words so that each means one choice.")


def control_words(context: Context) -> Iterator[Finding]:
    """L13: a label or accepted word that is a command."""
    for path, choices in choice_lists(context.draft):
        for number, choice in enumerate(choices):
            words = {normal(word) for word in choice.label.root.values()}
            words |= {normal(word) for accepted in choice.accept.values() for word in accepted}
            for word in sorted(words & {*TWILIO_WORDS, *OUR_WORDS}):
                whose = "the text service acts on it" if word in TWILIO_WORDS else "it is a command"
                yield Finding((*path, number), f"The answer '{word}' cannot be received: {whose}.",
                              "Use another word.")


def way_out(context: Context) -> Iterator[Finding]:
    """L14: a required question without "prefer not to say"; worse on a sensitive one."""
    for item in context.draft.questions.values():
        question = item.question
        if question is None or not question.required or question.type in ("consent", "info"):
            continue
        codes = {choice.code for choice in question.choices(context.draft.scales)}
        if codes.isdisjoint(PREFER_NOT):
            yield Finding((*item.path, "required"),
                          f"Question '{item.id}' is required, with no way to say nothing.",
                          "Take 'required' out, or add a choice with the code prefer_not and apart: true.",
                          warning=not question.sensitive)


def lone_choices(context: Context) -> Iterator[Finding]:
    """L15: in a multi question, "none of these" that can be ticked with others."""
    for item in context.draft.questions.values():
        if not isinstance(item.question, Multi):
            continue
        for number, choice in enumerate(item.question.options):
            words = (normal(choice.label.in_(BASE_LANGUAGE)), choice.code.replace("_", " "))
            if not choice.exclusive and any(_ALONE.match(word) for word in words):
                label = choice.label.in_(BASE_LANGUAGE)
                yield Finding((*item.path, "options", number), f"'{label}' can be ticked with other choices.",
                              "Add 'exclusive: true' to it.")


def scale_order(context: Context) -> Iterator[Finding]:
    """L16: a scale that does not say its order, so replies near its opposite cannot be caught."""
    for name, scale in context.draft.scales.items():
        lacking = [field for field in ("ordered", "polarity") if getattr(scale, field) is None]
        if scale.ordered is False:
            continue
        if lacking:
            yield Finding(("scales", name), f"Scale '{name}' does not say {' or '.join(lacking)}.",
                          "Add 'ordered: true' and 'polarity: best_first' or worst_first.")


def mixed_directions(context: Context) -> Iterator[Finding]:
    """L17: scales that run both ways within one section."""
    first: dict[int, tuple[str, str]] = {}
    for item in context.draft.items:
        if not isinstance(item.question, ScaleQuestion):
            continue
        scale = context.draft.scales.get(item.question.scale)
        if scale is None or scale.polarity is None:
            continue
        polarity, name = first.setdefault(item.section, (scale.polarity, item.id))
        if polarity != scale.polarity:
            yield Finding((*item.path, "scale"),
                          f"Question '{item.id}' runs the other way than '{name}' in the same section.",
                          "Use scales that run one way, or put it in a section of its own.")


def buttons(context: Context) -> Iterator[Finding]:
    """L25: too many choices, too long a label, or too long a payload for buttons."""
    for path, choices in choice_lists(context.draft):
        if len(choices) > MOST_BUTTONS:
            yield Finding(path, f"There are {len(choices)} choices; {MOST_BUTTONS} fit on buttons.",
                          "Join some, or split the question.")
        for number, choice in enumerate(choices):
            for language, label in choice.label.root.items():
                if len(label) > LONGEST_LABEL:
                    yield Finding((*path, number, "label", language),
                                  f"The label has {len(label)} characters; {LONGEST_LABEL} fit on a button.",
                                  "Shorten it.")
    for item in context.draft.questions.values():
        for choice in item.question.choices(context.draft.scales) if item.question else ():
            payload = f"{item.id}:{choice.code}"
            if len(payload) > LONGEST_PAYLOAD:
                yield Finding((*item.path, "id"), f"'{payload}' is over {LONGEST_PAYLOAD} bytes, more than a "
                                                  "button sends back.", "Shorten the id or the code.")
