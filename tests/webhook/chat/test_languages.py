"""Which languages are offered, and which one is begun in."""

import pytest

from surveys.loader import load
from tests.webhook.chat.world import ALL_KINDS


def test_only_live_languages_are_offered(world, kinds):
    parent = kinds.visitor().enter(kinds.invite("kinds"))
    assert 'value="/language ar"' in parent.text
    assert 'value="/language en"' not in parent.text
    parent.way("/language ar")
    assert '<html lang="ar" dir="rtl">' in parent.text
    assert parent.heading == "هل توافق؟"
    assert "توقّف" in parent.says
    parent.way("/language en")
    assert '<html lang="en" dir="ltr">' in parent.text


@pytest.mark.parametrize("language", ["de", "xx-", "../en", "<script>", "en " * 500])
def test_languages_that_are_not_live_are_declined(parent, language):
    here = parent.heading
    parent.way(f"/language {language}")
    assert parent.heading == here
    assert "<script>" not in parent.text
    assert parent.status == 200


def test_a_language_that_is_not_live_in_the_wave_is_not_offered(world):
    world.open("english", load(ALL_KINDS))
    visitor = world.visitor().enter(world.invite("english"))
    assert "/language" not in visitor.text
    visitor.way("/language ar")
    assert '<html lang="en"' in visitor.text


@pytest.mark.parametrize(("header", "language"), [("pl-PL,pl;q=0.9,en;q=0.5", "pl"), ("ar", "ar"), ("de", "en"),
                                                  ("", "en"), ("*", "en"), (";;;q=x", "en")])
def test_the_browsers_language_is_begun_in(kinds, header, language):
    visitor = kinds.visitor(**{"Accept-Language": header}).enter(kinds.invite("kinds"))
    assert f'<html lang="{language}"' in visitor.text
