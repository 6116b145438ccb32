"""Wrong typed codes."""

from sqlalchemy import text

from storage.database import connect
from storage.guesses import AN_HOUR


def test_a_client_may_try_so_often_in_an_hour_and_again_in_the_next(office):
    with office.store.begin() as tx:
        for _ in range(AN_HOUR):
            assert tx.guesses.allowed(b"10.0.0.1", 500_000)
            tx.guesses.add(b"10.0.0.1", 500_000)
        assert not tx.guesses.allowed(b"10.0.0.1", 500_000)
        assert tx.guesses.allowed(b"10.0.0.2", 500_000)
        assert tx.guesses.allowed(b"10.0.0.1", 500_001)
        assert not tx.guesses.allowed(b"10.0.0.1", 500_000, most=3)


def test_all_clients_together_are_counted_too(office):
    with office.store.begin() as tx:
        for client in (b"a", b"a", b"b"):
            tx.guesses.add(client, 7)
        assert (tx.guesses.total(7), tx.guesses.total(8)) == (3, 0)


def test_counts_are_wiped(office):
    with office.store.begin() as tx:
        tx.guesses.add(b"a", 7)
        tx.guesses.add(b"a", 8)
        assert tx.guesses.wipe(8) == 1
        assert (tx.guesses.total(7), tx.guesses.total(8)) == (0, 1)


def test_no_address_is_kept(office):
    with office.store.begin() as tx:
        tx.guesses.add(b"10.0.0.1", 7)
    engine = connect(office.url)
    with engine.begin() as connection:
        (row,) = connection.execute(text("SELECT * FROM guesses")).all()
    engine.dispose()
    assert b"10.0.0.1" not in bytes(row.client)
    assert (len(bytes(row.client)), row.hour, row.tries) == (32, 7, 1)
