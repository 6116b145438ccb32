"""The key file on disk: old bytes overwritten, safe against being killed, shared by processes."""

import json
import os
import subprocess
import sys
import threading

import pytest

from storage import keyfile
from storage.errors import KeyFileError
from storage.keyring import Keyring


@pytest.fixture
def path(tmp_path):
    return tmp_path / "heard.keys"


def test_the_bytes_of_a_destroyed_key_are_overwritten_where_they_lay(path):
    keys = Keyring.create(path)
    keys.new_wave("w1")
    with path.open("rb") as still_open:  # keeps the old file's bytes reachable after it is replaced
        old = still_open.read()
        keys.destroy_wave("w1")
        still_open.seek(0)
        assert still_open.read() == bytes(len(old))
    everything = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert json.loads(old)["waves"]["w1"].encode() not in everything
    assert sorted(file.name for file in path.parent.iterdir()) == ["heard.keys", "heard.keys.lock"]


def test_what_a_killed_process_left_is_overwritten_by_the_next(path):
    keys = Keyring.create(path)
    keys.new_wave("w1")
    content = path.read_bytes()
    old, new = path.with_name("heard.keys.old"), path.with_name("heard.keys.new")
    old.write_bytes(content)
    new.write_bytes(content)
    with old.open("rb") as still_old, new.open("rb") as still_new:
        Keyring.open(path)
        assert still_old.read() == still_new.read() == bytes(len(content))
    assert path.read_bytes() == content
    assert sorted(file.name for file in path.parent.iterdir()) == ["heard.keys", "heard.keys.lock"]


def test_a_process_killed_just_before_replacing_leaves_the_living_file_whole(path):
    keys = Keyring.create(path)
    keys.new_wave("w1")
    content = path.read_bytes()
    os.link(path, path.with_name("heard.keys.old"))
    assert Keyring.open(path).knows_wave("w1")
    assert path.read_bytes() == content
    assert not path.with_name("heard.keys.old").exists()


def test_several_processes_make_and_destroy_keys_without_losing_any(path):
    Keyring.create(path)
    program = ("import sys\nfrom storage.keyring import Keyring\nkeys = Keyring.open(sys.argv[1])\n"
               "for i in range(8):\n"
               "    keys.new_wave(f'{sys.argv[2]}_{i}'); keys.new_wave('shared'); keys.knows_wave('shared')\n"
               "    keys.destroy_wave(f'{sys.argv[2]}_{i - 1}')\n")
    running = [subprocess.Popen([sys.executable, "-c", program, str(path), name]) for name in "abc"]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert Keyring.open(path).waves == {"shared", "a_7", "b_7", "c_7"}


def test_a_reader_overtaken_by_a_change_reads_again(path):
    keys = Keyring.create(path)
    stop, wrong = threading.Event(), []

    def read():
        while not stop.is_set():
            try:
                Keyring.open(path)
            except KeyFileError as fault:
                wrong.append(fault)

    reader = threading.Thread(target=read)
    reader.start()
    for i in range(40):
        keys.new_wave(f"w{i}")
        keys.destroy_wave(f"w{i}")
    stop.set()
    reader.join()
    assert wrong == []


def test_a_disk_that_refuses_is_explained(path, monkeypatch):
    keys = Keyring.create(path)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keyfile.os, "link", full)
    with pytest.raises(KeyFileError, match="could not be changed: No space left on device"):
        keys.new_wave("w1")
    monkeypatch.undo()
    assert keys.new_wave("w1")
