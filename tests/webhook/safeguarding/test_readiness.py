"""No wave opens before two people are told, and both have shown that it reaches them."""

import datetime as dt

import pytest

from webhook.demo.recipients import FIRST, LEAD, SECOND, Pigeonhole
from webhook.safeguarding import readiness
from webhook.safeguarding.mail import MailFailed
from webhook.waves import WaveError

TODAY = dt.date(2026, 11, 23)


def appoint(world, first, second):
    with world.store.begin() as tx:
        readiness.appoint(tx, tx.accounts.named(first), tx.accounts.named(second))


def change(world, name, **values):
    with world.store.begin() as tx:
        tx.accounts._change(tx.accounts.named(name).id, **values)


def test_a_wave_opens_when_all_is_well(world):
    world.open("pupils")


@pytest.mark.parametrize(("values", "says"), [
    ({"turn": 0}, "Two people must be told"),
    ({"state": "locked"}, "Two people must be told"),
    ({"tested": None}, "No test alert has been acknowledged in the last 90 days by: dr lindqvist"),
    ({"tested": TODAY - dt.timedelta(days=91)}, "in the last 90 days by: dr lindqvist"),
])
def test_otherwise_it_does_not_and_says_what_to_do(world, values, says):
    change(world, SECOND, **values)
    world.draft("pupils")
    with pytest.raises(WaveError) as refusal:
        world.open("other")
    assert "might not be heard" in str(refusal.value)
    assert says in str(refusal.value)
    assert "heard safeguarding" in str(refusal.value)
    with world.store.read() as tx:
        assert tx.waves.get("other").state == "draft"
    assert not world.keys.knows_wave("other")


def test_ninety_days_are_still_enough(world):
    change(world, SECOND, tested=TODAY - dt.timedelta(days=90))
    world.open("pupils")


@pytest.mark.parametrize(("first", "second", "says"), [
    (FIRST, FIRST, "two different people"), (FIRST, "nobody", "two different people"),
    (FIRST, LEAD, "the role safeguarding"), (LEAD, SECOND, "the role safeguarding")])
def test_who_cannot_be_told(world, first, second, says):
    with pytest.raises(readiness.NotReady, match=says):
        appoint(world, first, second)
    with world.store.read() as tx:
        assert [account.name for account in tx.accounts.recipients()] == [FIRST, SECOND]


@pytest.mark.parametrize(("post", "email", "says"), [
    ("designated Safeguarding Lead", "third@example.org", "two different posts"),
    ("Deputy", "Ms.Okafor@example.org", "two different addresses")])
def test_one_person_twice_is_noticed(world, post, email, says):
    with world.store.begin() as tx:
        tx.accounts.add("third", "safeguarding", post=post, email=email, secret="!")
    with pytest.raises(readiness.NotReady, match=says):
        appoint(world, FIRST, "third")


def test_a_new_recipient_must_show_that_it_works(world):
    with world.store.begin() as tx:
        tx.accounts.add("third", "safeguarding", post="Deputy", email="third@example.org", secret="!")
    appoint(world, FIRST, "third")
    with pytest.raises(WaveError, match="by: third"):
        world.open("pupils")


def test_only_the_code_of_ones_own_last_alert_counts_and_only_once(world):
    box = Pigeonhole()
    readiness.send_tests(world.store, box, "https://voice.example", world.clock.now)
    code = box.letters["ms.okafor@example.org"].split("code:\n\n")[1].split()[0]
    for name, typed, right in ((SECOND, code, False), (FIRST, "AAA-AAA-AAA", False), (FIRST, "", False),
                               (FIRST, code.lower().replace("-", " "), True), (FIRST, code, False)):
        with world.store.begin() as tx:
            assert readiness.acknowledge(tx, tx.accounts.named(name), typed, TODAY) is right, typed


def test_a_test_alert_that_fails_says_so(world, post):
    post.broken.add("ms.okafor@example.org")
    with pytest.raises(MailFailed):
        readiness.send_tests(world.store, post, "https://voice.example", world.clock.now)


def test_test_alerts_say_that_nothing_waits(world):
    box = Pigeonhole()
    readiness.send_tests(world.store, box, "https://voice.example", world.clock.now)
    assert all("This is a test. Nothing waits to be read." in text for text in box.letters.values())
    assert len({text.split("code:\n\n")[1] for text in box.letters.values()}) == 2
