import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.document import Place
from surveys.yaml_reader import LONGEST, read


def test_values_are_as_yaml_1_2_has_them():
    found = read("a: no\nb: 12:30\nc: 2024-01-01\nd: true\ne: 7\nf: 1.5\ng:\nh: 'true'\ni: off\nj: [y, n]\n").value
    assert found == {"a": "no", "b": "12:30", "c": "2024-01-01", "d": True, "e": 7, "f": 1.5, "g": None,
                     "h": "true", "i": "off", "j": ["y", "n"]}


def test_names_are_always_text():
    assert read("1: a\nno: b\ntrue: c\n").value == {"1": "a", "no": "b", "true": "c"}


def test_folded_text_has_no_marks_left_in_it():
    assert read("a: >-\n  one\n  two\n\n  three\nb: |-\n  x\n  y\n").value == {"a": "one two\nthree", "b": "x\ny"}


def test_every_value_has_its_place():
    document = read("a: 1\nb:\n  - c: x\n    d: 'y'\n  - e\n")
    assert document.place(("b", 0, "d")) == Place(4, 8)
    assert document.place(("b", 1)) == Place(5, 5)
    assert document.place(("b",)) == Place(2, 1)
    assert document.place(("b", 0, "not there")) == Place(3, 5)
    assert document.at(("b", 0, "c")) == "x"
    assert document.at(("b", 7)) is None


def test_what_is_written_is_kept_where_yaml_took_it_for_something_else():
    assert read("a: 010\nb: true\n").written == {("a",): "010", ("b",): "true"}


def test_every_duplicate_name_is_found():
    found = read("a: 1\nb: {c: 1, c: 2}\na: {d: 2}\n")
    assert [(each.place, each.fault) for each in found.findings] == [
        (Place(2, 11), "'c' is written twice; the first is on line 2."),
        (Place(3, 1), "'a' is written twice; the first is on line 1.")]
    assert found.value == {"a": 1, "b": {"c": 1}}


BOMB = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{p}, *{p}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(("text", "line", "about"), [
    ("", 1, "empty"), ("# nothing\n", 1, "empty"), ("a: [1", 1, "bracket"), ("a:\n\tb: 1", 2, "tab"),
    ("a: b: c", 1, "':'"), ("a: 'x", 1, "quotation"), ("a: 1\n b: 2", 2, "':'"), ("- a\nb: c", 2, "line up"),
    ("a: @x", 1, "quotes"), ("a: &x 1\nb: *x", 1, "aliases"), (BOMB, 1, "aliases"), ("a: !!int 3", 1, "Tags"),
    ("a: !!python/object:os.system x", 1, "Tags"), ("a: 1\n---\nb: 2", 2, "two documents"),
    ("{a: 1}}", 1, "left over"), ("? [a]\n: b", 1, "plain word"), ("[" * 90_000, 1, "levels deep"),
    ("{a: " * 50_000, 1, "levels deep"), ("- " * 5000, 1, "levels deep"), ("a: " + "9" * 9000, 1, "too large"),
    ("a: 1e999", 1, "too large"), ('a: "\\q"', 1, "backslash"), ("\x00\x01\x02", 1, "not text"),
    ("a: \ud800", 1, "not text"), ("%YAML 9.9\n---\na: 1", 1, "YAML"), ("x" * (LONGEST + 1), 1, "limit"),
    ("a: *", 1, "YAML"), ("a: 1\nb\nc: 2", 2, "':'"),
])
def test_hostile_and_broken_text_is_a_finding(text, line, about):
    document = read(text)
    assert document.value is None
    finding = document.findings[-1]
    assert (finding.place or Place()).line == line
    assert about in f"{finding.fault} {finding.remedy}"
    assert finding.remedy


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(
    ["a", ":", " ", "\n", "  ", "- ", "[", "]", "{", "}", ",", "'", '"', "&x", "*x", "|", ">", "!", "%", "\t", "#",
     "1", "---", "?", "\\", "é"]), max_size=24).map("".join)))
def test_reading_never_raises(text):
    document = read(text)
    assert document.value is not None or document.findings
