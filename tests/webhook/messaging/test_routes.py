"""What providers call, through the web application; and the toy channel of docs/channels.md, as it stands there."""

import json
import re
import sys
import types
from pathlib import Path

import pytest

from webhook.app import create_app
from webhook.channels import ADDRESSED, Entry, building
from webhook.channels.contract import ChannelOff
from webhook.config import VARIABLES, Config
from webhook.sending import Sender

GUIDE = Path(__file__).parents[3] / "docs" / "channels.md"


@pytest.fixture
def toy_module(monkeypatch):
    """The toy of the guide, as a module; and its line in the table."""
    source, line = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)
    module = types.ModuleType("webhook.channels.toy")
    exec(compile(source, "docs/channels.md", "exec"), module.__dict__)
    monkeypatch.setitem(sys.modules, "webhook.channels.toy", module)
    name, entry = re.fullmatch(r'"(\w+)": (Entry\(.*\)),\n', line).groups()
    monkeypatch.setitem(ADDRESSED, name, eval(entry, {"Entry": Entry}))
    for variable in ("HEARD_TOY_FOLDER", "HEARD_TOY_SECRET"):
        monkeypatch.setitem(VARIABLES, variable, "the toy's")
    return module


@pytest.fixture
def guide(world, toy_module, tmp_path):
    """An installation with the toy channel of the guide, and its web application."""
    folder = tmp_path / "messages"
    folder.mkdir()
    config = Config.at(world.config.folder, HEARD_TOY_FOLDER=str(folder), HEARD_TOY_SECRET="s3cret")
    built = building.build(config)
    assert built.problems == ()
    world.toy = built.channels["toy"]
    world.open()
    app = create_app(config, world.store, world.clock, built.channels)
    sender = Sender(world.store, built.channels, world.clock, pause=lambda wait: world.clock.forward(seconds=wait))
    return Guided(world, app.test_client(), sender, folder)


class Guided:
    """Somebody who posts to /toy, and the folder in which answers lie."""

    def __init__(self, world, client, sender, folder):
        self.world, self.client, self.sender, self.folder, self.nth = world, client, sender, folder, 0

    def post(self, text, secret="s3cret", **more):
        self.nth += 1
        body = json.dumps({"from": "ann", "id": f"m{self.nth}", "text": text})
        return self.client.post("/toy", data=body, content_type="application/json",
                                headers={"X-Toy-Secret": secret} | more)

    def say(self, text):
        self.world.clock.forward(minutes=2)
        before = set(self.folder.iterdir())
        assert self.post(text).status_code == 200
        self.sender.drain()
        new = sorted(set(self.folder.iterdir()) - before, key=lambda file: file.stat().st_mtime_ns)
        return [file.read_text(encoding="utf-8").removeprefix("ann\n") for file in new]


def test_the_toy_channel_of_the_guide_works_from_code_to_tally(guide):
    code = guide.world.issue().code
    assert guide.say(code) == ["Hello from Riverside.", "1/3 Is your child safe here? Reply 1 Yes 2 No"]
    for words in ("1", "2", "More music.", "1"):
        last = guide.say(words)
    assert last[-1].startswith("Thank you")
    assert guide.world.counts() == ((1, 0, 1), 1)
    guide.world.clock.forward(minutes=11)
    guide.sender.drain()
    assert list(guide.folder.iterdir()) == []


def test_the_guides_toy_is_forty_lines_or_so():
    source = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)[0]
    assert len([line for line in source.splitlines() if line.strip()]) <= 45


def test_what_is_not_signed_is_refused_and_rubbish_is_answered(guide):
    assert guide.post("1", secret="guessed").status_code == 403
    answer = guide.client.post("/toy", data=b"\xff{", headers={"X-Toy-Secret": "s3cret"})
    assert answer.status_code == 200
    assert answer.mimetype == "text/xml"
    assert b"<Response></Response>" in answer.data
    assert guide.client.post("/toy/status/x", data="{}", headers={"X-Toy-Secret": "s3cret"}).status_code == 200
    assert guide.client.get("/toy").status_code == 405
    assert guide.client.post("/telegram", data="{}").status_code == 400, "no provider is set up there"


def test_providers_are_not_held_to_the_rules_for_our_own_forms(guide):
    assert guide.post("1", Origin="https://stranger.example").status_code == 200
    assert guide.client.post("/chat", data="{}", content_type="application/json").status_code == 400


def test_a_request_that_is_too_large_is_not_read(guide):
    assert guide.post("x" * 400_000).status_code == 413


def test_a_channel_that_is_set_up_wrongly_says_so_and_the_rest_works(toy_module, tmp_path):
    built = building.build(Config.at(tmp_path, HEARD_TOY_SECRET="s"))
    assert built.channels == {}
    assert built.problems == ("HEARD_TOY_FOLDER is missing. Name a folder for messages.",)
    with pytest.raises(ChannelOff):
        toy_module.build(Config.at(tmp_path))


def test_a_channel_of_which_nothing_is_set_is_simply_off(toy_module, tmp_path):
    assert building.build(Config.at(tmp_path)) == building.Built({}, ())
