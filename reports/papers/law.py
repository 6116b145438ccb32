"""Drafts for whoever answers for data protection: the impact assessment and the record of processing."""

from collections.abc import Iterator

from reports.papers.facts import Facts, listed, smallest
from reports.papers.keeping import rows
from reports.papers.leaf import NAMES, days, draft_note, paper
from reports.report import Block, Bullets, Field, Form, Heading, Paragraph, Report, Table

SIGN = "Have it read, completed and signed by your data protection officer."


def assessment(facts: Facts) -> Report:
    """Give the draft of the data protection impact assessment, in the steps of the ICO's template."""
    return paper(facts, "Data protection impact assessment: draft", "For the data protection officer",
                 (*_need(facts), *_proportion(facts), *_risks(facts), *_sign_off()))


def _need(facts: Facts) -> Iterator[Block]:
    yield draft_note(SIGN)
    yield Heading("1. Why an assessment is needed")
    yield Paragraph("Children, some of them vulnerable, are asked about their experience; what they type may hold "
                    "special category data; the means are new to them.")
    yield Heading("2. What is done")
    yield Bullets((
        f"{facts.setting.name} asks {facts.setting.pupils}, parents and carers, and staff what it is like there, and "
        "puts what they say into its audit and reports.",
        f"Answers come by {listed(NAMES[name] for name in facts.channels())}, to {facts.address}; they are kept in "
        f"{facts.database}.",
        f"{len(facts.rounds)} round{'' if len(facts.rounds) == 1 else 's'} so far: "
        f"{listed(f'{one.name} ({one.roster:,} asked)' for one in facts.rounds) if facts.rounds else 'none'}.",
    ))
    yield Heading("3. Who is consulted")
    yield Form("Consultation", (Field("Pupils"), Field("Parents and carers"), Field("Staff"),
                                Field("Data protection officer"), Field("Safeguarding lead")))


def _proportion(facts: Facts) -> Iterator[Block]:
    yield Heading("4. Necessity and proportion")
    yield Bullets((
        "Basis: public task, article 6(1)(e), for a maintained school or academy; legitimate interests, article "
        "6(1)(f), with an assessment, for an independent provider. Strike out one. Taking part is a choice, but "
        "consent is not the basis.",
        "Typed words about harm: article 9(2)(g), and Data Protection Act 2018, schedule 1, paragraph 18 "
        "(safeguarding).",
        "No name, age or characteristic is asked for. There is no row for a respondent in the results: each answer is "
        "counted, and nothing joins two answers of one person.",
        "What is collected for voice is used for nothing else: not for behaviour, attendance or performance.",
        "Rights: until sending, answers can be seen and deleted; afterwards nobody can find them (article 11), which "
        "is said before the first question.",
    ))
    yield Table("Who else is involved", ("Who", "Does what", "Where"), tuple(
        (one.name, one.does, one.where) for one in facts.processors) or (("Nobody", "–", "–"),), (0.25, 0.5, 0.25))


def _risks(facts: Facts) -> Iterator[Block]:
    yield Heading("5. Risks, and what is done about them")
    least = min(smallest(facts.policies[one.policy]) for one in facts.rounds) if facts.rounds else \
        smallest(facts.policies["bands"])
    yield Table("Risks and measures", ("Risk", "Measure", "What is left"), (
        ("Staff work out who said what", f"Sealed until closing; nothing below {least} replies; bands; one breakdown "
         "of groups, each large enough; one release a round", "A style or a story may give somebody away"),
        ("The database or a backup is stolen", "Sealed or encrypted, with keys in a file apart; keys of closed rounds "
         "are destroyed", "Whoever has database and key file of an open round"),
        ("A child writes of harm and nobody sees it", f"Two people are told, the first within {facts.alerting.tick} "
         f"minutes, the second after {facts.alerting.wait} school hours; no round opens without them",
         "Nobody reads out of hours unless you arrange it"),
        ("A typed name is published", f"Read by the safeguarding lead; redacted; themes from {facts.comments_from} "
         "comments; quotations need the writer's and a person's yes", "Hints that no rule finds"),
        ("A phone or another person shows answers", "Short stay on the page; leave button; chats cleared at the end",
         "Screens that are looked at"),
        ("Kept for too long", f"Unfinished: {days(facts.kept.silence)}. Contacts: {days(facts.kept.after_closing)} "
         f"after closing. Safeguarding list: {days(facts.kept.acknowledged)} after reading", "Copies that people make"),
    ), (0.24, 0.48, 0.28))


def _sign_off() -> Iterator[Block]:
    yield Heading("6. Sign-off")
    yield Form("Sign-off", (Field("Measures approved by"), Field("Remaining risks accepted by"),
                            Field("Advice of the data protection officer"), Field("To be reviewed on")))


def record(facts: Facts) -> Report:
    """Give the record of processing (UK GDPR, article 30)."""
    return paper(facts, "Record of processing", "UK GDPR, article 30", _record(facts))


def _record(facts: Facts) -> Iterator[Block]:
    yield draft_note(SIGN)
    yield Form("The processing", (
        Field("Controller", facts.setting.name), Field("Data protection officer"),
        Field("Purpose", "To hear pupils, parents and staff, for the setting's audit and improvement"),
        Field("People", f"{facts.setting.pupils[:1].upper()}{facts.setting.pupils[1:]}, parents and carers, staff"),
        Field("Data", "Answers without names; typed words; for those invited by message, a phone number or chat "
        "address; for those who ask to talk, a name"),
        Field("Recipients", listed(one.name for one in facts.processors) if facts.processors else
              "Nobody outside the setting"),
        Field("Transfers", "; ".join(f"{one.name}: {one.where}" for one in facts.processors) or "None"),
        Field("Basis", "Article 6(1)(e) or (f); for words about harm, article 9(2)(g)"),
        Field("Security", "Sealed and encrypted records, keys apart, least kept, deletion by the day, roles and "
        "sign-in"),
    ))
    yield Table("How long", ("What", "How it is held", "Until"), rows(facts), (0.3, 0.4, 0.3))
