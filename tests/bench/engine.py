"""The conversation engine beside a bare dictionary loop that asks the same questions by the same rules."""

import json
import time
from collections.abc import Callable, Iterator
from statistics import median

from bot import engine
from bot.conversation import Conversation, Inbound, State
from surveys.loader import load

ROUNDS = 60
CONDITIONS = {5: 'ask_if: "q4 == agree"', 12: 'ask_if: "q10 != disagree"', 20: 'ask_if: "q19 is answered"'}


def survey_text(length: int = 25) -> str:
    """Give a questionnaire of scale questions, three of them conditional."""
    questions = "\n".join(
        f'      - {{id: q{n}, type: scale, scale: S, text: "Question number {n}?"'
        + (f", {CONDITIONS[n]}" if n in CONDITIONS else "") + "}"
        for n in range(1, length + 1))
    return f"""
id: bench
audience: staff
title: Bench
intro: Hello
thanks: Thank you
closed: Closed
already_done: Done
opted_out: Out
scales:
  S:
    ordered: true
    polarity: best_first
    choices:
      - {{code: agree, label: Agree, favourable: true}}
      - {{code: disagree, label: Disagree}}
sections:
  - id: s
    title: All
    questions:
{questions}
"""


def by_engine(text: str) -> Callable[[], int]:
    """Give a run through the engine, the conversation as JSON between turns; it returns the answers given."""
    survey = load(text)

    def run() -> int:
        stored = engine.start(survey, channel="web").conversation.dump()
        given = 0
        while True:
            conversation = Conversation.load(stored)
            step = engine.advance(survey, conversation, Inbound(words="1" if given % 3 else "agree"))
            given += 1
            if step.conversation.state is not State.ASKING:
                return given
            stored = step.conversation.dump()

    return run


def by_dictionary() -> Callable[[], int]:
    """Give the same run as a bare loop over dictionaries, its state as JSON between turns."""
    rules: dict[int, Callable[[dict[str, str]], bool]] = {
        5: lambda a: a.get("q4") == "agree", 12: lambda a: a.get("q10") != "disagree", 20: lambda a: "q19" in a}
    questions = [{"id": f"q{n}", "text": f"Question number {n}?", "show": rules.get(n)} for n in range(1, 26)]
    choices = {"1": "agree", "2": "disagree", "agree": "agree", "disagree": "disagree"}

    def run() -> int:
        stored = json.dumps({"at": 0, "answers": {}})
        given = 0
        while True:
            state = json.loads(stored)
            code = choices.get("1" if given % 3 else "agree".strip().lower())
            state["answers"][questions[state["at"]]["id"]] = code
            given += 1
            state["at"] += 1
            while state["at"] < 25 and (show := questions[state["at"]]["show"]) and not show(state["answers"]):
                state["at"] += 1
            if state["at"] >= 25:
                return given
            message = f"{questions[state['at']]['text']} 1 Agree 2 Disagree"
            stored = json.dumps(state)
            assert message

    return run


def rate(run: Callable[[], int]) -> float:
    """Give answers a second."""
    began = time.perf_counter()
    answers = sum(run() for _ in range(ROUNDS))
    return answers / (time.perf_counter() - began)


def measure() -> Iterator[tuple[str, str, str, str]]:
    """Measure in pairs, so that a machine that slows down slows both."""
    ours, bare = by_engine(survey_text()), by_dictionary()
    ours(), bare()
    pairs = [(rate(ours), rate(bare)) for _ in range(7)]
    fast, base = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    ratio = median(pair[0] / pair[1] for pair in pairs)
    yield ("engine: 25 questions, 3 conditions, state through JSON", f"{fast:,.0f} answers/s",
           f"{base:,.0f} answers/s, bare dictionary loop", f"{ratio:.2f}")
