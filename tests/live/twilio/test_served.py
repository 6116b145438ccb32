"""`heard serve` alone, in a process of its own: a parent texts the code from a slip, answers, and stops."""

import os
import subprocess
import sys
import time

import pytest
import requests

from tests.webhook.sms.riverside import WAVE, Riverside

PHONE, PATIENCE = "+447700900190", 20.0


@pytest.fixture
def code(environment, emulator):
    """The typed code of an invitation to an open wave, of an installation that nobody has open."""
    riverside = Riverside(environment, emulator)
    with riverside.store.begin() as tx:
        issued, = tx.invitations.issue(WAVE, 1)
    riverside.store.close()
    return issued.code


@pytest.fixture
def served(environment, address, code, tmp_path):
    """The log of a running `heard serve`."""
    log = tmp_path / "log"
    own = environment | {"HEARD_PORT": address.rpartition(":")[2], "PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    with log.open("wb") as output:
        running = subprocess.Popen([sys.executable, "-m", "webhook.cli", "serve"], env=own, stdout=output,
                                   stderr=output)
        try:
            _wait_for(lambda: _answers(address), "heard serve did not start")
            yield log
        finally:
            running.terminate()
            running.wait(20)


def _answers(address):
    try:
        return requests.get(f"{address}/chat", timeout=2).status_code
    except requests.ConnectionError:
        return None


def _wait_for(look, fault):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError(fault)


def test_from_the_code_on_a_slip_to_stop(served, emulator, code):
    def write(words, wanted):
        before = len(emulator.messages(PHONE))
        emulator.write(PHONE, words)
        _wait_for(lambda: any(wanted in text["body"] for text in emulator.messages(PHONE)[before:]),
                  f"no {wanted!r} came in answer")

    write(code, "STOP to opt out")
    for reply, wanted in (("yes", "1/11"), ("1", "2/11"), ("Agree", "3/11"), ("two", "4/11")):
        write(reply, wanted)
    write("stop texting me", "opted out")
    log = served.read_text()
    assert not any(secret in log for secret in (PHONE, PHONE[1:], code, "twilio_test_auth_token", "Agree"))
