"""A stand-in for Telegram, and the channel that talks to it."""

import os

import pytest

from tests.live.telegram.answering import SAM, begin
from tests.live.telegram.running import Running
from tests.live.telegram.standin import NAME, SECRET, TOKEN, Missing, Phone, Standin, free_port, installed
from webhook.channels import telegram
from webhook.config import Config

UNTESTED = "TELEGRAM AGAINST A SERVER THAT SPEAKS ITS PROTOCOL WAS NOT TESTED"


def _unable(reason):
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"{UNTESTED}: {reason}. In CI it must be.")
    pytest.skip(f"{UNTESTED}: {reason}")


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    """The server, installed and running."""
    try:
        installed()
        running = Standin(tmp_path_factory.mktemp("telegram"))
    except Missing as missing:
        _unable(str(missing))
    yield running
    running.stop()


@pytest.fixture
def standin(program):
    """The server with no chats; its numbers go on from test to test, as Telegram's do."""
    program.post("_reset")
    return program


@pytest.fixture
def environment(tmp_path, standin):
    """The settings of an installation whose bot is at the stand-in."""
    return {"HEARD_DIR": str(tmp_path / "heard"), "HEARD_PUBLIC_BASE_URL": f"http://127.0.0.1:{free_port()}",
            "HEARD_TEST_MODE": "1", "HEARD_TELEGRAM_TOKEN": TOKEN, "HEARD_TELEGRAM_BOT": NAME,
            "HEARD_TELEGRAM_SECRET": SECRET, "HEARD_TELEGRAM_API_URL": standin.url}


@pytest.fixture
def channel(environment):
    made = telegram.build(Config.read(environment))
    yield made
    made.bridge.close()


@pytest.fixture
def core(environment, channel):
    made = Running(environment, channel)
    yield made
    made.stop()


@pytest.fixture
def sam(core, standin):
    """Somebody at the first question."""
    phone = Phone(standin, SAM)
    begin(phone, core.invite()[0])
    return phone


def pytest_collection_modifyitems(items):
    """Keep these tests on one worker, so that the server is installed once."""
    for item in items:
        if "live/telegram" in str(item.path):
            item.add_marker(pytest.mark.xdist_group("telegram"))


def pytest_terminal_summary(terminalreporter):
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    if any(UNTESTED in reason for reason in skipped):
        terminalreporter.section(UNTESTED, "!", red=True, bold=True)
