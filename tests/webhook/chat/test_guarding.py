"""What guards the pages: headers, where forms come from, hostile input, and silence in the logs."""

import logging
import re

import pytest

from webhook.app import create_app

PAGES = ["/", "/chat", "/chat/talk", "/chat/stop", "/chat/done", "/chat/left", "/nowhere"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_guarded(pupils, visitor, path):
    headers = visitor.get(path).response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Server" not in headers


@pytest.mark.parametrize("path", PAGES)
def test_pages_hold_nothing_inline_and_nothing_from_elsewhere(pupils, visitor, path):
    text = visitor.enter(pupils.invite("pupils")).get(path).text
    assert not re.search(r"<style|style=|<script(?![^>]* src=\"/static/)|\son\w+=|javascript:", text)
    assert not re.search(r"(?:src|href|action)=\"(?!/|#|tel:|sms:)", text)


def test_https_makes_cookies_secure(pupils, tmp_path):
    from dataclasses import replace

    config = replace(pupils.config, public_base_url="https://voice.example.sch.uk")
    client = create_app(config, pupils.store, pupils.clock).test_client()
    response = client.post("/chat/enter", data={"code": pupils.invite("pupils").code})
    assert all("Secure" in cookie for cookie in response.headers.getlist("Set-Cookie"))
    assert "max-age" in response.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Origin": "http://localhost:81"},
                                     {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
                                     {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://[bad"}])
def test_forms_from_elsewhere_are_refused(pupils, headers):
    visitor = pupils.visitor(**headers).enter(pupils.invite("pupils"))
    assert visitor.status == 403
    assert "another website" in visitor.says
    assert pupils.counts("pupils")[0] == (1, 0, 0)


@pytest.mark.parametrize("headers", [{"Origin": "http://localhost"}, {"Origin": "http://127.0.0.1:8000"}, {},
                                     {"Origin": "null", "Sec-Fetch-Site": "same-origin"}])
def test_our_own_forms_are_not(pupils, headers):
    assert pupils.visitor(**headers).enter(pupils.invite("pupils")).step


@pytest.mark.parametrize(("path", "status"), [("/nowhere", 404), ("/chat/enter", 405), ("/chat/leave", 405),
                                              ("/static/../webhook/app.py", 404), ("/static/missing.js", 404),
                                              ("/%ff%fe", 404), ("/chat/", 404)])
def test_wrong_addresses_are_explained(pupils, visitor, path, status):
    visitor.get(path)
    assert visitor.status == status
    assert visitor.heading == "Sorry, that did not work"
    assert 'href="/"' in visitor.text


@pytest.mark.parametrize("path", ["/chat", "/chat/enter", "/chat/leave"])
@pytest.mark.parametrize(("kind", "body", "status"), [
    ("application/x-www-form-urlencoded", b"words=" + b"x" * 70_000, 413),
    ("application/json", b'{"pick": "yes"}', 400),
    ("multipart/form-data; boundary=x",
     b"--x\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\nc\r\n--x--", 400),
    ("text/plain", b"pick=yes", 400),
    ("", b"\x00\x01", 400)])
def test_bodies_that_are_not_our_forms_are_refused(pupils, visitor, path, kind, body, status):
    visitor.enter(pupils.invite("pupils"))
    response = visitor.client.post(path, data=body, content_type=kind)
    assert response.status_code == status
    assert "<h1" in response.text
    assert "Traceback" not in response.text


@pytest.mark.parametrize("body", [b"%00%01%02=%ff", b"step=1&pick=%ff%fe", b"=&=&&&", b"step=1&words=%ED%A0%80",
                                  b"&".join(b"pick=yes" for _ in range(5000)), b"step=1&way=%2F" + b"a" * 9000,
                                  b"step=1&way=/language", b"step=1&way=stopp", b"step=%F0%9F%99%82",
                                  b"a=" * 20000])
def test_hostile_forms_change_nothing(pupils, visitor, body):
    visitor.enter(pupils.invite("pupils"))
    here = visitor.heading
    response = visitor.client.post("/chat", data=body, content_type="application/x-www-form-urlencoded")
    assert response.status_code in (200, 303, 413, 422)
    assert visitor.get("/chat").heading == here


def test_typed_words_are_never_markup(kinds):
    visitor = kinds.visitor().enter(kinds.invite("kinds")).pick("yes")
    while visitor.choices:
        visitor.way("/skip")
    visitor.type('<script>alert(1)</script>"\'>')
    assert "<script>alert" not in visitor.text


def test_tokens_and_codes_are_in_no_address(pupils, visitor):
    slip = pupils.invite("pupils")
    seen = []
    for by in ("token", "code"):
        response = visitor.client.post("/chat/enter", data={by: getattr(slip, by)})
        seen += [response.headers["Location"], response.text, *response.headers.getlist("Set-Cookie")]
        seen.append(visitor.get("/chat").text)
    assert not [text for text in seen if slip.token in text or slip.code in text]


def test_nothing_is_logged(pupils, visitor, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    slip = pupils.invite("pupils")
    visitor.client.environ_base["REMOTE_ADDR"] = "203.0.113.77"
    visitor.post("/chat/enter", token="canary-token-000000000").enter(slip)
    visitor.answer_all(words="canary words")
    visitor.get("/nowhere/canary").post("/chat", words="canary words")
    output = capfd.readouterr()
    said = caplog.text + output.out + output.err
    for secret in ("canary", slip.token, slip.code, "203.0.113.77"):
        assert secret not in said


def test_a_fault_of_ours_shows_and_logs_nothing_of_anybody(pupils, caplog):
    def broken():
        raise RuntimeError("canary of the clock")

    client = create_app(pupils.config, pupils.store, broken).test_client()
    with caplog.at_level(logging.DEBUG):
        response = client.post("/chat/enter", data={"code": "canary code"})
    assert response.status_code == 500
    assert "Something went wrong on our side." in response.text
    assert "canary" not in response.text
    assert "canary" not in caplog.text
    assert "RuntimeError at " in caplog.text, "the operator learns the kind of fault and its place"
    assert response.headers["Cache-Control"] == "no-store"


def test_clients_behind_a_proxy_are_told_apart(pupils):
    from dataclasses import replace

    from storage.guesses import AN_HOUR

    client = create_app(replace(pupils.config, proxies=1), pupils.store, pupils.clock).test_client()

    def guess(who):
        return client.post("/chat/enter", data={"code": "444-444-444"},
                           headers={"X-Forwarded-For": who}).status_code

    assert {guess("198.51.100.1") for _ in range(AN_HOUR)} == {404}
    assert guess("198.51.100.1") == 429
    assert guess("198.51.100.2") == 404
