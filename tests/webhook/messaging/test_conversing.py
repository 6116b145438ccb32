"""Conversations by an addressed channel, as the people at the other end see them."""

import datetime as dt

ANN, BEN, CAT = "+447700900101", "+447700900102", "+447700900103"
Q1 = "1/3 Is your child safe here? Reply 1 Yes 2 No"
Q2 = "2/3 Is your child happy here? Reply 1 Yes 2 No"


def test_from_invitation_to_tally(world):
    world.open()
    world.know()
    assert world.invite() == 1
    world.run()
    assert world.toy.to(ANN) == ["Hello from Riverside.", Q1]
    assert world.counts() == ((1, 0, 0), 0)
    assert world.say("1") == [Q2]
    assert world.counts() == ((1, 1, 0), 0)
    assert world.say("2")[-1].startswith("3/3 What would make it better?")
    (quote,) = world.say("More music.")
    assert "show" in quote or "quot" in quote.casefold()
    assert world.say("1")[-1].startswith("Thank you")
    assert world.counts() == ((1, 0, 1), 1)
    release = waves_close(world)
    assert release.asked == "20"


def waves_close(world):
    from webhook import waves
    return waves.close(world.store, world.keys, "parents", world.clock.now.date())


def test_an_invitation_goes_once(parents):
    assert parents.invite() == 0
    parents.run()
    assert parents.toy.sent == []


def test_after_the_end_the_provider_is_asked_to_delete_everything(parents):
    for words in ("1", "2", "More music.", "1"):
        parents.say(words, provider_id=f"IN{words}")
    assert parents.toy.forgotten == []
    parents.clock.forward(minutes=11)
    parents.run()
    ((whom, names),) = parents.toy.forgotten
    assert whom == ANN
    assert {"IN1", "IN2", "INMore music."} <= set(names)
    assert sum(name.startswith("SM") for name in names) >= 6
    assert parents.outbox() == {}


def test_the_same_message_twice_is_answered_once(parents):
    assert parents.say("1", id_="SM1") == [Q2]
    parents.clock.forward(hours=3)
    assert parents.say("1", id_="SM1") == []
    assert parents.say("2", id_="SM2") != []


def test_words_written_before_the_question_came_are_no_answer_to_it(parents):
    parents.say("1", send=False)
    parents.clock.forward(milliseconds=700)
    parents.say("2", send=False)
    parents.run()
    assert parents.toy.to(ANN) == [Q2, f"You wrote that before I asked this. Please answer this one.\n{Q2}"]
    assert parents.say("1")[0].startswith("3/3")


def test_a_second_go_is_told_once_a_day(parents):
    for words in ("1", "2", "More music.", "1"):
        parents.say(words)
    assert "already answered" in parents.say("hello")[0]
    assert parents.say("hello?") == []
    parents.clock.forward(days=1)
    assert "already answered" in parents.say("hello")[0]


def test_after_closing_an_answer_is_not_kept(parents):
    parents.say("1")
    waves_close(parents)
    assert "closed on 23 November 2026" in parents.say("1")[0]
    assert parents.say("1") == []
    assert parents.counts() == ((1, 1, 0), 0)


def test_help_is_given_even_after_closing(parents):
    waves_close(parents)
    parents.say("hello")
    assert "999" in parents.say("I want to die")[0]


# STOP and START


def test_stop_in_words_is_confirmed_once_and_nothing_is_said_after_it(parents):
    parents.say("1")
    assert len(parents.say("stop texting me")) == 1
    for words in ("2", "hello", "help", "who is this", "I want to die"):
        assert parents.say(words) == []
    assert parents.counts() == ((1, 1, 0), 0)


def test_the_providers_own_words_get_no_answer(parents):
    assert parents.say("STOP") == []
    assert parents.say("2") == []


def test_an_opt_out_that_the_provider_reports_stops_too(parents):
    assert parents.say("arrêt", opt_out="stop", say_nothing=True) == []
    assert parents.say("2") == []


def test_start_begins_again(parents):
    parents.say("1")
    parents.say("STOP")
    assert parents.say("START") == [
        "Hello again. Nothing was kept from before, so we start from the beginning.\nHello from Riverside.", Q1]
    assert parents.say("1") == [Q2]


def test_a_bare_yes_lets_an_opted_out_number_in_again(parents):
    parents.say("STOP")
    assert parents.say("yes")[-1] == Q1


def test_stop_takes_back_what_waits(parents):
    parents.say("1", send=False)
    parents.say("STOP", send=False)
    parents.run()
    assert parents.toy.sent == []


def test_stop_from_somebody_unknown_holds_for_good(world):
    world.open()
    assert world.say("STOP") == []
    world.know()
    assert world.invite() == 0


def test_a_wrong_number_is_not_written_to_again(parents):
    (sorry,) = parents.say("wrong number")
    assert "will not message this number again" in sorry
    assert parents.contact().reach == "wrong"
    parents.clock.forward(days=3)
    assert parents.reminders.plan() == 0


def test_who_is_this_is_answered_and_the_question_put_again(parents):
    who, question = parents.say("who is this?")
    assert "Riverside" in who
    assert question == Q1
    assert parents.say("1") == [Q2]


# Strangers, links and codes


