"""Reports overtake each other; what is known of a message never goes backwards."""

from itertools import permutations
from typing import get_args

from webhook.channels.contract import Delivery
from webhook.channels.texting.deliveries import LATER_STATES, STATES, may_follow


def test_every_state_has_its_row():
    assert set(LATER_STATES) == {"", *get_args(Delivery)} == {"", *STATES.values()}


def test_in_whatever_order_reports_come_delivered_stays_delivered():
    for order in permutations(get_args(Delivery)):
        known = ""
        for report in order:
            known = report if may_follow(known, report) else known
        assert known in ("delivered", "failed")
        if order.index("delivered") < order.index("failed"):
            assert known == "delivered"


def test_a_report_given_twice_is_no_news():
    assert not any(may_follow(state, state) for state in get_args(Delivery))


def test_what_is_not_known_follows_nothing():
    assert not may_follow("bogus", "sent")
    assert not may_follow("", "queued")
