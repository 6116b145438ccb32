"""A wave from draft to audit, by the commands a head teacher would type, and every way to get them wrong."""

import json
import re
import stat
from pathlib import Path
from random import Random

import docx
import pikepdf
import pytest
import time_machine

from storage.keyring import Keyring
from storage.store import Store
from webhook.clock import now
from webhook.config import Config
from webhook.demo.people import person
from webhook.demo.setting import converse
from webhook.dialogue import Dialogue
from webhook.turns import Entered, Key

EVERYTHING = Path(__file__).parents[2] / "surveys" / "data" / "everything.yaml"


def store_of(shell):
    config = Config.at(shell.folder)
    return Store.open(config.database, Keyring.open(config.keys))


def tokens_in(text):
    return re.findall(r"/#([A-Za-z0-9_-]{22})", text)


def answer_all(shell, tokens):
    class Issued:
        def __init__(self, token):
            self.token = token

    with store_of(shell) as store:
        with store.read() as tx:
            wave = tx.waves.all()[0]
        chance, dialogue = Random(3), Dialogue(store, now)
        for token in tokens:
            converse(dialogue, wave, Issued(token), person("pupil", chance), chance)


def open_wave(shell, roster=14):
    made = shell.here("wave", "create", "--audience", "pupil", "--roster", str(roster), "--name", "Autumn pupils")
    assert made.code == 0, made.err
    assert "autumn_pupils" in made.out
    opened = shell.here("wave", "open", "autumn_pupils")
    assert opened.code == 0, opened.err
    return "autumn_pupils"


