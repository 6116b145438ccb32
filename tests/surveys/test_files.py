import pytest

from surveys import loader
from surveys.errors import InvalidSurvey

SMALL = b"""\
id: small
audience: staff
title: Small
sections:
  - {id: one, title: One, questions: [{id: q1, type: yes_no, text: Is it good?}]}
"""


@pytest.mark.parametrize(("content", "about"), [
    (b"", "empty"), (b"\x00\x01\x02\xff", "UTF-8"), ("id: caf\u00e9".encode("latin-1"), "UTF-8"),
    (b"%PDF-1.7\n", "'%'"), (b"x" * 2_000_000, "larger"), (b"\x89PNG\r\n", "UTF-8"),
    ("id: x".encode("utf-16"), "UTF-8"),
])
def test_a_file_that_is_no_questionnaire_is_told_so(tmp_path, content, about):
    path = tmp_path / "odd.yaml"
    path.write_bytes(content)
    with pytest.raises(InvalidSurvey) as caught:
        loader.load_file(path)
    if about != "'%'":
        assert about in str(caught.value)


def test_the_line_of_a_wrong_byte_is_named(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"id: x\ntitle: caf\xe9\n")
    with pytest.raises(InvalidSurvey) as caught:
        loader.load_file(path)
    assert caught.value.problems[0].line == 2


def test_a_folder_and_a_missing_file_are_told_so(tmp_path):
    for path, about in ((tmp_path, "folder"), (tmp_path / "no.yaml", "no such file"), (tmp_path / "a\0b", "name")):
        with pytest.raises(InvalidSurvey, match=about):
            loader.load_file(path)


def test_a_file_saved_with_a_byte_order_mark_loads(tmp_path):
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL)
    assert loader.load_file(path).id == "small"
