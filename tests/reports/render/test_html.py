"""The HTML report: nothing in it acts, nothing is fetched, and a screen reader finds its way."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from reports.render import render

NAMES = ("rich", "audit", "summary")


class Page(HTMLParser):
    """The elements of a page, each with its attributes, and the words a reader meets."""

    VOID = ("meta", "col", "br", "img", "link", "input")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.unclosed: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "title", "desc"):
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(params=NAMES)
def page(request, rendered) -> Page:
    return Page(rendered(request.param, "html").decode())


def test_words_never_act(rendered) -> None:
    text = rendered("rich", "html").decode()
    found = Page(text)
    assert not found.all("script")
    assert not found.all("b"), "the footer's words stay words"
    assert text.count("&lt;script&gt;") >= 8
    assert text.lower().count("</style>") == len(found.all("style"))
    assert not any(name.startswith("on") for _, attributes in found.elements for name in attributes)
    assert "{{ 7 * 7 }}" in text


def test_every_element_is_closed_in_its_place(page: Page) -> None:
    assert not page.unclosed
    assert not page.open


def test_there_is_one_h1_and_no_level_is_left_out(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_scoped_headers(page: Page) -> None:
    tables = page.all("table")
    assert len(page.all("caption")) == len(tables) > 0
    assert page.all("th")
    assert {header.get("scope") for header in page.all("th")} == {"col", "row"}


def test_nothing_is_fetched_from_anywhere(page: Page, rendered) -> None:
    for tag, attributes in page.elements:
        for name in ("src", "href", "xlink:href", "action", "data", "srcset", "poster"):
            value = attributes.get(name) or ""
            assert not re.match(r"(?:[a-z]+:)?//", value), (tag, value)
    for tag in ("link", "iframe", "object", "img", "base", "form"):
        assert not page.all(tag)
    for name in NAMES:
        style = "".join(re.findall(r"<style>(.*?)</style>", rendered(name, "html").decode(), re.DOTALL))
        assert not re.search(r"@import|url\((?!data:|#)", style)


def test_language_title_and_viewport_are_set(page: Page) -> None:
    assert page.all("html")[0]["lang"] == "en-GB"
    assert len(page.all("title")) >= 1
    assert any(each.get("name") == "viewport" for each in page.all("meta"))
    assert page.all("main")


def test_ids_are_unique(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_same_report_gives_the_same_bytes(every, rendered) -> None:
    assert all(render(every[name], "html") == rendered(name, "html") for name in NAMES)


def test_what_scrolls_on_a_phone_can_be_reached_by_keyboard(page: Page) -> None:
    scrolls = [attributes for tag, attributes in page.elements if attributes.get("class") == "scroll"]
    assert len(scrolls) == len(page.all("table")) + len(page.all("figure"))
    assert all((each["role"], each["tabindex"]) == ("region", "0") and each["aria-label"] for each in scrolls)
