"""Whether Twilio sent a request: its signature covers the public address and every field.

Source: Twilio, "Validating requests": HMAC-SHA1 under the account's auth token. The signature holds no time
and no number used once, so that a copied request stays valid; the message's own id makes it harmless.
"""

from collections.abc import Sequence

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from webhook.channels.contract import Forged, Raw

HEADER = "x-twilio-signature"
LONGEST = 64
"""Characters; a SHA-1 signature has 28."""


class _Fields(dict[str, list[str]]):
    """The fields of a form as the validator reads them: every value of a repeated name."""

    def getlist(self, name: str) -> list[str]:
        """Give all the values of `name`."""
        return self[name]


def verify(raw: Raw, auth_token: str) -> None:
    """Raise `Forged` unless `raw` carries the account's signature."""
    signature = raw.headers.get(HEADER, "")
    if not 0 < len(signature) <= LONGEST or not signature.isascii():
        raise Forged
    try:
        ours = RequestValidator(auth_token).validate(raw.url, _gathered(raw.fields or (*raw.form.items(),)), signature)
    except ValueError:  # an address with a port that is no number, or text that is none
        raise Forged from None
    if not ours:
        raise Forged


def _gathered(fields: Sequence[tuple[str, str]]) -> _Fields:
    gathered = _Fields()
    for name, value in fields:
        gathered.setdefault(name, []).append(value)
    return gathered
