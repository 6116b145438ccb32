"""Word and HTML say the same words, in the same order; hostile words reach both whole."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from docx.oxml.ns import qn

from reports.render.legible import legible
from reports.report import Block, Bullets, Chart, Form, Heading, Paragraph, Report, Table


class Words(HTMLParser):
    """The words of the report's own part of a page, without its charts: those are pictures in Word."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.kept: list[str] = []
        self.inside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("main", "svg"):
            self.inside.append(tag)
        self.kept.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("main", "svg"):
            self.inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if self.inside == ["main"]:
            self.kept.append(data)


def words_of_html(text: str) -> list[str]:
    return "".join(Words(text).kept).split()


def words_of_word(document) -> list[str]:
    texts = ("".join(each.text or "" if each.tag == qn("w:t") else " " for each in paragraph.iter(
        qn("w:t"), qn("w:tab"), qn("w:br"))) for paragraph in document.element.body.iter(qn("w:p")))
    return " ".join(texts).split()


def said(block: Block) -> Iterator[str]:
    """Give every text of a block that a reader is to meet in print."""
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Bullets():
            yield from block.items
        case Form():
            yield from (block.caption, *(words for field in block.fields for words in (field.label, field.value)))
        case Table():
            yield from (block.caption, *block.header, *(cell for row in block.rows for cell in row))
        case Chart():
            yield block.title


@pytest.mark.parametrize("name", ["rich", "audit", "summary"])
def test_word_and_html_say_the_same(word, rendered, every: dict[str, Report], name) -> None:
    html, docx = words_of_html(rendered(name, "html").decode()), words_of_word(word(name))
    hidden = [block.caption for block in every[name].blocks if isinstance(block, Table) and block.hide_caption]
    for caption in hidden:
        # A hidden caption is for screen readers: words in HTML, a property of the table in Word.
        at = next(place for place in range(len(html)) if html[place:place + len(caption.split())] == caption.split())
        del html[at:at + len(caption.split())]
    assert html == docx


@pytest.mark.parametrize("name", ["rich", "audit", "summary"])
def test_every_word_of_the_report_is_there(word, rendered, every: dict[str, Report], name) -> None:
    report = legible(every[name])
    html = " ".join(words_of_html(rendered(name, "html").decode()))
    docx = " ".join(words_of_word(word(name)))
    hidden = {block.caption for block in report.blocks if isinstance(block, Table) and block.hide_caption}
    for text in (text for block in report.blocks for text in said(block)):
        wanted = " ".join(text.split())
        assert wanted in html
        assert wanted in docx or text in hidden


def test_control_characters_are_left_out_and_nothing_else(every: dict[str, Report]) -> None:
    assert legible("a\x00b\x1b[31m\x0b\x85\ud800\ufffe🙂\tكيف\n") == "ab[31m\x85🙂\tكيف\n"
    assert legible(every["audit"]) == every["audit"]
