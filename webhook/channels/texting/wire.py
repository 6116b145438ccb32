"""How requests travel to Twilio, or to a stand-in for it.

Twilio's own transport keeps its last answer on itself, so that two threads may read each other's, and it logs
every address. This one has a connection for each thread, tries nothing twice and logs nothing.
"""

from collections.abc import Mapping
from threading import local
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from requests import Session
from twilio.http import HttpClient  # type: ignore[import-untyped]
from twilio.http.response import Response  # type: ignore[import-untyped]


class Wire(HttpClient):  # type: ignore[misc]
    """Sends requests, each once; `elsewhere` is the address of a stand-in, which has a folder for each product."""

    def __init__(self, elsewhere: str, patience: float) -> None:
        self._elsewhere = elsewhere
        self._patience = patience
        self._own = local()

    def request(self, method: str, url: str, params: Mapping[str, object] | None = None,
                data: Mapping[str, object] | None = None, headers: Mapping[str, str] | None = None,
                auth: tuple[str, str] | None = None, timeout: float | None = None,
                allow_redirects: bool = False) -> Response:
        """Send one request and give its answer; raises what `requests` does."""
        if not hasattr(self._own, "session"):
            self._own.session = Session()
        options: dict[str, Any] = {"params": params, "data": data, "headers": headers, "auth": auth}
        answer = self._own.session.request(
            method.upper(), self._there(url), timeout=timeout or self._patience, allow_redirects=allow_redirects,
            **options)
        return Response(answer.status_code, answer.text, answer.headers)

    def _there(self, url: str) -> str:
        if not self._elsewhere:
            return url
        parts, there = urlsplit(url), urlsplit(self._elsewhere)
        product = (parts.hostname or "api").partition(".")[0]
        path = parts.path if product == "api" else f"/{product}{parts.path}"
        return urlunsplit((there.scheme, there.netloc, path, parts.query, ""))
