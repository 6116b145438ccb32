"""What guards every page: headers, where posts may come from, and what may be in them."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from webhook.config import Config

FORM = "application/x-www-form-urlencoded"
SIGNED = "channels"
"""The pages that providers post to. They are no forms of ours: each request is checked by its signature."""
LARGEST = 64 * 1024
"""Bytes a request may have; the longest comment is 500 characters."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                               "connect-src 'self'; form-action 'self'; base-uri 'none'; "
                               "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}


def guard(app: Flask, config: Config) -> None:
    """Put the headers on every answer, and turn away posts that are not our own forms."""
    app.config.update(MAX_CONTENT_LENGTH=LARGEST, MAX_FORM_MEMORY_SIZE=LARGEST, MAX_FORM_PARTS=50)
    own = _origin(config.public_base_url)

    @app.before_request
    def only_our_forms() -> None:
        if request.method != "POST" or request.blueprint == SIGNED:
            return
        if (request.content_length or 0) > LARGEST:
            abort(413)
        # Multipart bodies are refused because large parts of them would be written to disk.
        if request.mimetype != FORM and (request.mimetype or request.content_length):
            abort(400)
        if not _from_us(own):
            abort(403)

    @app.after_request
    def headed(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers["Cache-Control"] = "no-store" if request.endpoint != "static" else "no-cache"
        if config.secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        return response


def _from_us(own: str) -> bool:
    """Whether a post comes from a page of ours.

    Our pages send no referrer, and so browsers give `Origin: null` for their forms; what tells them from a
    stranger's is then `Sec-Fetch-Site`, and the cookie, which strangers' posts do not carry (SameSite=Lax).
    """
    origin = request.headers.get("Origin", "null")
    if origin != "null" and _origin(origin) not in (own, _origin(request.host_url)):
        return False
    return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")


def _origin(address: str) -> str:
    """Give scheme, host and port of `address` in lower case, or nothing where it is not an address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower().rstrip("/")
