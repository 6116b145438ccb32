"""The demo: whole, clean each time, the same for the same seed, and harmless to other folders."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import docx
import pytest

from storage.keyring import Keyring
from storage.store import Store
from webhook.config import Config

HEARD = Path(sys.executable).with_name("heard")


def demo(folder, *words):
    done = subprocess.run([HEARD, "demo", "--no-serve", "--dir", str(folder), *words],
                          capture_output=True, text=True)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def digests(folder):
    config = Config.at(folder)
    with Store.open(config.database, Keyring.open(config.keys)) as store, store.read() as tx:
        return list(tx.releases.all("harbour_lane"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "setting"
    done = demo(folder, "--seed", "7")
    assert done.returncode == 0, done.stderr
    return folder


def test_it_writes_the_audit_and_three_summaries_in_three_formats(made):
    names = {file.name for file in (made / "papers").iterdir()}
    assert names == {f"{paper}.{format_}" for paper in ("audit", "summary-pupil", "summary-parent", "summary-staff")
                     for format_ in ("html", "pdf", "docx")}


def test_the_audit_has_evidence_and_leaves_positions_to_the_lead(made):
    html = (made / "papers" / "audit.html").read_text()
    assert "pupils" in html
    assert "Position" in html
    words = "\n".join(cell.text for table in docx.Document(str(made / "papers" / "audit.docx")).tables
                      for row in table.rows for cell in row.cells)
    assert words.count("Embedded\nIn progress\nNot started") >= 35


def test_the_same_seed_says_the_same_and_another_does_not(made, tmp_path):
    before = digests(made)
    assert len(before) == 3
    assert demo(made, "--seed", "7").returncode == 0, "a second run starts clean"
    assert digests(made) == before
    other = tmp_path / "other"
    assert demo(other, "--seed", "8").returncode == 0
    assert digests(other) != before


def test_it_never_deletes_what_is_not_a_demo(tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("Dear parents")
    done = demo(tmp_path / "letters")
    assert done.returncode == 1
    assert "--dir" in done.stderr
    assert (tmp_path / "letters" / "dear.txt").read_text() == "Dear parents"


def test_stopping_it_half_way_leaves_nothing_broken(tmp_path):
    folder = tmp_path / "setting"
    running = subprocess.Popen([HEARD, "demo", "--no-serve", "--dir", str(folder)], stderr=subprocess.PIPE, text=True)
    while not (folder / "database" / "heard.db").exists():
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 1
    assert "begins it afresh" in err
    assert "Traceback" not in err
    assert demo(folder).returncode == 0


def test_a_missing_document_is_one_clear_line(tmp_path):
    done = demo(tmp_path / "setting", "--audit", str(tmp_path / "none.docx"))
    assert done.returncode == 1
    assert "none.docx" in done.stderr


def test_it_serves_its_links_and_ends_with_ctrl_c(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = subprocess.Popen([HEARD, "demo", "--dir", str(tmp_path / "s"), "--port", str(port)],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               env=os.environ | {"PYTHONUNBUFFERED": "1"})
    try:
        links = []
        for line in running.stdout:
            links += [word for word in line.split() if word.startswith("http")]
            if "Ctrl-C" in line:
                break
        assert len(links) == 4
        pages = [_page(link) for link in links[:3]]
        assert all("<!doctype html>" in page.lower() for page in pages)
        assert "Harbour Lane" in pages[1]
        assert "1.1" in pages[2]
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
        assert running.returncode == 0
        assert "Traceback" not in err
    finally:
        running.kill()
        running.wait()


def _page(link):
    until = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(link.partition("#")[0], timeout=5) as response:
                return response.read().decode()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
