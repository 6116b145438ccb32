"""`heard privacy report`: nothing is held that it does not say, and it says nobody's name."""

import json

from storage.contacts import Contact
from storage.keyring import Keyring
from storage.store import Store
from storage.tables import metadata
from webhook import holdings
from webhook.config import Config


def test_every_table_has_its_line():
    assert set(holdings.TABLES) == set(metadata.tables), "say what a new table holds, in what form, until when"


def test_every_provider_has_its_line():
    from webhook.channels import ADDRESSED
    assert set(holdings._PROVIDERS) == set(ADDRESSED)


def test_it_says_what_is_held_where_and_until_when(setting):
    config = Config.at(setting.folder)
    with Store.open(config.database, Keyring.open(config.keys)) as store, store.begin() as tx:
        for number in range(7):
            address = f"+44770090010{number}"
            tx.contacts.put(tx.contacts.mark("phone", address), Contact("phone", "sms", address))
    done = setting.here("privacy", "report")
    assert done.code == 0, done.err
    assert "contacts (5 or more)\n  holds  phone numbers and chat addresses" in done.out
    assert "until  14 days after the wave closes" in done.out
    assert str(config.keys) in done.out
    assert "770090010" not in done.out
    assert "okafor" not in done.out.lower(), "not even of staff"
    lines = json.loads(setting.here("privacy", "report", "--json").out)
    assert {line["where"] for line in lines} >= set(metadata.tables)
    assert all(line["what"] and line["form"] and line["until"] for line in lines)


def test_what_providers_see_is_said_where_their_channel_is_on(setting, monkeypatch):
    assert "Twilio" not in setting.here("privacy", "report").out
    for name, value in {"ACCOUNT_SID": "AC" + "1" * 32, "AUTH_TOKEN": "2" * 32, "FROM": "+447700900000"}.items():
        monkeypatch.setenv(f"HEARD_TWILIO_{name}", value)
    monkeypatch.setenv("HEARD_TEST_MODE", "1")
    monkeypatch.setenv("HEARD_PUBLIC_BASE_URL", "https://voice.example.org")
    assert "Twilio and the phone company (channel sms)" in setting.here("privacy", "report").out


def test_numbers_are_in_steps():
    assert [holdings.stepped(many) for many in (0, 4, 5, 9, 10, 49, 1200)] == [
        "fewer than 5", "fewer than 5", "5 or more", "5 or more", "10 or more", "20 or more", "1,000 or more"]
