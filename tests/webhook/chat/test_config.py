"""Configuration: sensible without any, and every wrong setting named at once."""

import pytest

from webhook.config import VARIABLES, Config, ConfigError


def test_nothing_set_is_enough(tmp_path):
    config = Config.at(tmp_path)
    assert config.database == f"sqlite:///{tmp_path}/database/heard.db"
    assert config.keys == tmp_path / "keys.json"
    assert config.public_base_url == "http://127.0.0.1:8000"
    assert not config.secure


def test_everything_can_be_set(tmp_path):
    config = Config.read({
        "HEARD_DIR": str(tmp_path), "HEARD_DATABASE_URL": "postgresql://heard@db.example/heard",
        "HEARD_KEY_FILE": str(tmp_path / "k" / "keys.json"), "HEARD_HOST": "0.0.0.0", "HEARD_PORT": "8080",
        "HEARD_PUBLIC_BASE_URL": "https://voice.example.sch.uk/", "HEARD_PROXIES": "1", "HEARD_TEST_MODE": "yes"})
    assert config.public_base_url == "https://voice.example.sch.uk"
    assert config.secure
    assert (config.host, config.port, config.proxies, config.test_mode) == ("0.0.0.0", 8080, 1, True)


def test_every_wrong_setting_is_named_at_once():
    wrong = {"HEARD_DATABASE_URL": "mysql://heard", "HEARD_PUBLIC_BASE_URL": "voice.example", "HEARD_PORT": "-1",
             "HEARD_PROXIES": "many", "HEARD_TEST_MODE": "perhaps", "HEARD_KEYFILE": "x"}
    with pytest.raises(ConfigError) as raised:
        Config.read(wrong)
    assert len(raised.value.problems) == len(wrong)
    for name in wrong:
        assert name in str(raised.value)
    assert "Did you mean HEARD_KEY_FILE?" in str(raised.value)


@pytest.mark.parametrize(("name", "value", "says"), [
    ("HEARD_DATABASE_URL", "heard.db", "not a database address"),
    ("HEARD_DATABASE_URL", "sqlite://", "not a database address"),
    ("HEARD_DATABASE_URL", "sqlite:///:memory:", "Name a file"),
    ("HEARD_KEY_FILE", "/srv/heard/database/keys.json", "folder of its own"),
    ("HEARD_PUBLIC_BASE_URL", "http://voice.example", "must begin with https://"),
    ("HEARD_PUBLIC_BASE_URL", "https://voice.example/heard", "nothing after its name"),
    ("HEARD_PUBLIC_BASE_URL", "https://user:secret@voice.example", "nothing after its name"),
    ("HEARD_PUBLIC_BASE_URL", "https://[bad", "not a web address"),
    ("HEARD_PUBLIC_BASE_URL", "https://voice.example:port", "not a web address"),
    ("HEARD_PORT", "70000", "from 1 to 65535"), ("HEARD_PORT", "٨٠", "from 1 to 65535")])
def test_each_fault_says_what_to_do(name, value, says):
    with pytest.raises(ConfigError, match=says) as raised:
        Config.read({"HEARD_DIR": "/srv/heard", name: value})
    assert "secret" not in str(raised.value)


def test_http_is_for_trying_out_only():
    given = {"HEARD_DIR": "/srv/heard", "HEARD_PUBLIC_BASE_URL": "http://10.0.0.7:8000"}
    with pytest.raises(ConfigError):
        Config.read(given)
    assert Config.read({**given, "HEARD_TEST_MODE": "1"}).test_mode


def test_variables_of_others_are_left_alone():
    assert Config.read({"HEARD_DIR": "/srv/heard", "HEARD_COLOUR": "blue", "PATH": "/bin"})


def test_every_variable_is_explained():
    assert all(VARIABLES.values())
