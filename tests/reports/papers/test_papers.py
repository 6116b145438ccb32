"""The papers say what is set up, and change when it does."""

import re
from dataclasses import fields, is_dataclass, replace

import pytest

from reports.disclosure import POLICIES
from reports.drawings import DRAWINGS, drawing
from reports.papers import PAPERS, Round
from reports.render import render
from reports.report import Bullets, Heading, Paragraph, Pictured
from surveys.reading import reading_age, sentences, words


def a_round(**changes):
    made = Round("Pupils autumn", "pupil", "open", 24, "bands", ("web",), ("en",), "anonymous")
    return replace(made, **changes)


def texts(value):
    """Give every text within a report."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "footer":
                yield from texts(getattr(value, field.name))


def said(facts, name):
    return "\n".join(texts(PAPERS[name](facts)))


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_names_its_set_up_and_is_the_same_each_time(facts, name):
    report = PAPERS[name](facts)
    assert facts.digest in report.footer
    assert report == PAPERS[name](replace(facts))
    assert render(report, "html") == render(PAPERS[name](facts), "html")
    assert facts.setting.name in said(facts, name)


@pytest.mark.parametrize(("name", "format_"), [
    *((name, "docx") for name in PAPERS), ("pupil-notice", "pdf"), ("record-of-processing", "pdf")])
def test_every_paper_comes_in_every_format(facts, name, format_):
    assert len(render(PAPERS[name](facts), format_)) > 5_000


NUMBERS = [
    ("kept", "silence", ["pupil-notice", "parent-notice", "staff-notice", "retention-schedule", "dpia-draft",
                         "record-of-processing"]),
    ("kept", "after_closing", ["pupil-notice", "parent-notice", "staff-notice", "retention-schedule", "dpia-draft",
                               "record-of-processing"]),
    ("kept", "claims", ["retention-schedule", "record-of-processing"]),
    ("kept", "traces", ["retention-schedule", "record-of-processing"]),
    ("kept", "resume", ["retention-schedule", "record-of-processing"]),
    ("kept", "acknowledged", ["retention-schedule", "safeguarding-protocol", "dpia-draft", "record-of-processing"]),
    ("alerting", "tick", ["safeguarding-protocol", "dpia-draft", "what-we-cannot-promise"]),
    ("alerting", "wait", ["safeguarding-protocol", "dpia-draft"]),
    ("alerting", "tested", ["safeguarding-protocol"]),
    (None, "letters", ["parent-notice", "staff-notice", "retention-schedule"]),
    (None, "comments_from", ["parent-notice", "staff-notice", "dpia-draft", "disclosure-statement"]),
    (None, "quotes_from", ["pupil-notice", "parent-notice", "staff-notice", "disclosure-statement"]),
    (None, "support", ["disclosure-statement"]),
]


@pytest.mark.parametrize(("part", "number", "papers"), NUMBERS)
def test_every_number_is_read_from_the_set_up(facts, part, number, papers):
    inner = facts if part is None else getattr(facts, part)
    changed = replace(inner, **{number: 4321})
    facts2 = changed if part is None else replace(facts, **{part: changed})
    assert facts2.digest != facts.digest
    for name in papers:
        assert not re.search(r"4,?321", said(facts, name)), name
        assert re.search(r"4,?321", said(facts2, name)), name


def test_no_number_in_a_paper_is_written_by_hand(facts):
    """Every number that a paper states is one of the set-up's, or a number to call, or part of the law."""
    far = {"kept": replace(facts.kept, **{field.name: 7001 + place for place, field in enumerate(fields(facts.kept))}),
           "alerting": replace(facts.alerting, tick=7011, wait=7012, tested=7013),
           "letters": 7021, "comments_from": 7022, "quotes_from": 7023, "support": 7024, "smallest_cell": 7025}
    moved = replace(facts, **far)
    law = {"999", "85258", "0800", "1111", "0303", "123", "1113", "2018", "18", "1", "2", "3", "4", "5", "6", "8", "9",
           "11", "30"}
    thresholds = {str(number) for policy in POLICIES.values() for number in re.findall(r"\d+", " ".join(policy.rules))}
    for name in PAPERS:
        if name == "disclosure-statement":
            continue  # It prints the policies' own rules, which have their own tests.
        found = set(re.findall(r"\d+", said(moved, name).replace(",", "")))
        assert found <= law | {str(number) for number in range(7001, 7026)} | thresholds | {"24"}, name


