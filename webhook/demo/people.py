"""Made-up people with opinions, thumbs that slip, and better things to do than finish."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from bot.conversation import Inbound, Option, Reply
from surveys.model import Question

GOING_WELL: Mapping[str, float] = {
    "1.1": 0.80, "1.2": 0.70, "1.7": 0.42, "2.1": 0.78, "2.5": 0.88, "2.6": 0.66, "3.1": 0.70, "3.2": 0.74,
    "3.5": 0.84, "3.6": 0.70, "4.1": 0.80, "4.2": 0.66, "4.4": 0.45, "5.1": 0.76, "5.3": 0.34, "5.6": 0.55,
    "5.7": 0.60, "5.8": 0.40, "6.1": 0.58, "6.2": 0.52, "6.4": 0.46, "x7": 0.72, "x2": 0.55, "x9": 0.62,
}
"""How well each statement goes at the made-up setting, 0 to 1; others go at `ORDINARY`."""
ORDINARY = 0.68
ROSIER: Mapping[str, float] = {"pupil": 0.0, "parent": 0.04, "staff": 0.10}
"""How much better each audience thinks things are than pupils do."""

SAYINGS: Mapping[str, tuple[str, ...]] = {
    "yes": ("yes", "Yes", "YES", "yeah", "y", "yes!!", "yep", "ye", "1"),
    "sometimes": ("sometimes", "Sometimes", "2", "somtimes", "sometimes."),
    "no": ("no", "No", "NO", "nah", "n", "nope", "3"),
    "dont_know": ("don't know", "dont know", "idk"),
}
"""How people type these choices; the others are typed by number or by label."""

NONSENSE = ("hmm", "what", "asdf", "lol", "12", "not agree", "??", "can i go now")
COMMENTS: Mapping[str, tuple[str, ...]] = {
    "pupil": (
        "The staff here get me", "more trips", "food is good, more choice pls", "Being able to go outside",
        "Let us help pick the rules", "I like cooking on fridays", "less writing", "the quiet room",
        "Ask us what we want to learn", "My key worker is sound", "start later in the morning",
        "nothing really", "Gym. And the dog", "tell us what happens next year"),
    "parent": (
        "They ring when things go well too, not only when they do not.", "he actually goes in now",
        "More help for us at home please", "Tell us sooner what comes next", "Good communication",
        "Patience. They never gave up on her.", "a parents group in the evening would help",
        "I would like to be asked before the plan is written"),
    "staff": (
        "Small groups and knowing every pupil well.", "Calm starts to the day.",
        "Time to plan together, and to talk to home schools.", "Shared routines across the rooms.",
        "Let pupils sit on the group that sets the rules.",
        "Family support: we have one person for thirty families."),
}


@dataclass(frozen=True, slots=True)
class Person:
    """One made-up respondent. Each habit is a chance from 0 to 1, a reply; `patience` is replies given."""

    audience: str
    mood: float
    slips: float
    skips: float
    unsure: float
    talkative: float
    patience: int


def person(audience: str, chance: Random) -> Person:
    """Make one respondent; about one in nine gives up part of the way through."""
    gives_up = chance.random() < 0.11
    return Person(
        audience, mood=chance.gauss(0, 0.13), slips=chance.uniform(0, 0.12),
        skips=chance.choice((0.0, 0.02, 0.05)), unsure=chance.uniform(0.01, 0.08),
        talkative=chance.choice((0.2, 0.6, 0.9)), patience=chance.randint(2, 9) if gives_up else 400)


def answer(who: Person, reply: Reply, question: Question | None, chance: Random) -> Inbound:
    """Give what `who` sends back to `reply`; never looks at anything a real respondent could not see."""
    if question is None or question.type == "consent" or reply.question is None:
        return _tap(reply, "yes")
    if not reply.error and chance.random() < who.skips:
        return Inbound(words="skip")
    if reply.entry == "words":
        return Inbound(words=_comment(who, chance))
    if not reply.error and chance.random() < who.slips:
        return Inbound(words=chance.choice(NONSENSE))
    option = _opinion(who, reply.options, question.id, chance)
    typed = reply.error == "" and chance.random() < 0.6
    return Inbound(words=_typed(option, chance)) if typed else _tap(reply, option.code)


def _tap(reply: Reply, code: str) -> Inbound:
    codes = [option.code for option in reply.options]
    return Inbound(tap=code if code in codes else codes[0] if codes else "/skip", step=reply.step)


def _opinion(who: Person, options: tuple[Option, ...], question: str, chance: Random) -> Option:
    unsure = next((option for option in options if option.code == "dont_know"), None)
    if unsure and chance.random() < who.unsure:
        return unsure
    steps = [option for option in options if option is not unsure]
    good = GOING_WELL.get(question.lstrip("pcs"), ORDINARY) + ROSIER.get(who.audience, 0.0) + who.mood
    felt = min(max(chance.gauss(good, 0.22), 0.001), 0.999)
    return steps[int((1 - felt) * len(steps))]


def _typed(option: Option, chance: Random) -> str:
    ways = SAYINGS.get(option.code) or (str(option.position), option.label, option.label.lower() + ".")
    said = chance.choice(ways)
    if len(said) > 6 and chance.random() < 0.15:
        cut = chance.randrange(1, len(said) - 1)
        return said[:cut] + said[cut + 1:]
    return said


def _comment(who: Person, chance: Random) -> str:
    return chance.choice(COMMENTS[who.audience]) if chance.random() < who.talkative else "skip"