def test_a_stranger_gets_a_few_answers_and_nothing_is_kept(world):
    world.open()
    assert "ask Riverside for a new link or code" in world.say("hello")[0]
    said = [world.say("hello") for _ in range(20)]
    assert sum(map(len, said)) == 4
    assert world.contact() is None


def test_a_code_from_a_slip_lets_in(world):
    world.open()
    issued = world.issue()
    assert world.say(issued.code.lower()) == ["Hello from Riverside.", Q1]
    assert world.say("1") == [Q2]


def test_a_deep_link_lets_in_once(world):
    world.open()
    issued = world.issue()
    assert world.say(token=issued.token) == ["Hello from Riverside.", Q1]
    assert world.say(token=issued.token) == [Q1]
    assert "new link" in world.say(address=BEN, token=issued.token)[0]
    for words in ("1", "2", "More music.", "1"):
        world.say(words)
    assert "already answered" in world.say(address=BEN, token=issued.token)[0]
    assert "already answered" in world.say(token=issued.token)[0]
    assert world.counts() == ((1, 0, 1), 1)


def test_a_made_up_token_says_nothing_of_what_there_is(world):
    world.open()
    made_up = world.say(token="A" * 22)
    assert made_up == world.say(address=BEN, token="")


def test_a_link_to_a_wave_that_is_not_on_this_channel_is_refused(world):
    world.open()
    waves_without = "web_only"
    from webhook import waves
    from webhook.waves import open_wave
    survey = world.store
    with survey.read() as tx:
        short, setting = tx.waves.get("parents").survey, tx.setting.get()
    waves.draft(world.store, setting, short, wave_id=waves_without, name="w", roster=20)
    open_wave(world.store, world.keys, waves_without, dt.date(2026, 11, 23))
    assert "cannot open that here" in world.say(token=world.issue(waves_without).token)[0]


# One phone, several


def test_a_parent_of_two_is_asked_which_and_offered_the_second_after(world):
    world.open()
    world.know(children=2)
    world.invite()
    world.run()
    assert world.toy.to(ANN) == ["Hello from Riverside.", "Which child is this about? Reply 1 Child 1 2 Child 2"]
    (again,) = world.say("the tall one")
    assert again.startswith("Please choose one of these.")
    assert world.say("2") == [Q1]
    for words in ("1", "1", "Nothing.", "2"):
        last = world.say(words)
    assert "You can now answer for the next one. Reply 1 Child 1" in last[-1]
    assert world.say("1") == [Q1]
    for words in ("2", "2", "Nothing."):
        world.say(words)
    assert "Child" not in world.say("2")[-1]
    assert world.counts() == ((2, 0, 2), 2)


def test_back_does_not_cross_to_the_person_before(world):
    world.open()
    world.know(children=2)
    world.invite()
    world.run()
    for words in ("1", "1", "1", "Nothing.", "2"):
        world.say(words)
    world.say("1")
    assert "first question" in world.say("back")[0]


def test_a_parent_and_a_pupil_on_one_number(world, shipped):
    world.open().open("pupils", shipped["pupil"])
    world.know(ANN, "parents", "pupils", quiet=("pupils",))
    world.invite()
    world.run()
    assert world.toy.to(ANN)[-1].endswith("Which one now? Reply 1 As a parent or carer 2 As a pupil")
    first, *_ = world.say("2")
    assert "999" in first
    assert world.counts("pupils") == ((1, 1, 0), 0)
    assert world.counts("parents") == ((1, 0, 0), 0)


# Blocked, gone, moved


def test_a_number_that_cannot_be_reached_is_left_alone(parents):
    from webhook.channels.contract import Gone
    parents.toy.faults = [Gone(code="21610", opted_out=True)]
    assert parents.say("1") == []
    assert parents.outbox() == {"failed 21610": 1, "sent": 2}
    assert parents.contact().reach == "gone"
    assert parents.say("2") == []
    assert parents.say("START") == [Q2]


def test_a_blocked_chat_is_not_written_to_until_it_comes_back(parents):
    parents.say("1", event="blocked")
    parents.clock.forward(days=3)
    assert parents.reminders.plan() == 0
    parents.say("1", event="unblocked")
    assert parents.say("1") == [Q2]


def test_a_chat_that_moved_goes_on_under_its_new_address(parents):
    from webhook.channels.contract import Moved
    parents.toy.faults = [Moved(BEN)]
    parents.say("1")
    assert parents.toy.to(BEN) == [Q2]
    assert parents.contact() is None
    assert parents.say("2", address=BEN)[0].startswith("3/3")


def test_no_offer_to_clear_where_the_provider_deletes_by_itself(parents):
    for words in ("1", "2", "More music."):
        parents.say(words)
    assert "Clear" not in parents.say("1")[-1]


def test_clearing_the_chat_is_offered_and_done_where_the_respondent_decides(world):
    world.toy.forgets, world.toy.rendering = "when_asked", "telegram"
    world.open()
    world.say(token=world.issue().token)
    for words in ("1", "2", "More music."):
        world.say(words)
    assert "Clear this chat" in world.say("1")[-1]
    assert world.toy.forgotten == []
    assert "being cleared" in world.tap("/clear")[0]
    world.run()
    ((whom, names),) = world.toy.forgotten
    assert whom == ANN
    assert len(names) >= 6
