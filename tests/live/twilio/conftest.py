"""An emulator of Twilio and the channel that talks to it, with a web server that takes what it sends."""

import os
import threading

import pytest
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from tests.live.twilio.emulator import OURS, SERVICE, SID, TOKEN, Emulator, Missing, free_port, installed
from webhook.channels import sms
from webhook.channels.contract import Forged, Raw
from webhook.config import Config

UNTESTED = "SMS AGAINST A SERVER THAT SPEAKS TWILIO'S PROTOCOL WAS NOT TESTED"


def _unable(reason):
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"{UNTESTED}: {reason}. In CI it must be.")
    pytest.skip(f"{UNTESTED}: {reason}")


@pytest.fixture(scope="session")
def address():
    """Where Heard listens in these tests."""
    return f"http://127.0.0.1:{free_port()}"


@pytest.fixture(scope="session")
def emulator(tmp_path_factory, address):
    try:
        installed()
        running = Emulator(tmp_path_factory.mktemp("emulator"), address)
    except Missing as missing:
        _unable(str(missing))
    yield running
    running.stop()


@pytest.fixture
def environment(tmp_path, emulator, address):
    return {"HEARD_DIR": str(tmp_path / "heard"), "HEARD_PUBLIC_BASE_URL": address, "HEARD_TEST_MODE": "1",
            "HEARD_TWILIO_ACCOUNT_SID": SID, "HEARD_TWILIO_AUTH_TOKEN": TOKEN,
            "HEARD_TWILIO_MESSAGING_SERVICE": SERVICE, "HEARD_TWILIO_FROM": OURS,
            "HEARD_TWILIO_API_URL": emulator.url}


@pytest.fixture
def channel(environment):
    return sms.build(Config.read(environment))


class Desk:
    """Takes what the emulator sends, as Heard's own route does, and keeps what the channel reads in it."""

    def __init__(self, channel, address):
        self.channel, self.address = channel, address
        self.came, self.forged = [], 0

    def __call__(self, environ, start_response):
        request = Request(environ)
        fields = tuple(request.form.items(multi=True))
        headers = {name.lower(): value for name, value in request.headers}
        raw = Raw(self.address + request.full_path.rstrip("?"), headers, b"", request.form.to_dict(), fields)
        try:
            self.channel.verify(raw)
            self.came += self.channel.parse(raw)
        except Forged:
            self.forged += 1
        return Response("<Response/>", mimetype="text/xml")(environ, start_response)


@pytest.fixture
def desk(channel, address):
    desk = Desk(channel, address)
    with serving(desk, address):
        yield desk


class serving:
    """Serves an application at an address, in a thread, until it is left."""

    def __init__(self, app, address):
        self._server = make_server("127.0.0.1", int(address.rpartition(":")[2]), app, threaded=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def pytest_collection_modifyitems(items):
    """Keep these tests on one worker: the emulator sends everything to one address."""
    for item in items:
        if "live/twilio" in str(item.path):
            item.add_marker(pytest.mark.xdist_group("twilio"))


def pytest_terminal_summary(terminalreporter):
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    if any(UNTESTED in reason for reason in skipped):
        terminalreporter.section(UNTESTED, "!", red=True, bold=True)
