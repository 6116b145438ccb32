"""Codes typed from a slip of paper."""

import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import typed_codes


def test_a_code_reads_back_however_it_is_typed():
    code = typed_codes.make(os.urandom)
    printed = typed_codes.grouped(code)
    assert re.fullmatch(r"[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}", printed)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in code)
    for typed in (printed, code, printed.lower(), printed.replace("-", " "), f"  {printed}\n", " ".join(code),
                  printed.replace("-", "–"), printed.replace("-", "."), wide):
        assert typed_codes.read(typed) == code


@pytest.mark.parametrize(("typed", "meant"), [
    ("oOqQ-iIlL-C", "00001111C"), ("zZsS-bBgG-C", "22558866C"), ("٠١٢٣٤٥٦٧C", "01234567C"),
    ("CDF-HJK-MNP", "CDFHJKMNP"),
])
def test_look_alikes_are_forgiven(typed, meant):
    assert typed_codes.read(typed) == meant


@pytest.mark.parametrize("typed", [
    "", "CDF-HJK-MN", "CDF-HJK-MNPR", "AEU-UUU-UUU", "🙂" * 9, "CDF-HJK-MN\0", "C" * 10_000,
])
def test_what_is_not_a_code_is_not_read_as_one(typed):
    assert typed_codes.read(typed) is None


@given(st.text(st.characters(), max_size=40))
def test_reading_never_raises_and_gives_only_codes(typed):
    code = typed_codes.read(typed)
    assert code is None or (len(code) == 9 and set(code) <= set(typed_codes.ALPHABET))


def test_the_alphabet_has_no_vowels_and_nothing_that_looks_like_something_else():
    letters = set(typed_codes.ALPHABET)
    assert len(letters) == len(typed_codes.ALPHABET) == 24
    assert not letters & set("AEIOUVLQSZBG")


def test_every_character_is_equally_likely():
    stream = iter(range(256))
    drawn = [byte for byte in stream if byte < 256 - 256 % 24]
    counts = [sum(1 for byte in drawn if byte % 24 == place) for place in range(24)]
    code = typed_codes.make(lambda n: bytes([255]) if not drawn else bytes([drawn.pop()]))
    assert len(set(counts)) == 1
    assert len(code) == 9
