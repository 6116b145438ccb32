"""Keys: only their owner reads them, and a destroyed one is gone from the disk."""

import json
import os

import pytest
from nacl.public import PrivateKey, SealedBox

from storage.errors import KeyFileError
from storage.keyring import Keyring


@pytest.fixture
def path(tmp_path):
    return tmp_path / "heard.keys"


def test_a_key_file_is_readable_by_its_owner_only_whatever_the_umask(path):
    before = os.umask(0)
    try:
        keys = Keyring.create(path)
        keys.new_wave("w1")
    finally:
        os.umask(before)
    assert [oct(file.stat().st_mode & 0o777) for file in sorted(path.parent.iterdir())] == ["0o600", "0o600"]


def test_an_opened_key_file_has_the_same_keys(path):
    made, opened = Keyring.create(path), Keyring.open(path)
    assert opened.installation == made.installation
    for purpose in ("contact", "code", "conversation", "comment"):
        assert len(made.key(purpose)) == 32
        assert opened.mark(purpose, b"x") == made.mark(purpose, b"x")
    assert len({made.key(purpose) for purpose in ("contact", "code", "conversation", "comment")}) == 4


def test_two_installations_share_nothing(tmp_path):
    one, two = Keyring.create(tmp_path / "one"), Keyring.create(tmp_path / "two")
    assert one.installation != two.installation
    assert one.key("code") != two.key("code")


def test_a_key_file_is_never_overwritten(path):
    Keyring.create(path)
    before = path.read_bytes()
    with pytest.raises(KeyFileError, match="already a key file"):
        Keyring.create(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o660, 0o644, 0o601])
def test_a_key_file_open_to_others_is_refused_with_the_remedy(path, mode):
    Keyring.create(path)
    path.chmod(mode)
    with pytest.raises(KeyFileError, match=f"chmod 600 {path}"):
        Keyring.open(path)


def test_a_key_file_that_becomes_open_to_others_is_refused_at_the_next_use(path):
    keys = Keyring.create(path)
    keys.new_wave("w1")
    other = Keyring.open(path)
    other.new_wave("w2")
    path.chmod(0o644)
    with pytest.raises(KeyFileError, match="chmod 600"):
        keys.wave_secret("w1")


def test_a_missing_key_file_and_a_folder_are_refused(path, tmp_path):
    with pytest.raises(KeyFileError, match="no key file at"):
        Keyring.open(path)
    with pytest.raises(KeyFileError, match="is a folder"):
        Keyring.open(tmp_path)
    with pytest.raises(KeyFileError, match="Make its folder first"):
        Keyring.create(tmp_path / "nowhere" / "heard.keys")


def _damaged():
    good = {"heard_keys": 1, "installation": "a" * 32, "waves": {},
            "named": dict.fromkeys(("contact", "code", "conversation", "comment"), "A" * 43 + "=")}
    return [b"", b"garbage", b"\xff\xfe\x00", b"[]", b"null", b"3", b"{}", b"[" * 100_000,
            json.dumps(good | {"named": {}}).encode(),
            json.dumps(good | {"waves": []}).encode(),
            json.dumps(good | {"waves": {"w": "c2hvcnQ="}}).encode(),
            json.dumps(good | {"waves": {"w": "not base 64"}}).encode(),
            json.dumps(good | {"installation": None}).encode()]


@pytest.mark.parametrize("content", _damaged())
def test_a_file_that_is_not_a_key_file_is_refused(path, content):
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KeyFileError, match="not a Heard key file, or it is damaged"):
        Keyring.open(path)


def test_a_key_file_of_another_version_is_refused_as_such(path):
    Keyring.create(path)
    path.write_text(path.read_text().replace('"heard_keys": 1', '"heard_keys": 2'))
    with pytest.raises(KeyFileError, match="has form 2, and this Heard reads form 1"):
        Keyring.open(path)


def test_what_is_sealed_to_a_wave_opens_until_its_key_is_destroyed(path):
    keys = Keyring.create(path)
    public = keys.new_wave("w1")
    assert keys.new_wave("w1") == public
    sealed = SealedBox(PrivateKey(keys.wave_secret("w1")).public_key).encrypt(b"yes")
    assert SealedBox(PrivateKey(Keyring.open(path).wave_secret("w1"))).decrypt(sealed) == b"yes"
    keys.destroy_wave("w1")
    keys.destroy_wave("w1")
    assert not keys.knows_wave("w1")
    with pytest.raises(KeyFileError, match="no key for wave w1"):
        keys.wave_secret("w1")


def test_destroying_one_key_keeps_the_others(path):
    keys = Keyring.create(path)
    for wave in ("w1", "w2", "w3"):
        keys.new_wave(wave)
    before = {name: keys.wave_secret(name) for name in ("w1", "w3")}
    keys.destroy_wave("w2")
    assert keys.waves == {"w1", "w3"}
    assert {name: Keyring.open(path).wave_secret(name) for name in ("w1", "w3")} == before


def test_another_process_sees_at_once_what_was_made_and_destroyed(path):
    here, there = Keyring.create(path), Keyring.open(path)
    public = there.new_wave("w1")
    assert bytes(PrivateKey(here.wave_secret("w1")).public_key) == public
    there.destroy_wave("w1")
    assert not here.knows_wave("w1")


def test_no_representation_shows_a_key(path):
    keys = Keyring.create(path)
    keys.new_wave("w1")
    keys.wave_secret("w1")
    shown = repr(keys) + repr(vars(keys)) + str(keys)
    stored = json.loads(path.read_bytes())
    for text in [*stored["named"].values(), *stored["waves"].values()]:
        assert text not in shown
    assert repr(keys.wave_secret("w1")) not in shown
