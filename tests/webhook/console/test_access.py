"""Whatever is not allowed is denied: to strangers, to another role, and to forms of other sites."""

import pytest

from webhook.console.access import ALLOWED, OPEN
from webhook.demo.recipients import FIRST

CONSOLE = "/console"


def rules(world):
    return [(rule, method) for rule in world.app.url_map.iter_rules() if rule.rule.startswith(CONSOLE)
            for method in sorted(rule.methods & {"GET", "POST"})]


def path(rule):
    return rule.rule.replace("<wave>", "pupils")


def test_every_page_is_named_with_the_roles_that_may_see_it(world):
    assert {rule.endpoint for rule, _ in rules(world)} == OPEN | set(ALLOWED)


def test_a_stranger_is_sent_to_the_door_from_every_page(world):
    seen = 0
    for rule, method in rules(world):
        if rule.endpoint in OPEN:
            continue
        response = world.app.test_client().open(path(rule), method=method, data={} if method == "POST" else None)
        assert (response.status_code, response.headers["Location"]) == (303, "/console/sign-in"), rule
        seen += 1
    assert seen >= 13


@pytest.mark.parametrize("who", ["dsl", "lead"])
def test_another_role_is_refused(world, request, who):
    reader = request.getfixturevalue(who)
    role = world.account(FIRST).role if who == "dsl" else "lead"
    stamp = reader.stamp
    for rule, method in rules(world):
        if rule.endpoint in OPEN or role in ALLOWED[rule.endpoint]:
            continue
        response = reader.client.open(path(rule), method=method, data={"stamp": stamp} if method == "POST" else None)
        assert response.status_code == 403, rule
        assert "another role" in response.text


def test_the_lead_reads_nothing_that_anybody_typed(world, lead):
    world.says("I hate maths")
    world.tick()
    for page in ("/console", "/console/alerts", "/console/list", "/console/requests", "/console/comments"):
        assert "maths" not in lead.get(page).text
    assert "Safeguarding list" not in lead.get("/console").text


def test_a_form_without_its_stamp_does_nothing(world, dsl):
    world.says("I hate maths")
    world.tick()
    dsl.get("/console/list")
    item = dsl.items[0]
    for stamp in ("", "0" * 64, "é"):
        assert dsl.post("/console/list", item=item, stamp=stamp).status == 403
    stranger = dsl.client.post("/console/list", data={"item": item, "stamp": dsl.get("/console/list").stamp},
                               headers={"Origin": "https://elsewhere.example"})
    assert stranger.status_code == 403
    assert dsl.get("/console/list").items == [item]


def test_the_stamp_of_one_session_is_no_use_in_another(world, dsl, governor):
    assert dsl.stamp != governor.stamp
    assert dsl.post("/console/alerts/test", stamp=governor.stamp).status == 403


def test_no_page_is_kept_by_the_browser_or_shown_in_another(dsl):
    for page in ("/console", "/console/list", "/console/alerts"):
        headers = dsl.get(page).response.headers
        assert headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"


def test_the_cookie_holds_nothing_but_chance_and_scripts_cannot_read_it(world):
    reader = world.reader().get("/console/sign-in")
    response = reader.client.post("/console/sign-in", data={"stamp": reader.stamp, "name": FIRST,
                                                            "password": "four words are better"})
    cookie = next(one for one in response.headers.getlist("Set-Cookie") if one.startswith("heard_console="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/console" in cookie
    token = cookie.partition("=")[2].partition(";")[0]
    assert len(token) == 43
    stored = (world.config.folder / "database" / "heard.db").read_bytes()
    assert token.encode() not in stored
