"""The pupils' notice, to be read with ease: short sentences, a picture beside each."""

from collections.abc import Iterator

from reports.drawings import DRAWINGS
from reports.papers.facts import Facts, smallest
from reports.papers.leaf import NAMES, days, paper
from reports.report import Block, Bullets, Heading, Pictured, Report


def notice(facts: Facts) -> Report:
    """Give the pupils' notice."""
    return paper(facts, "Your answers: what we do with them", "For " + facts.setting.pupils, _blocks(facts))


def _blocks(facts: Facts) -> Iterator[Block]:
    adult = facts.setting.safe_adult
    yield Heading("What this is")
    yield _beside("ask", f"{facts.setting.name} wants to know what it is like for you here.")
    yield _beside("choose", "You can say yes or no. Nothing bad will happen if you say no.")
    yield _beside("skip", "You can skip any question. You can stop when you want.")
    yield Heading("Who can see what you say")
    yield _beside("names", "We do not ask your name. No one is told who said what.")
    yield _beside("locked", f"Your answers are {facts.word_for('pupil')}. {_word(facts)}")
    yield _beside("together", "Your answers are counted with everyone else's. Then the shut-away ones are wiped.")
    yield _beside("few", f"If fewer than {smallest(facts.policy_of('pupil'))} people answer a question, "
                         "we do not show it.")
    yield from _by_phone(facts)
    yield Heading("If you type words")
    yield _beside("read", f"{_capital(adult)} reads what you type. One more adult may read it too. "
                          "Your name is not on it. They might guess it is you.")
    yield _beside("clock", "Nobody reads it straight away. Nobody watches live.")
    yield _beside("report", f"Your words are only shown to others if you say yes, {facts.quotes_from} people or more "
                            "wrote something, and an adult has read it first.")
    yield Heading("How long we keep it")
    yield _beside("bin", f"If you stop half way and do not come back, it is wiped after {days(facts.kept.silence)}.")
    yield _beside("bin", f"The list of who was asked is wiped {days(facts.kept.after_closing)} after the end.")
    yield Heading("If you need help")
    yield _beside("help", f"You can talk to {adult}. {facts.setting.contact}".strip())
    yield _beside("phone", "In danger now? Call 999.")
    yield Bullets(facts.help_for("pupil"))


def _word(facts: Facts) -> str:
    if facts.word_for("pupil") == "anonymous":
        return "That means nobody here can tell which answers are yours. They are shut away until the end."
    return "That means nobody here is told who said what. They are shut away until the end."


def _by_phone(facts: Facts) -> Iterator[Block]:
    others = [NAMES[name] for name in facts.channels("pupil") if name != "web"]
    if others:
        yield _beside("phone", f"If you answer by {' or '.join(others)}, that firm can see your chat. "
                               "Your phone may keep it too.")


def _beside(picture: str, text: str) -> Pictured:
    return Pictured(picture, DRAWINGS[picture], text)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
