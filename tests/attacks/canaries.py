"""Attack 2: every answer, name, number and link is a word found nowhere else, and is looked for everywhere.

Looked at during the wave and after it: every file, every line logged (at the noisiest level), every address
asked for, what faults carry with them, and every paper written. Searched for in every form (`files.forms`).
"""

import contextlib
import io
import logging
import secrets
import traceback
from contextlib import closing
from sqlite3 import connect

from storage.contacts import Contact
from storage.errors import StorageError
from tests.attacks import files
from tests.attacks.town import CLOSED, MORE, WORDS, Town, short
from tests.attacks.visiting import Visitor
from webhook import papers
from webhook.commands import invite

PHONES = [f"+4477009001{n:02}" for n in range(20)]
"""From the range that belongs to nobody."""


def attack(folder, people=6):
    """Let people answer by the web pages and be known by number; give where anything of theirs turns up."""
    said, asked, found = io.StringIO(), [], []
    with _listening(said), Town(folder / "town") as town:
        round_ = town.open("w", [_answers(n) for n in range(people)], short())
        secret = _secrets(town, round_)
        app = _overheard(town.app, asked)
        for person in round_.people:
            _answer_by_web(town, app, round_, person)
            found += files.finds(secret, files.everything(town.config.folder))
        found += _known_by_number(town, secret)
        found += files.finds(secret, {"what a fault carries": "\n".join(_faults(town)).encode()})
        release = town.close("w")
        papers.write({"summary": papers.summary_report(release)}, ("html", "pdf", "docx"), town.config.folder / "out")
        town.tick()
        found += files.finds(secret, files.everything(town.config.folder))
    written = {"the log": said.getvalue(), "an address asked for": "\n".join(asked), "the release": release.dump()}
    found += files.finds(secret, {name: text.encode() for name, text in written.items()})
    return sorted(set(found))


def _answers(number):
    mark = secrets.token_hex(10)
    return {CLOSED: "yes", WORDS: f"canary of {number} {mark} better", MORE: f"bird of {number} {mark[::-1]} more"}


def _secrets(town, round_):
    found = {}
    for person in round_.people:
        found |= {f"{name} {person.place}": secret for name, secret in (
            ("words", person.answers[WORDS]), ("more words", person.answers[MORE]), ("token", person.token),
            ("code", person.code), ("address", _address(person)), ("browser", _browser(person)))}
    return found


def _address(person):
    return f"203.0.113.{100 + person.place}"


def _browser(person):
    return f"Browser-of-{person.place}-{person.token[:4]}xyz"


def _overheard(app, asked):
    """Note each address that is asked for, with the page it came from: what a proxy in between would log."""
    inner = app.wsgi_app

    def outer(environ, start):
        asked.append(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']} {environ.get('HTTP_REFERER', '')}")
        return inner(environ, start)
    app.wsgi_app = outer
    return app


def _answer_by_web(town, app, round_, person):
    browser = {"REMOTE_ADDR": _address(person), "HTTP_USER_AGENT": _browser(person)}
    visitor = Visitor(app.test_client(), browser)
    visitor.open(invite.slip(town.here, person).link)
    visitor.post("/chat/enter", **({"token": person.token} if person.place % 2 else {"code": person.code}))
    headings = {question.text.in_("en").replace("{setting}", "Mill Lane"): question.id
                for question in round_.survey.questions}
    visitor.answer(person.answers, headings)
    with town.store.read() as tx:
        assert tx.ballots.count(round_.wave) == person.place + 1, visitor.page


def _known_by_number(town, secret):
    """Let people be known by number, with a message that waits, one that came in, and one who said STOP."""
    with town.store.begin() as tx:
        for place, number in enumerate(PHONES):
            secret[f"number {place}"] = number
            mark = tx.contacts.mark("phone", number)
            tx.contacts.put(mark, Contact("phone", "sms", number))
            tx.outbox.put(mark, "sms", "reply", {"address": number, "text": f"to {number}"}, 1_795_000_000_000)
            tx.claims.claim("sms", f"SM{place}{number}")
            if place % 3 == 0:
                tx.optouts.add("phone", number)
    return files.finds(secret, files.everything(town.config.folder))


def _faults(town):
    """Make the database fail under each kind of write; give everything that hangs on what is raised."""
    for table, write in _WRITES.items():
        with closing(connect(town.database)) as broken:
            broken.execute(f"ALTER TABLE {table} RENAME TO away")
        try:
            with town.store.begin() as tx:
                write(tx)
        except StorageError as fault:
            yield from _carried(fault)
        with closing(connect(town.database)) as mended:
            mended.execute(f"ALTER TABLE away RENAME TO {table}")


_WRITES = {
    "settings": lambda tx: tx.setting.put(tx.waves.get("w").survey.setting.model_copy(
        update={"id": "other", "name": PHONES[0], "contact": PHONES[1]})),
    "audits": lambda tx: tx.audits.put("mill", "ap-audit", PHONES[2]),
}


def _carried(fault):
    """Give what loggers, debuggers and fault trackers find on an exception: all of its chain, hidden or not."""
    seen = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        yield "".join(traceback.format_exception(fault, chain=False))
        yield repr(fault) + repr(fault.args)
        fault = fault.__cause__ or fault.__context__


@contextlib.contextmanager
def _listening(said):
    """Hear everything that is logged, at the noisiest level, and printed."""
    root, handler = logging.getLogger(), logging.StreamHandler(said)
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
