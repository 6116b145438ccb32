"""What a wave would open with is checked as well: its channels, its languages and its chosen sets."""

from surveys import lint, loader
from surveys.errors import Severity


def rules(problems):
    return {problem.rule for problem in problems}


def test_channels_of_the_wave_are_used_rather_than_the_files_own(everything_text):
    assert "L32" in rules(lint.check(everything_text))
    assert "L32" not in rules(lint.check(everything_text, channels=["web"]))


def test_a_draft_language_may_be_in_the_file_but_not_live(everything_text):
    assert not any(p.severity is Severity.ERROR for p in lint.check(everything_text, languages_live=["en", "pl"]))
    found = lint.check(everything_text, languages_live=["en", "ar"])
    assert [p.fault for p in found if p.rule == "L20"] == ["العربية (ar) is a draft, so it cannot go live."]


def test_a_wave_counts_the_sets_it_chose(everything):
    parent = loader.read_library("parent")
    core = lint.check_wave(parent.with_sets([]), "parent", channels=["sms"], languages_live=["en"])
    full = lint.check_wave(parent.with_sets(["A", "B", "C", "X"]), "parent", channels=["sms"], languages_live=["en"])
    assert core == ()
    assert rules(full) == {"L29"}


def test_a_pupil_wave_by_sms_is_warned_of_sensitive_questions():
    pupil = loader.read_library("pupil").with_sets(["C"])
    found = lint.check_wave(pupil, "pupil", channels=["sms"], languages_live=["en"])
    assert {"L32"} <= rules(found)
    assert sum(p.rule == "L32" for p in found) == 4


def test_languages_with_letters_of_their_own_go_by_link_and_are_not_measured(everything_text):
    assert "L24" not in rules(lint.check(everything_text, channels=["sms"]))


def test_questions_that_a_condition_keeps_off_sms_are_left_alone(everything_text):
    bent = everything_text.replace("sensitive: true", "sensitive: true\n        ask_if: channel != sms")
    assert "L32" not in rules(lint.check(bent))


def test_cross_checks_run_while_fields_are_wrong(everything_text):
    bent = everything_text.replace("type: number", "type: numbr").replace("includes plans", "includes plan")
    found = lint.check(bent)
    assert {"form", "L06"} <= rules(found)


def test_a_condition_over_many_questions_is_not_tried_for_ever():
    questions = "".join(f"      - {{id: q{n}, type: multi, text: T, options: [{options}]}}\n" for n in range(12))
    ask = " and ".join(f"q{n} includes c{n % 8}" for n in range(12))
    text = ("id: x\naudience: staff\ntitle: T\nsections:\n  - id: s\n    title: T\n    questions:\n" + questions
            + f"      - {{id: last, type: yes_no, text: T, ask_if: {ask}}}\n")
    assert not rules(lint.check(text)) & {"L07", "L09"}


options = ", ".join(f"{{code: c{n}, label: L {chr(65 + n)}}}" for n in range(8))


def test_problems_come_in_file_order_once_each(everything_text):
    bent = everything_text.replace("sections:", "sectons:").replace("id: everything", "id: Every thing")
    found = lint.check(bent, "f.yaml")
    assert list(found) == sorted(set(found))
