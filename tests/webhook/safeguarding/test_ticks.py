"""Released on the quarter of an hour; told at the tick; told again until somebody has read it."""

import datetime as dt
from zoneinfo import ZoneInfo

from webhook.demo.recipients import FIRST, SECOND
from webhook.safeguarding import alerts
from webhook.safeguarding.watch import Watch

LONDON = ZoneInfo("Europe/London")
MS_OKAFOR, DR_LINDQVIST = "ms.okafor@example.org", "dr.lindqvist@example.org"
ADDRESS = "https://voice.example"


def send(world, post):
    return alerts.send(world.store, post, ADDRESS, world.clock.now)


def waiting(world):
    with world.store.read() as tx:
        return tx.concerns.queued(), tx.concerns.waiting()


def test_the_first_recipient_is_told_that_something_waits_and_never_what(world, post):
    world.says("my stepdad hits me", question="What would you change?")
    world.tick()
    assert send(world, post) == 1
    ((to, subject, text),) = post.letters
    assert to == MS_OKAFOR
    assert f"{ADDRESS}/console" in text
    for secret in ("stepdad", "hits", "What would you change", "1", "urgent"):
        assert secret not in subject + text.replace("https://voice.example", "")


def test_one_e_mail_however_much_waits(world, post):
    world.says(*(f"words {number}" for number in range(9)))
    world.tick()
    send(world, post)
    assert post.addresses == [MS_OKAFOR]
    assert send(world, post) == 0


def test_nothing_waits_nobody_is_told(world, post):
    world.tick()
    assert send(world, post) == 0


def test_after_four_school_hours_the_second_is_told_too(world, post):
    world.says("a b c")  # Monday at ten
    world.tick()
    send(world, post)
    world.tick(60 * 4 - 15)
    send(world, post)
    assert post.addresses == [MS_OKAFOR]
    world.tick(15)
    send(world, post)
    assert post.addresses == [MS_OKAFOR, MS_OKAFOR, DR_LINDQVIST]


def test_and_both_again_until_somebody_has_read_it(world, post):
    world.says("a b c")
    world.tick()
    for _ in range(24 * 3):  # three days
        world.tick(60)
        send(world, post)
    assert post.addresses.count(DR_LINDQVIST) in (3, 4, 5)
    with world.store.begin() as tx:
        for item in tx.concerns.delivered():
            tx.concerns.acknowledge(item.id, SECOND, world.clock.now.date())
    told = len(post.letters)
    for _ in range(24):
        world.tick(60)
        send(world, post)
    assert len(post.letters) == told


def test_nights_and_weekends_do_not_count(world, post):
    world.clock.now = dt.datetime(2026, 11, 27, 14, 40, tzinfo=dt.UTC)  # Friday
    world.says("a b c")
    world.tick()
    send(world, post)
    for _ in range(21):  # to Monday at eleven
        world.tick(3 * 60 + 10)
    send(world, post)
    assert post.addresses == [MS_OKAFOR]
    world.tick(60 * 3)
    send(world, post)
    assert DR_LINDQVIST in post.addresses


def test_where_one_address_fails_the_other_hears_of_it_at_once(world, post):
    world.says("a b c")
    world.tick()
    post.broken.add(MS_OKAFOR)
    send(world, post)
    assert post.addresses == [DR_LINDQVIST]
    with world.store.read() as tx:
        assert tx.alerts.troubled()
    post.broken.clear()
    world.wait(6)
    send(world, post)
    assert post.addresses == [DR_LINDQVIST, MS_OKAFOR]
    with world.store.read() as tx:
        assert not tx.alerts.troubled()


def test_a_dead_mail_server_is_tried_for_hours_and_loses_nothing(world, post):
    world.says("a b c")
    world.tick()
    post.broken |= {MS_OKAFOR, DR_LINDQVIST}
    for _ in range(20):
        send(world, post)
        world.wait(10)
    assert post.letters == []
    post.broken.clear()
    world.wait(180)
    send(world, post)
    assert set(post.addresses) == {MS_OKAFOR, DR_LINDQVIST}
    assert waiting(world) == (0, 1)


def test_what_a_killed_process_was_sending_is_sent_again(world, post):
    world.says("a b c")
    world.tick()
    with world.store.begin() as tx:
        assert tx.alerts.claim(int(world.clock.now.timestamp()))
    assert send(world, post) == 0
    world.wait(11)
    assert send(world, post) == 1


def test_where_the_first_is_locked_the_second_is_told(world, post):
    with world.store.begin() as tx:
        tx.accounts.lock(world.account(FIRST).id)
    world.says("a b c")
    world.tick()
    send(world, post)
    assert post.addresses == [DR_LINDQVIST]


def test_the_watch_releases_at_the_quarter_and_not_before(world, post):
    world.clock.now = dt.datetime(2026, 11, 23, 10, 1, tzinfo=dt.UTC)
    watch = Watch(world.store, post, ADDRESS, LONDON, world.clock)
    world.says("a b c")
    for minute in (2, 9, 14):
        world.clock.now = dt.datetime(2026, 11, 23, 10, minute, tzinfo=dt.UTC)
        watch.look()
        assert waiting(world) == (1, 0)
    world.clock.now = dt.datetime(2026, 11, 23, 10, 15, tzinfo=dt.UTC)
    watch.look()
    assert waiting(world) == (0, 1)
    assert post.addresses == [MS_OKAFOR]
    world.says("d e f")
    watch.look()
    assert waiting(world) == (1, 1)


def test_starting_again_releases_nothing_early(world, post):
    world.clock.now = dt.datetime(2026, 11, 23, 10, 1, tzinfo=dt.UTC)
    world.says("a b c")
    Watch(world.store, post, ADDRESS, LONDON, world.clock).look()
    assert waiting(world) == (1, 0)


def test_once_read_only_the_day_is_kept_and_it_goes_after_thirty_days(world):
    from storage import retention
    world.says("a b c")
    world.tick()
    with world.store.begin() as tx:
        (item,) = tx.concerns.delivered()
        assert item.tick % 96 != 0
        tx.concerns.acknowledge(item.id, FIRST, world.clock.now.date())
        (read,) = tx.concerns.acknowledged()
        assert read.tick % 96 == 0
    assert retention.run(world.store, world.clock.now.date() + dt.timedelta(days=30)).safeguarding == 0
    assert retention.run(world.store, world.clock.now.date() + dt.timedelta(days=31)).safeguarding == 1


def test_what_nobody_has_read_is_never_deleted(world):
    from storage import retention
    world.says("a b c")
    world.tick()
    world.says("d e f")
    retention.run(world.store, world.clock.now.date() + dt.timedelta(days=3650))
    assert waiting(world) == (1, 1)
