"""From an update to what is kept, and to what Telegram is told: the channel with store, engine and outbox."""

import random

import pytest

from surveys.survey import Survey
from tests.webhook.messaging.conftest import SHORT, World
from tests.webhook.telegram.talking import CHAT, raw, tapped, typed

OTHER = CHAT + 1
SEVERAL = Survey.model_validate({
    "id": "several", "audience": "parent", "title": "One question", "intro": "Hello.", "already_done": "Done already.",
    "closed": "Closed on {date}.", "opted_out": "Stopped.",
    "sections": [{"id": "s", "title": "Here", "questions": [
        {"type": "multi", "id": "enjoy", "text": "What does your child enjoy here?", "options": [
            {"code": code, "label": code.capitalize()} for code in ("art", "sport", "cooking")]
         + [{"code": "nothing", "label": "None of these", "exclusive": True}]}]}]})


@pytest.fixture
def world(tmp_path, telegram):
    made = World(tmp_path, telegram)
    made.open()
    yield made
    made.store.close()


class Phone:
    """One chat: what is typed and tapped in it, and what Telegram was told for it."""

    def __init__(self, world, line, chat=CHAT):
        self.world, self.line, self.chat, self.updates = world, line, chat, 0

    def bring(self, update):
        for arrival in self.world.toy.parse(raw(update)):
            self.world.messaging.receive(arrival)
        self.world.run()

    def next(self):
        self.world.clock.forward(minutes=2)
        self.updates += 1
        return self.updates + (self.chat - CHAT) * 1000

    def types(self, words, **more):
        update = self.next()
        at = int(self.world.clock.now.timestamp())
        self.bring(typed(words, update=update, chat=self.chat, at=at, **more))
        return update

    def edits(self, update, words):
        number = self.next()
        changed = typed(words, update=number, chat=self.chat, at=int(self.world.clock.now.timestamp()), edited=True)
        changed["edited_message"]["message_id"] = 50 + update
        self.bring(changed)

    def taps(self, data, message=101):
        self.bring(tapped(data, update=self.next(), chat=self.chat, message=message))

    def starts(self, wave="parents"):
        self.types(f"/start {self.world.issue(wave).token}")

    @property
    def texts(self):
        return [given["text"] for name, given in self.line.calls
                if name in ("sendMessage", "editMessageText") and given["chat_id"] == str(self.chat)]

    @property
    def asked(self):
        """What the buttons of the last question carry."""
        shown = [given["reply_markup"] for name, given in self.line.calls if "reply_markup" in given]
        return [button["callback_data"] for row in shown[-1]["inline_keyboard"] for button in row]


@pytest.fixture
def phone(world, line):
    made = Phone(world, line)
    made.starts()
    return made


def test_a_button_of_an_earlier_questionnaire_answers_nothing_in_the_next(world, phone):
    old = phone.asked[0]
    for words in ("yes", "yes", "skip"):
        phone.types(words)
    assert world.counts()[0] == (1, 0, 1)
    phone.starts()
    new = phone.asked[0]
    assert new != old
    assert new.partition(":")[2] == old.partition(":")[2]
    phone.taps(old)
    assert phone.texts[-1].startswith("1/3"), "the first question is still the one that is asked"
    phone.taps(new)
    assert phone.texts[-1].startswith("2/3")


def test_a_changed_message_corrects_the_answer_that_it_gave(world, phone):
    first = phone.types("yes")
    phone.edits(first, "no")
    assert phone.texts[-1].startswith("Changed: No ✓")
    second = phone.types("yes")
    phone.edits(first, "yes")
    assert phone.texts[-1].startswith("To change an earlier answer, reply BACK.")
    phone.edits(second, "no")
    phone.types("skip")
    (ballot,) = [response.answers for response in opened(world)]
    assert (ballot["safe"].value, ballot["happy"].value) == ("no", "no")


def opened(world):
    with world.store.read() as tx:
        return tx.ballots.open_all("parents")


