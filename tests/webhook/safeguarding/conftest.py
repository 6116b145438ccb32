"""An installation, its clock, and a mail server that keeps what it is given."""

import pytest

from tests.webhook.console.conftest import Office


class Post:
    """Keeps e-mails by address; refuses those to addresses in `broken`."""

    def __init__(self):
        self.letters, self.broken = [], set()

    def send(self, to, subject, text):
        from webhook.safeguarding.mail import MailFailed
        if to in self.broken:
            raise MailFailed("The mail server did not take the e-mail.")
        self.letters.append((to, subject, text))

    @property
    def addresses(self):
        return [to for to, _, _ in self.letters]


@pytest.fixture
def world(tmp_path):
    made = Office(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def pupils(world):
    return world.open("pupils")


@pytest.fixture
def post():
    return Post()
