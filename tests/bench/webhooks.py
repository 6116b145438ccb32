"""One answer by SMS and by Telegram as its provider brings it, durable on disk, beside a bare Flask insert.

Each message is one person's answer to a question: checked, claimed, understood, kept, and its own answer queued.
"""

import http.client
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

import webhook_server
from chat import FORM, wait
from twilio.request_validator import RequestValidator
from webhook_server import PUBLIC, SECRET, TOKEN

CLIENTS = (1, 8, 32)
SECONDS = 3.0
PEOPLE = 2400
"""People who answer, each once; where they run out before the time, the rate is that of the time they took."""
KINDS = ("sms", "telegram")
Post = tuple[str, bytes, dict[str, str]]


def measure() -> Iterator[tuple[str, str, str, str]]:
    """Run each load for a few seconds, ours and the bare one in turn."""
    with tempfile.TemporaryDirectory() as folder:
        for clients in CLIENTS:
            bare = _load("bare", Path(folder) / f"bare{clients}", clients)
            for kind in KINDS:
                ours = _load(kind, Path(folder) / f"{kind}{clients}", clients)
                yield (f"{kind} webhook, {clients} client{'s' if clients > 1 else ''}",
                       f"{ours[0]:,.0f}/s, p99 {ours[1]:.1f} ms",
                       f"{bare[0]:,.0f}/s, p99 {bare[1]:.1f} ms, bare insert", f"{ours[0] / bare[0]:.2f}")


def _load(kind: str, folder: Path, clients: int) -> tuple[float, float]:
    folder.mkdir()
    if kind != "bare":
        webhook_server.prepare(kind, folder, PEOPLE)
    server = subprocess.Popen([sys.executable, webhook_server.__file__, kind, str(folder)],
                              stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    port, taken = int(server.stdout.readline()), []
    people = range(PEOPLE)
    try:
        wait(port)
        warm = threading.Barrier(clients + 1)
        threads = [threading.Thread(target=_client, args=(port, _posts(kind, people[n::clients]), taken, warm))
                   for n in range(clients)]
        for thread in threads:
            thread.start()
        warm.wait()
        began = time.perf_counter()
        for thread in threads:
            thread.join()
        lasted = time.perf_counter() - began
    finally:
        server.terminate()
        server.wait()
    if kind != "bare":
        webhook_server.check(kind, folder, len(taken))
    return len(taken) / lasted, 1000 * quantiles(taken, n=100)[98]


def _client(port: int, posts: Iterator[Post], taken: list[float], warm: threading.Barrier) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    _send(connection, next(posts))  # The first one loads texts and statements, which a server has long done.
    warm.wait()
    until = time.perf_counter() + SECONDS
    for post in posts:
        began = time.perf_counter()
        if began > until:
            return
        _send(connection, post)
        taken.append(time.perf_counter() - began)


def _send(connection: http.client.HTTPConnection, post: Post) -> None:
    path, body, headers = post
    connection.request("POST", path, body, headers)
    response = connection.getresponse()
    told = response.read()
    assert response.status in (200, 303), (path, response.status, told[:300])


def _posts(kind: str, people: range) -> Iterator[Post]:
    """Give one request after another; making and signing it is not timed."""
    make: dict[str, Callable[[int], Post]] = {"sms": _text, "telegram": _update, "bare": _plain}
    return map(make[kind], people) if kind != "bare" else iter(lambda: _plain(0), None)


def _text(person: int) -> Post:
    form = {"MessageSid": f"SM{person:032x}", "From": webhook_server.address("sms", person), "Body": "1"}
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/sms", form)
    return "/sms", urlencode(form).encode(), FORM | {"X-Twilio-Signature": signature}


def _update(person: int) -> Post:
    chat = int(webhook_server.address("telegram", person))
    message = {"message_id": 7, "date": 1795600000, "text": "1", "chat": {"id": chat, "type": "private"},
               "from": {"id": chat, "is_bot": False, "first_name": "A"}}
    headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET}
    return "/telegram", json.dumps({"update_id": person + 1, "message": message}).encode(), headers


def _plain(person: int) -> Post:
    return "/", b"answer=yes", FORM
