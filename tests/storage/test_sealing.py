"""Records of one size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey

from storage.errors import TooLong
from storage.sealing import BALLOT, COMMENT, CONVERSATION, derive, lock, seal, unlock, unseal

SECRET = PrivateKey.generate()
PUBLIC = bytes(SECRET.public_key)
KEY = bytes(range(32))
ANY_TEXT = st.text(st.characters(), max_size=300)  # lone surrogates too


@given(ANY_TEXT)
def test_anything_written_is_read_back_and_has_the_one_size(words):
    sealed, locked = seal(words, PUBLIC, BALLOT), lock(words, KEY, COMMENT)
    assert (len(sealed), len(locked)) == (BALLOT, COMMENT)
    assert unseal(sealed, bytes(SECRET)) == words
    assert unlock(locked, KEY) == words


def test_the_same_words_never_give_the_same_bytes():
    assert len({lock("yes", KEY, COMMENT) for _ in range(50)}) == 50
    assert len({seal("yes", PUBLIC, BALLOT) for _ in range(50)}) == 50


def test_another_key_or_a_changed_byte_opens_nothing():
    sealed, locked = seal("yes", PUBLIC, BALLOT), lock("yes", KEY, CONVERSATION)
    assert unseal(sealed, bytes(PrivateKey.generate())) is None
    assert unlock(locked, bytes(32)) is None
    assert unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), bytes(SECRET)) is None
    assert unlock(bytes([locked[0] ^ 1]) + locked[1:], KEY) is None
    assert unseal(b"", bytes(SECRET)) is None
    assert unlock(b"", KEY) is None


def test_what_does_not_fit_is_refused_whole_and_without_saying_what_it_was():
    words = "".join(chr(0x10000 + i * 7919 % 0xFFFFF) for i in range(2000))
    with pytest.raises(TooLong, match="does not fit into the") as refusal:
        lock(words, KEY, COMMENT)
    assert words[:3] not in str(refusal.value)


def test_keys_for_different_purposes_differ():
    assert len({derive(KEY, b"a", b"one"), derive(KEY, b"a", b"two"), derive(KEY, b"b", b"one")}) == 3
