"""`heard sms preview`: what an author sees before anybody is texted."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from bot import engine
from bot.conversation import Inbound
from surveys import loader
from surveys.sms import measure
from webhook.channels.texting import messages
from webhook.channels.texting.preview import preview
from webhook.cli import build

ODD = """
id: odd
version: 1
audience: parent
title: Odd
languages:
  en: {status: checked, name: English}
  pl: {status: draft, name: Polski}
channels: [web, sms]
intro: {en: A few questions., pl: Kilka pytań.}
thanks: {en: Thank you., pl: Dziękujemy.}
sections:
  - id: s1
    title: {en: One, pl: Jeden}
    questions:
      - {id: q1, type: yes_no, text: {en: "Is it good? ☀", pl: "Czy jest dobrze, spokojnie, życzliwie?"}}
      - {id: q2, type: yes_no, ask_if: channel == web, text: {en: On the web only?, pl: Tylko w sieci?}}
      - {id: q3, type: yes_no, ask_if: q1 == no, text: {en: Is it bad?, pl: Czy jest źle?}}
      - id: q4
        type: yes_no
        text:
          en: LONG
          pl: Czy to pytanie jest długie?
""".replace("LONG", "Thinking of the whole year, and of everything that happened in it. " * 6 + "Was it good?")


@pytest.fixture
def odd(tmp_path):
    file = tmp_path / "odd.yaml"
    file.write_text(ODD, encoding="utf-8")
    return str(file)


@pytest.fixture
def heard():
    def run(*arguments):
        return CliRunner().invoke(build("sms"), ["sms", "preview", *arguments])
    return run


@pytest.mark.parametrize("name", loader.SHIPPED)
def test_the_texts_shown_are_those_that_are_sent(name):
    survey = loader.read_library(name).with_sets(())
    shown = [text for each in preview(survey) for text in each.texts]
    step = engine.start(survey, channel="sms")
    while step.conversation.at is not None:
        sent = messages.texts(step.replies[-1])
        assert set(sent) <= set(shown), step.conversation.at
        step = engine.advance(survey, step.conversation, Inbound(words="1"))
    assert set(messages.texts(step.replies[-1])) <= set(shown)


def test_a_shipped_questionnaire_with_its_cost(heard):
    run = heard("parent", "--price", "0.05", "--people", "40", "--setting", "Riverside")
    assert run.exit_code == 0
    assert "Riverside: a few questions" in run.stdout
    assert "cx7: 1 segment" in run.stdout
    assert "UCS-2" not in run.stdout and "!" not in run.stdout.replace("Thank you!", "")
    assert "your price" in run.stdout and "For 40 people" in run.stdout


def test_the_price_is_called_an_assumption_until_it_is_given(heard):
    assert "an assumed price" in heard("parent").stdout
    assert "an assumed price" not in heard("parent", "--price", "0.05").stdout


def test_as_json_the_sums_are_those_of_the_texts(heard):
    told = json.loads(heard("parent", "--sets", "A", "--people", "10", "--json").stdout)
    for text in told["texts"]:
        assert text["segments"] == sum(measure(one).segments for one in text["texts"])
    assert told["cost"][1] == round(told["segments"][1] * told["price"] * 10, 2)
    assert told["price_is_assumed"] is True
    assert not any(text["too_long"] for text in told["texts"])


def test_the_character_that_costs_is_named(heard, odd):
    run = heard(odd)
    assert "q1: 1 segment" in run.stdout and "UCS-2" in run.stdout
    assert "'☀' (black sun with rays, U+2600)" in run.stdout


def test_a_question_too_long_for_two_segments_is_said_to_be(heard, odd):
    assert "Too long for 2 segments: it goes as 2 texts." in heard(odd).stdout


def test_questions_of_other_channels_are_left_out_and_conditions_are_said(heard, odd):
    run = heard(odd)
    assert "q2" not in run.stdout
    assert "q3 (only if q1 == no)" in run.stdout
    told = json.loads(heard(odd, "--json").stdout)
    assert told["segments"][0] < told["segments"][1]


def test_a_language_that_does_not_fit_goes_by_link(heard, odd):
    run = heard(odd, "--lang", "pl")
    assert run.exit_code == 0
    assert "one text with a link" in run.stdout
    assert "latin small letter" in run.stdout
    assert "link (as the invitation)" in run.stdout and "https://voice.example" in run.stdout


@pytest.mark.parametrize(("arguments", "said"), [
    (["parnt"], "parent"), (["parent", "--lang", "xx"], "not in the language"),
    (["parent", "--sets", "Q"], "no question set"),
    (["missing.yaml"], "missing.yaml")])
def test_what_is_wrong_is_one_sentence(heard, arguments, said):
    run = heard(*arguments)
    assert run.exit_code == 1
    assert said in run.stderr and "Traceback" not in run.stderr


def test_previewing_loads_nothing_of_twilio():
    code = "import sys; from webhook.cli import build; build('sms'); sys.exit('twilio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0
