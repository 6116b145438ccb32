"""`heard contacts`, `heard outbox`, `heard doctor`: what the person who runs Heard reads."""

import json
import re

import pytest

from webhook.channels import ADDRESSED, Entry


@pytest.fixture
def open_parents(setting, monkeypatch):
    """A setting with an open wave of parents by SMS, and a toy provider of texts."""
    monkeypatch.setenv("HEARD_TEST_MODE", "1")
    for words in (("wave", "create", "--audience", "parent", "--roster", "12", "--by", "web,sms", "--name", "Spring"),
                  ("wave", "open", "spring")):
        done = setting.here(*words)
        assert done.code == 0, done.err
    return setting


def written(heard, *lines, name="numbers.csv"):
    file = heard.folder.parent / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(file)


def test_numbers_are_taken_in_and_names_are_not(open_parents):
    file = written(open_parents, "Name,Number,Audience,Children", "Ann Example,07700 900101,parent,2",
                   "Ben Example,+44 7700 900102,parents,")
    done = open_parents.here("contacts", "import", file)
    assert done.code == 0, done.err
    assert "2 new contacts for wave spring" in done.out
    assert "Not read and not kept: Name." in done.out
    assert "900101" not in done.out
    assert open_parents.here("contacts", "count").out.startswith("2 contacts")
    database = b"".join(file.read_bytes() for file in open_parents.folder.rglob("*") if file.is_file())
    assert b"Example" not in database
    assert b"7700900101" not in database
    assert "2 were known already" in open_parents.here("contacts", "import", file).out


def test_every_fault_is_named_and_nothing_is_half_imported(open_parents):
    file = written(open_parents, "number;audience;language;children;channel", "07700900101;parent;;;",
                   "01632 960001;parent;;;", "4.47701E+11;parent;;;", ";parent;;;", "07700900102;teacher;;;",
                   "07700900103;parent;xx;;", "07700900104;parent;;two;", "07700900105;parent;;;pigeon",
                   "07700900101;parent;;;", "077009001;parent;;;")
    done = open_parents.here("contacts", "import", file)
    assert done.code == 1
    faults = dict(re.findall(r"Line (\d+): (.*)", done.err))
    assert "not a UK mobile number" in faults["3"]
    assert "rounded by the spreadsheet" in faults["4"]
    assert "there is no number" in faults["5"]
    assert "audience must be" in faults["6"]
    assert "children must be a number" in faults["8"]
    assert "channel must be sms or whatsapp" in faults["9"]
    assert "in line 2 already" in faults["10"]
    assert "not a UK mobile" in faults["11"]
    assert "Nothing was imported." in done.err
    assert open_parents.here("contacts", "count").out.startswith("0 contacts")


FITS_NO_WAVE = [
    (("tel,who", "1,2"), "There is none called number or audience"),
    (("number,audience",), "no rows below"),
    (("number,audience,language", "07700900101,parent,pl"), "has no language 'pl'"),
    (("number,audience", "07700900101,staff"), "there is no open wave for staff"),
    (("number,audience,channel", "07700900101,parent,whatsapp"), "not asked by whatsapp"),
    (("number,audience,children", "07700900101,parent,12", "07700900102,parent,1"), "roster of 12"),
]


def test_what_does_not_fit_the_waves_is_refused_whole(open_parents):
    for lines, says in FITS_NO_WAVE:
        done = open_parents.here("contacts", "import", written(open_parents, *lines))
        assert done.code == 1
        assert says in done.err
    assert open_parents.here("contacts", "count").out.startswith("0 contacts")


def test_a_made_up_number_is_refused_outside_test_mode(open_parents, monkeypatch):
    monkeypatch.delenv("HEARD_TEST_MODE")
    done = open_parents.here("contacts", "import", written(open_parents, "number,audience", "07700900101,parent"))
    assert "made up for films" in done.err


def test_nobody_is_invited_where_no_channel_is_set_up(open_parents):
    for wrong in ("missing.csv", "."):
        assert "cannot be read" in open_parents.here("contacts", "import", wrong).err
    done = open_parents.here("contacts", "invite", "spring")
    assert done.code == 1
    assert "No channel is set up" in done.err


def test_the_outbox_is_counted_and_shows_nobody(open_parents, monkeypatch):
    monkeypatch.setitem(ADDRESSED, "sms", Entry("tests.webhook.commands.no_such", "HEARD_TOY_"))
    assert open_parents.here("outbox", "status").out.strip() == "The outbox is empty."
    counted = json.loads(open_parents.here("outbox", "status", "--json").out)
    assert counted == {"messages": [], "oldest_waits_seconds": 0}


def test_the_doctor_says_what_to_do(open_parents, monkeypatch):
    done = open_parents.here("doctor")
    assert done.code == 1
    assert "ok  key file" in done.out
    assert "It is not said where the safe adult can be found" in done.out
    assert "Take it out before asking real people" in done.out
    assert "Only the web-chat is set up" in done.out
    monkeypatch.setenv("HEARD_TWILIO_ACCOUNT_SID", "nonsense")
    found = {one["name"]: one["faults"] for one in json.loads(open_parents.here("doctor", "--json").out)}
    assert any("HEARD_TWILIO_ACCOUNT_SID" in fault for fault in found["settings"])
    assert any("HEARD_TWILIO" in fault and "missing" in fault for fault in found["settings"])


def test_the_calendar_is_set_in_words_or_refused_in_words(setting):
    done = setting.here("setting", "calendar", "--hours", "08:45-15:00", "--term", "2026-09-02..2026-10-23",
                        "--day-off", "2026-10-02")
    assert "from 08:45 to 15:00" in done.out
    assert "2026-09-02 to 2026-10-23" in done.out
    for wrong in (("--hours", "nine"), ("--term", "autumn"), ("--day-off", "32/1"), ("--time-zone", "Mars/Base")):
        refused = setting.here("setting", "calendar", *wrong)
        assert refused.code == 1
        assert "cannot be read" in refused.err
