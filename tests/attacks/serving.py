"""Attack 2, for the server itself: `heard serve` as it is run, and every line that it writes.

An address beside a moment says who answered when; so does a line for each page asked for.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from tests.attacks import files
from tests.attacks.town import Town, sayings, short

_RUN = """
import sys
exec(sys.argv.pop(1))
from webhook.cli import main
main()
"""
WRONG = "no-such-token-canary-77"


def attack(folder, broken=""):
    """Serve, let somebody open pages, stop; give what was written of them. `broken` is run before serving."""
    with Town(folder / "town") as town:
        round_ = town.open("w", sayings(3), short())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = {name: value for name, value in os.environ.items() if not name.startswith("HEARD_")}
    server = subprocess.Popen([sys.executable, "-c", _RUN, broken, "serve", "--dir", str(town.config.folder)],
                              env={**variables, "HEARD_PORT": str(port)}, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
    try:
        _visit(f"http://127.0.0.1:{port}", round_.people[0].token)
    finally:
        server.terminate()
        written, _ = server.communicate(timeout=30)
    secret = {"a token": round_.people[0].token, "a wrong token": WRONG, "a browser": "Browser-canary-31",
              "an address": "203.0.113.31", "a page": "GET /chat", "a post": "POST /chat/enter"}
    return files.finds(secret, {"what the server writes": written, **files.everything(town.config.folder)})


def _visit(address, token):
    headers = {"User-Agent": "Browser-canary-31", "X-Forwarded-For": "203.0.113.31"}
    for _ in range(300):
        try:
            urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=10).close()
            break
        except urllib.error.URLError:
            time.sleep(0.1)
    else:
        raise AssertionError("the server did not come up")
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    for path, body in (("/chat/enter", b"token=" + token.encode()), ("/chat", None),
                       ("/chat/enter", b"token=" + WRONG.encode()), (f"/{WRONG}", None)):
        try:
            opener.open(urllib.request.Request(address + path, body, headers), timeout=10).close()
        except urllib.error.HTTPError as refused:
            refused.close()
