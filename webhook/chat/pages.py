"""The pages: front door, question, talk, stop, done, leave."""

from dataclasses import replace

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from bot.conversation import Inbound, State
from bot.phrases import say
from webhook.channels import CHANNELS
from webhook.chat import cookies, ending, screen, support
from webhook.chat.cookies import Ended
from webhook.chat.wording import Shown, page_language, preferred, spoken
from webhook.config import Config
from webhook.dialogue import Dialogue
from webhook.turns import Away, Entered, Key, Refusal, Turn


def pages(dialogue: Dialogue, config: Config) -> Blueprint:
    """Give the web-chat's pages over one dialogue."""
    chat, own = Blueprint("chat", __name__), Pages(dialogue, secure=config.secure)
    for path, method, page in (
            ("/", "GET", own.door), ("/chat/enter", "POST", own.enter), ("/chat", "GET", own.show),
            ("/chat", "POST", own.answer), ("/chat/talk", "GET", own.talk), ("/chat/stop", "GET", own.stop),
            ("/chat/done", "GET", own.done), ("/chat/leave", "POST", own.leave),
            ("/chat/left", "GET", own.left)):
        chat.add_url_rule(path, page.__name__, page, methods=[method])
    return chat


class Pages:
    """The web-chat over one dialogue. Each page is one method; none holds anything between requests."""

    def __init__(self, dialogue: Dialogue, *, secure: bool) -> None:
        self._dialogue = dialogue
        self._secure = secure

    def door(self) -> Response:
        """Ask for a code; a link's token is posted from here by the page's script."""
        return _page("door", spoken(page_language(request)) | {"fault": ""})

    def enter(self) -> Response:
        """Let somebody in by token or code."""
        came = self._dialogue.enter(Key(
            token=request.form.get("token", "")[:200], code=request.form.get("code", "")[:200],
            client=_client(), kept=cookies.kept(request),
            languages=preferred(request)))
        if isinstance(came, Away):
            return self._away(came)
        if isinstance(came, Entered):
            response = _to("chat.show", again="yes" if came.again else None)
            cookies.enter(response, came, secure=self._secure)
            return response
        language, too_many = page_language(request), came is Refusal.TOO_MANY
        fault = say(f"page.door.{came.value}", language)
        response = _page("door", spoken(language) | {"fault": fault}, 429 if too_many else 404)
        if too_many:
            response.headers["Retry-After"] = "3600"
        return response

    def show(self) -> Response:
        """Show the question this browser is at."""
        match cookies.place(request):
            case bytes() as handle:
                return self._shown(handle, self._dialogue.current(handle, back="again" in request.args))
            case Ended():
                return _to("chat.done")
        return self._lost()

    def answer(self) -> Response:
        """Take what was posted: go on by redirect, or show at once what a redirect would lose."""
        match cookies.place(request):
            case bytes() as handle:
                inbound = CHANNELS["web"](request.form.to_dict(flat=False))
                turn = self._dialogue.receive(handle, inbound)
                if turn is Refusal.LOST and self._dialogue.overheard(inbound.words, _client()):
                    return _to("chat.talk")
                return self._answered(handle, inbound, turn)
            case Ended():
                return _to("chat.done")
        return self._lost()

    def talk(self) -> Response:
        """Say whom to talk to. Reads and sends nothing of the conversation."""
        language, survey, going_on = page_language(request), None, False
        match cookies.place(request):
            case bytes() as handle if isinstance(turn := self._dialogue.current(handle), Turn):
                language, survey, going_on = turn.asked.language, turn.survey, True
            case Ended() as ended:
                language, survey = ended.language, self._dialogue.survey(ended.wave)
        return _page("talk", spoken(language) | {
            "setting": survey.setting if survey else None, "going_on": going_on,
            "adult": support.adult(survey, language),
            "lines": support.lines(survey.audience if survey else "pupil", language)})

    def stop(self) -> Response:
        """Ask once more before answers are deleted."""
        match cookies.place(request):
            case bytes() as handle:
                return self._shown(handle, self._dialogue.current(handle), "stop")
        return self._lost()

    def done(self) -> Response:
        """Say thank you, or goodbye, once the conversation is over."""
        ended = cookies.place(request)
        survey = self._dialogue.survey(ended.wave) if isinstance(ended, Ended) else None
        if survey is None or not isinstance(ended, Ended):
            return self._lost()
        return _page("message", ending.over(survey, ended.state, ended.language))

    def leave(self) -> Response:
        """Take this browser out of the conversation, at once and leaving no trace in it."""
        response = _to("chat.left")
        cookies.leave(response, secure=self._secure)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def left(self) -> Response:
        """Show a page that says nothing of what was here."""
        return _page("left", spoken(page_language(request)))

    def _answered(self, handle: bytes, inbound: Inbound, turn: Turn | Away | Refusal) -> Response:
        if not isinstance(turn, Turn):
            return self._shown(handle, turn)
        if turn.state is not State.ASKING:
            return self._over(turn)
        if turn.asked.question is None:
            again = self._dialogue.current(handle)
            if not isinstance(again, Turn):
                return self._shown(handle, again)
            turn = replace(again, replies=(*turn.replies, *again.replies))
        if len(turn.replies) == 1 and not turn.asked.error and not turn.asked.notice:
            return _to("chat.show")
        response = _page("question", screen.question(turn, inbound), 422 if turn.asked.error else 200)
        cookies.stay(response, handle, secure=self._secure)
        return response

    def _over(self, turn: Turn) -> Response:
        if len(turn.replies) == 1:
            response = _to("chat.done")
        else:
            # Words of support came with the last answer: they are said now, and kept nowhere.
            response = _page("message", ending.over(turn.survey, turn.state, turn.asked.language,
                                                    turn.replies[:-1]))
        cookies.end(response, turn, secure=self._secure)
        return response

    def _shown(self, handle: bytes, turn: Turn | Away | Refusal, template: str = "question") -> Response:
        match turn:
            case Turn():
                response = _page(template, screen.question(turn))
                cookies.stay(response, handle, secure=self._secure)
                return response
            case Away():
                return self._away(turn)
        return self._lost()

    def _away(self, away: Away) -> Response:
        response = _page("message", ending.away(away), 409)
        cookies.leave(response, secure=self._secure)
        return response

    def _lost(self) -> Response:
        response = _page("message", ending.lost(page_language(request)), 403)
        cookies.leave(response, secure=self._secure)
        return response


def _client() -> bytes:
    return (request.remote_addr or "").encode()


def _page(name: str, shown: Shown, status: int = 200) -> Response:
    return make_response(render_template(f"chat/{name}.html", **shown), status)


def _to(endpoint: str, again: str | None = None) -> Response:
    return make_response(redirect(url_for(endpoint, again=again), 303))
