"""What Telegram says to a bot, and a connection that answers as Telegram does, by the library's public interface."""

import json
from collections import defaultdict
from typing import Any

from telegram.request import BaseRequest, RequestData

from webhook.channels.contract import Raw
from webhook.channels.telegram import HEADER

TOKEN = "123456:canary-in-the-token"
SECRET = "a-secret-of-thirty-characters-"
BOT = {"id": 666, "is_bot": True, "first_name": "Riverside", "username": "riverside_bot"}
CHAT = 700900


class Line(BaseRequest):
    """A connection that keeps what was sent, answers as Telegram does, and fails where it is told to."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.failing: dict[str, list[Exception | tuple[int, dict[str, Any]]]] = defaultdict(list)

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, url: str, method: str, request_data: RequestData | None = None,
                         *args: object, **kwargs: object) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[1]
        given = {key: json.loads(value) if value[:1] in "[{" else value
                 for key, value in (request_data.json_parameters if request_data else {}).items()}
        self.calls.append((name, given))
        if self.failing[name]:
            failure = self.failing[name].pop(0)
            if isinstance(failure, Exception):
                raise failure
            return failure[0], json.dumps({"ok": False, "error_code": failure[0], **failure[1]}).encode()
        return 200, json.dumps({"ok": True, "result": self._answer(name, given)}).encode()

    def _answer(self, name: str, given: dict[str, Any]) -> object:
        if name == "getMe":
            return BOT
        if name == "getWebhookInfo":
            return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        if name in ("sendMessage", "editMessageText", "editMessageReplyMarkup"):
            return {"message_id": int(given.get("message_id", 100 + len(self.calls))), "date": 1, "text": "x",
                    "chat": {"id": int(given["chat_id"]), "type": "private"}, "from": BOT}
        return True

    def refuse(self, method: str, status: int, description: str, **parameters: int) -> None:
        """Have the next call of `method` answered with a refusal."""
        extra = {"parameters": parameters} if parameters else {}
        self.failing[method].append((status, {"description": description, **extra}))

    def named(self, method: str) -> list[dict[str, Any]]:
        """Give what every call of `method` carried."""
        return [given for name, given in self.calls if name == method]


def raw(update: object, secret: str = SECRET) -> Raw:
    """Give a request of Telegram's."""
    body = update if isinstance(update, bytes) else json.dumps(update).encode()
    return Raw(url="https://voice.example.sch.uk/telegram", headers={HEADER: secret}, body=body, form={})


def typed(words: str | None = None, *, update: int = 1, chat: int = CHAT, kind: str = "private",
          at: int = 1_790_000_000, edited: bool = False, **other: object) -> dict[str, Any]:
    """Give an update with a message."""
    message = {"message_id": 50 + update, "date": at, "chat": {"id": chat, "type": kind, "first_name": "Sam"},
               "from": {"id": chat, "is_bot": False, "first_name": "Sam", "language_code": "en"}, **other}
    if words is not None:
        message["text"] = words
    if edited:
        message["edit_date"] = at
    return {"update_id": update, "edited_message" if edited else "message": message}


def tapped(data: str, *, update: int = 1, chat: int = CHAT, kind: str = "private", message: int = 101,
           shown: list[list[dict[str, str]]] | None = None) -> dict[str, Any]:
    """Give an update with a tap on a button that carries `data`, under a message that shows `shown`."""
    held: dict[str, Any] = {"message_id": message, "date": 1_790_000_000, "chat": {"id": chat, "type": kind},
                            "from": BOT, "text": "x"}
    if shown is not None:
        held["reply_markup"] = {"inline_keyboard": shown}
    return {"update_id": update, "callback_query": {
        "id": f"q{update}", "from": {"id": chat, "is_bot": False, "first_name": "Sam"}, "chat_instance": "1",
        "message": held, "data": data}}