def test_thresholds_are_those_of_the_policy(facts):
    policy = facts.policies["bands"]
    tiers = (replace(policy.ordinary.tiers[0], least=17), *policy.ordinary.tiers[1:])
    raised = replace(policy, ordinary=replace(policy.ordinary, tiers=tiers))
    changed = replace(facts, policies={**facts.policies, "bands": raised})
    for name in ("pupil-notice", "parent-notice", "staff-notice", "disclosure-statement", "dpia-draft"):
        assert "17" in said(changed, name), name
        assert "17" not in said(facts, name), name
    assert changed.digest != facts.digest


def test_the_word_is_anonymous_only_where_it_is_earned(facts):
    assert "anonymous" in said(facts, "pupil-notice")
    for rounds in ((), (a_round(word="confidential", lacking=("fewer than 10 people are asked",)),),
                   (a_round(), a_round(name="Other", word="confidential"))):
        changed = replace(facts, rounds=rounds)
        assert "anonymous" not in said(changed, "pupil-notice")
        assert "confidential" in said(changed, "pupil-notice")
    assert "anonymous" not in said(facts, "parent-notice")


def test_channels_and_processors_are_those_in_use(facts):
    assert "chat" not in said(facts, "pupil-notice")
    by_text = replace(facts, rounds=(a_round(channels=("web", "sms"), word="confidential"),
                                     a_round(audience="parent", channels=("sms", "telegram"), word="confidential")))
    assert "text message" in said(by_text, "pupil-notice")
    for needed in ("phone company", "Telegram can see", "3 and 10 days", "STOP"):
        assert needed in said(by_text, "parent-notice"), needed
    assert "phone company" not in said(by_text, "staff-notice")
    assert "Telegram" in said(facts, "processors")
    assert "Nobody else." in said(replace(facts, processors=()), "processors")


def test_the_pupils_notice_is_easy_to_read_and_has_a_picture_beside_each_thing(facts):
    blocks = [block for block in PAPERS["pupil-notice"](facts).blocks if not isinstance(block, Heading)]
    assert all(isinstance(block, Pictured | Bullets) for block in blocks)
    lines = [block.text for block in blocks if isinstance(block, Pictured)]
    assert reading_age(lines) <= 9.5
    for line in lines:
        for sentence in sentences(line):
            assert len(words(sentence)) <= 24, sentence


def test_the_pupils_notice_says_what_it_must(facts):
    text = said(facts, "pupil-notice")
    for needed in ("skip any question", "stop when you want", "do not ask your name", "No one is told who said what",
                   "might guess", "Nobody watches live", "999", "0800 1111", "85258", "Ms Okafor", "The blue room"):
        assert needed in text, needed


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_promises_too_much(facts, name):
    assert not re.search(r"guarantee|we will help|keep you safe|completely|100%", said(facts, name), re.IGNORECASE)


@pytest.mark.parametrize("name", ["parent-notice", "staff-notice"])
def test_notices_for_adults_can_be_read(facts, name):
    lines = [text for block in PAPERS[name](facts).blocks if isinstance(block, Bullets | Paragraph)
             for text in (block.items if isinstance(block, Bullets) else (block.text,))]
    assert reading_age(lines) <= 14


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_drawing_is_there(name):
    assert drawing(name).startswith("<svg ")


def test_a_drawing_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        drawing("../report.css")
