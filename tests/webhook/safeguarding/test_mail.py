"""E-mail by SMTP, against a mail server on this computer, and the settings that name one."""

import socketserver
import threading

import pytest

from webhook.config import Config, ConfigError
from webhook.safeguarding.mail import MailFailed, Smtp, configured, is_address


class Session(socketserver.StreamRequestHandler):
    """Speaks as much SMTP as one e-mail needs."""

    def handle(self):
        self.say("220 here")
        for line in self.rfile:
            word = line.decode().strip().upper()
            self.server.heard.append(line.decode().strip())
            if word.startswith("DATA"):
                self.say("354 go on")
                letter = b""
                while not letter.endswith(b"\r\n.\r\n"):
                    letter += self.rfile.readline()
                self.server.letters.append(letter.decode())
                self.say("250 taken")
            elif word.startswith("RCPT") and self.server.refuses:
                self.say("550 no such person here")
            elif word.startswith("QUIT"):
                self.say("221 bye")
                return
            else:
                self.say("250 here")

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")


@pytest.fixture
def server():
    socketserver.ThreadingTCPServer.daemon_threads = True
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as made:
        made.heard, made.letters, made.refuses = [], [], False
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture
def mailer(server):
    return Smtp("127.0.0.1", server.server_address[1], "heard@example.org", "none")


def test_an_e_mail_arrives_as_plain_text_that_no_machine_answers(server, mailer):
    mailer.send("ms.okafor@example.org", "Something waits", "Sign in to read it.\n")
    (letter,) = server.letters
    assert "To: ms.okafor@example.org" in letter
    assert "From: heard@example.org" in letter
    assert "Subject: Something waits" in letter
    assert "Auto-Submitted: auto-generated" in letter
    assert "Content-Type: text/plain" in letter
    assert "Sign in to read it." in letter


def test_a_refused_address_is_a_sentence_without_the_address(server, mailer):
    server.refuses = True
    with pytest.raises(MailFailed) as refusal:
        mailer.send("ms.okafor@example.org", "x", "y")
    assert "did not take the e-mail" in str(refusal.value)
    assert "okafor" not in str(refusal.value)


def test_no_server_is_a_sentence_too(server, mailer):
    server.shutdown()
    server.server_close()
    with pytest.raises(MailFailed, match="ConnectionRefused"):
        mailer.send("ms.okafor@example.org", "x", "y")


def test_a_server_without_encryption_is_refused_unless_allowed(server):
    with pytest.raises(MailFailed):
        Smtp("127.0.0.1", server.server_address[1], "heard@example.org").send("a@example.org", "x", "y")
    assert server.letters == []


GIVEN = {"HEARD_SMTP_HOST": "mail.example.org", "HEARD_SMTP_FROM": "heard@example.org"}


def test_a_host_and_a_sender_are_enough(tmp_path):
    mailer = configured(Config.at(tmp_path, **GIVEN))
    assert (mailer.host, mailer.port, mailer.security) == ("mail.example.org", 587, "starttls")
    assert configured(Config.at(tmp_path, **GIVEN, HEARD_SMTP_SECURITY="tls")).port == 465
    assert configured(Config.at(tmp_path)) is None


@pytest.mark.parametrize(("changes", "says"), [
    ({"HEARD_SMTP_PORT": "many"}, "HEARD_SMTP_PORT must be a whole number"),
    ({"HEARD_SMTP_FROM": "heard"}, "HEARD_SMTP_FROM must be the address"),
    ({"HEARD_SMTP_SECURITY": "ssl"}, "starttls, tls or none"),
    ({"HEARD_SMTP_SECURITY": "none"}, "only for a mail server on this computer"),
    ({"HEARD_SMTP_USER": "heard"}, "set both or neither"),
])
def test_wrong_settings_are_named(tmp_path, changes, says):
    with pytest.raises(ConfigError, match=says):
        configured(Config.at(tmp_path, **GIVEN | changes))


def test_a_password_is_in_no_representation(tmp_path):
    config = Config.at(tmp_path, **GIVEN, HEARD_SMTP_USER="heard", HEARD_SMTP_PASSWORD="hunter22")
    assert "hunter22" not in repr(configured(config)) + repr(config)


@pytest.mark.parametrize("address", ["a@example.org", "a.b+c@example.sch.uk"])
def test_addresses(address):
    assert is_address(address)


@pytest.mark.parametrize("address", ["", "a", "a@b", "@b.c", "a@b.c\nBcc: x@y.z", "a b@c.d", "a@b@c.d", "é@b.c",
                                     "a@" + "b" * 260 + ".org"])
def test_what_is_no_address(address):
    assert not is_address(address)
