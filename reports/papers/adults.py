"""The notices for parents and carers, and for staff."""

from collections.abc import Iterator

from reports.papers.facts import Facts, listed, smallest
from reports.papers.leaf import NAMES, days, paper
from reports.report import Block, Bullets, Heading, Paragraph, Report


def parents(facts: Facts) -> Report:
    """Give the notice for parents and carers."""
    return paper(facts, "What we ask families, and what we do with it", "For parents and carers",
                 (*_asked(facts, "parent"), *_children(facts), *_rights(facts)))


def staff(facts: Facts) -> Report:
    """Give the notice for staff."""
    return paper(facts, "What we ask staff, and what we do with it", "For staff",
                 (*_asked(facts, "staff"), *_staff_only(facts), *_rights(facts)))


def _asked(facts: Facts, audience: str) -> Iterator[Block]:
    policy, kept = facts.policy_of(audience), facts.kept
    yield Heading("In short")
    yield Paragraph(f"{facts.setting.name} would like your view. It is up to you. You can skip any question, and stop "
                    "whenever you like. We do not ask your name, and no one is told who said what.", "lead")
    yield Heading("Who can see your answers")
    yield Bullets((
        f"Your answers are {facts.word_for(audience)}. {_meaning(facts, audience)}",
        "Each finished questionnaire is sealed. The seals are opened once, when the round ends; the answers are "
        "counted, and the sealed copies and their key are destroyed.",
        f"Nothing is shown of a question with fewer than {smallest(policy)} replies, and nothing that shows what one "
        "person said.",
        f"You may answer by {listed(NAMES[name] for name in facts.channels(audience))}. "
        f"{_outside(facts, audience)}".strip(),
    ))
    yield Heading("What you type")
    yield Bullets((
        f"The safeguarding lead ({facts.setting.safe_adult}) reads what you type, up to {facts.letters} letters an "
        "answer, and a second person may. Your name is not on it, but they might guess. Nobody watches live.",
        f"It is shown as themes, once {facts.comments_from} or more have written something. Your own words are quoted "
        f"only if you said so, {facts.quotes_from} or more wrote something, and a person approved it.",
    ))
    yield Heading("How long it is kept")
    yield Bullets((
        f"A questionnaire that is not finished goes after {days(kept.silence)} of silence, and is not counted.",
        f"The list of who was asked, with any phone number, goes {days(kept.after_closing)} after the round ends.",
        "Counts and results stay. They are about groups, not about people.",
    ))


def _meaning(facts: Facts, audience: str) -> str:
    if facts.word_for(audience) == "anonymous":
        return "Once the round has ended, nobody can tell which answers were yours, and neither can we."
    return f"{facts.setting.name} cannot see who said what."


def _outside(facts: Facts, audience: str) -> str:
    outside = [name for name in facts.channels(audience) if name != "web"]
    if not outside:
        return ""
    seen = {"sms": "Your phone company and our text service can see your texts.",
            "whatsapp": "WhatsApp and our text service handle your messages.",
            "telegram": "Telegram can see a chat held in Telegram."}
    reminders = listed(str(day) for day in facts.reminders)
    return " ".join((*(seen[name] for name in outside),
                     f"A machine may remind you after {reminders} days of silence; send STOP to get no more messages."))


def _children(facts: Facts) -> Iterator[Block]:
    yield Heading("What we ask your child")
    yield Paragraph(f"{facts.setting.pupils[:1].upper()}{facts.setting.pupils[1:]} are asked what it is like here, in "
                    "short questions with pictures. They may say no, skip and stop. If a child writes that somebody "
                    f"may be hurt, {facts.setting.safe_adult} is shown those words, without a name. The pupils' notice "
                    "says this to them. If you do not want your child to be asked, tell us.")
    yield Paragraph("Worried about a child? " + " ".join(facts.help_for("parent")))


def _staff_only(facts: Facts) -> Iterator[Block]:
    yield Heading("What this is not for")
    yield Paragraph("Do not report a concern about a child here: nobody reads it straight away. Follow the "
                    f"safeguarding procedure, or talk to {facts.setting.safe_adult}. In an emergency call 999.")
    yield Paragraph("Leaders see how many have replied, in steps, once a day. They never see who has replied, and "
                    "reminders are sent by the machine.")
    yield Paragraph("For yourself: " + " ".join(facts.help_for("staff")))


def _rights(facts: Facts) -> Iterator[Block]:
    yield Heading("Your rights")
    yield Paragraph("Until you send your answers you can see, change and delete them. Afterwards nobody can find "
                    "yours, so they cannot be shown to you or deleted (UK GDPR, article 11). For the list of who was "
                    f"asked, and for anything you are unhappy about, ask {facts.setting.name}. You can also complain "
                    "to the Information Commissioner's Office: ico.org.uk, 0303 123 1113.")
