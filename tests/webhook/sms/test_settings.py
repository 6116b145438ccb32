"""What is missing or wrong is named at once; the channel is then off, and says what to do."""

from pathlib import Path

import pytest

from webhook.channels import sms, whatsapp
from webhook.channels.building import build
from webhook.channels.contract import ChannelOff
from webhook.channels.texting.account import RULES
from webhook.config import VARIABLES, Config


@pytest.fixture
def config(tmp_path: Path):
    def read(*environments, **more):
        merged = {"HEARD_DIR": str(tmp_path)}
        for one in (*environments, more):
            merged |= one
        return Config.read(merged)
    return read


def problems(build, config):
    with pytest.raises(ChannelOff) as off:
        build(config)
    return off.value.problems


WHATSAPP = {"HEARD_WHATSAPP_FROM": "+447700900001"}


def test_sms_by_number(config, environment):
    channel = sms.build(config(environment))
    assert (channel.name, channel.rendering, channel.kind, channel.forgets) == ("sms", "sms", "phone", "at_end")


def test_sms_by_messaging_service_region_and_key(config, environment):
    del environment["HEARD_TWILIO_FROM"]
    sms.build(config(environment, HEARD_TWILIO_MESSAGING_SERVICE="MG" + "0" * 32, HEARD_TWILIO_REGION="ie1",
                     HEARD_TWILIO_EDGE="dublin", HEARD_TWILIO_API_KEY="SK" + "0" * 32,
                     HEARD_TWILIO_API_SECRET="s" * 32, HEARD_TWILIO_REDACTION="off"))


def test_whatsapp_needs_no_sender_of_sms(config, environment):
    del environment["HEARD_TWILIO_FROM"]
    here = config(environment, WHATSAPP)
    assert whatsapp.build(here).name == "whatsapp"
    assert problems(sms.build, here) == ()


def test_a_wrong_sender_of_sms_leaves_whatsapp_on(config, environment):
    here = config(environment, WHATSAPP, HEARD_TWILIO_FROM="RIVERSIDE")
    assert whatsapp.build(here).name == "whatsapp"
    assert [fault.split()[0] for fault in problems(sms.build, here)] == ["HEARD_TWILIO_FROM"]


def test_everything_missing_is_named_at_once(config):
    named = problems(sms.build, config(HEARD_TWILIO_REGION="ie1"))
    assert [fault.split()[0] for fault in named] == [
        "HEARD_TWILIO_ACCOUNT_SID", "HEARD_TWILIO_AUTH_TOKEN", "HEARD_PUBLIC_BASE_URL",
        "HEARD_TWILIO_MESSAGING_SERVICE"]
    assert [fault.split()[0] for fault in problems(whatsapp.build, config(HEARD_TWILIO_REGION="ie1"))][-1] == (
        "HEARD_WHATSAPP_FROM")


@pytest.mark.parametrize(("name", "wrong"), [
    ("HEARD_TWILIO_ACCOUNT_SID", "AC123"), ("HEARD_TWILIO_ACCOUNT_SID", "SK" + "0" * 32),
    ("HEARD_TWILIO_AUTH_TOKEN", "short"), ("HEARD_TWILIO_API_KEY", "AC" + "0" * 32),
    ("HEARD_TWILIO_MESSAGING_SERVICE", "PN" + "0" * 32), ("HEARD_TWILIO_FROM", "07700 900001"),
    ("HEARD_TWILIO_FROM", "Riverside"), ("HEARD_TWILIO_REGION", "Ireland"), ("HEARD_TWILIO_EDGE", "Dublin 2"),
    ("HEARD_TWILIO_REDACTION", "maybe"), ("HEARD_TWILIO_API_URL", "https://evil.example"),
    ("HEARD_TWILIO_API_SECRET", "?" * 40)])
def test_what_is_wrong_is_named_without_being_shown(config, environment, name, wrong):
    named = problems(sms.build, config(environment, {name: wrong}))
    about = [fault for fault in named if fault.startswith(name)]
    assert about and RULES[name].remedy in about[0]
    assert not any(wrong in fault for fault in named if len(wrong) > 8)


@pytest.mark.parametrize(("name", "wrong"), [("HEARD_WHATSAPP_FROM", "whatsapp:+447700900001"),
                                             ("HEARD_WHATSAPP_REMINDER", "reminder"),
                                             ("HEARD_WHATSAPP_INVITATION", "x")])
def test_what_is_wrong_with_whatsapp(config, environment, name, wrong):
    assert problems(whatsapp.build, config(environment, WHATSAPP, {name: wrong}))[0].startswith(name)


def test_half_an_api_key(config, environment):
    fault, = problems(sms.build, config(environment, HEARD_TWILIO_API_KEY="SK" + "0" * 32))
    assert fault.startswith("HEARD_TWILIO_API_SECRET is missing")


def test_an_address_that_only_this_computer_knows(config, environment):
    local = {"HEARD_PUBLIC_BASE_URL": "http://127.0.0.1:8000"}
    fault, = problems(sms.build, config(environment, local))
    assert "HEARD_PUBLIC_BASE_URL" in fault
    sms.build(config(environment, local, HEARD_TEST_MODE="1"))


def test_a_stand_in_for_twilio_is_for_tests_only(config, environment):
    stand_in = {"HEARD_TWILIO_API_URL": "http://127.0.0.1:4010"}
    fault, = problems(sms.build, config(environment, stand_in))
    assert "HEARD_TEST_MODE" in fault
    sms.build(config(environment, stand_in, HEARD_TEST_MODE="1"))


def test_every_setting_is_a_variable_of_heard():
    assert set(RULES) <= set(VARIABLES)


def test_no_secret_is_shown_when_the_account_is_printed(account, twilio):
    assert twilio.token not in repr(account)


def test_what_sms_and_whatsapp_share_is_named_once_and_both_are_off(config, environment):
    built = build(config(environment, WHATSAPP, HEARD_TWILIO_AUTH_TOKEN="short", HEARD_TWILIO_FROM="nobody"))
    assert built.channels == {}
    assert [fault.split()[0] for fault in built.problems] == ["HEARD_TWILIO_AUTH_TOKEN", "HEARD_TWILIO_FROM"]


def test_without_any_setting_nothing_is_wrong_and_nothing_is_on(config):
    assert build(config()) == ({}, ())
