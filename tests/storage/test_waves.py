"""Waves and settings."""

import datetime as dt

import pytest

from storage.errors import AlreadyFrozen, DatabaseFailed
from surveys.model import Setting
from surveys.wave import WaveState


@pytest.fixture
def draft(wave):
    return wave.model_copy(update={"id": "w2"})


def test_a_wave_comes_back_as_it_was_put(office, draft):
    with office.store.begin() as tx:
        tx.waves.add(draft)
    with office.store.read() as tx:
        assert tx.waves.get("w2") == draft
        assert tx.waves.get("w2").survey.content_hash == draft.survey.content_hash
        assert tx.waves.get("nothing") is None
        assert tx.waves.public_key("w2") is None
        assert [found.id for found in tx.waves.all()] == ["w1", "w2"]


def test_a_draft_may_change_in_any_way(office, draft):
    with office.store.begin() as tx:
        tx.waves.add(draft)
        tx.waves.update(draft.model_copy(update={"roster": 9, "policy": "counts"}))
        assert tx.waves.get("w2").roster == 9


@pytest.mark.parametrize("change", [
    {"roster": 25}, {"policy": "counts"}, {"languages": ("en", "pl")}, {"channels": ("web", "sms")},
    {"name": "Another"}, {"opened": dt.date(2026, 1, 1)}, {"setting": "other"},
])
def test_what_respondents_were_told_is_frozen_when_a_wave_opens(office, change):
    with pytest.raises(AlreadyFrozen, match=f"its {next(iter(change))} can no longer change"), \
            office.store.begin() as tx:
        tx.waves.update(office.wave.model_copy(update=change))
    with office.store.read() as tx:
        assert tx.waves.get("w1") == office.wave


def test_questions_are_frozen_when_a_wave_opens(office, survey):
    other = survey.model_copy(update={"version": 2}).at(office.wave.survey.setting)
    with pytest.raises(AlreadyFrozen, match="its survey can no longer change"), office.store.begin() as tx:
        tx.waves.update(office.wave.model_copy(update={"survey": other}))


def test_a_wave_closes_once_and_never_opens_again(office):
    closed = office.wave.model_copy(update={"state": WaveState.CLOSED, "closed": dt.date(2026, 11, 20)})
    with office.store.begin() as tx:
        tx.waves.update(closed)
        tx.waves.update(closed)
        assert tx.waves.get("w1") == closed
    for back in (office.wave, closed.model_copy(update={"state": WaveState.DRAFT}),
                 closed.model_copy(update={"closed": dt.date(2026, 11, 21)})):
        with pytest.raises(AlreadyFrozen, match="Create a new wave instead"), office.store.begin() as tx:
            tx.waves.update(back)


def test_a_wave_is_added_once_as_a_draft_of_a_setting_that_exists(office, draft):
    with pytest.raises(AlreadyFrozen, match="already a wave w1"), office.store.begin() as tx:
        tx.waves.add(office.wave)
    with pytest.raises(AlreadyFrozen, match="Add it as a draft"), office.store.begin() as tx:
        tx.waves.add(draft.model_copy(update={"state": WaveState.OPEN}))
    with pytest.raises(AlreadyFrozen, match="no wave w2 to change"), office.store.begin() as tx:
        tx.waves.update(draft)
    with pytest.raises(DatabaseFailed), office.store.begin() as tx:
        tx.waves.add(draft.model_copy(update={"setting": "unknown"}))


def test_a_wave_cannot_open_without_a_key(office, draft):
    with office.store.begin() as tx:
        tx.waves.add(draft)
    with pytest.raises(DatabaseFailed), office.store.begin() as tx:
        tx.waves.update(draft.model_copy(update={"state": WaveState.OPEN}))


def test_an_installation_may_serve_several_settings(office):
    other = Setting(id="brook", name="Brook’s “Ōtara” Centre", pupils="students")
    with office.store.begin() as tx:
        tx.setting.put(other)
        tx.setting.put(other.model_copy(update={"contact": "Room 3"}))
        assert tx.setting.get("brook").contact == "Room 3"
        assert [setting.id for setting in tx.setting.all()] == ["brook", "hill"]
        assert tx.setting.get().id == "brook"
        assert tx.setting.get("unknown") is None
