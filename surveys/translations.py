"""A questionnaire's translation: what there is to translate, and writing it beside the English in the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveys import draft as drafts
from surveys.document import Path, Plain
from surveys.draft import Draft
from surveys.errors import InvalidSurvey
from surveys.model import BASE_LANGUAGE
from surveys.structure import choice_lists
from surveys.survey import Translation
from surveys.yaml_edits import Page
from surveys.yaml_reader import read as read_yaml
from surveys.yaml_words import Words

_UNWRITABLE = "The questionnaire is laid out in a way that a translation cannot be added to."


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to translate: a text, or the words also taken for a choice (then `several`).

    `place` names it for people and stays the same while ids and codes do; `on_button` says it is a label.
    """

    place: str
    path: Path
    english: Words
    translated: Words
    several: bool = False
    on_button: bool = False


def entries(text: str, file: str, language: str) -> tuple[Entry, ...]:
    """Give everything in a questionnaire file that `language` needs. Raises `InvalidSurvey`."""
    draft = drafts.read(text, file)
    if draft.survey is None:
        raise InvalidSurvey(draft.problems(draft.findings))
    return tuple(_entries(draft, language))


def write(text: str, language: str, about: Translation, words: Mapping[Path, Words]) -> str:
    """Give the file's text with `words` in `language` beside the English, and the language declared.

    Everything else stays as its author wrote it. Raises `ValueError` where that cannot be done.
    """
    fields = {"status": about.status, "name": about.name} | ({"dir": about.dir} if about.dir == "rtl" else {})
    page = Page(text)
    if ("languages",) not in page:
        text = f"{text.rstrip()}\nlanguages:\n  en: {{status: checked, name: English}}\n"
        page = Page(text)
    try:
        for path, said in words.items():
            if said or (*path, language) in page:
                page.translate(path, language, said)
        page.declare(("languages",), language, fields)
    except KeyError:
        raise ValueError(_UNWRITABLE) from None
    made = page.text()
    if read_yaml(made).value != _expected(text, language, fields, words):
        raise ValueError(_UNWRITABLE)
    return made


def _expected(text: str, language: str, fields: Mapping[str, str], words: Mapping[Path, Words]) -> object:
    document = read_yaml(text)
    for path, said in words.items():
        holder, value = document.at(path[:-1]), document.at(path)
        known: dict[str, Plain] = value if isinstance(value, dict) else {BASE_LANGUAGE: value}
        if isinstance(holder, dict) and (said or language in known):
            holder[str(path[-1])] = {**known, language: said if isinstance(said, str) else [*said]}
    declared = document.at(("languages",))
    if isinstance(declared, dict):
        declared[language] = dict(fields)
    return document.value


def _entries(draft: Draft, language: str) -> Iterator[Entry]:
    labels = {(*path, number): choice for path, choices in choice_lists(draft) for number, choice in enumerate(choices)}
    for path, text in draft.texts:
        yield Entry(_place(draft, path), path, text.root.get(BASE_LANGUAGE, ""), text.root.get(language, ""),
                    on_button=path[-1] == "label")
        choice = labels.get(path[:-1])
        if choice is not None and path[-1] == "label" and choice.accept:
            yield Entry(f"{_choice(draft, path)}, replies also taken", (*path[:-1], "accept"),
                        choice.accept.get(BASE_LANGUAGE, ()), choice.accept.get(language, ()), several=True)


def _place(draft: Draft, path: Path) -> str:
    match path:
        case ("sets", name):
            return f"set {name}"
        case ("sections", int(number), "title"):
            return f"section {_named(draft, ('sections', number, 'id'))}, title"
        case (*_, "label"):
            return f"{_choice(draft, path)}, label"
        case ("sections", _, "questions", _, *field):
            return f"question {_named(draft, (*path[:4], 'id'))}, {' '.join(map(str, field))}"
    return str(path[0])


def _choice(draft: Draft, path: Path) -> str:
    code = _named(draft, (*path[:-1], "code"))
    if path[0] == "scales":
        return f"scale {path[1]}, choice {code}"
    return f"question {_named(draft, (*path[:4], 'id'))}, choice {code}"


def _named(draft: Draft, path: Path) -> str:
    return str(draft.document.at(path))
