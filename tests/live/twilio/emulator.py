"""A server that speaks Twilio's protocol and that we did not write: npm's emulate 0.11.2, on this computer only."""

import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import requests

HERE = Path(__file__).parent
PROGRAM = HERE / "node_modules/emulate/dist/index.js"
SID, TOKEN, SERVICE = "AC00000000000000000000000000000000", "twilio_test_auth_token", "MG" + "5" * 32
KEY, SECRET = "SK" + "7" * 32, "a_secret_of_the_key_of_the_tests"
OURS = "+447700900001"


class Missing(Exception):
    """The emulator cannot be had here; the sentence says why."""


def installed():
    """Install the emulator from its lock file, once; it stays in a folder that git passes over."""
    wanted = json.loads((HERE / "package-lock.json").read_text())["packages"]["node_modules/emulate"]["version"]
    have = HERE / "node_modules/emulate/package.json"
    if have.is_file() and json.loads(have.read_text())["version"] == wanted:
        return
    if not (shutil.which("node") and shutil.which("npm")):
        raise Missing("node and npm are not installed")
    try:
        run = subprocess.run(["npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE,
                             capture_output=True, text=True, timeout=180)
    except subprocess.TimeoutExpired:
        raise Missing("npm took longer than three minutes to install it") from None
    if run.returncode:
        told = [line for line in run.stderr.splitlines() if line.startswith("npm error")]
        raise Missing(f"npm could not install it: {next(iter(told), 'no reason given')}")


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Emulator:
    """One running emulator whose number, and service, send what comes in to `public`."""

    def __init__(self, folder, public):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.account = f"{self.url}/2010-04-01/Accounts/{SID}"
        seed = folder / "seed.json"
        seed.write_text(json.dumps({"twilio": {
            "account": {"sid": SID, "auth_token": TOKEN}, "api_keys": [{"sid": KEY, "secret": SECRET}],
            "phone_numbers": [{"phone_number": OURS, "sms_url": f"{public}/sms"}],
            "messaging_services": [{"sid": SERVICE, "friendly_name": "Survey line", "phone_numbers": [OURS],
                                    "inbound_request_url": f"{public}/sms"}]}}))
        self._log = (folder / "emulator.log").open("wb")
        self._process = subprocess.Popen(
            ["node", "--require", str(HERE / "loopback.cjs"), str(PROGRAM), "start", "--service", "twilio",
             "--port", str(self.port), "--seed", str(seed)],
            stdout=self._log, stderr=self._log, env={"PATH": os.environ["PATH"], "HOME": str(folder)})
        self._wait()

    def _wait(self):
        for _ in range(200):
            if self._process.poll() is not None:
                raise Missing("it ended at once")
            try:
                return self.messages()
            except requests.ConnectionError:
                time.sleep(0.05)
        raise Missing("it did not answer within ten seconds")

    def stop(self):
        self._process.terminate()
        self._process.wait(10)
        self._log.close()

    def messages(self, to=None):
        """Give the messages it holds, oldest first."""
        asked = requests.get(f"{self.account}/Messages.json", params={"To": to} if to else {}, auth=(SID, TOKEN),
                             timeout=5)
        asked.raise_for_status()
        return asked.json()["messages"][::-1]

    def write(self, sender, body, to=OURS):
        """Send a text from a phone to our number; give its sid."""
        made = requests.post(f"{self.url}/_twilio/simulate/inbound-message", auth=(SID, TOKEN), timeout=15,
                             data={"To": to, "From": sender, "Body": body})
        made.raise_for_status()
        return made.json()["sid"]

    def report(self, sid, status):
        """Have it report what became of a message."""
        requests.post(f"{self.url}/_twilio/simulate/message-status", auth=(SID, TOKEN), timeout=15,
                      data={"MessageSid": sid, "Status": status}).raise_for_status()
