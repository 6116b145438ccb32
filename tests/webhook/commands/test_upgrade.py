"""Upgrading a database."""


def test_upgrading_again_changes_nothing(setting):
    before = setting.here("setting", "show").out
    done = setting.here("upgrade")
    assert (done.code, done.out.strip()) == (0, "The database has the newest form.")
    assert setting.here("setting", "show").out == before


def test_without_an_installation_it_says_what_is_missing(heard):
    done = heard.here("upgrade")
    assert done.code == 1
    assert "key file" in done.err
