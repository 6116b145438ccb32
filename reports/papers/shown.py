"""The disclosure statement, and what cannot be promised."""

from collections.abc import Iterator

from reports.papers.facts import Facts, listed
from reports.papers.leaf import NAMES, paper
from reports.report import Block, Bullets, Heading, Paragraph, Report, Table


def disclosure(facts: Facts) -> Report:
    """Give the disclosure statement: what may be published, by which rules."""
    return paper(facts, "What may be shown", "How nobody is picked out in anything we publish", _disclosure(facts))


def _disclosure(facts: Facts) -> Iterator[Block]:
    yield Paragraph("The rules are chosen before a round opens, and cannot be loosened after. They are printed in "
                    "every report.", "lead")
    used = {one.policy for one in facts.rounds} or {"bands"}
    for name in sorted(used):
        policy = facts.policies[name]
        yield Heading(f"The policy “{name}”")
        yield Table(f"Replies needed under “{name}”", ("What is shown", "Ordinary questions", "Sensitive questions"), (
            ("Anything at all", *_two(policy.ordinary.tiers[0].least, policy.sensitive.tiers[0].least)),
            ("Finer figures", *_two(policy.ordinary.tiers[1].least, policy.sensitive.tiers[1].least)),
            ("How many chose each answer", *_two(policy.ordinary.spread_from, policy.sensitive.spread_from)),
            ("A group, and everybody outside it", *_two(policy.ordinary.group_from, policy.sensitive.group_from)),
            ("Themes of comments", *_two(policy.comments_from, policy.comments_from)),
        ), (0.5, 0.25, 0.25))
        yield Bullets(policy.rules)
    yield Heading("Comments")
    yield Bullets((
        "The safeguarding lead reads them first. Names, numbers, places and links are taken out by rule, and a person "
        "looks at what is left.",
        f"They are shown as themes from {facts.comments_from} comments. A theme needs {facts.support} people, and is "
        "said as few, some or many.",
        f"A quotation needs {facts.quotes_from} comments, the writer's “you may quote this”, and a person's approval.",
    ))
    yield Heading("Rounds")
    yield Table("Rounds so far", ("Round", "Asked", "Policy", "May be called", "Why not anonymous"), tuple(
        (one.name, f"{one.roster:,}", one.policy, one.word, listed(one.lacking) if one.lacking else "–")
        for one in facts.rounds) or (("None yet", "–", "bands", "confidential", "no round has been set up"),))


def _two(ordinary: int, sensitive: int) -> tuple[str, str]:
    return f"{ordinary} replies", f"{sensitive} replies"


def limits(facts: Facts) -> Report:
    """Give what cannot be promised."""
    return paper(facts, "What we cannot promise", "Said openly, before anybody answers", _limits(facts))


def _limits(facts: Facts) -> Iterator[Block]:
    seen = [NAMES[name] for name in facts.channels() if name != "web"]
    yield Bullets((
        "Somebody who controls the computer that Heard runs on, while a round is open, can see what passes through its "
        "memory.",
        *((f"Whoever carries {listed(seen)} can see what is sent that way, and phones keep their own copies.",)
          if seen else ()),
        "What somebody writes may give them away: a story only they could tell, or how they write. Rules cannot find "
        "that; people read before anything is shown.",
        f"An alert is sent within {facts.alerting.tick} minutes of the words being written. In a quiet quarter of an "
        "hour that may point at whoever was answering then.",
        "Nobody watches live. Somebody in danger must call 999.",
        "We cannot find a person's answers once they are sent: not to show them, not to change them, not to delete "
        "them.",
        "People who did not reply are not in the figures. Every report says how many replied.",
        "Somebody may look over a shoulder, or ask what was said. Let people answer where nobody sees the screen.",
    ))
    held = [one for one in facts.rounds if one.lacking and one.state != "closed"]
    if held:
        yield Heading("Rounds that may not be called anonymous")
        yield Bullets(tuple(f"{one.name}: {listed(one.lacking)}." for one in held))
