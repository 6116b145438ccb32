"""One bad example of each rule at least, found at its line; the file it is bent from is clean."""

from pathlib import Path
from typing import NamedTuple

import pytest

from surveys import lint, loader
from surveys.errors import Severity

CLEAN = (Path(__file__).parents[1] / "data" / "clean.yaml").read_text(encoding="utf-8")
MARK = "# HERE"
HERE = f"  {MARK}\n              "
"""Marks the line inside brackets, where the rest may follow on the next."""
ERROR, WARNING = Severity.ERROR, Severity.WARNING


class Case(NamedTuple):
    """Replace `old` by `new`; the rule is found on the line that holds the mark."""

    rule: str
    old: str
    new: str
    severity: Severity = ERROR
    about: str = ""
    options: dict = {}


PUPILS = ("audience: parent", "audience: pupil")
Q1 = "text: {en: My child is safe here., pl: Dziecko jest tu bezpieczne.}"
LONG = "word " * 170
CASES = [
    Case("L01", "id: q2", f"id: q1  {MARK}", about="line 34"),
    Case("L01", "  - id: one", "  - {id: one, title: Zero, questions: []}\n  - id: one  " + MARK),
    Case("L02", "type: yes_no", f"type: date  {MARK}", options={"earlier": True}),
    Case("L03", Q1, f"text: {{en: true, pl: Tak}}  {MARK}", about="'true'"),
    Case("L03", "label: {en: Calls, pl: Telefony}", f"label: 3{HERE}", about="'3'"),
    Case("L04", "scale: AG4", f"scale: AG5  {MARK}", about="'AG4'"),
    Case("L04", "ask_if: q1 == agree or q4 > 2", f"ask_if: q11 == agree  {MARK}", about="q11"),
    Case("L04", "set: B\n        sensitive", f"set: C  {MARK}\n        sensitive"),
    Case("L04", "title: {en: First, pl:", f"title: {{en: First, pr: Une,{HERE}pl:"),
    Case("L05", Q1, Q1 + f"\n        ask_if: q2 == visit  {MARK}", about="later"),
    Case("L06", "ask_if: q1 == agree or q4 > 2", f"ask_if: q2 == visits  {MARK}", about="'visit'"),
    Case("L06", "ask_if: q1 == agree or q4 > 2", f"ask_if: q3 includes fun  {MARK}", about="'fun'"),
    Case("L06", "ask_if: q1 == agree or q4 > 2", f"ask_if: q4 > 99  {MARK}", about="0 to 9"),
    Case("L06", "ask_if: q1 == agree or q4 > 2", f"ask_if: q4 == many  {MARK}", about="number"),
    Case("L06", "ask_if: q1 == agree or q4 > 2", f"ask_if: q3 == calls  {MARK}", about="includes"),
    Case("L06", "ask_if: q1 == agree or q4 > 2", f"ask_if: q1 < agree  {MARK}", about="compared"),
    Case("L06", "ask_if: q1 == agree or q4 > 2", f"ask_if: q5 == help  {MARK}", about="free words"),
    Case("L06", "ask_if: q1 == agree or q4 > 2", f"ask_if: channel == fax  {MARK}", about="channel"),
    Case("L07", "ask_if: q1 == agree or q4 > 2", f"ask_if: q2 == phone and q4 is answered  {MARK}"),
    Case("L08", Q1, Q1 + f"\n        ask_if: q6 == yes  {MARK}", about="waits"),
    Case("L08", "channels: [web, sms]", "channels: [web]", about="nothing is asked", options={"line": 30,
         "bend": [("type: scale\n", "type: info\n"), ("        scale: AG4\n", ""), ("        scale: BAD2\n", ""),
                  ("type: free_text", "type: info"), ("type: single", "type: info\n        ask_if: ''"),
                  ("type: multi", "type: info"), ("type: number\n        most: 9", "type: info"),
                  ("type: yes_no", "type: info")], "options_out": True}),
    Case("L09", "ask_if: q1 == agree or q4 > 2", f"ask_if: q1 == agree and q1 == disagree  {MARK}", about="never"),
    Case("L09", "ask_if: q1 == agree or q4 > 2", f"ask_if: q1 is shown  {MARK}", about="always"),
    Case("L09", "ask_if: q1 == agree or q4 > 2", f"ask_if: q4 < 5 and q4 > 7  {MARK}", about="never"),
    Case("L09", "ask_if: q1 == agree or q4 > 2", f"ask_if: channel == telegram  {MARK}", about="never"),
    Case("L10", "          - {code: visit, label: {en: In person, pl: Osobiście}}\n", "", options={"line": 41}),
    Case("L11", "{code: visits,", "{code: calls," + HERE),
    Case("L12", "label: {en: In person,", "label: {en: CALL!," + HERE, about="'call'"),
    Case("L12", "accept: {en: [call]}", "accept: {en: [two]}" + HERE, about="'two'"),
    Case("L13", "accept: {en: [call]}", "accept: {en: [Stop.]}" + HERE, about="'stop'"),
    Case("L13", "label: {en: Visits,", "label: {en: Back," + HERE, about="command"),
    Case("L14", "        most: 9", f"        most: 9\n        required: true  {MARK}", WARNING),
    Case("L14", "        sensitive: true", f"        sensitive: true\n        required: true  {MARK}", ERROR),
    Case("L15", ", exclusive: true}", "}", about="exclusive", options={"line": 50}),
    Case("L16", "    ordered: true\n    polarity: best_first\n    choices:\n      - {code: good",
         "    choices:\n      - {code: good", about="ordered or polarity", options={"line": 24}),
    Case("L17", "    polarity: best_first\n    choices:\n      - {code: good",
         "    polarity: worst_first\n    choices:\n      - {code: good", WARNING, options={"line": 67}),
    Case("L18", "text: {en: What helped?, pl: Co pomogło?}",
         f"text: {{en: '{{q2}}: what helped?', pl: '{{q2}}: co pomogło?'}}  {MARK}", about="{q2|"),
    Case("L18", "thanks: {en: Thank you.", "thanks: {en: 'Thank you, {seting}.'" + HERE, about="seting"),
    Case("L18", "thanks: {en: Thank you.", "thanks: {en: 'Thank } you.'" + HERE, about="no placeholder"),
    Case("L19", "text: {en: How are meals?, pl: Jakie są posiłki?}",
         f"text: {{en: 'And {{q5|that}}?', pl: 'A {{q5|to}}?'}}  {MARK}", about="own words"),
    Case("L20", "thanks: {en: Thank you., pl: Dziękujemy.}", f"thanks: {{en: Thank you.}}  {MARK}", about="Polski"),
    Case("L20", "thanks: {en: Thank you., pl: Dziękujemy.}", f"thanks: {{en: Thank you.}}  {MARK}", WARNING,
         options={"bend": [("status: checked, name: Polski", "status: draft, name: Polski")]}),
    Case("L20", "pl: {status: checked, name: Polski}", f"pl: {{status: draft, name: Polski}}  {MARK}",
         about="cannot go live", options={"live": ["en", "pl"]}),
    Case("L20", "languages:", f"languages:  {MARK}", about="'ro'", options={"live": ["en", "ro"]}),
    Case("L20", "type: yes_no", f"type: yes_no  {MARK}", about="no words of its own", options={
        "bend": [("name: Polski}", "name: Polski}\n  fr: {status: checked, name: Français}")]}),
    Case("L21", "thanks: {en: Thank you.,", "thanks: {en: ''," + HERE, about="English"),
    Case("L22", "label: {en: Visits, pl: Wizyty}", "label: {en: Visits}" + HERE, about="3"),
    Case("L23", 'pl: "{setting} pyta o zdanie.', HERE + 'pl: "Prosimy o zdanie.', about="{setting}",
         options={"line": 10}),
    Case("L24", Q1, f"text: {{en: 'My child’s safe here.', pl: Tak}}  {MARK}", WARNING, about="right single"),
    Case("L24", Q1, f"text: {{en: My child is safe 🙂, pl: Tak}}  {MARK}", WARNING, about="slightly smiling"),
    Case("L24", Q1, f"text: {{en: {LONG}, pl: Tak}}  {MARK}", WARNING, about="segments"),
    Case("L25", "label: {en: Calls,", f"label: {{en: {'Calls ' * 6},{HERE}", about="30"),
    Case("L25", "        options:\n          - {code: calls", f"        options:  {MARK}\n" + "".join(
        f"          - {{code: c{n}, label: {{en: Thing {chr(65 + n)}, pl: Rzecz {chr(65 + n)}}}}}\n"
        for n in range(9)) + "          - {code: calls", about="12 choices"),
    Case("L25", "id: q7", f"id: {'q' * 32}  {MARK}", about="64 bytes", options={
        "bend": [("code: good", f"code: {'g' * 32}")]}),
    Case("L26", Q1, f"text: {{en: My child is well here and in the gym and at home and on the bus too., pl: Tak}}  "
                    f"{MARK}", ERROR, about="12", options={"bend": [PUPILS]}),
    Case("L26", Q1, f"text: {{en: Organisational communication necessitates improvement., pl: Tak}}  {MARK}", WARNING,
         about="plain"),
    Case("L27", "text: {en: What should change? Please name no one.,",
         "text: {en: What is your full name?," + HERE),
    Case("L27", "text: {en: How many visits?,", "text: {en: When were you born?," + HERE),
    Case("L27", "text: {en: How are meals?,", "text: {en: Which year group are you in?," + HERE,
         about="together", options={"bend": [("en: How do you reach us?", "en: What is your gender?")]}),
    Case("L28", "closed: {en: This has ended. Thank you., pl: To już koniec. Dziękujemy.}\n", "", about="'closed'",
         options={"line": 1}),
    Case("L28", "intro: {en:", "promise: {en:", about="'intro'", options={"line": 1}),
    Case("L29", "  - id: one", "".join(f"""  - id: more{n}
    title: {{en: T, pl: T}}
    questions:
      - {{id: m{n}, type: scale, scale: AG4, text: {{en: All is well., pl: Dobrze.}}}}
""" for n in range(11)) + "  - id: one", WARNING, about="16 questions", options={"line": 30}),
    Case("L30", "      - id: q2", f"      - id: q2b  {MARK}", about="no longer", options={
        "earlier": True, "line": 1, "bend": [("q2 ==", "q2b ==")]}),
    Case("L30", "code: good", "code: great", about="choices", options={"earlier": True, "line": 65}),
    Case("L31", "What should change? Please name no one.", "What should change?", WARNING, options={"line": 58}),
    Case("L32", "        set: B\n        sensitive: true", f"        sensitive: true  {MARK}", WARNING),
]


