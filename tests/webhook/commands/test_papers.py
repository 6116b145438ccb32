"""heard papers, as somebody types it."""

import re

import pytest

from reports.papers import PAPERS
from storage import retention
from storage.keyring import Keyring
from storage.store import Store
from webhook import facts
from webhook.config import Config


def test_papers_are_written_in_three_formats_and_name_their_set_up(heard, setting):
    assert heard.here("wave", "create", "--audience", "pupil", "--roster", "24").code == 0
    done = heard.here("papers", "--out", "out", "--only", "pupil-notice,processors")
    assert done.code == 0, done.err
    made = re.search(r"from set-up ([0-9a-f]{12})", done.out)[1]
    written = sorted(path.name for path in (heard.folder.parent / "out").iterdir())
    assert written == [f"{name}.{kind}" for name in ("processors", "pupil-notice") for kind in ("docx", "html", "pdf")]
    page = (heard.folder.parent / "out" / "pupil-notice.html").read_text(encoding="utf-8")
    assert f"set-up {made}" in page
    assert "Your answers are anonymous." in page
    assert f"wiped after {retention.SILENCE} days" in page
    assert page.count("<img ") >= 10


def test_the_same_set_up_gives_the_same_papers_and_another_gives_others(heard, setting, monkeypatch):
    def made(folder):
        done = heard.here("papers", "--out", folder, "--format", "html")
        assert done.code == 0, done.err
        files = sorted((heard.folder.parent / folder).iterdir())
        assert [file.stem for file in files] == sorted(PAPERS)
        return [file.read_bytes() for file in files]

    first = made("one")
    assert made("two") == first
    monkeypatch.setattr(retention, "SILENCE", 5)
    assert facts.kept().silence == 5
    changed = made("three")
    assert all(one != other for one, other in zip(first, changed, strict=True))


def test_a_small_round_and_one_by_text_are_confidential(heard, setting):
    assert heard.here("wave", "create", "--audience", "pupil", "--roster", "8").code == 0
    assert heard.here("wave", "create", "--audience", "parent", "--roster", "40", "--by", "sms").code == 0
    assert heard.here("papers", "--out", "out", "--format", "html").code == 0
    folder = heard.folder.parent / "out"
    assert "Your answers are confidential." in (folder / "pupil-notice.html").read_text(encoding="utf-8")
    assert "Your phone company" in (folder / "parent-notice.html").read_text(encoding="utf-8")
    limits = (folder / "what-we-cannot-promise.html").read_text(encoding="utf-8")
    assert "fewer than 10 people are asked" in limits
    assert "Twilio" in (folder / "processors.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("words", "told"), [
    (("--format", "odt"), "There is no format 'odt'. Use: html, pdf, docx."),
    (("--only", "notice"), "There is no paper 'notice'. Use: pupil-notice"),
    (("--setting", "elsewhere"), "There is no setting 'elsewhere' here. There is: st_annes_centre."),
])
def test_what_cannot_be_written_is_said(heard, setting, words, told):
    done = heard.here("papers", *words)
    assert done.code == 1
    assert told in done.err


@pytest.mark.parametrize(("roster", "word"), [("9", "confidential"), ("10", "anonymous")])
def test_opening_a_round_decides_the_word_that_its_respondents_read(heard, setting, roster, word):
    assert heard.here("wave", "create", "--audience", "staff", "--roster", roster, "--name", "Staff May").code == 0
    done = heard.here("wave", "open", "staff_may")
    assert done.code == 0, done.err
    config = Config.at(heard.folder)
    with Store.open(config.database, Keyring.open(config.keys)) as store, store.read() as tx:
        assert tx.waves.get("staff_may").survey.setting.word == word
        assert tx.setting.all()[0].word == "confidential"
