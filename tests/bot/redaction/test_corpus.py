"""How much of what leads to a person is found, in a thousand made-up lines."""

import importlib.util
import re
from pathlib import Path

import pytest

from bot.redaction import Roster, find, plain

HERE = Path(__file__).parent
MARKED = re.compile(r"\{(number|place|email|link|name):([^}]*)\}")
LINES = (HERE / "corpus.tsv").read_text(encoding="utf-8").splitlines()
ROSTER = Roster((HERE / "roster.txt").read_text(encoding="utf-8").splitlines())


def parsed(line):
    """Give the text, and the marked parts of it as (kind, start, end)."""
    text, spans = "", []
    marked = line.split("\t", 1)[1]
    at = 0
    for match in MARKED.finditer(marked):
        text = plain(text + marked[at:match.start()])
        start = len(text)
        text = plain(text + match[2])
        spans.append((match[1], start, len(text)))
        at = match.end()
    return plain(text + marked[at:]), spans


@pytest.fixture(scope="module")
def measured():
    right, missed, found_right, wrong = {}, [], 0, []
    for line in LINES:
        text, spans = parsed(line)
        found = find(text, ROSTER)
        for kind, start, end in spans:
            held = any(span.start <= start and span.end >= len(text[:end].removesuffix("'s")) for span in found)
            group = "name" if kind == "name" else "structured"
            right.setdefault(group, []).append(held)
            if not held:
                missed.append(f"{kind}: {text[start:end]!r} in {text!r}")
        for span in found:
            if any(span.start < end and span.end > start for _, start, end in spans) or text[span.start] == "[":
                found_right += 1
            else:
                wrong.append(f"{span.token}: {text[span.start:span.end]!r} in {text!r}")
    return right, missed, found_right, wrong


def test_the_corpus_is_a_thousand_lines_as_generated():
    spec = importlib.util.spec_from_file_location("redaction_corpus", HERE / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.corpus() == LINES
    assert len(LINES) == len(set(LINES)) == 1000


@pytest.mark.parametrize(("group", "floor"), [("structured", 0.99), ("name", 0.97)])
def test_what_leads_to_a_person_is_found(measured, group, floor):
    right, missed, *_ = measured
    share = sum(right[group]) / len(right[group])
    print(f"{group}: {share:.4f} of {len(right[group])}", "missed:", *missed, sep="\n  ")
    assert share >= floor, missed


def test_little_else_is_taken_out(measured):
    _, _, found_right, wrong = measured
    share = found_right / (found_right + len(wrong))
    print(f"precision: {share:.4f} of {found_right + len(wrong)}", "taken out for nothing:", *wrong, sep="\n  ")
    assert share >= 0.9, wrong
