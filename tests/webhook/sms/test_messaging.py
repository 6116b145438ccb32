"""What comes of Twilio's refusals, reports and words in a whole installation, over a wire in its place."""

import pytest
from requests.exceptions import ReadTimeout

from surveys.sms import measure

ANN, BEN = "+447700900101", "+447700900102"


@pytest.fixture
def ann(riverside):
    """Ann has the invitation, and has said yes."""
    riverside.know(ANN)
    riverside.invite()
    riverside.write(ANN, "yes")
    return riverside


def refusing(riverside, *answers):
    riverside.network.wire.answers = [(400, {"code": answer, "message": ANN}) if isinstance(answer, int) else answer
                                      for answer in answers]


def test_a_whole_questionnaire(ann):
    asked = 1
    while (said := ann.write(ANN, "2")) and "Reply" in said[-1] and "own words" not in said[-1]:
        asked += 1
    assert asked > 5
    ann.write(ANN, "Warmer rooms")
    assert ann.write(ANN, "1")[-1].startswith("Thank you")
    assert ann.counts() == ((1, 0, 1), 1)
    assert all(measure(text).segments <= 2 for text in ann.received(ANN))


def test_at_the_end_both_sides_are_deleted_at_twilio(ann):
    sent = len(ann.received(ANN))
    assert ann.write(ANN, "stop texting me")
    ann.clock.forward(minutes=11)
    ann.network.wire.answers = [(409, {"code": 20009, "message": "x"})]
    ann.run()
    ann.clock.forward(minutes=11)
    ann.run()
    deleted = [path.rsplit("/")[-1] for method, path, _ in ann.network.wire.requests if method == "DELETE"]
    assert len(set(deleted)) == sent + 1 + ann.network.written
    assert len(deleted) > len(set(deleted))
    assert ann.outbox() == {}


def test_21610_opts_out_here_too(ann):
    refusing(ann, 21610)
    ann.network.write(ANN, "1")
    ann.run()
    assert ann.opted_out(ANN)
    before = len(ann.received(ANN))
    for words in ("1", "help", "2"):
        ann.network.write(ANN, words)
    ann.clock.forward(days=4)
    ann.run()
    assert len(ann.received(ANN)) == before


@pytest.mark.parametrize("code", [21211, 21614, 21612])
def test_a_number_that_takes_no_texts_is_not_invited_again(riverside, code):
    riverside.know(ANN)
    refusing(riverside, code)
    riverside.invite()
    assert riverside.contact(ANN).reach == "gone"
    before = len(riverside.received(ANN))
    riverside.invite()
    assert len(riverside.received(ANN)) == before
    assert not riverside.opted_out(ANN)


def test_one_number_that_fails_does_not_hold_up_another(riverside):
    riverside.know(ANN, BEN)
    refusing(riverside, 21614)
    riverside.invite()
    reached = {riverside.contact(number).reach for number in (ANN, BEN)}
    assert reached == {"ok", "gone"}


def test_a_refusal_that_is_our_fault_says_what_to_do_and_names_nobody(riverside, caplog):
    riverside.know(ANN)
    refusing(riverside, 21408)
    riverside.invite()
    assert "Geo permissions" in caplog.text
    assert ANN not in caplog.text


def test_twilio_asking_for_patience_is_given_it(ann):
    refusing(ann, (429, {"code": 20429, "message": "x"}), (503, {"message": "x"}))
    said = ann.write(ANN, "1")
    ann.clock.forward(minutes=2)
    ann.run()
    assert ann.outbox().get("failed", 0) == 0
    assert said or ann.received(ANN)[-1].startswith("2/")


def test_a_lost_answer_is_looked_up_and_not_sent_again(ann, twilio):
    found = twilio.listed("SM" + "f" * 32)
    refusing(ann, ReadTimeout("x"), (200, {"messages": [found]}))
    ann.write(ANN, "1")
    posted = [fields["Body"] for method, _, fields in ann.network.wire.requests if method == "POST"]
    assert len(posted) == len(set(posted))
    assert "unknown no answer" not in ann.outbox()


def test_where_that_settles_nothing_it_is_unknown_until_a_report_comes(ann):
    refusing(ann, ReadTimeout("x"), (200, {"messages": []}))
    ann.write(ANN, "1")
    assert ann.outbox()["unknown no answer"] == 1
    ann.run()
    posted = [fields["Body"] for method, _, fields in ann.network.wire.requests if method == "POST"]
    assert len(posted) == len(set(posted))
    assert ann.network.report(ANN, "delivered") == 200
    assert ann.outbox()["delivered"] == 1
    assert not any("unknown" in state for state in ann.outbox())


