"""The use case itself, without the web: one answer each, whatever overtakes what."""

import threading

import pytest

from bot.conversation import Conversation, Inbound, State
from storage.conversations import Conversations
from webhook.dialogue import Dialogue
from webhook.turns import Away, Entered, Key, Refusal, Turn


@pytest.fixture
def dialogue(pupils):
    return Dialogue(pupils.store, pupils.clock)


@pytest.fixture
def handle(pupils, dialogue):
    """The handle of a pupil at the first counted question."""
    came = dialogue.enter(Key(token=pupils.invite("pupils").token))
    assert isinstance(came, Entered)
    for _ in range(2):
        step = dialogue.current(came.handle).asked.step
        dialogue.receive(came.handle, Inbound(tap="yes", step=step))
    return came.handle


def test_entering_twice_without_a_cookie_gives_two_conversations(pupils, dialogue):
    slip = pupils.invite("pupils")
    first, second = (dialogue.enter(Key(code=slip.code)) for _ in range(2))
    assert first.handle != second.handle
    assert first.resume == second.resume
    assert not second.again


def test_a_kept_handle_of_somebody_else_is_not_used(pupils, dialogue):
    anna, ben = pupils.invite("pupils", 2)
    hers = dialogue.enter(Key(token=anna.token))
    his = dialogue.enter(Key(token=ben.token))
    crossed = dialogue.enter(Key(token=ben.token, kept={his.resume: hers.handle}))
    assert crossed.handle not in (hers.handle, his.handle)
    assert dialogue.enter(Key(token=ben.token, kept={his.resume: his.handle})) == Entered(
        his.handle, his.resume, again=True)


def test_a_wave_not_yet_open_lets_nobody_in(world):
    world.draft("later")
    with world.store.begin() as tx:
        (slip,) = tx.invitations.issue("later", 1)
    away = Dialogue(world.store, world.clock).enter(Key(code=slip.code))
    assert isinstance(away, Away)
    assert "have not started yet" in away.reply.text


def test_handles_that_were_never_given_out_are_lost(dialogue):
    assert dialogue.current(b"x" * 32) is Refusal.LOST
    assert dialogue.receive(b"x" * 32, Inbound(tap="yes", step=1)) is Refusal.LOST


def test_the_same_answer_from_many_threads_is_taken_once(pupils, dialogue, handle):
    asked = dialogue.current(handle).asked
    barrier, turns = threading.Barrier(8), []

    def send():
        barrier.wait()
        turns.append(dialogue.receive(handle, Inbound(tap="yes", step=asked.step)))

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    now = dialogue.current(handle).asked
    assert now.step == asked.step + 1
    assert {turn.asked.question for turn in turns} == {now.question}


def test_an_overtaken_answer_is_tried_once_more(monkeypatch, dialogue, handle):
    asked = dialogue.current(handle).asked
    real, overtaken = Conversations.put, []

    def put(self, held, text, revision):
        if not overtaken:
            overtaken.append(True)
            return real(self, held, text, b"another turn")
        return real(self, held, text, revision)

    monkeypatch.setattr(Conversations, "put", put)
    turn = dialogue.receive(handle, Inbound(tap="yes", step=asked.step))
    assert turn.asked.step == asked.step + 1


def test_an_answer_overtaken_twice_changes_nothing(monkeypatch, dialogue, handle):
    asked = dialogue.current(handle).asked
    monkeypatch.setattr(Conversations, "put", lambda *_: False)
    turn = dialogue.receive(handle, Inbound(tap="yes", step=asked.step))
    assert turn.asked.question == asked.question
    assert turn.asked.step == asked.step


def test_finishing_leaves_a_ballot_and_nothing_else(pupils, dialogue, handle):
    turn = dialogue.current(handle)
    while turn.state is State.ASKING:
        turn = dialogue.receive(handle, Inbound(tap="/skip", step=turn.asked.step))
    assert turn.state is State.FINISHED
    assert dialogue.current(handle) is Refusal.LOST
    assert pupils.counts("pupils") == ((1, 0, 1), 1)


def test_two_devices_finish_and_one_counts(pupils, dialogue):
    slip = pupils.invite("pupils")
    handles = [dialogue.enter(Key(token=slip.token)).handle for _ in range(2)]
    ends = []
    for handle in handles:
        turn = dialogue.current(handle)
        while isinstance(turn, Turn) and turn.state is State.ASKING:
            inbound = (Inbound(tap="yes", step=turn.asked.step) if turn.asked.question == "ok"
                       else Inbound(tap="/skip", step=turn.asked.step))
            turn = dialogue.receive(handle, inbound)
        ends.append(turn)
    assert isinstance(ends[0], Turn)
    assert isinstance(ends[1], Away)
    assert pupils.counts("pupils") == ((1, 0, 1), 1)


def test_a_newer_heard_goes_on_with_older_conversations(pupils, dialogue, handle):
    asked = dialogue.current(handle).asked
    with pupils.store.begin() as tx:
        held = tx.conversations.get(handle)
        older = Conversation.load(held.text).but(survey="0123456789abcdef")
        assert tx.conversations.put(handle, older.dump(), held.revision)
    assert dialogue.receive(handle, Inbound(tap="yes", step=asked.step)).asked.step == asked.step + 1


def test_secrets_are_not_in_representations(pupils, dialogue):
    slip = pupils.invite("pupils")
    key = Key(token=slip.token, code=slip.code, client=b"203.0.113.9")
    came = dialogue.enter(key)
    assert slip.token not in repr(key)
    assert slip.code not in repr(key)
    assert "203.0.113.9" not in repr(key)
    assert repr(came.handle) not in repr(came)
