"""`heard account` and `heard safeguarding`, as somebody types them."""

import re

import pytest

from storage.keyring import Keyring
from storage.store import Store
from webhook import passwords
from webhook.config import Config

PEOPLE = (("Ms Okafor", "Designated safeguarding lead", "okafor@example.org"),
          ("Dr Lindqvist", "Chair of governors", "lindqvist@example.org"))


@pytest.fixture
def new(heard):
    assert heard.here("setting", "create", "--name", "St Anne's Centre").code == 0
    return heard


def add(shell, name, post, email, role="safeguarding", *more, typed=None):
    return shell.here("account", "add", name, "--role", role, "--post", post, "--email", email, *more, typed=typed)


def stored(shell, name):
    config = Config.at(shell.folder)
    with Store.open(config.database, Keyring.open(config.keys)) as store, store.read() as tx:
        return tx.accounts.named(name)


def test_from_nobody_to_an_open_wave(new, monkeypatch):
    monkeypatch.setenv("HEARD_TEST_MODE", "1")
    new.here("wave", "create", "--roster", "12", "--name", "W")
    refused = new.here("wave", "open", "w")
    assert refused.code == 1
    assert "heard account add" in refused.err
    for person in PEOPLE:
        assert add(new, *person).code == 0
    assert new.here("safeguarding", "recipients", "ms okafor", "dr lindqvist").code == 0
    assert "No test alert" in new.here("wave", "open", "w").err
    sent = new.here("safeguarding", "test")
    assert sent.code == 0, sent.err
    assert "not sent, because HEARD_TEST_MODE is on" in sent.out
    codes = re.findall(r"^\w{3}-\w{3}-\w{3}$", sent.out, re.M)
    assert new.here("safeguarding", "acknowledge", "ms okafor", codes[1]).code == 1
    assert new.here("safeguarding", "acknowledge", "ms okafor", codes[0]).code == 0
    done = new.here("safeguarding", "acknowledge", "dr lindqvist", codes[1])
    assert "Ready: a wave may open." in done.out
    assert new.here("wave", "open", "w").code == 0
    status = new.here("safeguarding", "status").out
    assert "Told first: ms okafor (Designated safeguarding lead)" in status
    assert "Waits to be read: 0" in status


def test_without_a_mail_server_no_test_alert_is_claimed_to_be_sent(setting):
    done = setting.here("safeguarding", "test")
    assert done.code == 1
    assert "HEARD_SMTP_HOST" in done.err


def test_a_password_is_shown_once_and_kept_nowhere(new):
    done = add(new, *PEOPLE[0])
    password = re.search(r"shown this once: (\S+)", done.out)[1]
    assert passwords.opens(password, stored(new, "ms okafor").secret)
    assert password not in new.here("account", "list").out
    files = [file.read_bytes() for file in new.folder.rglob("*") if file.is_file()]
    assert not any(password.encode() in content or b"okafor@example.org" in content for content in files)


def test_a_password_can_be_typed(new):
    done = add(new, *PEOPLE[0], "safeguarding", "--ask", typed="four words are better\nfour words are better\n")
    assert done.code == 0, done.err
    assert "four words" not in done.out
    assert passwords.opens("four words are better", stored(new, "ms okafor").secret)
    short = add(new, *PEOPLE[1], "safeguarding", "--ask", typed="short\nshort\n")
    assert short.code == 1
    assert "12 to 200 characters" in short.err


def test_a_new_password_takes_the_place_of_the_old(new):
    old = re.search(r"shown this once: (\S+)", add(new, *PEOPLE[0]).out)[1]
    fresh = re.search(r"shown this once: (\S+)", new.here("account", "password", "ms okafor").out)[1]
    secret = stored(new, "ms okafor").secret
    assert passwords.opens(fresh, secret)
    assert not passwords.opens(old, secret)


def test_locking_and_removing_a_recipient_says_what_follows(setting):
    done = setting.here("account", "lock", "ms okafor")
    assert "no wave can open" in done.out
    assert "locked" in setting.here("account", "list").out
    assert setting.here("account", "unlock", "ms okafor").code == 0
    assert "no wave can open" in setting.here("account", "remove", "dr lindqvist", "--yes").out
    assert stored(setting, "dr lindqvist") is None
    assert setting.here("account", "remove", "ms okafor", typed="n\n").code == 1


@pytest.mark.parametrize(("words", "said"), [
    (("account", "lock", "nobody"), "no account called 'nobody'"),
    (("account", "add", "x y", "--role", "head", "--post", "Head", "--email", "a@example.org"), "no role 'head'"),
    (("account", "add", "x y", "--role", "lead", "--post", "Head", "--email", "a"), "not an e-mail address"),
    (("account", "add", "x", "--role", "lead", "--post", "Head", "--email", "a@example.org"), "2 to 64 characters"),
    (("account", "add", "x y", "--role", "lead", "--post", "", "--email", "a@example.org"), "what they do"),
    (("account", "add", "Ms Okafor", "--role", "lead", "--post", "Head", "--email", "a@example.org"), "already"),
    (("safeguarding", "recipients", "ms okafor", "ms okafor"), "two different people"),
    (("safeguarding", "recipients", "ms okafor", "jo harlow"), "the role safeguarding"),
    (("safeguarding", "acknowledge", "nobody", "ABC"), "not the code"),
])
def test_what_cannot_be_done_is_one_sentence(setting, words, said):
    done = setting.here(*words)
    assert done.code == 1, done.out
    assert said in done.err
    assert "Traceback" not in done.err + done.out
