"""Coming in: codes and tokens, once each, again on the same device, and never as somebody else."""

import re

import pytest

from storage.guesses import AN_HOUR


@pytest.mark.parametrize("spoil", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", ""),
                                   lambda code: f"  {code}. ",
                                   lambda code: code.replace("0", "O").replace("1", "l").replace("5", "S"),
                                   lambda code: code.replace("2", "Z").replace("8", "B").replace("6", "G")])
def test_codes_are_read_as_people_type_them(pupils, visitor, spoil):
    issued = pupils.invite("pupils")
    visitor.post("/chat/enter", code=spoil(issued.code))
    assert visitor.where == "/chat"
    assert visitor.step


def test_a_token_lets_in(pupils, visitor):
    assert visitor.enter(pupils.invite("pupils"), by="token").step


@pytest.mark.parametrize("fields", [
    {"code": "ABC-DEF-GHJ"}, {"code": ""}, {}, {"token": "A" * 22}, {"token": "../../etc/passwd"},
    {"code": "🙂" * 50}, {"code": "' OR 1=1 --"}, {"token": "\ud800".encode("utf-8", "surrogatepass")},
    {"token": "x" * 5000}, {"code": "\x00\x01"}])
def test_what_opens_nothing_gets_one_sentence(pupils, visitor, fields):
    visitor.post("/chat/enter", **fields)
    assert visitor.status == 404
    assert "That link or code does not open anything." in visitor.says
    assert 'href="#code"' in visitor.text
    assert pupils.counts("pupils")[0] == (0, 0, 0)


def test_an_unknown_token_and_an_unknown_code_read_the_same(pupils, visitor):
    by_token = visitor.post("/chat/enter", token="A" * 22).text
    assert visitor.post("/chat/enter", code="4KD-7M2-XRT").text == by_token


def test_a_finished_invitation_lets_nobody_in_again(pupils, visitor):
    slip = pupils.invite("pupils")
    visitor.enter(slip).answer_all()
    for by in ("code", "token"):
        again = pupils.visitor().enter(slip, by)
        assert again.status == 409
        assert "You have done this one." in again.says
        assert again.step is None
    assert pupils.counts("pupils") == ((1, 0, 1), 1)


def test_a_closed_wave_says_so(world, tmp_path):
    world.open("kinds")
    slip = world.invite("kinds")
    world.close("kinds")
    late = world.visitor().enter(slip)
    assert late.status == 409
    assert "This one has ended" in late.says


def test_the_day_of_closing_is_said(kinds):
    slip = kinds.invite("kinds")
    kinds.close("kinds")
    assert "23 November 2026" in kinds.visitor().enter(slip).says


def test_a_wave_that_closes_meanwhile_takes_no_late_answer(pupils, visitor):
    visitor.enter(pupils.invite("pupils")).pick("yes")
    step = visitor.step
    pupils.close("pupils")
    visitor.pick("yes", step=step)
    assert visitor.step is None
    assert "open your link again" in visitor.says.lower()
    assert pupils.counts("pupils")[1] == 0


def test_guessing_codes_is_slowed_down(pupils):
    guesser = pupils.visitor()
    for _ in range(AN_HOUR):
        assert guesser.post("/chat/enter", code="444-444-444").status == 404
    slip = pupils.invite("pupils")
    guesser.post("/chat/enter", code="444-444-444")
    assert guesser.status == 429
    assert guesser.response.headers["Retry-After"] == "3600"
    assert "Wait an hour" in guesser.says
    assert guesser.enter(slip).status == 429, "a right code is not told apart while guessing"
    assert guesser.enter(slip, by="token").step, "a class on one address still opens its links"
    pupils.clock.now = pupils.clock.now.replace(hour=12)
    assert guesser.enter(slip).step


def test_the_same_link_on_the_same_device_goes_on(pupils, visitor):
    slip = pupils.invite("pupils")
    visitor.enter(slip).pick("yes")
    visitor.pick(visitor.choices[0])
    here = visitor.heading
    visitor.post("/chat/leave")
    assert visitor.get("/chat").status == 403
    for by in ("token", "code"):
        visitor.enter(slip, by)
        assert visitor.heading == here
        assert "Welcome back." in visitor.says
    assert pupils.counts("pupils")[0] == (1, 1, 0)


def test_the_same_link_on_another_device_begins_afresh(pupils, visitor):
    slip = pupils.invite("pupils")
    first = visitor.enter(slip).heading
    visitor.pick("yes")
    other = pupils.visitor().enter(slip)
    assert other.heading == first
    other.answer_all()
    visitor.answer_all()
    assert "You have done this one." in visitor.says
    assert pupils.counts("pupils") == ((1, 0, 1), 1)


def test_two_people_share_a_tablet(pupils, visitor):
    anna, ben = pupils.invite("pupils", 2)
    first = visitor.enter(anna).heading
    visitor.pick("yes")
    while visitor.choices:
        visitor.pick(visitor.choices[0])
    visitor.type("canary words of Anna")
    here = visitor.heading
    visitor.enter(ben, by="token")
    assert visitor.heading == first
    assert "canary" not in visitor.text
    assert visitor.picked == []
    visitor.way("/back")
    assert "canary" not in visitor.text
    visitor.pick("yes")
    visitor.enter(anna)
    assert visitor.heading == here
    visitor.enter(ben)
    assert visitor.heading != here


def test_cookies_are_as_promised(pupils, visitor):
    response = visitor.client.post("/chat/enter", data={"code": pupils.invite("pupils").code})
    chat, resume = response.headers.getlist("Set-Cookie")
    assert re.fullmatch(r"heard_chat=[\w-]{43}; Expires=[^;]+; Max-Age=1800; HttpOnly; Path=/chat; SameSite=Lax", chat)
    assert re.fullmatch(r"hr_[0-9a-f]{16}=[\w-]{43}; Expires=[^;]+; Max-Age=604800; HttpOnly; Path=/chat/enter; "
                        r"SameSite=Lax", resume)


def test_the_end_leaves_no_handle_on_the_device(pupils, visitor):
    visitor.enter(pupils.invite("pupils")).answer_all()
    assert visitor.client.get_cookie("heard_chat", path="/chat").value == "end.finished.en.pupils"
    assert not [cookie for cookie in visitor.client._cookies.values() if cookie.key.startswith("hr_")]


@pytest.mark.parametrize("value", ["", "x", "A" * 43, "end", "end.finished.en.nowhere", "end.asking.en.pupils",
                                   "end.nothing.en.pupils", "end.finished.xx.pupils", "é", "A" * 4000])
@pytest.mark.parametrize("path", ["/chat", "/chat/done", "/chat/talk", "/chat/stop"])
def test_cookies_that_are_not_ours_are_met_kindly(pupils, visitor, value, path):
    visitor.client.set_cookie("heard_chat", value, path="/chat")
    visitor.get(path)
    assert visitor.status in (200, 403)
    assert visitor.heading
    visitor.post("/chat", step="1", pick="yes")
    assert visitor.status in (200, 403)


def test_a_browser_without_its_cookie_is_told_what_to_do(pupils, visitor):
    visitor.get("/chat")
    assert visitor.status == 403
    assert visitor.heading == "Please open your link again"
    assert 'href="/"' in visitor.text
