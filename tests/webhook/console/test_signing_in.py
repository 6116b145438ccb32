"""Signing in: who is let in, for how long, and what somebody learns who is not."""

import pytest

from storage.accounts import FAILURES, LOCKED_OUT
from storage.sessions import IDLE, LONGEST
from tests.webhook.console.conftest import PASSWORD
from webhook import passwords
from webhook.console import signing_in
from webhook.demo.recipients import FIRST

WRONG = "The name and password do not match"


def test_the_right_password_opens_the_console(dsl):
    assert dsl.status == 200
    assert dsl.where == "/console"
    assert "On the safeguarding list" in dsl.says


@pytest.mark.parametrize("name", ["MS OKAFOR", "  ms   okafor "])
def test_capitals_and_spaces_in_a_name_are_forgiven(world, name):
    assert world.reader().sign_in(name).where == "/console"


@pytest.mark.parametrize(("name", "password"), [
    (FIRST, "wrong"), (FIRST, ""), (FIRST, PASSWORD.upper()), ("nobody", PASSWORD), ("", ""), (FIRST, "x" * 5000)])
def test_anything_else_is_answered_alike(world, name, password):
    reader = world.reader().sign_in(name, password)
    assert reader.status == 403
    assert WRONG in reader.says
    assert reader.get("/console").where == "/console/sign-in"


def test_an_unknown_name_takes_the_same_work(world, monkeypatch):
    asked = []
    verify = passwords._HASHER.verify
    monkeypatch.setattr(passwords, "_HASHER", type("Counting", (), {
        "verify": lambda self, secret, typed: asked.append(secret) or verify(secret, typed)})())
    world.reader().sign_in("nobody", "wrong")
    assert len(asked) == 1
    assert asked[0].startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_five_wrong_passwords_lock_everybody_out_for_a_while(world):
    for _ in range(FAILURES):
        world.reader().sign_in(FIRST, "wrong")
    locked = world.reader().sign_in(FIRST)
    assert WRONG in locked.says
    world.wait(LOCKED_OUT // 60 + 1)
    assert world.reader().sign_in(FIRST).where == "/console"


def test_a_right_password_forgets_the_wrong_ones(world):
    for _ in range(3):
        for _ in range(FAILURES - 1):
            world.reader().sign_in(FIRST, "wrong")
        assert world.reader().sign_in(FIRST).where == "/console"


def test_one_client_cannot_try_for_ever(world, monkeypatch):
    monkeypatch.setattr(signing_in, "TRIES", 3)
    for number in range(3):
        world.reader().sign_in(f"nobody {number}", "wrong")
    reader = world.reader().sign_in(FIRST)
    assert reader.status == 429
    assert "Wait an hour" in reader.says


def test_a_locked_account_lets_nobody_in_and_puts_out_who_is_in(world, dsl):
    with world.store.begin() as tx:
        tx.accounts.lock(world.account(FIRST).id)
    assert dsl.get("/console").where == "/console/sign-in"
    assert WRONG in world.reader().sign_in(FIRST).says


def test_a_session_ends_when_nobody_is_there(world, dsl):
    world.wait(IDLE // 60 - 1)
    assert dsl.get("/console").where == "/console"
    world.wait(IDLE // 60 - 1)
    assert dsl.get("/console").where == "/console"
    world.wait(IDLE // 60)
    assert dsl.get("/console").where == "/console/sign-in"


def test_and_at_the_end_of_a_working_day_at_the_latest(world, dsl):
    for _ in range(LONGEST // (20 * 60)):
        assert dsl.get("/console").where == "/console"
        world.wait(20)
    assert dsl.get("/console").where == "/console/sign-in"


def test_and_when_the_clock_jumps_back(world, dsl):
    world.wait(-60)
    assert dsl.get("/console").where == "/console/sign-in"


def test_signing_out_ends_the_session_everywhere_it_was_copied(world, dsl):
    copied = world.reader()
    copied.client.set_cookie("heard_console", dsl.client.get_cookie("heard_console", path="/console").value,
                             path="/console")
    assert copied.get("/console").where == "/console"
    dsl.send("/console/sign-out")
    assert dsl.where == "/console/sign-in"
    assert copied.get("/console").where == "/console/sign-in"


def test_a_new_password_ends_every_session(world, dsl):
    with world.store.begin() as tx:
        tx.accounts.set_secret(world.account(FIRST).id, passwords.UNUSABLE)
    assert dsl.get("/console").where == "/console/sign-in"
    assert WRONG in world.reader().sign_in(FIRST).says


def test_no_other_site_can_sign_somebody_in(world):
    client = world.app.test_client()
    response = client.post("/console/sign-in", data={"name": FIRST, "password": PASSWORD, "stamp": "0" * 64})
    assert response.status_code == 403
    assert client.get_cookie("heard_console", path="/console") is None


@pytest.mark.parametrize("path", ["/console/nowhere", "/console/comments/nowhere"])
def test_an_address_that_leads_nowhere_says_so(dsl, path):
    assert dsl.get(path).status == 404
    assert "no page here" in dsl.says


def test_generated_passwords_are_long_and_never_the_same():
    made = {passwords.generate() for _ in range(50)}
    assert len(made) == 50
    assert all(passwords.fault(one) == "" for one in made)


@pytest.mark.parametrize("password", ["", "short", "a" * 40, "x" * 201])
def test_passwords_that_will_not_do(password):
    assert passwords.fault(password)


def test_a_hash_opens_for_its_password_only():
    secret = passwords.hashed("correct horse battery staple")
    assert "correct" not in secret
    assert passwords.opens("correct horse battery staple", secret)
    assert not passwords.opens("correct horse battery stapl", secret)
    assert not passwords.opens("", passwords.UNUSABLE)
    assert not passwords.opens("x", None)
