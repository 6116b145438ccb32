"""Rules about translations: L20 to L23."""

from collections.abc import Iterator

from surveys.document import Finding, Path
from surveys.lint.rule import Context
from surveys.model import BASE_LANGUAGE
from surveys.placeholders import placeholders
from surveys.structure import choice_lists


def missing_strings(context: Context) -> Iterator[Finding]:
    """L20: a text that a language lacks, and a draft language going live."""
    draft = context.draft
    live = context.languages_live or ()
    for language, translation in draft.languages.items():
        only_draft = translation.status == "draft" and language not in live
        for path, text in draft.texts:
            if _blank(text.root.get(language)) and not _said_otherwise(context, path, language):
                yield Finding(path, f"There is no {translation.name} ({language}) here.",
                              f"Add '{language}: …' to this text.", warning=only_draft)
        for item in draft.questions.values():
            if item.question and item.question.type in ("yes_no", "consent"):
                labels = [choice.label for choice in item.question.choices(draft.scales)]
                if any(language not in label.languages for label in labels):
                    yield Finding((*item.path, "type"),
                                  f"'{item.question.type}' has no words of its own in {translation.name}.",
                                  "Use a 'single' question with your own choices.", warning=only_draft)
    yield from _not_ready(context)
    yield from (found for found in draft.findings if found.rule == "L20")


def _not_ready(context: Context) -> Iterator[Finding]:
    for language in context.languages_live or ():
        translation = context.draft.languages.get(language)
        if translation is None:
            yield Finding(("languages",), f"The wave opens in '{language}', which this questionnaire lacks.",
                          "Add the language, or open without it.")
        elif translation.status == "draft":
            yield Finding(("languages", language, "status"),
                          f"{translation.name} ({language}) is a draft, so it cannot go live.",
                          "Have it checked by a speaker, then write 'status: checked'.")


def _said_otherwise(context: Context, path: Path, language: str) -> bool:
    """Say whether L21 or L22 speaks about this gap already."""
    text = dict(context.draft.texts)[path]
    if language == BASE_LANGUAGE and any(text.root.values()):
        return True
    if path[-1] != "label" or language == BASE_LANGUAGE or path[-3] == "bands":
        return False
    siblings = dict(choice_lists(context.draft)).get(path[:-2], ())
    return any(not _blank(choice.label.root.get(language)) for choice in siblings)


def empty_base(context: Context) -> Iterator[Finding]:
    """L21: a translation of nothing: the English is empty or not there."""
    for path, text in context.draft.texts:
        others = any(words.strip() for language, words in text.root.items() if language != BASE_LANGUAGE)
        if others and _blank(text.root.get(BASE_LANGUAGE)):
            yield Finding(path, "There is a translation, but the English is empty.",
                          "Write the English, which every translation follows.")
    yield from (found for found in context.draft.findings if found.rule == "L21")


def uneven_choices(context: Context) -> Iterator[Finding]:
    """L22: choices of one list that differ by language: some are translated and some are not."""
    for path, choices in choice_lists(context.draft):
        for language in sorted({name for choice in choices for name in choice.label.languages}):
            lacking = [n for n, choice in enumerate(choices) if _blank(choice.label.root.get(language))]
            if language == BASE_LANGUAGE or len(lacking) == len(choices):
                continue
            for number in lacking:
                yield Finding((*path, number), f"In '{language}' this list has {len(choices) - len(lacking)} "
                                               f"choices, in English {len(choices)}.",
                              f"Add '{language}: …' to this choice's label.")


def uneven_placeholders(context: Context) -> Iterator[Finding]:
    """L23: a translation with other placeholders than the English."""
    for path, text in context.draft.texts:
        wanted = {each.name for each in placeholders(text.root.get(BASE_LANGUAGE, ""))}
        for language, words in text.root.items():
            found = {each.name for each in placeholders(words)}
            if language == BASE_LANGUAGE or not words.strip() or found == wanted:
                continue
            odd = ", ".join(f"{{{name}}}" for name in sorted(found ^ wanted))
            yield Finding((*path, language), f"The placeholders differ from the English: {odd}.",
                          "Use the same placeholders in every language.")


def _blank(words: str | None) -> bool:
    return not (words or "").strip()
