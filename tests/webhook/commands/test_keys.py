"""`heard keys`: made once, looked at, changed; each thing that is wrong is named with what to do."""

import json

import pytest

from storage.keyring import Keyring
from storage.rotation import change_contact_key
from storage.store import Store
from webhook.config import Config

NUMBER = "+447700900123"


@pytest.fixture
def keys(setting):
    return Config.at(setting.folder).keys


def test_a_key_file_is_made_before_the_installation_and_then_used(heard):
    done = heard.here("keys", "create")
    assert done.code == 0, done.err
    assert "Keep that file out of backups of the database" in done.out
    made = Config.at(heard.folder).keys.read_bytes()
    assert heard.here("setting", "create", "--name", "Mill Lane").code == 0
    assert Config.at(heard.folder).keys.read_bytes() == made
    assert heard.here("keys", "check").code == 0


def test_a_key_file_is_never_made_over_another_nor_beside_a_database(setting, keys):
    assert "There is already a key file" in setting.here("keys", "create").err
    keys.rename(keys.with_name("elsewhere.json"))
    done = setting.here("keys", "create")
    assert done.code == 1
    assert "a new key file would not open it" in done.err
    assert not keys.exists()
    keys.with_name("elsewhere.json").rename(keys)
    assert setting.here("keys", "check").code == 0, "nothing was lost"


def test_all_is_well(setting):
    setting.here("wave", "create", "--roster", "12", "--name", "Spring")
    assert setting.here("wave", "open", "spring").code == 0
    done = setting.here("keys", "check")
    assert done.code == 0
    assert "WRONG" not in done.out
    assert "It holds the keys of waves spring." in done.out
    assert all(one["right"] for one in json.loads(setting.here("keys", "check", "--json").out))


def test_a_key_file_that_others_can_read_is_wrong(setting, keys):
    keys.chmod(0o644)
    done = setting.here("keys", "check")
    assert done.code == 1
    assert "can be read or changed by others" in done.out
    assert "chmod 600" in done.out
    assert "can be read or changed by others" in setting.here("wave", "status").err
    keys.chmod(0o600)
    assert setting.here("wave", "status").code == 0


@pytest.mark.parametrize("content", [b"", b"{}", b"not json", b'{"heard_keys": 9}', b"\xff\xfe", b"[1]"])
def test_something_else_in_its_place_is_named_and_left_alone(setting, keys, content):
    right = keys.read_bytes()
    keys.write_bytes(content)
    for words in (("keys", "check"), ("wave", "status"), ("privacy", "report")):
        done = setting.here(*words)
        assert done.code == 1
        assert str(keys) in done.out + done.err
        assert "Traceback" not in done.out + done.err
    assert keys.read_bytes() == content
    keys.write_bytes(right)
    assert setting.here("keys", "check").code == 0


def test_a_missing_key_file_says_where_it_should_be(setting, keys):
    keys.unlink()
    for words in (("keys", "check"), ("wave", "status")):
        done = setting.here(*words)
        assert done.code == 1
        assert f"There is no key file at {keys}" in done.out + done.err


def test_keys_of_another_installation_are_refused(setting, keys, tmp_path):
    right = keys.read_bytes()
    keys.unlink()
    Keyring.create(keys)
    done = setting.here("keys", "check")
    assert done.code == 1
    assert "belongs to another installation" in done.out
    assert "belongs to another installation" in setting.here("wave", "status").err
    keys.write_bytes(right)
    assert setting.here("wave", "status").code == 0


def test_a_key_left_over_and_a_key_lost_are_found(setting, keys):
    setting.here("wave", "create", "--roster", "12", "--name", "Spring")
    setting.here("wave", "open", "spring")
    ring = Keyring.open(keys)
    before = keys.read_bytes()
    ring.destroy_wave("spring")
    assert "The key of the open wave 'spring' is gone" in setting.here("keys", "check").out
    keys.write_bytes(before)
    assert setting.here("wave", "close", "spring", "--yes").code == 0
    ring.new_wave("spring")
    done = setting.here("keys", "check")
    assert done.code == 1
    assert "Run: heard wave close spring --yes" in done.out
    assert setting.here("wave", "close", "spring", "--yes").code == 0
    assert setting.here("keys", "check").code == 0


def test_the_contact_key_is_changed_and_opt_outs_hold(setting, keys):
    config = Config.at(setting.folder)
    with Store.open(config.database, Keyring.open(keys)) as store, store.begin() as tx:
        tx.optouts.add("phone", NUMBER)
    old = Keyring.open(keys).key("contact")
    done = setting.here("keys", "rotate-contact", "--yes")
    assert done.code == 0, done.err
    assert "0 addresses" in done.out
    assert Keyring.open(keys).key("contact") != old
    with Store.open(config.database, Keyring.open(keys)) as store, store.read() as tx:
        assert tx.optouts.has("phone", NUMBER)
    assert setting.here("keys", "rotate-contact", typed="n\n").code == 1


def test_a_change_that_was_cut_off_is_named_and_finished(setting, keys, monkeypatch):
    monkeypatch.setattr(Keyring, "take_staged", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
    store = Store.open(Config.at(setting.folder).database, Keyring.open(keys))
    with store, pytest.raises(KeyboardInterrupt):
        change_contact_key(store)
    monkeypatch.undo()
    assert "A change of the contact key was cut off" in setting.here("keys", "check").out
    assert setting.here("keys", "rotate-contact", "--yes").code == 0
    assert setting.here("keys", "check").code == 0
