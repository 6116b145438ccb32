"""The words around the questions are in the phrasebooks, and the pages use no others."""

import re
from importlib.resources import files

import pytest

from bot.phrases import languages, phrasebook, sentence

ROOT = files("webhook")
TEMPLATES = [path for path in (ROOT / "templates" / "chat").iterdir() if path.name.endswith(".html")]
SAID = {key for path in TEMPLATES for key in re.findall(r"say\('([^']+)'", path.read_text(encoding="utf-8"))}
WRITTEN = [key for key in phrasebook("en").sentences if key.startswith("page.")]


def test_every_sentence_of_a_page_is_in_the_phrasebook():
    assert len(SAID) > 20
    for key in SAID:
        assert sentence(key, "en", "web")


def test_every_page_sentence_is_used():
    code = "".join(path.read_text(encoding="utf-8") for folder in (ROOT, ROOT / "chat")
                   for path in folder.iterdir() if path.name.endswith(".py"))
    for key in WRITTEN:
        stem = key.rsplit(".", 1)[0]
        assert key in SAID or f'"{key}"' in code or f'"{stem}.{{' in code, key


@pytest.mark.parametrize("language", [name for name in languages() if name.isalpha()])
def test_every_language_has_every_page_sentence_with_its_placeholders(language):
    sentences = phrasebook(language).sentences
    for key in WRITTEN:
        assert key in sentences, key
        assert set(re.findall(r"{\w+}", sentences[key])) == set(re.findall(r"{\w+}", sentence(key, "en"))), key


def test_templates_hold_no_words_of_their_own():
    for path in TEMPLATES:
        bare = re.sub(r"{%.*?%}|{{.*?}}", " ", path.read_text(encoding="utf-8"), flags=re.S)
        bare = re.sub(r'<[^>]*>|[\w-]+="[^"]*"', " ", bare)
        assert not re.search(r"[A-Za-z]{3,}", bare), (path.name, bare.split())