def test_from_setting_to_audit(setting, tmp_path):
    wave = open_wave(setting)
    invited = setting.here("invite", wave)
    tokens = tokens_in(invited.out)
    assert len(set(tokens)) == 14
    assert all(re.search(r"type [0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}", line) for line in invited.out.splitlines())
    answer_all(setting, tokens)

    rows = json.loads(setting.here("wave", "status", "--json").out)
    assert rows[0]["replies"] == "10 or more"
    assert rows[0]["asked"] == 14

    closed = setting.here("wave", "close", wave, "--yes")
    assert closed.code == 0, closed.err
    for format_, start in (("html", b"<!doctype html>"), ("pdf", b"%PDF"), ("docx", b"PK")):
        file = tmp_path / f"summary.{format_}"
        written = setting.here("report", wave, "--format", format_, "--out", str(file))
        assert written.code == 0, written.err
        assert file.read_bytes().lower().startswith(start.lower())
    with pikepdf.open(tmp_path / "summary.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked

    audit = tmp_path / "audit.docx"
    assert setting.here("audit", "export", "--out", str(audit)).code == 0
    words = "\n".join(cell.text for table in docx.Document(str(audit)).tables for row in table.rows
                      for cell in row.cells)
    assert "St Anne" in words
    assert "2.1" in words
    assert "Embedded\nIn progress\nNot started" in words


def test_nothing_written_names_a_token_or_who_replied(setting):
    wave = open_wave(setting)
    tokens = tokens_in(setting.here("invite", wave).out)
    answer_all(setting, tokens)
    shown = setting.here("wave", "status").out
    assert not any(token in shown for token in tokens)
    files = [file.read_bytes() for file in setting.folder.rglob("*") if file.is_file()]
    assert files
    assert not any(token.encode() in content for token in tokens for content in files)


def test_everything_kept_is_readable_by_its_owner_only(setting):
    open_wave(setting)
    for file in setting.folder.rglob("*"):
        assert not stat.S_IMODE(file.stat().st_mode) & 0o077, file


def test_slips_are_a_pdf_that_only_its_owner_can_read(setting, tmp_path):
    wave = open_wave(setting)
    sheet, links = tmp_path / "slips.pdf", tmp_path / "links.txt"
    done = setting.here("invite", wave, "--count", "9", "--slips", str(sheet), "--links", str(links))
    assert done.code == 0, done.err
    assert "delete it" in done.out.lower()
    assert not tokens_in(done.out)
    assert len(tokens_in(links.read_text())) == 9
    assert not stat.S_IMODE(sheet.stat().st_mode) & 0o077
    with pikepdf.open(sheet) as pdf:
        assert len(pdf.pages) >= 1


@pytest.mark.parametrize(("words", "said"), [
    (("wave", "open", "nope"), "no wave called 'nope'"),
    (("wave", "close", "nope", "--yes"), "no wave called 'nope'"),
    (("wave", "create", "--audience", "pupil"), "--roster 24"),
    (("wave", "create", "--audience", "teachers", "--roster", "9"), "pupil, parent, staff"),
    (("wave", "create", "--roster", "9", "--sets", "core,Q"), "has no question set 'Q'"),
    (("wave", "create", "--roster", "9", "--lang", "en,xx"), "no 'xx'"),
    (("invite", "nope"), "no wave called 'nope'"),
    (("report", "nope"), "not closed, or not known"),
    (("audit", "export", "--format", "odt"), "no format 'odt'"),
    (("audit", "export", "--framework", "ap-audti"), "ap-audit"),
    (("report", "x", "--format", "odt"), "no format 'odt'"),
])
def test_what_cannot_be_done_is_one_sentence_and_exit_code_one(setting, words, said):
    done = setting.here(*words)
    assert done.code == 1, done.out
    assert said in done.err
    assert len(done.err.strip().splitlines()) <= 2
    assert "Traceback" not in done.err + done.out


def test_order_matters_and_is_explained(setting):
    setting.here("wave", "create", "--roster", "12", "--name", "W")
    assert "never opened" in setting.here("wave", "close", "w", "--yes").err
    assert "open waves" in setting.here("invite", "w").err.lower()
    setting.here("wave", "open", "w")
    assert "already open" in setting.here("wave", "open", "w").err
    assert "already a wave" in setting.here("wave", "create", "--roster", "12", "--name", "W").err
    assert setting.here("invite", "w", "--count", "12").code == 0
    assert "0 left" in setting.here("invite", "w", "--count", "1").err
    assert "not closed" in setting.here("report", "w").err
    assert setting.here("wave", "close", "w", typed="n\n").code == 1
    assert setting.here("wave", "close", "w", typed="y\n").code == 0
    assert setting.here("wave", "close", "w", "--yes").code == 0, "closing again changes nothing"


def test_before_there_is_a_setting_it_says_how_to_begin(heard):
    done = heard.here("wave", "status")
    assert done.code == 1
    assert "heard setting create" in done.err or "key file" in done.err


def test_a_closed_wave_turns_its_invitations_away(setting):
    wave = open_wave(setting)
    tokens = tokens_in(setting.here("invite", wave).out)
    setting.here("wave", "close", wave, "--yes")
    with store_of(setting) as store:
        assert not isinstance(Dialogue(store, now).enter(Key(token=tokens[0])), Entered)


def test_replies_are_counted_once_a_day_so_that_nobody_can_watch_one_arrive(setting):
    def shown():
        return json.loads(setting.here("wave", "status", "--json").out)[0]["replies"]

    wave = open_wave(setting)
    tokens = tokens_in(setting.here("invite", wave).out)
    with time_machine.travel("2026-11-23 09:00", tick=False):
        assert shown() == "fewer than 5"
        answer_all(setting, tokens)
        assert shown() == "fewer than 5"
    with time_machine.travel("2026-11-24 09:00", tick=False):
        assert shown() == "10 or more"


def test_a_draft_language_cannot_go_live(setting):
    made = setting.here("wave", "create", "--survey", str(EVERYTHING), "--roster", "12", "--name", "W",
                        "--lang", "en,ar")
    assert made.code == 0, made.err
    opened = setting.here("wave", "open", "w")
    assert opened.code == 1
    assert "draft" in opened.err
    assert json.loads(setting.here("wave", "status", "--json").out)[0]["state"] == "draft"
