"""The golden transcripts that need Telegram itself: late and double taps, edits, order, blocks, links, media."""

import requests

from tests.live.telegram.answering import (
    ALEX,
    SAM,
    WORDS,
    answer_everything,
    begin,
    bot_says,
    choices,
    taps_the_first,
    types_the_second,
)
from tests.live.telegram.standin import SECRET, Phone


def test_20_a_button_of_an_answered_question(core, standin, sam):
    old = sam.screen[-1]
    first = choices(sam, old)[0]
    sam.types("1")
    sam.wait(lambda screen: screen[-1]["from"]["id"] != SAM and screen[-1]["text"] != old["text"])
    now = sam.screen[-1]
    assert sam.taps(first, old) == 200
    sam.wait(lambda screen: next(m for m in screen if m["message_id"] == old["message_id"])["text"] == now["text"])
    assert standin.get("_toasts")[-1].startswith("You have already answered that one.")
    assert len(sam.screen) == 5


def test_21_and_22_a_double_tap_is_one_answer_even_where_the_tap_is_too_old(core, standin, sam):
    old = sam.screen[-1]
    first = choices(sam, old)[0]
    standin.fault("answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired")
    sam.taps(first, old)
    sam.taps(first, old)
    sam.wait(lambda screen: standin.get("_toasts"))
    assert standin.get("_toasts")[-1].startswith("You have already answered that one.")
    assert len(sam.screen) == 3
    assert sam.screen[-1]["text"] != old["text"]
    _, asked = answer_everything(sam, sam.screen, taps_the_first)
    assert asked == 3, "one question is answered, and two and the one about quoting are left"


def test_26_a_message_that_was_changed(core, standin, sam):
    first = sam.screen[-1]
    sam.types("1")
    sam.wait(lambda screen: screen[-1]["from"]["id"] != SAM and screen[-1]["text"] != first["text"])
    words, _ = sam.types(WORDS)
    quoted = sam.wait(lambda screen: screen[-1]["from"]["id"] != SAM and screen[-1]["text"] != screen[-3]["text"])
    assert quoted
    sam.edits(words, "Less paper")
    bot_says(sam, "Changed: Less paper ✓")
    sam.edits(first["message_id"] + 1, "2")
    bot_says(sam, "To change an earlier answer, reply BACK.")
    assert core.counts()[0] == (1, 1, 0)


def test_a_message_changed_after_the_end_begins_nothing(core, standin, sam):
    answer_everything(sam, sam.screen, types_the_second)
    typed = next(message for message in sam.screen if message.get("text") == WORDS)
    shown = sam.screen
    sam.edits(typed["message_id"], "1")
    sam.types("hello")
    sam.wait(lambda screen: len(screen) == len(shown) + 2)
    assert core.counts() == ((1, 0, 1), 1)


def test_27_updates_out_of_order_are_each_taken_once(core, standin, sam):
    sam.taps("Help", update_id=9001)
    bot_says(sam, "It is free and it is up to you.")
    before = len(sam.screen)
    sam.taps("I want to talk to someone", update_id=8999)
    bot_says(sam, "Nobody reads this straight away.")
    after = len(sam.screen)
    assert after > before
    sam.taps("I want to talk to someone", update_id=8999)
    sam.types("who is this?")
    bot_says(sam, "They want to know what you think.")
    assert len([text for text in sam.said if "Nobody reads this straight away." in text]) == 1


def reach(core):
    """Say whether messages reach the one contact there is."""
    with core.store.read() as tx:
        ((_, contact),) = tx.contacts.all()
    return contact.reach


def test_41_a_bot_that_was_blocked_says_nothing_more(core, standin, sam):
    sam.blocks()
    assert reach(core) == "gone"
    standin.fault("sendMessage", 403, "Forbidden: bot was blocked by the user")
    sam.blocks("member")
    assert reach(core) == "ok"
    sam.types("hello?")
    sam.wait(lambda screen: reach(core) == "gone")


def test_42_a_link_used_twice_by_another_or_made_up(core, standin, sam):
    link, token = core.invite()
    other, third = Phone(standin, ALEX), Phone(standin, 700900789)
    begin(other, link)
    third.types(f"/start {token}")
    refusal = third.wait(lambda screen: len(screen) == 2)[-1]["text"]
    fourth = Phone(standin, 700900790)
    fourth.types("/start AAAAAAAAAAAAAAAAAAAAAA")
    assert fourth.wait(lambda screen: len(screen) == 2)[-1]["text"] == refusal, "nothing says whether it was ever real"
    answer_everything(other, other.screen, taps_the_first)
    other.types(f"/start {token}")
    other.wait(lambda screen: "You have already answered this one." in screen[-1]["text"])


def test_a_voice_note_is_not_fetched(core, standin, sam):
    sam.types(voice={"file_id": "f", "file_unique_id": "u", "duration": 2})
    bot_says(sam, "I can only read typed answers.")


def test_poison_is_answered_200_and_forged_updates_403(core, standin, sam):
    address = f"{core.config.public_base_url}/telegram"
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    for body in (b"{", b"[]", b"null", b"\xff", b'{"update_id":1,"message":{}}',
                 b'{"update_id":2,"message":{"date":1}}'):
        assert requests.post(address, data=body, headers=headers, timeout=5).status_code == 200
    assert requests.post(address, json={"update_id": 3}, timeout=5).status_code == 403
    assert requests.post(address, json={"update_id": 3}, headers={"X-Telegram-Bot-Api-Secret-Token": "x"},
                         timeout=5).status_code == 403
    assert requests.get(address, timeout=5).status_code in (404, 405)
