"""A server that speaks Telegram's protocol and that we did not write, and phones that talk to it."""

import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import requests

HERE = Path(__file__).parent
PACKAGE = "node_modules/@vishtar/telegram-test-api"
TOKEN, NAME, SECRET = "123456:canary-live-token", "riverside_bot", "a-secret-of-thirty-characters-"


class Missing(Exception):
    """The server cannot be had here; the sentence says why."""


def installed():
    """Install the server from its lock file, once; it stays in a folder that git passes over."""
    if not shutil.which("node"):
        raise Missing("node is not installed")
    wanted = json.loads((HERE / "package-lock.json").read_text())["packages"][PACKAGE]["version"]
    have = HERE / PACKAGE / "package.json"
    if have.is_file() and json.loads(have.read_text())["version"] == wanted:
        return
    if not shutil.which("npm"):
        raise Missing("npm is not installed")
    try:
        run = subprocess.run(["npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund",
                              "--fetch-retries=1"], cwd=HERE, capture_output=True, text=True, timeout=180)
    except subprocess.TimeoutExpired:
        raise Missing("npm did not install it within three minutes") from None
    if run.returncode:
        why = next((line for line in run.stderr.splitlines() if "error" in line), "it gave no reason")
        raise Missing(f"npm could not install it ({why})")


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Standin:
    """One running server."""

    def __init__(self, folder):
        self.url = f"http://127.0.0.1:{free_port()}"
        self._web = requests.Session()
        self._log = (folder / "telegram.log").open("wb")
        self._process = subprocess.Popen(
            ["node", str(HERE / "server.js"), self.url.rpartition(":")[2]],
            stdout=self._log, stderr=self._log, env={"PATH": os.environ["PATH"], "HOME": str(folder)})
        self._wait()

    def _wait(self):
        for _ in range(200):
            if self._process.poll() is not None:
                raise Missing("it ended at once")
            try:
                return self.get("_toasts")
            except requests.ConnectionError:
                time.sleep(0.05)
        raise Missing("it did not answer within ten seconds")

    def stop(self):
        self._web.close()
        self._process.terminate()
        self._process.wait(10)
        self._log.close()

    def get(self, path):
        """Give what is to be read at `path`."""
        answer = self._web.get(f"{self.url}/{path}", timeout=5)
        answer.raise_for_status()
        return answer.json()["result"]

    def post(self, path, content=None):
        """Send `content` to `path`; give what comes back."""
        answer = self._web.post(f"{self.url}/{path}", json=content or {}, timeout=30)
        answer.raise_for_status()
        return answer.json()["result"]

    def fault(self, method, status, description, **parameters):
        """Have the next call of `method` refused."""
        self.post(f"_fault/{method}", {"status": status, "body": {
            "ok": False, "error_code": status, "description": description, "parameters": parameters}})

    def hang(self, method):
        """Have the next call of `method` left without an answer."""
        self.post(f"_fault/{method}", {"hang": True})


class Phone:
    """One person in a private chat with the bot, who takes two minutes over each thing that is typed."""

    def __init__(self, standin, chat):
        self.standin, self.chat = standin, chat
        self.now = int(time.time())

    def _later(self):
        self.now += 120
        return self.now

    @property
    def screen(self):
        """The chat as it stands, oldest message first."""
        return self.standin.get(f"_chat/{self.chat}")

    @property
    def said(self):
        """What the bot says in the chat as it stands."""
        return [message["text"] for message in self.screen if message["from"]["id"] != self.chat]

    def wait(self, for_, seconds=8.0):
        """Wait until the chat is as `for_(screen)` says; give the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if for_(screen := self.screen):
                return screen
            time.sleep(0.03)
        raise AssertionError(f"the chat never came to that; it shows {[one.get('text') for one in self.screen]}")

    def labels(self, message=None):
        """Give the labels of a message's buttons, the last message's unless one is given."""
        shown = message or self.screen[-1]
        rows = (shown.get("reply_markup") or {}).get("inline_keyboard", [])
        return [button["text"] for row in rows for button in row]

    def types(self, words=None, **other):
        """Send a message; give its id and the status the bot's webhook answered with."""
        made = {"message_id": self.standin.post("_id"), "date": self._later(), **self._people(), **other}
        if words is not None:
            made["text"] = words
        return made["message_id"], self.bring({"message": made})

    def edits(self, message_id, words):
        """Change a message that was sent."""
        return self.bring({"edited_message": {"message_id": message_id, "date": self.now, "edit_date": self._later(),
                                              "text": words, **self._people()}})

    def taps(self, label, message=None, **other):
        """Tap the button with this label under a message; unless one is given, under the last once it has buttons."""
        shown = message or self.wait(lambda screen: screen and self.labels(screen[-1]))[-1]
        carried = next(button["callback_data"] for row in shown["reply_markup"]["inline_keyboard"] for button in row
                       if button["text"] == label)
        return self.bring({"callback_query": {"id": f"q{time.monotonic_ns()}", "from": self._people()["from"],
                                              "message": shown, "data": carried}, **other})

    def blocks(self, status="kicked"):
        """Block the bot, or let it in again."""
        bot = {"id": 666, "is_bot": True, "first_name": "Riverside"}
        new = {"status": status, "user": bot} | ({"until_date": 0} if status == "kicked" else {})
        return self.bring({"my_chat_member": {
            "date": int(time.time()), "old_chat_member": {"status": "member", "user": bot}, "new_chat_member": new,
            **self._people()}})

    def bring(self, update):
        """Have Telegram bring an update to the bot; give the status it answered with."""
        return self.standin.post("_bring", update)

    def _people(self):
        return {"from": {"id": self.chat, "is_bot": False, "first_name": "Sam", "language_code": "en"},
                "chat": {"id": self.chat, "type": "private", "first_name": "Sam"}}
