from hypothesis import given
from hypothesis import strategies as st

from surveys.model import Setting
from surveys.placeholders import SAMPLE, SETTING, fill, placeholders, stray_brace


def test_filling_in():
    values = {"setting": "Hill House", "contact": ""}
    assert fill("At {setting}, {q1|that}. {contact|Ask us.}", values) == "At Hill House, that. Ask us."
    assert fill("{unknown} stays", values) == "{unknown} stays"


def test_placeholders_are_found_with_their_fallbacks():
    assert [(p.name, p.fallback) for p in placeholders("{a} {p2.1|x y} {b|}")] == [
        ("a", None), ("p2.1", "x y"), ("b", "")]


def test_a_stray_brace_is_found():
    assert stray_brace("{a} and {") == 8
    assert stray_brace("{a|b}") is None


def test_a_setting_fills_every_placeholder_it_promises():
    setting = Setting(id="a", name="Hill House", pupils="young people", pupil="young person")
    assert set(setting.placeholders) == set(SETTING) == set(SAMPLE)
    assert fill("{Pupils} like it; {pupils} say so.", setting.placeholders) == (
        "Young people like it; young people say so.")


@given(st.text(alphabet="{}|ab. ", max_size=30))
def test_any_text_can_be_filled(text):
    assert isinstance(fill(text, {"a": "x"}), str)
    stray_brace(text)
