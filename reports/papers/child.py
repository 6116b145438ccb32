"""The safeguarding protocol."""

from collections.abc import Iterator

from reports.papers.facts import Facts
from reports.papers.leaf import days, draft_note, paper
from reports.report import Block, Bullets, Heading, Paragraph, Report, Table


def protocol(facts: Facts) -> Report:
    """Give the safeguarding protocol."""
    return paper(facts, "Safeguarding protocol", "For those who read what children write", _blocks(facts))


def _blocks(facts: Facts) -> Iterator[Block]:
    alerting = facts.alerting
    yield draft_note("Read it beside your own child protection policy and Keeping Children Safe in Education. Your "
                     "policy comes first.")
    yield Heading("Who is told")
    yield Table("Recipients", ("Turn", "Who", "When"), (
        ("First", alerting.first or "Nobody yet: no round can open", f"Within {alerting.tick} minutes"),
        ("Second", alerting.second or "Nobody yet: no round can open",
         f"When nobody has marked it as read after {alerting.wait} school hours, or the first cannot be reached")),
        (0.14, 0.46, 0.4))
    yield Paragraph("They hold different posts, because a child may write about one of them. A round opens only while "
                    f"each has acknowledged a test alert in the last {days(alerting.tested)}. Say in your policy who "
                    "looks out of hours.")
    yield Heading("What reaches the list")
    yield Bullets((
        "Every comment that a child, parent or member of staff types, with the question and nothing else: no name, no "
        "group, no round, no time until it is released.",
        f"It is released in a shuffled order every {alerting.tick} minutes. Phrases that may ask for help are put "
        "first; they change nothing else.",
        "“I want to talk to someone” is a form of its own, with a name. It is joined to no questionnaire.",
        "E-mails say that something waits, and never what.",
    ))
    yield Heading("What to do")
    yield Bullets((
        "Read everything. Act at once on what may be harm, as on any other report: children's social care, or the "
        "police on 999, where the words name a child, a place or a person.",
        "Never promise to keep a secret.",
        "We do not know who wrote it. Do not try to find out by the style, by devices or by asking who was online. "
        "Speak to the whole group, and make it easy to come forward.",
        "What names a person is read by you alone. Everybody else sees it with names, numbers and places taken out.",
        "Mark it as read when you have taken it on. It is kept for "
        f"{days(facts.kept.acknowledged)} after that: file what must be filed in your own child protection record.",
        "If it is about a member of staff, follow your procedure for allegations; if it is about the other reader, so "
        "too.",
    ))
    yield Heading("What children are told")
    yield Paragraph("Before the first question: that words they type are shown to the safeguarding lead without their "
                    "name, who might guess; that nobody watches live; 999; and:")
    yield Bullets((*facts.help_for("pupil"), f"Here: {facts.setting.safe_adult}. {facts.setting.contact}".strip()))
