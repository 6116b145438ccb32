"""One web-chat answer, durable on disk, beside a bare Flask insert on the same server and disk."""

import http.client
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

import serving

CLIENTS = (1, 8)
SECONDS = 4.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def measure() -> Iterator[tuple[str, str, str, str]]:
    """Run each load for a few seconds, ours and the bare one in turn."""
    with tempfile.TemporaryDirectory() as folder:
        for clients in CLIENTS:
            ours = _load("heard", Path(folder) / f"heard{clients}", clients)
            bare = _load("bare", Path(folder) / f"bare{clients}", clients)
            yield (f"web-chat answer, {clients} client{'s' if clients > 1 else ''}",
                   f"{ours[0]:,.0f}/s, p99 {ours[1]:.1f} ms", f"{bare[0]:,.0f}/s, p99 {bare[1]:.1f} ms, bare insert",
                   f"{ours[0] / bare[0]:.2f}")


def _load(kind: str, folder: Path, clients: int) -> tuple[float, float]:
    folder.mkdir()
    tokens = serving.prepare(folder, clients) if kind == "heard" else [[] for _ in range(clients)]
    server = subprocess.Popen([sys.executable, serving.__file__, kind, str(folder)],
                              stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    port = int(server.stdout.readline())
    taken: list[float] = []
    try:
        wait(port)
        threads = [threading.Thread(target=_client, args=(_answers(kind, port, mine), taken)) for mine in tokens]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        server.terminate()
        server.wait()
    return len(taken) / SECONDS, 1000 * quantiles(taken, n=100)[98]


def _client(answers: Iterator[Callable[[], None]], taken: list[float]) -> None:
    next(answers)()
    until = time.perf_counter() + SECONDS
    for answer in answers:
        began = time.perf_counter()
        if began > until:
            return
        answer()
        taken.append(time.perf_counter() - began)
    raise SystemExit("the load ran out of invitations: give serving.EACH more")


def _answers(kind: str, port: int, tokens: list[str]) -> Iterator[Callable[[], None]]:
    """Give one answer after another to be timed; coming in and reading the page are not part of it."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    while kind == "bare":
        yield lambda: _post(connection, "/", {"answer": "yes"}, {})
    for token in tokens:
        entered = _post(connection, "/chat/enter", {"token": token}, {})
        cookie = "; ".join(part.split(";")[0] for part in entered.get_all("Set-Cookie") or [])
        connection.request("GET", "/chat", headers={"Cookie": cookie})
        step = _step(connection.getresponse().read().decode())
        for number in range(serving.QUESTIONS):
            form = {"step": str(step + number), "pick": "agree"}
            yield lambda form=form, cookie=cookie: _post(connection, "/chat", form, {"Cookie": cookie})


def _post(connection: http.client.HTTPConnection, path: str, form: dict[str, str],
          headers: dict[str, str]) -> http.client.HTTPMessage:
    connection.request("POST", path, urlencode(form), FORM | headers)
    response = connection.getresponse()
    body = response.read()
    assert response.status == 303, (path, response.status, body[:300])
    return response.headers


def _step(page: str) -> int:
    found = re.search(r'name="step" value="(\d+)"', page)
    assert found, page[:400]
    return int(found.group(1))


def wait(port: int) -> None:
    for _ in range(200):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("the server did not start")
