"""The retention schedule and the list of processors."""

from collections.abc import Iterator

from reports.papers.facts import Facts
from reports.papers.leaf import days, draft_note, paper
from reports.report import Block, Paragraph, Report, Table


def schedule(facts: Facts) -> Report:
    """Give the retention schedule."""
    return paper(facts, "Retention schedule", "What is kept, where, and until when", (
        draft_note("The deletions run by themselves every day."),
        Table("What is kept", ("What", "How it is held", "Until"), rows(facts), (0.3, 0.4, 0.3))))


def rows(facts: Facts) -> tuple[tuple[str, str, str], ...]:
    """Give what is held about people: what, how, and until when."""
    kept = facts.kept
    return (
        ("A questionnaire in progress", "Encrypted with a key of its own, one size, no time but the day",
         f"It is finished or stopped, or {days(kept.silence)} of silence"),
        ("A link that carries on on the same device", "A cookie on that device", days(kept.resume)),
        ("A finished questionnaire", "Sealed; the key is in a file apart from the database", "The round is closed"),
        ("Counts of answers", "By question and at most one declared group", "They stay, as audit evidence"),
        ("Comments", f"Encrypted, each alone and in no order, up to {facts.letters} letters",
         "The setting deletes the round"),
        ("Invitations", "Only a fingerprint of each link; asked, started or done, and no time",
         f"{days(kept.after_closing)} after closing"),
        ("Phone numbers and chat addresses", "Encrypted; found by a keyed fingerprint",
         f"{days(kept.after_closing)} after closing"),
        ("That a message came in", "A keyed fingerprint of its number", days(kept.claims)),
        ("What was sent, and whether it arrived", "Encrypted; the day only, once it is sent", days(kept.traces)),
        ("That somebody said STOP", "A keyed fingerprint of the address", "They say START, so that STOP holds"),
        ("The safeguarding list, and requests to talk", "Encrypted; no round, no answers, no name unless typed",
         f"{days(kept.acknowledged)} after it was marked as read; the safeguarding lead files what needs filing"),
        ("Accounts of those who sign in", "Name, post and address; the password only as an Argon2 hash",
         "They are removed"),
    )


def processors(facts: Facts) -> Report:
    """Give the list of processors."""
    return paper(facts, "Processors", "Whose hands anything goes through", _processors(facts))


def _processors(facts: Facts) -> Iterator[Block]:
    yield draft_note("Add whoever hosts the computer that Heard runs on, and who makes its backups.")
    if not facts.processors:
        yield Paragraph("Nobody else. Answers come by the web page only, straight to the computer that Heard runs on.")
        return
    yield Table("Processors", ("Who", "Does what", "Can see", "Where", "Keeps"),
                tuple((one.name, one.does, one.sees, one.where, one.keeps) for one in facts.processors),
                (0.14, 0.22, 0.24, 0.18, 0.22))
