"""A posted form as an inbound message."""

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import Inbound
from webhook.channels import CHANNELS
from webhook.channels.webchat import parse, plain

FIELDS = st.dictionaries(st.sampled_from(["step", "way", "pick", "words", "other"]),
                         st.lists(st.text(max_size=40), max_size=5))


def test_each_kind_of_form():
    assert parse({"step": ["3"], "pick": ["yes"]}) == Inbound(tap="yes", step=3)
    assert parse({"step": ["3"], "pick": ["a", "b"]}) == Inbound(tap="a,b", step=3)
    assert parse({"step": ["3"], "words": [" four \r\nfive "]}) == Inbound(words="four \nfive", step=3)
    assert parse({"step": ["3"], "way": ["/skip"], "pick": ["yes"]}) == Inbound(tap="/skip", step=3)
    assert parse({"step": ["3"], "way": ["skip"]}) == Inbound(tap="/skip", step=3)
    assert parse({}) == Inbound(step=0)


@given(FIELDS)
def test_no_form_is_a_fault(fields):
    read = CHANNELS["web"](fields)
    assert read.step is not None
    assert read.step >= 0
    assert "\x00" not in read.words + (read.tap or "")


@given(st.text())
def test_plain_words_are_made_once(words):
    assert plain(plain(words)) == plain(words)