def test_a_message_of_another_chat_cannot_be_changed_from_here(world, line, phone):
    other = Phone(world, line, OTHER)
    other.starts()
    theirs = other.types("yes")
    phone.edits(theirs, "no")
    assert phone.texts[-1].startswith("To change an earlier answer, reply BACK.")


def test_a_chat_that_moves_goes_on_where_it_was(world, line, phone):
    line.refuse("sendMessage", 400, "Bad Request: group chat was upgraded", migrate_to_chat_id=OTHER)
    phone.types("yes")
    moved = Phone(world, line, OTHER)
    assert moved.texts[-1].startswith("2/3")
    moved.types("no")
    assert moved.texts[-1].startswith("3/3")
    assert world.contact(str(CHAT)) is None


def test_a_blocked_bot_sends_nothing_more(world, line, phone):
    line.refuse("sendMessage", 403, "Forbidden: bot was blocked by the user")
    phone.types("yes")
    assert world.contact(str(CHAT)).reach == "gone"
    assert world.outbox().get("failed 403") == 1


def test_too_many_messages_wait_and_go_once(world, line, phone):
    line.refuse("sendMessage", 429, "Too Many Requests: retry after 2", retry_after=2)
    phone.types("yes")
    world.clock.forward(seconds=5)
    world.run()
    assert len([text for text in phone.texts if text.startswith("2/3")]) == 2, "refused once, taken once"
    assert not any(state.startswith(("failed", "unknown", "due")) for state in world.outbox())


def test_the_end_offers_to_clear_the_chat_and_does(world, line, phone):
    for words in ("yes", "yes", "skip"):
        phone.types(words)
    assert phone.asked == ["0:/clear"]
    phone.taps("0:/clear", message=int(line.named("sendMessage")[-1].get("message_id", 0)) or 999)
    world.clock.forward(seconds=5)
    world.run()
    (given,) = line.named("deleteMessages")
    theirs = {51, 52, 53, 54}
    assert theirs < set(given["message_ids"])
    assert len(given["message_ids"]) >= len(theirs) + 5


def test_stop_is_the_last_word(world, line, phone):
    phone.types("/stop")
    said = len(phone.texts)
    phone.types("yes")
    phone.taps("1:yes")
    assert len(phone.texts) == said
    assert phone.texts[-1] == SHORT.opted_out.in_("en")


def test_several_choices_reach_the_ballot_together(world, line):
    world.open("several", SEVERAL)
    phone = Phone(world, line)
    phone.starts("several")
    assert phone.asked[:3] == ["1:+art", "1:+sport", "1:+cooking"]
    marked = [[{"text": "☑ 1 Art", "callback_data": "1:-art"}],
              [{"text": "☑ 3 Cooking", "callback_data": "1:-cooking"}]]
    phone.bring(tapped("1:!", update=phone.next(), shown=marked))
    with world.store.read() as tx:
        (response,) = tx.ballots.open_all("several")
    assert response.answers["enjoy"].value == ("art", "cooking")


def test_whatever_is_tapped_and_typed_is_answered_by_two_messages_at_most(world, line):
    world.open("several", SEVERAL)
    chance, phone = random.Random(7), Phone(world, line)
    shown = ["1:yes"]
    words = ("yes", "no", "1", "7", "skip", "back", "help", "hello?", "/talk", "language", "x" * 3000, "👍", "start")
    for turn in range(150):
        if turn % 25 == 0:
            phone.starts(chance.choice(("parents", "several")))
        before = len(phone.texts)
        if chance.random() < 0.5:
            phone.taps(chance.choice(shown), message=chance.randint(100, 120))
        else:
            phone.types(chance.choice(words))
        assert len(phone.texts) - before <= 2
        shown = [*shown[-40:], *phone.asked]
        assert all(len(data.encode()) <= 64 for data in phone.asked)
    assert not any(state.startswith(("failed", "unknown", "due", "leased")) for state in world.outbox())
