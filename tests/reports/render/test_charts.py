"""Charts: well-formed, told in words, inside their frame, and visible."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from reports.charts import WIDTH, measure, svg, wrapped
from reports.release import Cell
from reports.render.legible import legible
from reports.render.picture import png
from reports.report import Bar, Chart, Report

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def charts(every: dict[str, Report]) -> list[Chart]:
    return [block for report in every.values() for block in legible(report).blocks if isinstance(block, Chart)]


def drawn(chart: Chart, name: str = "c1") -> ElementTree.Element:
    return ElementTree.fromstring(svg(chart, name))


def test_each_chart_has_a_title_and_a_description_it_is_named_by(charts) -> None:
    for chart in charts:
        root = drawn(chart)
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title.text == chart.title
        assert description.text == chart.description
        assert root.get("role") == "img"
        assert root.get("aria-labelledby").split() == [title.get("id"), description.get("id")]


def test_ids_are_unique_on_a_page_and_every_reference_is_met(charts) -> None:
    ids: list[str] = []
    for place, chart in enumerate(charts):
        text = svg(chart, f"chart{place}")
        own = [each.get("id") for each in ElementTree.fromstring(text).iter() if each.get("id")]
        assert all(f'id="{name}"' in text for name in
                   [piece.split(")")[0] for piece in text.split("url(#")[1:]])
        ids += own
    assert len(ids) == len(set(ids))


def test_words_stay_inside_the_frame(charts) -> None:
    for chart in charts:
        root = drawn(chart)
        height = float(root.get("viewBox").split()[3])
        for text in root.iter(f"{SVG}text"):
            x, wide = float(text.get("x")), measure(text.text or "")
            anchor = _anchor(root, text)
            left = x - {"middle": wide / 2, "end": wide}.get(anchor, 0)
            assert left >= -1
            assert left + wide <= WIDTH + 1, text.text
            assert 0 < float(text.get("y")) < height


def _anchor(root: ElementTree.Element, text: ElementTree.Element) -> str:
    for group in root.iter(f"{SVG}g"):
        if text in list(group) and group.get("text-anchor"):
            return group.get("text-anchor", "")
    return text.get("text-anchor", "start")


def test_pictures_have_ink(charts) -> None:
    for chart in charts:
        width, height, dark = _ink(png(chart, "c1"))
        assert width == WIDTH * 3
        assert height > 60
        assert dark > (2_000 if chart.bars else 100), chart.title


def _ink(picture: bytes) -> tuple[int, int, int]:
    """Give width, height and the number of dark dots of a picture."""
    with Image.open(BytesIO(picture)) as image:
        return image.width, image.height, sum(image.convert("L").histogram()[:128])


def test_the_same_chart_gives_the_same_picture(charts) -> None:
    assert png(charts[0], "c1") == png(charts[0], "c1")


WORDS = st.text(max_size=80).map(legible)
CELLS = st.builds(Cell, st.just("c"), WORDS, WORDS, st.floats(-1, 2), st.floats(-1, 2), st.booleans(), st.booleans())
BARS = st.builds(Bar, WORDS, st.none() | CELLS, WORDS)


@settings(max_examples=120, deadline=None)
@given(st.builds(Chart, WORDS, WORDS, st.lists(BARS, max_size=6).map(tuple)))
def test_any_chart_is_well_formed_and_its_blocks_stay_on_the_axis(chart: Chart) -> None:
    root = drawn(chart)
    for block in root.iter(f"{SVG}rect"):
        assert float(block.get("x", 0)) >= 0
        assert float(block.get("x", 0)) + float(block.get("width", 0)) <= WIDTH


@given(WORDS, st.integers(20, 400))
def test_wrapping_keeps_every_word_within_its_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure(line) <= width or len(line) == 1 for line in lines)
