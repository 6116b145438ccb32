"""Which languages a respondent can choose, and how each is offered: in its own words, before the first question."""

from bot.phrases import phrasebook, say
from surveys.survey import Survey


def offered(survey: Survey, language: str) -> tuple[str, ...]:
    """Give the languages to choose from. Whoever reads a draft, an author trying it out, can choose any."""
    languages = survey.languages
    trying = language in languages and languages[language].status == "draft"
    return tuple(code for code, about in languages.items() if trying or about.status == "checked")


def offers(survey: Survey, language: str, channel: str) -> str:
    """Give a line for each other language: what to send to go on in it."""
    others = (code for code in offered(survey, language) if code != language)
    return "\n".join(say("language.offer", code, channel) for code in others
                     if phrasebook(code).language in (code, code.split("-")[0]))