def bent(case: Case) -> str:
    text = CLEAN
    for old, new in [*case.options.get("bend", []), (case.old, case.new)]:
        assert old in text, old
        text = text.replace(old, new)
    if case.options.get("options_out"):
        text = "\n".join(line for line in text.split("\n") if not line.startswith("          - ")
                         and "options:" not in line and not line.strip().startswith("ask_if: q"))
    return text


def line_of(case: Case, text: str) -> int:
    return case.options.get("line") or next(n for n, line in enumerate(text.split("\n"), 1) if MARK in line)


def check(case: Case, text: str):
    earlier = loader.load(CLEAN) if case.options.get("earlier") else None
    return lint.check(text, "f.yaml", earlier=earlier, languages_live=case.options.get("live"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.about}")
def test_a_bad_example_is_found_at_its_line(case):
    text = bent(case)
    problems = check(case, text)
    found = [(p.line, p.rule, p.severity) for p in problems if case.about in f"{p.fault} {p.remedy}"]
    assert (line_of(case, text), case.rule, case.severity) in found, problems


def test_every_rule_has_a_bad_example():
    assert {case.rule for case in CASES} == {rule.id for rule in lint.RULES}
    assert [rule.id for rule in lint.RULES] == [f"L{n:02}" for n in range(1, 33)]


def test_the_clean_file_is_clean():
    assert lint.check(CLEAN, "clean.yaml", languages_live=["en", "pl"]) == ()


def test_an_unchanged_file_breaks_no_series():
    assert lint.check(CLEAN, earlier=loader.load(CLEAN)) == ()
