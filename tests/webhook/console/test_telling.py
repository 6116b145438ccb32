"""The page of alerts: who is told, test alerts, and the code that shows that they arrive."""

import re

import pytest

from webhook.console import telling
from webhook.demo.recipients import FIRST, SECOND, Pigeonhole


@pytest.fixture
def box(monkeypatch):
    """A mail server that keeps what it is given."""
    made = Pigeonhole()
    monkeypatch.setattr(telling, "configured", lambda config: made)
    return made


@pytest.fixture
def told(box, request):
    return request.getfixturevalue("dsl").get("/console/alerts")


def code(box, name):
    return re.search(r"^\w{3}-\w{3}-\w{3}$", box.letters[f"{name.replace(' ', '.')}@example.org"], re.M)[0]


def test_who_is_told_and_since_when_it_is_known_to_work(told):
    assert "First Ms Okafor Designated safeguarding lead Confirmed on 23 November 2026" in told.says
    assert "Second Dr Lindqvist Chair of governors Confirmed" in told.says
    assert "example.org" not in told.text, "addresses are shown nowhere"


def test_a_test_alert_is_sent_and_confirmed(box, world, told):
    with world.store.begin() as tx:
        tx.accounts._change(world.account(FIRST).id, tested=None)
    assert "Not confirmed" in told.get("/console/alerts").says
    told.send("/console/alerts/test")
    assert "on their way" in told.says
    assert len(box.letters) == 2
    told.send("/console/alerts/confirm", code=code(box, SECOND))
    assert told.status == 422
    assert "not the code of your last test alert" in told.says
    told.send("/console/alerts/confirm", code=code(box, FIRST).lower())
    assert "alerts reach you" in told.says
    assert world.account(FIRST).tested == world.clock.now.date()


def test_without_a_mail_server_it_says_so(dsl):
    assert "No mail server is set up" in dsl.get("/console/alerts").says
    dsl.send("/console/alerts/test")
    assert dsl.status == 422
    assert "HEARD_SMTP_HOST" in dsl.says


def test_recipients_can_change_places(world, told):
    told.send("/console/alerts/recipients", first=SECOND, second=FIRST)
    assert "Kept" in told.says
    with world.store.read() as tx:
        assert [one.name for one in tx.accounts.recipients()] == [SECOND, FIRST]


def test_but_not_be_one_person(world, told):
    told.send("/console/alerts/recipients", first=FIRST, second=FIRST)
    assert told.status == 422
    assert "two different people" in told.says
    told.send("/console/alerts/recipients")
    assert told.status == 422


def test_the_lead_sees_who_is_told_and_cannot_change_it(box, lead):
    assert "Ms Okafor" in lead.get("/console/alerts").says
    assert "Change who is told" not in lead.says
    assert lead.post("/console/alerts/recipients", stamp=lead.stamp, first=SECOND, second=FIRST).status == 403


def test_trouble_with_e_mail_is_on_the_first_page(world, dsl, lead):
    with world.store.begin() as tx:
        tx.alerts.put(world.account(FIRST).id, 0)
        tx.alerts.failed(tx.alerts.claim(1), 10)
    for reader in (dsl, lead):
        assert "An e-mail could not be sent" in reader.get("/console").says


def test_the_style_is_ours_and_fetches_nothing(world):
    with world.app.test_client().get("/static/console.css") as response:
        style = response.text
    assert "govuk-button" in style
    for foreign in ("GDS Transport", "@font-face", "url(", "@import", "crest", "crown"):
        assert foreign not in style
