"""Asking to be talked to: a form of its own, linked to nothing."""

import sqlite3

import pytest

from bot.phrases import languages, say
from webhook.chat import reaching

ROOM = {"name": "Kyle B", "how": "after lunch", "adult": "Miss Patel"}


def requests(world):
    with world.store.begin() as tx:
        tx.requests.release(1)
        return [dict(item.content) for item in tx.requests.delivered()]


def test_the_way_to_it_is_on_the_talk_page(visitor):
    assert 'href="/talk?lang=en"' in visitor.get("/chat/talk").text


def test_it_says_first_what_becomes_of_it(visitor):
    says = visitor.get("/talk").says
    assert "go to Ms Okafor, and to one more adult" in says
    assert "Nothing joins it to the questions or to your answers" in says
    assert "not straight away" in says
    assert "Call 999" in says
    assert "0800 1111" in says
    for promise in ("monitored", "guarantee", "we will help", "anonymous"):
        assert promise not in says.lower()


def test_what_is_sent_waits_for_the_safeguarding_lead(world, visitor):
    visitor.post("/talk", **ROOM)
    assert visitor.where == "/talk/sent"
    assert "after two school days" in visitor.says
    assert requests(world) == [ROOM]


def test_only_the_name_is_needed(world, visitor):
    visitor.post("/talk", name="Kyle B")
    assert requests(world) == [{"name": "Kyle B", "how": "", "adult": ""}]


def test_without_a_name_it_is_asked_again_and_nothing_typed_is_lost(world, visitor):
    visitor.post("/talk", name="  ", how="after <b>lunch</b>")
    assert visitor.status == 422
    assert "Type your name" in visitor.says
    assert visitor.typed == "after <b>lunch</b>"
    assert requests(world) == []


def test_it_is_joined_to_nothing(world, pupils, begun):
    """Somebody in the middle of a questionnaire: their cookie is not sent, and the row holds no link."""
    sent = [cookie for cookie in begun.client._cookies.values() if cookie._matches_request("localhost", "/talk")]
    assert sent == []
    begun.post("/talk", **ROOM)
    connection = sqlite3.connect(world.config.folder / "database" / "heard.db")
    (row,) = connection.execute("SELECT state, tick, turn, acknowledged, length(id), length(locked) FROM requests")
    keys = connection.execute("PRAGMA foreign_key_list(requests)").fetchall()
    connection.close()
    assert row == ("queued", 0, 0, None, 16, 16384)
    assert keys == []
    assert "Question 1 of" in begun.get("/chat").says


def test_nobody_can_flood_it(world, visitor, monkeypatch):
    monkeypatch.setattr(reaching, "MOST", 3)
    for _ in range(3):
        visitor.post("/talk", **ROOM)
    visitor.post("/talk", **ROOM)
    assert visitor.status == 429
    assert "was not sent" in visitor.says
    assert "0800 1111" in visitor.says
    assert len(requests(world)) == 3


def test_where_nobody_would_read_it_nothing_can_be_sent(world, visitor):
    with world.store.begin() as tx:
        for account in tx.accounts.recipients():
            tx.accounts.lock(account.id)
    for page in (visitor.get("/talk"), visitor.post("/talk", **ROOM)):
        assert page.status == 409
        assert "Nothing can be sent from here" in page.says
        assert 'name="name"' not in page.text
    assert requests(world) == []


@pytest.mark.parametrize("language", languages())
def test_in_every_language(visitor, language):
    visitor.get(f"/talk?lang={language}")
    assert visitor.heading == say("page.ask.title", language)
    assert visitor.post(f"/talk?lang={language}", **ROOM).heading == say("page.ask.sent.title", language)


@pytest.mark.parametrize("language", ["xx", "../../etc", "<b>", ""])
def test_a_language_we_do_not_have_is_english(visitor, language):
    assert visitor.get(f"/talk?lang={language}").heading == "Ask to talk to someone"


def test_very_much_is_cut_and_nothing_breaks(world, visitor):
    visitor.post("/talk", name="🌊" * 500, how="é" * 2000, adult="")
    (kept,) = requests(world)
    assert len(kept["name"]) == 80
    assert len(kept["how"]) == 500


def test_no_other_site_can_send_it(world, visitor):
    response = visitor.client.post("/talk", data=ROOM, headers={"Origin": "https://elsewhere.example"})
    assert response.status_code == 403
    assert requests(world) == []
