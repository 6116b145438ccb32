"""What joins the safeguarding list: typed words and the question they answer, and nothing else."""

from bot import engine
from bot.conversation import Conversation, Inbound, State, Step
from bot.engine.cards import fill
from bot.signposting import asks_for_help
from storage.store import Transaction
from surveys.answers import Response
from surveys.model import BASE_LANGUAGE
from surveys.survey import Survey
from surveys.tally import comments


def advance(tx: Transaction, survey: Survey, conversation: Conversation, inbound: Inbound) -> Step:
    """Take one turn; words in it that may ask for help join at once, whatever becomes of the questionnaire."""
    step = engine.advance(survey, conversation, inbound)
    if step.concern:
        at = conversation.at if conversation.state is State.ASKING else None
        tx.concerns.add(_item(survey, at, step.concern))
    return step


def too_late(tx: Transaction, survey: Survey, conversation: Conversation, inbound: Inbound) -> None:
    """Let words that may ask for help join although the wave has closed, so that nothing else becomes of them."""
    if asks_for_help(inbound.words, conversation.language):
        tx.concerns.add(_item(survey, conversation.at, inbound.words))


def alone(tx: Transaction, words: str) -> None:
    """Let words join of which nothing is known but that they may ask for help."""
    tx.concerns.add({"question": "", "words": words.strip()})


def finished(tx: Transaction, survey: Survey, response: Response) -> None:
    """Let every typed comment of a finished questionnaire join, each alone.

    Words that asked for help joined when they came, and do not join twice.
    """
    for question, written in comments(survey, [response]).items():
        for words, _ in written:
            item = _item(survey, question, words)
            if not (asks_for_help(words) and tx.concerns.holds(item)):
                tx.concerns.add(item)


def _item(survey: Survey, question: str | None, words: str) -> dict[str, str]:
    asked = survey.by_id.get(question or "")
    text = fill(asked.text.in_(BASE_LANGUAGE), survey, BASE_LANGUAGE) if asked else ""
    return {"question": text, "words": words.strip()}
