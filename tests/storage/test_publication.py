"""What remains after closing: tallies, comments, releases; and the lead's own audit."""

import pytest
from sqlalchemy import text

from storage.database import connect
from storage.errors import AlreadyFrozen, DatabaseFailed, Unreadable
from storage.keyring import Keyring
from storage.sealing import COMMENT
from surveys.tally import Tally

WHOLE = Tally("safe", {"yes": 9, "no": 3}, 12, skipped=1)
GROUPS = tuple(Tally("safe", {"yes": 4, "no": 2}, 6, group=group) for group in ("ks3", "ks4"))
WRITTEN = {"better": [(f"comment {n}", n % 2 == 0) for n in range(20)], "other": [("\ud800 \0 🙂", True)]}


def rows(office, table):
    engine = connect(office.url)
    with engine.begin() as connection:
        found = connection.execute(text(f"SELECT * FROM {table}")).all()
    engine.dispose()
    return found


def test_tallies_take_one_row_a_wave_and_group(office):
    more = tuple(Tally(f"q{n}", {"yes": n}, n) for n in range(40))
    with office.store.begin() as tx:
        tx.tallies.put("w1", (WHOLE, *more, *reversed(GROUPS)))
        assert tx.tallies.get("w1") == (WHOLE, *more, *GROUPS)
        assert tx.tallies.get("w2") == ()
    assert sorted(row.declared_group for row in rows(office, "tallies")) == ["", "ks3", "ks4"]


def test_a_wave_is_counted_once(office):
    with office.store.begin() as tx:
        tx.tallies.put("w1", [WHOLE])
        tx.comments.put("w1", WRITTEN)
    with pytest.raises(AlreadyFrozen, match="counted already"), office.store.begin() as tx:
        tx.tallies.put("w1", [WHOLE])
    with pytest.raises(AlreadyFrozen, match="comments already"), office.store.begin() as tx:
        tx.comments.put("w1", WRITTEN)


def test_a_wave_without_answers_has_empty_counts(office):
    with office.store.begin() as tx:
        tx.tallies.put("w1", [])
        tx.comments.put("w1", {})
        assert tx.tallies.get("w1") == ()
        assert tx.comments.get("w1") == tx.comments.count("w1") == {}


def test_comments_come_back_by_question_in_no_order(office):
    with office.store.begin() as tx:
        tx.comments.put("w1", WRITTEN)
    with office.store.read() as tx:
        assert tx.comments.count("w1") == {"better": 20, "other": 1}
        first, second = tx.comments.get("w1"), tx.comments.get("w1")
    assert {key: sorted(found) for key, found in first.items()} == {k: sorted(v) for k, v in WRITTEN.items()}
    assert first["better"] != WRITTEN["better"]
    assert first["better"] != second["better"]


def test_comments_are_stored_alike_and_unreadable_in_an_order_of_their_own(office):
    longest = "".join(chr(0x10000 + n * 7919 % 0xF0000) for n in range(500))
    with office.store.begin() as tx:
        tx.comments.put("w1", {"better": [(f"{n} words", False) for n in range(30)] + [(longest, True)]})
    stored = rows(office, "comments")
    assert {(len(bytes(row.id)), len(bytes(row.locked))) for row in stored} == {(16, COMMENT)}
    assert not any(b"words" in bytes(row.locked) for row in stored)
    assert set(stored[0]._mapping) == {"wave", "id", "question", "locked"}
    with office.store.read() as tx:
        assert (longest, True) in tx.comments.get("w1")["better"]


def test_comments_open_only_with_the_installations_keys(office, tmp_path):
    with office.store.begin() as tx:
        tx.comments.put("w1", WRITTEN)
        tx.comments._keyring = Keyring.create(tmp_path / "other.keys")
        with pytest.raises(Unreadable, match="A comment of wave w1 does not open"):
            tx.comments.get("w1")


def test_comments_can_be_destroyed(office):
    with office.store.begin() as tx:
        tx.comments.put("w1", WRITTEN)
        assert tx.comments.destroy("w1") == 21
        assert tx.comments.get("w1") == {}


@pytest.fixture
def several(office, wave):
    with office.store.begin() as tx:
        for name in ("w2", "w3", "a4"):
            tx.waves.add(wave.model_copy(update={"id": name}))
    return office


def test_releases_form_a_chain_in_the_order_published(several):
    with several.store.begin() as tx:
        assert tx.releases.latest_digest("hill") == ""
        for wave, digest, previous in (("w2", "bb", ""), ("a4", "aa", "bb"), ("w1", "cc", "aa")):
            tx.releases.put(wave, "hill", f"text of {wave}", digest, previous)
            assert tx.releases.latest_digest("hill") == digest
    with several.store.read() as tx:
        assert tx.releases.all("hill") == ("text of w2", "text of a4", "text of w1")
        assert tx.releases.get("a4") == "text of a4"
        assert tx.releases.get("w3") is None
        assert tx.releases.all("unknown") == ()
        assert tx.releases.latest_digest("unknown") == ""


def test_a_release_is_never_replaced_and_never_forks_the_chain(several):
    with several.store.begin() as tx:
        tx.releases.put("w1", "hill", "first", "aa", "")
    with pytest.raises(AlreadyFrozen, match="never replaced"), several.store.begin() as tx:
        tx.releases.put("w1", "hill", "second", "bb", "aa")
    with pytest.raises(AlreadyFrozen, match="came in between"), several.store.begin() as tx:
        tx.releases.put("w2", "hill", "second", "bb", "")
    with several.store.read() as tx:
        assert tx.releases.all("hill") == ("first",)


def test_a_release_missing_from_the_chain_is_noticed(several):
    with several.store.begin() as tx:
        tx.releases.put("w1", "hill", "first", "aa", "")
        tx.releases.put("w2", "hill", "second", "bb", "aa")
    engine = connect(several.url).execution_options(heard_writes=True)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM releases WHERE digest = 'aa'"))
    engine.dispose()
    with pytest.raises(AlreadyFrozen, match="A release of this setting is missing"), several.store.read() as tx:
        tx.releases.all("hill")


def test_an_audit_is_kept_per_setting_and_framework(office):
    with office.store.begin() as tx:
        tx.audits.put("hill", "ap-audit", '{"1.1": "first"}')
        tx.audits.put("hill", "ap-audit", '{"1.1": "Ā “second”"}')
        tx.audits.put("hill", "other", "{}")
    with office.store.read() as tx:
        assert tx.audits.get("hill", "ap-audit") == '{"1.1": "Ā “second”"}'
        assert tx.audits.get("hill", "other") == "{}"
        assert tx.audits.get("hill", "unknown") is None
    with pytest.raises(DatabaseFailed), office.store.begin() as tx:
        tx.audits.put("unknown", "ap-audit", "{}")