def test_reports_never_lead_backwards(ann):
    for status in ("sent", "delivered", "sent", "queued", "failed", "undelivered"):
        ann.network.report(ANN, status)
    assert ann.outbox()["delivered"] == 1


@pytest.mark.parametrize(("code", "reach"), [("30003", "ok"), ("30005", "gone"), ("30006", "gone"), ("30007", "ok")])
def test_a_report_says_whether_a_number_is_reached(ann, code, reach):
    ann.network.report(ANN, "undelivered", code)
    assert ann.contact(ANN).reach == reach


def test_a_report_of_21610_is_a_stop_and_start_undoes_it(ann):
    ann.network.report(ANN, "failed", "21610")
    assert ann.opted_out(ANN)
    assert ann.write(ANN, "2") == []
    assert ann.write(ANN, "START")
    assert not ann.opted_out(ANN)


@pytest.mark.parametrize("path", ["/sms/status/zz", "/sms/status/" + "0" * 32, "/sms/status/", "/sms/other",
                                  "/sms/a/b", "/sms"])
def test_reports_on_what_was_never_sent_change_nothing(ann, twilio, path):
    before = ann.outbox()
    assert ann.network.post(twilio.report("delivered"), path) == 200
    assert ann.outbox() == before


def test_help_that_twilio_has_answered_gets_only_the_question_again(ann):
    ann.network.write(ANN, "HELP", OptOutType="HELP")
    ann.run()
    question = ann.received(ANN)[-2:]
    assert question[0] == question[1]
    ours = ann.write(ANN, "help")
    assert "Riverside would like to know" in " ".join(ours)


@pytest.mark.parametrize("silent", ["STOP", "quit", "END", "OPTOUT"])
def test_on_stop_in_twilios_words_nothing_is_said_and_a_reminder_never_comes(ann, silent):
    assert ann.write(ANN, silent) == []
    assert ann.opted_out(ANN)
    ann.clock.forward(days=11)
    ann.run()
    assert ann.write(ANN, "yes please") == []


def test_an_answer_after_closing_is_told_so_once_a_day_and_kept_nowhere(ann):
    ann.close()
    said = ann.write(ANN, "1")
    assert len(said) == 1 and "closed" in said[0]
    assert ann.write(ANN, "2") == []
    assert ann.tallies()["cx7"].answered == 0


def test_the_same_text_delivered_again_hours_later_counts_once(ann, twilio):
    form = twilio.form("1", sid="SM" + "e" * 32, sender=ANN)
    for hours in (0, 0, 3):
        ann.clock.forward(hours=hours, seconds=20)
        assert ann.network.post(form, "/sms") == 200
        ann.run()
    assert ann.received(ANN)[-1].startswith("2/")
    assert sum(text.startswith("2/") for text in ann.received(ANN)) == 1


def test_stop_by_sms_is_stop_for_whatsapp_too(ann):
    ann.write(ANN, "STOP")
    with ann.store.read() as tx:
        assert tx.optouts.has(ann.channels["sms"].kind, ANN)


def test_a_picture_is_not_fetched_and_takes_no_try(ann, wire):
    requests = len(wire.requests)
    ann.network.write(ANN, "", NumMedia="1", MediaContentType0="image/jpeg", MediaUrl0="https://api.twilio.com/x")
    ann.run()
    assert "typed answers" in ann.received(ANN)[-1]
    assert {method for method, *_ in wire.requests[requests:]} == {"POST"}


class TestWhatsApp:
    """The same by WhatsApp: templates outside the 24 hours, free words within them."""

    def test_a_conversation(self, by_whatsapp):
        by_whatsapp.know(ANN, channel="whatsapp")
        by_whatsapp.channels["whatsapp"]._line.templates["invitation"] = "HX" + "1" * 32
        by_whatsapp.invite()
        assert {message["ContentSid"] for message in by_whatsapp.network.messages(ANN)} == {"HX" + "1" * 32}
        said = by_whatsapp.write(ANN, "yes")
        assert said and "ContentSid" not in by_whatsapp.network.messages(ANN)[-1]
        confirmed = by_whatsapp.write(ANN, "STOP")
        assert len(confirmed) == 1 and "opted out" in confirmed[0]
        assert by_whatsapp.write(ANN, "1") == []

    def test_without_a_template_no_invitation_goes_and_it_is_said_why(self, by_whatsapp, caplog):
        by_whatsapp.know(ANN, channel="whatsapp")
        by_whatsapp.invite()
        assert by_whatsapp.network.messages(ANN) == []
        assert "HEARD_WHATSAPP_INVITATION" in caplog.text
